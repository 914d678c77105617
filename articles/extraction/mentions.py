"""What a source's phrase says: its kind, its name and its title, apart."""

import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from articles.extraction.names import PARTICLES, clean, countries
from articles.extraction.persons import (
    apposed_title,
    name_in,
    title_before,
    with_suffix,
)
from articles.extraction.phrases import (
    GROUPS,
    PARTISANS,
    PARTS,
    RELATIVES,
    Reading,
    after_possessive,
    class_of,
    head_of,
    is_body,
    is_capital,
    is_one_of_a_people,
    is_plural_role,
    low_of,
    run_start,
)
from articles.extraction.tables import listed, words

PRONOUNS = listed(
    "i we you he she it they him her them us me his hers their theirs its who whom whose"
    " which that this these those himself herself themselves itself one former latter"
    " both some many others most all several neither"
)


ENDS = listed(', ; : — – -- “ ” " (')


FIRMS = listed(
    "ltd limited inc corp co plc llc llp gmbh ag sa nv bv group holdings bank"
)


# Words for people that are as often bodies: "the owner, Ryme Line".
OWNERS = listed(
    "owner operator developer contractor manufacturer publisher supplier organiser"
    " organizer landlord sponsor maker client builder employer buyer seller"
)


SPOKEN = listed(
    "statement statements tweet tweets remarks comments answer reply response retort"
    " verdict reaction advice explanation warning plea words"
)


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
        low = low_of(doc[end - 1])
        plural = low in ("others", "some", "many", "several", "all", "most", "they")
        return Mention(start, end, "pronoun", head=low, plural=plural)
    author = _author_of_statement(doc, start, end)
    if author:
        return replace(read(doc[author[0] : author[1]]), start=start, end=end)
    pieces = _pieces(doc, start, end)
    person = _person(doc, pieces, start, end)
    return person or _body_or_people(doc, pieces, start, end)


def whole(doc: Doc, start: int, end: int) -> int:
    """Where a phrase ends that was cut before its noun or name.

    "His ex|-wife", "Ana Lund's | lawyer", "The harbour | board", "Secretary | of State X".
    """
    while end < len(doc) and end - start < _LONGEST:
        last = doc[end - 1]
        if last.tag_ == "POS" and end - start > 1:
            last = doc[end - 2]
        hyphen = doc[end].text == "-" and not doc[end - 1].whitespace_
        if hyphen and end + 1 < len(doc) and not doc[end].whitespace_:
            end += 2
        elif last.dep_ in _BEFORE_NOUN and end <= last.head.i < end + _NEAR:
            end = last.head.i + 1
        else:
            break
    return _with_name(doc, end)


_LONGEST = 30  # tokens of a phrase
_NEAR = 4  # tokens to the noun that a word belongs to
_BEFORE_NOUN = ("det", "amod", "compound", "poss", "nummod", "nmod")


def _with_name(doc: Doc, end: int) -> int:
    if end >= len(doc):
        return end
    body = class_of(low_of(doc[end - 1])) == "organisation"
    if not body and low_of(doc[end - 1]) not in words("titles"):
        return end
    labels = ("PERSON", "ORG") if body else ("PERSON",)
    at = end
    if doc[at].lower_ == "of" and not body:
        at += 1
        while at < min(len(doc), end + 5) and doc[at].pos_ == "PROPN":
            if doc[at].ent_type_ == "PERSON":
                break
            at += 1
    stop = at
    while stop < len(doc) and doc[stop].ent_type_ in labels:
        stop += 1
    return stop if stop > at else end


