"""Rules and tagger together: who is believed about what, on small parsed texts."""

import pytest

from articles.extraction.page import read
from articles.extraction.statements import find
from articles.extraction.told import Words, tell
from articles.extraction.types import Span, Tagged
from tests.extraction.docs import flat, parsed

SAID = parsed(
    "Ada Quill said that it had rained.",
    "NNP compound 1; NNP nsubj 2; VBD ROOT 2 say; IN mark 6; PRP nsubj 6;"
    "MD aux 6; VBN ccomp 2 rain; . punct 2",
)
FUMED = parsed(
    "Ada fumbled with words about the rain.",
    "NNP nsubj 1; VBD ROOT 1 fumble; IN prep 1; NNS pobj 2; IN prep 3; DT det 6;"
    "NN pobj 4; . punct 1",
)
THOUGHT = parsed(
    "Ada thought it rained.",
    "NNP nsubj 1; VBD ROOT 1 think; PRP nsubj 3; VBD ccomp 1 rain; . punct 1",
)
NEVER = parsed(
    "Ada never hinted it rained.",
    "NNP nsubj 2; RB neg 2; VBD ROOT 2 hint; PRP nsubj 4; VBD ccomp 2 rain; . punct 2",
)
MIGHT = parsed(
    "Ada might hint it rained.",
    "NNP nsubj 2; MD aux 2; VB ROOT 2 hint; PRP nsubj 4; VBD ccomp 2 rain; . punct 2",
)
EXPECTED = parsed(
    "Ada is expected to hint it rained.",
    "NNP nsubj 2; VBZ aux 2; VBN ROOT 2 expect; TO aux 4; VB xcomp 2 hint;"
    "PRP nsubj 6; VBD ccomp 4 rain; . punct 2",
)
CHIEF = parsed(
    "The chief of police, Ada Quill, agreed.",
    "DT det 1; NN nsubj 8; IN prep 1; NN pobj 2; , punct 1; NNP compound 6;"
    "NNP appos 1; , punct 1; VBD ROOT 8 agree; . punct 8",
)
NOBODY = parsed(
    "Nobody fumed about the rain.",
    "NN nsubj 1; VBD ROOT 1 fumble; IN prep 1; DT det 4; NN pobj 2; . punct 1",
)

URGING = parsed(
    "Ada said they had sunk twice, urging him on.",
    "NNP nsubj 1; VBD ROOT 1 say; PRP nsubj 4; VBD aux 4; VBN ccomp 1 sink;"
    "RB advmod 4; , punct 4; VBG advcl 4 urge; PRP dobj 7; RB advmod 7; . punct 1",
)
BOTH = parsed(
    "Ada said it rained and the mayor claimed it froze.",
    "NNP nsubj 1; VBD ROOT 1 say; PRP nsubj 3; VBD ccomp 1 rain; CC cc 1; DT det 6;"
    "NN nsubj 7; VBD conj 1 claim; PRP nsubj 9; VBD ccomp 7 freeze; . punct 1",
)

NEXT = parsed(
    "It rained, Ada said. Bo said it froze.",
    "PRP nsubj 1; VBD ccomp 4 rain; , punct 4; NNP nsubj 4; VBD ROOT 4 say; . punct 4;"
    "NNP nsubj 7; VBD ROOT 7 say; PRP nsubj 9; VBD ccomp 7 freeze; . punct 7",
)
SOURCELESS = parsed(
    "The tides, saying it rained.",
    "DT det 1; NNS ROOT 1; , punct 1; VBG dep 1 say; PRP nsubj 5; VBD ccomp 3 rain;"
    ". punct 1",
)

OFTEN = parsed(
    "Too often, Ada said, it froze in what they called spring.",
    "RB advmod 1; RB advmod 7; , punct 7; NNP nsubj 4; VBD parataxis 7 say; , punct 7;"
    "PRP nsubj 7; VBD ROOT 7 freeze; IN prep 7; WP dobj 11; PRP nsubj 11;"
    "VBD pcomp 8 call; NN oprd 11; . punct 7",
)
COLON = parsed(
    "The town is torn on it: Ada said they would stay.",
    "DT det 1; NN nsubj 2; VBZ ccomp 8 be; VBN acomp 2; IN prep 3; PRP pobj 4;"
    ": punct 8; NNP nsubj 8; VBD ROOT 8 say; PRP nsubj 11; MD aux 11; VB ccomp 8 stay;"
    ". punct 8",
)
INSISTED = parsed(
    "Ada said the cap was late but insisted it held.",
    "NNP nsubj 1; VBD ROOT 1 say; DT det 3; NN nsubj 4; VBD ccomp 1 be; JJ acomp 4;"
    "CC cc 4; VBD conj 4 insist; PRP nsubj 9; VBD ccomp 7 hold; . punct 1",
)

