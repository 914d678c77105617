"""Corrections in the text of one article: what they cost in keys and in time."""

from playwright.sync_api import Page, expect

from tests.bench.desk import TIMES, Act, Desk

ARTICLE = 100
_PLACE = """([paragraph, word]) => {
  const place = document.getElementById(paragraph);
  place.scrollIntoView({ block: "center" });
  const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.data.indexOf(word);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walk.currentNode, at);
    range.setEnd(walk.currentNode, at + word.length);
    const { x, y, width, height } = range.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  }
}"""

_STATE = """Array.from(document.querySelectorAll(".text mark"),
  (mark) => `${mark.dataset.s} ${mark.textContent}`).join("|")"""


def edit(page: Page) -> list[Act]:
    """Add a missed statement and move an end, each many times and each with its undo."""
    page.goto(f"/articles/{ARTICLE}/")
    desk = _Text(page)
    desk.propose(1)  # loads the language pipeline
    page.keyboard.press("Escape")
    proposed = Act("propose a missed statement: 1 drag and", 1)
    added = Act("… and add it with cue and source", 2)
    border = Act("fix a border by a word", 1)
    undone = Act("undo either of these", 1)
    for number in range(1, TIMES + 1):
        desk.add(number, proposed, added)
        desk.undo(undone)
        desk.move(number, border)
        desk.undo(undone)
    return [proposed, added, border, undone]


class _Text(Desk):
    at = ("/missed/", "/borders/", "/undo/")

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.state = self._state()

    def propose(self, number: int) -> None:
        """Select a sentence of a paragraph, which no statement holds, and press m."""
        for act, word in (("down", "rained"), ("up", "while")):
            x, y = self.page.evaluate(_PLACE, [f"p{number}", word])
            self.page.mouse.move(x, y, steps=3)
            getattr(self.page.mouse, act)()
        self.press("m")
        expect(self.page.locator("#add-missed")).to_be_focused(timeout=60_000)

    def add(self, number: int, proposed: Act, added: Act) -> None:
        self.start()
        self.propose(number)
        self.note(proposed)
        self.press("Enter")
        self._changed()
        self.note(added)

    def move(self, number: int, act: Act) -> None:
        self.page.locator(f"#p{number} a.num").first.click()
        self.page.locator(".card.chosen").focus()
        self.start()
        self.press("Shift+W")
        self._changed()
        self.note(act)

    def undo(self, act: Act) -> None:
        self.start()
        self.press("z")
        self._changed()
        self.note(act)

    def _changed(self) -> None:
        """Wait until the text shows what was done."""
        self.page.wait_for_function(f"before => {_STATE} !== before", arg=self.state)
        expect(self.page.locator("#numbers")).to_have_count(0)
        self.state = self._state()

    def _state(self) -> str:
        state: str = self.page.evaluate(_STATE)
        return state
