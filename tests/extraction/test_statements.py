"""Marks and reporting clauses become statements; each rule on a small parsed text."""

import pytest

from articles.extraction.statements import find
from tests.extraction.docs import flat, parsed

SAID = parsed(
    "Ada Quill said that it had rained.",
    "NNP compound 1; NNP nsubj 2; VBD ROOT 2 say; IN mark 6; PRP nsubj 6;"
    "MD aux 6; VBN ccomp 2 rain; . punct 2",
)
NEVER_SAID = parsed(
    "Ada never said it rained.",
    "NNP nsubj 2; RB neg 2; VBD ROOT 2 say; PRP nsubj 4; VBD ccomp 2 rain; . punct 2",
)
IF_SAYS = parsed(
    "If Ada says it rains, we leave.",
    "IN mark 2; NNP nsubj 2; VBZ advcl 7 say; PRP nsubj 4; VBZ ccomp 2 rain;"
    ", punct 7; PRP nsubj 7; VBP ROOT 7 leave; . punct 7",
)
DECLINED = parsed(
    "Ada declined to comment.",
    "NNP nsubj 1; VBD ROOT 1 decline; TO aux 3; VB xcomp 1 comment; . punct 1",
)
DENIED = parsed(
    "Ada denied it rained.",
    "NNP nsubj 1; VBD ROOT 1 deny; PRP nsubj 3; VBD ccomp 1 rain; . punct 1",
)
ASIDE = parsed(
    "The dam, Ada said, would fail.",
    "DT det 1; NN nsubj 7; , punct 4; NNP nsubj 4; VBD parataxis 7 say; , punct 7;"
    "MD aux 7; VB ROOT 7 fail; . punct 7",
)
PASSIVE = parsed(
    "They were told by Ada that it rained.",
    "PRP nsubjpass 2; VBD auxpass 2; VBN ROOT 2 tell; IN agent 2; NNP pobj 3;"
    "IN mark 7; PRP nsubj 7; VBD ccomp 2 rain; . punct 2",
)
ACCORDING = parsed(
    "It rained, according to a report.",
    "PRP nsubj 1; VBD ROOT 1 rain; , punct 1; VBG prep 1; IN prep 3; DT det 6;"
    "NN pobj 4; . punct 1",
)
SAYING = parsed(
    "Ada left, saying it rained.",
    "NNP nsubj 1; VBD ROOT 1 leave; , punct 1; VBG advcl 1 say; PRP nsubj 5;"
    "VBD ccomp 3 rain; . punct 1",
)
SPLIT = parsed(
    "“It rained,” Ada said. “A lot.”",
    "`` punct 6; PRP nsubj 2; VBD ccomp 6 rain; , punct 6; '' punct 6; NNP nsubj 6;"
    "VBD ROOT 6 say; . punct 6; `` punct 10; DT det 10; NN ROOT 10; . punct 10;"
    "'' punct 10",
)
MIXED = parsed(
    "Ada said it “rained a lot” there.",
    "NNP nsubj 1; VBD ROOT 1 say; PRP nsubj 4; `` punct 4; VBD ccomp 1 rain;"
    "DT det 6; NN npadvmod 4; '' punct 4; RB advmod 4; . punct 1",
)
THOUGHT = parsed(
    "“It rained,” Ada thought.",
    "`` punct 6; PRP nsubj 2; VBD ccomp 6 rain; , punct 6; '' punct 6; NNP nsubj 6;"
    "VBD ROOT 6 think; . punct 6",
)
NESTED = parsed(
    "Bo said Ada told him it rained.",
    "NNP nsubj 1; VBD ROOT 1 say; NNP nsubj 3; VBD ccomp 1 tell; PRP dobj 3;"
    "PRP nsubj 6; VBD ccomp 3 rain; . punct 1",
)

BUT = parsed(
    "But it rained, Ada said.",
    "CC cc 2; PRP nsubj 2; VBD ccomp 5 rain; , punct 5; NNP nsubj 5; VBD ROOT 5 say;"
    ". punct 5",
)
ANNOUNCED = parsed(
    "Ada scolded them: “It rained,” she said.",
    "NNP nsubj 1; VBD ccomp 10 scold; PRP dobj 1; : punct 6; `` punct 6; PRP nsubj 6;"
    "VBD ccomp 1 rain; , punct 10; '' punct 10; PRP nsubj 10; VBD ROOT 10 say;"
    ". punct 10",
)
NAMED = parsed(
    "It is a dam, which Ada called “a joke.”",
    "PRP nsubj 1; VBZ ROOT 1 be; DT det 3; NN attr 1; , punct 3; WDT dobj 7;"
    "NNP nsubj 7; VBD relcl 3 call; `` punct 10; DT det 10; NN oprd 7; . punct 1;"
    "'' punct 1",
)
UNPARSED = parsed(
    "According to Ada, the dam fails.",
    "VBG ROOT 0; IN prep 0; NNP pobj 1; , punct 2; DT det 5; NN appos 2; NNS appos 5;"
    ". punct 0",
)
QUOTED_FINDING = parsed(
    "The rule is this: “Firms reported that it rained.”",
    "DT det 1; NN nsubj 2; VBZ ccomp 7 be; DT attr 2; : punct 7; `` punct 7;"
    "NNS nsubj 7; VBD ROOT 7 report; IN mark 10; PRP nsubj 10; VBD ccomp 7 rain;"
    ". punct 7; '' punct 7",
)

GOING_ON = parsed(
    "“We want it,” Ada said, going on to say it froze.",
    "`` punct 2; PRP nsubj 2; VBP ROOT 2 want; PRP dobj 2; , punct 2; '' punct 2;"
    "NNP nsubj 7; VBD parataxis 2 say; , punct 2; VBG advcl 2 go; RP prt 9; TO aux 12;"
    "VB xcomp 9 say; PRP nsubj 14; VBD ccomp 12 freeze; . punct 2",
)


