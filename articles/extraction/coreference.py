"""Who a mention means: surname and description -> a figure of the article."""

from dataclasses import dataclass

from spacy.tokens import Doc

from articles.extraction.figures import (
    Cast,
    Figure,
    bodies_called,
    courtesy,
    earlier,
    gender_of,
    misspelt,
    of_gender,
    office,
    owner_of,
    sentence,
    variant,
)
from articles.extraction.mentions import Mention
from articles.extraction.names import clean, display, fold
from articles.extraction.occurrences import Occurrence
from articles.extraction.offices import canonical
from articles.extraction.tables import listed
from articles.extraction.types import SourceKind

EMPTY = listed(
    "a an the one another other second third of his her their its this that these"
    " those and"
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a mention turned out to be: a figure, several, or too many to choose."""

    figures: tuple[Figure, ...] = ()
    candidates: tuple[str, ...] = ()
    confidence: float = 0.3


def by_name(cast: Cast, mention: Mention) -> Resolved:
    """A name -> its figure; a surname that two share and nothing decides stays open."""
    key = fold(mention.name or "")
    each = Occurrence(
        mention.named[0], mention.name or "", "person", mention.title, mention.words
    )
    exact = cast.named.get(key) or (variant(cast, key) if " " in key else None)
    if exact and (" " in key or exact.kind != "person" or not cast.short.get(key)):
        shared = [f for f in cast.short.get(key, []) if f.kind == "person"]
        if _is_of_other_gender(cast, mention, exact):
            cast.short[key] += [exact, _new(cast, mention)]
        elif not shared or exact.kind == "person":
            return Resolved((exact,), confidence=0.97)
    figures = cast.short.get(key, [])
    people = [f for f in figures if f.kind == "person"]
    if people:
        owner = owner_of(cast, key, people, each)
        if owner:
            return Resolved((owner,), confidence=0.92)
        told = set(office(mention.title)) | courtesy(cast, each.at)
        fitting = of_gender(people, gender_of("", told))
        if fitting:
            return Resolved(candidates=tuple(f.name for f in fitting))
        other = _new(cast, mention)
        cast.short[key].append(other)
        return Resolved((other,), confidence=0.9)
    bodies = bodies_called(cast, key)
    if bodies and not mention.title:
        return Resolved((bodies[0],), confidence=0.9)
    slip = misspelt(cast, key) if mention.kind != "organisation" else None
    if slip:
        return Resolved((slip,), confidence=0.8)
    return Resolved((_new(cast, mention),), confidence=0.95)


def _is_of_other_gender(cast: Cast, mention: Mention, figure: Figure) -> bool:
    """Whether "Mr Ott" is another than "Ms Ott", whom the article named alone too."""
    told = gender_of("", courtesy(cast, mention.named[0]))
    known = figure.gender if not figure.guessed else None
    return " " not in fold(figure.name) and {told, known} == {"f", "m"}


def _new(cast: Cast, mention: Mention) -> Figure:
    """A figure for a name that the article has not had yet."""
    body = mention.kind in ("organisation", "group")
    kind: SourceKind = "person"
    if body:
        kind = "group" if mention.kind == "group" else "organisation"
    name = mention.name or ""
    figure = Figure(kind, display(name) if body else name, mention.title)
    figure.gender = None if body else gender_of(name, mention.words)
    figure.plural = mention.plural
    figure.words = {canonical(w) for w in (*mention.words, mention.head)} - {""}
    cast.figures.append(figure)
    cast.named.setdefault(fold(figure.name), figure)
    return figure


def body(cast: Cast, mention: Mention) -> Resolved:
    """A body by name or by what it is: "the ministry" -> the transport ministry."""
    key = fold(display(mention.name or ""))
    generic = mention.definite and fold(mention.name or "") == mention.head
    if key in cast.named and not generic:
        if mention.kind == "group":
            cast.named[key].kind = "group"
        return Resolved((cast.named[key],), confidence=0.97)
    if mention.definite:
        found = _body_described(cast, mention)
        if found:
            return Resolved((found,), confidence=0.85)
    if key in cast.named:
        return Resolved((cast.named[key],), confidence=0.9)
    if " " not in key and (not mention.definite or bodies_called(cast, key)):
        return by_name(cast, mention)
    return Resolved((_new(cast, mention),), confidence=0.95)


def _body_described(cast: Cast, mention: Mention) -> Figure | None:
    """The nearest body before that has every word of the description."""
    based = _seat(cast.doc, mention)
    told = (*(mention.words - based), mention.head)
    wanted = {canonical(w) for w in told} - EMPTY - {"news"}
    for _, figure in reversed(earlier(cast, mention.start)):
        if figure.kind in ("organisation", "group") and wanted <= figure.words:
            return figure
    fuller = _fuller_phrase(cast.doc, mention)
    if fuller:
        figure = cast.named.get(fold(fuller)) or Figure("organisation", fuller)
        figure.words |= {canonical(w) for w in fold(fuller).split()}
        cast.named[fold(fuller)] = figure
        return figure
    for figure in cast.figures:  # named only later: "the Turkish news agency"
        if figure.kind == "organisation" and len(wanted) > 1 and wanted <= figure.words:
            return figure
    if based or mention.head in COMPANIES:
        for at, figure in reversed(earlier(cast, mention.start)):
            if figure.kind == "organisation" and cast.doc[at].ent_type_ == "ORG":
                return figure
    return None


def _seat(doc: Doc, mention: Mention) -> frozenset[str]:
    """The words of "Oslo-based", which an article has but once."""
    for k in range(mention.start, mention.tail):
        if doc[k].lower_.endswith("based"):
            return frozenset(fold(token.text) for token in doc[mention.start : k + 1])
    return frozenset()


def _fuller_phrase(doc: Doc, mention: Mention) -> str | None:
    """ "the transport ministry" where the text before has it and here "the ministry"."""
    if len(mention.words - EMPTY) > 0:
        return None
    for k in range(mention.start - 1, max(-1, mention.start - 600), -1):
        if doc[k].lower_ != mention.head or doc[k].dep_ == "compound":
            continue
        start = doc[k].left_edge.i
        if 1 < k - start + 1 <= 5 and fold(doc[start : k + 1].text) != mention.head:
            name = clean(doc[start : k + 1].text)
            return name[:1].lower() + name[1:] if name[:4] == "The " else name
    return None


FORMER = frozenset({"former", "ex"})
COMPANIES = listed("company firm group organisation organization")
LEAVING = listed("resign quit retire depart")
# What holds for a while, and tells nobody from another.
PASSING = listed("outgoing incoming embattled beleaguered current sitting new then")
POLITICIANS = listed("mp lawmaker politician frontbencher backbencher peer councillor")
PARTIES = listed(
    "labour conservative tory democrat republican liberal green independent"
)
KIN = listed("wife husband girlfriend boyfriend partner spouse")
LEAD = 3  # sentences in which somebody is told of before he is named
# Who is told of so may well stay unnamed.
SHY = listed("official spokesman source aide adviser advisor person insider employee")


OTHERS = listed("another other second third fellow")
LESSER = listed("head deputy assistant vice shadow lieutenant")


def introduced(cast: Cast, mention: Mention) -> Resolved:
    """ "A judge ruled …" in the lead: the one judge whom the article names later."""
    head = canonical(mention.head)
    one_of_many = cast.doc[mention.start].lower_ not in ("a", "an")
    if (
        one_of_many
        or mention.plural
        or head in SHY
        or sentence(cast, mention.start) >= LEAD
    ):
        return Resolved()
    wanted = {canonical(word) for word in mention.words}
    holders = [
        figure
        for figure in cast.figures
        if figure.kind == "person" and head in figure.offices
        if mention.end < figure.places[0] and not figure.words & FORMER
        if not (figure.words & LESSER) - wanted  # a head teacher is no "teacher"
        if not figure.words & OTHERS
    ]
    return Resolved(tuple(holders), confidence=0.6) if len(holders) == 1 else Resolved()


def described(cast: Cast, mention: Mention) -> Resolved:
    """People by what they are: "the councillor", "The Vermont independent"."""
    head = canonical(mention.head.removeprefix("ex-"))
    wanted = {canonical(w) for w in mention.words} - EMPTY - PASSING
    if head == "executive":
        wanted -= {"chief"}  # a CEO
    by_party = head in POLITICIANS and bool(wanted & PARTIES)
    if head in KIN:
        wanted -= FORMER  # a wife in one sentence is an ex-wife in the next
    fits = [
        (figure, len(wanted & figure.words))
        for figure in cast.figures
        if figure.kind == "person" and (by_party or head in figure.offices)
        if wanted - _left(cast, figure) <= figure.words
        # Who was minister once is "the former minister", and "the minister" is another.
        if figure.words & FORMER <= wanted
        if (figure.words & LESSER) <= wanted or mention.definite
    ]
    if not fits:
        return Resolved()
    people = [figure for figure, _ in fits]
    if len(people) > 1:
        people = _nearest(cast, people, mention.start)
    if len(people) == 1:
        return Resolved((people[0],), confidence=0.85)
    return Resolved(candidates=tuple(f.name for f in people))


def _left(cast: Cast, figure: Figure) -> frozenset[str]:
    """What who resigned in the article may be called besides: "the former minister"."""
    for at in figure.places:
        name = cast.doc[at]
        while name.dep_ == "compound":
            name = name.head
        if name.head.lemma_ in LEAVING and name.dep_ == "nsubj":
            return FORMER
    return frozenset()


def _nearest(cast: Cast, people: list[Figure], at: int) -> list[Figure]:
    """Those of ``people`` mentioned in the last sentence that has any of them."""
    last = -1
    near: list[Figure] = []
    for place, figure in reversed(earlier(cast, at)):
        if figure in people:
            number = sentence(cast, place)
            if near and number < last:
                break
            last = number
            if figure not in near:
                near.append(figure)
    return near or people
