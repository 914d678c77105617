"""A session that ends, or is another one, while somebody is typing: nothing is lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.models import Quote
from tests.browser.desk import card, log_in


@pytest.fixture
def quote(article) -> Quote:
    found: Quote = article.quotes.get()
    return found


def dispute(page: Page, quote: Quote) -> Locator:
    """Open the form and type; return the field."""
    page.keyboard.press("j")
    page.keyboard.press("d")
    field = card(page, quote).locator("[name=note]")
    field.fill("The crews deny it")
    return field


def disputed(quote: Quote) -> str:
    return Quote.objects.get(pk=quote.pk).dispute


@pytest.fixture
def refused(console_errors: list[str]) -> Iterator[None]:
    """The browser tells of the refusal in its console, and of nothing else."""
    yield
    assert console_errors and all("401" in error for error in console_errors)
    console_errors.clear()


def test_logged_out_while_typing(desk: Page, editor, quote, refused):
    field = dispute(desk, quote)
    desk.context.clear_cookies(name="sessionid")
    field.press("Enter")
    notice = desk.get_by_role("alert")
    expect(notice).to_contain_text("You are logged out, and nothing was saved")
    expect(field).to_have_value("The crews deny it")
    assert not disputed(quote)

    with desk.context.expect_page() as opened:
        notice.get_by_role("link", name="log in").click()
    other = opened.value
    other.fill("[name=username]", editor.username)
    other.fill("[name=password]", "pass-it-on")
    other.press("[name=password]", "Enter")
    other.wait_for_url(f"**{quote.article.get_absolute_url()}")
    field.press("Enter")
    expect(card(desk, quote)).to_contain_text("disputed by an editor")
    expect(notice).to_have_count(0)
    assert disputed(quote) == "The crews deny it"


def test_logged_out_while_typing_where_a_page_is_sent(
    page: Page, editor, quote, refused
):
    edit = f"{quote.speaker.get_absolute_url()}edit/"
    log_in(page, editor, edit)
    page.get_by_label("Note").fill("“The” Quill, café & pier 🎉")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("nothing was saved")
    log_in(page.context.new_page(), editor, "/articles/")
    page.get_by_role("button", name="Send it again").click()
    page.wait_for_url(f"**{edit}")
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    expect(page.get_by_label("Note")).to_have_value("“The” Quill, café & pier 🎉")


def test_logged_in_anew_in_another_tab(desk: Page, editor, quote):
    field = dispute(desk, quote)
    other = desk.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="Log out").click()
    log_in(other, editor, "/articles/")
    field.press("Enter")
    expect(card(desk, quote)).to_contain_text("disputed by an editor")
    assert disputed(quote) == "The crews deny it"


def test_the_account_may_no_longer_do_it(desk: Page, editor, quote, refused):
    field = dispute(desk, quote)
    editor.user_permissions.clear()
    field.press("Enter")
    expect(desk.get_by_role("alert")).to_contain_text("Your account may not do that")
    expect(field).to_have_value("The crews deny it")
    assert not disputed(quote)


def test_logged_out_in_the_queue(page: Page, editor, quote, refused):
    log_in(page, editor, "/review/")
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("c")
    expect(page.get_by_role("alert")).to_contain_text("You are logged out")
    assert Quote.objects.get(pk=quote.pk).status == "machine"
    page.keyboard.press("n")  # the keys are alive, as before
    expect(page.locator("#name")).to_be_focused()
