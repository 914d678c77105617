"""The unnamed source met before that a phrase takes up again, or a part of it."""

from collections.abc import Iterable

from articles.extraction.coreference import EMPTY
from articles.extraction.figures import Cast, Figure
from articles.extraction.mentions import Mention
from articles.extraction.names import fold
from articles.extraction.tables import listed

NEW = listed("another other second third fourth different new")
_ORDINALS = listed("first second third fourth")
# What any unnamed source may be called, whatever it was called at first.
_ANY = listed("source person")


def met(cast: Cast, mention: Mention) -> Figure | None:
    """The source that "the official" or "the second nurse" means, if it has spoken."""
    ordinal = mention.words & _ORDINALS if mention.definite else frozenset()
    if mention.words & NEW and not ordinal:
        return None
    phrase = fold(cast.doc[mention.start : mention.end].text)
    before = [
        figure
        for figure in cast.figures
        if figure.kind == "anonymous" and figure.plural is mention.plural
    ]
    if not mention.definite:
        # "Officials", "MODERATOR: …", but not "a man" and "one official".
        bare = cast.doc[mention.start].pos_ in ("NOUN", "PROPN")
        same = mention.plural or bare
        return _last(f for f in before if same and fold(f.name) == phrase)
    wanted = {fold(w) for w in mention.words} - EMPTY - {"first"}
    fits = [f for f in before if wanted | {singular(mention.head)} <= f.words]
    if ordinal == {"first"}:
        return fits[0] if fits else None
    found = _last(f for f in fits if ordinal <= f.words)
    return found or _only(before, mention, wanted)


def _last(figures: Iterable[Figure]) -> Figure | None:
    return next(reversed(list(figures)), None)


def _only(before: list[Figure], mention: Mention, wanted: set[str]) -> Figure | None:
    """ "The source", where there has been one alone."""
    alone = len(before) == 1 and not wanted
    return before[0] if alone and singular(mention.head) in _ANY else None


def singular(noun: str) -> str:
    if noun in ("people", "persons"):
        return "person"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def group_of(cast: Cast, mention: Mention) -> Figure | None:
    """The plural source before that has the same noun: "one of the officials"."""
    head = singular(mention.head)
    them = mention.head in ("them", "these", "those")
    for figure in reversed(cast.figures):
        if (
            figure.kind == "anonymous"
            and figure.plural
            and (them or head in figure.words)
        ):
            return figure
    return None
