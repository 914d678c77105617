"""The permanent address of one statement."""

import json
import re
from datetime import date

import pytest

from articles import annotate
from articles.models import Quote
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = """First paragraph.

“The pier is safe,” harbour master Ada Quill told Harbour Wire on Monday. It was cold.

Third paragraph. “Nobody asked,” she said.

Fourth paragraph."""


@pytest.fixture
def quote():
    return factories.statement(
        TEXT,
        "The pier is safe",
        source="Ada Quill",
        cue="told",
        title="Pier </script><b>safe</b>",
        speaker_title="harbour master",
        said=(date(2025, 6, 9), date(2025, 6, 9)),
        said_on_words="on Monday",
        addressee="reporters",
        hedges=["reportedly"],
        polarity="denies",
        through=[("Harbour Wire", "told"), ("Coast Courier", "according to")],
    )


def page(client, quote):
    response = client.get(quote.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def words(body):
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


def test_everything_about_it(client, quote):
    body = page(client, quote)
    told = words(body)
    assert "First paragraph." in told and "Third paragraph." in told
    assert "Fourth paragraph." not in told
    assert '<mark class="mark-content">The pier is safe</mark>' in body
    assert f'href="{quote.article.get_absolute_url()}#s{quote.pk}"' in body
    for part in [
        "Ada Quill harbour master",
        "Said 9 Jun 2025 “on Monday”",
        "To reporters",
        "Hedge “reportedly”",
        "direct, denies",
        "almost sure of the words, almost sure of the source",
        "not reviewed",
    ]:
        assert part in told, part


def test_the_chain_is_a_line_of_hops(client, quote):
    body = page(client, quote)
    chain = body[body.index('<ol class="way"') : body.index("</ol>")]
    assert [words(hop) for hop in chain.split("</li>")][:-1] == [
        "Ada Quill",
        "told Harbour Wire",
        "according to Coast Courier",
        "Inland Post",
    ]


def test_linked_data_is_a_quotation_that_no_text_can_break_out_of(client, quote):
    body = page(client, quote)
    (block,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', body, re.S
    )
    data = json.loads(block)
    assert data["@type"] == "Quotation"
    assert data["text"] == "The pier is safe"
    assert data["url"] == f"http://testserver{quote.get_absolute_url()}"
    assert data["spokenByCharacter"] == {"@type": "Person", "name": "Ada Quill"}
    assert data["isPartOf"]["headline"] == "Pier </script><b>safe</b>"
    assert data["isPartOf"]["datePublished"] == "2025-06-10"
    assert data["isPartOf"]["publisher"]["name"] == "Inland Post"
    assert "<b>safe" not in body


def test_linked_data_names_nobody_who_is_not_named(client):
    unnamed = factories.statement(
        "Two officials said no deal was near.",
        "no deal was near",
        source="Two officials",
        unnamed={"count_min": 2, "count_max": 2},
        by=None,
        on=None,
    )
    body = page(client, unnamed)
    assert "Quotation" in body and "spokenByCharacter" not in body
    assert ">unnamed</span>" in body and "2 people" in body
    assert "no date" in body and "no outlet" in body


def test_citation_names_source_chain_article_and_address(client, quote):
    body = page(client, quote)
    (citation,) = re.findall(
        r'<textarea id="citation"[^>]*>(.*?)</textarea>', body, re.S
    )
    assert citation.strip() == (
        "“The pier is safe” — Ada Quill, harbour master, told Harbour Wire,"
        " according to Coast Courier, in “Pier &lt;/script&gt;&lt;b&gt;safe&lt;/b&gt;”,"
        f" Inland Post, 10 June 2025, http://testserver{quote.get_absolute_url()}"
    )


def test_other_statements_of_the_source_here(client, quote):
    other = factories.statement(
        content="Nobody asked", source="she", cue="said", within=quote.article,
        speaker=quote.speaker,
    )  # fmt: skip
    elsewhere = factories.statement(
        source="Ada Quill", text="Ada Quill said: The ferry is late"
    )
    body = page(client, quote)
    assert other.get_absolute_url() in body
    assert elsewhere.get_absolute_url() not in body
    Quote.objects.filter(pk=other.pk).update(status="rejected")
    assert other.get_absolute_url() not in page(client, quote)


def test_history_says_who_what_and_why(client, quote):
    vera = factories.editor()
    annotate.to_name(quote.pk, "Bo Strand", version=1, by=vera, why="on the tape")
    annotate.undo(quote.pk, version=2, by=vera)
    told = words(page(client, quote))
    assert f"given another source by {vera}" in told
    assert "Ada Quill, not reviewed → Bo Strand, corrected" in told
    assert "“on the tape”" in told and "undone since" in told


def test_a_rejected_statement_keeps_its_address_and_says_so(client, quote):
    annotate.reject(quote.pk, version=1, by=factories.editor())
    assert "An editor rejected this" in page(client, quote)


def test_a_statement_of_several_and_one_of_nobody(client):
    joint = factories.statement(
        "Ada Quill and Bo Strand said: we agree.",
        "we agree",
        source="Ada Quill",
        also_by=[factories.speaker("Bo Strand")],
    )
    body = page(client, joint)
    assert re.search("Ada Quill</a>.* and .*Bo Strand</a>", body)
    assert len(re.findall('"@type": "Person"', body)) == 2
    nobody = factories.statement(
        "It was said that it rained.", "it rained", source="", source_kind="unknown"
    )
    assert "source not known" in page(client, nobody)


def test_readers_see_no_acts_and_editors_do(client, quote):
    client.force_login(factories.reader())
    assert "/confirm/" not in page(client, quote)
    client.force_login(factories.editor())
    body = page(client, quote)
    assert "/confirm/" in body and "/undo/" not in body


def test_no_such_statement_and_wrong_method(client, quote):
    assert client.get("/quotes/999999/").status_code == 404
    assert client.post(quote.get_absolute_url()).status_code == 405
