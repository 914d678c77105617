"""What the network says of a window, decoded into candidate statements."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.extraction.tagger.borders import Run, with_whole_quotations
from articles.extraction.tagger.settings import Settings
from articles.extraction.tagger.words import OUTSIDE, Words

Floats = NDArray[np.float32]
NONE, SPEECH, OTHER = range(3)
CLASSES = 3
IMPOSSIBLE = np.float32(-1e4)


class Labels(IntEnum):
    """What a word is to one cue; a content's pieces show where they begin and end."""

    NOTHING = 0
    CUE = 1
    SOURCE = 2
    BEGIN = 3
    INSIDE = 4
    END = 5
    SINGLE = 6


def _penalties(allowed: list[bool]) -> Floats:
    return np.where(allowed, np.float32(0), IMPOSSIBLE)


_OPEN = {Labels.BEGIN, Labels.INSIDE}
_GOES_ON = {Labels.INSIDE, Labels.END}
TRANSITIONS = np.stack(
    [_penalties([(a in _OPEN) == (b in _GOES_ON) for b in Labels]) for a in Labels]
)
FIRST = _penalties([n not in _GOES_ON for n in Labels])
LAST = _penalties([n not in _OPEN for n in Labels])


@dataclass(frozen=True, slots=True)
class Output:
    """What the network says of one window, whose first word is number ``start``.

    ``classes`` are probabilities of each word, ``cues`` the words that may carry a cue,
    ``pairs`` one line a cue and word of its paragraph, ``labels`` the scores of those.
    """

    start: int
    classes: Floats
    cues: NDArray[np.int64]
    pairs: NDArray[np.int64]
    labels: Floats


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue that the network proposes, with its decoded words and what supports it."""

    anchor: int
    classes: tuple[float, float, float]
    content: tuple[Run, ...]
    cue: Run
    source: Run | None
    content_features: tuple[float, ...]
    source_features: tuple[float, ...]


def decode(
    words: Words, quotations: Sequence[Run], output: Output, settings: Settings
) -> list[Candidate]:
    """Find the best labels of each cue's paragraph, and what they make."""
    if not len(output.cues):
        return []
    scores, begins = _rows(output, compete(output) + settings.bias)
    paths = best_paths(lifted(scores, settings.lift))
    found = []
    for cue, begin, path, row in zip(output.cues, begins, paths, scores, strict=True):
        runs = _read_path(int(cue), int(begin), output, path, np.exp(row), settings)
        content = with_whole_quotations(words, runs.content, quotations)
        quoted = _quoted_share(words, content)
        features = (*runs.content_features, quoted)
        found.append(replace(runs, content=content, content_features=features))
    return found


