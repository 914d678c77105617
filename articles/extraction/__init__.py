"""Who said what in a news article: ``extract(text)``. Plain Python over spaCy."""

from typing import TYPE_CHECKING, Any

from articles.extraction.text import clean, damaged
from articles.extraction.types import (
    Relay,
    SaidOn,
    Source,
    Span,
    Statement,
    Unnamed,
)

if TYPE_CHECKING:
    from articles.extraction.pipeline import Article, extract, extract_all

__all__ = [
    "Article",
    "Relay",
    "SaidOn",
    "Source",
    "Span",
    "Statement",
    "Unnamed",
    "clean",
    "damaged",
    "extract",
    "extract_all",
]


def __getattr__(name: str) -> Any:
    """Import spaCy on first use: pages that only show spans start without it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from articles.extraction import pipeline

    return getattr(pipeline, name)
