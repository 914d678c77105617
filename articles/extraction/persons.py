"""Where a person's name stands in a phrase, and the title that goes with it."""

import re

from spacy.tokens import Doc

from articles.extraction.names import (
    COURTESIES,
    PARTICLES,
    SUFFIXES,
    clean_title,
    letters,
)
from articles.extraction.phrases import (
    PARTISANS,
    after_possessive,
    class_of,
    head_end,
    is_day,
    is_one_of_a_people,
    is_plural_role,
    low_of,
    run_start,
)
from articles.extraction.tables import listed, words

BOTH = listed("dean duke earl prince major marshal page mason porter archer guy")
# Words for bodies that are surnames as well: "Sen. Church".
SURNAMES = listed(
    "bank banks church camp college court guard house lane port town wire"
)
# Words for trades that are surnames too: "Judge Baker".
TRADES = listed(
    "baker cook king judge baron bishop pope butcher farmer carpenter driver master"
    " singer potter fisher shepherd justice priest pastor monk major"
)
ONCE = listed("then ex")
# Letters behind a name that are no part of it.
HONOURS = listed("mp mep msp ms mla td kc qc obe cbe mbe md phd esq")
INITIALS = re.compile(r"(?:[A-Z]\.?-?){1,3}")


def with_suffix(doc: Doc, stop: int, end: int) -> int:
    """Past ", Jr." after a name, and before "MP"."""
    if stop > 1 and doc[stop - 1].is_upper and low_of(doc[stop - 1]) in HONOURS:
        return stop - 1
    if stop + 1 < end and doc[stop].text == "," and low_of(doc[stop + 1]) in SUFFIXES:
        return stop + 2
    return stop


def name_in(doc: Doc, start: int, end: int) -> tuple[int, int, bool] | None:
    """Bounds of the name that a piece ends its head in, and whether it is a person's."""
    start = after_possessive(doc, start, end)
    stop = head_end(doc, start, end)
    if start < stop < end and low_of(doc[stop]) in ("of", "for"):
        found = _name_after_office(doc, start, stop, end)
        if found:
            return found
    at = run_start(doc, start, stop)
    return _split_run(doc, start, at, stop) if at < stop else None


def _split_run(
    doc: Doc, start: int, at: int, stop: int
) -> tuple[int, int, bool] | None:
    """Part a run of capitals in title and name: "Water Minister | Aisha Wanjalla"."""
    titled = at > start and low_of(doc[at - 1]) in words("titles")
    last = _last_title(doc, at, stop)
    entity = _entity_at(doc, at, stop)
    if entity is not None and not (titled and is_plural_role(doc[stop - 1])):
        begin = max(entity, last + 1) if last + 1 < stop else entity
        if begin > entity and stop - entity == 2 and _is_given(doc, entity):
            begin = entity
        return _leftwards(doc, begin, at, last), stop, True
    if last + 1 < stop and last >= at:
        if _ends_in_body(doc, stop) or _ends_in_title(doc, stop):
            return None
        begin = last + 1
        while begin < stop - 1 and doc[begin].is_punct:
            begin += 1
        return begin, stop, True
    if low_of(doc[stop - 1]) in PARTISANS and start < stop - 1:
        return None
    if entity is None and class_of(low_of(doc[stop - 1])) == "document":
        return None
    if is_plural_role(doc[stop - 1]) or is_one_of_a_people(doc, start, at, stop):
        return None
    if last >= at and last + 1 == stop:
        return None if stop - at < 2 or last > at else (at, stop, False)
    begin = _after_body(doc, at, stop) if titled or stop - at > 2 else at
    lower = at > start and doc[at - 1].pos_ == "NOUN" and doc[at - 1].text.islower()
    return (
        begin,
        stop,
        titled or (lower and low_of(doc[at - 1]) not in words("organisations")),
    )


def _is_given(doc: Doc, at: int) -> bool:
    """Whether a word that may be a title is a given name: "Dean Martell"."""
    given = words("women") | words("men")
    return low_of(doc[at]) in BOTH and not (
        low_of(doc[at]) == "prince" and low_of(doc[at + 1]) in given
    )


