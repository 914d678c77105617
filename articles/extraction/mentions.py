"""What a source's phrase says: its kind, its name and its title, apart."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Doc, Span, Token

from articles.extraction.names import (
    COURTESIES,
    PARTICLES,
    SUFFIXES,
    clean,
    clean_title,
    countries,
    letters,
    outlets,
)
from articles.extraction.tables import listed, words

Reading = Literal[
    "person", "name", "organisation", "group", "document", "role", "pronoun"
]
BOTH = listed(
    "dean duke earl king prince major judge baron bishop marshal page pope cook baker"
    " farmer butcher carpenter mason porter archer driver master guy"
)
PRONOUNS = listed(
    "i we you he she it they him her them us me his hers their theirs its who whom whose"
    " which that this these those himself herself themselves itself one former latter"
    " both some many others most all several neither"
)
RELATIVES = listed("who whom whose which that where when")
PREPOSITIONS = listed(
    "of for at in from with to on by about near under against over within inside among"
    " between behind close familiar briefed involved including without"
)
PARTS = listed(
    "one two three four five six some many most several few both each none all any"
    " number group pair couple handful dozens scores hundreds majority half others"
    " another lots series range"
)
ENDS = listed(', ; : — – -- “ ” " (')
SPOKEN = listed("statement statements tweet tweets remarks comments")
GROUPS = listed(
    "family families relatives parents couple siblings twins republicans democrats"
    " conservatives liberals tories greens lawmakers-group"
)
ABSTRACT = re.compile(r"(?:tion|sion|ysis|ment|graph|script|ence|ance)s?$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that may name a source, by its token bounds ``start:end``.

    ``head`` is the folded noun that it turns on and ``words`` what else describes it:
    "The Vermont independent" has the head "independent" and the word "vermont".
    ``tail`` is where its descriptive head ends and of, at, who… begin.
    """

    start: int
    end: int
    kind: Reading
    name: str | None = None
    title: str | None = None
    head: str = ""
    words: frozenset[str] = frozenset()
    plural: bool = False
    definite: bool = False
    tail: int = 0
    named: tuple[int, int] = (0, 0)


def read(span: Span) -> Mention:
    """Read a source's noun phrase: "Deputy Mayor Ilse Brandt" -> title and name."""
    doc, start, end = span.doc, span.start, span.end
    start, end = _trim(doc, start, end)
    if start >= end:
        return Mention(start, end, "pronoun")
    if _is_pronoun(doc, start, end):
        return Mention(start, end, "pronoun", head=_low(doc[end - 1]))
    author = _author_of_statement(doc, start, end)
    if author:
        return replace(read(doc[author[0] : author[1]]), start=start, end=end)
    pieces = _pieces(doc, start, end)
    return _person(doc, pieces, start, end) or _described(doc, pieces[0], start, end)


def whole(doc: Doc, start: int, end: int) -> int:
    """Where a phrase ends that a parser cut before the name: "Secretary | of State X"."""
    if end >= len(doc) or _low(doc[end - 1]) not in words("titles"):
        return end
    at = end
    if doc[at].lower_ == "of":
        at += 1
        while at < min(len(doc), end + 5) and doc[at].pos_ == "PROPN":
            if doc[at].ent_type_ == "PERSON":
                break
            at += 1
    stop = at
    while stop < len(doc) and doc[stop].ent_type_ == "PERSON":
        stop += 1
    return stop if stop > at else end


def _is_pronoun(doc: Doc, start: int, end: int) -> bool:
    """ "she", "The latter", "both men" is none: it has a head of its own."""
    last = _low(doc[end - 1])
    if end - start == 1:
        return last in PRONOUNS and not (doc[start].is_upper and doc[start].ent_type_)
    return (
        end - start == 2 and last in ("former", "latter") and _low(doc[start]) == "the"
    )


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Without white space and marks at either end."""
    while start < end and (doc[start].is_space or doc[start].is_punct):
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].text in ENDS):
        end -= 1
    if end - start > 1 and doc[end - 1].tag_ == "POS":
        end -= 1
    return start, end


def _low(token: Token) -> str:
    return letters(token.text)


def _author_of_statement(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """The author's bounds in "a statement from the families", "the firm's tweet"."""
    for at in range(start, min(end, start + 8)):
        if doc[at].tag_ == "POS" and at + 1 < end and _low(doc[end - 1]) in SPOKEN:
            return start, at
        if (
            _low(doc[at]) in SPOKEN
            and at + 2 < end
            and _low(doc[at + 1]) in ("from", "by")
        ):
            return at + 2, end
        if doc[at].tag_ == "PRP$" and _low(doc[end - 1]) in SPOKEN and end - at <= 3:
            return at, at + 1
    return None


