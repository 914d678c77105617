"""Text and statements into pieces: nothing lost, whatever overlaps what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.types.range import Int4Range

from articles.cards import Card
from articles.models import AnonymousSource, Quote
from articles.templatetags.article_text import article_text, facts, passage, sureness

TEXT = "One two three.\n\n“Four five,” six said. Seven.\n\nEight nine.\n\nTen."


def card(key, *content, cue=(), source=None, status="machine", depth=0):
    quote = Quote(
        pk=key,
        content=list(content),
        cue=list(cue),
        source_span=source and Int4Range(*source),
        status=status,
    )
    return Card(quote, number=key, depth=depth)


def span(words, text=TEXT):
    return text.index(words), text.index(words) + len(words)


def pieces(paragraph):
    return [(piece.text, piece.classes, piece.statements) for piece in paragraph.pieces]


def test_pieces_carry_marks_and_statements():
    found = article_text(
        TEXT,
        [card(1, span("Four five,"), cue=[span("said")], source=span("six"))],
    )
    assert [p.number for p in found] == [1, 2, 3, 4]
    assert pieces(found[1]) == [
        ("“", "", ()),
        ("Four five,", "mark-content", (1,)),
        ("” ", "", ()),
        ("six", "mark-source", (1,)),
        (" ", "", ()),
        ("said", "mark-cue", (1,)),
        (". Seven.", "", ()),
    ]


def test_the_number_stands_before_the_quotation_mark_and_once():
    found = article_text(TEXT, [card(1, span("Four five,"), span("Eight"))])
    starts = [
        (piece.text, [start.number for start in piece.starts])
        for paragraph in found
        for piece in paragraph.pieces
        if piece.starts
    ]
    assert starts == [("“", [1])]


def test_overlapping_and_crossing_paragraphs():
    start, end = TEXT.index("three"), TEXT.index(" six")
    found = article_text(TEXT, [card(1, (start, end)), card(2, span("Four five,"))])
    assert ("three.", "mark-content", (1,)) in pieces(found[0])
    assert ("Four five,", "mark-content", (1, 2)) in pieces(found[1])


@pytest.mark.parametrize(
    ("statement", "numbers"),
    [
        (card(1, span("Eight")), [[2, 3, 4]]),
        (card(1, span("One")), [[1, 2]]),
        (card(1, span("One"), source=span("Ten")), [[1, 2], [4]]),
        (card(1, span("One"), status="rejected"), [[1, 2]]),
    ],
)
def test_passage_is_the_paragraph_with_its_neighbours(statement, numbers):
    runs = passage(TEXT, statement)
    assert [[paragraph.number for paragraph in run] for run in runs] == numbers


spans = st.lists(
    st.tuples(st.integers(0, 80), st.integers(1, 30)), min_size=1, max_size=4
)


@given(
    st.text(alphabet="ab “”\"'<&.\n\u202e\u0301👍", min_size=1, max_size=80),
    st.lists(st.tuples(spans, st.booleans()), max_size=5),
)
def test_no_word_is_ever_lost(text, statements):
    cards = [
        card(
            key,
            # The database keeps spans inside the text.
            *(
                (start % len(text), min(len(text), start % len(text) + size))
                for start, size in content
            ),
            status="rejected" if rejected else "machine",
        )
        for key, (content, rejected) in enumerate(statements, start=1)
    ]
    found = article_text(text, cards)
    shown = "".join(piece.text for p in found for piece in p.pieces)
    assert "".join(shown.split()) == "".join(text.split())


def test_facts_of_an_unnamed_source():
    def told(least, most, **fields):
        return facts(AnonymousSource(count_min=least, count_max=most, **fields))

    assert told(1, 1) == ["1 person"]
    assert told(4, 4, organisation="Ministry", level="senior") == [
        "4 people",
        "Ministry",
        "senior",
    ]
    assert told(2, None, tenure="former") == ["2 or more people", "former"]
    assert told(2, 5, reason="talks are private") == [
        "2 to 5 people",
        "talks are private",
    ]


def test_confidence_in_words():
    words = [sureness(value) for value in (1, 0.9, 0.8, 0.5, 0.2)]
    assert words == [
        "almost sure",
        "almost sure",
        "fairly sure",
        "not very sure",
        "not sure",
    ]