def _ends_in_body(doc: Doc, stop: int) -> bool:
    """ "Prince William County" is no prince."""
    last = low_of(doc[stop - 1])
    return last in words("organisations") and last not in SURNAMES


def _ends_in_title(doc: Doc, stop: int) -> bool:
    """ "Deputy Prime Minister" names nobody."""
    last = low_of(doc[stop - 1])
    return last in words("titles") and last not in TRADES | BOTH | HONOURS


def _leftwards(doc: Doc, begin: int, at: int, last: int) -> int:
    """Take in what spaCy left out of a name: initials, particles, and all of it that
    follows a title.
    """
    if last >= begin:
        return begin  # "Baker" is a surname here
    least = max(at, last + 1)
    titled = last >= at or at > 0 and low_of(doc[at - 1]) in words("titles")
    after_title = titled and all(
        doc[k].pos_ == "PROPN" and doc[k].ent_type_ in ("", "PERSON")
        for k in range(least, begin)
    )
    if after_title:
        return least
    while begin > least and _belongs(doc, begin - 1):
        begin -= 1
    return begin


def _belongs(doc: Doc, k: int) -> bool:
    """Whether a word before a surname is of the name: "van", "J.D."."""
    if low_of(doc[k]) in PARTICLES:
        return True
    return bool(INITIALS.fullmatch(doc[k].text)) and doc[k].ent_type_ in ("", "PERSON")


def _last_title(doc: Doc, at: int, stop: int) -> int:
    """Index of the last word of title before the name; a surname "King" is none."""
    for k in range(stop - 1, at - 1, -1):
        low = low_of(doc[k])
        if low in words("titles") and (k < stop - 1 or k == at):
            return k
    return at - 1


def _entity_at(doc: Doc, at: int, stop: int) -> int | None:
    """Start of the person that spaCy sees at the end of a run."""
    if doc[stop - 1].ent_type_ != "PERSON":
        return None
    k = stop - 1
    while k > at and doc[k].ent_iob_ == "I":
        k -= 1
    return k


def _after_body(doc: Doc, at: int, stop: int) -> int:
    """Past the body or nation before a name: "Labour | Nuria Castell"."""
    k = at
    while k < stop - 1 and doc[k].ent_type_ in ("ORG", "NORP", "GPE"):
        k += 1
    return k


def _name_after_office(
    doc: Doc, start: int, stop: int, end: int
) -> tuple[int, int, bool] | None:
    """The name in "Secretary of State Antony Blinken"; none in "friend of Ann Lee"."""
    if low_of(doc[stop - 1]) not in words("titles") or low_of(doc[start]) in (
        "a",
        "an",
    ):
        return None
    for k in range(stop + 2, min(end, stop + 9)):
        if doc[k].ent_type_ == "PERSON" and doc[k].ent_iob_ == "B":
            if any(doc[j].tag_ == "POS" for j in range(k, min(end, k + 4))):
                return None
            between = [low_of(doc[j]) for j in range(stop + 1, k)]
            if between[-1] in words("titles") and between[-1] != "staff":
                return None
            upto = k + 1
            while upto < end and doc[upto].ent_iob_ == "I":
                upto += 1
            return k, upto, True
    return None


def title_before(doc: Doc, start: int, stop: int) -> str | None:
    """Words before a name as its title; courtesies and articles are none."""
    if start > 1 and doc[start - 1].text == "-" and low_of(doc[start - 2]) in ONCE:
        start -= 2  # "then-Mayor Ann Lee"
    while start < stop and is_day(doc[start]):
        start += 1
    text = clean_title(doc[start:stop].text)
    if stop > start and doc[stop - 1].tag_ in ("POS", "PRP"):
        return None  # "NBC’s Ann Lee", "one of them, Ann Lee"
    return None if letters(text) in COURTESIES | {"", "the", "a", "an"} else text


def apposed_title(doc: Doc, pieces: list[tuple[int, int]]) -> str | None:
    """The office in an apposition: "…, the port’s finance director"."""
    for start, end in pieces[:2]:
        text = doc[start:end].text
        lows = {low_of(doc[k]) for k in range(start, end)}
        other = low_of(doc[start]) == "and"
        if lows & words("titles") and not text[:1].isdigit() and not other:
            return clean_title(text)
    return None
