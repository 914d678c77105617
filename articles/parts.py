"""What an act changed in an article that is on the screen: only that is shown anew."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from articles import cards
from articles.cards import Card, Place
from articles.extraction.text import paragraphs
from articles.models import Article

Spans = list[tuple[int, int]]
_NUMBER = re.compile(r"\d+")
_LOOK = """
    SELECT id, version, parent_id, content::text, concat(content, cue, source_span)
    FROM articles_quote WHERE article_id = %s
"""


@dataclass(frozen=True, slots=True)
class Look:
    """A statement as it was: its version, where it stood, and inside which one."""

    version: int
    content: Spans
    spans: Spans
    parent: int | None


@dataclass(frozen=True, slots=True)
class Parts:
    """What to show anew.

    ``cards`` are the statements of the ``paragraphs``, which are numbers, and whatever
    else is shown; ``changed`` and ``new`` are keys of them, ``gone`` the keys of those
    that are no more, ``order`` the places of all.
    """

    cards: list[Card]
    order: dict[int, Place]
    changed: set[int]
    new: set[int]
    gone: set[int]
    paragraphs: set[int]

    @property
    def numbers(self) -> str:
        """Which number each statement has now: "12:1 15:2"."""
        return " ".join(f"{key}:{place.number}" for key, place in self.order.items())

    def card(self, key: int) -> Card | None:
        """The statement with this key, unless it is gone."""
        return next((card for card in self.cards if card.quote.pk == key), None)

    def others(self, shown: int) -> list[Card]:
        """The statements that changed beside the one that is ``shown`` anyhow."""
        return [
            card
            for card in self.cards
            if card.quote.pk in self.changed and card.quote.pk != shown
        ]

    def added(self) -> list[Card]:
        """The new statements."""
        return [card for card in self.cards if card.quote.pk in self.new]


def look(article: int) -> dict[int, Look]:
    """Look at the statements of an article before an act, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, [article])
        return {
            pk: Look(version, _pairs(content), _pairs(spans), parent)
            for pk, version, parent, content, spans in cursor.fetchall()
        }


def _pairs(spans: str) -> Spans:
    """Spans as the database writes them: "{[3,9),[12,20)}"."""
    numbers = map(int, _NUMBER.findall(spans))
    return list(zip(numbers, numbers, strict=True))


def since(
    before: Mapping[int, Look], article: Article, shown: Collection[int] = ()
) -> Parts:
    """Compare an article with how it was; with no ``before``, only what is ``shown``."""
    now = look(article.pk)
    before = before or now
    gone, new = before.keys() - now.keys(), now.keys() - before.keys()
    both = before.keys() & now.keys()
    changed = {key for key in both if before[key].version != now[key].version}
    asked = now.keys() & set(shown)
    places = [span for key in gone | changed for span in before[key].spans]
    places += [span for key in {*new, *changed, *asked} for span in now[key].spans]
    spans = paragraphs(article.text)
    anew = {n for n, span in enumerate(spans, start=1) if _touches(places, [span])}
    held = [spans[number - 1] for number in anew]
    beside = {key for key, there in now.items() if _touches(there.spans, held)}
    order = cards.places(
        (key, there.content[0][0], there.parent) for key, there in now.items()
    )
    found = cards.some(article, {*beside, *new, *changed, *asked}, order)
    return Parts(found, order, changed, new, gone, anew)


def _touches(places: Spans, spans: Iterable[tuple[int, int]]) -> bool:
    return any(
        start < span[1] and span[0] < end for start, end in places for span in spans
    )
