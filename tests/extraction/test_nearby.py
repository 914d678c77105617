"""Who reports words that are known to be a statement: the clause around them."""

from datetime import date

import pytest

from articles.extraction.nearby import read
from articles.extraction.selecting import places, snapped
from articles.extraction.types import Span

pytestmark = pytest.mark.model

TEXT = """Ferry late 🎉

Mayor Omar Nasser, on Monday, was blunt about it. The city would not pay a crown, he \
told reporters.

“By Wednesday it was full.

“We opened two more,” said Rashida Conteh.

The pier, harbour master Ada Quill told Harbour Wire on Tuesday, is “safe”. It is old, \
she added. Two officials familiar with the talks disagreed, saying it was rotten.

Nobody reports this sentence at all."""


@pytest.mark.parametrize(
    ("words", "cue", "mention", "name", "kind"),
    [
        ("The city would not pay a crown", "told", "he", "Omar Nasser", "indirect"),
        (
            "By Wednesday it was full.\n\n“We opened two more,",
            "said",
            "Rashida Conteh",
            "Rashida Conteh",
            "direct",
        ),
        ("By Wednesday it was full.", "said", "Rashida Conteh", "Rashida Conteh", "direct"),
        ("The pier", "told", "harbour master Ada Quill", "Ada Quill", "indirect"),
        ("It is old", "added", "she", "Ada Quill", "indirect"),
        (
            "it was rotten",
            "saying",
            "Two officials familiar with the talks",
            "Two officials familiar with the talks",
            "indirect",
        ),
    ],
)  # fmt: skip
def test_the_clause_around_the_words_reports_them(words, cue, mention, name, kind):
    content = snapped(TEXT, *places(TEXT, words)[0])
    assert content is not None
    found = read(TEXT, (content,), published_on=date(2025, 6, 12))
    assert [TEXT[start:end] for start, end in found.cue] == [cue]
    assert found.source.span and TEXT[slice(*found.source.span)] == mention
    assert (found.source.name, found.kind) == (name, kind)
    assert found.content == (content,)


def test_what_else_the_clause_tells_has_its_place_in_the_whole_text():
    content = Span(*places(TEXT, "The pier")[0])
    found = read(TEXT, (content,), published_on=date(2025, 6, 12))
    assert found.said_on and TEXT[slice(*found.said_on.span)] == "Tuesday"
    assert [(hop.outlet, TEXT[slice(*hop.span)]) for hop in found.relays] == [
        ("Harbour Wire", "Harbour Wire")
    ]


def test_words_that_nobody_reports_are_a_statement_of_nobody():
    text = "It rained. The pier is closed."
    found = read(text, (Span(11, 29),))
    assert (found.cue, found.source.kind, found.kind) == ((), "unknown", "indirect")
    assert found.content == (Span(11, 29),)
