"""Running extraction again over HTTP: who may, which articles, the report, the button."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import annotate, extraction, ingest
from articles.extraction import Source, Span, Statement
from articles.models import Quote, Status
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = "“The ferry is late,” Ilse Brandt said. “It rains,” she added."
ILSE = Source("person", Span(21, 32), "Ilse Brandt", "Ilse Brandt")
FERRY = Statement("direct", (Span(1, 18),), (Span(33, 37),), ILSE)
RAIN = Statement("direct", (Span(40, 48),), (Span(55, 60),), ILSE)
PAGE = "/articles/again/"


@pytest.fixture
def found(monkeypatch):
    """What extraction finds: the ferry as it is, and the rain said by somebody else."""
    statements = [FERRY, RAIN]
    monkeypatch.setattr(extraction, "extract", lambda text, **told: statements)
    monkeypatch.setattr(extraction, "clean", lambda text: text)
    ingest._extracted.cache_clear()
    yield statements
    ingest._extracted.cache_clear()


@pytest.fixture
def chief():
    client = Client()
    client.force_login(User.objects.create_superuser("chief"))
    return client


@pytest.fixture
def editor():
    return factories.editor()


@pytest.fixture
def home():
    return taken_in("Inland Post")


def taken_in(outlet, title="The ferry is late"):
    home = factories.article(TEXT, by=outlet, title=title)
    factories.statement(within=home)
    factories.statement(
        content="It rains", cue="added", source="Ilse Brandt", within=home,
        speaker=factories.speaker("Bo Strand"), source_name="Bo Strand",
    )  # fmt: skip
    return home


def shown(response):
    """The reports on a page, as their boxes send them."""
    return re.findall(r'value="([0-9]+:[0-9a-f]{64})"', body(response))


def body(response):
    return response.content.decode()


def sources():
    return list(Quote.objects.order_by("pk").values_list("text", "speaker__name"))


def test_only_administrators_may(found, home, editor):
    client = Client()
    assert client.get(PAGE).headers["Location"] == "/login/?next=/articles/again/"
    client.force_login(editor)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"seen": "1:x"}).status_code == 403
    assert PAGE not in body(client.get(home.get_absolute_url()))
    assert PAGE not in body(client.get("/articles/"))


def test_the_way_there_leads_over_the_article_and_the_list(found, home, chief):
    link = f"{PAGE}?article={home.pk}"
    assert link in body(chief.get(home.get_absolute_url()))
    assert PAGE in body(chief.get("/articles/"))
    assert shown(chief.get(link))
    assert not shown(chief.get(PAGE))  # not all of them by mistake


def test_a_report_is_read_then_written_and_reverted_as_one(found, home, chief):
    before = sources()
    page = chief.get(PAGE, {"article": home.pk})
    assert "<del>Bo Strand</del>" in body(page)
    assert "<ins>Ilse Brandt</ins>" in body(page)
    assert sources() == before
    done = chief.post(
        f"{PAGE}?article={home.pk}", {"seen": shown(page), "why": "A new tagger"}
    )
    assert sources() == [
        ("The ferry is late", "Ilse Brandt"),
        ("It rains", "Ilse Brandt"),
    ]
    entry = chief.get(done.headers["Location"])
    assert "Extracted again" in body(entry) and "A new tagger" in body(entry)
    assert "1 article was set right" in body(entry)
    assert "Nothing would change in" in body(chief.get(PAGE, {"article": home.pk}))
    chief.post(done.headers["Location"])
    assert sources() == before


def test_a_stale_report_is_shown_anew_and_nothing_is_written(
    found, home, chief, editor
):
    other = taken_in("Coast", "The quay")
    page = chief.get(PAGE, {"since": "2025-01-01"})
    rain = home.quotes.get(text="It rains")
    annotate.dispute(rain.pk, "Who was it?", version=1, by=editor)
    ferry = home.quotes.get(text="The ferry is late")
    Quote.objects.filter(pk=ferry.pk).update(speaker_title="mayor")
    before = sources()
    refused = chief.post(PAGE + "?since=2025-01-01", {"seen": shown(page), "why": "So"})
    assert refused.status_code == 409
    assert "changed since this report was made. Nothing was written" in body(refused)
    assert 'value="So"' in body(refused)
    assert sources() == before
    again = chief.post(PAGE + "?since=2025-01-01", {"seen": shown(refused)})
    assert again.status_code == 302
    rain.refresh_from_db()
    assert (rain.status, str(rain.speaker)) == (Status.DISPUTED, "Bo Strand")
    assert str(other.quotes.get(text="It rains").speaker) == "Ilse Brandt"


def test_only_what_is_ticked_is_written(found, home, chief):
    other = taken_in("Coast", "The quay")
    page = chief.get(PAGE, {"since": "2025-01-01"})
    ticked = [one for one in shown(page) if one.startswith(f"{other.pk}:")]
    chief.post(PAGE, {"seen": ticked})
    assert str(other.quotes.get(text="It rains").speaker) == "Ilse Brandt"
    assert str(home.quotes.get(text="It rains").speaker) == "Bo Strand"


@pytest.mark.parametrize(
    "seen", [[], ["x"], ["1"], ["99999999999999999999:1"], ["²:1"], ["999999999:1"]]
)
def test_nothing_or_nonsense_ticked_is_told(found, home, chief, seen):
    response = chief.post(f"{PAGE}?article={home.pk}", {"seen": seen})
    assert response.status_code == 409
    assert "No article is chosen" in body(response)


def test_a_forged_report_is_refused(found, home, chief):
    response = chief.post(f"{PAGE}?article={home.pk}", {"seen": f"{home.pk}:0"})
    assert response.status_code == 409
    assert "Bo Strand" in dict(sources()).values()


def test_articles_are_chosen_by_outlet_day_and_number_ten_a_page(found, home, chief):
    others = [taken_in("Coast", f"Quay {number}") for number in range(12)]
    assert len(shown(chief.get(PAGE, {"outlet": "coast"}))) == 10
    second = chief.get(PAGE, {"outlet": "coast", "page": "2"})
    assert len(shown(second)) == 2
    assert "Articles 11–12 of 12" in body(second)
    numbers = f"{home.pk}, {others[3].pk}"
    assert len(shown(chief.get(PAGE, {"article": numbers}))) == 2
    assert "No article is like this" in body(chief.get(PAGE, {"since": "2026-01-01"}))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ({"article": "12, x"}, "“x” is no number of an article"),
        ({"article": "9" * 30}, "is no number of an article"),
        ({"outlet": "nowhere"}, "Select a valid choice"),
        ({"outlet": "a\0b"}, "Null characters"),
        ({"since": "yesterday"}, "valid date"),
    ],
)
def test_a_wrong_choice_is_told(found, home, chief, address, words):
    response = chief.get(PAGE, address)
    assert response.status_code == 422
    assert words in body(response)
    assert not shown(response)


def test_an_empty_form_asks_for_all(found, home, chief):
    """Its button alone, since the pages' script leaves empty fields out."""
    assert 'name="show" value="report"' in body(chief.get(PAGE))
    assert len(shown(chief.get(PAGE, {"show": "report"}))) == 1
