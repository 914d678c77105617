"""The names of an article where they stand, with the words that go with them."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from articles.extraction import mentions
from articles.extraction.mentions import Mention
from articles.extraction.names import clean, display, fold
from articles.extraction.offices import canonical
from articles.extraction.phrases import is_day
from articles.extraction.tables import words
from articles.extraction.types import SourceKind

STATES = {
    "vt": "vermont", "nc": "north carolina", "ny": "new york", "ga": "georgia",
    "wis": "wisconsin", "mo": "missouri", "sc": "south carolina", "ky": "kentucky",
    "tenn": "tennessee", "fla": "florida", "va": "virginia", "ariz": "arizona",
    "calif": "california", "mass": "massachusetts", "conn": "connecticut",
    "mich": "michigan", "minn": "minnesota", "ill": "illinois", "pa": "pennsylvania",
    "nj": "new jersey", "nh": "new hampshire", "la": "louisiana", "ala": "alabama",
    "colo": "colorado", "del": "delaware", "ind": "indiana", "kan": "kansas",
    "md": "maryland", "me": "maine", "miss": "mississippi", "mont": "montana",
    "neb": "nebraska", "nev": "nevada", "nm": "new mexico", "nd": "north dakota",
    "okla": "oklahoma", "ore": "oregon", "ri": "rhode island", "sd": "south dakota",
    "wash": "washington", "wva": "west virginia", "wyo": "wyoming", "ark": "arkansas",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One name in the text, with what stands around it."""

    at: int
    name: str
    kind: SourceKind
    title: str | None
    words: frozenset[str]
    heads: frozenset[str] = frozenset()


def overlooked(doc: Doc, found: list[Occurrence]) -> Iterator[Occurrence]:
    """Names that spaCy missed beside others: "Trump has support", "Ada Quill Day"."""
    strings = doc.vocab.strings
    last = {o.name.split()[-1] for o in found if o.kind == "person" and " " in o.name}
    wanted = {strings[word]: word for word in last if word[:1].isupper()}
    have = {o.at for o in found}
    rows = doc.to_array(["ORTH", "ENT_TYPE"]).tolist()
    for at, (orth, label) in enumerate(rows):
        if orth in wanted and not label and at not in have:
            yield Occurrence(at, wanted[orth], "person", None, frozenset())
    alone = {o.name for o in found if o.kind == "person" and " " not in o.name} | last
    surnames = {strings[name] for name in alone}
    for at, (orth, _) in enumerate(rows[1:], 1):
        inside = doc[at - 1].ent_iob_ == "I"  # "José" of "María José Ortega Ruiz"
        if (
            orth in surnames
            and at - 1 not in have
            and _is_given(doc[at - 1])
            and not inside
        ):
            yield Occurrence(
                at - 1, doc[at - 1 : at + 1].text, "person", None, frozenset()
            )


def _is_given(token: Token) -> bool:
    """Recognise the first name of "Ada Quill Day", which is nobody to spaCy."""
    return token.text.istitle() and fold(token.text) in words("women") | words("men")


def without_headline(
    doc: Doc, each: Occurrence, alone: Counter[str], surnames: Collection[str]
) -> Occurrence:
    """A name without the word of a headline that stuck to it: "Ann Lee Goes".

    "Kim Jong Su" stays whole, though he is Kim from then on: no other name ends in
    "Kim", and a stop ends the line.
    """
    parts = each.name.split()
    if each.kind != "person" or len(parts) < 2 or alone[fold(parts[-1])]:
        return each
    first = 0 if fold(parts[0]) not in words("women") | words("men") else 1
    headline = _in_headline(doc, each.at, sure=not first)
    for k in range(len(parts) - 1, first, -1):
        last = fold(parts[k - 1])
        if alone[last] > 1 and (headline or last in surnames):
            return replace(each, name=" ".join(parts[:k]))
    return each


def _in_headline(doc: Doc, at: int, *, sure: bool) -> bool:
    """Whether the line of a word has no stop, or, unless ``sure``, many capitals.

    What ends in a stop and has several sentences is no headline.
    """
    first = last = at
    while first and "\n" not in doc[first - 1].text:
        first -= 1
    while last + 1 < len(doc) and "\n" not in doc[last + 1].text:
        last += 1
    if last + 1 < len(doc) and doc[last].text[-1] not in '.!?:”"':
        return True
    if any(token.is_sent_start for token in doc[first + 1 : last + 1]):
        return False
    long = [token.text for token in doc[first : last + 1] if len(token) > 3]
    return not sure and sum(w[0].isupper() for w in long) > 0.6 * len(long)


