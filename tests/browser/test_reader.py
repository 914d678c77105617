"""A reader's walk: filter by clicking, go back, reload, share the link."""

import re
from contextlib import suppress
from datetime import date

import pytest
from playwright.sync_api import Error, Page, expect

from tests.factories import speaker, statement

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def newsroom(live_server):
    """Statements by named and unnamed sources, two of them through Axios."""
    for number, through in enumerate([[("Axios", "told")], [("Axios", "told")], None]):
        statement(
            f"Officials {number} said that the port is sold.",
            "the port is sold",
            source=f"Officials {number}",
            kind="indirect",
            unnamed={"country": "United States", "count_min": 2},
            through=through,
            on=date(2025, 3, number + 1),
        )
    statement(on=date(2024, 6, 10), speaker_title="mayor")
    statement(
        "“No,” Sean O’Neill said.", "No", source="Sean O’Neill", by="Coast Courier"
    )


def expect_statements(page: Page, number: int) -> None:
    expect(page.locator("article.statement")).to_have_count(number)
    expect(page.locator("#found + p")).to_contain_text(f"{number} in {number} article")


def test_filter_by_clicking_back_forward_reload_and_shared_link(page, new_page):
    page.goto("/")
    page.evaluate("window.stayed = true")
    expect_statements(page, 5)
    page.get_by_role("link", name="Unnamed 3").click()
    expect_statements(page, 3)
    page.get_by_role("link", name="Axios 2").click()
    expect_statements(page, 2)
    expect(page).to_have_url(re.compile(r"/\?source=anonymous&through=axios$"))
    assert page.evaluate("window.stayed"), "the page was loaded anew"

    page.go_back()
    expect_statements(page, 3)
    expect(page.locator(".masthead")).to_have_count(1)
    page.go_back()
    expect_statements(page, 5)
    expect(page.locator(".chip")).to_have_count(0)
    page.go_forward()
    page.go_forward()
    expect_statements(page, 2)
    page.reload()
    expect_statements(page, 2)

    other = new_page()
    other.goto(page.url)
    expect_statements(other, 2)
    assert (
        other.locator("#statements").inner_text()
        == page.locator("#statements").inner_text()
    )
    other.locator(".chip", has_text="Axios").click()
    expect_statements(other, 3)
    other.get_by_role("link", name="clear all").click()
    expect_statements(other, 5)
    expect(other).to_have_url(re.compile(r"/$"))


def test_the_page_that_was_gone_to_last_is_shown_though_another_comes_later(page):
    page.goto("/")
    page.get_by_role("link", name="Unnamed 3").click()
    expect_statements(page, 3)
    page.get_by_role("link", name="Axios 2").click()
    expect_statements(page, 2)
    page.go_back()
    expect_statements(page, 3)
    page.go_back()
    expect_statements(page, 5)
    held = []
    page.route(re.compile(r"/\?source=anonymous$"), lambda route: held.append(route))
    page.go_forward()
    page.go_forward()
    expect_statements(page, 2)
    for route in held:
        with suppress(Error):  # nobody waits for it any more
            route.continue_()
    page.wait_for_timeout(500)
    assert held
    expect_statements(page, 2)


def test_back_from_another_page_gives_the_whole_page(page):
    page.goto("/")
    page.get_by_role("link", name="Ilse Brandt 1").click()
    expect_statements(page, 1)
    page.locator(".who a", has_text="Ilse Brandt").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ilse Brandt")
    page.go_back()
    expect_statements(page, 1)
    expect(page.locator(".masthead")).to_be_visible()
    page.go_back()
    expect_statements(page, 5)


def test_search_dates_and_speaker_keep_each_other(page):
    page.goto("/")
    page.get_by_role("searchbox").fill("port")
    page.keyboard.press("Enter")
    expect_statements(page, 3)
    page.get_by_label("From").fill("2025-03-02")
    expect_statements(page, 2)
    expect(page).to_have_url(re.compile(r"/\?q=port&since=2025-03-02$"))
    expect(page.get_by_role("searchbox")).to_have_value("port")
    page.locator(".chip", has_text="port").click()
    expect_statements(page, 3)
    expect(page.get_by_role("searchbox")).to_have_value("")
    page.get_by_label("To", exact=True).fill("2024-01-01")
    expect(page.get_by_role("alert")).to_contain_text("The first day lies after")
    expect(page.locator("article.statement")).to_have_count(0)


def test_speaker_by_type_ahead(page):
    page.goto("/")
    page.get_by_label("Another speaker’s name").press_sequentially("o'n")
    expect(page.locator("datalist option")).to_have_attribute("value", "Sean O’Neill")
    page.get_by_label("Another speaker’s name").fill("Sean O’Neill")
    page.keyboard.press("Enter")
    expect_statements(page, 1)
    expect(page.locator(".chip")).to_contain_text("Sean O’Neill")


def test_keyboard_alone(page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    link = page.get_by_role("link", name="Unnamed 3")
    for _ in range(20):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect_statements(page, 3)
    chosen = page.get_by_role("link", name="Unnamed 3")
    expect(chosen).to_be_focused()
    expect(chosen).to_have_attribute("aria-current", "true")
    expect(page.locator("#announcement")).to_contain_text("3 in 3 articles")
    page.keyboard.press("Enter")
    expect_statements(page, 5)


def test_without_javascript(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="Axios 2").click()
    expect_statements(page, 2)
    page.get_by_role("searchbox").fill("officials")
    page.get_by_role("button", name="Find").click()
    expect_statements(page, 2)
    page.get_by_label("From").fill("2025-03-02")
    page.get_by_role("button", name="Show").click()
    expect_statements(page, 1)
    page.locator(".chip", has_text="Axios").click()
    expect_statements(page, 2)
    page.get_by_role("link", name="clear all").click()
    page.get_by_label("Another speaker’s name").fill("ilse brandt")
    page.get_by_role("button", name="Show").click()
    expect_statements(page, 1)


def test_narrow_page_folds_the_filters(new_page):
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto("/?source=anonymous")
    link = page.get_by_role("link", name="Axios 2")
    expect(link).to_be_hidden()
    page.get_by_text("Filters: Unnamed").click()
    link.click()
    expect_statements(page, 2)
    expect(page.get_by_role("link", name="Axios 2")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_letters_and_names_of_speakers(page):
    speaker("Ada Nowhere")
    page.goto("/speakers/")
    page.get_by_role("searchbox").fill("bra")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/speakers/\?q=bra$"))
    page.get_by_role("link", name="Ilse Brandt").click()
    expect(page.locator(".titles")).to_contain_text("mayor")
    page.get_by_role("link", name="Direct 1").click()
    expect(page).to_have_url(re.compile(r"/speakers/ilse-brandt/\?wording=direct$"))
    expect_statements(page, 1)


def test_nothing_of_an_article_is_run(page):
    nasty = "<img src=x onerror=alert(1)> & more,"
    statement(f"“{nasty}” said Ola Bergland.", nasty, source="Ola Bergland")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto("/?q=bergland")
    expect(page.locator("mark")).to_have_text(nasty)
    expect(page.locator("article img")).to_have_count(0)
