"""Where content, cue and source of a statement begin and end."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from psycopg.types.range import Int4Range

from articles import rows
from articles.annotate.door import Refused, correcting
from articles.extraction.selecting import End, kind, moved, pieces
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
    version: int,
    by: Any,
    why: str = "",
) -> Quote:
    """Move one end by so many words: +1 is towards the end of the text.

    A piece that loses its last word goes, as long as another one is left.

    Raises:
        Refused: there are no more words.
    """
    with correcting(quote_id, _ANEW, version=version, by=by, why=why) as quote:
        spans = spans_of(quote, part)
        if not spans:
            raise Refused(f"There is no {PARTS[part]} whose ends could move.")
        at = 0 if end == "start" else -1
        drawn = moved(quote.article.text, Span(*spans[at]), end, words)
        if drawn is None and len(spans) == 1:
            raise Refused("There are no more words in that direction.")
        spans[at : at + 1 or None] = [] if drawn is None else [drawn]
        _draw(quote, part, pieces_of(spans))
    return quote


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
