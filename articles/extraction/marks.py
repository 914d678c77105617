"""Quotation marks: one scanner for every kind of mark, which never raises."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.extraction.text import hard_breaks
from articles.extraction.types import Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two marks: ``outer`` with them, ``pieces`` without.

    There are several pieces when each paragraph of a quotation opens with a mark and
    only the last one closes. ``depth`` is 0 for a quotation inside no other.
    """

    outer: Span
    pieces: tuple[Span, ...]
    depth: int = 0
    closed: bool = True


@dataclass(slots=True)
class _Open:
    family: str
    start: int
    inner: int
    done: list[Span] = field(default_factory=list)
    inside: list[Quotation] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    text: str
    before: str
    after: str

    @property
    def may_open(self) -> bool:
        return bool(self.after.strip()) and (
            not self.before.strip() or self.before in "([{—–-/:" or self.before in _ANY
        )

    @property
    def may_close(self) -> bool:
        return bool(self.before.strip()) and not self.after.isalnum()


_MARK = re.compile("``|''|\"\"|[“”„‟\"«»‹›‘’‚‛'`´]")
_ANY = "“”„‟\"«»‹›‘’‚‛'`´"
_SINGLE = frozenset("‘’‚‛'`´‹›")
# Which marks end a quotation of a family; the first one names the family.
_CLOSERS = {
    "“": '”“"',
    "”": "”",
    "„": '“”‟"',
    '"': '"”',
    '""': '""',
    "«": "»",
    "»": "«»",
    "``": "''",
    "''": "''",
    "‘": "’'",
    "‚": "‘’",
    "'": "'’",
    "‹": "›",
    "›": "‹›",
    "`": "'`´’",
}
_ELISION = re.compile(
    r"(?:\d0s|em|til|tis|twas|twere|cause|bout|round|n|im|er|tween|neath)\b", re.I
)
# What shows that an unclosed quotation has ended unmarked: ", harbour master X said."
_SPEECH_TAG = re.compile(
    r",\s(?:(?:said|says|added|asked|wrote)\s[^“”\"«».,]{2,60}"
    r"|[^“”\"«».,]{2,60}\s(?:said|says|added|asked|wrote|told\s\w+))[.,]\s*"
)
_DEEPEST = 4
_END_PUNCTUATION = frozenset(",.?!…;:—–-")