BEMOANING = parsed(
    "Bemoaning the rain, Ada accused Bo of idleness.",
    "VBG advcl 5 bemoan; DT det 2; NN dobj 0; , punct 5; NNP nsubj 5;"
    "VBD ROOT 5 accuse; NNP dobj 5; IN prep 5; NN pobj 7; . punct 5",
)
ACCUSED = parsed(
    "Bo was accused by Ada of theft.",
    "NNP nsubjpass 2; VBD auxpass 2; VBN ROOT 2 accuse; IN agent 2; NNP pobj 3;"
    "IN prep 2; NN pobj 5; . punct 2",
)
DESCRIBED = parsed(
    "A fire that Ada described as “a cruel act” killed two.",
    "DT det 1; NN nsubj 11; WDT dobj 4; NNP nsubj 4; VBD relcl 1 describe; IN prep 4;"
    "`` punct 9; DT det 9; JJ amod 9; NN pobj 5; '' punct 9; VBD ROOT 11 kill;"
    "CD dobj 11; . punct 11",
)
CALLED_ON = parsed(
    "Ada called on Bo to leave “at once” and left.",
    "NNP nsubj 1; VBD ROOT 1 call; IN prep 1; NNP pobj 2; TO aux 5; VB xcomp 1 leave;"
    "`` punct 5; IN prep 5; RB pcomp 7; '' punct 5; CC cc 5; VBD conj 5 leave;"
    ". punct 1",
)
CALLED_FOR = parsed(
    "Ada called for calm.",
    "NNP nsubj 1; VBD ROOT 1 call; IN prep 1; NN pobj 2; . punct 1",
)


def tagged(doc, content, cue, source=None, sure=0.9, attribution=0.95, doubtful=False):
    def span(words):
        at = doc.text.index(words)
        return Span(at, at + len(words))

    return Tagged(
        content=tuple(span(words) for words in content),
        cue=(span(cue),),
        source=span(source) if source else None,
        speech=0.99,
        content_confidence=sure,
        attribution_confidence=attribution,
        doubtful=doubtful,
    )


def shown(doc, *tags):
    return [
        (
            found.kind,
            tuple(doc.text[a:b] for a, b in found.content),
            found.source and doc.text[slice(*found.source)],
        )
        for found in find(doc, doc.text, tags)
    ]


def test_what_the_tagger_alone_finds_is_a_statement():
    tag = tagged(FUMED, ["the rain"], "fumbled", "Ada")
    assert shown(FUMED, tag) == [("indirect", ("the rain",), "Ada")]


def test_what_both_find_is_told_once_with_the_borders_of_the_parse():
    tag = tagged(SAID, ["had rained"], "said", "Ada Quill")
    assert shown(SAID, tag) == [("indirect", ("it had rained",), "Ada Quill")]
    assert find(SAID, SAID.text, [tag])[0].confidence == 0.9


def test_a_participle_belongs_to_its_clause_whoever_the_tagger_hears_in_it():
    tags = [
        tagged(URGING, ["they had sunk twice"], "said", "Ada"),
        tagged(URGING, ["him on"], "urging", "Ada"),
    ]
    assert shown(URGING, *tags)[0] == (
        "indirect",
        ("they had sunk twice, urging him on",),
        "Ada",
    )


def test_a_tag_that_runs_on_into_another_clause_ends_where_the_parse_ends_it():
    tag = tagged(BOTH, ["it rained and the mayor claimed it froze"], "said", "Ada")
    assert shown(BOTH, tag) == [
        ("indirect", ("it rained",), "Ada"),
        ("indirect", ("it froze",), "the mayor"),
    ]


def test_a_tag_keeps_out_of_the_next_sentence_where_somebody_else_reports():
    tag = tagged(NEXT, ["It rained", "Bo said it froze"], "said", "Ada")
    assert shown(NEXT, tag) == [
        ("indirect", ("It rained",), "Ada"),
        ("indirect", ("it froze",), "Bo"),
    ]


def test_a_tag_keeps_all_of_its_own_sentence():
    content = ["Too often", "it froze in what they called spring"]
    tag = tagged(OFTEN, content, "said", "Ada")
    assert shown(OFTEN, tag)[0] == ("indirect", tuple(content), "Ada")


def test_a_clause_without_a_source_stays_only_where_a_tag_knows_it():
    assert shown(SOURCELESS) == []
    known = tagged(SOURCELESS, ["it rained"], "saying", sure=0.5)
    assert shown(SOURCELESS, known) == [("indirect", ("it rained",), None)]
    assert len(find(SOURCELESS, SOURCELESS.text)) == 1  # the rules alone


