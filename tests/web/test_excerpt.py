"""The sentence around a statement; and statements over time as bars."""

from datetime import date

import pytest

from articles.excerpt import BEFORE, Excerpt, shortened
from articles.timeline import timeline


def around(text: str, content: str, source: str = "") -> str:
    """The sentence of ``content``, whose spans are found in ``text``."""
    start = text.index(content)
    span = (text.index(source), text.index(source) + len(source)) if source else None
    found = Excerpt(text, 0, [(start, start + len(content))], (), span)
    sentence, marks = found.sentence()
    assert sentence[marks[0][0] : marks[0][1]] == content
    return sentence


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("It rained. “No,” she said. He left.", "No", "“No,” she said."),
        ("It rained. He said it was late. So it was.", "it was late", "He said it was late."),
        ("“Go home.” Nobody went.", "Go home.", "“Go home.”"),
        ("Mr. Lind met J. Roe. Dr. Bo said it was off. Ok.", "it was off",
         "Dr. Bo said it was off."),
        ("Title\n\nShe said no, and left.\n\nMore.", "no", "She said no, and left."),
        ("No end here, she said of it", "No end here", "No end here, she said of it"),
        ("Is it? “Yes!” he said. It is.", "Yes!", "“Yes!” he said."),
        ("word", "word", "word"),
    ],
)  # fmt: skip
def test_sentence(text, content, expected):
    assert around(text, content) == expected


def test_sentences_from_the_source_to_the_content():
    text = "It rained. Bo Lind rose. “We go,” he said. They went."
    assert around(text, "We go", "Bo Lind") == "Bo Lind rose. “We go,” he said."


def test_what_was_cut_off_is_said_to_be():
    text = "x" * 5000
    sentence, marks = Excerpt(text[:2000], 0, [(0, 5000)]).sentence()
    assert sentence == "x" * 2000 + "…" and marks == [(0, 2000, "content")]


def test_far_words_are_left_out():
    text = "word " * 100
    assert len(shortened(text, is_first=False, is_last=False)) < 130
    assert shortened("near", is_first=True, is_last=True) == "near"
    assert BEFORE > 160


@pytest.mark.parametrize(
    ("days", "unit", "bars"),
    [
        ([date(2025, 3, 1), date(2025, 3, 9)], "day", 9),
        ([date(2024, 12, 31), date(2025, 12, 1)], "month", 13),
        ([date(2001, 1, 1), date(2025, 12, 1)], "year", 25),
        ([date(1, 1, 1), date(9999, 12, 31)], "decade", 63),
    ],
)
def test_timeline(days, unit, bars):
    drawn = timeline({(day, day): 2 for day in days})
    assert drawn
    assert (drawn.unit, len(drawn.bars)) == (unit, bars)
    assert drawn.bars[0].count == 2 and drawn.bars[0].height == drawn.height


def test_no_timeline_of_one_day_or_none():
    assert timeline({}) is None
    assert timeline({(None, None): 3}) is None
    assert timeline({(date(2025, 1, 1), date(2025, 1, 1)): 3}) is None
