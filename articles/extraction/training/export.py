"""Writes a trained network as one ONNX file with 8-bit weights."""

import json
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from articles.extraction.tagger.decoder import NONE
from articles.extraction.tagger.settings import Settings
from articles.extraction.training.network import Network, SmallTable, pairs_of

INPUTS = {
    "ids": {1: "pieces"},
    "features": {1: "pieces"},
    "first": {1: "words"},
    "paragraphs": {1: "words"},
    "floor": {},
}
OUTPUTS = {
    "classes": {0: "words"},
    "cues": {0: "cues"},
    "pairs": {0: "pairs"},
    "labels": {0: "pairs"},
}


class Graph(nn.Module):
    """The network as the tagger runs it: one window in, its cues and labels out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self,
        ids: Tensor,
        features: Tensor,
        first: Tensor,
        paragraphs: Tensor,
        floor: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Give class probabilities, the likely cues, and their words with labels."""
        words = self.network.encode(ids, features, first, None)
        classes = self.network.finder(words)[0].softmax(-1)
        cues = torch.nonzero(classes[:, NONE] < 1 - floor)[:, 0]
        rows = torch.zeros_like(cues)
        pairs = pairs_of(paragraphs, rows, cues)
        labels = self.network.score_pairs(words, rows, cues, pairs)
        return classes, cues, pairs, labels


def export(
    network: Network, path: Path, vocabulary: Sequence[str], settings: Settings
) -> None:
    """Write ``network`` to ``path``, weights in 8 bits, vocabulary and settings in."""
    with TemporaryDirectory() as folder:
        full, small = Path(folder) / "full.onnx", Path(folder) / "small.onnx"
        _write_graph(network, full)
        quantize_dynamic(
            full,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gemm"],
            nodes_to_exclude=_heads(full),
        )
        model = onnx.load(small)
    describe(model, vocabulary, settings)
    onnx.save(model, path)


def restate(path: Path, vocabulary: Sequence[str], settings: Settings) -> None:
    """Give a written model other settings."""
    model = onnx.load(path)
    describe(model, vocabulary, settings)
    onnx.save(model, path)


def describe(
    model: onnx.ModelProto, vocabulary: Sequence[str], settings: Settings
) -> None:
    """Put vocabulary and decoder settings into the model's own metadata."""
    values = {
        "vocabulary": "\n".join(vocabulary),
        "settings": json.dumps(asdict(settings)),
    }
    del model.metadata_props[:]
    onnx.helper.set_model_props(model, values)


def _write_graph(network: Network, path: Path) -> None:
    count = 12
    example = (
        torch.ones(1, count + 2, dtype=torch.long),
        torch.zeros(1, count + 2, 3, dtype=torch.long),
        torch.arange(1, count + 1).unsqueeze(0),
        torch.zeros(1, count, dtype=torch.long),
        torch.tensor(0.0),
    )
    small = deepcopy(network)
    small.encoder.pieces = SmallTable(network.encoder.pieces)
    torch.onnx.export(
        Graph(small).eval(),
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes={k: v for k, v in (INPUTS | OUTPUTS).items() if v},
        opset_version=20,
        dynamo=False,
    )


def _heads(path: Path) -> list[str]:
    """The nodes outside of the encoder's layers: small, and better left exact."""
    graph = onnx.load(path, load_external_data=False).graph
    names = [node.name for node in graph.node if node.op_type in {"MatMul", "Gemm"}]
    return [name for name in names if "/layers." not in name]
