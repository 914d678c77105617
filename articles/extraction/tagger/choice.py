"""Which candidates are statements, and how sure that is."""

from collections.abc import Sequence

import numpy as np

from articles.extraction.tagger.decoder import Candidate
from articles.extraction.tagger.settings import Settings


def choose(candidates: Sequence[Candidate], settings: Settings) -> list[Candidate]:
    """Keep the likely ones; of two that claim the same words, the likelier."""
    ranked = sorted(
        (c for c in candidates if c.content),
        key=lambda c: confidence(c.content_features, settings.content_weights),
        reverse=True,
    )
    taken: set[int] = set()
    kept = []
    for candidate in ranked:
        words = {i for a, b in candidate.content for i in range(a, b)}
        if _is_likely(candidate, settings) and not words & taken:
            taken |= words
            kept.append(candidate)
    return kept


def _is_likely(candidate: Candidate, settings: Settings) -> bool:
    _, speech, other = candidate.classes
    sure = confidence(candidate.content_features, settings.content_weights)
    return sure >= settings.keep and speech >= (speech + other) * settings.keep_speech


def confidence(features: Sequence[float], weights: Sequence[float]) -> float:
    """Turn features into a probability by the weights that training measured.

    Without weights the first feature decides alone; the last weight is the constant.
    """
    if not weights:
        return 1 / (1 + float(np.exp(-features[0])))
    total = sum(f * w for f, w in zip(features, weights, strict=False)) + weights[-1]
    return 1 / (1 + float(np.exp(-total)))
