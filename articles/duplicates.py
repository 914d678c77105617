"""Which speakers may be one: looked for in the database, suggested, never merged here.

``pairs`` looks through all speakers, ``of`` for those like one. Two whom an editor told
apart are not suggested again, nor are those who were merged into them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from django.contrib.postgres.search import SearchQuery
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from articles.extraction.names import letters, surname
from articles.likeness import Evidence, Known, evidence, keys
from articles.models import (
    DifferentSpeakers,
    JointSpeaker,
    Quote,
    Speaker,
    SpeakerKind,
    SpeakerName,
)
from articles.models.fold import Fold
from articles.querysets import SpeakerQuerySet
from articles.remembered import remembered

_LARGEST_GROUP = 60  # more speakers of one surname and initial tell nothing
_MOST = 1000
_MOST_LIKE_ONE = 200

Keys = tuple[int, int]
Found = tuple[Keys, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two speakers who may be one, and why. ``apart`` is in how many articles both speak.

    ``first`` is the one with more statements, whom a merge would keep.
    """

    first: Speaker
    second: Speaker
    words: tuple[str, ...]
    together: int


def pairs() -> list[Found]:
    """Give the keys of all who may be one, with the evidence, the likeliest first."""
    return remembered("speakers who may be one", _all_pairs)


def _all_pairs() -> list[Found]:
    known = _known(Speaker.objects.standing())
    return _ranked(_in_groups(known))


def of(speaker: Speaker) -> list[Found]:
    """Give the keys of those who may be this speaker, with the evidence."""
    own = _known(Speaker.objects.filter(pk=speaker.pk))
    others = _known(_like(speaker).exclude(pk=speaker.pk)[:_MOST_LIKE_ONE])
    return _ranked((one, other) for one in own for other in others)


def _like(speaker: Speaker) -> SpeakerQuerySet:
    """Those who share a word of the surname or all of a name, by the indexes."""
    names = list(speaker.names.values_list("name", flat=True))
    wanted = Q(names__folded__in=speaker.names.values("folded"))
    for word in {word for name in names for word in surname(name).split()}:
        query = SearchQuery(Fold(Value(word)), config="simple")
        wanted |= Q(names__search=query)
    if speaker.wikidata_id:
        wanted |= Q(wikidata_id=speaker.wikidata_id)
    found: SpeakerQuerySet = Speaker.objects.standing().filter(
        pk__in=Speaker.objects.filter(wanted).values("pk")
    )
    return found


def described(found: Collection[Found]) -> list[Pair]:
    """Give the speakers themselves, with the number of their statements."""
    wanted = {pk for pair, _ in found for pk in pair}
    rows = Speaker.objects.standing().with_statements().in_bulk(wanted)
    articles = _articles(wanted)
    return [
        Pair(*_larger_first(rows[a], rows[b]), words, len(articles[a] & articles[b]))
        for (a, b), words in found
        if a in rows and b in rows
    ]


def _larger_first(one: Speaker, other: Speaker) -> tuple[Speaker, Speaker]:
    more: list[int] = [row.statements for row in (one, other)]  # type: ignore[attr-defined]
    return (one, other) if more[0] >= more[1] else (other, one)


def told_apart(one: Speaker, other: Speaker) -> bool:
    """Whether an editor said that these are two."""
    return (min(one.pk, other.pk), max(one.pk, other.pk)) in _told_apart()


def _articles(speakers: Collection[int]) -> dict[int, set[int]]:
    """In which articles each of them speaks."""
    found: dict[int, set[int]] = defaultdict(set)
    own = Quote.objects.standing().filter(speaker__in=speakers).order_by()
    joint = JointSpeaker.objects.filter(speaker__in=speakers).order_by()
    for pk, article in own.values_list("speaker", "article").distinct():
        found[pk].add(article)
    for pk, article in joint.values_list("speaker", "quote__article"):
        found[pk].add(article)
    return found


def _known(speakers: SpeakerQuerySet) -> list[Known]:
    """What is known of these speakers, in three queries."""
    rows = list(speakers.values_list("pk", "kind", "name", "wikidata_id"))
    wanted = [row[0] for row in rows]
    names, titles = defaultdict[int, list[str]](list), defaultdict[int, set[str]](set)
    forms = SpeakerName.objects.filter(speaker__in=wanted)
    for pk, name in forms.values_list("speaker", "name"):
        names[pk].append(name)
    titled = Quote.objects.standing().filter(speaker__in=wanted)
    titled = titled.exclude(speaker_title="").order_by()
    for pk, title in titled.values_list("speaker", "speaker_title").distinct():
        titles[pk].add(letters(title))
    return [
        Known(
            pk=pk,
            is_person=kind == SpeakerKind.PERSON,
            names=tuple(names[pk] or [name]),
            titles=frozenset(titles[pk]),
            wikidata_id=wikidata_id,
        )
        for pk, kind, name, wikidata_id in rows
    ]


def _in_groups(known: Iterable[Known]) -> Iterator[tuple[Known, Known]]:
    """Give those to compare: two of a group that shares a key."""
    groups = defaultdict[tuple[object, ...], dict[int, Known]](dict)
    for one in known:
        for key in keys(one):
            groups[one.is_person, *key][one.pk] = one
    for group in groups.values():
        if 1 < len(group) <= _LARGEST_GROUP:
            yield from combinations(group.values(), 2)


def _ranked(compared: Iterable[tuple[Known, Known]]) -> list[Found]:
    apart = _told_apart()
    found: dict[Keys, Evidence] = {}
    for one, other in compared:
        pair = min(one.pk, other.pk), max(one.pk, other.pk)
        if pair not in found and pair not in apart:
            likeness = evidence(one, other)
            if likeness:
                found[pair] = likeness
    ranked = sorted(found.items(), key=lambda item: (-item[1].weight, item[0]))
    return [(pair, likeness.words) for pair, likeness in ranked[:_MOST]]


def _told_apart() -> set[Keys]:
    """Whom editors told apart; who was merged since stands for the survivor."""
    rows = DifferentSpeakers.objects.values_list(
        Coalesce(F("first__merged_into"), F("first")),
        Coalesce(F("second__merged_into"), F("second")),
    )
    return {(min(pair), max(pair)) for pair in rows}
