"""The text of an article with all of its statements marked, escaped piece by piece."""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from django import template
from psycopg.types.range import DateRange

from articles import handles, rows
from articles.cards import Card
from articles.extraction import SaidOn, Span
from articles.extraction.highlight import Mark, Segment, segments
from articles.extraction.paste import split
from articles.extraction.text import paragraphs
from articles.models import AnonymousSource, Level, Quote, Tenure
from articles.templatetags.quotes import days

register = template.Library()

_OPENING = "\"'“‘„‚«»‹›"
_CLASSES = {
    "content": "mark-content",
    "source": "mark-source",
    "unnamed": "mark-source unnamed",
    "cue": "mark-cue",
    "rejected": "mark-rejected",
    "aside": "aside",
    "head": "preamble",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters inside the same marks.

    ``statements`` are the keys of the statements that it belongs to, ``starts`` those
    that begin here and want their number in front.
    """

    text: str
    classes: str = ""
    statements: tuple[int, ...] = ()
    starts: tuple[Card, ...] = ()

    @property
    def tag(self) -> str:
        return "mark" if "mark-content" in self.classes else "span"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text; ``number`` counts from 1 and never changes.

    ``start`` is where it begins in the text, in code points.
    """

    number: int
    start: int
    pieces: tuple[Piece, ...]

    @property
    def statements(self) -> set[int]:
        return {key for piece in self.pieces for key in piece.statements}

    @property
    def holds_content(self) -> bool:
        return any(piece.starts or piece.tag == "mark" for piece in self.pieces)

    @property
    def is_preamble(self) -> bool:
        return all("preamble" in piece.classes.split() for piece in self.pieces)

    @property
    def is_aside(self) -> bool:
        return all("aside" in piece.classes.split() for piece in self.pieces)


@register.simple_tag
def article_text(
    text: str, cards: Iterable[Card], only: Container[int] | None = None
) -> list[Paragraph]:
    """Cut a text into paragraphs and pieces, every character of a word in one piece.

    With ``only``, no more than the paragraphs of these numbers.
    """
    known = {card.quote.pk: card for card in cards}
    marks = [mark for card in known.values() for mark in _marks(text, card)]
    spans = paragraphs(text)
    inside = _inside(spans, [*marks, *_surroundings(text)])
    return [
        Paragraph(number, start, tuple(_pieces(segments(text[start:end], held), known)))
        for number, ((start, end), held) in enumerate(
            zip(spans, inside, strict=True), start=1
        )
        if only is None or number in only
    ]


@register.simple_tag
def passage(text: str, card: Card) -> list[list[Paragraph]]:
    """The paragraphs of one statement and those beside its content, in unbroken runs.

    A source may be named far away: what lies between is left out.
    """
    found = article_text(text, [card])
    content = [p.number for p in found if p.holds_content]
    near = {number + by for number in content for by in (-1, 0, 1)}
    runs: list[list[Paragraph]] = []
    for paragraph in found:
        if paragraph.number in near or paragraph.statements:
            if runs and runs[-1][-1].number == paragraph.number - 1:
                runs[-1].append(paragraph)
            else:
                runs.append([paragraph])
    return runs


@register.filter
def words(spans: Iterable[Span], text: str) -> str:
    """The words that the spans hold."""
    return rows.text_of(text, spans)


@register.filter
def ends(quote: Quote) -> str:
    """Where the parts of a statement stand, for the handles at their ends."""
    return handles.spans(quote)


@register.filter
def said(said_on: SaidOn) -> str:
    """The days of a statement that is not saved yet, in words."""
    return days(DateRange(said_on.first, said_on.last + timedelta(days=1)))


@register.filter
def facts(source: AnonymousSource) -> list[str]:
    """What the article tells about an unnamed source, in words: "2 people", "senior"."""
    level = source.get_level_display() if source.level != Level.UNSTATED else ""
    tenure = source.get_tenure_display() if source.tenure != Tenure.UNSTATED else ""
    told = [source.organisation, source.country, level, tenure]
    return [_people(source), *filter(None, [*told, source.terms, source.reason])]


def _people(source: AnonymousSource) -> str:
    least, most = source.count_min, source.count_max
    if most is None:
        return f"{least} or more people"
    number = str(most) if least == most else f"{least} to {most}"
    return f"{number} {'person' if number == '1' else 'people'}"


@register.filter
def sureness(confidence: float) -> str:
    """A confidence in words: "almost sure" from 0.9 down to "not sure"."""
    levels = {0.9: "almost sure", 0.75: "fairly sure", 0.5: "not very sure"}
    return next((word for at, word in levels.items() if confidence >= at), "not sure")


def _marks(text: str, card: Card) -> Iterator[Mark]:
    quote, key = card.quote, card.quote.pk
    for role, start, end in _spans(quote, card.is_unnamed):
        yield start, end, f"{'rejected' if card.is_rejected else role} {key}"
    start, end = quote.content[0]
    yield _before_marks(text, start), end, f"number {key}"


def _spans(quote: Quote, is_unnamed: bool) -> Iterator[tuple[str, int, int]]:
    for start, end in quote.content:
        yield "content", start, end
    for start, end in quote.cue:
        yield "cue", start, end
    if quote.source_span:
        role = "unnamed" if is_unnamed else "source"
        yield role, quote.source_span.lower, quote.source_span.upper


def _before_marks(text: str, start: int) -> int:
    """Where the number goes: in front of the quotation marks that open the content."""
    while start and text[start - 1] in _OPENING:
        start -= 1
    return start


@lru_cache(maxsize=16)  # an editor acts many times in one article
def _surroundings(text: str) -> list[Mark]:
    """The head of the article, and what is around the article, for dimming."""
    drafts = split(text)
    if len(drafts) != 1 or drafts[0].text != text:
        return []
    [draft] = drafts
    around = [(start, end, "aside") for start, end in draft.boilerplate]
    return [(0, draft.body, "head"), *around]


def _inside(spans: Sequence[Span], marks: Iterable[Mark]) -> list[list[Mark]]:
    """The marks inside each paragraph, counted from its start."""
    ends, starts = [span.end for span in spans], [span.start for span in spans]
    inside: list[list[Mark]] = [[] for _ in spans]
    for start, end, role in marks:
        for index in range(bisect_right(ends, start), bisect_left(starts, end)):
            offset = starts[index]
            inside[index].append((start - offset, end - offset, role))
    return inside


def _pieces(found: Iterable[Segment], cards: dict[int, Card]) -> Iterator[Piece]:
    numbered: set[int] = set()
    for text, roles in found:
        told = [role.partition(" ") for role in roles]
        keys = {int(key) for role, _, key in told if key and role != "number"}
        starts = {int(key) for role, _, key in told if role == "number"} - numbered
        numbered |= starts
        yield Piece(
            text,
            " ".join(
                sorted({_CLASSES[role] for role, _, _ in told if role in _CLASSES})
            ),
            tuple(sorted(keys, key=lambda key: cards[key].number)),
            tuple(sorted((cards[key] for key in starts), key=lambda c: c.number)),
        )
