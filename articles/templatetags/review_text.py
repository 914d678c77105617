"""The text around the one statement that is under review, marked piece by piece."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import template

from articles.extraction import Span
from articles.extraction.highlight import Mark, segments
from articles.extraction.text import paragraphs
from articles.models import Quote
from articles.reasons import Reason

register = template.Library()

_AROUND = 2  # paragraphs on each side of the statement
_CLASSES = {
    "content": "mark-content",
    "cue": "mark-cue",
    "source": "mark-source",
    "unnamed": "mark-source unnamed",
    "meant": "mark-meant",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters inside the same marks; the template escapes it."""

    text: str
    classes: str

    @property
    def tag(self) -> str:
        return "mark" if "mark-content" in self.classes else "span"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph near the statement; ``follows`` tells whether text was left out."""

    pieces: list[Piece]
    is_around: bool
    follows: bool


@register.simple_tag
def text_around(quote: Quote, reason: Reason) -> list[Paragraph]:
    """The paragraphs of a statement and of all that speaks for its source."""
    text = quote.article.text
    marks = list(_marks(quote, reason))
    spans = paragraphs(text)
    shown = _shown(spans, marks)
    return [
        Paragraph(
            pieces=_pieces(text, spans[at], marks),
            is_around=not _touches(spans[at], marks),
            follows=at - 1 in shown or not at,
        )
        for at in shown
    ]


def _marks(quote: Quote, reason: Reason) -> Iterator[Mark]:
    for start, end in quote.content:
        yield start, end, "content"
    for start, end in quote.cue:
        yield start, end, "cue"
    if quote.source_span:
        role = "unnamed" if quote.anonymous_id else "source"
        yield quote.source_span.lower, quote.source_span.upper, role
    if reason.meant:
        yield *reason.meant, "meant"


def _shown(spans: Sequence[Span], marks: Sequence[Mark]) -> list[int]:
    content = [mark for mark in marks if mark[2] == "content"]
    shown: set[int] = set()
    for at, span in enumerate(spans):
        if _touches(span, content):
            shown.update(range(max(0, at - _AROUND), at + _AROUND + 1))
        elif _touches(span, marks):
            shown.add(at)
    return [at for at in range(len(spans)) if at in shown]


def _touches(span: Span, marks: Sequence[Mark]) -> bool:
    return any(start < span.end and end > span.start for start, end, _ in marks)


def _pieces(text: str, span: Span, marks: Sequence[Mark]) -> list[Piece]:
    inside = [
        (start - span.start, end - span.start, role) for start, end, role in marks
    ]
    return [
        Piece(piece, " ".join(sorted(_CLASSES[role] for role in roles)))
        for piece, roles in segments(text[span.start : span.end], inside)
    ]
