"""What extraction finds today in articles that are stored."""

from collections.abc import Iterable

from articles import extraction
from articles.extraction import Statement
from articles.models import Article


def read(articles: Iterable[Article]) -> list[tuple[Article, list[Statement]]]:
    """Extract anew from these articles, as they were extracted when taken in."""
    articles = list(articles)
    asked = [
        extraction.Article(
            one.text, one.outlet.name if one.outlet else None, one.published_on
        )
        for one in articles
    ]
    return list(zip(articles, extraction.extract_all(asked), strict=True))
