"""Word lists and small tables that reading a source needs, one file a table."""

from functools import cache
from importlib.resources import files


@cache
def words(table: str) -> frozenset[str]:
    """Every word of ``table``.txt; lines that start with # are remarks."""
    lines = _lines(f"{table}.txt")
    return frozenset(word.strip() for line in lines for word in line.split(","))


@cache
def rows(table: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``table``.tsv, each a tuple of its columns."""
    return tuple(tuple(line.split("\t")) for line in _lines(f"{table}.tsv"))


def listed(text: str) -> frozenset[str]:
    """The words of a short list that stands in the code itself."""
    return frozenset(text.split())


def _lines(name: str) -> list[str]:
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
