"""What else a statement tells: changed, refused in words, stale."""

import html
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from psycopg.types.range import DateRange

from articles import annotate, history
from articles.models import Quote
from tests import factories
from tests.web.editing.ferry import HTMX, TEXT, now, send

pytestmark = pytest.mark.django_db


def form_of(desk: Client, quote: Quote, act: str = "details") -> dict[str, Any]:
    """The fields of a form as a browser would send them back."""
    page = desk.get(f"/quotes/{quote.pk}/{act}/").content.decode()
    fields = dict(re.findall(r'<input[^>]*?name="([^"]+)"(?: value="([^"]*)")?', page))
    for name, options in re.findall(
        r'<select name="([^"]+)".*?>(.*?)</select>', page, re.S
    ):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    for name in ("csrfmiddlewaretoken", "version", "on"):
        fields.pop(name, None)
    return {name: value or "" for name, value in fields.items()}


def test_details_are_changed_and_come_back(desk, quote):
    before = form_of(desk, quote)
    new = {
        "kind": "mixed",
        "polarity": "denies",
        "hedges": "reportedly",
        "speaker_title": "cafe\u0301 owner",
        "addressee": "Harbour Wire",
        "words": "on Monday",
        "relays-0-outlet": "Harbour Wire",
        "relays-0-relation": "told",
        "relays-0-words": "told Harbour Wire",
    }
    response = send(desk, quote, "details", **{**before, **new})
    assert response.status_code == 200, response.content.decode()
    changed = now(quote)
    assert (changed.kind, changed.polarity, changed.hedges) == (
        "mixed", "denies", ["reportedly"],
    )  # fmt: skip
    assert (changed.speaker_title, changed.addressee) == (
        "cafe\u0301 owner", "Harbour Wire",
    )  # fmt: skip
    day = changed.said_on.lower
    assert day.strftime("%A %Y-%m-%d") == "Monday 2025-06-09"
    [hop] = changed.relays.all()
    assert TEXT[hop.span.lower : hop.span.upper] == "told Harbour Wire"
    assert len(history.of(quote)) == 2  # one act
    desk.post(f"/articles/{quote.article_id}/undo/")
    back = now(quote)
    assert (back.kind, back.hedges, back.said_on, back.relays.count()) == (
        "direct", [], None, 0,
    )  # fmt: skip


def test_outlets_in_between_are_added_reordered_and_removed(desk, article):
    quote = factories.statement(
        content="The ferry is late,", source="Ada Quill", cue="told", within=article,
        through=[("Harbour Wire", "told"), ("Coast Courier", "according to")],
    )  # fmt: skip
    shown = desk.get(f"/quotes/{quote.pk}/details/").content.decode()
    for label in ("Outlet, line 1", "How, line 3", "Words of the text, line 3"):
        assert f'aria-label="{label}"' in shown
    form = form_of(desk, quote)
    up = send(desk, quote, "details", **form, up="1")
    assert [str(r.outlet) for r in quote.relays.all()] == [
        "Coast Courier",
        "Harbour Wire",
    ]
    page = up.content.decode()  # its form stays open, with the version that is now
    assert re.findall(r'name="version" value="(\d)"', page) == ["2", "2"]
    assert page.index("Coast Courier: one place down") < page.index("Harbour Wire: one")
    for nowhere in ({"down": "1"}, {"up": "0"}, {"up": "7"}):
        refused = send(desk, quote, "details", 2, **form, **nowhere)
        assert refused.status_code == 422 and now(quote).version == 2
    form = form_of(desk, quote)
    new = {
        "relays-0-outlet": "",
        "relays-2-outlet": "Radio Nord",
        "relays-2-relation": "cited",
    }
    send(desk, quote, "details", 2, **{**form, **new})
    assert [(str(r.outlet), r.relation) for r in quote.relays.all()] == [
        ("Harbour Wire", "told"), ("Radio Nord", "cited"),
    ]  # fmt: skip


