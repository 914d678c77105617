"""Where a content ends: what the writer adds behind it is none of it."""

import pytest

from articles.extraction import extract

pytestmark = pytest.mark.model


def contents(text):
    return [" … ".join(text[a:b] for a, b in found.content) for found in extract(text)]


@pytest.mark.parametrize(
    "tail",
    [
        "hours after a drone hit the depot",
        "two days before the talks were due to begin",
        "just over a week after its crews walked out",
        "pointing at the map of the harbour",
        "as she left the court with her sister",
        "after leaving the hall",
    ],
)
def test_when_and_how_it_was_said_is_the_writers(tail):
    text = f"The harbour was quiet again, the mayor said, {tail}."
    assert contents(text) == ["The harbour was quiet again"]


@pytest.mark.parametrize(
    "more",
    [
        "if the storm has passed",
        "while the ferry is out of service",
        "unless the ferry is out of service",
    ],
)
def test_what_goes_on_behind_an_aside_stays(more):
    text = f"The harbour will be quiet, the mayor said, {more}."
    assert contents(text) == [f"The harbour will be quiet … {more}"]


@pytest.mark.parametrize(
    ("before", "content", "after"),
    [
        (
            "Ministers were warned about the bridge, which engineers said",
            "was unsafe",
            "as well as the road that leads to it",
        ),
        (
            "The council was not told about the sale of the harbour, which came a week"
            " after Mayor Lena Brack promised residents that",
            "she would protect the quays",
            "as well as the lease that gave the pier to a hotel",
        ),
        (
            "She praised Karl Ott, who said",
            "he would stay",
            "along with his deputy, Jon Rask",
        ),
    ],
)
def test_a_list_goes_on_behind_a_clause_about_a_part_of_it(before, content, after):
    assert content in contents(f"{before} {content}, {after}.")


@pytest.mark.parametrize(
    "content",
    [
        "the plan would protect jobs, as well as the coast that feeds the town",
        "the fund would pay for the school, along with the two clinics",
        "she would raise the fares, in addition to the tax on parking",
    ],
)
def test_a_list_inside_a_content_stays_whole(content):
    assert contents(f"Mayor Lena Brack said {content}.") == [content]


@pytest.mark.parametrize("opener", ["But", "Yet", "Still"])
def test_the_writers_opener_before_an_aside_is_none_of_it(opener):
    text = f"{opener}, Mayor Lena Brack said, the pier was safe."
    assert contents(text) == ["the pier was safe"]


@pytest.mark.parametrize(
    "gloss",
    [
        ", an apparent reference to the deal of 2019",
        ", a thinly veiled swipe at Jon Rask",
        ", apparently alluding to the row over the port",
        ", citing a court order",
        ", without giving a reason",
        " — as was true of her father",
        " — probably not what Jon Rask had in mind",
    ],
)
def test_what_the_writer_says_to_explain_it_is_none_of_it(gloss):
    text = f"Mayor Lena Brack said the school would never close{gloss}."
    assert contents(text)[0] == "the school would never close"


@pytest.mark.parametrize(
    "content",
    [
        "there was a reference to the port in the letter",
        "the letter named two streets, a bridge and the port",
        "the school would stay open — as soon as it was clean",
    ],
)
def test_what_only_looks_like_an_explanation_stays(content):
    assert contents(f"Mayor Lena Brack said {content}.") == [content]


@pytest.mark.parametrize(
    ("cited", "finds"),
    [
        ("safety concerns", True),
        ("weak demand in Asia", True),
        ("the cost of steel", True),
        ("two officials", False),
        ("a person close to the board", False),
        ("state media", False),
        ("an engineer", False),
        ("court documents", False),
    ],
)
def test_a_reason_that_is_cited_is_said_but_no_source_is(cited, finds):
    found = contents(f"Mayor Lena Brack said the school would close, citing {cited}.")
    assert found == ["the school would close", *([cited] if finds else [])]
