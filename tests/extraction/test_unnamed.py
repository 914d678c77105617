"""What the phrase for an unnamed source tells."""

import pytest

from articles.extraction.described import count
from articles.extraction.unnamed import terms


@pytest.mark.parametrize(
    ("phrase", "plural", "expected"),
    [
        ("officials", True, (2, None)),
        ("two officials", True, (2, 2)),
        ("an official", False, (1, 1)),
        ("one of the officials", True, (1, 1)),
        ("at least three aides", True, (3, None)),
        ("more than 40 staff", True, (41, None)),
        ("up to five judges", True, (2, 5)),
        ("a dozen lawmakers", True, (12, 12)),
        ("a group of senators", True, (2, None)),
        ("several judges", True, (3, None)),
        ("dozens of residents", True, (24, None)),
        ("both men", True, (2, 2)),
        ("another official", False, (1, 1)),
        ("the 1,200 strikers", True, (1200, 1200)),
    ],
)
def test_count(phrase: str, plural: bool, expected: tuple[int, int | None]) -> None:
    assert count(phrase, plural) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "who spoke on condition of anonymity because he was not authorised to speak",
            ("on condition of anonymity", "because he was not authorised to speak"),
        ),
        ("an aide, on background, said", ("on background", None)),
        ("a clerk who asked not to be named said", ("asked not to be named", None)),
        (
            "who declined to be identified, citing fear of reprisals",
            ("declined to be identified", "citing fear of reprisals"),
        ),
        ("was not authorized to speak", (None, "was not authorized to speak")),
        ("who spoke on Monday", (None, None)),
    ],
)
def test_terms(text: str, expected: tuple[str | None, str | None]) -> None:
    assert terms(text) == expected
