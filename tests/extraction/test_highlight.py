"""Marks cut a text into pieces that put together give the text again."""

import pytest
from hypothesis import given, strategies

from articles.extraction.highlight import segments

TEXT = "She said no."


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], ["She said no.:"]),
        (
            [(0, 3, "source"), (4, 8, "cue"), (9, 11, "content")],
            ["She:source", " :", "said:cue", " :", "no:content", ".:"],
        ),
        ([(0, 8, "a"), (4, 11, "b")], ["She :a", "said:a b", " no:b", ".:"]),
        ([(9, 99, "content"), (5, 5, "cue")], ["She said :", "no.:content"]),
    ],
)
def test_segments(marks, expected):
    found = [
        f"{text}:{' '.join(sorted(roles))}" for text, roles in segments(TEXT, marks)
    ]
    assert found == expected


@given(
    strategies.text(max_size=20),
    strategies.lists(
        strategies.tuples(
            strategies.integers(-5, 25),
            strategies.integers(-5, 25),
            strategies.sampled_from("abc"),
        )
    ),
)
def test_the_pieces_make_the_text(text, marks):
    assert "".join(piece for piece, _ in segments(text, marks)) == text
