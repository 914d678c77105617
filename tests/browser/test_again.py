"""An administrator's walk: an article is read again, the report agreed to, reverted."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from articles import extraction, ingest
from articles.extraction import Source, Span, Statement
from tests import factories

TEXT = "“The ferry is late,” Ilse Brandt said."
FOUND = Statement(
    kind="direct",
    content=(Span(1, 18),),
    cue=(Span(33, 37),),
    source=Source("person", Span(21, 32), "Ilse Brandt", "Ilse Brandt"),
)


@pytest.fixture
def extractor(monkeypatch):
    monkeypatch.setattr(extraction, "extract", lambda text, **told: [FOUND])
    ingest._extracted.cache_clear()
    yield
    ingest._extracted.cache_clear()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_new_reading_is_looked_at_written_and_reverted(
    live_server, new_page, extractor, script
):
    User.objects.create_superuser("chief", password="pass-it-on")
    quote = factories.statement(TEXT, speaker_title="harbour master")
    page = new_page(java_script_enabled=script)
    page.goto(f"/login/?next=/articles/{quote.article_id}/")
    page.fill("[name=username]", "chief")
    page.fill("[name=password]", "pass-it-on")
    page.press("[name=password]", "Enter")
    page.click("text=run extraction again")
    expect(page.locator(".differences")).to_contain_text(
        "title: harbour master → nothing"
    )
    page.fill("[name=why]", "Titles are read better")
    page.click("text=Write what is ticked")
    expect(page.locator(".messages")).to_contain_text("1 article was set right")
    expect(page.locator("main")).to_contain_text("Titles are read better")
    quote.refresh_from_db()
    assert quote.speaker_title == ""
    page.click("button:text-is('Revert')")
    expect(page.locator(".messages")).to_contain_text("Reverted")
    quote.refresh_from_db()
    assert quote.speaker_title == "harbour master"
