"""What the phrase for an unnamed source tells."""

import pytest

from articles.extraction import extract
from articles.extraction.described import count, tenure
from articles.extraction.terms import read as terms


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
        ("twenty-five residents", True, (25, 25)),
        ("two or three workers", True, (2, 3)),
        ("between five and ten workers", True, (5, 10)),
        ("fewer than ten workers", True, (1, 9)),
        ("three current and two former officials", True, (5, 5)),
        ("a teacher and two nurses", True, (3, 3)),
        ("a teacher and several nurses", True, (4, None)),
        ("a doctor and mother of two", False, (1, 1)),
        ("two people briefed on a call and a letter", True, (2, 2)),
        ("one of them, a nurse who left and spoke freely", False, (1, 1)),
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
        ("who was not allowed to brief us", (None, "was not allowed to brief us")),
        ("a clerk who did not want to be named", ("did not want to be named", None)),
        ("a clerk who would not be identified", ("would not be identified", None)),
        (
            "a clerk, granted anonymity to speak candidly,",
            ("granted anonymity", "to speak candidly"),
        ),
        (
            "who spoke under condition of anonymity due to the talks",
            ("under condition of anonymity", "due to the talks"),
        ),
        ("who spoke on Monday", (None, None)),
    ],
)
def test_terms(text: str, expected: tuple[str | None, str | None]) -> None:
    assert terms(text) == expected


def test_current_and_former_together_say_neither() -> None:
    assert tenure("several current and former officials") == "unstated"
    assert tenure("a former official") == "former"


@pytest.mark.model
@pytest.mark.parametrize(
    ("source", "organisation", "country"),
    [
        ("A Russian foreign ministry spokesman", "foreign ministry", "Russia"),
        ("A Calder Motors spokeswoman", "Calder Motors", None),
        ("An official at the water ministry", "water ministry", None),
        ("U.S. officials", None, "United States"),
        ("U.S. and Israeli officials", None, None),
        ("A Western diplomat", None, None),
        ("Two senior officials in Kyiv", None, "Ukraine"),
        ("Officials in New Delhi, who asked not to be named,", None, "India"),
        ("US officials in Baghdad", None, "United States"),
        ("European officials in Kyiv", None, None),
        ("A diplomat in Moscow", None, None),
        ("Officials in Washington state", None, None),
        ("Officials in London, Ontario,", None, None),
        ("Friends of the victim", None, None),
        ("His chief of staff", None, None),
        ("Two people with knowledge of the talks", None, None),
    ],
)
def test_the_body_and_the_country(source, organisation, country) -> None:
    (found,) = extract(f"{source} said the dam held.")
    told = found.source.unnamed
    assert told and (told.organisation, told.country) == (organisation, country)


LISTS = [
    # phrase, number, level, tenure
    ("Three current and two former officials", 5, "unstated", "unstated"),
    ("Two ministers, a general and four aides", 7, "unstated", "unstated"),
    ("Six current and former employees", 6, "unstated", "unstated"),
    ("One senior engineer and two senior inspectors", 3, "senior", "unstated"),
    ("Two former engineers and a former inspector", 3, "unstated", "former"),
]


@pytest.mark.model
@pytest.mark.parametrize(("phrase", "number", "level_", "tenure_"), LISTS)
def test_a_list_of_people_is_one_source(phrase, number, level_, tenure_) -> None:
    (found,) = extract(f"{phrase} said the dam held.")
    told = found.source.unnamed
    assert found.source.name == phrase
    assert told and (told.count_min, told.count_max) == (number, number)
    assert (told.level, told.tenure) == (level_, tenure_)


