"""The list of outlets, and what one of them published, took from others and gave."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import article, outlet, statement

pytestmark = pytest.mark.django_db

OUTLETS = reverse("articles:outlets")
COURIER = reverse("articles:outlet", args=["coast-courier"])


@pytest.fixture
def papers():
    """The Courier prints what Axios was told; the Post prints what the Courier had."""
    axios, courier = ("Axios", "told"), ("Coast Courier", "reported")
    statement(by="Coast Courier", through=[axios])
    statement(by="Coast Courier", on=date(2024, 1, 1))
    statement(by="Coast Courier", status="rejected", through=[("Wrong Wire", "told")])
    statement(by="Inland Post", through=[axios, courier])
    article(by="Silent Sheet")


def test_list(client, papers):
    response = client.get(OUTLETS)
    found = {
        row.name: (row.published, row.statements, row.carried)
        for row in response.context["outlets"]
    }
    assert found == {
        "Axios": (0, 0, 2),
        "Coast Courier": (3, 2, 1),
        "Inland Post": (1, 1, 0),
        "Silent Sheet": (1, 0, 0),
        "Wrong Wire": (0, 0, 0),
    }


def test_outlet(client, papers):
    response = client.get(COURIER)
    text = response.content.decode()
    assert "3 articles with 2 statements" in text
    assert [(row.name, row.number) for row in response.context["taken_from"]] == [
        ("Axios", 1)
    ]
    assert [(row.name, row.number) for row in response.context["given_to"]] == [
        ("Inland Post", 1)
    ]
    assert response.context["listing"].counts.summary.statements == 2
    assert "/?through=coast-courier&amp;outlet=inland-post" in text


def test_outlets_statements_are_filtered_like_all_others(client, papers):
    response = client.get(f"{COURIER}?when=2024&outlet=inland-post")
    assert response.context["listing"].counts.summary.statements == 1
    fragment = client.get(f"{COURIER}?when=2024", headers={"HX-Request": "true"})
    assert fragment.content.decode().lstrip().startswith('<form class="listing"')


def test_unknown_outlet_and_wrong_method(client, papers):
    assert client.get(reverse("articles:outlet", args=["nobody"])).status_code == 404
    assert client.post(OUTLETS).status_code == client.post(COURIER).status_code == 405


def test_no_outlet_yet(client):
    assert "No outlet is known yet." in client.get(OUTLETS).content.decode()


def test_query_count_stays_as_rows_grow(client, papers, django_assert_max_num_queries):
    with django_assert_max_num_queries(3) as few:
        client.get(OUTLETS)
    with django_assert_max_num_queries(25):
        client.get(COURIER)
    for number in range(15):
        outlet(f"Paper {number}")
        statement(by="Coast Courier", through=[(f"Wire {number}", "told")])
        statement(by=f"Paper {number}", through=[("Coast Courier", "told")])
    with django_assert_max_num_queries(len(few)):
        client.get(OUTLETS)
    with django_assert_max_num_queries(25):
        client.get(COURIER)


@pytest.mark.django_db(transaction=True)
def test_numbers_are_remembered_until_something_is_written(client, papers):
    assert client.get(OUTLETS).context["outlets"][0].carried == 2
    assert client.get(OUTLETS).context["outlets"][0].carried == 2
    statement(by="Inland Post", through=[("Axios", "told")])
    assert client.get(OUTLETS).context["outlets"][0].carried == 3


def test_list_answers_htmx_too(client):
    assert client.get(OUTLETS, headers={"HX-Request": "true"}).status_code == 200


@pytest.mark.parametrize("page", ["outlets", "speakers"])
def test_an_address_that_no_row_can_have_is_not_found(client, page):
    assert client.get(f"/{page}/%00/").status_code == 404
