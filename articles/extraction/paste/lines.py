"""The lines of a paste, with their places, and what each looks like at a glance."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# No headline, byline, credit or button is longer: what is longer is prose.
FURNITURE_LENGTH = 300

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
# Four small letters, so that "Gov. Marsh" and "St. Louis" end no sentence.
_INNER_STOP = re.compile(r"(?:[a-z]{4}|\d)[.!?][\"”’]?\s+[\"“‘'(\[]?[A-Z]")
_UNENDED = re.compile(r"(?:[^.,;:…]|\b(?:[A-Z]\.){2,})$")
_SAID = re.compile(r"\b(?:said|told|asked|added|replied)\b", re.IGNORECASE)
_OPENING_MARKS = ("“", '"', "‘", "«", "„", "'", "?")
_BULLET = re.compile(r"[-*•–·>#]\s|\d+[.)]\s")


class Line(NamedTuple):
    """One line without the spaces around it: ``text[start:end] == words``."""

    start: int
    end: int
    words: str
    after_blank: bool

    @property
    def short(self) -> bool:
        return self.end - self.start <= FURNITURE_LENGTH


def lines(text: str, at: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines that hold something, one by one and lazily.

    Long lines are given with their first words only: enough to see what they are.
    """
    end = len(text) if end is None else end
    blank = True
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = _line(text, at, stop, blank)
        if line:
            yield line
        blank = line is None
        at = stop + 1


def _line(text: str, start: int, end: int, blank: bool) -> Line | None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    words = text[start : min(end, start + 2 * FURNITURE_LENGTH)]
    return Line(start, end, words, blank)


def is_prose(line: Line) -> bool:
    """True for a sentence or more of running text."""
    if not line.short:
        return True
    if line.words.startswith(_OPENING_MARKS) and _SAID.search(line.words):
        return True
    if _INNER_STOP.search(line.words):
        return True
    return bool(_SENTENCE_END.search(line.words)) and line.words.count(" ") >= 4


def is_title(line: Line) -> bool:
    """True for a line that could be a headline: short, and no finished sentence."""
    words = line.words.rstrip("\"'”’»)] ")
    if (
        len(words) > 200
        or _INNER_STOP.search(line.words)
        or words.count(" ") > 30
        or _BULLET.match(words)
    ):
        return False
    if not _UNENDED.search(words) or not any(c.isalpha() for c in words):
        return False
    if words[0].islower() and not words[1:2].isupper():
        return False
    return not (words.startswith(_OPENING_MARKS) and _SAID.search(words))