# Each sentence makes one statement; equal numbers are one source.
SAME = [
    ("A US official said it rained. Another official said it snowed.", "1 2"),
    ("A US official said it rained. A second official said it snowed. The second official said it froze.", "1 2 2"),
    ("A nurse said it rained. Another nurse said it snowed. The first nurse said it froze.", "1 2 1"),
    ("A US official said it rained. An Israeli official said it snowed. The US official said it froze.", "1 2 1"),
    ("Two officials said it rained. One said it snowed. The other said it froze.", "1 2 3"),
    ("Two officials said it rained. Both said it snowed.", "1 1"),
    ("Officials said it rained. The officials said it snowed.", "1 1"),
    ("Four officials said it rained. One of the officials said it snowed. The official said it froze.", "1 2 2"),
    ("An official said it rained. The source said it snowed.", "1 1"),
    ("Some critics said it rained. Other critics said it snowed.", "1 2"),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("text", "ids"), SAME)
def test_who_is_the_same_source(text: str, ids: str) -> None:
    found = [statement.source.id for statement in extract(text)]
    assert found == [f"S{number}" for number in ids.split()]


@pytest.mark.model
def test_terms_hold_for_all_that_a_source_says() -> None:
    text = (
        "Two officials said it rained. The officials, who spoke on condition of"
        " anonymity, said it snowed."
    )
    told = [statement.source.unnamed for statement in extract(text)]
    assert [each and each.terms for each in told] == ["on condition of anonymity"] * 2


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    [
        "The official spoke on condition of anonymity because the talks were private.",
        "He spoke on condition of anonymity because the talks were private.",
        "The official, a diplomat, spoke on condition of anonymity because the talks"
        " were private.",
    ],
)
def test_terms_told_in_a_sentence_of_their_own(sentence: str) -> None:
    text = f"A mayor said it rained. An official said it held. {sentence}"
    first, second, *_ = extract(text)
    assert first.source.unnamed and first.source.unnamed.terms is None
    told = second.source.unnamed
    assert told and told.terms == "on condition of anonymity"
    assert told.reason == "because the talks were private"


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    [
        "She spoke on condition of anonymity.",
        "She was granted anonymity because she feared for her job.",
        "She asked not to be named.",
        "The nurse was given anonymity to speak freely.",
    ],
)
def test_to_be_granted_anonymity_is_no_statement(sentence: str) -> None:
    (found,) = extract(f"“The ward was full,” a nurse said. {sentence}")
    told = found.source.unnamed
    assert told and told.terms


@pytest.mark.model
def test_the_terms_of_another_in_the_sentence_are_not_taken() -> None:
    text = (
        "Aides said it would close, and one adviser, who was granted anonymity to speak"
        " freely, said it was cold."
    )
    told = [statement.source.unnamed for statement in extract(text)]
    assert [each and each.terms for each in told] == [None, "granted anonymity"]


@pytest.mark.model
def test_a_reason_stands_beside_the_terms_and_not_in_what_was_said() -> None:
    text = "An inspector, speaking on condition of anonymity, said it appeared to hold."
    (found,) = extract(text)
    told = found.source.unnamed
    assert told and (told.terms, told.reason) == ("on condition of anonymity", None)


@pytest.mark.model
@pytest.mark.parametrize(
    ("before", "said", "name"),
    [
        ("One senior EU diplomat was less patient.", "the diplomat said", "One senior EU diplomat"),
        ("Two men stood by the gate.", "the men said", "Two men"),
        ("Ada Quill met a former nurse.", "the nurse said", "a former nurse"),
        ("Two men stood by the gate.", "the man said", "the man"),
        ("The men stood by the gate.", "the men said", "the men"),
        ("A man left. It rained. It snowed. It froze.", "the man said", "the man"),
    ],
)  # fmt: skip
def test_who_came_up_before_is_who_speaks(before: str, said: str, name: str) -> None:
    (found,) = extract(f"{before} “It will hold for now,” {said}.")
    assert found.source.name == name


@pytest.mark.model
def test_both_are_the_two_named_before() -> None:
    text = (
        "Two nurses said it was cold. One said it snowed. A clerk said it rained. Both"
        " spoke on condition of anonymity."
    )
    told = [statement.source.unnamed for statement in extract(text)]
    assert [bool(each and each.terms) for each in told] == [True, True, False]
