"""The outlets that a statement came through, in all the ways that news words them."""

import pytest

from articles.extraction import extract

pytestmark = pytest.mark.model

ONE = [
    # told
    ("Ilse Brandt said on “Face the Nation” the pier was unsafe.", "CBS"),
    ("“The pier is unsafe,” Ilse Brandt said on CNN’s “Bay at Six.”", "CNN"),
    ("On The Ada Quill Morning Show on Tuesday, Ilse Brandt said the pier was unsafe.", "Ada Quill Morning Show"),
    ("On Tuesday’s episode of “The Ada Quill Show,” Ilse Brandt said the pier was unsafe.", "Ada Quill Show"),
    ("Speaking on Sky News, Ilse Brandt said the pier was unsafe.", "Sky News"),
    ("Ilse Brandt appeared on MSNBC on Tuesday and said the pier was unsafe.", "MSNBC"),
    ("Critics saw Mr. Brandt’s Euronews appearance, in which he said the pier was unsafe.", "Euronews"),
    ("Ilse Brandt, in an interview with the Coast Courier, said the pier was unsafe.", "Coast Courier"),
    ("Ilse Brandt wrote in an op-ed for the Harbour Tribune that the pier was unsafe.", "Harbour Tribune"),
    ("Writing in the Harbour Tribune, Ilse Brandt said the pier was unsafe.", "Harbour Tribune"),
    ("“The pier is unsafe,” Ilse Brandt said in an email to The Associated Press.", "Associated Press"),
    ("The pier was unsafe, Ilse Brandt confirmed to Reuters.", "Reuters"),
    ("Ilse Brandt told the Harbour Times’ Ann Lee that the pier was unsafe.", "Harbour Times"),
    ("Ilse Brandt told the French newspaper Le Monde the pier was unsafe.", "Le Monde"),
    ("Fox News host Ann Lee went to Ryme. “It is unsafe,” Ilse Brandt told Lee.", "Fox News"),
    ("Ada Quill of NBC News went to Ryme. “It is unsafe,” Ilse Brandt told Quill.", "NBC News"),
    ("Ilse Brandt spoke with NPR’s Ann Lee. The pier was unsafe, she said in the interview.", "NPR"),
    ("Two people who spoke to Reuters on condition of anonymity said the pier was unsafe.", "Reuters"),
    ("Speaking on CBS’s “Face the Nation,” Ilse Brandt said the pier was unsafe.", "CBS"),
    ("Ilse Brandt told Newsnight that the pier was unsafe.", "BBC"),
    ("“The pier is unsafe,” Ilse Brandt said on the “Deep Water” podcast.", "Deep Water"),
    ("In an interview with the “Deep Water” podcast, Ilse Brandt said the pier was unsafe.", "Deep Water"),
    ("“The pier is unsafe,” Ilse Brandt told a local newspaper.", "local newspaper"),
    ("“The pier is unsafe,” Ilse Brandt told a Kenyan radio station.", "Kenyan radio station"),
    ("“The pier is unsafe,” Ilse Brandt told state-run television.", "state-run television"),
    ("“The pier is unsafe,” Ilse Brandt told Al Jazeera English.", "Al Jazeera English"),
    ("“The pier is unsafe,” Ilse Brandt told the Times of Israel.", "Times of Israel"),
    ("“The pier is unsafe,” Ilse Brandt said in an interview with broadcaster NRK late on Monday.", "NRK"),
    # passed on
    ("The pier was unsafe, Ilse Brandt said, as reported by the Times of Israel.", "Times of Israel"),
    ("As first reported by Axios, Ilse Brandt said the pier was unsafe.", "Axios"),
    ("In remarks carried by state television, Ilse Brandt said the pier was unsafe.", "state television"),
    ("The pier was unsafe, two officials said, according to a report in the Coast Courier.", "Coast Courier"),
    ("The pier was unsafe, according to documents obtained by the Coast Courier.", "Coast Courier"),
    ("Japan’s Kyodo news agency, citing two officials, said the pier was unsafe.", "Kyodo"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "outlet"), ONE)
def test_the_outlet_beside_a_statement(text, outlet):
    found = extract(text)
    assert [[r.outlet for r in s.relays] for s in found] == [[outlet]]


