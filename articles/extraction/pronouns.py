"""Whom a pronoun means: the nearest and most prominent that fits."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Doc, Token

from articles.extraction import mentions
from articles.extraction.coreference import Resolved
from articles.extraction.figures import (
    FEMALE,
    MALE,
    Cast,
    Figure,
    Gender,
    earlier,
    gender_of,
    is_marked,
    mark,
    sentence,
    sentence_bounds,
)
from articles.extraction.mentions import Mention
from articles.extraction.phrases import class_of
from articles.extraction.tables import listed, words

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
NOMINATIVE: dict[str, Gender] = {"he": "m", "she": "f"}
WINDOW = 12  # sentences that a pronoun looks back
NEARBY = 2  # sentences from a name to an epithet, from a noun to "it"
PAIR_BACK = 8  # sentences from "Ann and Bo Ott" to "the couple"
FARTHEST = 80  # tokens from a noun to "it"
ASKED = listed("asked pressed questioned challenged quizzed")
SPEAKER = 1.2  # what it counts for to have spoken last
NEW = 1.2  # … to have been introduced with an office just before a quotation
JUST_NEW = 0.7  # … as the subject of the sentence before any other
KNOWN = 0.5  # … to be known as a he or a she
UNTOLD = 0.8  # what an unnamed source loses that may be either
CLEAR = 0.6  # how far the best is ahead where his gender is learnt from it
QUOTED, OWN = 1.2, 3.0  # what a name loses inside quotations, and in the speaker's own


def pronoun(cast: Cast, mention: Mention, speaker: Figure | None) -> Resolved:
    """Whom a pronoun means, or everyone that it may mean where they are equals."""
    head = mention.head
    if cast.doc[mention.start].tag_ == "PRP$":
        speaker = None  # "his comment" is a subject's in sight, whoever spoke before
    _follow(cast, mention.start)
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


def _follow(cast: Cast, at: int) -> None:
    """Note whom he and she mean as subjects of the sentences up to ``at``."""
    for token in cast.doc[cast.followed : at]:
        gender = NOMINATIVE.get(token.lower_)
        if gender is None or token.dep_ not in SUBJECTS:
            continue
        if not _is_quoted(cast, token.i) and not is_marked(cast, token.i):
            for figure in _single(cast, token.i, gender, None).figures:
                mark(cast, figure, token.i)
    cast.followed = max(cast.followed, at)


def _is_quoted(cast: Cast, at: int) -> bool:
    inside = bisect_right(cast.quoted, (at, len(cast.doc) + 1)) - 1
    return inside >= 0 and cast.quoted[inside][0] <= at < cast.quoted[inside][1]


def _of_two(cast: Cast, at: int, which: str) -> Resolved:
    """The former or the latter of the last two people or bodies named together."""
    order: list[Figure] = []
    for place, figure in reversed(earlier(cast, at)):
        if cast.doc[min(place + 1, at)].lower_ in ("former", "latter"):
            continue  # "The former said A; the latter said B"
        if figure not in order and figure.kind in ("person", "organisation"):
            if order and figure.kind != order[0].kind:
                continue
            order.append(figure)
        if len(order) == 2:
            return Resolved((order[which == "former"],), confidence=0.85)
    return Resolved()


def _single(cast: Cast, at: int, gender: Gender, speaker: Figure | None) -> Resolved:
    """The best person for he or she."""
    scores = scored(cast, at, speaker, lambda f: _may_be(f, gender))
    scores = scores or scored(cast, at, speaker, lambda f: f.guessed)
    known = {
        f: s + KNOWN * (f.gender == gender) - UNTOLD * _is_untold(f)
        for f, s in scores.items()
    }
    best = likeliest(known, 0.8)
    ranked = sorted(known.values(), reverse=True)
    if ranked and (len(ranked) == 1 or ranked[0] > ranked[1] + CLEAR):
        for figure in best.figures:
            if figure.gender is None:
                figure.gender, figure.guessed = gender, True  # later ones go by it
    return best


def _is_untold(figure: Figure) -> bool:
    """Say whether nothing tells if an unnamed source is a he: "the official said"."""
    return figure.kind == "anonymous" and figure.gender is None


def _may_be(figure: Figure, gender: Gender) -> bool:
    singular = figure.kind == "person" or (
        figure.kind == "anonymous" and figure.human and not figure.plural
    )
    return singular and figure.gender in (gender, None)


def scored(
    cast: Cast, at: int, speaker: Figure | None, fits: Callable[[Figure], bool]
) -> dict[Figure, float]:
    """How near and how prominent each figure before ``at`` is."""
    here = sentence(cast, at)
    subject = cast.doc[at].dep_ in SUBJECTS
    scores: dict[Figure, float] = {}
    for place, figure in reversed(earlier(cast, at)):
        away = here - sentence(cast, place) - told_between(cast, place, at)
        if away > WINDOW:
            break
        if not fits(figure):
            continue
        new = place == figure.places[0] and _has_office(figure)
        told = subject and new and away == 1 and _role_of(cast.doc[place]) in SUBJECTS
        score = -0.8 * away + _prominence(cast, place, figure)
        score -= QUOTED * _is_asked_about(cast, place, at)
        score += SPEAKER * (figure is speaker)
        score += NEW * new if cast.telling else JUST_NEW * told
        if score > scores.get(figure, -99.0):
            scores[figure] = score
    return scores


def _is_asked_about(cast: Cast, place: int, at: int) -> bool:
    """Recognise who is named in a question: "Asked if Ott had left, he said"."""
    first, _ = sentence_bounds(cast, at)
    opening = cast.doc[first : min(first + 2, place)]
    return any(token.lower_ in ASKED for token in opening)


def _has_office(figure: Figure) -> bool:
    return bool(figure.title or figure.offices)


def told_between(cast: Cast, place: int, at: int) -> int:
    """How many sentences of the statement itself stand between a mention and ``at``."""
    return sum(
        sentence(cast, min(end, at) - 1) - sentence(cast, max(start, place))
        for start, end in cast.telling
        if max(start, place) < min(end, at)
    )


def _prominence(cast: Cast, at: int, figure: Figure) -> float:
    """A subject counts for more, a name inside someone's words for less.

    Whoever speaks hardly ever calls himself by name.
    """
    noun = cast.doc[at]
    if figure.kind == "anonymous" and noun.dep_ == "poss":
        noun = noun.head  # "her lawyer" begins with another's pronoun
    value = 0.6 * (_role_of(noun) in SUBJECTS)
    if any(start <= at < end for start, end in cast.telling):
        return value - OWN
    return value - QUOTED * _is_quoted(cast, at)


_PARTS_OF_PHRASE = ("compound", "conj", "nmod", "amod", "flat", "punct", "appos")


def _role_of(token: Token) -> str:
    """The dependency of the phrase that a name's first word belongs to."""
    for _ in range(8):
        if token.dep_ == "poss":
            return "poss"
        if token.dep_ in _PARTS_OF_PHRASE:
            token = token.head
        else:
            break
    return str(token.dep_)