def entities(doc: Doc) -> Iterator[Occurrence]:
    """Names that spaCy sees, with the titles and appositions around them."""
    for entity in doc.ents:
        label = entity.label_
        if label == "PERSON":
            start = _title_start(entity)
            mention = mentions.read(doc[start : entity.end])
            if not mention.name or mention.kind not in ("person", "name"):
                continue
            around, heads = _around(entity)
            told = mention.words | around
            at = mention.named[0]
            yield Occurrence(at, mention.name, "person", mention.title, told, heads)
        elif label in PLACED and not _is_label(entity):
            name = display(clean(entity.text))
            people = label == "NORP" and entity[-1].tag_ not in ("NNPS", "NNS")
            if people and entity[-1].ent_iob_ != "B":
                continue
            if people:
                yield Occurrence(entity.start, name, "unknown", None, frozenset())
            elif name:
                extra = _around(entity)[0] | _before(entity)
                yield Occurrence(entity.start, name, "organisation", None, extra)


PLACED = ("ORG", "GPE", "FAC", "PRODUCT", "NORP")


def _is_label(entity: Span) -> bool:
    """Whether capitals before a colon name who speaks next: "DRUMMOND: Four wells"."""
    doc, end = entity.doc, entity.end
    return entity.text.isupper() and end < len(doc) and doc[end].text == ":"


def _title_start(entity: Span) -> int:
    """Where the title before a person's name begins."""
    doc, start = entity.doc, entity.start
    floor = max(0, start - 8)
    while (
        start > floor
        and not doc[start].is_sent_start
        and not is_day(doc[start - 1])
        and (
            doc[start - 1].pos_ in ("NOUN", "PROPN", "ADJ")
            or doc[start - 1].text in ("'s", "’s")
            or fold(doc[start - 1].text) in words("titles")
            or doc[start - 1].text == "of"  # "Secretary of State"
            and fold(doc[start - 2].text) in words("titles")
        )
    ):
        start -= 1
    return start


def _before(entity: Span) -> frozenset[str]:
    """Words of description before a body: "Danish broadcaster TV Øst"."""
    doc = entity.doc
    found, k = set(), entity.start - 1
    while k >= max(0, entity.start - 4) and doc[k].pos_ in ("NOUN", "PROPN", "ADJ"):
        found.add(canonical(doc[k].text))
        k -= 1
    return frozenset(found)


def _around(entity: Span) -> tuple[frozenset[str], frozenset[str]]:
    """All words of the appositions, predicate and party mark of a name; their heads."""
    doc, root = entity.doc, entity.root
    nouns = [c for c in root.children if c.dep_ == "appos"]
    if root.dep_ == "appos" and root.head.i < entity.start:
        nouns.append(root.head)
    if root.dep_ == "nsubj" and root.head.lemma_ in ("be", "become", "serve"):
        nouns += [c for c in root.head.children if c.dep_ == "attr"]
    party = _party(doc, entity.end)
    found, heads = set(party), set(party)
    for noun in nouns:
        if noun.ent_type_ == "PERSON":
            continue
        last = min(noun.right_edge.i, noun.i + 8)
        inside = range(noun.left_edge.i, last + 1)
        found |= {canonical(doc[k].text) for k in inside if doc[k].is_alpha}
        heads.add(fold(noun.text))
    return frozenset(found), frozenset(heads)


_BRITISH = {
    "Con": "conservative", "Lab": "labour", "Lib Dem": "liberal", "LD": "liberal",
    "Green": "green", "SNP": "snp", "Ind": "independent",
}  # fmt: skip


def _party(doc: Doc, at: int) -> set[str]:
    """ "(D-N.C.)" after a name -> democrat, north, carolina."""
    text = "".join(t.text_with_ws for t in doc[at : at + 8])
    british = re.match(r"\s?\((Con|Lab|Lib Dem|LD|Green|SNP|Ind)\b", text)
    if british:
        return {_BRITISH[british[1]]}
    mark = text.lstrip(" ,(")[:12]
    if len(text) - len(text.lstrip(" ,(")) == 0 or mark[1:2] not in "-–":
        return set()
    state = mark[2:].split(")")[0].split(",")[0].replace(".", "").strip().lower()
    party = {"D": "democrat", "R": "republican", "I": "independent"}.get(mark[:1])
    place = STATES.get(state, state)
    return {party, *place.split()} if party else set()


def spoken_of(doc: Doc, found: Iterable[Mention]) -> Iterator[Occurrence]:
    """Names that stand as sources though spaCy saw none."""
    for each in found:
        at = each.named[0]
        if not each.name:
            continue
        if each.kind == "person":
            described = frozenset(canonical(w) for w in each.words)
            yield Occurrence(at, each.name, "person", each.title, described)
        elif each.kind == "name" and " " in each.name:
            yield Occurrence(at, each.name, "person", None, frozenset())
