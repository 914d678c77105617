"""How something was said, and to whom, over the language pipeline."""

import pytest

from articles.extraction import extract

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("Ada Quill reportedly said the dam held.", ("reportedly",)),
        ("Allegedly, Ada Quill told aides that the dam held.", ("Allegedly",)),
        ("“The dam held,” Ada Quill reportedly told Bo Lind.", ("reportedly",)),
        ("Ada Quill is reported to have said the dam held.", ("is reported to",)),
        ("Ada Quill appeared to suggest that the dam held.", ("appeared to",)),
        ("The dam reportedly held, Ada Quill said.", ()),
        ("Ada Quill said the dam had reportedly held.", ()),
        ("Ada Quill, who reportedly resigned, said the dam held.", ()),
        ("Ada Quill wanted to say the dam had held, she said.", ()),
    ],
)
def test_hedges_stand_at_the_cue(text: str, hedges: tuple[str, ...]) -> None:
    assert extract(text)[0].hedges == hedges


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Ada Quill said that the dam had failed.", "asserts"),
        ("Ada Quill said the dam had not failed.", "asserts"),
        ("Ada Quill denied that the dam had failed.", "denies"),
        ("Ada Quill dismissed reports that the dam had failed.", "denies"),
        ("Ada Quill denied wrongdoing.", "denies"),
        ("The board has denied any involvement in the spill.", "denies"),
        ("Ada Quill rejected the allegations.", "denies"),
        ("The union disputed the account given by the board.", "denies"),
        ("The allegations have been denied by the board.", "denies"),
        ("Ada Quill neither confirmed nor denied that the dam had failed.", "declines"),
        ("A board spokesman declined comment.", "declines"),
        ("Ada Quill declined to say whether the dam had failed.", "declines"),
    ],
)
def test_denials_and_refusals(text: str, polarity: str) -> None:
    (found,) = extract(text)
    assert found.polarity == polarity


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Ada Quill told reporters the dam held.", "reporters"),
        ("Ada Quill said to reporters that the dam held.", "reporters"),
        ("Ada Quill explained to the court that the dam held.", "the court"),
        ("Mayor Bo Lind came. Ada Quill wrote to Lind that the dam held.", "Bo Lind"),
        ("Ada Quill urged residents to leave.", "residents"),
        ("“The dam held,” Ada Quill said to applause.", None),
        ("Ada Quill said the dam held.", None),
        ("Ada Quill told Harbour Wire that the dam held.", None),
    ],
)
def test_who_was_told(text: str, addressee: str | None) -> None:
    (found,) = extract(text)
    assert found.addressee == addressee


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Calder Motors had no immediate comment.", "Calder Motors", "no immediate comment"),
        ("There was no response from Calder Motors.", "Calder Motors", "no response"),
        ("Ada Quill could not immediately be reached for comment.", "Ada Quill", "reached for comment"),
        ("Ada Quill was not available for comment.", "Ada Quill", "available for comment"),
        ("Calder Motors has yet to respond.", "Calder Motors", "respond"),
        ("The ministry neither confirmed nor denied the strike.", "the ministry", "the strike"),
        ("Ada Quill declined an interview request.", "Ada Quill", "an interview request"),
        ("Ada Quill declined to be interviewed.", "Ada Quill", "to be interviewed"),
        ("Ada Quill declined to say if it held, as the Ledger reported.", "Ada Quill", "to say if it held"),
        ("A man died in the fire. Bo Lind declined to weigh in.", "Bo Lind", "to weigh in"),
        ("Neither of the two companies would comment.", "the two companies", "comment"),
        ("Neither Ada Quill nor Bo Lind responded to calls.", "Ada Quill and Bo Lind", "responded to calls"),
        ("Calls to the embassy went unanswered.", "the embassy", "went unanswered"),
        ("Messages left for Ada Quill were not returned.", "Ada Quill", "returned"),
        ("Attempts to reach Ada Quill were unsuccessful.", "Ada Quill", "were unsuccessful"),
        ("The ministry has not said whether the dam held.", "the ministry", "said whether the dam held"),
        ("Ada Quill has not said when the first fines will be issued.", "Ada Quill", "said when the first fines will be issued"),
        ("Ada Quill is not saying who opened it.", "Ada Quill", "saying who opened it"),
        ("The board has yet to say what caused the leak.", "the board", "say what caused the leak"),
        ("Officials haven’t disclosed why it fell, citing the law.", "Officials", "disclosed why it fell"),
    ],
)  # fmt: skip
def test_who_was_asked_and_did_not_answer(text, source, content) -> None:
    (found,) = extract(text)
    assert (found.polarity, found.source.name) == ("declines", source)
    assert [text[slice(*span)] for span in found.content] == [content]


@pytest.mark.parametrize(
    "text",
    [
        "The board had no money.",
        "There was no water from the tap.",
        "The summit could not be reached.",
        "The hall was not available for weddings.",
        "Ada Quill declined a second helping.",
        "Neither team scored.",
        "A clerk, who declined to be identified, left.",
        "Efforts to reach a settlement were unsuccessful.",
        "Calls for calm went unanswered.",
        "Ada Quill never said the dam would hold.",
        "Ada Quill has not said that the dam held.",
    ],
)
def test_no_refusal_where_nobody_was_asked(text: str) -> None:
    assert extract(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The bank denied Ada Quill a loan.",
        "The ministry denied the visa application.",
        "The judge denied the motion.",
        "The court rejected the appeal.",
        "Voters rejected the plan in a referendum.",
        "Bo Lind was denied entry to the port.",
    ],
)
def test_what_is_withheld_or_voted_down_is_not_denied(text: str) -> None:
    assert extract(text) == []
