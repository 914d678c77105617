"""From a mention's name to a speaker: found again on evidence, else made."""

from django.db.models import Value

from articles.models import Speaker, SpeakerKind, SpeakerName
from articles.models.fold import Fold
from articles.slugs import free_slug

LONGEST = 300
# "The campaign" may be read as a group or as an organisation.
_BODIES = [SpeakerKind.ORGANISATION, SpeakerKind.GROUP]


def known(name: str, kind: str) -> set[Speaker]:
    """Find all who are known by this name; case, accents and marks do not count."""
    kinds = [kind] if kind == SpeakerKind.PERSON else [*_BODIES, kind]
    forms = SpeakerName.objects.filter(
        folded=Fold(Value(name)), speaker__kind__in=kinds
    ).select_related("speaker__merged_into")
    return {form.speaker.merged_into or form.speaker for form in forms}


def find(name: str, kind: str) -> Speaker | None:
    """Find the one speaker that a text means by this name, or ``None``.

    A person of one name ("Mira") is nobody in particular: two articles may well speak
    of two of them. Two speakers of one name are told apart by an editor, never here.
    """
    if kind == SpeakerKind.PERSON and len(name.split()) < 2:
        return None
    found = known(name, kind)
    return found.pop() if len(found) == 1 else None


def make(name: str, kind: str) -> Speaker:
    """Make a new speaker, whatever others of that name there are."""
    return add(Speaker(name=name, kind=kind))


def add(speaker: Speaker) -> Speaker:
    """Save a speaker that is new, under an address of its own."""
    speaker.slug = free_slug(speaker.name, Speaker)
    speaker.save()
    speaker.names.create(name=speaker.name)
    return speaker


def find_or_make(name: str, kind: str) -> Speaker:
    """Give the speaker of this name: known on evidence, else new.

    What is longer than any name is cut.
    """
    name = name[:LONGEST]
    return find(name, kind) or make(name, kind)