def likeliest(
    scores: dict[Figure, float], confidence: float, margin: float = 0.1
) -> Resolved:
    """The highest score; with a second as high, nobody."""
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    if not ranked:
        return Resolved()
    top = ranked[0][1]
    equal = [figure for figure, score in ranked if top - score < margin]
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
    if _spoke_together(cast, at):
        return Resolved(cast.spoke, confidence=0.8)
    plural = scored(
        cast, at, speaker, lambda f: f.plural and f.human or f.kind == "group"
    )
    best = likeliest(plural, 0.8)
    if together and (
        not best.figures
        or sentence(cast, together[0].places[-1])
        > sentence(cast, best.figures[0].places[-1])
        or here - sentence(cast, best.figures[0].places[-1]) > 2
    ):
        return Resolved(together, confidence=0.75)
    if best.figures:
        return best
    if cast.doc[at].lower_ == "both":
        return Resolved()
    return likeliest(scored(cast, at, speaker, lambda f: f.kind == "organisation"), 0.6)


def pair(cast: Cast, at: int) -> tuple[Figure, ...]:
    """Whom "the couple" means: the two who spoke together, or are named together."""
    return cast.spoke if _spoke_together(cast, at) else _together(cast, at, PAIR_BACK)


def _spoke_together(cast: Cast, at: int) -> bool:
    if len(cast.spoke) < 2:
        return False
    return sentence(cast, at) - sentence(cast, cast.spoke[0].places[-1]) <= 3


