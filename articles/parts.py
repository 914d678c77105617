"""What an act changed in an article that is on the screen: only that is shown anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from articles import cards
from articles.cards import Card
from articles.extraction.text import paragraphs
from articles.models import Article, Quote

Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Look:
    """A statement as it was: its version, and where it stood."""

    version: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class Parts:
    """What to show anew.

    ``cards`` are all statements as they are now, ``changed`` and ``new`` keys of them,
    ``gone`` the keys of those that are no more, ``paragraphs`` numbers of paragraphs.
    """

    cards: list[Card]
    changed: set[int]
    new: set[int]
    gone: set[int]
    paragraphs: set[int]

    @property
    def numbers(self) -> str:
        """Which number each statement has now: "12:1 15:2"."""
        return " ".join(f"{card.quote.pk}:{card.number}" for card in self.cards)

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
    rows = Quote.objects.filter(article=article).order_by()
    found = rows.values_list("pk", "version", "content", "cue", "source_span")
    return {pk: Look(version, _spans(*parts)) for pk, version, *parts in found}


def since(before: Mapping[int, Look], article: Article, shown: int = 0) -> Parts:
    """Compare an article with how it was; with no ``before``, only what is shown."""
    found = cards.of(article, to_edit=True)
    now = {
        quote.pk: Look(
            quote.version, _spans(quote.content, quote.cue, quote.source_span)
        )
        for quote in (card.quote for card in found)
    }
    before = before or now
    gone, new = before.keys() - now.keys(), now.keys() - before.keys()
    both = before.keys() & now.keys()
    changed = {key for key in both if before[key].version != now[key].version}
    places = [span for key in gone | changed for span in before[key].spans]
    asked = {shown} if shown in now else set()
    places += [span for key in {*new, *changed, *asked} for span in now[key].spans]
    return Parts(found, changed, new, gone, _numbers(article.text, places))


def _spans(content: Spans, cue: Spans, source: Any) -> Spans:
    return [*content, *cue, *([(source.lower, source.upper)] if source else [])]


def _numbers(text: str, places: Spans) -> set[int]:
    """The numbers of the paragraphs that these places lie in."""
    return {
        number
        for number, span in enumerate(paragraphs(text), start=1)
        if any(start < span.end and span.start < end for start, end in places)
    }
