"""One statement that came through an outlet is told once, with the outlet in its chain."""

import pytest

from articles.extraction import extract

pytestmark = pytest.mark.model

# What was said, how the words of the outlet stand around it, and how it came by it.
SAID = [
    "Ilse Brandt said the pier was unsafe",
    "Ilse Brandt denied that the pier was unsafe",
    "Two senior officials said the pier was unsafe",
    "“The pier is unsafe,” Ilse Brandt said",
]
AFTER = [
    ("{}, according to Harbour Wire.", "Harbour Wire", "according to"),
    ("{}, according to the Inland Post.", "Inland Post", "according to"),
    ("{}, according to the Inland Post newspaper.", "Inland Post", "according to"),
    ("{}, the Morning Ledger reported on Monday.", "Morning Ledger", "reported"),
]


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize(("around", "outlet", "relation"), AFTER)
def test_an_outlet_behind_a_statement_is_its_relay(said, around, outlet, relation):
    (found,) = extract(around.format(said))
    assert [(r.outlet, r.relation) for r in found.relays] == [(outlet, relation)]
    assert found.source.kind == ("anonymous" if "officials" in said else "person")
    assert found.polarity == ("denies" if "denied" in said else "asserts")


@pytest.mark.parametrize(
    "text",
    [
        "According to Harbour Wire, Ilse Brandt said the pier was unsafe.",
        "Harbour Wire reported that Ilse Brandt said the pier was unsafe.",
        "The Harbour Wire news agency quoted Ilse Brandt as saying it was unsafe.",
        "“The pier is unsafe,” Ilse Brandt was quoted as saying by Harbour Wire.",
        "Harbour Wire said, quoting Ilse Brandt, that the pier was unsafe.",
        "Ilse Brandt told Harbour Wire on Tuesday the pier was unsafe.",
    ],
)
def test_a_statement_through_one_outlet_is_found_once(text):
    (found,) = extract(text)
    assert found.source.name == "Ilse Brandt"
    assert [relay.outlet for relay in found.relays] == ["Harbour Wire"]


@pytest.mark.parametrize("when", ["on Tuesday", "last week", "late on Friday"])
def test_the_day_of_telling_is_no_part_of_what_was_told(when):
    text = f"Ilse Brandt told Harbour Wire {when} the pier was unsafe."
    (found,) = extract(text)
    assert text[slice(*found.content[0])] == "the pier was unsafe"


@pytest.mark.parametrize(
    "document", ["court documents", "minutes of the meeting", "a leaked letter"]
)
def test_a_document_that_tells_what_somebody_said_is_a_source_of_its_own(document):
    told = f"Ilse Brandt warned that the pier was unsafe, according to {document}."
    outer, inner = extract(told)
    assert (outer.source.kind, inner.source.name) == ("document", "Ilse Brandt")
    assert inner.parent == 0


@pytest.mark.parametrize(
    ("outlet", "again"),
    [
        ("Harbour Wire", "the agency"),
        ("Morning Ledger", "the newspaper"),
        ("Coast Courier", "the paper"),
    ],
)
def test_an_outlet_on_its_own_is_an_organisation_and_stays_itself(outlet, again):
    first, second = extract(
        f"{outlet} reported on Sunday that the flat was let.\n\n"
        f"The rent was low, {again} said."
    )
    assert first.source.kind == second.source.kind == "organisation"
    assert first.source.name == second.source.name == outlet


def test_a_person_with_an_outlets_surname_stays_a_person():
    (found,) = extract("Mayor Anna Herald said the pier was unsafe.")
    assert (found.source.kind, found.source.name) == ("person", "Anna Herald")


@pytest.mark.parametrize(
    "text",
    [
        "Ilse Brandt said she had warned of the danger three times.",
        "“Each time they thank me for my patience,” Ilse Brandt said.",
        "Ilse Brandt said Washington had offered to mediate.",
        "“Anyone who offers to build it has not been here,” Ilse Brandt said.",
    ],
)
def test_what_is_named_inside_a_statement_is_no_statement(text):
    (found,) = extract(text)
    assert found.source.name == "Ilse Brandt"