def _body_or_people(
    doc: Doc, pieces: list[tuple[int, int]], start: int, end: int
) -> Mention:
    """A body by its name where it follows: "the shipping company, Gulf Meridian"."""
    first = _described(doc, pieces[0], start, end)
    if first.head in _SOMEONE and len(pieces) > 1 and doc[pieces[1][0]].tag_ == "DT":
        second = _described(doc, pieces[1], start, end)
        if second.kind == "role":
            told = second.words | first.words | {first.head}
            return replace(second, words=told, definite=False)
    own = max(pieces[0][0] + 1, after_possessive(doc, *pieces[0]))
    plain = not any(is_capital(doc[k]) for k in range(own, pieces[0][1]))
    if not plain or len(pieces) < 2:
        return first
    at, stop = pieces[1]
    at += doc[at].lower_ == "the" and stop - at > 2
    if not all(is_capital(doc[k]) or doc[k].pos_ == "ADP" for k in range(at, stop)):
        return first
    firm = {low_of(doc[k]).strip(".") for k in range(at, stop)} & FIRMS
    if first.head in OWNERS and doc[start].tag_ != "PRP$":
        firm |= {token.ent_type_ for token in doc[at:stop]} & {"ORG"}
    if first.kind != "organisation" and not (first.kind == "role" and firm):
        return first
    named = _described(doc, pieces[1], start, end)
    told = first.words | {first.head} | named.words
    return replace(named, kind="organisation", words=told, definite=False)


# "One, a nurse", "the third, a former official".
_SOMEONE = listed("one another other first second third fourth fifth")


