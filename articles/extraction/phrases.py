"""How a noun phrase is built: where its head ends, and what sort of noun that is."""

import re
from typing import Literal

from spacy.tokens import Doc, Token

from articles.extraction.names import PARTICLES, countries, letters, outlets
from articles.extraction.tables import listed, words

Reading = Literal[
    "person", "name", "organisation", "group", "document", "role", "pronoun"
]


RELATIVES = listed("who whom whose which that where when")


PREPOSITIONS = listed(
    "of for at in from with to on by about near under against over within inside among"
    " between behind close familiar briefed involved including without"
)


PARTS = listed(
    "one two three four five six some many most several few both each none all any"
    " number group pair couple handful dozens scores hundreds majority half others"
    " another lots series range groups crowd crowds dozen"
)


PARTISANS = listed(
    "democrat republican independent conservative liberal tory socialist centrist"
)
GROUPS = listed(
    "family families relatives parents couple siblings twins republicans democrats"
    " conservatives liberals tories greens lawmakers-group"
)


ABSTRACT = re.compile(r"(?:tion|sion|ysis|ment|graph|script|ence|ance)s?$")


def low_of(token: Token) -> str:
    return letters(token.text)


def after_possessive(doc: Doc, start: int, end: int) -> int:
    """Past the owner in "Trump’s rival Sen. Ann Lee"; not in "a page on Trump’s site"."""
    stop = head_end(doc, start, end)
    marks = [k for k in range(start, stop) if doc[k].tag_ == "POS" and _owns(doc, k)]
    return marks[-1] + 1 if marks and marks[-1] + 1 < end else start


def _owns(doc: Doc, k: int) -> bool:
    """Not so the mark in "Shia' al-Sabah"."""
    return k + 1 >= len(doc) or low_of(doc[k + 1]) not in ("al", "el")


def head_end(doc: Doc, start: int, end: int) -> int:
    """Where the phrase's head ends: before its first preposition or participle."""
    for k in range(start + 1, end):
        low = low_of(doc[k])
        if low in PREPOSITIONS and doc[k].text.islower():
            return k
        if low in ("himself", "herself", "itself", "themselves"):
            return k
        verbal = doc[k].tag_ in ("VBN", "VBG", "VBD", "TO") and doc[k].text.islower()
        if verbal and doc[k - 1].pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            return k
        noun = doc[k - 1].pos_ in ("NOUN", "PROPN")
        joins = _joins_offices(doc, k, end) or _joins_modifiers(doc, k, end)
        if low == "and" and noun and not joins:
            return k
    return end


def _joins_modifiers(doc: Doc, k: int, end: int) -> bool:
    """ "U.S. and Israeli officials" are officials."""
    before = doc[k - 1]
    if before.dep_ not in ("nmod", "amod", "compound", "poss"):
        return False
    return k + 1 < before.head.i < end and before.head.tag_ == "NNS"


def _joins_offices(doc: Doc, k: int, end: int) -> bool:
    """Whether one person holds both: "Foreign and Defense Minister Ann Lee"."""
    before = doc[k - 1]
    if not before.text[:1].isupper() or before.ent_type_ in ("PERSON", "GPE"):
        return False
    at = k + 1
    while at < min(end, k + 6) and doc[at].text[:1].isupper():
        if doc[at].ent_type_ == "PERSON":
            return low_of(doc[at - 1]) in words("titles")
        at += 1
    return False


def run_start(doc: Doc, start: int, stop: int) -> int:
    """Start of the capitalised words that end at ``stop``."""
    at = stop
    while at > start and (is_capital(doc[at - 1]) or _joins(doc, at - 1, start, stop)):
        at -= 1
    while at < stop and not is_capital(doc[at]) and low_of(doc[at]) not in PARTICLES:
        at += 1
    return at


def is_capital(token: Token) -> bool:
    if low_of(token) in PARTS or is_day(token):
        return False
    owns = token.tag_ == "POS" and _owns(token.doc, token.i)
    if token.ent_type_ == "PERSON" and token.ent_iob_ == "I" and not owns:
        return True  # "Ki-moon" is three tokens
    if token.is_sent_start and token.pos_ != "PROPN":
        named = token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
        return named or (token.is_upper and len(token) > 1)
    text = token.text.lstrip("‘'’")
    return text[:1].isupper() or (text[:1].isalpha() and not text[:1].islower())


