"""The outlets that an article introduces, so that it can speak of them again."""

import re
from collections.abc import Iterable

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Phrase

from articles.extraction.figures import Cast, outlet_figure
from articles.extraction.names import clean, display, fold
from articles.extraction.offices import canonical
from articles.extraction.outlets import BY_AIR, SORTS, is_person, known_outlet
from articles.extraction.tables import listed

REPORTING = listed("said says reported reports wrote writes quoted cited")
# Whatever has one of these for its sort is an outlet, the others where more says so.
BEYOND_DOUBT = listed(
    "newspaper tabloid broadcaster broadsheet magazine newswire podcast"
)
BY_PLACE = listed("daily weekly radio")
OF_PLACE = re.compile(r"..(?:an|ish|ese)$")  # "Valdonian", of no place that is known


def introduce(cast: Cast) -> None:
    """Note the outlets that the article says are some, and well-known ones that report.

    "The Valdonian daily Jutarnji Glas" is "the newspaper" from then on.
    """
    doc = cast.doc
    for token in doc:
        if _says_sort(token):
            start = _modifiers(doc, token.i)
            named = _called(doc, start, token.i)
            if named and not is_person(named):
                _note(cast, named, (t.lower_ for t in doc[start : token.i + 1]))
        elif token.lower_ in REPORTING and token.pos_ == "VERB":
            end = token.i
            while end > 0 and doc[end - 1].pos_ in ("ADV", "AUX"):
                end -= 1  # "Politiken | first | reported"
            named = doc[_run_start(doc, end) : end]
            if len(named) and known_outlet(named.text):
                _note(cast, named)


def _note(cast: Cast, named: Phrase, told: Iterable[str] = ()) -> None:
    """Remember that a name is an outlet's, with the words that tell its sort."""
    name = known_outlet(named.text) or display(clean(named.text))
    outlet_figure(cast, name, named.start)
    figure = cast.named[fold(name)]
    figure.kind, figure.gender = "organisation", None
    figure.words |= {"outlet", *map(canonical, told)}


def _says_sort(token: Token) -> bool:
    """Whether a noun can be nothing but an outlet: "tabloid", "news site", "daily"."""
    before = token.doc[token.i - 1] if token.i else token
    if not token.text.islower() or token.lower_ not in SORTS:
        return False
    if token.lower_ in BEYOND_DOUBT or before.lower_ in BY_AIR:
        return True
    return token.lower_ in BY_PLACE and before.pos_ in ("ADJ", "NOUN", "PROPN")


def _called(doc: Doc, start: int, at: int) -> Phrase | None:
    """The name beside a sort: behind it, before it, or what it is said of.

    "News agency(,) | Agence Lund"; "the | Kan | public broadcaster"; "Agence Lund, | a
    news agency".
    """
    first = at + 1 + (doc[at + 1 : at + 2].text == ",")
    end = first
    while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text[0].isupper():
        end += 1
    if end > first and (first == at + 1 or doc[end : end + 1].text == ","):
        return doc[first:end]
    own = [k for k in range(start, at) if _is_own_name(doc[k])]
    if own:
        return doc[own[0] : own[-1] + 1]
    if start > 2 and doc[start - 1].lower_ in ("a", "an", "the"):
        end = start - 2
        first = _run_start(doc, end)
        return doc[first:end] if doc[end].text == "," and first < end else None
    return None


def _is_own_name(token: Token) -> bool:
    place = token.ent_type_ in ("NORP", "GPE", "LOC") or OF_PLACE.search(token.lower_)
    return token.pos_ == "PROPN" and not place


def _run_start(doc: Doc, end: int) -> int:
    """Where the names begin that end here."""
    start = end
    while start > 0 and doc[start - 1].pos_ == "PROPN" and end - start < 5:
        start -= 1
    return start


def _modifiers(doc: Doc, at: int) -> int:
    """Where the words begin that tell of a noun: "the | Valdonian conservative daily"."""
    start = at
    while start > max(0, at - 4) and doc[start - 1].pos_ in ("ADJ", "NOUN", "PROPN"):
        start -= 1
    return start
