"""What an editor selects, made into spans: whole words, without the marks around them.

All offsets count Unicode code points of the stored text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from articles.extraction.marks import Quotation, quotations
from articles.extraction.types import Kind, Span

End = Literal["start", "end"]

# Spaces, dashes and double marks part words; what is left may carry stops at its ends.
_RUN = re.compile(r"[^\s“”„‟\"«»‹›—–]+")
_STOPS = ".,;:!?…'‘’‚‛`´()[]{}<>¡¿"
_MARKS = '“”„‟"«»‹›'
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}")  # U.S.
_STOP = re.compile(r"[.,;:!?…]+")
_STEP = 500  # characters in which the next words are looked for


@lru_cache(maxsize=2)  # one selection asks several times
def _marked(text: str) -> list[Quotation]:
    return quotations(text)


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Give the words of a stretch, without the stops around them.

    >>> [text[a:b] for a, b in words(text := "“No,” she said—twice.")]
    ['No', 'she', 'said', 'twice']
    """
    for run in _RUN.finditer(text, start, len(text) if end is None else end):
        word = run[0].lstrip(_STOPS)
        at = run.end() - len(word)
        initials = _INITIALS.match(word)
        size = initials.end() if initials else 0
        size = max(size, len(word.rstrip(_STOPS)))
        if size:
            yield Span(at, at + size)


def snapped(text: str, start: int, end: int) -> Span | None:
    """Draw the borders of a selection: whole words, the marks around them left out.

    Marks that open or close inside it stay; ``None`` when no word is selected.

    >>> text = "“We won,” he said."
    >>> snapped(text, 0, 7)  # from the mark into the second word
    Span(start=1, end=8)
    """
    first, last = _outwards(text, start), _onwards(text, end)
    inside = [w for w in words(text, first, last) if w.start < end and start < w.end]
    if not inside:
        return None
    drawn = Span(inside[0].start, inside[-1].end)
    stop = _STOP.match(text, drawn.end)
    if stop and stop.end() <= end and _is_said(text, stop):
        drawn = Span(drawn.start, stop.end())
    return _with_marks(text, drawn)


def _is_said(text: str, stop: re.Match[str]) -> bool:
    """Whether a stop belongs to the words before it: it ends a quotation, or asks."""
    ends = {piece.end for q in _marked(text) for piece in q.pieces}
    return stop.end() in ends or set(stop[0]) <= set("!?…")


def pieces(text: str, selected: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Snap each piece of a split statement; sorted, and joined where they touch."""
    found = sorted({s for piece in selected if (s := snapped(text, *piece))})
    joined: list[Span] = []
    for span in found:
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def moved(text: str, span: Span, end: End, by: int) -> Span | None:
    """Move one end of a span by so many words; ``None`` when no word is left there.

    >>> text = "The pier is safe."
    >>> moved(text, Span(4, 11), "end", 1), moved(text, Span(4, 11), "start", 1)
    (Span(start=4, end=16), Span(start=9, end=11))
    """
    reach = _STEP * abs(by)
    first = _outwards(text, max(0, span.start - reach))
    last = _onwards(text, min(len(text), span.end + reach))
    near = list(words(text, first, last))
    if end == "start":
        starts = [word.start for word in near if word.start < span.end]
        at = bisect_left(starts, span.start) + by
        drawn = Span(starts[at], span.end) if 0 <= at < len(starts) else None
    else:
        ends = [word.end for word in near if word.end > span.start]
        at = bisect_right(ends, span.end) - 1 + by
        drawn = Span(span.start, ends[at]) if 0 <= at < len(ends) else None
    return drawn and _with_marks(text, drawn)


def drawn(text: str, span: Span, end: End, to: int) -> Span | None:
    """Draw one end of a span to a place, with all of the word there; the other stays.

    ``None`` when no word is left.

    >>> text = "The pier is safe."
    >>> drawn(text, Span(4, 8), "end", 14), drawn(text, Span(4, 8), "start", 1)
    (Span(start=4, end=16), Span(start=0, end=8))
    """
    start, last = (to, span.end) if end == "start" else (span.start, _run_end(text, to))
    found = snapped(text, start, last) if start < last else None
    if found is None:
        return None
    # A mark at the other end goes with its fellow.
    if end == "start":
        last = found.end if text[span.end - 1] in _MARKS else span.end
        return _with_marks(text, Span(found.start, last))
    start = found.start if text[span.start] in _MARKS else span.start
    return _with_marks(text, Span(start, found.end))


def _run_end(text: str, at: int) -> int:
    """Where a word ends that a place lies in, with the stops behind it."""
    rest = _RUN.match(text, at)
    return rest.end() if rest and at and _RUN.match(text, at - 1) else at


def kind(text: str, content: Sequence[tuple[int, int]]) -> Kind:
    """Tell how much of a statement stands inside quotation marks."""
    marked = _marked(text)
    quoted = [
        any(q.outer.start < word.start and word.end < q.outer.end + 1 for q in marked)
        for start, end in content
        for word in words(text, start, end)
    ]
    if all(quoted):
        return "direct"
    return "mixed" if any(quoted) else "indirect"


def places(text: str, sought: str) -> list[Span]:
    """Find everywhere that words stand, whatever spaces and marks are written there.

    >>> places("He said “no”.  He  said no.", 'he said "no"')
    [Span(start=0, end=11)]
    """
    parts = [re.escape(part) for part in sought.split()]
    pattern = r"\s+".join(_any_mark(part) for part in parts)
    if not pattern:
        return []
    return [Span(*m.span()) for m in re.finditer(pattern, text, re.IGNORECASE)]


def _any_mark(part: str) -> str:
    for marks in ('“”„"«»', "‘’'`´"):
        part = re.sub(f"[{marks}]", f"[{marks}]", part)
    return part


def _outwards(text: str, at: int) -> int:
    """The start of the run of characters that a place lies in."""
    least = max(0, at - _STEP)
    while at > least and not text[at - 1].isspace():
        at -= 1
    return at


def _onwards(text: str, at: int) -> int:
    most = min(len(text), at + _STEP)
    while at < most and not text[at].isspace():
        at += 1
    return at


def _with_marks(text: str, drawn: Span) -> Span:
    """Let a quotation that begins or ends inside keep both of its marks.

    What is a quotation and nothing else loses them.
    """
    for q in _outermost_last(_marked(text)):
        if q.outer.start < drawn.start and drawn.end < q.outer.end:
            continue  # all of it is inside these marks
        start, end = drawn
        if start <= q.outer.start < end < q.outer.end and _bare(text, end, q.outer.end):
            drawn = Span(start, q.outer.end)
        if q.outer.start < start < q.outer.end <= end and _bare(
            text, q.outer.start, start
        ):
            drawn = Span(q.outer.start, end)
        if drawn == q.outer:
            drawn = Span(q.pieces[0].start, q.pieces[-1].end)
    return drawn


def _outermost_last(found: list[Quotation]) -> list[Quotation]:
    return sorted(found, key=lambda q: -q.depth)


def _bare(text: str, start: int, end: int) -> bool:
    """Whether no word stands in a stretch."""
    return not any(True for _ in words(text, start, end))
