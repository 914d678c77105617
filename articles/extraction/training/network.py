"""The network: a small BERT encoder, a cue finder and a scorer of words per cue."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from articles.extraction.tagger.decoder import CLASSES, Labels
from articles.extraction.tagger.words import FEATURE_SIZES

REACH = 64


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network; the encoder's are MiniLM's, without its last layer.

    ``inner`` is what ships: a network is trained with MiniLM's 1,536 units first.
    """

    layers: int = 5
    width: int = 384
    heads: int = 12
    inner: int = 768
    vocabulary: int = 30522
    positions: int = 512
    pair: int = 192
    dropout: float = 0.1


class Layer(nn.Module):
    """One encoder layer; drop-out only at its end, since it costs time on a CPU."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.last_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Attend, then feed forward; ``mask`` is true where there is a piece."""
        x = self.norm(x + self.out(self._attend(x, mask)))
        inner = functional.gelu(self.up(x))
        out: Tensor = self.last_norm(x + self.dropout(self.down(inner)))
        return out

    def _attend(self, x: Tensor, mask: Tensor | None) -> Tensor:
        if torch.onnx.is_in_onnx_export():
            out: Tensor = FusedAttention.apply(*self.qkv(x).chunk(3, -1), self.heads)
            return out
        batch, length, width = x.shape
        qkv = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        mixed = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=mask
        )
        return mixed.transpose(1, 2).reshape(batch, length, width)


class FusedAttention(torch.autograd.Function):
    """Attention as the one operator that onnxruntime has for it; only to export."""

    @staticmethod
    def forward(_: Any, query: Tensor, *others: Any) -> Tensor:
        """Stand in for the operator while the graph is traced: shapes are all."""
        return query

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """Write the operator."""
        operator = "com.microsoft::MultiHeadAttention"
        out = graph.op(operator, query, key, value, num_heads_i=heads)
        return out.setType(query.type())


class SmallTable(nn.Module):
    """A table of vectors in 8 bits, each with a scale of its own."""

    rows: Tensor
    scale: Tensor

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        scale = table.weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (table.weight / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """Look the vectors up."""
        flat = ids.flatten()
        rows = self.rows.index_select(0, flat).float()
        out: Tensor = (rows * self.scale.index_select(0, flat)).view(*ids.shape, -1)
        return out


class Encoder(nn.Module):
    """Word pieces with the features of their words, to vectors.

    The vectors of the pieces themselves stay as they are: an article has words that
    training never saw, and they should stay comparable.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.pieces = nn.Embedding(shape.vocabulary, shape.width)
        self.pieces.weight.requires_grad_(False)
        self.positions = nn.Embedding(shape.positions, shape.width)
        tables = [nn.Embedding(size, shape.width) for size in FEATURE_SIZES]
        for table in tables:
            nn.init.normal_(table.weight, std=0.005)
        self.features = nn.ModuleList(tables)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        """Encode ``ids`` (batch, pieces) with ``features`` (batch, pieces, 3)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x: Tensor = self.pieces(ids) + self.positions(places)
        for number, table in enumerate(self.features):
            x = x + table(features[:, :, number])
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_pretrained(self, path: Path) -> None:
        """Take the weights of a BERT-like ``model.safetensors`` of the same width."""
        old = load_file(path)
        new = {
            "pieces.weight": old["embeddings.word_embeddings.weight"],
            "positions.weight": old["embeddings.position_embeddings.weight"]
            + old["embeddings.token_type_embeddings.weight"][0],
            **_renamed(old, "embeddings.LayerNorm", "norm"),
        }
        for number in range(len(self.layers)):
            new |= _layer_weights(old, number)
        missing = self.load_state_dict(new, strict=False).missing_keys
        if any(not name.startswith("features.") for name in missing):
            raise ValueError(f"{path} lacks weights: {missing}")


def _renamed(old: dict[str, Tensor], name: str, new: str) -> dict[str, Tensor]:
    return {f"{new}.{part}": old[f"{name}.{part}"] for part in ("weight", "bias")}


def _layer_weights(old: dict[str, Tensor], number: int) -> dict[str, Tensor]:
    base, new = f"encoder.layer.{number}", f"layers.{number}"
    attention = [f"{base}.attention.self.{n}" for n in ("query", "key", "value")]
    return {
        f"{new}.qkv.{part}": torch.cat([old[f"{name}.{part}"] for name in attention])
        for part in ("weight", "bias")
    } | {
        **_renamed(old, f"{base}.attention.output.dense", f"{new}.out"),
        **_renamed(old, f"{base}.attention.output.LayerNorm", f"{new}.norm"),
        **_renamed(old, f"{base}.intermediate.dense", f"{new}.up"),
        **_renamed(old, f"{base}.output.dense", f"{new}.down"),
        **_renamed(old, f"{base}.output.LayerNorm", f"{new}.last_norm"),
    }


class Network(nn.Module):
    """Finds cue words, and for each cue the words of its source and content."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.dropout = nn.Dropout(shape.dropout)
        self.finder = nn.Sequential(
            nn.Linear(shape.width, shape.pair),
            nn.GELU(),
            nn.Linear(shape.pair, CLASSES),
        )
        self.as_cue = nn.Linear(shape.width, shape.pair)
        self.as_word = nn.Linear(shape.width, shape.pair)
        self.distance = nn.Embedding(2 * REACH + 1, shape.pair)
        nn.init.normal_(self.distance.weight, std=0.1)
        self.label = nn.Linear(shape.pair, len(Labels))

    def encode(
        self, ids: Tensor, features: Tensor, first: Tensor, mask: Tensor | None
    ) -> Tensor:
        """Give one vector a word: that of its first piece."""
        hidden = self.encoder(ids, features, mask)
        index = first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        words: Tensor = self.dropout(hidden.gather(1, index))
        return words

    def score_pairs(
        self, words: Tensor, rows: Tensor, cues: Tensor, pairs: Tensor
    ) -> Tensor:
        """Score the labels of each pair of a cue and a word: (pairs, labels).

        Cue number ``n`` is the word ``cues[n]`` of the window ``rows[n]``; ``pairs``
        has one line a pair, the number of the cue and of the word in its window.
        """
        cue, word = pairs.unbind(1)
        steps = (word - cues[cue]).clamp(-REACH, REACH) + REACH
        mixed = (
            self.as_cue(words[rows, cues])[cue]
            + self.as_word(words)[rows[cue], word]
            + self.distance(steps)
        )
        scores: Tensor = self.label(functional.gelu(mixed))
        return scores


def pairs_of(paragraphs: Tensor, rows: Tensor, cues: Tensor) -> Tensor:
    """Pair each cue with all words of its paragraph, cue by cue: (pairs, 2)."""
    there = paragraphs[rows]
    return torch.nonzero(there == there.gather(1, cues.unsqueeze(1)))
