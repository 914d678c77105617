"""How the decoder decides: measured by training, stored in the model's file."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    """How the decoder decides; training measures them and stores them in the file."""

    limit: int = 254
    cue_floor: float = 0.05
    source_floor: float = 0.1
    lift: float = 2.0
    keep: float = 0.4
    keep_speech: float = 0.0
    bias: tuple[float, ...] = (0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0)
    content_weights: tuple[float, ...] = ()
    source_weights: tuple[float, ...] = ()


def read_settings(values: dict[str, Any]) -> Settings:
    """Make settings of their JSON form."""
    lists = {k: tuple(v) for k, v in values.items() if isinstance(v, list)}
    return Settings(**(values | lists))
