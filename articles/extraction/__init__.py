"""Who said what in a news article: ``extract(text)``. Plain Python over spaCy."""

from articles.extraction.pipeline import Article, extract, extract_all
from articles.extraction.text import boilerplate, clean, damaged
from articles.extraction.types import (
    Relay,
    SaidOn,
    Source,
    Span,
    Statement,
    Unnamed,
)

__all__ = [
    "Article",
    "Relay",
    "SaidOn",
    "Source",
    "Span",
    "Statement",
    "Unnamed",
    "boilerplate",
    "clean",
    "damaged",
    "extract",
    "extract_all",
]
