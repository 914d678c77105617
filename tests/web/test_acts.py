"""What editors do to a statement, over HTTP: in place, without JavaScript, refused."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from articles import annotate, history
from articles.models import AnonymousSource, Quote, Speaker
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = "“The pier is safe,” Ada Quill said.\n\n“It is not,” two officials said."


@pytest.fixture
def vera():
    return factories.editor()


@pytest.fixture
def quote():
    return factories.statement(TEXT, "The pier is safe", source="Ada Quill")


@pytest.fixture
def editor(vera):
    client = Client()
    client.force_login(vera)
    return client


def url(quote, act):
    return f"/quotes/{quote.pk}/{act}/"


def post(client, quote, act, *, htmx=False, **data):
    headers = {"HX-Request": "true"} if htmx else {}
    sent = {"version": quote.version, **data}
    return client.post(url(quote, act), sent, headers=headers)


def state(quote):
    quote = Quote.objects.select_related("speaker", "anonymous").get(pk=quote.pk)
    return quote.source_kind, str(quote.speaker or quote.anonymous or ""), quote.status


BEFORE = ("person", "Ada Quill", "machine")
UNNAMED = {
    "as": "unnamed",
    "description": "two port officials",
    "count_min": 2,
    "count_max": 2,
    "country": "Norway",
    "organisation": "Port authority",
    "level": "senior",
    "tenure": "unstated",
}
ACTS = [
    ("confirm", {}, ("person", "Ada Quill", "confirmed")),
    ("reject", {}, ("person", "Ada Quill", "rejected")),
    (
        "source",
        {"name": " Bo  Strand", "kind": "person"},
        ("person", "Bo Strand", "corrected"),
    ),
    (
        "source",
        {"name": "Port\x00 authority", "kind": "organisation"},
        ("organisation", "Port authority", "corrected"),
    ),
    ("source", {"candidate": "Bo Strand"}, ("person", "Bo Strand", "corrected")),
    ("source", UNNAMED, ("anonymous", "two port officials", "corrected")),
    ("source", {"as": "unknown"}, ("unknown", "", "corrected")),
]


@pytest.mark.parametrize(("act", "data", "after"), ACTS)
@pytest.mark.parametrize("on", ["quote", "article"])
def test_an_act_without_javascript_comes_back_to_the_page_and_is_undone(
    editor, quote, act, data, after, on
):
    response = post(editor, quote, act, on=on, why="on the tape", **data)
    place = {
        "quote": quote.get_absolute_url(),
        "article": f"{quote.article.get_absolute_url()}#q{quote.pk}",
    }
    assert (response.status_code, response["Location"]) == (302, place[on])
    assert state(quote) == after
    assert history.of(quote)[0].why == "on the tape"
    page = editor.get(quote.get_absolute_url()).content.decode()
    assert "on the tape" in page and "/undo/" in page
    quote.refresh_from_db()
    assert post(editor, quote, "undo", on=on).status_code == 302
    assert state(quote) == BEFORE
    page = editor.get(quote.get_absolute_url()).content.decode()
    assert "undone since" in page and "/undo/" not in page


@pytest.mark.parametrize(("act", "data", "after"), ACTS)
def test_in_an_article_the_card_and_the_marks_change_in_place(
    editor, quote, act, data, after
):
    response = post(editor, quote, act, htmx=True, on="article", **data)
    body = response.content.decode()
    assert response.status_code == 200
    assert "<html" not in body
    assert body.lstrip().startswith(f'<li id="q{quote.pk}"')
    assert 'name="version" value="2"' in body
    assert re.findall(r'<p id="(p\d)"[^>]* hx-swap-oob="true"', body) == ["p1"]
    assert ("mark-rejected" in body) is (act == "reject")
    assert ('class="mark-source unnamed"' in body) is (data.get("as") == "unnamed")
    assert state(quote) == after


def test_on_its_own_page_the_statement_changes_in_place(editor, quote):
    body = post(editor, quote, "confirm", htmx=True, on="quote").content.decode()
    assert body.lstrip().startswith('<div id="statement"')
    assert "<html" not in body and "confirmed" in body
    assert "data-announce>Statement 1: confirmed.<" in body
    looked_at = editor.get(quote.get_absolute_url()).content.decode()
    assert "data-announce" not in looked_at


def test_all_that_is_known_of_an_unnamed_source_is_kept(editor, quote):
    post(editor, quote, "source", **UNNAMED)
    row = AnonymousSource.objects.get(article=quote.article)
    told = {name: getattr(row, name) for name in UNNAMED if name != "as"}
    assert told == {name: value for name, value in UNNAMED.items() if name != "as"}


def test_a_known_speaker_by_choice_and_through_a_merge(editor, quote):
    known = factories.speaker("Bo Strand")
    gone = Speaker.objects.create(name="B.", slug="b", kind="person", merged_into=known)
    post(editor, quote, "source", speaker=gone.pk)
    assert state(quote)[1] == "Bo Strand"


def test_the_form_for_another_source(editor, quote):
    factories.statement(
        content="It is not", source="two officials", within=quote.article,
        speaker=factories.speaker("Mira Holm"),
    )  # fmt: skip
    Quote.objects.filter(pk=quote.pk).update(candidates=["Ada Quist"])
    page = editor.get(url(quote, "source")).content.decode()
    assert "<html" in page and "Who said it?" in page
    assert 'name="candidate" value="Ada Quist"' in page
    assert re.search('name="speaker" value="[0-9]+">Mira Holm', page)
    part = editor.get(
        url(quote, "source") + "?on=article", headers={"HX-Request": "true"}
    ).content.decode()
    assert "<html" not in part and part.lstrip().startswith('<form class="source"')
    assert f'hx-target="#q{quote.pk}"' in part


def test_the_form_keeps_the_version_that_the_editor_saw(editor, quote):
    annotate.confirm(quote.pk, version=1, by=factories.editor())
    seen = {"on": "article", "version": 1}
    part = editor.get(url(quote, "source"), seen, headers={"HX-Request": "true"})
    assert 'name="version" value="1"' in part.content.decode()
    page = editor.get(url(quote, "source"))
    assert 'name="version" value="2"' in page.content.decode()
    response = post(editor, quote, "source", htmx=True, on="article", candidate="Bo S")
    assert response.status_code == 409


def test_type_ahead_over_names_and_other_names(
    editor, quote, django_assert_num_queries: DjangoAssertNumQueries
):
    zoe = factories.speaker("Zoë Łukasik")
    zoe.names.create(name="Captain Marsh")
    factories.statement(source="Z. Łukasik", text="Z. Łukasik said The ferry is late",
                        speaker=zoe, speaker_title="port captain")  # fmt: skip
    for typed in ("zoe", "LUKA", "captain ma", "marsh"):
        found = editor.get(
            reverse("articles:choices"), {"name": typed}, headers={"HX-Request": "true"}
        ).content.decode()
        assert found.lstrip().startswith('<ul class="matches" id="choices"')
        assert f'value="{zoe.pk}"' in found
        assert "port captain · 1 statement · also Captain Marsh<" in found
        assert f"Add “{typed}” as a new" in found
    for nonsense in ("%", "a:* & !b", "\x00", "'; drop", "‮", "x" * 5000):
        sent = {"name": nonsense}
        assert editor.get(url(quote, "source"), sent).status_code == 200


def test_finding_without_javascript_keeps_what_was_typed(editor, quote):
    zoe = factories.speaker("Zoë Łukasik")
    body = post(
        editor, quote, "source", **{"as": "find"}, name="zoe", why="a hunch"
    ).content.decode()
    assert f'name="speaker" value="{zoe.pk}"' in body
    assert 'value="zoe"' in body and 'value="a hunch"' in body
    assert state(quote) == BEFORE


@pytest.mark.parametrize(("act", "data"), [(act, data) for act, data, _ in ACTS])
@pytest.mark.parametrize("htmx", [False, True])
def test_a_stale_act_shows_both_values_and_keeps_what_was_typed(
    editor, quote, act, data, htmx
):
    bo = factories.editor()
    annotate.to_name(quote.pk, "Ruth Abara", version=1, by=bo, why="heard it")
    sent = {"why": "my reason", **data}
    response = post(editor, quote, act, htmx=htmx, on="article", **sent)
    body = response.content.decode()
    assert response.status_code == 409
    assert ("<html" in body) is not htmx
    for told in ("Ada Quill, not reviewed", "Ruth Abara, corrected", str(bo)):
        assert told in body
    typed = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', body))
    assert {name: str(value) for name, value in sent.items()}.items() <= typed.items()
    assert typed["version"] == "2"
    assert state(quote) == ("person", "Ruth Abara", "corrected")
    again = editor.post(url(quote, act), {**sent, "version": typed["version"]})
    assert again.status_code == 302
    assert state(quote)[2] != "machine" and Quote.objects.get(pk=quote.pk).version == 3


def test_a_second_click_does_nothing_twice(editor, quote):
    assert post(editor, quote, "confirm").status_code == 302
    assert post(editor, quote, "confirm").status_code == 409
    assert len(history.of(quote)) == 2


@pytest.mark.parametrize(
    ("act", "data", "message"),
    [
        ("undo", {}, "There is nothing to undo"),
        ("source", {}, "Choose who said it"),
        ("source", {"name": "  ", "kind": "person"}, "Type the name"),
        ("source", {"name": "x" * 301, "kind": "person"}, "at most 300"),
        ("source", {"name": "Bo", "kind": "ghost"}, "not one of the available"),
        ("source", {"speaker": "999999"}, "no such speaker any more"),
        ("source", {"speaker": "x"}, "whole number"),
        ("source", {**UNNAMED, "count_max": 1}, "below the smallest"),
        ("source", {**UNNAMED, "count_min": "many"}, "whole number"),
        ("source", {**UNNAMED, "count_min": 0}, "greater than or equal to 1"),
        ("source", {**UNNAMED, "count_max": 10**12}, "less than or equal to"),
        ("source", {**UNNAMED, "level": "royal"}, "not one of the available"),
        ("confirm", {"version": "x"}, "Reload the page"),
        ("confirm", {"version": ""}, "Reload the page"),
        ("confirm", {"version": 10**12}, "Reload the page"),
        ("confirm", {"why": "x" * 1001}, "reason is too long"),
    ],
)
@pytest.mark.parametrize("on", ["quote", "article"])
def test_nonsense_is_refused_in_words_and_changes_nothing(
    editor, quote, act, data, message, on
):
    for htmx in (False, True):
        sent = {"panel": "open", **data}  # as every form that opens sends
        response = post(editor, quote, act, htmx=htmx, on=on, **sent)
        body = response.content.decode()
        assert response.status_code == 422
        assert message in body
        if data.get("description"):
            assert "two port officials" in body and 'value="Norway"' in body
    assert state(quote) == BEFORE
    assert len(history.of(quote)) == 1


@pytest.mark.parametrize(("act", "data", "after"), ACTS)
def test_only_editors_may(client, quote, act, data, after):
    response = post(client, quote, act, **data)
    assert response.status_code == 401 and "logged out" in response.content.decode()
    client.force_login(factories.reader())
    assert post(client, quote, act, **data).status_code == 403
    assert client.get(url(quote, "source")).status_code == 403
    assert state(quote) == BEFORE


def test_a_session_that_ended_leads_to_the_login_and_back(client, quote):
    here = f"http://testserver{quote.article.get_absolute_url()}"
    login = f"/login/?next={quote.article.get_absolute_url()}"
    headers = {"HX-Request": "true", "Referer": here}
    panel = client.get(url(quote, "source"), headers=headers)
    assert panel["HX-Redirect"] == login
    headers["Referer"] = "http://evil.example/"
    away = client.get(url(quote, "source"), headers=headers)
    assert away["HX-Redirect"] == "/login/?next=/"


@pytest.mark.parametrize(("act", "data", "after"), ACTS)
def test_a_form_stays_on_the_screen_when_its_session_has_ended(
    client, quote, act, data, after
):
    """What was typed is lost where a page is left, or where an answer takes its place."""
    here = f"http://testserver{quote.article.get_absolute_url()}"
    headers = {"HX-Request": "true", "Referer": here}
    sent = {"version": quote.version, **data}
    nobody = client.post(url(quote, act), sent, headers=headers)
    client.force_login(factories.reader())
    reader = client.post(url(quote, act), sent, headers=headers)
    for response, words in [
        (nobody, f'href="/login/?next={quote.article.get_absolute_url()}"'),
        (reader, "Your account may not do that"),
    ]:
        body = response.content.decode()
        assert response.status_code == 401 and "HX-Redirect" not in response
        assert words in body and "<html" not in body
    assert state(quote) == BEFORE


def test_wrong_method_unknown_act_unknown_statement(editor, quote):
    for act in ("confirm", "reject", "undo"):  # such an address leads to the page
        assert editor.get(url(quote, act)).url == quote.get_absolute_url()
        assert editor.put(url(quote, act)).status_code == 405
    assert editor.put(url(quote, "source")).status_code == 405
    assert editor.post(url(quote, "delete"), {"version": 1}).status_code == 404
    assert editor.post("/quotes/999999/confirm/", {"version": 1}).status_code == 404
    assert state(quote) == BEFORE


def test_no_act_without_the_token_of_the_form(vera, quote):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(vera)
    assert post(strict, quote, "confirm").status_code == 403
    assert state(quote) == BEFORE
