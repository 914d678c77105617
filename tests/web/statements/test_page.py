"""The page of statements: what stands in it, its parts, its pages."""

import re

import pytest
from django.urls import reverse

from articles import annotate
from tests import factories
from tests.factories import article, editor, speaker, statement
from tests.web.statements.listing import HTMX, STATEMENTS, listed, shown

pytestmark = pytest.mark.django_db


def test_page(client, newsroom):
    response = client.get(STATEMENTS)
    text = response.content.decode()
    assert text.startswith("<!doctype html>")
    assert "5 in 5 articles, from 5 origins" in text
    assert len(shown(response)) == 5
    assert '<span class="mark-source unnamed">one of the officials</span>' in text
    assert '<span class="mark-cue">denied</span>' in text
    assert "not reviewed · 1.00" in text and "Confirmed by an editor" not in text
    assert "confirmed by an editor" in text
    assert '<span class="word">denies</span>' in text
    names = ("trust", "port", "denial", "ferry", "report")
    assert listed(response) == [newsroom[name].text for name in names]


def test_chain(client, newsroom):
    text = client.get(
        f"{STATEMENTS}?source=anonymous&outlet=inland-post"
    ).content.decode()
    chain = re.search(r'<p class="chain">(.*?)</p>', text, re.DOTALL)
    assert chain
    words = " ".join(re.sub("<[^>]+>", " ", chain[1]).split())
    assert words.startswith(
        "one of the officials told → Axios according to → Coast Courier → Inland Post , 8 Oct 2025"
    )


def test_refusal_to_comment_is_shown_with_its_word(client):
    statement("Ilse Brandt declined to comment.", "declined to comment", cue="declined",
              polarity="declines")  # fmt: skip
    assert "declines to comment" in client.get(STATEMENTS).content.decode()


def test_what_is_disputed_is_told_to_readers(client):
    quote = statement()
    note = "The mayor’s office says “never”"
    annotate.dispute(quote.pk, note, version=1, by=editor())
    text = client.get(STATEMENTS).content.decode()
    assert f"Disputed: {note}" in text and "disputed by an editor" in text


def test_nothing_found(client, newsroom):
    text = client.get(f"{STATEMENTS}?q=zeppelin").content.decode()
    assert "Nothing found." in text and "0 in 0 articles" in text


def test_pages(client):
    home = article(
        "“No 0.” “No 1.” " + "".join(f"“No {n}.” " for n in range(2, 60)), title="Many"
    )
    for number in range(60):
        statement(content=f"No {number}.", cue="", source="", within=home,
                  source_kind="unknown")  # fmt: skip
    first = client.get(f"{STATEMENTS}?source=unknown")
    assert shown(first) == {f"No {n}." for n in range(25)}
    assert 'href="/?source=unknown&amp;page=2"' in first.content.decode()
    last = client.get(f"{STATEMENTS}?source=unknown&page=99")
    assert shown(last) == {f"No {n}." for n in range(50, 60)}
    assert client.get(f"{STATEMENTS}?page=x").status_code == 200


@pytest.mark.parametrize(
    ("headers", "is_page"),
    [
        ({}, True),
        (HTMX, False),
        (HTMX | {"HX-History-Restore-Request": "true"}, True),
        ({"HX-History-Restore-Request": "true"}, True),
        (HTMX | {"HX-Boosted": "true"}, True),
    ],
)
def test_page_and_fragment(client, newsroom, headers, is_page):
    response = client.get(f"{STATEMENTS}?speaker=ilse-brandt", headers=headers)
    text = response.content.decode()
    assert text.startswith("<!doctype html>") is is_page
    assert ("masthead" in text) is is_page
    assert 'id="statements"' in text and shown(response) == {"The ferry is late"}
    assert "HX-Request" in response["Vary"]
    assert ("no-store" in response.get("Cache-Control", "")) is not is_page


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_wrong_method(client, newsroom, method):
    assert getattr(client, method)(STATEMENTS).status_code == 405


def test_nothing_typed_in_an_article_is_markup(client):
    nasty = "<img src=x onerror=alert(1)> & more,"
    statement(
        f"“{nasty}” said <b>Ola</b> Bergland.",
        nasty,
        source="<b>Ola</b> Bergland",
        speaker_title="</script><script>alert(2)</script>",
        title="<i>Late</i>",
        hedges=["<u>reportedly</u>"],
        unnamed={
            "country": "<s>France</s>",
            "organisation": '"><script>alert(3)</script>',
        },
    )
    text = client.get(STATEMENTS, {"q": "<script>alert(4)</script>"}).content.decode()
    text += client.get(
        STATEMENTS, {"organisation": '"><script>alert(3)</script>'}
    ).content.decode()
    assert shown(client.get(STATEMENTS)) == {
        "&lt;img src=x onerror=alert(1)&gt; &amp; more,"
    }
    for tag in ("<img", "<b>Ola", "<script>alert", "<i>Late", "<s>", "<u>"):
        assert tag not in text


def test_long_statement_and_far_source(client):
    long = "And so it goes. " * 400
    statement(f"Ilse Brandt rose. {'It rained. ' * 30}“{long.strip()}” she said.", long.strip(),
              cue="she said", title="Long")  # fmt: skip
    text = client.get(STATEMENTS).content.decode()
    assert "…</p>" in text or "…</span></p>" in text
    assert len(text) < 60_000


def test_reader_sees_no_controls_that_would_refuse(client, newsroom):
    text = client.get(STATEMENTS).content.decode()
    assert "Paste an article" not in text and "Log in" in text
    client.force_login(factories.reader())
    assert "Paste an article" not in client.get(STATEMENTS).content.decode()
    client.force_login(editor())
    assert "Paste an article" in client.get(STATEMENTS).content.decode()


@pytest.mark.parametrize(
    "address",
    ["", "q=pier", "source=anonymous&through=axios&when=2025&speaker=ilse-brandt"],
)
def test_query_count_stays_as_rows_grow(
    client, newsroom, django_assert_max_num_queries, address
):
    _many_kinds_of_rows(range(3))
    with django_assert_max_num_queries(28) as few:
        client.get(f"{STATEMENTS}?{address}")
    _many_kinds_of_rows(range(3, 20))
    with django_assert_max_num_queries(len(few)):
        client.get(f"{STATEMENTS}?{address}")


def _many_kinds_of_rows(numbers):
    for number in numbers:
        statement(
            f"An aide of {number} told Wire {number} that the pier is safe.",
            "the pier is safe",
            cue="told",
            source=f"An aide of {number}",
            unnamed={"country": f"Country {number}"},
            through=[(f"Wire {number}", "told"), ("Axios", "reported")],
            by=f"Paper {number}",
        )
        statement(
            f"“The pier is safe,” Person Number{number} said.",
            "The pier is safe",
            source=f"Person Number{number}",
            also_by=[speaker("Bo Sandgren")],
        )


def test_closed_installation_asks_to_log_in(client, newsroom, settings):
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE,
        "articles.access.ReadingNeedsAccount",
    ]
    response = client.get(STATEMENTS)
    assert response.status_code == 302 and response.url.startswith(reverse("login"))
