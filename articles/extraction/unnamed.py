"""What the phrase for an unnamed source tells: how many, of whom, on what terms."""

from spacy.tokens import Doc

from articles.extraction.described import (
    BARE,
    OFFICES,
    PLAIN,
    count,
    is_list,
    level,
    local_country,
    tenure,
    without_the,
)
from articles.extraction.mentions import Mention
from articles.extraction.names import countries, fold
from articles.extraction.phrases import PARTS, RELATIVES
from articles.extraction.tables import listed, words
from articles.extraction.types import Unnamed

# Adjectives that say which ministry it is.
_DEPARTMENTS = listed("foreign local")


def read(doc: Doc, mention: Mention) -> Unnamed:
    """ "Two former Pentagon officials" -> two, former, of the Pentagon."""
    phrase = doc[mention.start : mention.end].text
    low = " ".join(phrase.split())
    head = " ".join(
        doc[mention.start : max(mention.tail, mention.start + 1)].text.split()
    )
    if is_list(low):
        head = low
    least, most = count(low, mention.plural)
    return Unnamed(
        count_min=least,
        count_max=most,
        organisation=organisation(doc, mention),
        country=country(doc, mention),
        level=level(head),
        tenure=tenure(head),
    )


def organisation(doc: Doc, mention: Mention) -> str | None:
    """The body spoken for: "a spokesman for the Lund police", "Pentagon officials"."""
    before = _before_head(doc, mention)
    return before or _after_head(doc, mention)


def _before_head(doc: Doc, mention: Mention) -> str | None:
    """Name or body among the words before the head noun."""
    kept = []
    start, stop = _inner(doc, mention)
    for k in range(start, stop):
        low = fold(doc[k].text)
        if low in BARE or low in PLAIN or low in countries() or not low:
            continue
        if fold(doc[k : k + 2].text) in countries() and k + 1 < stop:
            continue
        if k > start and fold(doc[k - 1 : k + 1].text) in countries():
            continue
        if doc[k].ent_type_ == "PERSON" and _is_owner(doc, k, stop):
            continue
        if doc[k].like_num or doc[k].tag_ in ("POS", "IN", "CD", "DT", "PRP$"):
            continue
        kept.append(k)
    named = [k for k in kept if _names_body(doc, k, start)]
    if not named:
        return None
    first = named[0]
    while first - 1 in kept and doc[first - 1].pos_ in ("NOUN", "PROPN"):
        first -= 1  # "transport ministry", not a ministry
    if first > start and doc[first - 1].lower_ in _DEPARTMENTS:
        first -= 1  # "foreign ministry"
    return without_the(doc[first : max(kept[-1], named[-1]) + 1].text)


def _is_owner(doc: Doc, k: int, stop: int) -> bool:
    """Whether a name only tells whose: "Aker's shift leader"."""
    while k < stop and doc[k].ent_type_ == "PERSON" and doc[k].tag_ != "POS":
        k += 1
    return k < stop and doc[k].tag_ == "POS"


def _names_body(doc: Doc, k: int, start: int) -> bool:
    """Whether a word before the head stands for a body, not for a trade."""
    if fold(doc[k].text) in words("organisations"):
        return True
    capital = doc[k].text[:1].isupper()
    return capital and (k > start or doc[k].pos_ == "PROPN" or doc[k].ent_type_ != "")


def _inner(doc: Doc, mention: Mention) -> tuple[int, int]:
    """Bounds of the words before the head noun, of the inner phrase of "one of …"."""
    start, stop = mention.start, mention.tail
    for k in range(mention.start, mention.end):
        if doc[k].lower_ == "of" and fold(doc[max(k - 1, 0)].text) in PARTS:
            start = k + 1
            break
    while stop > start and fold(doc[stop - 1].text) != mention.head:
        stop -= 1
    return start, max(start, stop - 1)


def _after_head(doc: Doc, mention: Mention) -> str | None:
    """What follows "for", "at", "in", "from": up to a comma or relative clause."""
    at = mention.tail
    if at >= mention.end or doc[at].lower_ not in OFFICES:
        return None
    stop = at + 1
    while stop < mention.end and not _ends(doc, stop):
        stop += 1
    if stop == at + 1 or fold(doc[at + 1].text) in countries():
        return None
    if doc[at + 1].like_num:  # "officials from three countries"
        return None
    if doc[at].lower_ == "in" and doc[at + 1].ent_type_ in ("GPE", "LOC"):
        return None
    bodies = (_names_body(doc, k, at) for k in range(at + 1, stop))
    if doc[at].lower_ in ("of", "with") and not any(bodies):
        return None  # "friends of the victim", "chief of staff", "with knowledge of"
    return without_the(doc[at + 1 : stop].text)


def _ends(doc: Doc, k: int) -> bool:
    token = doc[k]
    low = token.lower_
    return (
        token.text in (",", "--", "—", "–", "(", ";")
        or low in RELATIVES
        or low in ("who", "on", "because", "familiar", "close", "briefed", "involved")
        or (token.tag_ in ("VBG", "VBN", "VBD", "VBZ") and token.text.islower())
    )


def country(doc: Doc, mention: Mention) -> str | None:
    """ "U.S. officials" -> United States; of two countries' officials none."""
    table = countries()
    found: dict[str, None] = {}
    k, stop = mention.start, min(mention.end, mention.tail + 4)
    while k < stop:
        pair, low = fold(doc[k : k + 2].text), fold(doc[k].text)
        if pair in table and k + 1 < stop:
            found[table[pair]] = None
            k += 1
        elif low in table and (low != "us" or doc[k].text[1:] != "s"):
            found[table[low]] = None
        k += 1
    if len(found) > 1:
        return None
    return next(iter(found)) if found else _country_of_place(doc, mention)


def _country_of_place(doc: Doc, mention: Mention) -> str | None:
    """ "Officials in Kyiv" -> Ukraine."""
    at = mention.tail
    if at >= mention.end or doc[at].lower_ != "in":
        return None
    people = [token.text for token in doc[mention.start : at]]
    return local_country(people, [token.text for token in doc[at + 1 : at + 4]])
