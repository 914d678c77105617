"""What a phrase for an unnamed source tells by its words alone, with no pipeline."""

import pytest

from articles.extraction.described import read
from articles.extraction.types import Unnamed


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("officials", Unnamed(2, None)),
        ("he", Unnamed()),
        ("", Unnamed()),
        ("of the", Unnamed()),
        ("one of the officials", Unnamed()),
        ("zero people", Unnamed()),
        ("a group of nurses", Unnamed(2, None)),
        ("dozens of residents", Unnamed(24, None)),
        ("three people with knowledge of the talks", Unnamed(3, 3)),
        ("people familiar with the matter", Unnamed(2, None)),
        ("the minister’s spokeswoman", Unnamed()),
        ("a senior U.S. official", Unnamed(1, 1, None, "United States", "senior")),
        ("two former Pentagon officials", Unnamed(2, 2, "Pentagon", tenure="former")),
        ("a spokesman for the Lund police", Unnamed(1, 1, "Lund police")),
        (
            "an official at the Ministry of Transport",
            Unnamed(1, 1, "Ministry of Transport"),
        ),
        ("an official in Israel, who asked to stay away", Unnamed(country="Israel")),
        ("two senior officials in Kyiv", Unnamed(2, 2, None, "Ukraine", "senior")),
        ("a diplomat in Moscow", Unnamed()),
        ("Transport ministry officials", Unnamed(2, None, "Transport ministry")),
        (
            "at least four senior port authority officials",
            Unnamed(4, None, "port authority", level="senior"),
        ),
        (
            "One of four transport ministry officials",
            Unnamed(1, 1, "transport ministry"),
        ),
    ],
)
def test_read(phrase: str, expected: Unnamed) -> None:
    assert read(phrase) == expected
