"""What corrections cost an editor and the server, with 200,000 statements.

``make bench-workbench`` fills a data folder of its own with an invented archive, starts
Newsdesk on it, and works through the review queue and an article in Chromium.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect, sync_playwright

from tests.bench import text_desk
from tests.bench.desk import TIMES, Act, Desk

STATEMENTS = int(os.environ.get("STATEMENTS", 200_000))
SPEAKERS = int(os.environ.get("SPEAKERS", 20_000))
LETTERS = 5
SAMPLE = 200  # speakers who are looked for by name
_FLAGS = ["--disable-gpu", "--no-first-run", "--disable-background-networking"]


class Queue(Desk):
    """An editor at the review queue."""

    at = ("/review/",)

    @property
    def shown(self) -> str:
        return self.page.locator("[name=quote]").first.input_value()

    def do(self, act: Act, work: Callable[[], None]) -> None:
        """Do one act, wait for the next statement, and note what it took."""
        before = self.shown
        self.start()
        work()
        self._arrived(before)
        self.note(act)

    def go_on(self) -> None:
        """Go to another statement, without a judgement."""
        before = self.shown
        self.press("j")
        self._arrived(before)

    def _arrived(self, before: str) -> None:
        expect(self.page.locator("[name=quote]").first).not_to_have_value(before)
        expect(self.page.locator("#review")).not_to_have_attribute("aria-busy", "true")


def work_through(page: Page, names: dict[int, str]) -> list[Act]:
    """Do each act many times, each with its undo."""
    desk = Queue(page)
    undo = Act("undo any of these", 1)
    acts: list[Act] = [
        Act("confirm and go on", 1),
        Act("choose the right source among candidates", 1),
        Act("mark unnamed with the fields of the phrase", 1),
        Act("another known speaker", 2 + LETTERS),
    ]
    typed = iter(_typed_names(page, names))
    for _ in range(TIMES):
        for act, work in zip(
            acts,
            [
                lambda: desk.press("c"),
                lambda: desk.press("1"),
                lambda: desk.press("u"),
                lambda: _type_name(desk, *next(typed)),
            ],
            strict=True,
        ):
            desk.do(act, work)
            desk.do(undo, lambda: desk.press("z"))
        desk.go_on()
    return [*acts, undo]


def _type_name(desk: Queue, letters: str, name: str) -> None:
    desk.press("n")
    for letter in letters:
        desk.press(letter)
    first = desk.page.locator("#choices button").first
    expect(first).to_contain_text(name)
    desk.press("Enter")


def _typed_names(page: Page, names: dict[int, str]) -> Iterator[tuple[str, str]]:
    """Speakers whom few letters bring to the first place, with these letters."""
    for key, name in names.items():
        letters, _ = letters_to_first(page, key, name)
        if letters:
            yield letters, name


def letters_to_first(page: Page, key: int, name: str) -> tuple[str, bool]:
    """The fewest letters that put a speaker first, and whether five put it in sight."""
    given, family = name.split()
    in_sight = False
    for number in range(1, LETTERS + 1):
        for letters in (family[:number], f"{given[0]} {family}"[:number]):
            found = _found(page, letters.lower())
            in_sight = in_sight or key in found
            if found[:1] == [key]:
                return letters.lower(), True
    return "", in_sight


def _found(page: Page, letters: str) -> list[int]:
    start = time.perf_counter()
    answer = page.request.get("/suggest/choices/", params={"name": letters})
    LOOKS.append((1000 * (time.perf_counter() - start), letters))
    return [
        int(key) for key in re.findall(r'name="speaker" value="(\d+)"', answer.text())
    ]


LOOKS: list[tuple[float, str]] = []


def look_for(page: Page, names: dict[int, str]) -> str:
    """How many of the speakers five letters find, and how long a look takes."""
    LOOKS.clear()
    found = [letters_to_first(page, key, name) for key, name in names.items()]
    first = sum(bool(letters) for letters, _ in found)
    in_sight = sum(seen for _, seen in found)
    times = sorted(LOOKS)
    return (
        f"{len(names)} speakers of {SPEAKERS:,} looked for by {LETTERS} letters at most:"
        f" {first} come first, {in_sight} are in sight.\n"
        f"A look takes {times[len(times) // 2][0]:.1f} ms, 95 of 100 at most"
        f" {times[int(len(times) * 0.95)][0]:.1f} ms, the slowest {times[-1][0]:.1f} ms"
        f" (“{times[-1][1]}”), with Chromium's way there and back."
    )


def main() -> None:
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="newsdesk-") as data, _server(data) as at:
        names = _fill(data)
        print(
            f"{STATEMENTS:,} statements in the database after"
            f" {time.monotonic() - start:.0f} s",
            flush=True,
        )
        with _page(*at) as page:
            page.goto("/review/")
            few = dict(list(names.items())[:60])
            acts = work_through(page, few) + text_desk.edit(page)
            print(
                f"{'':<44}{'keys':>5}{'':>8}{'server':>8}{'slowest':>9}{'browser':>9}"
            )
            print("\n".join(act.row() for act in acts))
            print(look_for(page, names))
    print(f"All of it took {time.monotonic() - start:.0f} s.")


def _fill(data: str) -> dict[int, str]:
    """Invent the archive; give some of its speakers."""
    os.environ |= {"NEWSDESK_DATA": data, "DJANGO_SETTINGS_MODULE": "newsdesk.settings"}
    import django

    django.setup()
    from django.db import connection

    from tests.bench.archive import Archive, sample

    archive = Archive(STATEMENTS, SPEAKERS)
    archive.write()
    connection.close()
    return dict(sample(archive.names, SAMPLE))


@contextmanager
def _server(data: str) -> Iterator[tuple[str, str]]:
    """Newsdesk on this data folder: its address, and its administrator's password."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        env={**os.environ, "NEWSDESK_DATA": data, "PORT": str(port)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        password = ""
        for line in process.stdout or ():
            if found := re.search(r"password (\S+)", line):
                password = found[1]
            if "http://" in line:
                break
        yield f"http://127.0.0.1:{port}", password
    finally:
        process.terminate()
        process.wait(60)


@contextmanager
def _page(url: str, password: str) -> Iterator[Page]:
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    named = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=named, args=_FLAGS + root)
        page = browser.new_page(base_url=url)
        page.goto("/login/")
        page.fill("[name=username]", "admin")
        page.fill("[name=password]", password)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/")
        yield page
        browser.close()


if __name__ == "__main__":
    main()
