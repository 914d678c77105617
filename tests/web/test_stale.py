"""A form with the token of another log-in: told in words, with nothing lost."""

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db

TEXT = "“The pier is open,” harbour master Ada Quill said."


@pytest.fixture
def strict() -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.editor())
    return client


@pytest.mark.parametrize("address", ["/articles/add/", "/articles/preview/"])
def test_a_paste_is_kept(strict: Client, address: str) -> None:
    response = strict.post(address, {"text": TEXT, "title": "Pier opens"})
    page = response.content.decode()
    assert response.status_code == 403
    assert TEXT in page and "Pier opens" in page and "press Save again" in page


def test_the_page_that_keeps_it_can_be_saved(strict: Client) -> None:
    page = strict.post("/articles/add/", {"text": TEXT}).content.decode()
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    saved = strict.post("/articles/add/", {"text": TEXT, "csrfmiddlewaretoken": token})
    assert saved.status_code == 302


def test_an_act_loads_its_page_anew(strict: Client) -> None:
    quote = factories.statement()
    address = f"/quotes/{quote.pk}/confirm/"
    part = strict.post(address, {"version": 1}, headers={"HX-Request": "true"})
    assert part.headers["HX-Refresh"] == "true"
    page = strict.post(address, {"version": 1})
    assert page.status_code == 403 and "out of date" in page.content.decode()
    quote.refresh_from_db()
    assert quote.version == 1
