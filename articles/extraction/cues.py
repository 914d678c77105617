"""Reporting clauses: which words report, who speaks, to whom, and what they govern."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from articles.extraction import governed, verbs
from articles.extraction.governed import Verb
from articles.extraction.ranges import (
    Range,
    noun_phrase,
    subject,
    trimmed,
    whole,
    without,
)
from articles.extraction.types import Polarity

_VERB_OR_AUX = frozenset(map(get_string_id, ("VERB", "AUX")))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_CONFIDENCE_REFUSED = 0.9
_FEWEST_BEFORE = 4  # tokens before ", according to" that are what was said
_HIGHEST_SUBJECT = 6  # steps from a verb up to the one whose subject it shares


@dataclass(slots=True)
class Clause:
    """One reporting clause, in token ranges.

    ``core`` holds source, cue and addressee, ``content`` what the parse puts under the
    verb; it is empty where the verb goes with a quotation only. ``quotes`` tells
    whether a quotation beside the clause belongs to it, ``reports`` is false for
    thoughts, whose quotations are no statements.
    """

    verb: int
    cue: Range
    core: Range
    source: Range | None = None
    addressee: Range | None = None
    content: tuple[Range, ...] = ()
    polarity: Polarity = "asserts"
    quotes: bool = True
    reports: bool = True
    confidence: float = governed.CLAUSE_CONFIDENCE


def clauses(doc: Doc, quoted: Sequence[int]) -> Iterator[Clause]:
    """Find the reporting clauses of a document, in text order.

    ``quoted`` says for each token in which quotation it stands, or -1.
    """
    rows = doc.to_array(["LEMMA", "POS", "LOWER"]).tolist()
    for at, (lemma, pos, lower) in enumerate(rows):
        if lower == verbs.ACCORDING:
            clause = _according(doc[at])
        elif lemma in verbs.VERBS and pos in _VERB_OR_AUX:
            clause = _clause(governed.read(doc[at], quoted))
        else:
            continue
        if clause is not None:
            yield clause


_NOBODY = verbs.words("neither nobody none no")


def is_nobody(doc: Doc, at: int) -> bool:
    """Recognise who says nothing, "neither side said", but not "No 10 said"."""
    numbered = at + 1 < len(doc) and doc[at + 1].like_num
    return doc[at].lower_ in _NOBODY and not numbered


def _clause(verb: Verb) -> Clause | None:
    token = verb.token
    refused = _refused(verb)
    if refused is None and (token.lemma in verbs.DECLINING or _unreal(token)):
        return None
    quoted = _quoted_as(verb)
    source = whole(quoted[0]) if quoted else _source(verb)
    if verb.passive and source is None:
        return None
    if source and refused is None and is_nobody(token.doc, source[0]):
        return None
    addressee = _addressee(verb)
    content, confidence = governed.content(verb, source, addressee)
    if refused:
        content, confidence = (refused,), _CONFIDENCE_REFUSED
    cue = (quoted[1].i, quoted[1].i + 1) if quoted else _cue(verb, content)
    parts = [part for part in (cue, source, addressee) if part]
    return Clause(
        verb=token.i,
        cue=cue,
        core=(min(part[0] for part in parts), max(part[1] for part in parts)),
        source=source,
        addressee=addressee,
        content=content,
        polarity=_polarity(verb, source, refused),
        quotes=token.lemma in verbs.QUOTING,
        reports=token.lemma not in verbs.THINKING,
        confidence=confidence,
    )


def _quoted_as(verb: Verb) -> tuple[Token, Token] | None:
    """Find the mayor and "saying" in "the paper quoted the mayor as saying that"."""
    whom = verb.by_dep.get("dobj")
    if whom is None or verb.passive or verb.token.lemma_ not in ("quote", "cite"):
        return None
    for child in verb.children:
        if child.lower_ == "as" and child.i > whom.i:
            saying = next((c for c in child.children if c.dep_ == "pcomp"), None)
            return (whom, saying) if saying else None
    return None


def _polarity(verb: Verb, source: Range | None, refused: Range | None) -> Polarity:
    if refused:
        return "declines"
    denies = verb.token.lemma in verbs.DENYING or governed.denied(verb, source)
    return "denies" if denies else "asserts"


def _refused(verb: Verb) -> Range | None:
    """Give what was declined: "(declined) to comment", "(did not) respond"."""
    token = verb.token
    if token.lemma in verbs.DECLINING:
        asked = verb.by_dep.get("xcomp")
        told = asked and asked.lemma in verbs.DECLINED and not _is_passive(asked)
        return _before_outlet(token.doc, whole(asked)) if asked and told else None
    negated = "neg" in verb.by_dep
    if (negated or _is_yet_to(token)) and _leaves_open(token):
        return trimmed(token.doc, token.i, _end_of_refusal(token))
    if not negated:
        return None
    aux = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    unanswered = token.lemma in verbs.UNANSWERED and aux & verbs.UNANSWERING
    unconfirmed = token.lemma in verbs.UNCONFIRMED and aux & {"would", "could"}
    if unanswered or unconfirmed:
        return trimmed(token.doc, token.i, _end_of_refusal(token))
    return None


def _is_yet_to(verb: Token) -> bool:
    """Recognise "has yet to say"."""
    return verb.dep_ == "xcomp" and any(c.lower_ == "yet" for c in verb.head.children)


def _leaves_open(verb: Token) -> bool:
    """Recognise "has not said whether it will", other than "never said that it would"."""
    if verb.lemma not in verbs.LEAVING_OPEN:
        return False
    return any(
        child.i > verb.i
        and verb.doc[child.left_edge.i].lower_ in verbs.QUESTIONS
        and (child.dep_ == "ccomp" or _follows(verb, child))
        for child in verb.children
    )


def _follows(verb: Token, clause: Token) -> bool:
    """Recognise "said when it will", parsed as a time; "said when asked" is one."""
    return clause.left_edge.i == verb.i + 1 and subject(clause) is not None


def _end_of_refusal(verb: Token) -> int:
    """Where what was not told ends: "would not say how, | saying only that"."""
    for child in verb.children:
        start = child.left_edge.i
        if child.tag_ == "VBG" and child.i > verb.i and verb.doc[start - 1].text == ",":
            return start
    return verb.right_edge.i + 1


def _is_passive(asked: Token) -> bool:
    """Say whether somebody declined to be named: those are terms, and no refusal."""
    return any(child.dep_ == "auxpass" for child in asked.children)


def _before_outlet(doc: Doc, words: Range) -> Range:
    """Leave out ", as the Ledger reported"."""
    start, end = words
    for at in range(start + 1, end - 2):
        as_told = doc[at].text == "," and doc[at + 1].lower_ == "as"
        if as_told and doc[end - 1].lemma in verbs.SAYING:
            return trimmed(doc, start, at)
    return words


def _unreal(verb: Token) -> bool:
    """Say whether the verb tells of nothing that was said: negated, future, if."""
    for child in verb.children:
        if child.dep_ == "neg" or (child.lower_ == "never" and child.i < verb.i):
            return True
        if child.dep_ == "aux" and child.lower in verbs.UNREAL:
            return True
        if child.dep_ == "aux" and child.lower == verbs.TO:
            return verb.head.lemma not in verbs.GOING_ON
        if child.dep_ == "mark" and child.lower in verbs.CONDITIONS:
            return True
    if verb.tag_ == "VB" and verb.dep_ in ("conj", "xcomp") and verb.head.i < verb.i:
        return _unreal(verb.head)
    return verb.tag_ == "VB" and verb.dep_ == "ROOT"


def _source(verb: Verb) -> Range | None:
    if verb.passive:
        by = verb.by_dep.get("agent")
        noun = _object(by) if by else None
        return whole(noun) if noun and verb.beside(noun) else None
    found = verb.own_subject() or _subject_above(verb)
    if found is None:
        return None
    start, end = noun_phrase(found, verb.token.i)
    return start, max(end, _end_of_list(verb, found))


def _end_of_list(verb: Verb, first: Token) -> int:
    """Find the end of "three current and two former officials", parsed as two."""
    last = [c for c in verb.children if c.dep_ == first.dep_ and c.i > first.i]
    if not last or last[-1].head != first.head or last[-1].i > verb.token.i:
        return 0
    joint = last[-1].left_edge.i - 1
    joined = first.doc[joint].dep_ == "cc" and joint <= first.right_edge.i + 1
    return last[-1].i + 1 if joined else 0


def _object(preposition: Token) -> Token | None:
    return next((c for c in preposition.children if c.dep_ == "pobj"), None)


def _subject_above(verb: Verb) -> Token | None:
    """Find the subject of "saying", "and said", "went on to say" further up."""
    complement = verb.by_dep.get("ccomp")
    if complement is not None and governed.is_said_before(verb, complement):
        return subject(complement)
    at = verb.token
    for _ in range(_HIGHEST_SUBJECT):
        if at.dep_ == "acl":  # a report saying
            is_noun = at.head.pos_ in ("NOUN", "PROPN", "PRON")
            return at.head if is_noun and verb.beside(at.head) else None
        if at.dep_ == "pcomp" and at.head.lower_ == "as":  # quoted her as saying
            quoted = [c for c in at.head.head.children if c.dep_ == "dobj"]
            if quoted:
                return quoted[0]
        if at.dep_ not in ("conj", "advcl", "xcomp", "pcomp", "prep"):
            return None
        at = _outer(verb, at) or at.head
        found = subject(at)
        if found is None or not verb.beside(found):
            found = _told_beside(verb, at)
        if found is not None:
            return found
    return None


def _outer(verb: Verb, at: Token) -> Token | None:
    """Find "said" for "called" in "said it was “late” and called on others"."""
    told = at.head
    if at.dep_ != "conj" or told.dep_ != "ccomp" or told.head.lemma not in verbs.SAYING:
        return None
    outer = governed.read(told.head, verb.quoted)
    return told.head if governed.goes_on(outer, told, at) else None


def _told_beside(verb: Verb, quoted: Token) -> Token | None:
    """Find X of "“A,” X said, going on to say", where the parse hangs both on A."""
    tellers = (c for c in quoted.children if c.lemma in verbs.SAYING and verb.beside(c))
    found = (subject(teller) for teller in tellers if teller.i < verb.token.i)
    return next((s for s in found if s is not None), None)


def _addressee(verb: Verb) -> Range | None:
    telling = verb.token.lemma in verbs.TELLING
    if not verb.passive:
        told = verb.by_dep.get("dative")
        if told is not None and told.tag_ != "IN":
            return whole(told)
    told = verb.by_dep.get("nsubjpass" if verb.passive else "dobj")
    if told is None or not telling or told.tag_ in ("WDT", "WP"):
        return None
    return whole(told)


def _cue(verb: Verb, content: tuple[Range, ...]) -> Range:
    at = verb.token.i
    before = [c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg")]
    start = min([at, *(i for i in before if at - 4 <= i < at)])
    if content and content[0][0] == at:  # (did not) respond, (has yet to) say
        return verb.token.head.i if _is_yet_to(verb.token) else start, at
    if any(a < at and start < b for a, b in content):
        start = at
    particle = verb.by_dep.get("prt")
    return start, at + 2 if particle and particle.i == at + 1 else at + 1


def _according(token: Token) -> Clause | None:
    """Read "according to X", and the clause or sentence that it stands in."""
    doc, at = token.doc, token.i
    if at + 2 >= len(doc) or doc[at + 1].lower != verbs.TO:
        return None
    noun = _object(doc[at + 1])
    if noun is None:
        return None
    source = whole(noun)
    head = token.head
    while head.head != head and head.tag_ not in _FINITE:
        head = head.head
    around = head.left_edge.i, head.right_edge.i + 1
    if head.dep_ == "ROOT":
        around = head.sent.start, head.sent.end
    content = without(doc, around, (at, source[1]))
    if not content:  # the parse takes what was said for a part of the name
        commas = (i for i in range(noun.i, source[1]) if doc[i].text == ",")
        source = source[0], next(commas, source[1])
        content = without(doc, around, (at, source[1]))
    start = head.sent.start
    if all(part[0] >= source[1] for part in content) and at - start > _FEWEST_BEFORE:
        content = without(doc, (start, head.sent.end), (at, source[1]))
    return Clause(
        verb=at,
        cue=(at, at + 2),
        core=(at, source[1]),
        source=source,
        content=content,
    )
