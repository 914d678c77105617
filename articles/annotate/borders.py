"""Where content, cue and source of a statement begin and end."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from psycopg.types.range import Int4Range

from articles import rows
from articles.annotate.door import Refused, correcting
from articles.extraction.selecting import End, drawn, kind, moved, pieces
from articles.extraction.types import Span
from articles.models import Quote
from articles.models.fields import Spans

Part = Literal["content", "cue", "source"]
PARTS: dict[Part, str] = {"content": "words", "cue": "cue", "source": "source"}
_ANEW = "borders moved"


def move(
    quote_id: int,
    part: Part,
    end: End,
    words: int,
    *,
    piece: int | None = None,
    version: int,
    by: Any,
    why: str = "",
) -> Quote:
    """Move one end by so many words: +1 is towards the end of the text.

    It is the outermost end, or that of a ``piece`` of a split statement, counted from 0.
    A piece that loses its last word goes, as long as another one is left.

    Raises:
        Refused: there are no more words.
    """
    with correcting(quote_id, _ANEW, version=version, by=by, why=why) as quote:
        text = quote.article.text
        _redraw(quote, part, end, piece, lambda span: moved(text, span, end, words))
    return quote


def drag(
    quote_id: int,
    part: Part,
    end: End,
    to: int,
    *,
    piece: int | None = None,
    version: int,
    by: Any,
    why: str = "",
) -> Quote:
    """Draw one end to a place of the text; a word that it lies in belongs to the part.

    Raises:
        Refused: the end is there already, or no word would be left.
    """
    with correcting(quote_id, _ANEW, version=version, by=by, why=why) as quote:
        text = quote.article.text
        _redraw(quote, part, end, piece, lambda span: drawn(text, span, end, to))
    return quote


def _redraw(
    quote: Quote,
    part: Part,
    end: End,
    piece: int | None,
    anew: Callable[[Span], Span | None],
) -> None:
    spans = spans_of(quote, part)
    if not spans:
        raise Refused(f"There is no {PARTS[part]} whose ends could move.")
    at = piece if piece is not None else 0 if end == "start" else len(spans) - 1
    if at >= len(spans):
        raise Refused("This piece of the statement is gone.")
    span = anew(Span(*spans[at]))
    if span is None and len(spans) == 1:
        raise Refused("There are no more words in that direction.")
    if span == spans[at]:
        raise Refused("This end is there already.")
    spans[at : at + 1] = [] if span is None else [span]
    _draw(quote, part, pieces_of(spans))


def draw(
    quote_id: int,
    anew: Mapping[Part, Sequence[tuple[int, int]]],
    *,
    version: int,
    by: Any,
    why: str = "",
) -> Quote:
    """Give a statement the selected words as its content, cue or source.

    Cue and source may be left without any.

    Raises:
        Refused: no word is selected.
    """
    with correcting(quote_id, _ANEW, version=version, by=by, why=why) as quote:
        for part, selected in anew.items():
            found = pieces(quote.article.text, selected)
            if not found and (selected or part == "content"):
                raise Refused("Select at least one word.")
            if part == "source" and len(found) > 1:
                raise Refused("The words for a source stand in one place.")
            _draw(quote, part, [(start, end) for start, end in found])
    return quote


def spans_of(quote: Quote, part: Part) -> Spans:
    """The spans of one part of a statement."""
    if part == "source":
        span = quote.source_span
        return [(span.lower, span.upper)] if span else []
    spans: Spans = quote.content if part == "content" else quote.cue
    return list(spans)


def pieces_of(spans: Sequence[tuple[int, int]]) -> Spans:
    """Sort pieces, and join those that have grown into each other."""
    joined: Spans = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def _draw(quote: Quote, part: Part, spans: Spans) -> None:
    text = quote.article.text
    if part == "cue":
        quote.cue = spans
    elif part == "source":
        quote.source_span = Int4Range(*spans[0]) if spans else None
        quote.source_text = rows.text_of(text, _as_spans(spans))
    else:
        # An editor who has chosen another wording knows better than the marks.
        if quote.kind == kind(text, quote.content):
            quote.kind = kind(text, spans)
        quote.content = spans
        quote.text = rows.text_of(text, _as_spans(spans))


def _as_spans(spans: Spans) -> list[Span]:
    return [Span(start, end) for start, end in spans]
