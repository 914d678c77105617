"""What extraction finds today in articles that are stored."""

from collections.abc import Iterable
from datetime import date

from articles import extraction, ingest
from articles.extraction import Statement
from articles.models import Article


def read(articles: Iterable[Article]) -> list[tuple[Article, list[Statement]]]:
    """Extract anew from these articles, as they were extracted when taken in."""
    articles = list(articles)
    asked = [extraction.Article(*_told(one)) for one in articles]
    return list(zip(articles, extraction.extract_all(asked), strict=True))


def read_once(articles: Iterable[Article]) -> list[tuple[Article, list[Statement]]]:
    """The same for a few articles, remembered for when they are written."""
    return [(one, list(ingest.statements_of(*_told(one)))) for one in articles]


def _told(article: Article) -> tuple[str, str | None, date | None]:
    outlet = article.outlet.name if article.outlet else None
    return article.text, outlet, article.published_on
