"""Makes confidences mean something and finds the decoder's thresholds."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.extraction.tagger.choice import choose, confidence
from articles.extraction.tagger.decoder import Candidate, Labels
from articles.extraction.tagger.settings import Settings
from articles.extraction.training.figures import (
    Decoded,
    Read,
    candidate_sets,
    decode_all,
    match,
    measure,
    right_source,
)

Example = tuple[tuple[float, ...], bool]
KEEPS = [n / 20 for n in range(3, 15)]
SPEECH_KEEPS = [n / 10 for n in range(7)]
LIFTS = (0.0, 2.0)
NOTHING_BIASES = (0.0, -0.5)
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


def calibrate(read: Sequence[Read], settings: Settings) -> Settings:
    """Fit confidences and thresholds for each way of decoding; keep the best."""
    options = [
        _fitted(read, replace(settings, lift=lift, bias=_bias(nothing)))
        for lift in LIFTS
        for nothing in NOTHING_BIASES
    ]
    return max(options, key=lambda option: option[0])[1]


def _bias(nothing: float) -> tuple[float, ...]:
    """Favour pieces a little: each has only one word that may begin it."""
    bias = {Labels.NOTHING: nothing, Labels.BEGIN: 1.0, Labels.SINGLE: 1.0}
    return tuple(bias.get(label, 0.0) for label in Labels)


def _fitted(read: Sequence[Read], settings: Settings) -> tuple[float, Settings]:
    articles = decode_all(read, settings)
    fitted = replace(settings, content_weights=(), keep=0.0, keep_speech=0.0)
    for _ in range(2):
        content, _ = examples(articles, fitted)
        fitted = replace(fitted, content_weights=fit(content))
    _, source = examples(articles, fitted)
    return tune(articles, replace(fitted, source_weights=fit(source)))


def examples(
    articles: Iterable[Decoded], settings: Settings
) -> tuple[list[Example], list[Example]]:
    """Give features with whether the content, and the source, turned out right."""
    content: list[Example] = []
    source: list[Example] = []
    for article in articles:
        for candidate, right, right_who in judged(article, settings):
            content.append((candidate.content_features, right))
            if right:
                source.append((candidate.source_features, right_who))
    return content, source


def judged(article: Decoded, settings: Settings) -> list[tuple[Candidate, bool, bool]]:
    """Give what is kept with whether its content and its source are right."""
    kept = choose(article.candidates, settings)
    sets = [candidate_sets(article.words, c) for c in kept]
    pairs = match([g.content for g in article.gold], [s[0] for s in sets])
    return [
        (
            candidate,
            p in pairs,
            p in pairs and right_source(article.gold[pairs[p]].source, sets[p][1]),
        )
        for p, candidate in enumerate(kept)
    ]


def fit(pairs: Sequence[Example], ridge: float = 1.0) -> tuple[float, ...]:
    """Logistic regression by Newton's method; the last weight is the constant."""
    if not pairs:
        return ()
    features = np.array([[*values, 1.0] for values, _ in pairs])
    right = np.array([r for _, r in pairs], float)
    weights = np.zeros(features.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (right - chance) - ridge * weights
        curve = (features.T * (chance * (1 - chance))) @ features
        weights += np.linalg.solve(curve + ridge * np.eye(len(weights)), slope)
    return tuple(round(float(w), 5) for w in weights)


def tune(articles: Sequence[Decoded], settings: Settings) -> tuple[float, Settings]:
    """Try thresholds of confidence, then of speech, by end-to-end F2 on speech."""
    best = (-1.0, settings)
    for name, values in (("keep", KEEPS), ("keep_speech", SPEECH_KEEPS)):
        changes: list[dict[str, Any]] = [{name: value} for value in values]
        options = [replace(best[1], **change) for change in changes]
        scores = [measure(articles, o).speech.f2("end_to_end") for o in options]
        best = max(zip(scores, options, strict=True), key=lambda pair: pair[0])
    return best


def reliability(articles: Iterable[Decoded], settings: Settings) -> list[str]:
    """Give the lines of two tables: what was said to be sure, and how often it was."""
    content: list[tuple[float, bool]] = []
    source: list[tuple[float, bool]] = []
    for article in articles:
        for candidate, right, right_who in judged(article, settings):
            sure = confidence(candidate.content_features, settings.content_weights)
            content.append((sure, right))
            sure = confidence(candidate.source_features, settings.source_weights)
            if right:
                source.append((sure, right_who))
    return [*_table("content", content), *_table("attribution", source)]


def _table(name: str, pairs: Sequence[tuple[float, bool]]) -> list[str]:
    rows: NDArray[np.float64] = np.array(pairs, float).reshape(-1, 2)
    lines = [f"{name}: confidence, statements, mean confidence, share right"]
    for low, high in zip(BINS, BINS[1:], strict=False):
        inside = rows[(rows[:, 0] >= low) & (rows[:, 0] < high)]
        if len(inside):
            sure, right = inside.mean(axis=0)
            lines.append(f"  {low:.2f}+  {len(inside):5d}  {sure:.3f}  {right:.3f}")
    return lines
