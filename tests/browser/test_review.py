"""An editor's walk through the review queue: by keys alone, by mouse, without script."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission, User
from playwright.sync_api import Page, expect

from articles import annotate, review
from articles.models import Quote
from tests import factories

NAMES = ["Ada Quill", "Bo Strand", "Ilse Brandt", "Omar Nasser"]


def editor(name: str) -> User:
    """Somebody who may correct; the group of editors goes when tables are emptied."""
    user = User.objects.create_user(name, password="pass-it-on")
    user.user_permissions.add(Permission.objects.get(codename="change_quote"))
    return user


@pytest.fixture
def vera(live_server) -> User:
    return editor("vera")


@pytest.fixture
def quotes(vera) -> list[Quote]:
    """Four statements of one article, the first one the least certain."""
    home = factories.article(
        "\n\n".join(
            f"“The pier number {number} is safe,” {name} of the port said."
            for number, name in enumerate(NAMES)
        )
    )
    return [
        factories.statement(
            content=f"The pier number {number} is safe",
            source=name,
            within=home,
            attribution_confidence=0.2 + number / 10,
        )
        for number, name in enumerate(NAMES)
    ]


def log_in(page: Page, path: str = "/review/") -> None:
    page.goto(f"/login/?next={path}")
    page.fill("[name=username]", "vera")
    page.fill("[name=password]", "pass-it-on")
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"**{path}")


def expect_statement(page: Page, quote: Quote) -> None:
    expect(page.locator("mark").first).to_have_text(quote.text)
    expect(page.locator("#review")).not_to_have_attribute("aria-busy", "true")


def state(quote: Quote) -> tuple[str, str]:
    quote.refresh_from_db()
    return str(quote.speaker or quote.anonymous or quote.source_kind), quote.status


def test_each_act_is_one_key_and_z_takes_it_back(page: Page, quotes: list[Quote]):
    first, second, third, last = quotes
    log_in(page)
    for key, after in [
        ("c", ("Ada Quill", "confirmed")),
        ("r", ("Ada Quill", "rejected")),
        ("x", ("unknown", "corrected")),
        ("1", ("Bo Strand", "corrected")),
        ("u", ("Ada Quill", "corrected")),
    ]:
        expect_statement(page, first)
        page.keyboard.press(key)
        expect_statement(page, second)
        assert state(first) == after
        expect(page.locator("#announcement")).to_contain_text("Next: Bo Strand")
        page.keyboard.press("z")
        expect_statement(page, first)
        assert state(first) == ("Ada Quill", "machine")
        expect(page.locator("#done")).to_contain_text("Undone")
    page.keyboard.press("j")
    expect_statement(page, second)
    page.keyboard.press("k")
    expect_statement(page, first)
    page.go_back()
    expect_statement(page, second)


def test_a_name_is_typed_at_once_and_no_letter_is_lost(page: Page, quotes: list[Quote]):
    first, second, third, _ = quotes
    factories.statement(
        source="Ruth Abara", text="“No,” Ruth Abara said.", content="No"
    )
    log_in(page)
    expect_statement(page, first)
    page.keyboard.type("nabara")  # no pause after the key
    expect(page.locator("#name")).to_have_value("abara")
    expect(page.locator("#choices")).to_have_attribute("data-for", "abara")
    expect(page.locator("#choices button").first).to_contain_text("Ruth Abara")
    expect(page.locator("#announcement")).to_contain_text("1 found: Ruth Abara")
    page.keyboard.press("Enter")
    expect_statement(page, second)
    assert state(first) == ("Ruth Abara", "corrected")
    page.keyboard.press("/")
    page.keyboard.type("Kei Morita")
    expect(page.locator("#choices")).to_contain_text("Nobody here goes by “Kei Morita”")
    page.keyboard.press("Enter")  # does not make anybody yet
    expect(page.get_by_role("button", name="person", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect_statement(page, third)
    assert state(second) == ("Kei Morita", "corrected")


def test_letters_typed_while_the_next_one_comes_are_kept(
    page: Page, quotes: list[Quote]
):
    first, second, _, _ = quotes
    log_in(page)
    expect_statement(page, first)
    page.keyboard.type("cnstran")  # "n" and the name come before the answer does
    expect_statement(page, second)
    expect(page.locator("#name")).to_have_value("stran")
    expect(page.locator("#choices button").first).to_contain_text("Bo Strand")
    assert state(first)[1] == "confirmed"
    assert state(second)[1] == "machine"


def test_no_key_acts_in_a_field_with_modifiers_held_or_when_off(
    page: Page, quotes: list[Quote]
):
    first, second, _, _ = quotes
    log_in(page)
    expect_statement(page, first)
    page.keyboard.press("n")
    page.keyboard.type("crxuz123?")
    expect(page.locator("#name")).to_have_value("crxuz123?")
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+c")
    page.keyboard.press("Control+Alt+r")
    page.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'c', isComposing: true, bubbles: true}))"
    )
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'c', repeat: true, bubbles: true}))"
    )
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_have_attribute("open", "")
    expect(page.get_by_text("confirm and go on")).to_be_visible()
    page.get_by_role("button", name="Switch keys off").click()
    expect(page.get_by_text("Keys are off for you")).to_have_count(1)
    expect(page.locator("[aria-keyshortcuts]")).to_have_count(0)
    page.keyboard.press("c")
    page.keyboard.press("n")
    expect(page.locator("#name")).not_to_be_focused()
    expect_statement(page, first)
    assert state(first) == ("Ada Quill", "machine")


def test_what_the_editor_looks_at_does_not_move(page: Page, quotes: list[Quote]):
    first, second, _, _ = quotes
    log_in(page)
    expect_statement(page, first)
    before = page.locator("#confirm").bounding_box()
    page.locator("#confirm").click()
    expect_statement(page, second)
    assert page.locator("#confirm").bounding_box() == before
    expect(page.locator("#confirm")).to_be_focused()


def test_a_stale_act_keeps_what_was_typed(
    page: Page, quotes: list[Quote], console_errors: list[str]
):
    first, second, _, _ = quotes
    log_in(page)
    annotate.to_name(first.pk, "Ruth Abara", version=1, by=editor("mara"))
    page.keyboard.type("nKei Morita")
    expect(page.locator("#choices")).to_contain_text("Add “Kei Morita”")
    page.get_by_role("button", name="person", exact=True).click()
    conflict = page.locator(".conflict")
    expect(conflict).to_contain_text("Ruth Abara")
    expect(conflict).to_contain_text("Kei Morita")
    expect(conflict).to_be_focused()
    expect(page.locator("#name")).to_have_value("Kei Morita")
    conflict.get_by_role("button", name="Do it all the same").click()
    expect_statement(page, second)
    assert state(first) == ("Kei Morita", "corrected")
    assert ["409" in error for error in console_errors] == [True]
    console_errors.clear()


def test_nothing_takes_the_place_of_what_was_typed(page: Page, quotes: list[Quote]):
    first, second, _, _ = quotes
    log_in(page)
    page.keyboard.press("d")
    note = page.locator("#why")
    expect(note).to_be_focused()
    page.keyboard.type("She denies it")
    for control in ["Confirm", "Next", "Unnamed", "Undo my last"]:
        page.locator(".judging .button", has_text=control).click()
        expect(page.get_by_role("alert")).to_contain_text("First save what you typed")
        expect(note).to_be_focused()
    assert state(first)[1] == "machine"
    page.get_by_role("button", name="leave it").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    page.keyboard.press("d")
    expect(note).to_have_value("")
    page.keyboard.type("She denies it")
    page.keyboard.press("Enter")
    expect_statement(page, second)
    assert Quote.objects.get(pk=first.pk).dispute == "She denies it"


def test_without_javascript(new_page: Callable[..., Page], quotes: list[Quote]):
    first, second, third, last = quotes
    page = new_page(java_script_enabled=False)
    log_in(page)
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator("mark")).to_have_text(second.text)
    expect(page.locator(".messages")).to_contain_text("Confirmed: Ada Quill.")
    page.fill("#name", "nasser")
    page.press("#name", "Enter")  # looks for it, and judges nothing
    expect(page.locator("mark")).to_have_text(second.text)
    page.locator("#choices").get_by_role("button", name="Omar Nasser").click()
    expect(page.locator("mark")).to_have_text(third.text)
    assert state(second) == ("Omar Nasser", "corrected")
    page.get_by_role("button", name="Undo my last").click()
    expect(page.locator("mark")).to_have_text(second.text)
    assert state(second) == ("Bo Strand", "machine")
    page.get_by_role("link", name="Next").click()
    expect(page.locator("mark")).to_have_text(third.text)
    page.get_by_role("link", name="Back").click()
    expect(page.locator("mark")).to_have_text(second.text)
    page.get_by_text("Filter", exact=True).click()
    page.fill("#q", "number 3")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile("q=number"))
    expect(page.locator("mark")).to_have_text(last.text)


def test_two_editors_at_once(
    page: Page, new_page: Callable[..., Page], quotes: list[Quote]
):
    first, second, _, _ = quotes
    review.take(first.pk, by=editor("mara"))
    log_in(page)
    expect_statement(page, second)
