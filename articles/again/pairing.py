"""Which statement of a new reading is which one that is there already.

Pure functions over word numbers, so that marks and spaces at the borders never matter.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_MOSTLY = 0.5  # of the words of both, or of one: then it is the same statement

Spans = Iterable[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Words:
    """A statement as the numbers of its words in the article."""

    content: frozenset[int]
    cue: frozenset[int]


class Reader:
    """Turns spans of one text into the words that they touch."""

    def __init__(self, text: str) -> None:
        found = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def words(self, content: Spans, cue: Spans) -> Words:
        """The words of a statement; one of marks alone counts by its characters."""
        return Words(self._of(content), self._of(cue))

    def _of(self, spans: Spans) -> frozenset[int]:
        spans = list(spans)
        found = {
            number
            for start, end in spans
            for number in range(
                bisect_right(self._ends, start), bisect_left(self._starts, end)
            )
        }
        return frozenset(found or (-1 - at for span in spans for at in range(*span)))


@dataclass(frozen=True, slots=True)
class Pairs:
    """``row_of`` gives the row of a found statement, ``barred`` the reviewed row that
    stands for it although another one is that row's pair."""

    row_of: dict[int, int]
    barred: dict[int, int]


def pair(
    rows: Sequence[Words],
    found: Sequence[Words],
    *,
    reviewed: Collection[int] = (),
    rejected: Collection[int] = (),
) -> Pairs:
    """Pair what was found with the rows, one to one, the most alike first.

    ``reviewed`` and ``rejected`` are the rows that editors have settled: what else has
    mostly the words of one of them is barred, so that it is not added beside it.
    """
    near = _near(rows, found)
    alike = [
        (-likeness(rows[row], found[index]), index, row)
        for index, close in enumerate(near)
        for row in close
        if _same(rows[row], found[index])
        or (row in rejected and _mostly(rows[row], found[index]))
    ]
    row_of: dict[int, int] = {}
    taken: set[int] = set()
    for _, index, row in sorted(alike):
        if index not in row_of and row not in taken:
            row_of[index] = row
            taken.add(row)
    barred: dict[int, int] = {}
    for index in set(range(len(found))) - row_of.keys():
        for row in sorted(near[index]):
            if _stands_for(rows[row], found[index], row in reviewed, row in rejected):
                barred.setdefault(index, row)
    return Pairs(row_of, barred)


def _near(rows: Sequence[Words], found: Sequence[Words]) -> list[set[int]]:
    """The rows that share a word with each found statement."""
    with_word: dict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for word in row.content:
            with_word[word].append(number)
    return [{row for word in one.content for row in with_word[word]} for one in found]


def likeness(one: Words, other: Words) -> float:
    """The share of words in common; the same cue counts half as much again."""
    return _shared(one, other) + bool(one.cue & other.cue) / 2


def _shared(one: Words, other: Words) -> float:
    common = len(one.content & other.content)
    return common / (len(one.content) + len(other.content) - common)


def _mostly(one: Words, other: Words) -> bool:
    return _shared(one, other) >= _MOSTLY or bool(one.cue & other.cue)


def _same(one: Words, other: Words) -> bool:
    """Mostly the same words, or the same cue for words in common; none in the other."""
    return _mostly(one, other) and not _nested(one, other)


def _nested(one: Words, other: Words) -> bool:
    """Whether one reports the other: "X said that Y said so"."""
    if one.cue & other.cue:
        return False
    return bool(one.cue and one.cue <= other.content) or bool(
        other.cue and other.cue <= one.content
    )


def _stands_for(row: Words, found: Words, is_reviewed: bool, is_rejected: bool) -> bool:
    if is_rejected:
        return _mostly(row, found)
    if not is_reviewed or _nested(row, found):
        return False
    inside = len(row.content & found.content) / len(found.content)
    return _mostly(row, found) or inside > _MOSTLY
