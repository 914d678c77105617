"""Quotation marks of every kind are paired, and none of them stops the scanner."""

import time

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
def test_time_is_linear(unit):
    def seconds(times: int) -> float:
        start = time.process_time()
        quotations(unit * times)
        return time.process_time() - start

    seconds(10_000)
    # Twenty times the text may take sixty times as long, not four hundred.
    assert seconds(100_000) < 60 * max(seconds(5_000), 0.01)