NONE = [
    "Ilse Brandt said to the TV that the pier was unsafe.",
    "“The pier is unsafe,” Ilse Brandt said on Twitter.",
    "Ilse Brandt tweeted that the pier was unsafe.",
    "Speaking to reporters in Ryme, Ilse Brandt said the pier was unsafe.",
    "In the wake of the Coast Courier report, Ilse Brandt said the pier was unsafe.",
    "Ilse Brandt, who was popular during her time on MSNBC, said the pier was unsafe.",
    "Ilse Brandt asked CNN’s Ann Lee to put questions that are fair.",
    "“The pier is unsafe,” Ilse Brandt, a host on Fox News, said.",
    "Ilse Brandt told a federal agency that the pier was unsafe.",
    "Ilse Brandt told the police station that the pier was unsafe.",
    "Speaking on Tuesday, Ilse Brandt said the pier was unsafe.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_outlet_behind_a_statement(text):
    assert [s.relays for s in extract(text)] == [()]


@pytest.mark.parametrize(
    ("introduced", "again"),
    [
        ("Le Monde reported that the pier was old.", "the French daily"),
        ("Bild first reported that the pier was old.", "the German tabloid"),
        ("The Valdonian daily Jutarnji Tal said the pier was old.", "the newspaper"),
        (
            "The Valdonian daily Jutarnji Tal said the pier was old.",
            "the Valdonian paper",
        ),
        ("Ostrava Dnes, a Czech news site, said the pier was old.", "the website"),
        ("The Karshan state news agency, KNA, said the pier was old.", "the agency"),
        ("Karshan news agency KNA said the pier was old.", "KNA"),
        ("The Kan public broadcaster said the pier was old.", "Kan"),
        ("A local newspaper said the pier was old.", "the newspaper"),
    ],
)
def test_an_outlet_that_was_introduced_is_known_again(introduced, again):
    outlet, told = extract(f"{introduced} “It is unsafe,” Ilse Brandt told {again}.")
    assert outlet.source.kind == "organisation"
    assert [r.outlet for r in told.relays] == [outlet.source.name]


def test_what_is_no_outlet_is_not_introduced_as_one():
    text = (
        "The Ryme police station said the pier was old. "
        "“It is unsafe,” Ilse Brandt told the station."
    )
    assert [s.relays for s in extract(text)] == [(), ()]


def test_the_title_of_a_programme_is_nobodys_words():
    (found,) = extract("“It is unsafe,” Ilse Brandt said on her podcast, “Deep Water.”")
    assert len(found.content) == 1


def test_a_document_keeps_the_outlet_that_obtained_it():
    text = (
        "Documents seen by Reuters show the pier was unsafe.\n\n"
        "The documents say that it should be closed."
    )
    assert [[r.outlet for r in s.relays] for s in extract(text)] == [["Reuters"]] * 2


def test_the_interview_is_the_one_named_before():
    text = (
        "Ilse Brandt denied it in an interview with the magazine Tideline.\n\n"
        "Her spokesman told the Coast Courier that the pier was safe.\n\n"
        "Brandt said in the interview that it was unsafe."
    )
    *_, courier, tideline = extract(text)
    assert [r.outlet for r in courier.relays] == ["Coast Courier"]
    assert [r.outlet for r in tideline.relays] == ["Tideline"]


def test_what_is_copied_out_of_a_piece_came_through_its_outlet():
    text = (
        "The Coast Courier sent its reporter Ada Quill to Ryme. Quill writes:\n\n"
        "“The pier is unsafe,” Ilse Brandt said.\n\n"
        "The article ends on the beach.\n\n"
        "“I saw it fall,” Kai Lund said.\n\n"
        "Few people came to the meeting in Ryme on Friday.\n\n"
        "Mayor Jon Falk said it was a pity."
    )
    chains = {s.source.name: [r.outlet for r in s.relays] for s in extract(text)}
    assert chains["Ilse Brandt"] == chains["Kai Lund"] == ["Coast Courier"]
    assert chains["Jon Falk"] == []


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Ilse Brandt told CBS she was ill.", "CBS"),
        ("Ilse Brandt told CBS she was ill. CBS News has the film.", "CBS News"),
        ("The Evening Ledger came. Ilse Brandt told the Ledger she was ill.", "Evening Ledger"),
        ("Ilse Brandt told Time she was ill.", "Time"),
        ("Ilse Brandt told AFP she was ill.", "AFP"),
        ("Agence France-Presse (AFP) came. Ilse Brandt told AFP she was ill.", "Agence France-Presse"),
        ("Ilse Brandt told Kyodo News she was ill.", "Kyodo News"),
        ("Kyodo News came. Ilse Brandt told Kyodo she was ill.", "Kyodo News"),
        ("Ilse Brandt told the Kyodo news agency she was ill.", "Kyodo"),
        ("Ilse Brandt told BBC Radio 4 she was ill.", "BBC"),
        ("Ilse Brandt told NTV she was ill.", "NTV"),
    ],
)  # fmt: skip
def test_the_fullest_name_of_an_outlet(text, outlet):
    assert [r.outlet for s in extract(text) for r in s.relays] == [outlet]


@pytest.mark.parametrize(
    ("told", "outlet"),
    [("CNN", "CNN"), ("the Journal", "The Wall Street Journal"), ("AFP", "Agence France-Presse")],
)  # fmt: skip
def test_the_articles_own_outlet_is_no_relay(told, outlet):
    (found,) = extract(f"Ilse Brandt told {told} she was ill.", outlet=outlet)
    assert found.relays == ()


@pytest.mark.parametrize(
    "text",
    [
        "Ilse Brandt told Reuters, the BBC and Radio Ryme that she was ill.",
        "Ilse Brandt said in interviews with Reuters, the BBC and Radio Ryme that she was ill.",
    ],
)
def test_outlets_that_are_told_together_stand_in_their_order(text):
    (found,) = extract(text)
    assert [r.outlet for r in found.relays] == ["Reuters", "BBC", "Radio Ryme"]


def test_what_reporters_are_told_came_through_no_outlet_told_before():
    text = (
        "“The pier is old,” Ilse Brandt told Radio Ryme. “It is shut,” she told"
        " reporters later."
    )
    told, later = extract(text)
    assert [r.outlet for r in told.relays] == ["Radio Ryme"]
    assert later.relays == ()


@pytest.mark.parametrize("where", ["on social media", "in a social media post"])
def test_social_media_are_no_outlet(where):
    (found,) = extract(f"“How many more winters?” Ilse Brandt wrote {where}.")
    assert found.relays == ()
