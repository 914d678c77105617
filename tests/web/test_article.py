"""The articles, and one article with its statements beside it."""

import re
from datetime import date

import pytest
from django.urls import reverse
from psycopg.types.range import Int4Range
from pytest_django import DjangoAssertNumQueries

from articles.models import Quote
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = """Pier will open in May

By Runa Aldana

“The pier is safe,” Ada Quill said. <b>“It may open & close,”</b> she said.

Sign up for our newsletter

Bo Strand said that Ada Quill had said that the cranes were old."""


def page(client, article, status=200):
    response = client.get(reverse("articles:article", args=[article.pk]))
    assert response.status_code == status
    return response.content.decode()


@pytest.fixture
def article():
    return factories.article(TEXT, title="Pier will open in May")


@pytest.fixture
def quotes(article):
    def say(content, source="Ada Quill", **fields):
        return factories.statement(
            content=content, source=source, within=article, **fields
        )

    first = say("The pier is safe")
    second = say("It may open & close")
    outer = say(
        "that Ada Quill had said that the cranes were old", "Bo Strand", cue="said that"
    )
    inner = say("that the cranes were old", parent=outer, cue="had said")
    return [first, second, outer, inner]


def test_list_shows_the_newest_first_with_what_is_known(client):
    old = factories.article(on=date(2025, 1, 2), title="Old story")
    undated = factories.article(on=None, by=None, title="Undated story")
    new = factories.article(
        on=date(2025, 3, 4), by="Coast Courier", title="New story", copy_of=old
    )
    for status in ("machine", "rejected"):
        factories.statement(
            within=new, content="ferry", source="The", cue="", status=status
        )
    body = client.get(reverse("articles:articles")).content.decode()
    places = [body.index(article.title) for article in (new, old, undated)]
    assert places == sorted(places)
    assert "copy of" in body and "no date" in body and "no outlet" in body
    (row,) = [row for row in body.split("<tr>") if "New story" in row]
    assert "Coast Courier" in row and "4 Mar 2025" in row
    assert re.search(r">\s*1<span class=\"unit\"> statement<", row)


def test_list_in_pages_with_as_many_queries_for_many_as_for_few(
    client, django_assert_num_queries: DjangoAssertNumQueries
):
    assert "no articles yet" in client.get("/articles/").content.decode()
    factories.article()
    for _ in range(2):
        with django_assert_num_queries(2):
            body = client.get("/articles/").content.decode()
        assert "Page 1 of" not in body
        for _ in range(20):
            factories.article()
    for _ in range(20):
        factories.article()
    assert "Page 1 of 2" in client.get("/articles/").content.decode()
    assert 'rel="prev"' in client.get("/articles/?page=2").content.decode()
    assert client.get("/articles/?page=nonsense").status_code == 200


def test_text_and_statements_point_to_each_other(client, article, quotes):
    body = page(client, article)
    for number, quote in enumerate(quotes, start=1):
        assert f'id="s{quote.pk}" href="#q{quote.pk}"' in body
        assert re.search(
            rf'<li id="q{quote.pk}".*?href="#s{quote.pk}"[^>]*>{number}</a>', body, re.S
        )
    inner = body[body.index(f'<li id="q{quotes[3].pk}"') :]
    assert "inner" in inner[: inner.index(">")]


def test_no_character_of_the_text_is_lost_and_all_are_escaped(client, article, quotes):
    body = page(client, article)
    shown = body[body.index('<div class="text">') : body.index("</article>")]
    shown = re.sub(r'<a class="num".*?</a>|</?(?:p|div|mark|span)\b[^>]*>', "", shown)
    for written, char in [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]:
        shown = shown.replace(written, char)
    assert shown.split() == TEXT.split()
    assert "<b>“It may" not in body


def test_a_statement_inside_another_carries_both_marks(client, article, quotes):
    outer, inner = quotes[2:]
    body = page(client, article)
    assert f'data-s="{outer.pk} {inner.pk}">that the cranes were old</mark>' in body
    assert f'data-s="{outer.pk} {inner.pk}">Ada Quill</mark>' not in body


def test_what_surrounds_the_story_is_dimmed(client, article):
    body = page(client, article)
    assert re.search(r'class="preamble"[^>]*><span class="preamble">By Runa', body)
    assert re.search(r'<p [^>]*class="aside">.*?Sign up for our newsletter', body)


def test_an_unnamed_source_is_dashed_and_says_so(client, article):
    factories.statement(
        content="the cranes were old",
        source="Bo Strand",
        unnamed={"count_min": 2, "country": "Norway", "level": "senior"},
        through=[("Harbour Wire", "told")],
        within=article,
    )
    body = page(client, article)
    assert 'class="mark-source unnamed"' in body
    card = body[body.index('class="card unnamed"') :]
    assert ">unnamed</span>" in card and "2 or more people · Norway · senior" in card
    assert re.search("told.*→.*Harbour Wire", card)


def test_a_rejected_statement_is_for_editors_alone(client, article, quotes):
    Quote.objects.filter(pk=quotes[0].pk).update(status="rejected")
    body = page(client, article)
    assert f'id="q{quotes[0].pk}"' not in body
    assert ">The pier is safe<" not in body
    assert re.search(rf'id="s{quotes[1].pk}"[^>]*>2</a>', body)  # as it was
    client.force_login(factories.editor())
    body = page(client, article)
    assert "mark-rejected" in body
    assert f'id="q{quotes[0].pk}"' in body


def test_only_editors_see_acts(client, article, quotes):
    for user, sees in [(None, False), (factories.reader(), False)]:
        if user:
            client.force_login(user)
        assert ("/confirm/" in page(client, article)) is sees
    client.force_login(factories.editor())
    body = page(client, article)
    for act in ("confirm", "reject", "source"):
        assert f"/quotes/{quotes[0].pk}/{act}/" in body
    assert f"/quotes/{quotes[0].pk}/undo/" not in body


def test_copies_are_named_both_ways(client):
    original = factories.article(by="Harbour Wire", title="Wire story")
    copy = factories.article(by="Coast Courier", title="Printed", copy_of=original)
    assert "Wire story" in page(client, copy)
    assert "Also printed by" in page(client, original)
    assert "Coast Courier" in page(client, original)


def test_as_many_queries_for_many_statements_as_for_few(
    client, article, quotes, django_assert_num_queries: DjangoAssertNumQueries
):
    for times in (1, 10):
        for _ in range(times):
            factories.statement(
                content="The pier is safe",
                source="Bo Strand",
                within=article,
                through=[("Harbour Wire", "told")],
                also_by=[factories.speaker("Ada Quill")],
            )
        with django_assert_num_queries(7):
            page(client, article)


def test_a_source_span_in_another_paragraph_is_marked_there(client, article, quotes):
    start = TEXT.index("Bo Strand")
    Quote.objects.filter(pk=quotes[0].pk).update(
        source_span=Int4Range(start, start + 9)
    )
    assert f'data-s="{quotes[0].pk} {quotes[2].pk}">Bo Strand<' in page(client, article)


def test_no_such_article_and_wrong_method(client, article):
    assert client.get("/articles/999999/").status_code == 404
    assert client.post(article.get_absolute_url()).status_code == 405
    assert client.post("/articles/").status_code == 405
