"""From a checkpoint to what ships: weights in one file, figures and card."""

import json
import logging
from collections.abc import Sequence
from pathlib import Path

from articles.extraction.tagger.model import Tagger
from articles.extraction.tagger.settings import Settings
from articles.extraction.training.calibrate import calibrate, reliability
from articles.extraction.training.corpus import is_held_out, read_corpus
from articles.extraction.training.export import export, restate
from articles.extraction.training.figures import Read, decode_all, measure, read_all
from articles.extraction.training.network import Network

log = logging.getLogger(__name__)


HERE = Path(__file__).parent


def finish(
    network: Network, vocabulary: Sequence[str], corpus: Path, out: Path, recipe: str
) -> None:
    """Export, calibrate on held-out articles, measure on dev, write all of it."""
    model = out / "tagger.onnx"
    export(network, model, vocabulary, Settings())
    tagger = Tagger(model)
    held_out = [a for a in read_corpus(corpus / "train.jsonl") if is_held_out(a["id"])]
    settings = calibrate(read_all(held_out, tagger), Settings())
    restate(model, vocabulary, settings)
    figures = figure_lines(
        read_all(read_corpus(corpus / "dev.jsonl"), tagger), settings
    )
    for line in figures:
        log.info(line)
    card = (HERE / "card.md").read_text(encoding="utf-8")
    written = card.format(
        recipe=recipe,
        figures="\n".join(f"    {line}" for line in figures),
        tried=(HERE / "tried.md").read_text(encoding="utf-8"),
    )
    (out / "CARD.md").write_text(written, encoding="utf-8")


def figure_lines(read: Sequence[Read], settings: Settings) -> list[str]:
    """Give figures and reliability tables, one line each."""
    decoded = decode_all(read, settings)
    figures = measure(decoded, settings)
    return [
        f"settings {json.dumps([settings.lift, settings.keep, settings.keep_speech])}",
        f"speech  {figures.speech.line()}",
        f"all     {figures.everything.line()}",
        *reliability(decoded, settings),
    ]