def _pieces(doc: Doc, start: int, end: int) -> list[tuple[int, int]]:
    """Bounds of the phrase and its appositions, up to a relative clause."""
    pieces, at = [], start
    for k in range(start, end):
        token = doc[k]
        if token.text in (",", "(", ")", "[", "]", "--", "—", "–", ";", ":") or (
            token.is_space and "\n\n" in token.text
        ):
            pieces.append((at, k))
            at = k + 1
        elif (
            k > start
            and _low(token) in RELATIVES
            and token.tag_ in ("WP", "WDT", "WP$")
        ):
            pieces.append((at, k))
            at = end
            break
    pieces.append((at, end))
    return [(a, b) for a, b in pieces if a < b] or [(start, end)]


def _person(
    doc: Doc, pieces: list[tuple[int, int]], start: int, end: int
) -> Mention | None:
    """The person that the phrase names, in its first piece or in an apposition."""
    first = pieces[0]
    found = _name_in(doc, *first)
    if found and found[2]:
        title = _title(doc, first[0], found[0]) or _apposed_title(doc, pieces[1:])
        return _named(doc, found, title, pieces, start, end)
    if found is None and len(pieces) > 1 and _is_role(doc, *first):
        apposed = _name_in(doc, *pieces[1])
        if apposed and _opens(doc, pieces[1][0], apposed[0]) and apposed[2]:
            title = _title(doc, *first)
            return _named(doc, apposed, title, pieces, start, end)
    if found and not found[2] and not _is_body(doc, *found[:2]):
        title = _apposed_title(doc, pieces[1:])
        mention = _named(doc, found, title, pieces, start, end)
        return replace(mention, kind="person" if title else "name")
    return None


def _named(
    doc: Doc,
    found: tuple[int, int, bool],
    title: str | None,
    pieces: list[tuple[int, int]],
    start: int,
    end: int,
) -> Mention:
    at, stop, _ = found
    stop = _with_suffix(doc, stop, end)
    name = clean(doc[at:stop].text)
    others = (k for a, b in pieces for k in range(a, b) if not at <= k < stop)
    described = frozenset(_low(doc[k]) for k in others) - {""}
    return Mention(start, end, "person", name, title, words=described, named=(at, stop))


def _with_suffix(doc: Doc, stop: int, end: int) -> int:
    """Past ", Jr." after a name."""
    if stop + 1 < end and doc[stop].text == "," and _low(doc[stop + 1]) in SUFFIXES:
        return stop + 2
    return stop


def _opens(doc: Doc, start: int, at: int) -> bool:
    """Whether only a title stands before the name at ``at``."""
    return all(_low(doc[k]) in words("titles") for k in range(start, at))


def _name_in(doc: Doc, start: int, end: int) -> tuple[int, int, bool] | None:
    """Bounds of the name that a piece ends its head in, and whether it is a person's."""
    start = _after_possessive(doc, start, end)
    stop = _head_end(doc, start, end)
    if start < stop < end and _low(doc[stop]) in ("of", "for"):
        found = _name_after_office(doc, start, stop, end)
        if found:
            return found
    at = _run_start(doc, start, stop)
    return _split_run(doc, start, at, stop) if at < stop else None


def _after_possessive(doc: Doc, start: int, end: int) -> int:
    """Past the owner in "Trump’s rival Sen. Ann Lee"; not in "a page on Trump’s site"."""
    stop = _head_end(doc, start, end)
    marks = [k for k in range(start, stop) if doc[k].tag_ == "POS"]
    return marks[-1] + 1 if marks and marks[-1] + 1 < end else start


def _head_end(doc: Doc, start: int, end: int) -> int:
    """Where the phrase's head ends: before its first preposition or participle."""
    for k in range(start + 1, end):
        low = _low(doc[k])
        if low in PREPOSITIONS and doc[k].text.islower():
            return k
        verbal = doc[k].tag_ in ("VBN", "VBG", "VBD", "TO") and doc[k].text.islower()
        if verbal and doc[k - 1].pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            return k
        if low == "and" and doc[k - 1].pos_ in ("NOUN", "PROPN"):
            return k
    return end