def _rows(output: Output, scores: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """Lay the pairs out as (cues, words, labels), with each cue's first word."""
    counts = np.bincount(output.pairs[:, 0], minlength=len(output.cues))
    ends = np.cumsum(counts)
    rows = np.full((len(counts), counts.max(), len(Labels)), IMPOSSIBLE, np.float32)
    rows[:, :, Labels.NOTHING] = 0
    for row, end, count in zip(rows, ends, counts, strict=True):
        row[:count] = scores[end - count : end]
    return rows, output.pairs[ends - counts, 1] + output.start


def compete(output: Output) -> Floats:
    """Log-probabilities of labels when each word is the content of one cue at most.

    A cue that is unlikely to be one claims less.
    """
    cue, word = output.pairs.T
    content = _log_sum(output.labels[:, Labels.BEGIN :])
    rest = _log_sum(output.labels[:, : Labels.BEGIN])
    some = 1 - output.classes[output.cues, NONE]
    claim = np.exp(np.clip(content - rest, -15, 15)) * some[cue]
    total = np.bincount(word, claim, len(output.classes))[word]
    mine = np.clip(claim / (1 + total), 1e-6, 1 - 1e-6)
    scores = output.labels.copy()
    scores[:, Labels.BEGIN :] += (np.log(mine) - content)[:, None]
    scores[:, : Labels.BEGIN] += (np.log1p(-mine) - rest)[:, None]
    return scores


def _log_sum(scores: Floats) -> Floats:
    top = scores.max(axis=-1)
    summed: Floats = top + np.log(np.exp(scores - top[..., None]).sum(axis=-1))
    return summed


def best_paths(steps: Floats) -> NDArray[np.intp]:
    """Viterbi over (rows, words, labels): the best allowed labels of each row."""
    rows, length, _ = steps.shape
    best = steps[:, 0] + FIRST
    back = np.zeros((length, rows, len(Labels)), np.intp)
    for i in range(1, length):
        options = best[:, :, None] + TRANSITIONS
        back[i] = options.argmax(axis=1)
        best = options.max(axis=1) + steps[:, i]
    path = np.zeros((rows, length), np.intp)
    path[:, -1] = (best + LAST).argmax(axis=1)
    for i in range(length - 1, 0, -1):
        path[:, i - 1] = back[i, np.arange(rows), path[:, i]]
    return path


def lifted(scores: Floats, least: float) -> Floats:
    """Raise a row's contents until its surest word has at least the odds ``least``.

    A cue without any content is no cue: if it has one, this is where it is.
    """
    odds = _log_sum(scores[:, :, Labels.BEGIN :]) - _log_sum(
        scores[:, :, : Labels.BEGIN]
    )
    steps = scores.copy()
    steps[:, :, Labels.BEGIN :] += np.maximum(0, least - odds.max(axis=1))[
        :, None, None
    ]
    return steps


def _read_path(
    cue: int,
    begin: int,
    output: Output,
    path: NDArray[np.intp],
    chance: Floats,
    settings: Settings,
) -> Candidate:
    """Read one cue's labels, which begin at word ``begin`` of the article."""
    content = _runs(path >= Labels.BEGIN)
    source = _source(chance[:, Labels.SOURCE], settings.source_floor)
    anchor = cue + output.start
    cues = _moved(_runs(path == Labels.CUE), begin)
    none, speech, other = (float(chance) for chance in output.classes[cue])
    return Candidate(
        anchor,
        (none, speech, other),
        _moved(content, begin),
        next((run for run in cues if run[0] <= anchor < run[1]), (anchor, anchor + 1)),
        source and (source[0] + begin, source[1] + begin),
        (_logit(1 - none), _logit(speech / (1 - none + 1e-6)))
        + _content_features(content, chance, path)
        + (_logit(chance[:, Labels.SOURCE].max()),),
        _source_features(source, chance),
    )


def _moved(runs: list[Run], by: int) -> tuple[Run, ...]:
    return tuple((a + by, b + by) for a, b in runs)


def _source(chance: Floats, floor: float) -> Run | None:
    """The likeliest word and its neighbours that are at least half as likely.

    Even an unlikely source beats none: few statements have none.
    """
    best = int(chance.argmax())
    if chance[best] < floor:
        return None
    likely = _runs(chance >= chance[best] / 2)
    return next(run for run in likely if run[0] <= best < run[1])


def _runs(mask: NDArray[np.bool_]) -> list[Run]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False]))))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def _content_features(
    content: list[Run], chance: Floats, path: NDArray[np.intp]
) -> tuple[float, ...]:
    """Numbers that tell how sure a content is; the calibration weighs them."""
    if not content:
        return (0.0,) * 5
    inside = chance[:, Labels.BEGIN :].sum(axis=1)
    taken = np.concatenate([np.arange(a, b) for a, b in content])
    along = chance[np.arange(len(path)), path]
    borders = [along[i] for a, b in content for i in (a, b - 1)]
    return (
        _logit(inside[taken].mean()),
        _logit(inside[taken].min()),
        _logit(np.mean(borders)),
        float(np.log(len(taken))),
        float(len(content) - 1),
    )


def _quoted_share(words: Words, content: Sequence[Run]) -> float:
    states = [words.features[i][0] != OUTSIDE for a, b in content for i in range(a, b)]
    return sum(states) / max(1, len(states))


def _source_features(source: Run | None, chance: Floats) -> tuple[float, ...]:
    best = chance[:, Labels.SOURCE].max()
    if source is None:
        return (_logit(1 - best), 0.0, 1.0)
    mean = chance[source[0] : source[1], Labels.SOURCE].mean()
    return (_logit(best), _logit(mean), 0.0)


def _logit(chance: Any) -> float:
    inside = min(max(float(chance), 1e-4), 1 - 1e-4)
    return float(np.log(inside / (1 - inside)))
