"""On a phone no page is wider than the screen, whatever the names in it."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles import annotate
from tests import factories
from tests.browser.desk import log_in

WIDTH = 390
LONG = "Featherstonehaugh-Cholmondeley-Theodorakopoulou-Venkataraman"


@pytest.fixture
def addresses(live_server) -> list[str]:
    """All pages that an administrator sees, about a name of no usual length."""
    quote = factories.statement(
        f"“No,” said {LONG}, the spokeswoman.", "No", source=LONG, by=f"{LONG} Post",
        speaker_title="the company’s spokeswoman",
    )  # fmt: skip
    editors = [User.objects.create_user(f"{LONG}{n}") for n in range(2)]
    annotate.confirm(quote.pk, version=1, by=editors[0])
    annotate.reject(quote.pk, version=2, by=editors[1])
    annotate.dispute(quote.pk, f"See www.{LONG}.example", version=3, by=editors[0])
    plain = (
        "statements articles add again speakers duplicates outlets review agreement"
        " history accounts own-account"
    )
    article, speaker = quote.article, quote.speaker
    return [
        *(reverse(f"articles:{name}") for name in plain.split()),
        article.get_absolute_url(),
        f"{article.get_absolute_url()}history/",
        *(f"/quotes/{quote.pk}/{act}" for act in ("", "source/", "borders/")),
        *(f"/quotes/{quote.pk}/{act}" for act in ("details/", "dispute/")),
        speaker.get_absolute_url(),
        *(f"{speaker.get_absolute_url()}{act}/" for act in ("edit", "merge", "split")),
        quote.outlet.get_absolute_url(),
    ]


def test_no_page_is_wider_than_a_phone(new_page, addresses: list[str]):
    page: Page = new_page(viewport={"width": WIDTH, "height": 800}, has_touch=True)
    chief = User.objects.create_superuser("chief", password="pass-it-on")
    log_in(page, chief, "/accounts/")
    expect(page.get_by_role("link", name="Accounts")).to_be_in_viewport(ratio=1)
    widths = {}
    for address in addresses:
        page.goto(address)
        widths[address] = page.evaluate("document.documentElement.scrollWidth")
    assert {a: w for a, w in widths.items() if w > WIDTH} == {}
