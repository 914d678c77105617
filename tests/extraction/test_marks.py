"""Quotation marks of every kind are paired, and none of them stops the scanner."""

import itertools
import sys

import pytest
from hypothesis import given, strategies

from articles.extraction.marks import quotations


def inner(text: str, depth: int = 0) -> list[str]:
    return [
        " / ".join(text[start:end] for start, end in quotation.pieces)
        for quotation in quotations(text)
        if quotation.depth == depth
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"It rained," Bo said.', ["It rained,"]),
        ("“It rained,” Bo said. “Hard.”", ["It rained,", "Hard."]),
        ("„Es regnet“, sagte Bo.", ["Es regnet"]),
        ("»Es regnet«, sagte Bo.", ["Es regnet"]),
        ("«\u00a0Il pleut\u202f», dit Bo.", ["Il pleut"]),
        ("”Det regnar”, sade Bo.", ["Det regnar"]),
        ("``It rained,'' Bo said.", ["It rained,"]),
        ("''It rained,'' Bo said.", ["It rained,"]),
        ('The roof ""leaks"" again.', ["leaks"]),
        ("‘The farmers’ barns aren’t dry,’ said Bo.", ["The farmers’ barns aren’t dry,"]),
        ("'The farmers' barns aren't dry,' said Bo.", ["The farmers' barns aren't dry,"]),
        ("Bo called it ‘a mess’ twice.", ["a mess"]),
        ("“In the ‘80s we let ‘em in,” said Bo.", ["In the ‘80s we let ‘em in,"]),
        ('"They couldn‘t," said Bo.', ["They couldn‘t,"]),
        ("The farmers' barns and the owners' houses.", []),
        ('He is 5\'11" tall. "Dark hair," said Bo.', ["Dark hair,"]),
        ('A 12" pipe and a 9" pipe burst.', []),
        ('"" and " " hold nothing.', []),
    ],
)  # fmt: skip
def test_pairs(text, expected):
    assert inner(text) == expected


def test_nested_quotations_are_told_apart_by_depth():
    text = "“He told us, ‘Go home,’ and left,” said Bo."
    assert inner(text) == ["He told us, ‘Go home,’ and left,"]
    assert inner(text, depth=1) == ["Go home,"]


def test_a_quotation_runs_on_where_each_paragraph_opens_with_a_mark():
    text = "“It rained.\n\n“Then it froze.\n\n“Then it thawed,” said Bo."
    assert inner(text) == ["It rained. / Then it froze. / Then it thawed,"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It rained.\n\n“It froze,” said Bo. “Hard.”", ["It rained. / It froze,", "Hard."]),
        ("“It rained, farmer Bo said.\n\n“Dry here,” said Al.", ["It rained", "Dry here,"]),
        ("“It rained.\n\nBo said “so.”", ["It rained.", "so."]),
        ("Bo said “it rained and “froze” then", ["it rained and", "froze"]),
    ],
)  # fmt: skip
def test_an_unclosed_quotation_gives_what_is_sure(text, expected):
    assert inner(text) == expected


def test_unclosed_is_said():
    assert [q.closed for q in quotations("“A,” said Bo, “and b.")] == [True, False]


@given(strategies.text("“”„«»‘’'\"`, ab.\n1", max_size=60))
def test_any_marks_give_ordered_pieces_inside_the_text(text):
    for quotation in quotations(text):
        assert 0 <= quotation.outer.start < quotation.outer.end <= len(text)
        ends = [end for piece in quotation.pieces for end in piece]
        assert ends == sorted(ends)
        assert quotation.outer.start <= ends[0] and ends[-1] <= quotation.outer.end


@pytest.mark.parametrize("unit", ["“", '"', "'", '" ', "“a\n\n", '‘“„«"', "a' "])
def test_work_is_linear(unit):
    # Lines run and calls made, not seconds: the machine may have other work. Ten times
    # the text may take twenty times as many, not a hundred.
    assert steps(unit * 2_000) < 20 * steps(unit * 200)


def steps(text: str) -> int:
    """Count the lines that Python runs to find the quotations of a text."""
    counted = itertools.count()

    def trace(*_):
        next(counted)
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        quotations(text)
    finally:
        sys.settrace(before)
    return next(counted)
