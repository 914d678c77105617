"""Corrects the borders of tagged contents by what stands on the page: the marks."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from articles.extraction.tagger.words import OUTSIDE, Words, is_word

Run = tuple[int, int]
MOSTLY = 0.5
LONGEST = 500


def quotation_runs(words: Words) -> list[Run]:
    """Give the runs of words inside of quotation marks, the marks included."""
    runs: list[Run] = []
    for i, feature in enumerate(words.features):
        if feature[0] == OUTSIDE:
            continue
        if runs and runs[-1][1] == i and words.paragraphs[i] == words.paragraphs[i - 1]:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def with_whole_quotations(
    words: Words, content: tuple[Run, ...], quotations: Sequence[Run]
) -> tuple[Run, ...]:
    """Extend a content that holds most of a quotation to all of it.

    >>> words = read_words('He said "we will win" .')
    >>> with_whole_quotations(words, ((3, 5),), quotation_runs(words))
    ((3, 6),)
    """
    if not content:
        return content
    inside = {i for a, b in content for i in range(a, b)}
    for a, b in _near(quotations, content[0][0], content[-1][1]):
        real = [i for i in range(a, b) if is_word(words.forms[i])]
        held = sum(i in inside for i in real)
        if held and held >= MOSTLY * len(real):
            inside.update(range(real[0], real[-1] + 1))
    return _joined(words, sorted(inside))


def _near(quotations: Sequence[Run], start: int, end: int) -> list[Run]:
    """Those that touch the stretch; endless ones are no quotations but lost marks."""
    first = bisect_right(quotations, start, key=lambda run: run[1])
    last = bisect_left(quotations, end, key=lambda run: run[0])
    return [(a, b) for a, b in quotations[first:last] if b - a <= LONGEST]


def _joined(words: Words, inside: list[int]) -> tuple[Run, ...]:
    """Runs of words; those with only punctuation between them are one."""
    runs: list[Run] = []
    for i in inside:
        if runs and not any(is_word(f) for f in words.forms[runs[-1][1] : i]):
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return tuple(runs)
