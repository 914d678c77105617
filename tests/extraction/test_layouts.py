"""Posts that are shown with who wrote them below, and without marks."""

from datetime import date

import pytest

from articles.extraction import extract

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "post",
    [
        "The pool opens at noon. Bring a towel.\n— Ilse Brandt (@ilse) June 3, 2025",
        "The pool opens at noon. Bring a towel. pic.twitter.com/x — Ilse Brandt (@ilse) June 3, 2025",
    ],
)  # fmt: skip
def test_a_post_is_said_by_whoever_signs_it(post):
    text = f"The mayor answered within the hour.\n\n{post}\n\nIt rained."
    (found,) = extract(text, published_on=date(2025, 6, 4))
    assert [text[a:b] for a, b in found.content] == [
        "The pool opens at noon. Bring a towel."
    ]
    assert (found.kind, found.source.name) == ("direct", "Ilse Brandt")
    assert found.said_on and found.said_on.first == date(2025, 6, 3)


@pytest.mark.parametrize(
    "text",
    [
        "The pier — the old one — was shut by Ilse Brandt (@ilse).",
        "It rained.\n\n— Ilse Brandt (@ilse) June 3, 2025",
    ],
)
def test_what_is_no_post(text):
    assert extract(text) == []
