"""Who is meant by a name in an article that has statements already.

One who speaks in the article goes before all others, so that reading it again makes
nobody anew: neither those of one name, nor those whom an editor has told apart. All
others are joined on the evidence that taking the article in asks for.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from articles import outlets, speakers
from articles.models import Outlet, Quote, Speaker, SpeakerKind, SpeakerName, Status


class People:
    """The speakers and outlets of one article; who is new is not saved yet."""

    def __init__(
        self,
        quotes: Sequence[Quote],
        contexts: Mapping[tuple[str, str], speakers.Context],
    ) -> None:
        self._contexts = contexts
        self._folded = _folded({name[: speakers.LONGEST] for name, _ in contexts})
        # What the machine found shows whom it means by a name.
        own = sorted(quotes, key=lambda quote: quote.status != Status.MACHINE)
        self._here = list(dict.fromkeys(one for quote in own for one in of(quote)))
        self._forms = _forms(self._here)
        self._known: dict[tuple[str, str], Speaker] = {}
        self._outlets: dict[str, Outlet] = {}

    def who(self, quote: Quote | None, name: str, kind: str) -> Speaker:
        """The speaker of a name, for a statement that is there already or a new one."""
        context = self._contexts[name, kind]
        name = name[: speakers.LONGEST]
        folded = self._folded[name]
        own = of(quote) if quote else []
        for speaker in [*own, *self._here]:
            if folded in self._forms[speaker.pk] and _fits(speaker, kind):
                return speaker
        key = (folded, kind)
        if key not in self._known:
            found = speakers.find(name, kind, context)
            self._known[key] = found or Speaker(name=name, kind=kind)
        return self._known[key]

    def outlet(self, name: str) -> Outlet:
        """The outlet of a name."""
        if name not in self._outlets:
            found = outlets.named(name).first()
            self._outlets[name] = found or Outlet(name=name)
        return self._outlets[name]


def of(quote: Quote) -> list[Speaker]:
    """All speakers of a statement, the first one first."""
    first = [quote.speaker] if quote.speaker else []
    return [*first, *(joint.speaker for joint in quote.joint.all())]


def _fits(speaker: Speaker, kind: str) -> bool:
    """A person is none but a person; a group may be read as an organisation."""
    is_person = speaker.kind == SpeakerKind.PERSON
    return is_person is (kind == SpeakerKind.PERSON)


def _folded(names: set[str]) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, newsdesk_fold(name) FROM unnest(%s::text[]) AS name",
            [list(names)],
        )
        return dict(cursor.fetchall())


def _forms(people: Iterable[Speaker]) -> dict[int, set[str]]:
    names = SpeakerName.objects.filter(speaker__in=[one.pk for one in people])
    forms: dict[int, set[str]] = defaultdict(set)
    for pk, folded in names.order_by().values_list("speaker_id", "folded"):
        forms[pk].add(folded)
    return forms
