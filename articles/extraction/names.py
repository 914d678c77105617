"""Names as strings: what is shown, what all forms of one name share, and the tables.

python-nameparser (2.6) was tried: it reads a string that is a name and nothing more.
A news phrase is not: it took "fire captain Noor Haddadin" for a man called Fire, an
apposition for a surname and "Von der Heide" for Mr Von. So phrases are read in
``mentions``, with spaCy's entities as evidence, and a name's few suffixes and
particles are listed here.
"""

import re
import unicodedata
from functools import lru_cache

from articles.extraction.tables import listed, rows, words

PARTICLES = listed(
    "von van der den de del della di da do dos das du la le las los el al bin ibn ben"
    " bint binti abu ter ten zu zur af av y e"
)
SUFFIXES = listed("jr sr ii iii iv v esq phd md qc kc obe cbe mbe")
COURTESIES = listed("mr mrs ms miss mx")
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\ue000-\uf8ff]")
APOSTROPHES = "'’‘ʼ`´"
_NO_APOSTROPHES = {ord(c): None for c in APOSTROPHES}
UNDECOMPOSED = str.maketrans(
    {"đ": "d", "ł": "l", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"}
    | {"ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ĸ": "k", "ŋ": "n"}
)


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """What all forms of one name share: "MARSH, ELENA" and "Elena Marsh’s" agree.

    Case, accents, marks, order, titles before the name and a leading "the" are dropped;
    "Gov. Elena Marsh" -> "elena marsh", "Whitfield, J.R." -> "j r whitfield".
    """
    plain = strip_possessive(INVISIBLE.sub("", name).strip())
    if plain.count(",") == 1:
        plain = _in_order(plain)
    parts = letters(plain).split()
    while len(parts) > 1 and (parts[0] == "the" or parts[0] in words("titles")):
        parts = parts[1:]
    return " ".join(parts)


@lru_cache(maxsize=20_000)
def letters(text: str) -> str:
    """Lower-case words without accents; dots part initials, apostrophes vanish."""
    if text.isascii() and text.isalpha():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(UNDECOMPOSED)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.translate(_NO_APOSTROPHES)
    return re.sub(r"[^\w]+|_", " ", plain).strip()


def _in_order(name: str) -> str:
    """ "Whitfield, J.R." -> "J.R. Whitfield"; "Elena Marsh, the governor" -> its name."""
    before, after = (part.strip() for part in name.split(","))
    first = letters(after).split()
    if not first or first[0] in SUFFIXES and len(first) == 1:
        return f"{before} {after}"
    if len(before.split()) > 1 and before.split()[0].lower() not in PARTICLES:
        return before
    if first[0] in ("a", "an", "the") or after[:1].islower():
        return before
    return f"{after} {before}"


def strip_possessive(name: str) -> str:
    """ "Okafor’s" -> "Okafor"; a plural's bare apostrophe goes too."""
    return re.sub(rf"[{APOSTROPHES}][sS]?$", "", name.rstrip(" ,;:"))


def surname(name: str) -> str:
    """The folded family name with its particles: "Ursula von der Heide" -> all three."""
    parts = [p for p in fold(name).split() if p not in SUFFIXES] or [""]
    start = len(parts) - _double(name)
    while start > 0 and parts[start - 1] in PARTICLES:
        start -= 1
    return " ".join(parts[start:])


def _double(name: str) -> int:
    """How many parts a hyphen joins at the end of a name: "Ann Fitz-Lee" 2."""
    last = [w for w in name.split() if letters(w) not in SUFFIXES][-1:]
    return len(letters(last[0]).split()) if last and "-" in last[0] else 1


def clean(text: str) -> str:
    """A name as it is shown: one line, no invisible characters, not in capitals."""
    plain = " ".join(INVISIBLE.sub("", text).split()).strip(' ,;:-–—"“”')
    plain = unicodedata.normalize("NFC", strip_possessive(plain))
    letters = [c for c in plain if c.isalpha()]
    if len(letters) > 5 and all(c.isupper() for c in letters):
        return " ".join(_decapitalised(word) for word in plain.split())
    return plain


def _decapitalised(word: str) -> str:
    """ "VON" -> "von", "O'NEIL" -> "O'Neil", "MCADAM" -> "McAdam", "J.R." stays."""
    if word.lower() in PARTICLES:
        return word.lower()
    if "." in word and len(word.rstrip(".")) <= 3 or letters(word) in SUFFIXES - {"jr"}:
        return word
    parts = re.split(rf"([-{APOSTROPHES}])", word)
    shown = "".join(part.capitalize() for part in parts)
    return re.sub(r"^Mc(\w)", lambda m: "Mc" + m[1].upper(), shown)


def clean_title(text: str) -> str:
    """A title as it is shown: one line, no article, no marks at its ends."""
    plain = " ".join(INVISIBLE.sub("", text).split()).strip(" ,;:-–—")
    return re.sub(
        r"^(?:the|a|an|his|her|their|its|my|our)\s+", "", plain, flags=re.IGNORECASE
    )


def outlets() -> dict[str, tuple[str, ...]]:
    """Well-known outlets by folded name and alias: display name, sort, country."""
    return _OUTLETS


def programmes() -> dict[str, str]:
    """Broadcasters by the folded names of their programmes, without "the"."""
    return _PROGRAMMES


def countries() -> dict[str, str]:
    """Countries' common names by folded name, adjective and people."""
    return _COUNTRIES


def capitals() -> dict[str, str]:
    """Countries' common names by a city whose officials are theirs, folded."""
    return _CAPITALS


def _table_of_outlets() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for name, sorts, country, *others in rows("outlets"):
        aliases = others[0].split(",") if others else []
        for alias in [name, *aliases]:
            low = letters(alias)
            table[low] = table[low.removeprefix("the ")] = (name, sorts, country)
    del table[""]
    return table


def _table_of_programmes() -> dict[str, str]:
    table = {}
    for name, broadcaster, *others in rows("programmes"):
        for form in [name, *(others[0].split(",") if others else [])]:
            table[letters(form).removeprefix("the ")] = broadcaster
    del table[""]
    return table


def _table_of_countries() -> dict[str, str]:
    table = {}
    for name, forms in rows("countries"):
        for form in [letters(name), *forms.split(",")]:
            table[form] = name
    return table


_OUTLETS = _table_of_outlets()
_PROGRAMMES = _table_of_programmes()
_COUNTRIES = _table_of_countries()
_CAPITALS = {
    city: name for name, cities in rows("capitals") for city in cities.split(",")
}


def display(name: str) -> str:
    """A body's name without "the", an outlet's as it is known."""
    low = fold(name)
    if low in outlets() and not name.isupper():
        return outlets()[low][0]
    lower = name.lower()
    named = lower.startswith("the ") and name[4:] != lower[4:]
    return name[4:] if named else name