@pytest.mark.parametrize("how", ["by e-mail", "by telephone", "by letter"])
def test_a_means_is_no_source(how):
    text = f"Ilse Brandt said that the office had been informed ‘{how} and twice’."
    assert [s.source.name for s in extract(text)] == ["Ilse Brandt"]


@pytest.mark.parametrize(
    "told",
    [
        "Ilka Venn told her counterpart at the table, Nordquay chief Bo Sandgren, last"
        " week that she expects an answer.",
        "Ilka Venn told the council in a letter on Monday that she expects an answer.",
        "Ilka Venn said later that day that she expects an answer.",
    ],
)
def test_content_starts_at_its_that(told):
    (found,) = extract(told)
    assert told[slice(*found.content[0])] == "she expects an answer"


@pytest.mark.parametrize("word", ["I said", "we told you", "I asked"])
def test_who_is_quoted_is_no_other_source_to_himself(word):
    (found,) = extract(f"“And {word} that the pier was shut,” Ada Quill said.")
    assert found.source.name == "Ada Quill"


@pytest.mark.parametrize("question", ["what we want to hear", "how it went", "why"])
def test_a_question_inside_a_statement_is_no_statement(question):
    (found,) = extract(f"“They never tell us {question}, and we ask,” Ada Quill said.")
    assert found.source.name == "Ada Quill"


@pytest.mark.parametrize(
    ("again", "who"), [("former minister", "Ilka Venn"), ("minister", None)]
)
def test_a_former_minister_is_not_the_minister(again, who):
    text = f"Ilka Venn, the former transport minister, left. The {again} said it hurt."
    (found,) = extract(text)
    assert (found.source.name == "Ilka Venn") == (who is not None)


@pytest.mark.parametrize(
    "who", ["Neither side", "No official", "Nobody", "None of them"]
)
def test_nobody_says_nothing(who):
    assert extract(f"{who} said whether the truce would hold.") == []
    assert extract(f"“It will hold,” said {who.lower()}") is not None


def test_two_tellings_in_one_sentence_are_two_statements():
    text = "Kai Lund told Reuters he would not stand, and told the BBC he was ill."
    first, second = extract(text)
    assert [r.outlet for r in (*first.relays, *second.relays)] == ["Reuters", "BBC"]
    assert first.source.name == second.source.name == "Kai Lund"
    assert second.parent is None


UNEARTHED = "The Inland Post unearthed a 1995 story from the Morning Ledger."


@pytest.mark.parametrize(
    "after",
    [
        "A Ledger article said the pier was unsafe.",
        "The article said the pier was unsafe.",
        "The story said the pier was unsafe.",
        "“The pier is unsafe,” the Morning Ledger wrote.",
    ],
)
def test_an_outlet_that_unearthed_a_document_carries_what_it_says(after):
    (found,) = extract(f"{UNEARTHED} {after}")
    assert [relay.outlet for relay in found.relays] == ["Inland Post"]


def test_the_own_report_of_an_outlet_is_a_source_and_no_relay():
    (found,) = extract("According to a new report by Harbour Wire, the pier is unsafe.")
    assert found.source.kind == "document"
    assert found.relays == ()


def test_an_interview_in_the_sentence_before_goes_on():
    text = (
        "Vera Stolz spoke in an interview with  Harbour Wire magazine.\n\n"
        "Vera Stolz was calm in the interview last week. She said the pier was unsafe."
    )
    found = [s for s in extract(text) if s.source.name == "Vera Stolz"][-1]
    assert [relay.outlet for relay in found.relays] == ["Harbour Wire"]


@pytest.mark.parametrize(
    "text",
    [
        "Ministers were warned about the bridge in March.",
        "The men were asked about the money on Monday.",
        "Residents were told to leave by noon.",
        "Mayor accused of pressing police to drop the inquiry.",
    ],
)
def test_who_was_told_is_no_source(text):
    assert {found.source.name for found in extract(text)} <= {None}


