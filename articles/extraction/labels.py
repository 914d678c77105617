"""Mends what the language pipeline gets wrong in names of the news: titles and labels.

Its tokenizer parts "Supt." in two, so that a sentence ends before the name, and its
recogniser takes some people for bodies and some bodies for people, though a title
before the name or the last word of it settles which.
"""

import re
from collections.abc import Iterator
from typing import Any

from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokens import Doc, Span, Token

from articles.extraction.names import COURTESIES, PARTICLES, fold, letters, outlets
from articles.extraction.tables import listed, words

ABBREVIATED = listed(
    "Supt Det Insp Cllr Sgt Lt Col Maj Capt Cmdr Cdr Comdr Hon Atty Asst Pvt Cpl Pfc"
    " Msgr Reps Sens Brig Amb Pres Treas Spc Dep Ret Ald Vt Mme Mlle Sr"
)
# Last words of outlets' names that are hardly ever surnames.
_OUTLETS = listed(
    "courier ledger times news herald tribune gazette journal chronicle telegraph"
    " dispatch inquirer bulletin sentinel examiner wire newswire broadcasting magazine"
    " weekly"
)
# Last words of other bodies' names that are hardly ever surnames.
_BODIES = listed(
    "center centre university county institute foundation hospital museum agency"
    " ministry department committee council commission association corporation company"
    " group holdings airlines inc ltd plc llc bureau federation academy clinic"
)
_RANKS = COURTESIES | listed(
    "dr prof sen rep gov lt col gen maj capt sgt cpl cmdr cdr adm supt insp det cllr sir"
    " dame baroness rev"
)
_OFFICES = listed(
    "minister secretary senator governor mayor spokesman spokeswoman spokesperson"
    " president chancellor ambassador congressman congresswoman premier lawmaker envoy"
    " councillor judge prosecutor analyst economist lawyer attorney professor director"
    " activist researcher residents resident mp negotiator adviser advisor chairman"
    " chairwoman ceo coach owner farmer colonel captain commissioner sheriff"
)
# "Its head, Gunilla Ott": who stands behind these is hardly ever a body.
_HEADS = listed("head chief boss founder chairman chairwoman president secretary")
# Given names of women and of men.
_EITHERS = listed(
    "alex alexis andrea casey chris jamie jean jo jordan kelly kerry kim leslie maria"
    " marian pat robin sam sasha sandy terry"
)
_BODY_LABELS = ("ORG", "PRODUCT", "WORK_OF_ART", "FAC", "LOC", "EVENT", "LAW")


def teach(nlp: Language) -> None:
    """Add both to a language pipeline."""
    tokenizer: Any = nlp.tokenizer
    for word in ABBREVIATED:
        tokenizer.add_special_case(f"{word}.", [{ORTH: f"{word}."}])
    nlp.add_pipe("titles_go_on", before="parser")
    nlp.add_pipe("names_of_people_and_bodies", after="ner")


@Language.component("titles_go_on")
def titles_go_on(doc: Doc) -> Doc:
    """Let no sentence begin behind "Lt. Col."."""
    for token in doc[:-1]:
        if token.text[-1] == "." and token.text[:-1] in ABBREVIATED:
            doc[token.i + 1].is_sent_start = False
    return doc


@Language.component("names_of_people_and_bodies")
def names_of_people_and_bodies(doc: Doc) -> Doc:
    """Call "Harbour Wire" an organisation and "Baroness Ott" a person."""
    entities = _with_nicknames(doc, list(_joined(doc)))
    entities = _with_bodies(doc, entities)
    called = {e.text for e in entities if e.label_ == "PERSON" and _is_called_body(e)}
    for k, entity in enumerate(entities):
        if entity.label_ == "PERSON" and (_is_body(entity) or entity.text in called):
            entities[k] = Span(doc, entity.start, entity.end, label="ORG")
        elif entity.label_ in (*_BODY_LABELS, "GPE", "NORP"):
            start = _person_start(entity)
            if start is not None:
                entities[k] = Span(doc, start, entity.end, label="PERSON")
    doc.set_ents(_as_before(entities))
    return doc


_BODIES_OF_PEOPLE = re.compile(
    r"\b(?:Doctors|Reporters|Lawyers|Engineers|Teachers) Without Borders\b"
    r"|\bFriends of the Earth\b"
)