def _run_start(doc: Doc, start: int, stop: int) -> int:
    """Start of the capitalised words that end at ``stop``."""
    at = stop
    while at > start and (_is_capital(doc[at - 1]) or _joins(doc, at - 1, start, stop)):
        at -= 1
    while at < stop and not _is_capital(doc[at]) and _low(doc[at]) not in PARTICLES:
        at += 1
    return at


def _is_capital(token: Token) -> bool:
    if _low(token) in PARTS:
        return False
    if token.is_sent_start and token.pos_ != "PROPN":
        named = token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
        return named or (token.is_upper and len(token) > 1)
    text = token.text.lstrip("‘'’")
    return text[:1].isupper() or (text[:1].isalpha() and not text[:1].islower())


def _joins(doc: Doc, k: int, start: int, stop: int) -> bool:
    """Whether a word in lower case belongs to a name: "bin", "al-Jubeir", "&"."""
    low = _low(doc[k])
    return (
        k + 1 < stop
        and (
            low in PARTICLES
            or doc[k].text in ("&", "-", "–", ".")
            or (doc[k].text.startswith(("al-", "el-", "ul-")))
        )
        or doc[k].text.startswith(("al-", "el-"))
    )


def _split_run(
    doc: Doc, start: int, at: int, stop: int
) -> tuple[int, int, bool] | None:
    """Part a run of capitals in title and name: "Water Minister | Aisha Wanjalla"."""
    titled = at > start and _low(doc[at - 1]) in words("titles")
    last = _last_title(doc, at, stop)
    entity = _entity_at(doc, at, stop)
    if entity is not None and not (titled and _is_plural_role(doc[stop - 1])):
        begin = max(entity, last + 1) if last + 1 < stop else entity
        if begin > entity and _low(doc[entity]) in BOTH and stop - entity == 2:
            begin = entity
        while (
            begin - 1 >= at and _low(doc[begin - 1]) in PARTICLES and begin - 1 > last
        ):
            begin -= 1
        return begin, stop, True
    if last + 1 < stop and last >= at:
        begin = last + 1
        while begin < stop - 1 and doc[begin].is_punct:
            begin += 1
        return begin, stop, True
    if entity is None and _class_of(_low(doc[stop - 1])) == "document":
        return None
    if _is_plural_role(doc[stop - 1]) or _is_one_of_a_people(doc, start, at, stop):
        return None
    if last >= at and last + 1 == stop:
        return None if stop - at < 2 or last > at else (at, stop, False)
    begin = _after_body(doc, at, stop) if titled or stop - at > 2 else at
    lower = at > start and doc[at - 1].pos_ == "NOUN" and doc[at - 1].text.islower()
    return (
        begin,
        stop,
        titled or (lower and _low(doc[at - 1]) not in words("organisations")),
    )


def _is_plural_role(token: Token) -> bool:
    """ "Lawmakers" in a headline's capitals."""
    low = _low(token)
    return (
        (token.ent_type_ != "PERSON" or token.ent_iob_ == "B")
        and low.endswith("s")
        and low[:-1] in words("titles")
    )


def _is_one_of_a_people(doc: Doc, start: int, at: int, stop: int) -> bool:
    """ "One Republican", "a Democrat": someone without a name."""
    counted = at > start and doc[at - 1].tag_ in ("CD", "DT") and stop - at == 1
    return (
        counted
        and doc[stop - 1].ent_type_ in ("NORP", "")
        and (_low(doc[at - 1]) != "the")
    )


def _last_title(doc: Doc, at: int, stop: int) -> int:
    """Index of the last word of title before the name; a surname "King" is none."""
    for k in range(stop - 1, at - 1, -1):
        low = _low(doc[k])
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
    if _low(doc[stop - 1]) not in words("titles") or _low(doc[start]) in ("a", "an"):
        return None
    for k in range(stop + 2, min(end, stop + 9)):
        if doc[k].ent_type_ == "PERSON" and doc[k].ent_iob_ == "B":
            if any(doc[j].tag_ == "POS" for j in range(k, min(end, k + 4))):
                return None
            between = [_low(doc[j]) for j in range(stop + 1, k)]
            if between[-1] in words("titles") and between[-1] != "staff":
                return None
            upto = k + 1
            while upto < end and doc[upto].ent_iob_ == "I":
                upto += 1
            return k, upto, True
    return None