def _is_pronoun(doc: Doc, start: int, end: int) -> bool:
    """ "she", "The latter", "both men" is none: it has a head of its own."""
    last = low_of(doc[end - 1])
    if end - start == 1:
        return last in PRONOUNS and not (doc[start].is_upper and doc[start].ent_type_)
    return (
        end - start == 2
        and last in ("former", "latter")
        and low_of(doc[start]) == "the"
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


def _author_of_statement(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """The author's bounds in "a statement from the families", "the firm's tweet"."""
    for at in range(start, min(end, start + 8)):
        if doc[at].tag_ == "POS" and at + 1 < end and low_of(doc[end - 1]) in SPOKEN:
            return start, at
        if (
            low_of(doc[at]) in SPOKEN
            and at + 2 < end
            and low_of(doc[at + 1]) in ("from", "by")
        ):
            return at + 2, end
        if doc[at].tag_ == "PRP$" and low_of(doc[end - 1]) in SPOKEN and end - at <= 3:
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
            and low_of(token) in RELATIVES
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
    called = _called(doc, pieces)
    if called:
        at, *bounds = called
        title = title_before(doc, first[0], min(at, first[1]))
        return _named(doc, (bounds[0], bounds[1], True), title, pieces, start, end)
    found = name_in(doc, *first)
    if found and found[0] > first[0] and _is_sort(doc[found[0] - 1]):
        return None  # "the charity Kestrel Dawn"
    if found and found[2]:
        title = title_before(doc, first[0], found[0])
        if title is None or " " not in title and title.endswith((".", "Dr")):
            title = apposed_title(doc, pieces[1:]) or title
        return _named(doc, found, title, pieces, start, end)
    if found is None and len(pieces) > 1 and _is_role(doc, *first):
        apposed = name_in(doc, *pieces[1])
        if apposed and _opens(doc, pieces[1][0], apposed[0]) and apposed[2]:
            title = title_before(doc, *first)
            return _named(doc, apposed, title, pieces, start, end)
    if found and not found[2] and not is_body(doc, *found[:2]):
        title = apposed_title(doc, pieces[1:])
        mention = _named(doc, found, title, pieces, start, end)
        return replace(mention, kind="person" if title else "name")
    return None


def _is_sort(token: Token) -> bool:
    """Whether a word before a name says that it is a body's: "state broadcaster"."""
    body = class_of(low_of(token)) == "organisation"
    return body and token.text.islower() and low_of(token) not in OWNERS


def _called(doc: Doc, pieces: list[tuple[int, int]]) -> tuple[int, int, int] | None:
    """Where a participle and the name behind it stand: "a trader named Willem Ott"."""
    for start, end in pieces[:2]:
        for k in range(start + 1, end - 1):
            known = low_of(doc[k]) == "known" and low_of(doc[k + 1]) == "as"
            at = k + 1 + known
            if not known and low_of(doc[k]) not in ("named", "called", "nicknamed"):
                continue
            stop = at
            while stop < end and (
                is_capital(doc[stop]) or low_of(doc[stop]) in PARTICLES
            ):
                stop += 1
            if at < stop and is_capital(doc[at]) and _is_role(doc, start, k):
                return k, at, stop
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
    stop = with_suffix(doc, stop, end)
    name = clean(doc[at:stop].text)
    others = (k for a, b in pieces for k in range(a, b) if not at <= k < stop)
    described = frozenset(low_of(doc[k]) for k in others) - {""}
    return Mention(start, end, "person", name, title, words=described, named=(at, stop))


def _opens(doc: Doc, start: int, at: int) -> bool:
    """Whether only a title stands before the name at ``at``."""
    return all(low_of(doc[k]) in words("titles") for k in range(start, at))


def _is_role(doc: Doc, start: int, end: int) -> bool:
    head = head_of(doc, start, end)[0]
    return not (class_of(head) or head.isdigit())


def _described(doc: Doc, piece: tuple[int, int], start: int, end: int) -> Mention:
    """A phrase that names no person: a body, a document or people by what they are."""
    at, stop = piece
    head, tail = head_of(doc, at, stop)
    low = low_of(doc[at])
    described = frozenset(low_of(doc[k]) for k in range(at, stop)) - {head, ""}
    plural = doc[tail - 1].tag_ in ("NNS", "NNPS") or low in ("two", "both")
    kind = class_of(head) or "role"
    if kind == "group" and low in PARTS:
        kind = "role"  # "many Democrats" are some people, not the party
    name = None
    run = run_start(doc, after_possessive(doc, at, stop), tail)
    if kind == "role" and _is_one_name(doc, at, stop):
        kind, tail = "organisation", stop
    elif run < tail and kind in ("role", "document"):
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


def _is_one_name(doc: Doc, at: int, stop: int) -> bool:
    """Whether a body's name is all of it: "The Joint Chiefs of Staff"."""
    at += doc[at].lower_ == "the" and doc[at].ent_type_ == ""
    joint = any(doc[k].lower_ in ("of", "without") for k in range(at, stop))
    return joint and all(
        doc[k].ent_type_ == "ORG" and (doc[k].ent_iob_ == "B") == (k == at)
        for k in range(at, stop)
    )


def _kind_of_name(doc: Doc, at: int, stop: int, kind: Reading) -> Reading:
    """The kind of what ends in capitals and is no person: "Republicans", "Tehran"."""
    token = doc[stop - 1]
    if any(doc[k].text == "&" for k in range(at, stop)):
        return "organisation"  # "Bexley & Sons"
    if is_one_of_a_people(doc, 0, at, stop) or is_plural_role(token):
        return "role"
    if low_of(token) in PARTISANS and doc[max(at - 1, 0)].pos_ == "DET":
        return "role"  # "the Michigan Democrat"
    if _is_countryman(doc, at, stop):
        return "role"
    if token.ent_type_ == "NORP" and token.tag_ in ("NNPS", "NNS"):
        return "group" if low_of(token) in GROUPS else "role"
    if at > 0 and class_of(low_of(doc[at - 1])) == "organisation":
        return "organisation"  # "state broadcaster KBS"
    if is_body(doc, at, stop) and low_of(token) not in words("titles"):
        return "organisation"
    return kind


def _after_sort(doc: Doc, at: int, stop: int) -> int:
    """Past what a body is, where its name follows: "Football club | Aston Vale"."""
    start = stop
    while start > at + 1 and is_capital(doc[start - 1]):
        start -= 1
    return start if start < stop and _is_sort(doc[start - 1]) else at


def _is_countryman(doc: Doc, at: int, stop: int) -> bool:
    """Whether a phrase is but "the Spaniard"; "the French" are many."""
    token = doc[stop - 1]
    alone = stop - at == 1 and at > 0 and low_of(doc[at - 1]) == "the"
    one = not token.lower_.endswith(("s", "ese", "ch", "sh"))
    return alone and one and low_of(token) in countries()


def _body_name(doc: Doc, at: int, stop: int, tail: int) -> str:
    """ "The White House" -> "White House"; "the Lund police, who…" -> without the rest."""
    upto = stop if tail < stop and low_of(doc[tail]) in ("of", "for", "and") else tail
    at = _after_sort(doc, at, upto)
    name = clean(doc[at:upto].text)
    capital = any(is_capital(doc[k]) for k in range(at + 1, upto))
    if capital or low_of(doc[at]) != "the":
        return re.sub(r"^[Tt][Hh][Ee]\s+", "", name)
    return name[:1].lower() + name[1:]