def test_what_a_document_tells_goes_before_it():
    said = "Ministers were warned that the roof of the hospital could collapse"
    text = f"{said}, according to leaked emails, months before a ceiling gave way."
    (found,) = (f for f in extract(text) if f.parent is None)
    assert [text[a:b] for a, b in found.content] == [said]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("it had “much to answer for”", "called on", "the council to pay"),
        ("a review would report by May", "urged", "patients to wait"),
    ],
)
def test_a_second_verb_is_the_speakers(first, second, told):
    text = f"Gerald Pym said {first} and {second} {told}."
    found = extract(text)
    shown = [(text[f.content[0].start : f.content[-1].end]) for f in found]
    assert shown == [first, told]
    assert {f.source.name for f in found} == {"Gerald Pym"}


@pytest.mark.parametrize(
    ("outer", "inner", "who"),
    [
        (
            "My boss came in and said: ‘You are done.’ I left",
            "You are done.",
            "My boss",
        ),
        ("A clerk told me, ‘Sign here,’ and I signed", "Sign here,", "A clerk"),
        ("The doctor said the ward was full", "the ward was full", "The doctor"),
    ],
)
def test_what_is_quoted_in_a_quotation_has_its_own_source(outer, inner, who):
    text = f"“{outer},” said Lena Brack."
    first, second = extract(text)
    assert (first.source.name, second.source.name) == ("Lena Brack", who)
    assert [text[a:b] for a, b in second.content] == [inner]
    assert second.parent == 0
    assert second.kind == ("direct" if "‘" in outer else "indirect")


def test_what_the_speaker_told_others_is_no_one_elses():
    text = "“I told him, ‘Go home,’ and he went,” said Lena Brack."
    assert len(extract(text)) == 1


def test_a_refusal_behind_what_was_said_is_the_speakers():
    text = "A clerk for the board said that it rained but would not comment further."
    said, refused = extract(text)
    assert [text[slice(*f.content[0])] for f in (said, refused)] == [
        "it rained",
        "comment further",
    ]
    assert (refused.polarity, refused.source.id) == ("declines", said.source.id)


def test_whoever_is_said_to_have_told_it_told_it():
    told = "the aide, trade adviser Peter Voss, assured them that no pier was shut"
    text = f"Sens. Carl Boone and Lisa Trammell said {told}."
    outer, inner = extract(text)
    assert text[slice(*outer.content[0])] == told
    assert (inner.source.name, inner.parent) == ("Peter Voss", 0)


@pytest.mark.parametrize("after", ["Her son nodded.", "The hall laughed."])
def test_a_sentence_behind_a_question_is_no_cue_of_it(after):
    text = (
        f"“It took nine months,” said Karin Dahl. “Nine months. Why so long?” {after}"
    )
    assert {found.source.name for found in extract(text)} == {"Karin Dahl"}


@pytest.mark.parametrize(
    "text",
    [
        "Moscow blamed no one and offered no evidence.",
        "Both spoke to the Ledger on condition that their names not be used.",
    ],
)
def test_nothing_is_said_where_nothing_is_told(text):
    told = [text[slice(*found.content[0])] for found in extract(text)]
    assert not any("evidence" in each or "condition" in each for each in told)


@pytest.mark.parametrize(
    "content",
    [
        "the condition of the road would improve",
        "the anonymity of all who came to the board with it would be kept",
    ],
)
def test_a_promise_about_terms_is_a_statement(content):
    text = f"Mayor Lena Brack promised that {content}."
    assert [text[slice(*found.content[0])] for found in extract(text)] == [content]


def test_an_outlet_that_only_retells_is_a_relay_however_much_stands_between():
    text = (
        "A Ryme official told Reuters, on condition of anonymity, that the pier was"
        " shut, the Morning Ledger reported."
    )
    (found,) = extract(text)
    assert found.source.kind == "anonymous"
    assert [r.outlet for r in found.relays] == ["Reuters", "Morning Ledger"]


@pytest.mark.parametrize(
    ("who", "relays"), [("She", ["Reuters"]), ("Jon Falk", [])], ids=["same", "other"]
)
def test_who_is_quoted_further_is_quoted_by_the_same_outlet(who, relays):
    text = (
        "Mayor Ilse Brandt told Reuters that the pier was shut."
        f" {who} was also quoted as saying that it was old."
    )
    assert [r.outlet for r in extract(text)[-1].relays] == relays