def _is_body(doc: Doc, at: int, stop: int) -> bool:
    """Whether a name without a title is that of a body or place."""
    low = letters(doc[at:stop].text)
    if low in outlets() or low in countries():
        return True
    before = _low(doc[at - 1]) if at > 0 else ""
    last = _low(doc[stop - 1])
    if before == "the" or _low(doc[at]) == "the" or last in words("organisations"):
        return True
    shouted = doc[at:stop].text.isupper() and len(low) > 5
    return doc[stop - 1].ent_type_ in BODIES and not shouted


BODIES = ("ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT")


def _title(doc: Doc, start: int, stop: int) -> str | None:
    """Words before a name as its title; courtesies and articles are none."""
    text = clean_title(doc[start:stop].text)
    if stop > start and doc[stop - 1].tag_ == "POS":
        return None  # "NBC’s Ann Lee"
    return None if letters(text) in COURTESIES | {"", "the", "a", "an"} else text


def _apposed_title(doc: Doc, pieces: list[tuple[int, int]]) -> str | None:
    """The office in an apposition: "…, the port’s finance director"."""
    for start, end in pieces[:2]:
        text = doc[start:end].text
        lows = {_low(doc[k]) for k in range(start, end)}
        if lows & words("titles") and not text[:1].isdigit():
            return clean_title(text)
    return None


def _is_role(doc: Doc, start: int, end: int) -> bool:
    head = _head(doc, start, end)[0]
    return not (_class_of(head) or head.isdigit())


def _head(doc: Doc, start: int, end: int) -> tuple[str, int]:
    """The folded noun that a phrase turns on and where its head ends."""
    start = _after_possessive(doc, start, end)
    stop = _head_end(doc, start, end)
    if stop < end and _low(doc[stop]) == "of" and _low(doc[stop - 1]) in PARTS:
        return _head(doc, stop + 1, end)
    k = stop - 1
    while k > start and doc[k].pos_ not in ("NOUN", "PROPN", "PRON", "ADJ"):
        k -= 1
    return _low(doc[k]), stop


def _class_of(head: str) -> Reading | None:
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


def _described(doc: Doc, piece: tuple[int, int], start: int, end: int) -> Mention:
    """A phrase that names no person: a body, a document or people by what they are."""
    at, stop = piece
    head, tail = _head(doc, at, stop)
    low = _low(doc[at])
    described = frozenset(_low(doc[k]) for k in range(at, stop)) - {head, ""}
    plural = doc[tail - 1].tag_ in ("NNS", "NNPS") or low in ("two", "both")
    kind = _class_of(head) or "role"
    if kind == "group" and low in PARTS:
        kind = "role"  # "many Democrats" are some people, not the party
    name = None
    run = _run_start(doc, _after_possessive(doc, at, stop), tail)
    if run < tail and kind in ("role", "document"):
        kind = _kind_of_name(doc, run, tail, kind)
    if kind in ("organisation", "group"):
        name = _body_name(doc, at, stop, tail)
    return Mention(
        start,
        end,
        kind,
        name,
        head=head,
        words=described,
        plural=plural,
        definite=low in ("the", "this", "that", "these", "those")
        or doc[at].tag_ == "PRP$",
        tail=tail,
        named=(at, tail),
    )


def _kind_of_name(doc: Doc, at: int, stop: int, kind: Reading) -> Reading:
    """The kind of what ends in capitals and is no person: "Republicans", "Tehran"."""
    token = doc[stop - 1]
    if _is_one_of_a_people(doc, 0, at, stop) or _is_plural_role(token):
        return "role"
    if token.ent_type_ == "NORP" and token.tag_ in ("NNPS", "NNS"):
        return "group" if _low(token) in GROUPS else "role"
    if _is_body(doc, at, stop) and _low(token) not in words("titles"):
        return "organisation"
    return kind


def _body_name(doc: Doc, at: int, stop: int, tail: int) -> str:
    """ "The White House" -> "White House"; "the Lund police, who…" -> without the rest."""
    upto = stop if tail < stop and _low(doc[tail]) in ("of", "for", "and") else tail
    name = clean(doc[at:upto].text)
    capital = any(_is_capital(doc[k]) for k in range(at + 1, upto))
    if capital or _low(doc[at]) != "the":
        return re.sub(r"^[Tt][Hh][Ee]\s+", "", name)
    return name[:1].lower() + name[1:]
