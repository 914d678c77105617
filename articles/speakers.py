"""From a mention's name to a speaker: found again on evidence, else made."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchQuery
from django.db.models import QuerySet, Value

from articles import walks
from articles.extraction.names import fold, letters
from articles.models import Quote, Speaker, SpeakerKind, SpeakerName
from articles.models.fold import Fold
from articles.slugs import free_slug

LONGEST = 300
# "The campaign" may be read as a group or as an organisation.
_BODIES = [SpeakerKind.ORGANISATION, SpeakerKind.GROUP]


@dataclass(frozen=True, slots=True)
class Context:
    """What an article tells of a name: its titles there, and the outlets it is by."""

    titles: Collection[str] = ()
    outlets: Collection[int] = ()


@dataclass(slots=True)
class _Known:
    """The titles and outlets with which a speaker has been seen."""

    titles: set[str] = field(default_factory=set)
    outlets: set[int] = field(default_factory=set)


_NOTHING = Context()


def known(name: str, kind: str) -> set[Speaker]:
    """Find all who are known by this name; case, accents and marks do not count."""
    forms = _forms(kind).filter(folded=Fold(Value(name)))
    found = {form.speaker.merged_into or form.speaker for form in forms}
    return found or _spelt_otherwise(name, kind)


def _forms(kind: str) -> QuerySet[SpeakerName]:
    kinds = [kind] if kind == SpeakerKind.PERSON else [*_BODIES, kind]
    forms = SpeakerName.objects.filter(speaker__kind__in=kinds)
    return forms.select_related("speaker__merged_into")


def _spelt_otherwise(name: str, kind: str) -> set[Speaker]:
    """Those whose name differs by dots, hyphens and spaces alone: "J. R. Whitlow"."""
    folded = fold(name)
    words = [word for word in letters(name).split() if len(word) > 2]
    if not words or kind != SpeakerKind.PERSON:
        return set()
    query = SearchQuery(Fold(Value(" ".join(words))), config="simple")
    forms = _forms(kind).filter(search=query)
    return {
        form.speaker.merged_into or form.speaker
        for form in forms
        if fold(form.name) == folded
    }


def find(name: str, kind: str, context: Context = _NOTHING) -> Speaker | None:
    """Find the one speaker that a text means by this name, or ``None``.

    A person of one name ("Mira") is nobody in particular: two articles may well speak
    of two of them. Nor is a goalkeeper the minister of the same name, or a resident
    whom one outlet met the resident of another: what is not joined here is suggested to
    editors. Of two speakers of one name a title may tell who is meant.
    """
    if kind == SpeakerKind.PERSON and len(name.split()) < 2:
        return None
    found = known(name, kind)
    if found and context != _NOTHING and kind == SpeakerKind.PERSON:
        found = _fitting(found, context)
    return found.pop() if len(found) == 1 else None


def _fitting(found: set[Speaker], context: Context) -> set[Speaker]:
    """Those whom titles and outlets do not rule out; of several, who has the title."""
    seen = _seen(found)
    fits = {speaker for speaker in found if _fits(seen[speaker.pk], context)}
    if len(fits) < 2:
        return fits
    return {
        speaker
        for speaker in fits
        if any(walks.agree(title, seen[speaker.pk].titles) for title in context.titles)
    }


def _fits(seen: _Known, context: Context) -> bool:
    if any(walks.conflict(title, seen.titles) for title in context.titles):
        return False
    elsewhere = context.outlets and seen.outlets.isdisjoint(context.outlets)
    return not (elsewhere and (_anybody(context.titles) or _anybody(seen.titles)))


def _anybody(titles: Collection[str]) -> bool:
    """Whether all that is told of someone is that he is a resident or the like."""
    return bool(titles) and all(map(walks.is_private, titles))


def _seen(speakers: Iterable[Speaker]) -> dict[int, _Known]:
    """With which titles and in which outlets each of them was quoted."""
    seen = {speaker.pk: _Known() for speaker in speakers}
    quotes = Quote.objects.standing().filter(speaker__in=seen).order_by()
    rows = quotes.values_list("speaker", "speaker_title", "outlet").distinct()
    for pk, title, outlet in rows:
        seen[pk].titles |= {title} - {""}
        seen[pk].outlets |= {outlet} - {None}
    return seen


def make(name: str, kind: str) -> Speaker:
    """Make a new speaker, whatever others of that name there are."""
    return add(Speaker(name=name, kind=kind))


def add(speaker: Speaker) -> Speaker:
    """Save a speaker that is new, under an address of its own."""
    speaker.slug = free_slug(speaker.name, Speaker)
    speaker.save()
    speaker.names.create(name=speaker.name)
    return speaker


def find_or_make(name: str, kind: str, context: Context = _NOTHING) -> Speaker:
    """Give the speaker of this name: known on evidence, else new.

    What is longer than any name is cut.
    """
    name = name[:LONGEST]
    return find(name, kind, context) or make(name, kind)
