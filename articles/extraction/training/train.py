"""The training loop: resumes from its checkpoint, keeps an average of the weights."""

import logging
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from articles.extraction.tagger.decoder import NONE, Labels
from articles.extraction.tagger.pieces import Pieces
from articles.extraction.training.batches import (
    IGNORED,
    Batch,
    make_batch,
    with_hidden_words,
    with_single_marks,
)
from articles.extraction.training.corpus import Article, Window, batch_count, batches
from articles.extraction.training.network import Network, pairs_of

log = logging.getLogger(__name__)
OWNER_LIMIT = 15.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that one run of training is told."""

    wide_epochs: int = 3
    epochs: int = 4
    batch: int = 16
    limit: int = 200
    encoder_rate: float = 3e-4
    layer_decay: float = 0.9
    head_rate: float = 1e-3
    warm_up: float = 0.1
    smoothing: float = 0.005
    owner_weight: float = 0.5
    single_marks: float = 0.1
    hidden: float = 0.05
    wrong_cues: int = 2
    average: float = 0.99
    seed: int = 1
    save_every: int = 40


def loss_of(network: Network, batch: Batch, recipe: Recipe) -> tuple[Tensor, Tensor]:
    """Give the losses of finding cues and of labelling their words, a gold cue."""
    words = network.encode(batch.ids, batch.features, batch.first, batch.mask)
    classes = network.finder(words)
    found = _cross_entropy(classes.flatten(0, 1), batch.anchors.flatten(), recipe)
    rows, cues, labels = _with_wrong_cues(batch, classes.detach(), recipe.wrong_cues)
    pairs = pairs_of(batch.paragraphs, rows, cues)
    scores = network.score_pairs(words, rows, cues, pairs)
    right = labels[pairs[:, 0], pairs[:, 1]]
    labelled = _cross_entropy(scores, right, recipe)
    place = rows[pairs[:, 0]] * words.shape[1] + pairs[:, 1]
    owned = owner_loss(scores, right, place, words.shape[0] * words.shape[1])
    gold = max(len(batch.cues), 1)
    return found / gold, (labelled + recipe.owner_weight * owned) / gold


def _cross_entropy(scores: Tensor, right: Tensor, recipe: Recipe) -> Tensor:
    return functional.cross_entropy(
        scores,
        right,
        ignore_index=IGNORED,
        reduction="sum",
        label_smoothing=recipe.smoothing,
    )


def owner_loss(scores: Tensor, right: Tensor, place: Tensor, places: int) -> Tensor:
    """Give the loss of choosing whose content a word is: one cue's, or nobody's.

    Each content word belongs to one cue. ``place`` numbers the word of each pair.
    """
    odds = content_odds(scores).clamp(-OWNER_LIMIT, OWNER_LIMIT)
    total = odds.new_zeros(places).index_add(0, place, odds.exp())
    return total.log1p().sum() - odds[right >= Labels.BEGIN].sum()


def content_odds(scores: Tensor) -> Tensor:
    """Give the log-odds that a pair's word is content of its cue."""
    inside = scores[:, Labels.BEGIN :].logsumexp(1)
    return inside - scores[:, : Labels.BEGIN].logsumexp(1)


def _with_wrong_cues(
    batch: Batch, classes: Tensor, count: int
) -> tuple[Tensor, Tensor, Tensor]:
    """Add the likeliest wrong cues of each window: nothing belongs to them."""
    doubt = -classes.log_softmax(-1)[..., NONE]
    doubt = doubt.masked_fill(batch.anchors != NONE, -1)
    inside = batch.labels == Labels.CUE
    for row, cue in zip(batch.rows.tolist(), inside, strict=True):
        doubt[row] = doubt[row].masked_fill(cue, -1)
    values, wrong = doubt.topk(min(count, doubt.shape[1]), dim=1)
    rows = torch.arange(len(doubt)).unsqueeze(1).expand_as(wrong)
    use = values > 0
    nothing = torch.full_like(batch.paragraphs[rows[use]], int(Labels.NOTHING))
    return (
        torch.cat([batch.rows, rows[use]]),
        torch.cat([batch.cues, wrong[use]]),
        torch.cat([batch.labels, nothing]),
    )


def rates(network: Network, recipe: Recipe) -> list[dict[str, Any]]:
    """Lower learning rates for lower layers, none of the decay for norms and biases."""
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, weight in network.named_parameters():
        if not weight.requires_grad:
            continue
        rate = _rate(name, len(network.encoder.layers), recipe)
        decay = 0.0 if weight.ndim < 2 else 0.01
        groups.setdefault((rate, decay), []).append(weight)
    return [
        {"params": weights, "lr": rate, "weight_decay": decay}
        for (rate, decay), weights in groups.items()
    ]


