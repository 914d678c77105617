"""Who a mention means: pronoun, surname and description -> a figure of the article."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from articles.extraction.figures import (
    Cast,
    Figure,
    Gender,
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
from articles.extraction.occurrences import Occurrence, canonical
from articles.extraction.tables import listed
from articles.extraction.types import SourceKind

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
EMPTY = listed(
    "a an the one another other second third of his her their its this that these"
    " those and"
)
WINDOW = 12  # sentences that a pronoun looks back


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
        if not shared or exact.kind == "person":
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
    wanted = {canonical(w) for w in (*mention.words, mention.head)} - EMPTY - {"news"}
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
    if mention.head in ("company", "firm", "group", "organisation", "organization"):
        for at, figure in reversed(earlier(cast, mention.start)):
            if figure.kind == "organisation" and cast.doc[at].ent_type_ == "ORG":
                return figure
    return None


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


def described(cast: Cast, mention: Mention) -> Resolved:
    """People by what they are: "the councillor", "The Vermont independent"."""
    head = canonical(mention.head)
    wanted = {canonical(w) for w in mention.words} - EMPTY
    fits = [
        (figure, len(wanted & figure.words))
        for figure in cast.figures
        if figure.kind == "person" and head in figure.offices and wanted <= figure.words
        # Who was minister once is "the former minister", and "the minister" is another.
        if figure.words & FORMER <= wanted
    ]
    if not fits:
        return Resolved()
    people = [figure for figure, _ in fits]
    if len(people) > 1:
        people = _nearest(cast, people, mention.start)
    if len(people) == 1:
        return Resolved((people[0],), confidence=0.85)
    return Resolved(candidates=tuple(f.name for f in people))


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


def pronoun(cast: Cast, mention: Mention, speaker: Figure | None) -> Resolved:
    """Whom a pronoun means, or everyone that it may mean where they are equals."""
    head = mention.head
    if head in ("former", "latter"):
        return _of_two(cast, mention.start, head)
    if head in ("he", "him", "his", "himself"):
        return _single(cast, mention.start, "m", speaker)
    if head in ("she", "her", "hers", "herself"):
        return _single(cast, mention.start, "f", speaker)
    if head in ("they", "them", "their", "themselves", "both", "these", "those"):
        return _several(cast, mention.start, speaker)
    if head in ("it", "its", "itself"):
        return _thing(cast, mention.start, speaker)
    return Resolved()


def _of_two(cast: Cast, at: int, which: str) -> Resolved:
    """The former or the latter of the last two people or bodies named together."""
    order: list[Figure] = []
    for _, figure in reversed(earlier(cast, at)):
        if figure not in order and figure.kind in ("person", "organisation"):
            if order and figure.kind != order[0].kind:
                continue
            order.append(figure)
        if len(order) == 2:
            return Resolved((order[which == "former"],), confidence=0.85)
    return Resolved()


def _single(cast: Cast, at: int, gender: Gender, speaker: Figure | None) -> Resolved:
    """The best person for he or she."""
    scores = _scores(cast, at, speaker, lambda f: _may_be(f, gender))
    known = {f: s + 0.35 * (f.gender == gender) for f, s in scores.items()}
    best = _best(known, 0.8)
    for figure in best.figures:
        figure.gender = figure.gender or gender  # later pronouns go by it
    return best


def _may_be(figure: Figure, gender: Gender) -> bool:
    singular = figure.kind == "person" or (
        figure.kind == "anonymous" and not figure.plural
    )
    return singular and figure.gender in (gender, None)


def _scores(
    cast: Cast, at: int, speaker: Figure | None, fits: Callable[[Figure], bool]
) -> dict[Figure, float]:
    """How near and how prominent each figure before ``at`` is."""
    here = sentence(cast, at)
    scores: dict[Figure, float] = {}
    for place, figure in reversed(earlier(cast, at)):
        away = here - sentence(cast, place)
        if away > WINDOW:
            break
        if not fits(figure):
            continue
        score = -0.8 * away + _prominence(cast, place) + 0.9 * (figure is speaker)
        if score > scores.get(figure, -99.0):
            scores[figure] = score
    return scores


def _prominence(cast: Cast, at: int) -> float:
    """A subject counts for more, a name inside someone's words for less."""
    inside = bisect_right(cast.quoted, (at, len(cast.doc) + 1)) - 1
    value = 0.0
    if inside >= 0 and cast.quoted[inside][0] <= at < cast.quoted[inside][1]:
        value -= 1.2
    return value + 0.6 * (_role_of(cast.doc[at]) in SUBJECTS)


def _role_of(token: Token) -> str:
    """The dependency of the phrase that a name's first word belongs to."""
    for _ in range(8):
        if token.dep_ in ("compound", "conj", "nmod", "amod", "poss", "flat", "punct"):
            if token.dep_ == "poss":
                return "poss"
            token = token.head
        else:
            break
    return str(token.dep_)


def _best(scores: dict[Figure, float], confidence: float) -> Resolved:
    """The highest score; with a second as high, nobody."""
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    if not ranked:
        return Resolved()
    top = ranked[0][1]
    equal = [figure for figure, score in ranked if top - score < 0.1]
    if len(equal) == 1:
        return Resolved((equal[0],), confidence=confidence)
    return Resolved(candidates=tuple(f.name for f in equal))


def _several(cast: Cast, at: int, speaker: Figure | None) -> Resolved:
    """They: one who is called so, several named together, or a plural source."""
    here = sentence(cast, at)
    for figure in cast.figures:
        if figure.plural and figure.kind == "person":
            return Resolved((figure,), confidence=0.8)
    together = _together(cast, at)
    if len(cast.spoke) > 1 and here - sentence(cast, cast.spoke[0].places[-1]) <= 3:
        return Resolved(cast.spoke, confidence=0.8)
    plural = _scores(cast, at, speaker, lambda f: f.plural or f.kind == "group")
    best = _best(plural, 0.8)
    if together and (
        not best.figures
        or sentence(cast, together[0].places[-1])
        > sentence(cast, best.figures[0].places[-1])
        or here - sentence(cast, best.figures[0].places[-1]) > 2
    ):
        return Resolved(together, confidence=0.75)
    if best.figures:
        return best
    return _best(_scores(cast, at, speaker, lambda f: f.kind == "organisation"), 0.6)


def _together(cast: Cast, at: int) -> tuple[Figure, ...]:
    """People joined by "and" in the last two sentences before."""
    here, found = sentence(cast, at), []
    for place, figure in earlier(cast, at):
        if figure.kind == "person" and here - sentence(cast, place) <= 2:
            found.append((place, figure))
    for (a, first), (b, second) in reversed(list(zip(found, found[1:], strict=False))):
        between = cast.doc[a:b]
        if (
            first is not second
            and b - a < 14
            and sentence(cast, a) == sentence(cast, b)
        ):
            joined = any(t.lower_ == "and" for t in between)
            if joined and not any(t.pos_ == "VERB" for t in between):
                return first, second
    return ()


def _thing(cast: Cast, at: int, speaker: Figure | None) -> Resolved:
    """It: a body or document; spaCy's places count only as subjects."""

    def fits(figure: Figure) -> bool:
        return figure.kind in ("organisation", "document", "group")

    scores = _scores(cast, at, speaker, fits)
    return _best(scores, 0.75)
