"""Whose a quotation is that no verb reports, through the whole pipeline."""

import pytest

from articles.extraction.pipeline import extract

pytestmark = pytest.mark.model


def names(text):
    return [statement.source.name for statement in extract(text)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Beata Olin shook her head.\n\n“They never tested it. Not once.”", "Beata Olin"),
        ("Fisherman Piet Haak sold his boat. “There is nothing left.”", "Piet Haak"),
        ("The mayor, Joan Picket, took the stairs. “I walk everywhere.”", "Joan Picket"),
        ("Sami Tore met Leo Finke on Monday. “It will hold for years.”", None),
        ("The roof fell on Monday. “It will hold for years.”", None),
    ],
)  # fmt: skip
def test_whom_alone_the_sentence_before_is_about(text, who):
    assert names(text) == [who]


def test_turns_of_a_dialogue_in_which_somebody_asks():
    turns = ["“Did you see it?” prosecutor Amy Blunt asked.", "“Something,” Ray Tull said.", "“Was it a gun?”", "“It was dark.”", "“Yes or no, Mr. Tull.”", "“Then no.”"]  # fmt: skip
    assert names("\n\n".join(turns)) == ["Amy Blunt", "Ray Tull"] * 3


def test_paragraphs_go_on_where_nobody_asks_or_answers():
    lines = ["“I love it here,” said Carla Dunn.", "“So do I,” said Peter Voss.", "“We never locked a door.”"]  # fmt: skip
    assert names("\n\n".join(lines)) == ["Carla Dunn", "Peter Voss", "Peter Voss"]


INTERVIEW = "\n\nQ: Why raise the fare now?\nA: Because it paid for half a bus."


@pytest.mark.parametrize(
    ("opening", "who"),
    [
        ("The Courier met the planner, Hana Iversen.", "Hana Iversen"),
        ("The Courier met Hana Iversen and Bo Lind.", None),
    ],
)
def test_the_one_person_of_an_interview_answers(opening, who):
    assert names(opening + INTERVIEW) == [None, who]


def test_who_is_first_called_by_a_full_name_speaks_on_by_the_surname():
    text = "On the ink\n\nKarl Brandt: I do miss the smell.\n\nOn age\n\nBrandt: It does not suit me."  # fmt: skip
    assert names(text) == ["Karl Brandt", "Karl Brandt"]


def test_the_moderator_of_a_transcript_is_one_unnamed_source():
    text = "MODERATOR: Your time is up.\nSEN. ADA QUILL: I have hardly begun.\nMODERATOR: Thirty seconds."  # fmt: skip
    said = {s.source.id: s.source.kind for s in extract(text)}
    assert sorted(said.values()) == ["anonymous", "person"]
