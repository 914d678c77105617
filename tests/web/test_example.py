"""The paste that must work: two articles, their statements, and how they are found."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from articles import ingest
from articles.ingest import Details
from articles.models import Article, Quote

EXAMPLE = Path(__file__).parents[3] / "shared/examples/us-officials.txt"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.model,
    pytest.mark.skipif(not EXAMPLE.exists(), reason="../shared is not here"),
]


def found(client: Client, **filters: str) -> list[Quote]:
    """The statements that the first page shows under these filters."""
    shown: list[Quote] = client.get("/", filters).context["listing"].statements
    return shown


@pytest.fixture
def articles() -> list[Article]:
    paste = EXAMPLE.read_text(encoding="utf-8")
    details = Details(published_on=date(2024, 10, 9))
    return ingest.take_in(paste, details, by=None).articles


def test_one_paste_gives_two_articles(articles: list[Article]) -> None:
    assert [article.title for article in articles] == [
        "US Loses Trust in Israel Over Iran",
        "No Ceasefire Deal Before Biden Leaves Office!",
    ]
    assert all(article.quotes.count() >= 10 for article in articles)


def test_unnamed_officials_of_a_country_are_found(
    articles: list[Article], client: Client
) -> None:
    listed = found(client, source="anonymous", country="United States")
    assert len(listed) >= 5
    assert {quote.article for quote in listed} == set(articles)
    countries = {quote.anonymous and quote.anonymous.country for quote in listed}
    assert countries == {"United States"}


def test_what_came_through_a_relay_is_found(
    articles: list[Article], client: Client
) -> None:
    listed = found(client, through="axios")
    assert len(listed) >= 3
    chains = [[relay.outlet.name for relay in quote.relays.all()] for quote in listed]
    assert all("Axios" in chain for chain in chains)
    assert ["Axios", "Anadolu"] in chains