def _together(cast: Cast, at: int, back: int = 2) -> tuple[Figure, ...]:
    """People joined by "and" in the last sentences before."""
    here, found = sentence(cast, at), []
    for place, figure in earlier(cast, at):
        if figure.kind == "person" and here - sentence(cast, place) <= back:
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
    """It: a body or document; places count only as subjects."""
    return likeliest(_things(cast, at, speaker), 0.75)


def _things(cast: Cast, at: int, speaker: Figure | None) -> dict[Figure, float]:
    def fits(figure: Figure) -> bool:
        many = figure.kind == "document" and figure.plural
        return figure.kind in ("organisation", "document", "group") and not many

    scores = scored(cast, at, speaker, fits)
    return {f: s for f, s in scores.items() if f is speaker or _acts(cast, f, at)}


def _acts(cast: Cast, figure: Figure, at: int) -> bool:
    """Say whether a figure's last mention is no mere place: "a plant in Lund"."""
    last = max(place for place in figure.places if place < at)
    token = cast.doc[last]
    if token.dep_ in ("compound", "nmod", "amod") and not token.head.ent_type_:
        return False  # "Telegram posts"
    return token.ent_type_ not in ("GPE", "LOC", "FAC") or _role_of(token) in SUBJECTS


def thing_before(cast: Cast, at: int, speaker: Figure | None) -> Mention | None:
    """Find "the council" for "it", where no body that has a name is nearer.

    A common noun is known as a source only when it speaks; here it did not yet.
    """
    here = sentence(cast, at)
    for token in reversed(cast.doc[max(0, at - FARTHEST) : at]):
        away = here - sentence(cast, token.i)
        if away > NEARBY:
            return None
        subject = token.dep_ in SUBJECTS and token.tag_ == "NN"
        if not subject or _is_quoted(cast, token.i) or _is_named_beside(token):
            continue
        if class_of(token.lower_) in ("organisation", "document"):
            best = max(_things(cast, at, speaker).values(), default=-99.0)
            nearer = 0.6 - 0.8 * away > best
            return (
                mentions.read(cast.doc[token.left_edge.i : token.i + 1])
                if nearer
                else None
            )
    return None


def person_before(
    cast: Cast, mention: Mention, speaker: Figure | None
) -> Mention | None:
    """Find "another delegate" for "he", where nobody who is known is likelier."""
    at, here = mention.start, sentence(cast, mention.start)
    gender: Gender = "m" if mention.head in ("he", "him", "his", "himself") else "f"
    for token in reversed(cast.doc[max(0, at - FARTHEST) : at]):
        away = here - sentence(cast, token.i) - told_between(cast, token.i, at)
        if away > NEARBY:
            return None
        subject = token.dep_ in SUBJECTS and token.tag_ == "NN" and not token.ent_type_
        if not subject or away < 1 or _is_quoted(cast, token.i):
            continue
        if not is_human(token) or _is_somebody_known(cast, token):
            continue
        shown = gender_of("", {token.lower_}) or own_gender(
            cast.doc, replace(mention, end=token.i + 1)
        )
        if shown not in (gender, None):
            continue
        known = scored(cast, at, speaker, lambda f: _may_be(f, gender))
        best = max(
            (s + KNOWN * (f.gender == gender) for f, s in known.items()), default=-99.0
        )
        score = 0.6 - 0.8 * away + NEW * bool(cast.telling) + KNOWN * (shown == gender)
        if score > best:
            return mentions.read(cast.doc[token.left_edge.i : token.i + 1])
        return None
    return None


def _is_somebody_known(cast: Cast, noun: Token) -> bool:
    """Say whether a phrase has spoken, or has its name beside it."""
    return _is_named_beside(noun) or is_marked(cast, noun.left_edge.i)


def _is_named_beside(noun: Token) -> bool:
    """ "The cook, Bo Ott", "the company that runs it, Ferrox"."""
    behind = (child for child in noun.children if child.dep_ == "appos")
    return any(child.ent_type_ in ("PERSON", "ORG") for child in behind)


def is_human(noun: Token) -> bool:
    """Say whether a noun names people: by its entity, office or kin."""
    return noun.ent_type_ == "PERSON" or noun.lower_ in words("titles") | FEMALE | MALE


def own_gender(doc: Doc, mention: Mention) -> Gender | None:
    """What "her" tells of the nominee in "the nominee attacked her opponent"."""
    for token in doc[mention.end : mention.end + 8]:
        if token.tag_ == "PRP$" and token.lower_ in ("her", "his"):
            return "f" if token.lower_ == "her" else "m"
    return None