def quotations(text: str) -> list[Quotation]:
    """Pair the quotation marks of a text, in text order, nested ones included.

    An unclosed quotation ends with its paragraph, or where a surer one begins.
    """
    scanner = _Scanner(text)
    start = 0
    for at, end in [*hard_breaks(text), Span(len(text), len(text))]:
        scanner.paragraph(start, at, text[end : end + 2])
        start = end
    return sorted(scanner.found, key=lambda q: (q.outer.start, q.depth))


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Quotation] = []
        self.stack: list[_Open] = []

    def paragraph(self, start: int, end: int, following: str) -> None:
        marks = list(self._marks(start, end))
        if self.stack and marks:  # A quotation that runs on: skip its repeated mark.
            self.stack[0].inner = marks[0].end
            marks = marks[1:]
        endings = _single_endings(marks)
        for mark, ending in zip(marks, endings, strict=True):
            self._take(mark, ending)
        self._end_paragraph(start, end, following)

    def _marks(self, start: int, end: int) -> Iterator[_Mark]:
        for match in _MARK.finditer(self.text, start, end):
            at, to = match.span()
            before = self.text[at - 1] if at > start else ""
            after = self.text[to] if to < end else ""
            yield _Mark(at, to, match[0], before, after)

    def _take(self, mark: _Mark, ending: str) -> None:
        if _is_measure(mark) and not self._level_closed_by(mark):
            return
        single = mark.text in _SINGLE
        if single and (_is_apostrophe(mark) or _is_elision(self.text, mark)):
            return
        level = self._level_closed_by(mark)
        if level is not None and _closes(mark, ending, self.stack[level]):
            self._close(level, mark)
        elif self._opens(mark, ending):
            self.stack.append(_Open(mark.text, mark.start, mark.end))

    def _level_closed_by(self, mark: _Mark) -> int | None:
        for level in range(len(self.stack) - 1, -1, -1):
            closers = _CLOSERS[self.stack[level].family]
            if mark.text == closers or (len(mark.text) == 1 and mark.text in closers):
                return level
        return None

    def _opens(self, mark: _Mark, ending: str) -> bool:
        if len(self.stack) >= _DEEPEST or mark.text not in _CLOSERS:
            return False
        if mark.text in "„«" or (mark.text == "“" and mark.after.strip()):
            return True
        if mark.text in _SINGLE and not ending:
            return False  # More likely an apostrophe than an opening mark.
        return mark.may_open

    def _close(self, level: int, mark: _Mark) -> None:
        for unclosed in self.stack[level + 1 :]:
            self.stack[level].inside += unclosed.inside
        opened = self.stack[level]
        del self.stack[level:]
        pieces = [*opened.done, _trim(self.text, opened.inner, mark.start)]
        whole = Quotation(
            Span(opened.start, mark.end), tuple(p for p in pieces if p.end > p.start)
        )
        if not whole.pieces:
            return
        family = [whole, *(_deeper(q) for q in opened.inside)]
        (self.stack[-1].inside if self.stack else self.found).extend(family)

    def _end_paragraph(self, start: int, end: int, following: str) -> None:
        if not self.stack:
            return
        opened = self.stack[0]
        runs_on = following.startswith(opened.family) and not opened.inside
        tag = _SPEECH_TAG.search(self.text, opened.inner, end)
        if runs_on and not tag:
            opened.done.append(_trim(self.text, opened.inner, end))
            del self.stack[1:]
            return
        for frame in self.stack:
            self.found += frame.inside
        self._give_unclosed(opened, tag.start() if tag else end)
        self.stack.clear()

    def _give_unclosed(self, opened: _Open, end: int) -> None:
        if opened.family in _SINGLE:
            return
        stop = min((q.outer.start for q in opened.inside), default=end)
        pieces = [*opened.done, _trim(self.text, opened.inner, stop)]
        pieces = [p for p in pieces if p.end > p.start]
        if pieces:
            outer = Span(opened.start, pieces[-1].end)
            self.found.append(Quotation(outer, tuple(pieces), closed=False))


def _deeper(quotation: Quotation) -> Quotation:
    return Quotation(
        quotation.outer, quotation.pieces, quotation.depth + 1, quotation.closed
    )


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _is_measure(mark: _Mark) -> bool:
    """Feet and inches, minutes and seconds: 6'2"."""
    return mark.before.isdigit() and mark.text in ("'", '"', "''", "’", "”", "´")


def _is_apostrophe(mark: _Mark) -> bool:
    return mark.before.isalnum() and mark.after.isalnum()


def _is_elision(text: str, mark: _Mark) -> bool:
    opens_word = not mark.before.isalnum() and mark.after.isalnum()
    return opens_word and bool(_ELISION.match(text, mark.end))


def _single_endings(marks: list[_Mark]) -> list[str]:
    """For each mark, how the next single mark that may close after it looks.

    "strong" follows punctuation, "weak" follows a word; a new opening mark ends the
    search. It tells the plural possessive from the end of a quotation.
    """
    endings = []
    ahead = ""
    for mark in reversed(marks):
        endings.append(ahead)
        if mark.text not in "’'‘´›»`":
            continue
        if mark.may_close and not _is_apostrophe(mark) and mark.before != " ":
            strong = mark.before in _END_PUNCTUATION or mark.before in _ANY
            ahead = "strong" if strong else ahead or "weak"
        elif mark.may_open:
            ahead = ""
    return endings[::-1]


def _closes(mark: _Mark, ending: str, opened: _Open) -> bool:
    if mark.text in _SINGLE and mark.text not in "‹›":
        possessive = mark.before in "sxz" and mark.after == " " and ending == "strong"
        return mark.may_close and not possessive
    if mark.text in "”»«›‹‟":
        return True
    if mark.text == "“":
        return opened.family == "„" or (mark.may_close and not mark.may_open)
    return mark.may_close or not mark.may_open