def first_word(doc: Doc, start: int, end: int) -> int:
    """Where a phrase begins: past "On Monday," and with the rank that was cut off."""
    if start >= end:
        return start
    at = start
    while at + 1 < end and (
        is_day(doc[at]) or is_day(doc[at + 1]) and doc[at].pos_ == "ADP"
    ):
        at += 1
    if at > start and at + 1 < end and doc[at].text == ",":
        return at + 1
    if doc[at].ent_type_ != "PERSON" or at > start:
        return at
    while at and doc[at - 1].text[-1] == "." and low_of(doc[at - 1]) in words("titles"):
        at -= 1
    return at


PARTS_OF_DAY = ("morning", "afternoon", "evening", "night")


def before_age(doc: Doc, start: int, end: int) -> int:
    """Where the name begins whose age alone was taken: "Ott, | 51 |, said"."""
    age = end - start == 1 and doc[start].text.isdigit()
    if not age or start < 2 or doc[start - 1].text != ",":
        return start
    name = start - 1
    while name > 0 and doc[name - 1].pos_ == "PROPN":
        name -= 1
    return name if name < start - 1 else start


def is_day(token: Token) -> bool:
    """Whether a word before a name is a day: "On Monday Ann Lee said"."""
    if token.ent_type_ in ("DATE", "TIME"):
        return token.text[:1].isupper() or token.lower_ in PARTS_OF_DAY
    before = low_of(token.doc[token.i - 1]) if token.i else ""
    return low_of(token).endswith("day") and before in ("on", "late", "early", "last")


def _joins(doc: Doc, k: int, start: int, stop: int) -> bool:
    """Whether a word in lower case belongs to a name: "bin", "al-Jubeir", "&"."""
    low = low_of(doc[k])
    return (
        k + 1 < stop
        and (
            low in PARTICLES
            or doc[k].text in ("&", "-", "–", ".")
            or (doc[k].text.startswith(("al-", "el-", "ul-")))
        )
        or doc[k].text.startswith(("al-", "el-"))
    )


def is_plural_role(token: Token) -> bool:
    """ "Lawmakers" in a headline's capitals."""
    low = low_of(token)
    return (
        (token.ent_type_ != "PERSON" or token.ent_iob_ == "B")
        and low.endswith("s")
        and low[:-1] in words("titles")
    )


def is_one_of_a_people(doc: Doc, start: int, at: int, stop: int) -> bool:
    """ "One Republican", "a Democrat": someone without a name."""
    counted = at > start and doc[at - 1].tag_ in ("CD", "DT") and stop - at == 1
    return (
        counted
        and doc[stop - 1].ent_type_ in ("NORP", "")
        and (low_of(doc[at - 1]) != "the")
    )


def is_body(doc: Doc, at: int, stop: int) -> bool:
    """Whether a name without a title is that of a body or place."""
    low = letters(doc[at:stop].text)
    if low in outlets() or low in countries():
        return True
    before = low_of(doc[at - 1]) if at > 0 else ""
    last = low_of(doc[stop - 1])
    if before == "the" or low_of(doc[at]) == "the" or last in words("organisations"):
        return True
    shouted = doc[at:stop].text.isupper() and len(low) > 5
    return doc[stop - 1].ent_type_ in BODIES and not shouted


BODIES = ("ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT")


def head_of(doc: Doc, start: int, end: int) -> tuple[str, int]:
    """The folded noun that a phrase turns on and where its head ends."""
    start = after_possessive(doc, start, end)
    stop = head_end(doc, start, end)
    if stop < end and low_of(doc[stop]) == "of" and low_of(doc[stop - 1]) in PARTS:
        return head_of(doc, stop + 1, end)
    k = stop - 1
    while k > start and not _is_head(doc[k]):
        k -= 1
    return low_of(doc[k]), stop


def _is_head(token: Token) -> bool:
    """ "The French daily" is one, though the tagger takes it for an adverb."""
    known = token.pos_ == "ADV" and low_of(token) in words("organisations")
    return known or token.pos_ in ("NOUN", "PROPN", "PRON", "ADJ")


def class_of(head: str) -> Reading | None:
    """The kind of source that a common noun names; ``None`` for people."""
    if head in GROUPS:
        return "group"
    if head in words("organisations"):
        return "organisation"
    if head in words("documents"):
        return "document"
    if head in words("titles") or not ABSTRACT.search(head):
        return None
    return "document"