def shown(doc):
    text = doc.text
    return [
        (
            f.kind,
            " … ".join(text[a:b] for a, b in f.content),
            text[f.source.start : f.source.end] if f.source else None,
            f.polarity,
            f.parent,
        )
        for f in find(doc)
    ]


@pytest.mark.parametrize(
    ("doc", "expected"),
    [
        (SAID, ("indirect", "it had rained", "Ada Quill", "asserts", None)),
        (DECLINED, ("indirect", "to comment", "Ada", "declines", None)),
        (DENIED, ("indirect", "it rained", "Ada", "denies", None)),
        (ASIDE, ("indirect", "The dam … would fail", "Ada", "asserts", None)),
        (PASSIVE, ("indirect", "it rained", "Ada", "asserts", None)),
        (ACCORDING, ("indirect", "It rained", "a report", "asserts", None)),
        (SAYING, ("indirect", "it rained", "Ada", "asserts", None)),
        (SPLIT, ("direct", "It rained, … A lot.", "Ada", "asserts", None)),
        (MIXED, ("mixed", "it “rained a lot” there", "Ada", "asserts", None)),
        (BUT, ("indirect", "it rained", "Ada", "asserts", None)),
        (ANNOUNCED, ("direct", "It rained,", "she", "asserts", None)),
        (NAMED, ("mixed", "which … a joke.", "Ada", "asserts", None)),
        (UNPARSED, ("indirect", "the dam fails", "Ada", "asserts", None)),
    ],
)
def test_one_statement(doc, expected):
    assert shown(doc) == [expected]


@pytest.mark.parametrize("doc", [NEVER_SAID, IF_SAYS, THOUGHT])
def test_no_statement(doc):
    assert shown(doc) == []


def test_a_verb_inside_a_quotation_reports_nothing_outside_it():
    assert shown(QUOTED_FINDING) == [
        ("direct", "Firms reported that it rained.", "The rule", "asserts", None),
        ("indirect", "it rained", "Firms", "asserts", 0),
    ]


def test_who_goes_on_to_say_it_is_found_beside_the_quotation():
    assert shown(GOING_ON) == [
        ("direct", "We want it,", "Ada", "asserts", None),
        ("indirect", "it froze", "Ada", "asserts", None),
    ]


def test_a_relative_pronoun_is_told_nothing():
    doc = parsed(
        "A move that firms warned would fail.",
        "DT det 1; NN ROOT 1; WDT dobj 4; NNS nsubj 4; VBD relcl 1 warn; MD aux 6;"
        "VB ccomp 4 fail; . punct 1",
    )
    assert [found.addressee for found in find(doc)] == [None]


def test_who_is_quoted_as_saying_it_is_the_source():
    doc = parsed(
        "The paper quoted Ada as saying that it froze.",
        "DT det 1; NN nsubj 2; VBD ROOT 2 quote; NNP dobj 2; IN prep 2; VBG pcomp 4 say;"
        "IN mark 8; PRP nsubj 8; VBD ccomp 2 freeze; . punct 2",
    )
    assert shown(doc) == [("indirect", "it froze", "Ada", "asserts", None)]


@pytest.mark.parametrize(("thing", "count"), [("anonymity", 0), ("more time", 1)])
def test_to_ask_for_anonymity_is_to_say_nothing(thing, count):
    tags = (
        "NN dobj 1; . punct 1"
        if " " not in thing
        else "JJR amod 3; NN dobj 1; . punct 1"
    )
    doc = parsed(f"Ada demanded {thing}.", "NNP nsubj 1; VBD ROOT 1 demand;" + tags)
    assert len(shown(doc)) == count


def test_a_statement_inside_a_statement_names_its_parent():
    assert shown(NESTED) == [
        ("indirect", "Ada told him it rained", "Bo", "asserts", None),
        ("indirect", "it rained", "Ada", "asserts", 0),
    ]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("“It has rained here.”\n— Ada Quill", "It has rained here.", "Ada Quill"),
        ("Lund mayor: ‘It rained’\n", "It rained", "Lund mayor"),
        ("“It has rained.”", "It has rained.", None),
    ],
)
def test_layout_without_a_verb(text, content, source):
    assert shown(flat(text)) == [("direct", content, source, "asserts", None)]


def test_a_transcript_is_read_line_by_line():
    text = "QUILL: OK: it rained.\nLIND: 4:57, it froze.\n"
    assert [(f[1], f[2]) for f in shown(flat(text))] == [
        ("OK: it rained.", "QUILL"),
        ("4:57, it froze.", "LIND"),
    ]


@pytest.mark.parametrize("label", ["Q&A", "Analysis", "EXCLUSIVE", "Opinion"])
def test_a_label_of_a_headline_is_no_speaker(label):
    text = f"{label}: The mayor on the flood.\nQ: Who are you?\nA: Nobody.\nQ: Why?\n"
    assert [f[1] for f in shown(flat(text))] == ["Who are you?", "Nobody.", "Why?"]


def test_questions_and_answers_have_no_named_source():
    assert [f[2] for f in shown(flat("Q: Who are you?\nA: Nobody.\nQ: Why?\n"))] == [
        None
    ] * 3


@pytest.mark.parametrize(
    "text",
    [
        "Her book “The Salt Road” sold poorly.",
        "It rained all day, and all week.\n\nComments (2)\nowl7: “Nonsense, it is wrong.”",
        "?We won?t move,? said Bo.",
    ],
)
def test_titles_boilerplate_and_damage_give_nothing(text):
    assert shown(flat(text)) == []