def _with_bodies(doc: Doc, entities: list[Span]) -> list[Span]:
    """The entities, with bodies that are called by what their people are."""
    for match in _BODIES_OF_PEOPLE.finditer(doc.text):
        whole = doc.char_span(*match.span(), label="ORG", alignment_mode="contract")
        if whole is not None:
            apart = [
                e for e in entities if e.end <= whole.start or whole.end <= e.start
            ]
            entities = [*apart, whole]
    return sorted(entities, key=lambda e: e.start)


def _is_called_body(entity: Span) -> bool:
    """Whether a noun says what bears the name: "state news agency KCNA".

    "The hotel Trump built" only says whose it is. So does "Der Bote, a German weekly".
    """
    if len(entity) > 2 or len(entity) == 2 and _is_given(entity[0]):
        return False
    behind = (child for child in entity.root.children if child.dep_ == "appos")
    if any(noun.i >= entity.end and noun.lower_ in _SORTS for noun in behind):
        return True
    name = entity.root
    beside = len(entity) == 1 and name.dep_ == "appos"
    if beside and name.head.lower_ in _SORTS | _MAKERS:
        return True  # "the drug's maker, Torvex"
    if entity.start == 0:
        return False
    noun = entity.doc[entity.start - 1]
    either = noun.lower_ in _EITHER_SORTS and len(entity) > 1
    if noun.lower_ not in _SORTS or either or not _is_lower(noun):
        return False
    return noun.head == name or (name.head == noun and name.dep_ == "appos")


def _is_lower(noun: Token) -> bool:
    return noun.text.islower() or noun.is_sent_start is True


_SORTS = listed(
    "agency broadcaster newspaper channel station website magazine company firm insurer"
    " bank charity airline carmaker retailer manufacturer publisher startup start-up"
    " operator supermarket network outlet tabloid daily weekly group party union club"
    " brewer regulator watchdog studio lender chain"
)
_MAKERS = listed("maker manufacturer publisher supplier operator")
_EITHER_SORTS = listed("operator publisher manufacturer")  # of people as well
_NICKNAMED = re.compile(
    r"(?:[A-Z][\w’'-]+ |[A-Z]\. ?)+[“\"][A-Z][\w’'. -]{1,15}[”\"] [A-Z][\w’'-]+"
    r"(?: (?:[JS]r\.|I{2,3}|IV)(?!\w))?"
)


def _with_nicknames(doc: Doc, entities: list[Span]) -> list[Span]:
    """The entities, with "William “Bill” Ott" whole where a part of it is a person."""
    for match in _NICKNAMED.finditer(doc.text):
        whole = doc.char_span(*match.span(), label="PERSON", alignment_mode="contract")
        if whole is None:
            continue
        part = [e for e in entities if e.start < whole.end and whole.start < e.end]
        people = [e for e in part if e.label_ == "PERSON"]
        if people and all(e.end <= whole.end for e in part):
            start = min(whole.start, people[0].start)
            start = max([start, *(e.end for e in part if e not in people)])
            while start < people[0].start and letters(doc[start].text) in words(
                "titles"
            ):
                start += 1
            entities = [e for e in entities if e not in people]
            entities.append(Span(doc, start, whole.end, label="PERSON"))
    return sorted(entities, key=lambda e: e.start)


def _as_before(entities: list[Span]) -> list[Span]:
    """The entities, a surname labelled as its bearer is: "Baroness Ott … Ott said"."""
    people = {fold(e.text) for e in entities if e.label_ == "PERSON"}
    tails = {
        " ".join(parts[k:])
        for parts in map(str.split, people)
        for k in range(len(parts))
    }
    bodies = [e for e in entities if e.label_ == "ORG" and fold(e.text) not in tails]
    first = {fold(e[0].text) for e in bodies if len(e) > 1}
    return [
        Span(e.doc, e.start, e.end, label="PERSON")
        if e.label_ in _BODY_LABELS
        and fold(e.text) in tails
        and fold(e[0].text) not in first - PARTICLES
        else e
        for e in entities
    ]


