"""Ends of a statement under the mouse, a finger and the arrow keys; sources by a key."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles import annotate
from articles.models import Quote
from tests import factories
from tests.browser.desk import card, log_in, place, words_of


def drag_handle(page: Page, name: str, to: str, at: float = 0.5) -> None:
    """Drag a handle onto a word of the text, its knob being above or below the line."""
    box = page.locator(f"[data-handle='{name}']").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    left, middle, width = place(page, to)
    line = y + (22 if ".start." in name else -22)  # the middle of its own line
    page.mouse.move(left + width * at, y + middle - line, steps=4)
    page.mouse.up()


def test_ends_are_dragged_to_words_and_nothing_jumps(desk: Page, article):
    quote = article.quotes.get()
    below = "document.querySelector('.text p:last-of-type').getBoundingClientRect().top"
    top = desk.evaluate(below)
    desk.keyboard.press("j")
    expect(desk.locator(".handle:visible")).to_have_count(6)
    assert desk.evaluate(below) == top
    drag_handle(desk, "content.end.0", "ferry")
    expect(desk.locator(".mark-content")).to_have_text("The ferry")
    expect(desk.locator("#said")).to_have_text("Statement 1: words up to “The ferry”.")
    handle = desk.locator("[data-handle='content.end.0']")
    expect(handle).to_be_focused()
    desk.keyboard.press("ArrowRight")
    expect(desk.locator(".mark-content")).to_have_text("The ferry is")
    expect(handle).to_be_focused()
    drag_handle(desk, "cue.end.0", "🙂", at=0.9)
    expect(desk.locator(".mark-cue")).to_have_text("said on Monday 🙂")
    drag_handle(desk, "source.start.0", "Ada", at=0.2)
    expect(desk.locator(".mark-source")).to_have_text("Ada Quill")
    assert desk.evaluate(below) == top
    expect(desk.locator("[data-handle='source.start.0']")).to_be_focused()
    desk.keyboard.press("c")  # a handle is the statement's own
    expect(card(desk, quote)).to_contain_text("confirmed by an editor")
    for _ in range(5):
        desk.keyboard.press("z")
    expect(card(desk, quote)).to_contain_text("not reviewed")
    assert words_of(quote) == ["The ferry is late,"]


def test_handles_stand_at_the_ends_whichever_way_words_run(page: Page, editor: User):
    """A paragraph that begins with an Arabic name runs from right to left."""
    text = "يوسف الحداد was there. “We close it,” said ألفا بيتا, who asked us to stay."
    home = factories.article(text, title="Closed")
    factories.statement(
        content="We close it,", source="ألفا بيتا", cue="said", within=home
    )
    log_in(page, editor, home.get_absolute_url())
    page.keyboard.press("j")
    for part, first_on_the_left in [
        ("content", True),
        ("cue", True),
        ("source", False),
    ]:
        mark = page.locator(f".mark-{part}").bounding_box()
        ends = [
            page.locator(f"[data-handle='{part}.{end}.0']").bounding_box()
            for end in ("start", "end")
        ]
        assert mark and all(ends)
        middles = [box["x"] + box["width"] / 2 for box in ends if box]
        sides = [mark["x"], mark["x"] + mark["width"]]
        wanted = sides if first_on_the_left else sides[::-1]
        assert middles == pytest.approx(wanted, abs=3), part


def test_a_drag_that_leads_nowhere_changes_nothing(desk: Page, article):
    quote = article.quotes.get()
    desk.keyboard.press("j")
    drag_handle(desk, "content.end.0", "late,", at=0.2)  # the word that it ends at
    box = desk.locator("[data-handle='content.end.0']").bounding_box()
    assert box
    desk.mouse.move(box["x"] + 12, box["y"] + 12)
    desk.mouse.down()
    desk.mouse.move(box["x"] - 60, box["y"] + 12, steps=3)
    expect(desk.locator(".reading.drawing")).to_have_count(1)
    desk.keyboard.press("Escape")
    expect(desk.locator(".reading.drawing")).to_have_count(0)
    desk.mouse.up()
    assert desk.locator("[data-handle='content.end.0']").bounding_box() == box
    desk.keyboard.press("Escape")
    expect(desk.locator(".handle")).to_have_count(0)
    desk.wait_for_timeout(200)
    assert Quote.objects.get(pk=quote.pk).version == 1


def test_a_stale_drag_shows_both_values_and_is_done_all_the_same(
    desk: Page, article, console_errors: list[str]
):
    quote = article.quotes.get()
    desk.keyboard.press("j")
    annotate.to_name(quote.pk, "Ruth Abara", version=1, by=factories.reader())
    drag_handle(desk, "content.end.0", "ferry")
    conflict = card(desk, quote).get_by_role("alert")
    expect(conflict).to_be_focused()
    expect(conflict).to_contain_text("between “The ferry” and “is late”")
    expect(desk.locator(".handle")).to_have_count(0)
    conflict.get_by_role("button", name="Do it all the same").click()
    expect(desk.locator(".mark-content")).to_have_text("The ferry")
    assert str(Quote.objects.get(pk=quote.pk).speaker) == "Ruth Abara"
    assert ["409" in error for error in console_errors] == [True]
    console_errors.clear()


def test_an_end_is_dragged_by_a_finger_on_a_phone(
    new_page: Callable[..., Page], article, editor: User
):
    size = {"width": 390, "height": 800}
    page = new_page(viewport=size, has_touch=True, is_mobile=True)
    log_in(page, editor, article.get_absolute_url())
    page.locator(".mark-content").tap()
    box = page.locator("[data-handle='content.end.0']").bounding_box()
    assert box
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        at = [{"x": x, "y": y} for x, y in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    left = place(page, "ferry is")[0]
    top = page.evaluate("scrollY")
    touch("touchStart", (x, y))
    for step in (0.3, 0.6, 1):
        touch("touchMove", (x + (left + 12 - x) * step, y))
    touch("touchEnd")
    expect(page.locator(".mark-content")).to_have_text("The ferry")
    assert page.evaluate("scrollY") == top
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_form_on_a_phone_leaves_the_words_in_sight(
    new_page: Callable[..., Page], article, editor: User
):
    page = new_page(viewport={"width": 390, "height": 520}, has_touch=True)
    log_in(page, editor, article.get_absolute_url())
    page.locator(".mark-content").tap()
    page.locator(".card").get_by_role("link", name="Ends").tap()
    expect(page.locator("form.borders")).to_be_visible()
    page.wait_for_function(
        """() => {
          const top = (found) => document.querySelector(found).getBoundingClientRect().top;
          return top(".num") > 0 && top(".num") + 40 < top(".card.chosen");
        }"""
    )


def test_unnamed_and_unknown_have_keys(desk: Page, article):
    quote = article.quotes.get()
    desk.keyboard.press("j")
    desk.keyboard.press("u")
    expect(desk.locator("#said")).to_contain_text("Ada Quill, unnamed.")
    expect(card(desk, quote)).to_have_class(re.compile("unnamed"))
    expect(card(desk, quote)).to_be_focused()
    desk.keyboard.press("x")
    expect(desk.locator("#said")).to_have_text(re.compile("^Statement 1: by "))
    expect(card(desk, quote)).not_to_have_class(re.compile("unnamed"))
    desk.keyboard.press("d")
    desk.keyboard.type("Ada awaits no ux")  # before its field has come
    note = card(desk, quote).locator("[name=note]")
    expect(note).to_have_value("Ada awaits no ux")
    desk.keyboard.press("Escape")
    for _ in range(2):
        desk.keyboard.press("z")
    expect(card(desk, quote)).to_contain_text("not reviewed")
    assert str(Quote.objects.get(pk=quote.pk).speaker) == "Ada Quill"


def test_an_outlet_goes_up_by_its_button_which_keeps_the_focus(desk: Page, article):
    quote = article.quotes.get()
    for position, name in enumerate(["Harbour Wire", "Coast Courier", "Radio Nord"]):
        quote.relays.create(
            position=position, outlet=factories.outlet(name), relation="told"
        )
    desk.keyboard.press("j")
    desk.keyboard.press("i")
    up = card(desk, quote).get_by_role("button", name="Radio Nord: one place up")
    up.focus()
    first = card(desk, quote).locator("[name=relays-0-outlet]")
    for version, name in enumerate(["Harbour Wire", "Radio Nord"], start=2):
        desk.keyboard.press("Enter")
        seen = card(desk, quote).locator("form.details-of [name=version]")
        expect(seen).to_have_value(str(version))
        expect(first).to_have_value(name)
        expect(up).to_be_focused()
    desk.keyboard.press("Enter")  # it is the first one now
    expect(up).to_have_attribute("aria-disabled", "true")
    assert Quote.objects.get(pk=quote.pk).version == 3
