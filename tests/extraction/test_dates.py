"""Days counted from the day of publication, a Wednesday."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction import extract
from articles.extraction.days import WHEN, read, resolve

WEDNESDAY = date(2025, 4, 2)
MONDAY = date(2025, 3, 31)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on Wednesday", "2025-04-02", "2025-04-02"),
        ("on Monday", "2025-03-31", "2025-03-31"),
        ("late Thursday", "2025-03-27", "2025-03-27"),
        ("Tuesday night", "2025-04-01", "2025-04-01"),
        ("last Tuesday", "2025-04-01", "2025-04-01"),
        ("last Wednesday", "2025-03-26", "2025-03-26"),
        ("this past Sunday", "2025-03-30", "2025-03-30"),
        ("Friday last week", "2025-03-28", "2025-03-28"),
        ("Tuesday of last week", "2025-03-25", "2025-03-25"),
        ("last week, on Tuesday,", "2025-03-25", "2025-03-25"),
        ("yesterday", "2025-04-01", "2025-04-01"),
        ("today", "2025-04-02", "2025-04-02"),
        ("last night", "2025-04-01", "2025-04-01"),
        ("last week", "2025-03-24", "2025-03-30"),
        ("earlier this week", "2025-03-31", "2025-04-06"),
        ("last weekend", "2025-03-29", "2025-03-30"),
        ("over the weekend", "2025-03-29", "2025-03-30"),
        ("two weeks ago", "2025-03-19", "2025-03-19"),
        ("three days earlier", "2025-03-30", "2025-03-30"),
        ("over the past two weeks", "2025-03-19", "2025-04-02"),
        ("last month", "2025-03-01", "2025-03-31"),
        ("a month ago", "2025-03-01", "2025-03-31"),
        ("in March", "2025-03-01", "2025-03-31"),
        ("in November", "2024-11-01", "2024-11-30"),
        ("in March last year", "2024-03-01", "2024-03-31"),
        ("in January of this year", "2025-01-01", "2025-01-31"),
        ("in a June 2017 speech", "2017-06-01", "2017-06-30"),
        ("in Feb. 2024", "2024-02-01", "2024-02-29"),
        ("on May 3", "2024-05-03", "2024-05-03"),
        ("on the 3rd of May", "2024-05-03", "2024-05-03"),
        ("on March 3", "2025-03-03", "2025-03-03"),
        ("on March 3,2019", "2019-03-03", "2019-03-03"),
        ("on 27 March", "2025-03-27", "2025-03-27"),
        ("on Sept. 30, 2024", "2024-09-30", "2024-09-30"),
        ("in 2019", "2019-01-01", "2019-12-31"),
        ("in late 2019", "2019-01-01", "2019-12-31"),
        ("in the spring of 2019", "2019-01-01", "2019-12-31"),
        ("in her 2019 memoir", "2019-01-01", "2019-12-31"),
        ("last year", "2024-01-01", "2024-12-31"),
        ("2025-01-15", "2025-01-15", "2025-01-15"),
        ("on the 1st", "2025-04-01", "2025-04-01"),
        ("on the 28th", "2025-03-28", "2025-03-28"),
        ("overnight", "2025-04-01", "2025-04-02"),
        ("a fortnight ago", "2025-03-19", "2025-03-19"),
        ("the day before yesterday", "2025-03-31", "2025-03-31"),
        ("the week before last", "2025-03-17", "2025-03-23"),
        ("on Christmas Day", "2024-12-25", "2024-12-25"),
        ("on New Year’s Eve", "2024-12-31", "2024-12-31"),
        ("on New Year's Day 2023", "2023-01-01", "2023-01-01"),
        ("as early as 2018", "2018-01-01", "2018-12-31"),
        ("last winter", "2024-12-01", "2025-02-28"),
        ("this spring", "2025-03-01", "2025-05-31"),
        ("last summer", "2024-06-01", "2024-08-31"),
    ],
)
def test_words_give_their_days(words: str, first: str, last: str) -> None:
    days = (date.fromisoformat(first), date.fromisoformat(last))
    assert read(f"she said {words} that", WEDNESDAY) == days


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("the same day", 31),
        ("later that night", 31),
        ("the next day", 1),
        ("the following morning", 1),
        ("two days later", 2),
        ("a week earlier", 24),
        ("the previous day", 30),
        ("the day before, she", 30),
        ("two days before, she", 29),
    ],
)
def test_days_counted_from_a_day_before(words: str, day: int) -> None:
    match = WHEN.search(words)
    assert match is not None
    month = 4 if day < 20 else 3
    expected = date(2025, month, day)
    assert resolve(match, WEDNESDAY, MONDAY) == (expected, expected)


@pytest.mark.parametrize(
    "words",
    ["May said", "on February 30", "in 20 minutes", "two days later", "Mondays", "sat"]
    + ["the day before the vote", "a few days ago", "in recent weeks", "2024 vote", ""],
)
def test_words_without_a_day_give_none(words: str) -> None:
    assert read(words, WEDNESDAY) is None


@given(st.text(alphabet="0123456789 ,./-agoinlastweekmonthMarchMonday", max_size=40))
def test_no_text_raises(text: str) -> None:
    read(text, WEDNESDAY)


# The day of the statement about the gates; a dash where the text tells none.
OF_THE_CUE = [
    ("Mayor Ada Quill said on Monday that the gates would open on Friday.", "2025-03-31"),
    ("The gates will open on Friday, Mayor Ada Quill said on Monday.", "2025-03-31"),
    ("Mayor Ada Quill said the gates were opened on Monday.", "-"),
    ("The gates opened on Monday, Mayor Ada Quill said.", "-"),
    ("Mayor Ada Quill, who was elected on Monday, said the gates held.", "-"),
    ("After visiting the port on Monday, Mayor Ada Quill said the gates held.", "-"),
    ("Ahead of the vote on Monday, Mayor Ada Quill said the gates held.", "-"),
    ("Mayor Ada Quill has said since Monday that the gates held.", "-"),
    ("Asked about Monday’s vote, Mayor Ada Quill said the gates held.", "-"),
    ("“The gates held,” Mayor Ada Quill told the Sunday Gazette.", "-"),
    ("“The gates held,” Mayor Ada Quill told the Sunday Gazette on Friday.", "2025-03-28"),
    ("Speaking to farmers on Monday, Mayor Ada Quill said the gates held.", "2025-03-31"),
    ("The mayor, addressing farmers on Monday, said the gates held.", "2025-03-31"),
    ("Reached by phone on Monday, Mayor Ada Quill said the gates held.", "2025-03-31"),
    ("In a statement issued late Monday, the Port Board said the gates held.", "2025-03-31"),
    ("“The gates held,” Ada Quill told Axios in an interview that aired Sunday.", "2025-03-30"),
    ("At Monday’s hearing, Mayor Ada Quill said the gates held.", "2025-03-31"),
    ("At a March 3 hearing, Mayor Ada Quill said the gates held.", "2025-03-03"),
    ("The lawsuit, filed Monday in Ryme, alleges the gates broke.", "2025-03-31"),
    ("The gates held, according to a 2019 report.", "2019"),
    ("It was on Monday that Mayor Ada Quill said the gates held.", "2025-03-31"),
    ("Mayor Ada Quill said shortly before midnight on Monday the gates held.", "2025-03-31"),
    ("Bo Lind said on Monday that it leaked, but Ada Quill said the gates held.", "-"),
    ("Bo Lind said in March it leaked, but on Monday he told reporters the gates held.", "2025-03-31"),
    ("From March 24 to March 26, Mayor Ada Quill said daily the gates held.", "2025-03-24/2025-03-26"),
    ("The pier broke on Monday. A day later, Mayor Ada Quill said the gates held.", "2025-04-01"),
    ("The pier broke on Monday. Mayor Ada Quill said later that day the gates held.", "2025-03-31"),
    ("RYME, March 31 (Harbour Wire) — Mayor Ada Quill said today the gates held.", "2025-03-31"),
    # The same source goes on, or was just said to speak, in one paragraph.
    ("Mayor Ada Quill said on Monday that it rained. “The gates held,” she added.", "2025-03-31"),
    ("Mayor Ada Quill met reporters on Monday. “The gates held,” she said.", "2025-03-31"),
    ("Mayor Ada Quill said on Monday that it rained.\n\nShe said the gates held.", "-"),
    ("Mayor Ada Quill was elected on Monday. “The gates held,” she said.", "-"),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("text", "day"), OF_THE_CUE)
def test_the_day_belongs_to_the_cue(text: str, day: str) -> None:
    first, last = {
        "-": (None, None),
        "2019": (date(2019, 1, 1), date(2019, 12, 31)),
    }.get(day) or [date.fromisoformat(each) for each in (day.split("/") * 2)[:2]]
    (found,) = (
        statement
        for statement in extract(text, published_on=WEDNESDAY)
        if any("gates" in text[slice(*span)] for span in statement.content)
    )
    said_on = found.said_on
    assert (said_on and said_on.first, said_on and said_on.last) == (first, last)


@pytest.mark.model
def test_without_a_published_date_there_is_no_day() -> None:
    (found,) = extract("Mayor Ada Quill said on Monday that the gates held.")
    assert found.said_on is None


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Testifying before the senate on Monday, Ilse Brandt said the pier was shut.", MONDAY),
        ("Ilse Brandt appeared before the court on Monday and said the pier was shut.", MONDAY),
        ("Before the vote on Monday, Ilse Brandt said the pier was shut.", None),
        ("Ilse Brandt said on the 3rd floor that the pier was shut.", None),
    ],
)  # fmt: skip
def test_before_a_court_is_no_time(text, day):
    (found,) = extract(text, published_on=WEDNESDAY)
    assert (found.said_on and found.said_on.first) == day


@pytest.mark.model
@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("her Danish colleague, Jon Falk, on Monday", MONDAY),
        ("the clerk of the town on Monday", MONDAY),
        ("the clerk, who left on Monday,", None),
    ],
)
def test_a_day_behind_whoever_is_told(told, day):
    text = f"Ilse Brandt told {told} that the pier was shut."
    found = extract(text, published_on=WEDNESDAY)[-1]
    assert (found.said_on and found.said_on.first) == day


@pytest.mark.model
def test_a_programme_is_no_week():
    text = (
        "In an interview aired Monday on ABC’s “This Week,” Ilse Brandt said the pier"
        " was shut."
    )
    (found,) = extract(text, published_on=WEDNESDAY)
    assert found.said_on and found.said_on.first == MONDAY
