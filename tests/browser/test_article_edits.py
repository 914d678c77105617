"""An editor's walks through an article's text: adding what was missed, moving ends."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Dialog, Page, expect

from articles import annotate, history
from articles.models import Quote
from tests import factories
from tests.browser.desk import card, drag, log_in, words_of


@pytest.mark.model
def test_a_missed_statement_takes_a_drag_and_two_keys(desk: Page, article):
    drag(desk, "nobody", "crews")
    expect(desk.locator("#selected")).to_be_visible()
    desk.keyboard.press("m")
    expect(desk.locator("#add-missed")).to_be_focused(timeout=30_000)
    expect(desk.locator("#missed .who")).to_contain_text("Ada Quill")
    desk.keyboard.press("Enter")
    expect(desk.locator(".card")).to_have_count(2)
    added = article.quotes.latest("pk")
    expect(card(desk, added)).to_be_focused()
    expect(card(desk, added)).to_contain_text("confirmed by an editor")
    expect(desk.locator("#missed")).to_be_empty()
    assert words_of(added) == ["nobody had told the crews"]
    assert str(added.speaker) == "Ada Quill"
    mark = desk.locator(f".mark-content[data-s='{added.pk}']")
    expect(mark).to_have_text("nobody had told the crews")
    desk.keyboard.press("z")
    expect(desk.locator(".card")).to_have_count(1)
    expect(mark).to_have_count(0)


@pytest.mark.model
def test_keys_go_on_from_where_one_was(desk: Page, article):
    later = factories.statement(
        content="the city would pay", source="Mayor Omar Nasser", within=article
    )
    desk.reload()
    desk.keyboard.press("j")
    desk.keyboard.press("Escape")
    expect(desk.locator(".card.chosen")).to_have_count(0)
    desk.keyboard.press("j")
    expect(card(desk, later)).to_be_focused()

    drag(desk, "nobody", "crews")
    desk.keyboard.press("m")
    expect(desk.locator("#add-missed")).to_be_focused(timeout=30_000)
    desk.keyboard.press("Enter")
    expect(desk.locator(".card")).to_have_count(3)
    desk.keyboard.press("z")
    expect(desk.locator(".card")).to_have_count(2)
    desk.keyboard.press("j")  # to the one behind that which is gone
    expect(card(desk, later)).to_be_focused()


@pytest.mark.model
def test_pieces_across_paragraphs_behind_emoji_do_not_drift(desk: Page, article):
    drag(desk, "Wednesday")
    desk.keyboard.press("+")
    expect(desk.locator("#said")).to_have_text("1 kept. Select the next piece.")
    drag(desk, "full", "opened")
    desk.keyboard.press("m")
    expect(desk.locator("#add-missed")).to_be_focused(timeout=30_000)
    expect(desk.locator("#missed .who")).to_contain_text("Rashida Conteh")
    desk.keyboard.press("Enter")
    expect(desk.locator(".card")).to_have_count(2)
    added = article.quotes.latest("pk")
    assert words_of(added) == ["Wednesday", "full.\n\n“We opened"]
    lit = desk.locator(f".mark-content[data-s='{added.pk}']")
    expect(lit).to_have_text(["Wednesday", "full.", "“We opened"])
    expect(lit.first).to_have_class(re.compile("lit"))


def test_ends_move_by_keys_and_nothing_jumps(desk: Page, article):
    quote = article.quotes.get()
    mark = desk.locator(".mark-content")
    desk.keyboard.press("j")
    expect(card(desk, quote)).to_be_focused()
    top = card(desk, quote).bounding_box()
    for key in ("Shift+W", "Shift+W", "w"):  # faster than the server answers
        desk.keyboard.press(key)
    expect(mark).to_have_text("The ferry is")
    expect(card(desk, quote)).to_be_focused()
    expect(desk.locator("#said")).to_have_text(
        "Statement 1: words up to “The ferry is”."
    )
    now = card(desk, quote).bounding_box()
    assert now and top and now["y"] == top["y"]
    for key in ("a", "Shift+F"):
        desk.keyboard.press(key)
    expect(desk.locator(".mark-cue")).to_have_text(["Quill", " said"])
    expect(desk.locator(".mark-source")).to_have_text(["owner Ada", "Quill"])
    for _ in range(5):
        desk.keyboard.press("z")
    expect(mark).to_have_text("The ferry is late,")
    expect(card(desk, quote)).to_contain_text("not reviewed")
    assert [act.act for act in history.of(quote)][:5] == ["undone"] * 5


def test_a_part_is_what_is_selected(desk: Page, article):
    quote = article.quotes.get()
    desk.keyboard.press("j")
    drag(desk, "said", "Monday")
    expect(desk.locator("#selected")).to_contain_text("its cue")
    desk.keyboard.press("2")
    expect(desk.locator(".mark-cue")).to_have_text("said on Monday")
    expect(card(desk, quote)).to_be_focused()
    drag(desk, "Ada", "Quill")
    desk.get_by_role("button", name="its source").click()
    expect(desk.locator(".mark-source")).to_have_text("Ada Quill")
    expect(desk.locator("#selected")).to_be_hidden()


def test_forms_open_by_keys_where_keys_are_letters(
    desk: Page, article, console_errors: list[str]
):
    quote = article.quotes.get()
    own = card(desk, quote)
    desk.keyboard.press("j")
    desk.keyboard.press("d")
    expect(own.locator("[name=note]")).to_be_focused()
    desk.keyboard.type("zero crews jeered")
    desk.keyboard.press("Enter")
    expect(own).to_contain_text("Disputed: zero crews jeered")
    expect(own).to_be_focused()
    desk.keyboard.press("i")
    own.get_by_label("Hedges").fill("allegedly")
    own.get_by_role("button", name="Save").click()
    expect(own.get_by_role("alert")).to_have_text(
        "The article does not say “allegedly”."
    )
    expect(own.get_by_role("alert")).to_be_focused()
    expect(own.get_by_label("Hedges")).to_have_value("allegedly")
    own.get_by_label("Hedges").fill("")
    own.get_by_label("When, in its words").fill("on Monday")
    own.get_by_role("button", name="Save").click()
    expect(own).to_contain_text("said 9 Jun 2025")
    expect(own).to_be_focused()
    desk.keyboard.press("e")
    own.get_by_role("button", name="Words: end a word later").click()
    expect(desk.locator(".mark-content")).to_have_text(
        ["“The ferry is late,” ", "cafe\u0301"]
    )
    expect(own.locator("form.borders")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(own.locator("form.borders")).to_have_count(0)
    assert ["422" in error for error in console_errors] == [True]
    console_errors.clear()


@pytest.mark.parametrize(
    ("at", "leave"),
    [("article", "key"), ("article", "button"), ("statement", "button")],
)
def test_nothing_takes_the_place_of_what_was_typed(desk: Page, article, at, leave):
    quote = article.quotes.get()
    own = card(desk, quote)
    desk.keyboard.press("j")
    if at == "statement":
        desk.goto(quote.get_absolute_url())
        own = desk.locator("#statement")
    own.get_by_role("link", name="Details").click()
    field = own.get_by_label("Hedges")
    expect(own.locator("form.details-of")).to_be_visible()
    own.get_by_role("link", name="Ends").click()  # nothing was typed: it may go
    expect(own.locator("form.borders")).to_be_visible()
    own.get_by_role("link", name="Details").click()
    field.fill("reportedly")
    for control in ["Confirm", "Ends", "Reject"]:
        own.locator(".acts > .button", has_text=control).click()
        expect(desk.get_by_role("alert")).to_contain_text("First save what you typed")
        expect(field).to_be_focused()
        expect(field).to_have_value("reportedly")
    assert Quote.objects.get(pk=quote.pk).version == 1
    if leave == "key":
        desk.keyboard.press("Escape")
    else:  # as on a phone
        desk.get_by_role("button", name="leave it").click()
    expect(field).to_have_count(0)
    expect(desk.get_by_role("alert")).to_have_count(0)
    own.get_by_role("button", name="Confirm").click()
    expect(own).to_contain_text("confirmed")


def test_leaving_the_page_asks_about_what_was_typed(desk: Page, article):
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    desk.on("dialog", stay)
    desk.keyboard.press("j")
    desk.keyboard.press("d")
    note = desk.locator("[name=note]")
    expect(note).to_be_focused()
    desk.keyboard.type("The crews deny it")
    desk.get_by_role("link", name="Speakers").click()
    expect(note).to_have_value("The crews deny it")
    assert asked == ["beforeunload"]
    note.press("Escape")
    desk.get_by_role("link", name="Speakers").click()
    desk.wait_for_url("**/speakers/")
    assert asked == ["beforeunload"]


def test_a_new_speaker_and_all_of_a_mention(desk: Page, article):
    quote = article.quotes.get()
    other = factories.statement(
        content="nobody", source="She", cue="", within=article, speaker=quote.speaker
    )
    desk.reload()
    desk.keyboard.press("j")
    desk.keyboard.press("n")
    name = card(desk, quote).locator("[name=name]")
    expect(name).to_be_focused()
    card(desk, quote).get_by_label("and the other 1").check()
    name.fill("Bo Strand")
    expect(desk.locator("#choices")).to_have_attribute("data-for", "Bo Strand")
    name.press("Enter")
    expect(desk.locator("#said")).to_contain_text("Enter adds a new person")
    desk.keyboard.press("Enter")
    for one in (quote, other):
        expect(card(desk, one)).to_contain_text("Bo Strand")
    desk.keyboard.press("z")
    for one in (quote, other):
        expect(card(desk, one)).to_contain_text("Ada Quill")


def test_a_stale_key_is_refused_with_both_values(
    desk: Page, article, console_errors: list[str]
):
    quote = article.quotes.get()
    desk.keyboard.press("j")
    annotate.to_name(quote.pk, "Ruth Abara", version=1, by=factories.reader())
    desk.keyboard.press("w")
    conflict = card(desk, quote).get_by_role("alert")
    expect(conflict).to_contain_text("Ada Quill, not reviewed")
    expect(conflict).to_contain_text("Ruth Abara, corrected")
    expect(conflict).to_contain_text("move the end of the words by +1")
    desk.keyboard.press("w")  # there is nothing to move while that is open
    conflict.get_by_role("button", name="Do it all the same").click()
    expect(conflict).to_have_count(0)
    assert Quote.objects.get(pk=quote.pk).version == 3
    assert str(Quote.objects.get(pk=quote.pk).speaker) == "Ruth Abara"
    assert ["409" in error for error in console_errors] == [True]
    console_errors.clear()


def test_what_another_did_meanwhile_is_left_in_the_article(
    desk: Page, article, console_errors: list[str]
):
    quote = article.quotes.get()
    desk.keyboard.press("j")
    annotate.to_name(quote.pk, "Ruth Abara", version=1, by=factories.reader())
    desk.keyboard.press("c")
    desk.get_by_role("link", name="Leave it as it is now").click()
    expect(card(desk, quote)).to_contain_text("Ruth Abara")
    expect(card(desk, quote).get_by_role("alert")).to_have_count(0)
    assert "409" in console_errors.pop() and not console_errors
    expect(card(desk, quote)).to_be_focused()
    desk.keyboard.press("c")  # with what was seen now
    expect(card(desk, quote)).to_contain_text("confirmed by an editor")
    assert Quote.objects.get(pk=quote.pk).version == 3


def test_keys_that_are_switched_off_do_nothing(desk: Page, article):
    quote = article.quotes.get()
    desk.keyboard.press("?")
    desk.get_by_role("button", name="Switch keys off").click()
    expect(desk.locator(".beside[data-keys]")).to_have_count(0)
    card(desk, quote).click(position={"x": 6, "y": 6})
    expect(card(desk, quote)).to_be_focused()
    for key in "wcuxz":
        desk.keyboard.press(key)
    desk.wait_for_timeout(200)
    assert Quote.objects.get(pk=quote.pk).version == 1
    drag(desk, "nobody", "crews")
    desk.keyboard.press("m")
    expect(desk.locator("#selected")).to_be_visible()
    expect(desk.locator("#missed")).to_be_empty()


@pytest.mark.model
def test_all_of_it_without_javascript(
    new_page: Callable[..., Page], article, editor: User
):
    quote = article.quotes.get()
    page = new_page(java_script_enabled=False)
    log_in(page, editor, article.get_absolute_url())
    card(page, quote).get_by_role("link", name="Ends").click()
    for words in ("The ferry is", "The ferry"):
        page.get_by_role("button", name="Words: end a word earlier").click()
        expect(page.locator("[name=content-words]")).to_have_value(words)
    page.get_by_role("link", name="Back to the article").click()
    expect(page.locator(".mark-content")).to_have_text("The ferry")
    card(page, quote).get_by_role("link", name="Details").click()
    page.get_by_label("Stance").select_option("denies")
    page.get_by_role("button", name="Save").click()
    expect(card(page, quote)).to_contain_text("denies")
    page.get_by_role("link", name="Add one").click()
    page.fill("[name=words]", "nobody had told the crews")
    page.get_by_role("button", name="Go on").click(timeout=30_000)
    page.get_by_role("button", name="Add it").click()
    expect(page.locator(".card")).to_have_count(2)
    page.get_by_role("button", name="Undo", exact=True).first.click()
    expect(page.locator(".messages")).to_contain_text("Undone: added")
    expect(page.locator(".card")).to_have_count(1)