def test_a_period_is_days_and_words(desk, quote):
    send(desk, quote, "details", first="2025-06-02", last="2025-06-08")
    assert now(quote).said_on == DateRange(date(2025, 6, 2), date(2025, 6, 9))
    for sent, message in [
        ({"first": "2025-06-09", "last": "2025-06-08"}, "before the first"),
        ({"words": "last Easter"}, "does not say"),
        ({"words": "nobody"}, "tells no day"),
        ({"first": "Monday"}, "not a date"),
        ({"hedges": "allegedly"}, "does not say"),
        ({"kind": "rumour"}, "Wording"),
        ({}, "Nothing was changed"),
        ({**form_of(desk, quote), "relays-0-relation": "told"}, "Nothing was changed"),
    ]:
        response = send(desk, quote, "details", 2, **sent)
        assert response.status_code == 422, sent
        assert message in response.content.decode(), sent
    assert now(quote).version == 2


def test_what_is_told_of_an_unnamed_source_is_this_statements_own(desk, article):
    def unnamed(content):
        return factories.statement(
            content=content, source="crews", cue="", within=article, unnamed={"count_min": 2},
        )  # fmt: skip

    quote, other = unnamed("The ferry is late,"), unnamed("nobody had told")
    Quote.objects.filter(pk=other.pk).update(anonymous=quote.anonymous)
    form = form_of(desk, quote)
    new = {
        "country": "Norway",
        "level": "senior",
        "count_max": "4",
        "terms": "nobody had told",
    }
    response = send(desk, quote, "details", **{**form, **new})
    assert response.status_code == 200, response.content.decode()
    source = now(quote).anonymous
    assert (source.country, source.level, source.count_min, source.count_max) == (
        "Norway", "senior", 2, 4,
    )  # fmt: skip
    assert now(other).anonymous.country == ""
    emptied = {**form_of(desk, quote), "terms": ""}
    send(desk, quote, "details", 2, **emptied)
    assert (now(quote).anonymous.terms, now(quote).anonymous.country) == ("", "Norway")


def test_a_stale_form_shows_both_values_and_overwrites_nothing_else(desk, quote):
    form = {**form_of(desk, quote), "polarity": "denies"}
    ruth = factories.editor()
    annotate.change(
        quote.pk,
        plain={"addressee": "Harbour Wire"},
        version=1,
        by=ruth,
        why="heard it",
    )
    refused = send(desk, quote, "details", **form)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert f"{ruth} changed this statement meanwhile" in page
    assert "told to: none" in page and "Harbour Wire" in page
    assert now(quote).polarity == "asserts"
    typed = dict(
        re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    )
    assert typed["polarity"] == "denies" and typed["version"] == "2"
    again = desk.post(f"/quotes/{quote.pk}/details/", typed, headers=HTMX)
    assert again.status_code == 200
    assert (now(quote).polarity, now(quote).addressee) == ("denies", "Harbour Wire")


@pytest.mark.parametrize(
    ("act", "typed", "told"),
    [
        (
            "details",
            {"polarity": "denies", "addressee": "the crews", "relays-0-outlet": "Axis"},
            ["Stance: denies", "Said to: the crews", "Came through: told Axis"],
        ),
        ("details", {"words": "on Monday"}, ["When, in its words: on Monday"]),
        ("dispute", {"note": "the crews deny it"}, ["dispute it: the crews deny it"]),
        (
            "source",
            {"as": "unnamed", "description": "a cook", "country": "Norway"},
            ["unnamed; In the article’s words: a cook; Country: Norway"],
        ),
    ],
)
def test_a_stale_form_tells_all_that_was_typed(desk, quote, act, typed, told):
    form = form_of(desk, quote) if act == "details" else {}
    annotate.confirm(quote.pk, version=1, by=factories.editor())
    refused = send(desk, quote, act, **{**form, **typed})
    wanted = refused.content.decode().partition("You wanted")[2].partition("</dd>")[0]
    assert refused.status_code == 409
    for words in told:
        assert words in html.unescape(wanted)
    assert now(quote).status == "confirmed"
