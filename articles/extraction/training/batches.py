"""Windows as padded tensors, some of them changed so that more is learned."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from articles.extraction.tagger.pieces import Pieces, window_input
from articles.extraction.training.corpus import Window

IGNORED = -100


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded windows as tensors."""

    ids: Tensor
    features: Tensor
    mask: Tensor
    first: Tensor
    paragraphs: Tensor
    anchors: Tensor
    rows: Tensor
    cues: Tensor
    labels: Tensor


def make_batch(group: Sequence[Window], pieces: Pieces) -> Batch:
    """Pad the windows of a batch to one length."""
    borders = (pieces.start, pieces.stop)
    laid = [window_input(w.pieces, w.features, borders) for w in group]
    longest = max(len(ids) for ids, _, _ in laid)
    count = max(len(w.anchors) for w in group)
    ids = torch.zeros(len(group), longest, dtype=torch.long)
    features = torch.zeros(len(group), longest, 3, dtype=torch.long)
    first = torch.zeros(len(group), count, dtype=torch.long)
    for row, (piece_ids, piece_features, firsts) in enumerate(laid):
        ids[row, : len(piece_ids)] = torch.tensor(piece_ids)
        features[row, : len(piece_ids)] = torch.tensor(piece_features)
        first[row, : len(firsts)] = torch.tensor(firsts)
    mask = torch.tensor([[i < len(x[0]) for i in range(longest)] for x in laid])
    cues = [(row, a, s) for row, w in enumerate(group) for a, s in w.statements]
    return Batch(
        ids,
        features,
        mask[:, None, None, :],
        first,
        _padded([w.paragraphs for w in group], count, -1),
        _padded([w.anchors for w in group], count, IGNORED),
        torch.tensor([row for row, _, _ in cues], dtype=torch.long),
        torch.tensor([anchor for _, anchor, _ in cues], dtype=torch.long),
        _padded([labels for _, _, labels in cues], count, IGNORED),
    )


def _padded(rows: Sequence[Sequence[int]], length: int, filler: int) -> Tensor:
    filled = [[*row, *[filler] * (length - len(row))] for row in rows]
    return torch.tensor(filled, dtype=torch.long).view(len(rows), length)


def with_single_marks(
    group: list[Window], share: float, pieces: Pieces, chance: random.Random
) -> list[Window]:
    """Give some windows single quotation marks, which the corpus hardly has."""
    double, single = pieces.mark('"'), pieces.mark("'")
    return [
        replace(w, pieces=[single if p == double else p for p in w.pieces])
        if chance.random() < share
        else w
        for w in group
    ]


def with_hidden_words(
    group: list[Window], share: float, pieces: Pieces, chance: random.Random
) -> list[Window]:
    """Hide some words, so that more is learned from what stands around them."""
    hidden = [pieces.hidden]
    return [
        replace(
            w,
            pieces=[hidden if chance.random() < share else p for p in w.pieces],
        )
        for w in group
    ]
