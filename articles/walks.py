"""Walks of life: whether two titles may well be one person's, who changed office.

A minister may have been a professor before, and a judge become a senator; a name that a
goalkeeper and a minister share is more likely that of two people.
"""

from collections.abc import Iterable

from articles.extraction.names import letters
from articles.extraction.offices import canonical
from articles.extraction.tables import listed

# Offices and professions that lead from one to the other.
_PUBLIC = listed(
    "minister president premier pm chancellor senator representative governor mayor mp mep"
    " lawmaker councillor secretary ambassador envoy diplomat commissioner king queen"
    " prince general colonel lieutenant major captain admiral commander judge prosecutor"
    " attorney spokesman chief director chairman ceo executive founder professor economist"
    " scientist researcher analyst adviser leader nominee democrat republican"
    " undersecretary speaker congressman chairwoman sheriff deputy treasurer"
)
_WALKS = {
    "public": _PUBLIC,
    "sport": listed(
        "striker goalkeeper midfielder winger defender quarterback footballer forward"
        " sprinter swimmer boxer golfer cyclist batsman bowler pitcher coach referee"
        " jockey wrestler skier gymnast"
    ),
    "arts": listed(
        "actor actress singer rapper drummer guitarist pianist novelist poet painter"
        " sculptor comedian filmmaker songwriter musician artist playwright"
    ),
    "private": listed(
        "resident neighbour neighbor witness eyewitness villager student passenger tenant"
        " pensioner shopper shopkeeper commuter bystander customer victim survivor mother"
        " father parent son daughter widow widower brother sister husband wife farmer"
        " fisherman baker waiter waitress driver plumber nurse cleaner refugee migrant"
        " volunteer fan supporter voter protester worker homeowner motorist patient"
    ),
}


def conflict(title: str, titles: Iterable[str]) -> bool:
    """Whether someone of these titles is hardly the one of that title.

    Where either side tells nothing that is known here, there is no conflict.
    """
    walks = _walks(title)
    others = {walk for other in titles for walk in _walks(other)}
    return bool(walks and others and walks.isdisjoint(others))


def is_private(title: str) -> bool:
    """Whether a title is anybody's: "resident", "student at the college"."""
    return _walks(title) == {"private"}


def agree(title: str, titles: Iterable[str]) -> bool:
    """Whether a title has a word of office in common with one of these."""
    words = _words(title)
    return any(words & _words(other) for other in titles)


def _walks(title: str) -> set[str]:
    words = _words(title)
    return {walk for walk, told in _WALKS.items() if words & told}


def _words(title: str) -> set[str]:
    return {canonical(word) for word in letters(title).split() if len(word) > 1}
