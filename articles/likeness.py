"""What speaks for two speakers being one: their names, titles and Wikidata items.

Nothing here touches the database, and nothing follows from it but a suggestion.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from articles.extraction.names import SUFFIXES, fold, letters, surname
from articles.extraction.tables import listed

_SMALL_WORDS = listed("of the and for in on to")
_ENDINGS = listed(
    "inc incorporated ltd limited llc corp corporation co company plc group gmbh ag sa"
    " spa nv bv"
)
Sign = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one speaker. Titles are folded."""

    pk: int
    is_person: bool
    names: tuple[str, ...]
    titles: frozenset[str] = frozenset()
    wikidata_id: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for two speakers being one, in words, and how loudly."""

    weight: int
    words: tuple[str, ...]


def evidence(one: Known, other: Known) -> Evidence | None:
    """Tell what speaks for these two being one, or nothing.

    "J. Marsh" and "John Marsh" fit; "Elena" and "Elaine Marsh" are spelt alike, which
    is a weaker sign; a title in common adds to it.
    """
    if one.is_person is not other.is_person:
        return None
    signs = list(_signs(one, other))
    weight = sum(weight for weight, _ in signs)
    return Evidence(weight, tuple(words for _, words in signs)) if signs else None


def keys(known: Known) -> Iterator[tuple[str, ...]]:
    """Give what speakers share at least one of when there is any evidence for them."""
    if known.wikidata_id:
        yield "wikidata", known.wikidata_id
    for name in known.names:
        if known.is_person:
            yield from _keys_of_person(name, known.titles)
        else:
            yield from _keys_of_body(name)


def _keys_of_person(name: str, titles: Iterable[str]) -> Iterator[tuple[str, ...]]:
    parts = _parts(name)
    if parts.first:
        yield "initial", parts.surname, parts.first[0][0]
        yield "spelling", *map(_skeleton, fold(name).split())
    for title in titles:
        yield "title", parts.surname, title


def _keys_of_body(name: str) -> Iterator[tuple[str, ...]]:
    yield "body", _bare(name)
    yield "letters", _together(name)
    for initials in _initials(name):
        yield "letters", initials


def _signs(one: Known, other: Known) -> Iterator[Sign]:
    if one.wikidata_id and one.wikidata_id == other.wikidata_id:
        yield 5, f"the same Wikidata item, {one.wikidata_id}"
    compare = _people if one.is_person else _bodies
    found = (compare(a, b) for a, b in product(one.names, other.names))
    likeness = max((sign for sign in found if sign), default=None)
    if likeness:
        yield likeness
    yield from _titles(one, other, is_alike=likeness is not None)


def _titles(one: Known, other: Known, *, is_alike: bool) -> Iterator[Sign]:
    titles = sorted(one.titles & other.titles)
    if not titles:
        return
    if not is_alike:
        shared = {surname(n) for n in one.names} & {surname(n) for n in other.names}
        if not one.is_person or not shared or _suffixes_differ(one, other):
            return
        yield 1, "the same surname"
    yield 2, f"the same title, “{titles[0]}”"


def _suffixes_differ(one: Known, other: Known) -> bool:
    """Whether one is always the junior of the other."""
    ours, theirs = ({_parts(n).suffix for n in known.names} for known in (one, other))
    return "" not in ours | theirs and ours.isdisjoint(theirs)


def _people(a: str, b: str) -> Sign | None:
    """How two names of people are alike. One name alone ("Mira") is nobody's."""
    x, y = _parts(a), _parts(b)
    if not x.first or not y.first or x.suffix and y.suffix and x.suffix != y.suffix:
        return None
    if fold(a) == fold(b):
        return 4, f"both go by “{a}”"
    if x.surname == y.surname and _fit(x.first, y.first):
        return 3, f"the same surname, and the first names fit: “{a}”, “{b}”"
    surnames = x.surname.split(), y.surname.split()
    if _spelt_alike(x.first, y.first) and _spelt_alike(*surnames):
        return 2, f"spelt alike: “{a}”, “{b}”"
    return None


def _spelt_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether each word is the same, or has the same skeleton of some length."""
    return len(one) == len(other) and all(
        a == b or _skeleton(a) == _skeleton(b) and len(_skeleton(a)) > 1
        for a, b in zip(one, other, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    first: tuple[str, ...]
    surname: str
    suffix: str


def _parts(name: str) -> _Parts:
    words = fold(name).split()
    suffix = words.pop() if len(words) > 1 and words[-1] in SUFFIXES else ""
    last = surname(name)
    return _Parts(tuple(words[: len(words) - len(last.split())]), last, suffix)


def _fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether first names may be one person's: "J." and "John", "Ana" and "Ana M."."""
    return all(
        a == b or a[0] == b[0] and 1 in (len(a), len(b))
        for a, b in zip(one, other, strict=False)
    )


def _skeleton(word: str) -> str:
    """What spellings of a name share: its first letter and its consonants, each once.

    "Elena" and "Elaine" -> "eln", "Mohamed" and "Muhammad" -> "md".
    """
    consonants = re.sub("[aeiouyh]", "", word[1:].replace("ck", "k").replace("z", "s"))
    return re.sub(r"(.)\1+", r"\1", word[:1] + consonants)


def _bodies(a: str, b: str) -> Sign | None:
    """How two names of organisations or groups are alike."""
    if fold(a) == fold(b):
        return 4, f"both go by “{a}”"
    if _bare(a) == _bare(b):
        return 3, f"the same but for the ending: “{a}”, “{b}”"
    if _together(a) in _initials(b) or _together(b) in _initials(a):
        return 2, f"one is the first letters of the other: “{a}”, “{b}”"
    return None


def _bare(name: str) -> str:
    """The name of a body without "Inc." and the like."""
    words = fold(name).split()
    while len(words) > 1 and words[-1] in _ENDINGS:
        words.pop()
    return " ".join(words)


def _together(name: str) -> str:
    return letters(name).replace(" ", "")


def _initials(name: str) -> set[str]:
    """The first letters of three words or more, with small words and without."""
    words = letters(name).split()
    words = words[1:] if words[:1] == ["the"] else words
    large = [word for word in words if word not in _SMALL_WORDS]
    if len(words) < 3 or len(large) < 2:
        return set()
    return {"".join(word[0] for word in chosen) for chosen in (words, large)}