@pytest.mark.parametrize(
    ("cue", "parse", "source", "finds"),
    [
        ("spoke of", "VBD ROOT 1 speak; IN prep 1", "Ada", 1),
        ("fumbled for", "VBD ROOT 1 fumble; IN prep 1", "Ada", 0),
        ("spoke of", "VBD ROOT 1 speak; IN prep 1", None, 0),
        ("laughed at", "VBD ROOT 1 laugh; IN prep 1", "Ada", 0),
        ("quoted from", "VBD ROOT 1 quote; IN prep 1", "Ada", 0),
    ],
)
def test_a_doubtful_tag_counts_where_its_cue_is_a_word_of_saying(
    cue, parse, source, finds
):
    doc = parsed(
        f"Ada {cue} the tides.",
        f"NNP nsubj 1; {parse}; DT det 4; NNS pobj 2; . punct 1",
    )
    tag = tagged(doc, ["the tides"], cue, source, sure=0.3, doubtful=True)
    assert len(find(doc, doc.text, [tag])) == finds
    sure = tagged(doc, ["the tides"], cue, source)
    assert len(find(doc, doc.text, [sure])) == 1


@pytest.mark.parametrize(
    ("noun", "lemma", "finds"),
    [
        ("Allegations", "allegation", 1),
        ("Notes", "note", 0),
        ("Calls", "call", 0),
    ],
)
def test_a_doubtful_noun_tells_without_a_source_what_it_names(noun, lemma, finds):
    doc = parsed(
        f"{noun} of fraud grew.",
        f"NNS nsubj 3 {lemma}; IN prep 0; NN pobj 1; VBD ROOT 3 grow; . punct 3",
    )
    tag = tagged(doc, ["fraud"], noun, sure=0.3, doubtful=True)
    assert len(find(doc, doc.text, [tag])) == finds


def test_what_is_echoed_is_not_what_was_said():
    doc = parsed(
        "Ada said it held, echoing the words of the mayor.",
        "NNP nsubj 1; VBD ROOT 1 say; PRP nsubj 3; VBD ccomp 1 hold; , punct 3;"
        "VBG advcl 3 echo; DT det 7; NNS dobj 5; IN prep 7; DT det 10; NN pobj 8; . punct 1",
    )
    tags = [
        tagged(doc, ["it held"], "said", "Ada"),
        tagged(doc, ["the words of the mayor"], "echoing", "Ada"),
    ]
    assert [words for _, words, _ in shown(doc, *tags)] == [
        ("it held",),
        ("the words of the mayor",),
    ]


def test_what_the_tagger_hears_in_a_cue_is_told_once():
    tag = tagged(COLON, ["they would stay"], "said", "Ada")
    assert shown(COLON, tag) == [("indirect", ("they would stay",), "Ada")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ada said the ban “marked the end” for them.", "the ban “marked the end”"),
        ("Ada said “it seems unlikely” that it froze.", "“it seems unlikely” that it"),
        ("Ada sang “no peace” and “no rest” all day.", "“no peace” and “no rest”"),
    ],
)
def test_the_sentence_of_a_quotation_is_told_whole(text, content):
    doc = flat(text)
    tag = tagged(doc, [content], text.split()[1], "Ada")
    assert [(kind, words) for kind, words, _ in shown(doc, tag)] == [
        ("mixed", (content,))
    ]


def test_a_whole_quotation_ends_at_its_marks_and_an_unclosed_one_where_it_is_told_of():
    doc = flat("Ada said: “It froze,” all day.")
    tag = tagged(doc, ["It froze,” all day"], "said", "Ada")
    assert shown(doc, tag)[0][:2] == ("direct", ("It froze,",))


def test_what_is_told_of_tells_nothing_where_the_tagger_hears_the_teller():
    tags = [
        tagged(INSISTED, ["the cap was late"], "said", "Ada"),
        tagged(INSISTED, ["it held"], "insisted", "Ada", attribution=0.7),
    ]
    assert ("indirect", ("it held",), "Ada") in shown(INSISTED, *tags)


def test_who_is_quoted_by_an_outlet_is_the_source_of_a_tag():
    text = "Lund Radio quoted Ada as calling it late."
    tag = tagged(flat(text), ["Ada as calling it late"], "quoted", "Lund Radio")
    told = tell(read(flat(text), text), Words(read(flat(text), text)), tag, {}).tag
    source = [told.source] if told.source else []
    assert [text[a:b] for a, b in (*told.content, *told.cue, *source)] == [
        "it late",
        "calling",
        "Ada",
    ]


def test_the_source_in_the_sentence_of_the_verb_is_believed():
    tag = tagged(NEXT, ["it froze"], "said", "Ada")
    assert shown(NEXT, tag)[-1] == ("indirect", ("it froze",), "Bo")


