"""Who was asked and gave no answer: "Calder had no comment", "could not be reached".

The reporting verbs find who "declined to comment" or "did not respond"; here are the
other ways of the news to say the same, by words and parse.
"""

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from articles.extraction.page import Page
from articles.extraction.ranges import Range, subject, trimmed, whole
from articles.extraction.tables import listed, words
from articles.extraction.types import Finding

_ANSWERS = listed("comment response reply answer")
_ANSWERING = listed("comment respond reply answer")
_ASKED = listed("comment interview request")
_ASKINGS = listed(
    "call message email e-mail request inquiry attempt effort letter text"
)
_BODIES = listed(
    "company firm embassy lawyer lawyers family office campaign team union"
)
_IN_VAIN = listed("unanswered unreturned unsuccessful")
_CONFIDENCE = 0.9


def find(page: Page, taken: Collection[int]) -> Iterator[Finding]:
    """Every refusal whose verb is none of the ``taken`` ones."""
    for token in page.doc:
        if page.quoted[token.i] >= 0 or token.i in taken or token.pos_ not in _VERBS:
            continue
        source, refused = _refusal(token)
        if source is not None and refused is not None:
            yield Finding(
                kind="indirect",
                content=(page.span(refused),),
                cue=(page.span((token.i, token.i + 1)),),
                source=page.span(source),
                verb=token.i,
                polarity="declines",
                confidence=_CONFIDENCE,
            )


_VERBS = ("VERB", "AUX")
Refusal = tuple[Range | None, Range | None]


def _refusal(verb: Token) -> Refusal:
    found = _no_answer(verb) or _not_reached(verb) or _declined(verb)
    return found or _unanswered(verb) or _neither_of(verb) or _neither(verb)


def _neither_of(verb: Token) -> Refusal | None:
    """ "Neither the minister nor his office would comment"."""
    who = subject(verb)
    if who is None or verb.lemma_ not in _ANSWERING | {"return"}:
        return None
    start, end = whole(who)
    if verb.doc[start].lower_ != "neither" or end > verb.i:
        return None
    start += 1 + (verb.doc[start + 1].lower_ == "of")
    return (start, end), trimmed(verb.doc, verb.i, verb.right_edge.i + 1)


def _unanswered(verb: Token) -> Refusal | None:
    """ "Calls to the embassy went unanswered", "Messages for Ott were not returned"."""
    asking = subject(verb)
    if asking is None or asking.lemma_ not in _ASKINGS or asking.i > verb.i:
        return None
    children = {child.lower_ for child in verb.children}
    passive = verb.tag_ == "VBN" and verb.lemma_ in ("return", "answer")
    denied = any(child.dep_ == "neg" for child in verb.children)
    if not (passive and denied or children & _IN_VAIN):
        return None
    for token in asking.subtree:
        reached = token.dep_ == "dobj" and token.head.lemma_ in ("reach", "contact")
        sent = token.dep_ == "pobj" and token.head.lower_ in ("to", "for", "with")
        if token.i > asking.i and (reached or sent) and _may_answer(token):
            return whole(token), trimmed(verb.doc, verb.i, verb.right_edge.i + 1)
    return None


def _may_answer(noun: Token) -> bool:
    """Say whether a noun stands for people or a body: "a settlement" answers nobody."""
    low = noun.lower_
    known = low in words("titles") or low in words("organisations") or low in _BODIES
    return known or noun.ent_type_ in ("PERSON", "ORG", "NORP")


def _declined(verb: Token) -> Refusal | None:
    """ "declined an interview request", "declined to be interviewed"."""
    who = subject(verb)
    if verb.lemma_ not in ("decline", "refuse", "turn") or who is None:
        return None
    for child in verb.children:
        interviewed = child.dep_ == "xcomp" and child.lemma_ == "interview"
        asked = child.dep_ == "dobj" and _ASKED.intersection(
            t.lemma_ for t in child.subtree
        )
        if child.i > verb.i and (interviewed or asked):
            return whole(who), whole(child)
    return None


def _no_answer(verb: Token) -> Refusal | None:
    """ "Calder had no comment on it", "There was no response from Calder"."""
    noun = next((c for c in verb.children if c.dep_ in ("dobj", "attr")), None)
    if noun is None or noun.lower_ not in _ANSWERS or not _is_none(noun):
        return None
    who = subject(verb)
    if verb.lemma_ == "have" and who is not None:
        return whole(who), whole(noun)
    giver = next((c for c in noun.children if c.lower_ == "from"), None)
    if verb.lemma_ == "be" and giver is not None:
        start, end = giver.i + 1, giver.right_edge.i + 1
        return trimmed(verb.doc, start, end), (noun.left_edge.i, giver.i)
    return None


def _is_none(noun: Token) -> bool:
    return any(child.lower_ in ("no", "any") for child in noun.children)


def _not_reached(verb: Token) -> Refusal | None:
    """ "could not be reached for comment", "has yet to respond"."""
    who = subject(verb)
    if who is None:
        return None
    answer = (verb.i, verb.right_edge.i + 1)
    denied = any(child.dep_ == "neg" for child in verb.children)
    asked = _is_for_comment(verb) or who.ent_type_ in ("PERSON", "ORG")
    if verb.lemma_ == "reach" and denied and asked and verb.tag_ == "VBN":
        return whole(who), trimmed(verb.doc, *answer)
    adjective = next((c for c in verb.children if c.lower_ == "available"), None)
    if adjective is not None and denied and _is_for_comment(adjective):
        return whole(who), whole(adjective)
    todo = next((c for c in verb.children if c.dep_ == "xcomp"), None)
    yet = any(child.lower_ == "yet" for child in verb.children)
    if todo is not None and yet and todo.lemma_ in _ANSWERING:
        return whole(who), trimmed(verb.doc, todo.i, todo.right_edge.i + 1)
    return None


def _is_for_comment(word: Token) -> bool:
    return any(
        child.lower_ == "for" and any(c.lower_ in _ANSWERS for c in child.children)
        for child in word.children
    )


def _neither(verb: Token) -> Refusal:
    """ "neither confirmed nor denied the strike"."""
    who = subject(verb)
    if verb.lemma_ != "confirm" or who is None:
        return None, None
    denied = next((c for c in verb.children if c.dep_ == "conj"), None)
    neither = any(c.lower_ == "neither" for c in verb.children)
    if denied is None or denied.lemma_ != "deny" or not neither:
        return None, None
    thing = next((c for c in denied.children if c.dep_ in ("dobj", "ccomp")), None)
    return whole(who), whole(thing) if thing is not None else None
