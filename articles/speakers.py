"""From a mention's name to a speaker: found again on evidence, else made."""

from django.db.models import Q, Value

from articles.models import Speaker, SpeakerKind, SpeakerName
from articles.models.fold import Fold
from articles.slugs import free_slug


def find(name: str, kind: str) -> Speaker | None:
    """Find the one speaker who is known by this name, or ``None``.

    Case, accents and punctuation do not count. A person of one name ("Mira") is nobody
    in particular: two articles may well speak of two of them. Two speakers of one name
    are told apart by an editor, never here.
    """
    if kind == SpeakerKind.PERSON and len(name.split()) < 2:
        return None
    known = SpeakerName.objects.filter(folded=Fold(Value(name)))
    known = known.filter(Q(speaker__kind=kind) | Q(speaker__kind__in=_like(kind)))
    speakers = {form.speaker for form in known.select_related("speaker__merged_into")}
    survivors = {speaker.merged_into or speaker for speaker in speakers}
    return survivors.pop() if len(survivors) == 1 else None


def _like(kind: str) -> list[str]:
    """Bodies are bodies: "the campaign" may be read as a group or an organisation."""
    return [] if kind == SpeakerKind.PERSON else ["organisation", "group"]


def make(name: str, kind: str) -> Speaker:
    """Make a new speaker, whatever others of that name there are."""
    slug = free_slug(name, Speaker)
    speaker = Speaker.objects.create(name=name, slug=slug, kind=kind)
    speaker.names.create(name=name)
    return speaker


def find_or_make(name: str, kind: str) -> Speaker:
    """Give the speaker of this name: known on evidence, else new."""
    return find(name, kind) or make(name, kind)
