"""Chromium for the walks; a message of error in its console fails the test."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from articles.models import Article
from tests.browser.desk import editor_of_text, ferry, log_in

_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
_ON_MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Playwright keeps a loop in this thread; no query of ours runs inside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")


def _executable() -> str:
    """Return the Chromium of this machine; CHROMIUM names one elsewhere."""
    named = os.environ.get("CHROMIUM")
    found = [named, *map(shutil.which, _NAMES), _ON_MACOS]
    for path in found:
        if path and Path(path).exists():
            return path
    pytest.fail("No Chromium: install chromium or Google Chrome, or set CHROMIUM.")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_executable(), args=[*_FLAGS, *root]
        )
        yield browser
        browser.close()


@pytest.fixture
def console_errors() -> Iterator[list[str]]:
    """Errors of the pages; a test that provokes one looks at it and clears the list."""
    errors: list[str] = []
    yield errors
    assert not errors


@pytest.fixture
def new_page(
    browser: Browser, live_server, console_errors
) -> Iterator[Callable[..., Page]]:
    """Open a page with an empty profile: ``new_page(java_script_enabled=False)``."""
    contexts = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            console_errors.append(message.text)

    def open_page(**options) -> Page:
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", note)
        page.on("pageerror", lambda error: console_errors.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture
def editor(live_server) -> User:
    return editor_of_text()


@pytest.fixture
def article(editor) -> Article:
    return ferry()


@pytest.fixture
def desk(page: Page, article, editor) -> Page:
    """The article's page, open before an editor."""
    return log_in(page, editor, article.get_absolute_url())