def test_what_one_verb_tells_is_not_told_again_by_the_next():
    tag = tagged(BEMOANING, ["the rain", "Bo of idleness"], "accused", "Ada")
    assert shown(BEMOANING, tag)[-1] == ("indirect", ("Bo of idleness",), "Ada")


def test_who_accuses_is_the_source_and_not_who_is_accused():
    tag = tagged(ACCUSED, ["Bo", "Ada of theft"], "was accused", "Bo")
    assert shown(ACCUSED, tag) == [("indirect", ("Bo", "of theft"), "Ada")]


def test_who_complaints_come_from_is_their_source():
    doc = parsed(
        "The move follows complaints from locals over noise.",
        "DT det 1; NN nsubj 2; VBZ ROOT 2 follow; NNS dobj 2 complaint; IN prep 3;"
        "NNS pobj 4; IN prep 3; NN pobj 6; . punct 2",
    )
    tag = tagged(doc, ["noise"], "complaints", "The move")
    assert shown(doc, tag) == [("indirect", ("noise",), "locals")]


def test_what_is_described_keeps_its_pronoun():
    tag = tagged(DESCRIBED, ["as “a cruel act"], "described", "Ada")
    assert shown(DESCRIBED, tag) == [("mixed", ("that", "as “a cruel act”"), "Ada")]


def test_a_sure_tag_goes_on_behind_the_clause():
    doc = parsed(
        "Ada said it rained, but would clear up.",
        "NNP nsubj 1; VBD ROOT 1 say; PRP nsubj 3; VBD ccomp 1 rain; , punct 1; CC cc 1;"
        "MD aux 7; VB conj 1 clear; RP prt 7; . punct 1",
    )
    more = ["it rained, but would clear up"]
    assert shown(doc, tagged(doc, more, "said", "Ada"))[0][1] == tuple(more)
    unsure = tagged(doc, more, "said", "Ada", sure=0.7)
    assert shown(doc, unsure)[0][1] == ("it rained",)


def test_a_phrase_that_no_tag_knows_stays_where_some_of_it_is_quoted():
    assert shown(CALLED_ON) == [("mixed", ("Bo to leave “at once”",), "Ada")]
    assert shown(CALLED_FOR) == []


def test_without_tags_the_rules_alone_decide():
    assert shown(SAID) == [("indirect", ("it had rained",), "Ada Quill")]
    assert find(SAID, SAID.text, None) == find(SAID, SAID.text, [])


@pytest.mark.parametrize(
    ("doc", "content", "cue"),
    [
        (THOUGHT, "it rained", "thought"),
        (NEVER, "it rained", "hinted"),
        (MIGHT, "it rained", "hint"),
        (EXPECTED, "it rained", "hint"),
        (CHIEF, "The chief of police", "agreed"),
    ],
)
def test_the_parse_knows_what_is_no_report(doc, content, cue):
    assert shown(doc, tagged(doc, [content], cue, "Ada")) == []


@pytest.mark.parametrize(("source", "finds"), [("The form", 0), ("The union", 1)])
def test_a_form_that_asks_for_words_says_nothing(source, finds):
    doc = parsed(
        f"{source} asks for shelter and help.",
        "DT det 1; NN nsubj 2; VBZ ROOT 2 ask; IN prep 2; NN pobj 3; CC cc 4;"
        "NN conj 4; . punct 2",
    )
    tag = tagged(doc, ["for shelter and help"], "asks", source)
    assert len(find(doc, doc.text, [tag])) == finds


def test_nobody_says_nothing():
    assert shown(NOBODY, tagged(NOBODY, ["the rain"], "fumed", "Nobody")) == []


@pytest.mark.parametrize(
    ("text", "content", "kind", "drawn"),
    [
        (
            "Ada fumed “it rains all day” again",
            "it rains",
            "direct",
            "it rains all day",
        ),
        ("Ada fumed of “it rains all day” now", "of “it rains all", "mixed", None),
        ("Ada fumed of “rain that falls all day” now", "of “rain", "indirect", None),
    ],
)
def test_marks_draw_the_borders_of_quotations(text, content, kind, drawn):
    doc = flat(text)
    [(found, words, _)] = [
        f for f in shown(doc, tagged(doc, [content], "fumed", "Ada")) if f[0] == kind
    ]
    whole = {"mixed": "of “it rains all day”", "indirect": content}
    assert words == (drawn or whole[found],)


def test_a_quotation_that_the_rules_own_is_not_told_again():
    doc = flat("“It rains all day,” said Ada.")
    longer = tagged(doc, ["It rains all day,” said"], "said", "Ada")
    assert [kind for kind, *_ in shown(doc, longer)] == ["direct"]
