"""The sentence around a statement, cut from its article, with its parts marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.extraction.highlight import Mark

BEFORE = 600  # characters that are read on each side of a statement
LONGEST = 3000  # of a statement's content; the rest is on its own page
_FAR = 160  # a gap inside the excerpt that is wider than this is left out
_AROUND_GAP = 60

# The end of a sentence, with the marks that close it; no initial, title or short month.
_SHORT = (
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\bSen)(?<!\bRep)"
)
_SHORT += (
    r"(?<!\bGov)(?<!\bGen)(?<!\bLt)(?<!\bCol)(?<!\bSgt)(?<!\bProf)(?<!\bNo)(?<!\bvs)"
)
_END = re.compile(
    rf"(?:{_SHORT}\.|[!?…])[\"'”’»)\]]*(?=\s+[\"'“‘«„(\[]*[A-Z0-9À-Þ]|\s*$)|\n\s*\n|\n"
)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of an article that begins at ``offset``, and the spans to mark in it."""

    text: str
    offset: int
    content: Sequence[tuple[int, int]]
    cue: Sequence[tuple[int, int]] = ()
    source: tuple[int, int] | None = None

    def sentence(self) -> tuple[str, list[Mark]]:
        """The text of the sentences that the statement stands in, and its marks."""
        marks = [
            (start - self.offset, end - self.offset, role)
            for role, spans in self._spans().items()
            for start, end in spans
        ]
        marks = [mark for mark in marks if 0 <= mark[0] < mark[1] <= len(self.text)]
        first, last = _sentence(self.text, marks)
        inner = [(start - first, end - first, role) for start, end, role in marks]
        text = self.text[first:last]
        return (f"{text}…" if self._cut_off() else text), inner

    def _spans(self) -> dict[str, Sequence[tuple[int, int]]]:
        end = self.offset + len(self.text)
        content = [(start, min(last, end)) for start, last in self.content]
        source = [self.source] if self.source else []
        return {"content": content, "cue": self.cue, "source": source}

    def _cut_off(self) -> bool:
        return max(end for _, end in self.content) > self.offset + len(self.text)


def _sentence(text: str, marks: list[Mark]) -> tuple[int, int]:
    """The bounds of the sentences that the marks stand in."""
    if not marks:
        return 0, len(text)
    first, last = min(m[0] for m in marks), max(m[1] for m in marks)
    ends = [match.end() for match in _END.finditer(text)]
    start = max((end for end in ends if end <= first), default=0)
    stop = min((end for end in ends if end >= last), default=len(text))
    start += len(text[start:first]) - len(text[start:first].lstrip())
    return start, last + len(text[last:stop].rstrip())


def shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    """Leave out the middle of words that are far from anything marked."""
    if len(text) <= _FAR:
        return text
    head = "" if is_first else text[:_AROUND_GAP].rsplit(" ", 1)[0] + " "
    tail = "" if is_last else " " + text[-_AROUND_GAP:].split(" ", 1)[-1]
    return f"{head}…{tail}"
