"""An editor's walks through an article's text: adding what was missed, moving ends."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission, User
from playwright.sync_api import Page, expect

from articles import history
from articles.models import Article, Quote
from tests import factories

TEXT = """Ferry late 🎉👍🏿

“The ferry is late,” cafe\u0301 owner Ada Quill said on Monday 🙂. She added that nobody \
had told the crews of it. Mayor Omar Nasser said the city would pay for a new pier.

“By Wednesday it was full.

“We opened two more,” said Rashida Conteh."""


@pytest.fixture
def editor(live_server) -> User:
    user = User.objects.create_user("vera", password="pass-it-on")
    user.user_permissions.set(Permission.objects.filter(codename="change_quote"))
    return user


@pytest.fixture
def article(editor) -> Article:
    home = factories.article(TEXT, title="Ferry late")
    factories.statement(
        content="The ferry is late,", source="café owner Ada Quill".replace("é", "e\u0301"),
        speaker=factories.speaker("Ada Quill"), within=home,
    )  # fmt: skip
    return home


@pytest.fixture
def desk(page: Page, article, editor) -> Page:
    """The article's page, open before an editor."""
    return log_in(page, editor, article.get_absolute_url())


def log_in(page: Page, editor: User, path: str) -> Page:
    page.goto(f"/login/?next={path}")
    page.fill("[name=username]", editor.username)
    page.fill("[name=password]", "pass-it-on")
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"**{path}")
    return page


def card(page: Page, quote: Quote):
    return page.locator(f"#q{quote.pk}")


def drag(page: Page, first: str, last: str = "") -> None:
    """Select with the mouse from within the word ``first`` to within ``last``."""
    _middle(page, first)  # scrolls it into sight
    start, end = (_middle(page, word) for word in (first, last or first))
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()


def _middle(page: Page, word: str) -> tuple[float, float]:
    """The middle of the first place where a word stands in the text."""
    place = page.evaluate(
        """(word) => {
          const walk = document.createTreeWalker(document.querySelector(".text"), 4);
          while (walk.nextNode()) {
            const at = walk.currentNode.data.indexOf(word);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(walk.currentNode, at);
            range.setEnd(walk.currentNode, at + word.length);
            const seen = range.getBoundingClientRect();
            if (seen.top < 0 || seen.bottom > innerHeight) {
              walk.currentNode.parentElement.scrollIntoView({ block: "center" });
            }
            const { x, y, width, height } = range.getBoundingClientRect();
            return [x + width / 2, y + height / 2];
          }
        }""",
        word,
    )
    return place[0], place[1]


def words_of(quote: Quote) -> list[str]:
    text = Article.objects.get(pk=quote.article_id).text
    return [text[start:end] for start, end in Quote.objects.get(pk=quote.pk).content]


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