def _joined(doc: Doc) -> Iterator[Span]:
    """The entities, with a name that particles part in one: "Pieter van 't | Hoff"."""
    waiting: Span | None = None
    for entity in doc.ents:
        if waiting is not None and _goes_on(waiting, entity):
            waiting = Span(doc, waiting.start, entity.end, label="PERSON")
            continue
        if waiting is not None:
            yield waiting
        waiting = entity
    if waiting is not None:
        yield waiting


def _goes_on(one: Span, other: Span) -> bool:
    if one.label_ != "PERSON" or other.label_ != "PERSON":
        return False
    between = one.doc[one.end : other.start]
    small = [*one[-2:], *between, other[0]]
    joins = all(t.text in (*PARTICLES, "'", "’", "t", "-") for t in between)
    return joins and any(t.text in PARTICLES for t in small) and len(between) < 3


def _is_body(entity: Span) -> bool:
    """Whether a name of several words is that of an outlet or another body."""
    first, last = letters(entity[0].text), letters(entity[-1].text)
    if len(entity) == 1 or first in words("women") | words("men"):
        return False
    if entity[-1].text in ("AB", "AG", "AS", "SA", "NV", "SE", "GmbH", "Oyj", "SpA"):
        return True
    return last in _OUTLETS | _BODIES or fold(entity.text) in outlets()


def _person_start(entity: Span) -> int | None:
    """Where a name begins that is a person's after all, by what stands around it."""
    doc, start = entity.doc, entity.start
    if not _may_be_a_person(entity):
        return None
    before = letters(doc[start - 1].text) if start else ""
    if _is_a_head(entity):
        return start
    first = letters(entity[0].text)
    if first in _RANKS and len(entity) > 1:
        return start + 1
    if before in _RANKS:
        return start
    if entity.label_ == "NORP":
        return None
    if len(entity) == 1:
        own = _is_given(entity[0]) and _is_described(doc, entity.end)
        return start if own else None
    if entity.label_ in ("ORG", "GPE") and _holds_office(entity):
        return start
    if entity.label_ not in _BODY_LABELS:
        return None
    if len(entity) > 2 and first in words("titles") and _is_given(entity[1]):
        return start + 1
    if before in ("of", "for") and start > 1:
        return _after_office(entity, letters(doc[start - 2].text))
    known = (
        before in _OFFICES
        or _is_given(entity[0])
        and (
            _is_described(doc, entity.end) or len(entity) == 3 and _is_given(entity[1])
        )
    )
    return start if known else None


def _is_a_head(entity: Span) -> bool:
    """ "Its head, | Gunilla Ott |": two words that were taken for a body."""
    doc, start = entity.doc, entity.start
    behind = start > 1 and doc[start - 1].text == "," and entity.label_ == "ORG"
    return behind and len(entity) == 2 and letters(doc[start - 2].text) in _HEADS


def _after_office(entity: Span, office: str) -> int | None:
    """ "Lloyd" in "Secretary of | Defense Lloyd Ott"."""
    if office not in _OFFICES:
        return None
    given = [t.i for t in entity[1:-1] if _is_given(t)]
    return given[-1] if given and entity.end - given[-1] < 4 else None


def _is_given(token: Token) -> bool:
    low = letters(token.text)
    return low in words("women") | words("men") | _EITHERS


def _may_be_a_person(entity: Span) -> bool:
    text = entity.text
    if fold(text) in outlets() or letters(entity[-1].text) in words("organisations"):
        return False
    named = all(t.text[:1].isupper() or t.text in "-'’" for t in entity)
    return named and len(entity) < 5 and "&" not in text


def _holds_office(entity: Span) -> bool:
    """Whether an office follows that is its own: "Sri Mulya, the finance minister"."""
    behind = (child for child in entity.root.children if child.dep_ == "appos")
    return len(entity) == 2 and any(noun.lower_ in _STATE_OFFICES for noun in behind)


_STATE_OFFICES = listed(
    "minister secretary governor mayor spokesman spokeswoman premier"
)


def _is_described(doc: Doc, at: int) -> bool:
    """Whether an age, an office or "who" follows: "Eli Marsk, 34, …"."""
    if at + 2 >= len(doc) or doc[at].text != ",":
        return False
    if doc[at + 1].lower_ == "who" or doc[at + 1].text.isdigit():
        return True
    for token in doc[at + 1 : at + 9]:
        if token.text in (",", "."):
            break
        if letters(token.text) in words("titles"):
            return True
    return False
