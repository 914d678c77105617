"""An article on an editor's screen, and how one selects and drags in it."""

from django.contrib.auth.models import Permission, User
from playwright.sync_api import Locator, Page

from articles.models import Article, Quote
from tests import factories

TEXT = """Ferry late 🎉👍🏿

“The ferry is late,” cafe\u0301 owner Ada Quill said on Monday 🙂. She added that nobody \
had told the crews of it. Mayor Omar Nasser said the city would pay for a new pier.

“By Wednesday it was full.

“We opened two more,” said Rashida Conteh."""


def editor_of_text() -> User:
    """One who may correct and do nothing else."""
    user = User.objects.create_user("vera", password="pass-it-on")
    user.user_permissions.set(Permission.objects.filter(codename="change_quote"))
    return user


def ferry() -> Article:
    """An article with characters of all lengths, and its first statement."""
    home = factories.article(TEXT, title="Ferry late")
    factories.statement(
        content="The ferry is late,",
        source="cafe\u0301 owner Ada Quill",
        speaker=factories.speaker("Ada Quill"),
        within=home,
    )
    return home


def log_in(page: Page, editor: User, path: str) -> Page:
    page.goto(f"/login/?next={path}")
    page.fill("[name=username]", editor.username)
    page.fill("[name=password]", "pass-it-on")
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"**{path}")
    return page


def card(page: Page, quote: Quote) -> Locator:
    return page.locator(f"#q{quote.pk}")


def drag(page: Page, first: str, last: str = "") -> None:
    """Select with the mouse from within the word ``first`` to within ``last``."""
    place(page, first)  # scrolls it into sight
    x, y, width = place(page, first)
    page.mouse.move(x + width * 0.3, y)
    page.mouse.down()
    x, y, width = place(page, last or first)
    page.mouse.move(x + width * 0.7, y, steps=4)
    page.mouse.up()


def place(page: Page, word: str) -> tuple[float, float, float]:
    """The left end, middle height and width of the first place of a word."""
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
            return [x, y + height / 2, width];
          }
        }""",
        word,
    )
    return place[0], place[1], place[2]


def words_of(quote: Quote) -> list[str]:
    text = Article.objects.get(pk=quote.article_id).text
    return [text[start:end] for start, end in Quote.objects.get(pk=quote.pk).content]
