"""The whole path on real parses: it never raises, and offsets are always honest."""

import io
import json
import sys
from datetime import date

import pytest
from hypothesis import given, settings, strategies

from articles.extraction import Article, clean, extract, extract_all
from articles.extraction.__main__ import main
from articles.extraction.pipeline import parse

pytestmark = pytest.mark.model

ARTICLE = (
    "Mayor Ada Quill toured the dam on Monday.\n\n“The gates held,” Quill told"
    " reporters. “All of them.” Bo Lind, an engineer, said the west gate “shook like"
    " a leaf” and that he would resign.\n\nThe water company declined to comment."
)


def spans(statement):
    source = [statement.source.span] if statement.source.span else []
    return [*statement.content, *statement.cue, *source]


def test_an_article():
    found = extract(ARTICLE, outlet="The Gazette", published_on=date(2024, 5, 8))
    told = [
        (s.kind, [ARTICLE[a:b] for a, b in s.content], s.source.name, s.polarity)
        for s in found
    ]
    assert told == [
        ("direct", ["The gates held,", "All of them."], "Ada Quill", "asserts"),
        (
            "mixed",
            ["the west gate “shook like a leaf” and that he would resign"],
            "Bo Lind",
            "asserts",
        ),
        ("indirect", ["to comment"], "the water company", "declines"),
    ]


@settings(max_examples=60, deadline=None)
@given(
    strategies.lists(
        strategies.one_of(
            strategies.text(strategies.characters(codec=None), max_size=8),
            strategies.sampled_from(
                ["“", "”", '"', "'", "\n\n", " said ", " Bo ", " according to ", ". "]
            ),
        ),
        max_size=25,
    ).map("".join)
)
def test_any_text_gives_spans_inside_the_clean_text(text):
    size = len(clean(text))
    for statement in extract(text):
        assert statement.content
        assert all(0 <= start < end <= size for start, end in spans(statement))
        assert statement.parent is None or statement.parent >= 0


@pytest.mark.parametrize(
    "text", ["", "\n", "\x00", "\ud800", "“" * 100_000, '"' * 100_000, "a" * 100_000]
)
def test_odd_texts_pass(text):
    assert len(extract(text)) <= 1


def test_a_long_text_is_parsed_in_parts_with_the_right_offsets():
    text = clean(ARTICLE + "\n\n") * 40
    (doc,) = parse([text])
    assert len(doc.text) == len(text)
    found = extract(text)
    assert len(found) == 3 * 40
    direct = [s for s in found if s.kind == "direct"]
    assert {text[slice(*s.content[0])] for s in direct} == {"The gates held,"}
    assert {s.source.name for s in direct} == {"Ada Quill"}


def test_a_batch_gives_what_each_article_gives_alone():
    texts = [ARTICLE, "", "“No,” said Bo Lind.", ARTICLE[:60]]
    together = list(extract_all(Article(text) for text in texts))
    assert together == [extract(text) for text in texts]


def test_the_command_answers_every_line(monkeypatch, capsys):
    lines = [
        {"id": "a", "text": "“No,” said Bo Lind.", "published_on": "2024-05-08"},
        {"id": "\ud83d", "text": "“Good day \ud83d,” said Bo Lind.\r\n"},
        {"id": 3, "text": "", "published_on": "soon"},
    ]
    asked = "\n".join(json.dumps(line) for line in lines)
    stream = io.TextIOWrapper(io.BytesIO(asked.encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    main()
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in told] == ["a", "\ud83d", 3]
    assert "text" not in told[0]
    assert told[1]["text"] == "“Good day ,” said Bo Lind.\n"
    statement = told[0]["statements"][0]
    assert statement["content"] == [[1, 4]]
    assert statement["source"]["name"] == "Bo Lind"
    assert set(statement["confidence"]) == {"content", "attribution"}


@pytest.mark.model
@pytest.mark.parametrize(
    "name", ["Nordquay", "Lowmark", "Four transport officials", "Mellan"]
)
def test_a_paragraph_does_not_lose_its_first_word(name):
    text = (
        "Port wins its tender\n\nBy Marek Thorne\n\n"
        f"{name} said the new pier would open in May and would stay open all year."
    )
    (found,) = extract(text)
    assert found.source.text == name


@pytest.mark.model
def test_a_reporter_is_no_one_in_the_story():
    text = "Port wins its tender\n\nBy Hesper Quaid\n\nShe said the pier was shut."
    (found,) = extract(text)
    assert found.source.name is None
