"""What ``../shared`` gives to measure with: lines of JSON, and scorers."""

import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Read a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def load(path: Path) -> ModuleType:
    """Load a scorer's file as a module, so that its own rules can be used."""
    spec = spec_from_file_location(f"{path.parent.name}_score", path)
    assert spec is not None and spec.loader is not None  # the path is a Python file
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
