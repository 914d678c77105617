"""Where a content begins: when it was said is not part of it."""

import pytest

from articles.extraction import extract

pytestmark = pytest.mark.model

BEFORE_THAT = [
    "in 2019",
    "in July 2023",
    "this summer",
    "a few days ago",
    "the other day",
    "the same day",
    "two days before the flood",
    "hours after the flood",
]


@pytest.mark.parametrize("when", BEFORE_THAT)
def test_a_time_before_that_is_no_part_of_what_was_said(when):
    text = f"Minister Ilse Brandt said {when} that the pier would be shut."
    (found,) = extract(text)
    assert [text[a:b] for a, b in found.content] == ["the pier would be shut"]


@pytest.mark.parametrize(
    "said",
    [
        "last year’s promise that the pier would be shut was a lie",
        "the day that the pier is shut would be a sad one",
        "the hope that the pier would be shut was gone",
    ],
)
def test_a_noun_that_is_told_of_stays(said):
    text = f"Minister Ilse Brandt said {said}."
    (found,) = extract(text)
    assert [text[a:b] for a, b in found.content] == [said]


@pytest.mark.parametrize(
    "label", ["Exclusive", "The big picture", "Why it matters", "- What’s next"]
)
def test_a_label_at_the_head_of_a_line_is_no_part_of_what_was_said(label):
    text = f"It rained.\n\n{label}: The pier is old, Mayor Ilse Brandt said."
    (found,) = extract(text)
    assert [text[a:b] for a, b in found.content] == ["The pier is old"]


def test_a_clause_before_a_colon_is_no_label():
    text = "The news was good: The pier is new, Mayor Ilse Brandt said."
    (found,) = extract(text)
    assert text[found.content[0].start :].startswith("The news was good")


@pytest.mark.parametrize(
    "said",
    [
        "no evidence that crews were to blame",
        "little evidence that the valve had failed",
        "no sign that the fire was set",
        "no evidence to suggest that crews were to blame",
        "no proof the firm had lied",
    ],
)
def test_what_was_not_found_is_not_told_as_found(said):
    text = f"The auditor found {said}."
    (found,) = extract(text)
    assert [text[a:b] for a, b in found.content] == [said]


def test_no_indication_is_no_statement():
    assert extract("Officials gave no indication that the line would reopen.") == []
