"""``python -m articles.extraction.training CORPUS OUT``: corpus folder to weights.

``CORPUS`` holds ``train.jsonl`` and ``dev.jsonl``; ``OUT`` gets the checkpoints, the
weights, the figures and the card. Run it again to go on where it was stopped. First a
network of MiniLM's width is trained, then it is made narrower and trained on.
"""

import argparse
import logging
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from articles.extraction.tagger.pieces import Pieces
from articles.extraction.training import pretrained
from articles.extraction.training.batches import make_batch
from articles.extraction.training.corpus import (
    Article,
    CueLexicon,
    batches,
    is_held_out,
    read_article,
    read_corpus,
)
from articles.extraction.training.finish import finish
from articles.extraction.training.narrow import narrowed
from articles.extraction.training.network import Network, Shape
from articles.extraction.training.train import Recipe, Training, run, steps_of

WIDE = 1536  # MiniLM's inner units
LOOKED_AT = 24  # batches that show which units count


def main() -> None:
    """Train, then write everything that the tagger needs."""
    args = _arguments()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(args.threads)
    recipe = replace(
        Recipe(), epochs=args.epochs, wide_epochs=args.wide_epochs, seed=args.seed
    )
    args.out.mkdir(parents=True, exist_ok=True)
    pieces = Pieces(pretrained.vocabulary())
    articles = _articles(args, pieces)
    torch.manual_seed(recipe.seed)
    network = _started(args.start) if args.start else Network(Shape(inner=WIDE))
    if not args.start:
        network.encoder.load_pretrained(pretrained.weights())
    if network.shape.inner == WIDE:
        wide = args.out / "wide.pt"
        network = _trained(network, recipe, recipe.wide_epochs, articles, pieces, wide)
        network = _narrowed(network, recipe, articles, pieces)
    narrow = args.out / "checkpoint.pt"
    network = _trained(network, recipe, recipe.epochs, articles, pieces, narrow)
    finish(network, pretrained.vocabulary(), args.corpus, args.out, str(recipe))


def _articles(args: argparse.Namespace, pieces: Pieces) -> list[Article]:
    corpus = read_corpus(args.corpus / "train.jsonl")
    lexicon = CueLexicon(corpus)
    kept = [a for a in corpus if not is_held_out(a["id"])][: args.articles]
    return [read_article(a, lexicon, pieces) for a in kept]


def _started(path: Path) -> Network:
    """Give the network that an earlier run's checkpoint or weights hold."""
    state = torch.load(path, weights_only=True)
    state = state.get("average", state)
    inner = state["encoder.layers.0.up.weight"].shape[0]
    network = Network(Shape(inner=inner))
    network.load_state_dict(state)
    return network


def _trained(
    network: Network,
    recipe: Recipe,
    epochs: int,
    articles: Sequence[Article],
    pieces: Pieces,
    checkpoint: Path,
) -> Network:
    training = Training(network, recipe, epochs, steps_of(articles, recipe))
    if checkpoint.exists():
        training.load(checkpoint)
    run(training, articles, pieces, checkpoint)
    return training.averaged()


def _narrowed(
    network: Network, recipe: Recipe, articles: Sequence[Article], pieces: Pieces
) -> Network:
    chance = random.Random(recipe.seed)
    groups = batches(articles, recipe.batch, recipe.limit, chance)[:LOOKED_AT]
    shown = (make_batch(group, pieces) for group in groups)
    return narrowed(network, Shape().inner, shown, recipe)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, help="weights of an earlier run")
    parser.add_argument("--wide-epochs", type=int, default=Recipe().wide_epochs)
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--articles", type=int, help="only so many, for a trial")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    return parser.parse_args()


if __name__ == "__main__":
    main()
