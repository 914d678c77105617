"""Cleaning keeps offsets honest, and the parser's view moves no character."""

import pytest
from hypothesis import given, strategies

from articles.extraction.text import (
    clean,
    damaged,
    paragraphs,
    parser_view,
)

ANY_TEXT = strategies.text(strategies.characters(codec=None))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\x00b\x07c\td", "abc\td"),
        ("“Good day \ud83d”", "“Good day ”"),
        ("Lo\u0308fgren", "Löfgren"),
        ("Mar\u200bia\ufeff", "Maria"),
        ("\U0001f469\u200d\U0001f680 Mar\u200dia", "\U0001f469\u200d\U0001f680 Maria"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("â€œIt rained,â€\x9d said ZoÃ«.", "“It rained,” said Zoë."),
        ("“curly” and 'straight' stay", "“curly” and 'straight' stay"),
        ("100 km² “ok” — ½", "100 km² “ok” — ½"),
    ],
)
def test_clean(text, expected):
    assert clean(text) == expected


@given(ANY_TEXT)
def test_cleaning_again_changes_nothing(text):
    once = clean(text)
    assert clean(once) == once
    once.encode()


@given(ANY_TEXT.map(clean))
def test_the_parsers_view_is_as_long_as_the_text(text):
    assert len(parser_view(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained\nall day.\n\nIt froze.", "It rained all day.\n\nIt froze."),
        ("It rained.\nIt froze.", "It rained.\nIt froze."),
        ("BERN (XYZ) — It rained.", "             It rained."),
        ("A\u00a0b", "A b"),
        ("“RAIN IS NEAR,” SAID BO LIND.", "“Rain is Near,” said Bo Lind."),
    ],
)
def test_view(text, expected):
    assert parser_view(text) == expected


def test_paragraphs_end_at_blank_lines_not_at_wrapped_ones():
    text = "One line\nof text that wraps.\n\nAnother.\n \n\n— Bo Lind\n"
    found = [text[start:end] for start, end in paragraphs(text)]
    assert found == ["One line\nof text that wraps.", "Another.", "— Bo Lind"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("?We can?t stay,? said Bo.", ["?We", "can?t"]),
        ("Is it raining? Bo asked.", []),
        ("See https://example.org/?page=2 or a?b=1.", []),
        ("Zo\ufffdla said no.", ["o\ufffdl"]),
    ],
)
def test_damage(text, expected):
    assert [text[start:end] for start, end in damaged(text)] == expected