def _rate(name: str, layers: int, recipe: Recipe) -> float:
    if name.startswith("encoder.layers."):
        depth = layers - 1 - int(name.split(".")[2])
        return recipe.encoder_rate * recipe.layer_decay**depth
    if name.startswith("encoder.") and "features" not in name:
        return recipe.encoder_rate * recipe.layer_decay**layers
    return recipe.head_rate


class Training:
    """One run: its network, the average of its weights, and where it stands."""

    def __init__(
        self, network: Network, recipe: Recipe, epochs: int, steps: int
    ) -> None:
        self.network, self.recipe, self.epochs = network, recipe, epochs
        steps *= epochs
        self.optimizer = torch.optim.AdamW(
            rates(network, recipe), betas=(0.9, 0.98), fused=True
        )
        warm = max(1, int(steps * recipe.warm_up))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer,
            lambda n: min((n + 1) / warm, max(0.02, (steps - n) / (steps - warm + 1))),
        )
        self.average = {k: v.clone() for k, v in network.state_dict().items()}
        self.epoch, self.done, self.step = 0, 0, 0

    def save(self, path: Path) -> None:
        """Write all that resuming needs, at once or not at all."""
        parts = ("network", "optimizer", "schedule")
        state = {name: getattr(self, name).state_dict() for name in parts}
        state |= {n: getattr(self, n) for n in ("average", "epoch", "done", "step")}
        state["chance"] = torch.get_rng_state()
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def load(self, path: Path) -> None:
        """Go on from a checkpoint."""
        state = torch.load(path, weights_only=True)
        torch.set_rng_state(state["chance"])
        for name in ("network", "optimizer", "schedule"):
            getattr(self, name).load_state_dict(state[name])
        for name in ("average", "epoch", "done", "step"):
            setattr(self, name, state[name])

    def learn(self, batch: Batch) -> tuple[float, float]:
        """Take one step; returns the two losses."""
        found, labelled = loss_of(self.network, batch, self.recipe)
        (found + labelled).backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.schedule.step()
        self.step += 1
        self._average()
        return float(found.detach()), float(labelled.detach())

    def averaged(self) -> Network:
        """Give a network with the average of the weights: better than the last ones."""
        network = Network(self.network.shape)
        network.load_state_dict(self.average)
        return network.eval()

    @torch.no_grad()
    def _average(self) -> None:
        keep = min(self.recipe.average, (1 + self.step) / (10 + self.step))
        for name, value in self.network.named_parameters():
            if value.requires_grad:
                self.average[name].lerp_(value, 1 - keep)


def run(
    training: Training, articles: Sequence[Article], pieces: Pieces, checkpoint: Path
) -> None:
    """Train until the last epoch ends, saving on the way."""
    recipe = training.recipe
    training.network.train()
    while training.epoch < training.epochs:
        chance = random.Random(recipe.seed * 1000 + training.epoch)
        groups = batches(articles, recipe.batch, recipe.limit, chance)
        groups = [
            with_hidden_words(
                with_single_marks(group, recipe.single_marks, pieces, chance),
                recipe.hidden,
                pieces,
                chance,
            )
            for group in groups
        ]
        _run_epoch(training, groups, pieces, checkpoint)
        training.epoch, training.done = training.epoch + 1, 0
        training.save(checkpoint)


def _run_epoch(
    training: Training, groups: list[list[Window]], pieces: Pieces, checkpoint: Path
) -> None:
    started, losses = time.monotonic(), (0.0, 0.0)
    every = training.recipe.save_every
    for group in groups[training.done :]:
        new = training.learn(make_batch(group, pieces))
        losses = (losses[0] + new[0], losses[1] + new[1])
        training.done += 1
        if training.done % every == 0 or training.done == len(groups):
            training.save(checkpoint)
            _report(training, len(groups), losses, every, time.monotonic() - started)
            losses = (0.0, 0.0)


def _report(
    training: Training,
    count: int,
    losses: tuple[float, float],
    every: int,
    seconds: float,
) -> None:
    since = training.done % every or every
    log.info(
        "epoch %d batch %d/%d cue %.3f words %.3f, %.0f s in this epoch",
        training.epoch + 1,
        training.done,
        count,
        losses[0] / since,
        losses[1] / since,
        seconds,
    )


def steps_of(articles: Sequence[Article], recipe: Recipe) -> int:
    """Give the number of steps of an epoch."""
    return batch_count(articles, recipe.batch, recipe.limit)
