"""Days counted from the day of publication, a Wednesday."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.dates import read

WEDNESDAY = date(2025, 4, 2)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on Wednesday", "2025-04-02", "2025-04-02"),
        ("on Monday", "2025-03-31", "2025-03-31"),
        ("late Thursday", "2025-03-27", "2025-03-27"),
        ("Tuesday night", "2025-04-01", "2025-04-01"),
        ("last Tuesday", "2025-04-01", "2025-04-01"),
        ("yesterday", "2025-04-01", "2025-04-01"),
        ("today", "2025-04-02", "2025-04-02"),
        ("last night", "2025-04-01", "2025-04-01"),
        ("last week", "2025-03-24", "2025-03-30"),
        ("earlier this week", "2025-03-31", "2025-04-06"),
        ("last weekend", "2025-03-29", "2025-03-30"),
        ("two weeks ago", "2025-03-19", "2025-03-19"),
        ("three days earlier", "2025-03-30", "2025-03-30"),
        ("last month", "2025-03-01", "2025-03-31"),
        ("a month ago", "2025-03-01", "2025-03-31"),
        ("in March", "2025-03-01", "2025-03-31"),
        ("in November", "2024-11-01", "2024-11-30"),
        ("in Feb. 2024", "2024-02-01", "2024-02-29"),
        ("on May 3", "2024-05-03", "2024-05-03"),
        ("on March 3", "2025-03-03", "2025-03-03"),
        ("on March 3,2019", "2019-03-03", "2019-03-03"),
        ("on 27 March", "2025-03-27", "2025-03-27"),
        ("on Sept. 30, 2024", "2024-09-30", "2024-09-30"),
        ("in 2019", "2019-01-01", "2019-12-31"),
        ("last year", "2024-01-01", "2024-12-31"),
        ("2025-01-15", "2025-01-15", "2025-01-15"),
    ],
)
def test_words_give_their_days(words: str, first: str, last: str) -> None:
    days = (date.fromisoformat(first), date.fromisoformat(last))
    assert read(f"she said {words} that", WEDNESDAY) == days


@pytest.mark.parametrize("words", ["May said", "on February 30", "in 20 minutes", ""])
def test_words_without_a_day_give_none(words: str) -> None:
    assert read(words, WEDNESDAY) is None


@given(st.text(alphabet="0123456789 ,./-agoinlastweekmonthMarchMonday", max_size=40))
def test_no_text_raises(text: str) -> None:
    read(text, WEDNESDAY)
