"""The lines that credit an article: who wrote it, for whom and when."""

import re
from datetime import datetime
from typing import NamedTuple

from articles.extraction.paste import stamps
from articles.extraction.paste.lines import FURNITURE_LENGTH
from articles.extraction.paste.stamps import CLOCK, STAMP, Stamp

_ROLE_NOUN = (
    r"(?:writer|reporter|correspondent|editor|columnist|contributor|analyst|producer"
    r"|journalist|photographer|critic|chief|staff|intern|fellow|desk|team|agenc(?:y|ies)"
    r"|bureau|newsroom|commentator|leader writer|editorial board)s?"
)
_ROLE_WORD = (
    r"(?:senior|chief|staff|deputy|assistant|associate|special|foreign|national|local"
    r"|political|politics|diplomatic|defence|defense|business|economics|economy|city"
    r"|education|health|environment|science|science and|legal|crime|sports?|arts"
    r"|culture|transport|home affairs|world|news|night|guest|contributing"
    r"|investigations?|investigative|opinion|managing|executive|digital|data)"
)
_ROLE_AT_END = re.compile(
    rf"\s+(?:{_ROLE_WORD}\s+)*{_ROLE_NOUN}$", re.IGNORECASE
)  # "Jane Doe Staff Writer"
_ROLE = re.compile(
    rf"(?:[\w’'/&-]+\s+){{0,4}}{_ROLE_NOUN}(?:,?\s+(?:at|for|in|of)\s+[^,]{{1,40}})?$",
    re.IGNORECASE,
)
_OUTLET_NOUN = (
    r"(?:agenc[yi]|advertiser|advocate|argus|associated press|broadcasting|bulletin"
    r"|chronicle|citizen|courier|daily|dispatch|echo|enquirer|examiner|express|gazette"
    r"|globe|guardian|herald|independent|inquirer|journal|ledger|magazine|mail"
    r"|mercury|messenger|mirror|monitor|network|news|observer|online|post|press|radio"
    r"|record|recorder|register|reporter|review|sentinel|standard|star|sun|telegraph"
    r"|television|times|today|tribune|tv|weekly|wire|world service)"
)
_OUTLET = re.compile(
    rf"(?:[A-Z][\w.&'’-]*\s+(?:(?:of|and|&)\s+)?){{0,4}}(?-i:(?=[A-Z])){_OUTLET_NOUN}"
    r"(?:\s+(?:Agency|Service|Network|of [A-Z]\w+))?$",
    re.IGNORECASE,
)
_ACRONYM = re.compile(
    r"(?:AFP|AP|ANSA|BBC(?: News)?|CBC|CNN|DPA|EFE|NPR|PA|Reuters|UPI)$"
)
_BY = re.compile(
    r"(?:(?:written|words|text|story|report|reporting|opinion|analysis|comment|review"
    r"|interview|posted|published|filed)\s+)?by:?\s+|(?:author|reporter|writer)s?:\s+"
    r"|from\s+the\s+",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\s*(?:[|•·▪⋅;\t]|\s[-–—/]\s|\s[-–—]$|^[-–—]\s)\s*")
_AND = re.compile(r"\s*,\s*(?:and\s+|&\s+)?|\s+(?:and|with)\s+|\s+&\s+", re.IGNORECASE)
_FOR = re.compile(r"\s+(?:for|of)\s+(?=(?:the\s+)?[A-Z])", re.IGNORECASE)
_PLACE = re.compile(r"\s+in\s+(?=[A-Z]).*", re.IGNORECASE)
_NOISE = re.compile(
    r"\b(?:photo(?:graph)?s?|pictures?|videos?|illustrations?) by [^|•·]*|\([^()]*\)|\S+@\S+|@\w+|\b\d+\s?min(?:ute)?s?\s(?:read|listen|watch)\b"
    r"|\b(?:follow|share|save|print|listen)\b$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:jr|sr|ph\.?d|m\.?d|esq|i{2,3}|iv)\.?$", re.IGNORECASE)
_PARTICLE = re.compile(
    r"al|bin|bint|da|das|de|del|della|den|der|di|do|dos|du|el|ibn|la|le|lo|san|ten|ter"
    r"|van|von|und|y|zu"
)
# "ANN LEE Coast Gazette": the capitals end where the name does.
_CAPITAL_NAME = re.compile(
    r"^((?:[^\W\d_a-z][^\sa-z,]*\s+){1,3}[^\W\d_a-z][^\sa-z,]+)\s+(?=[A-Z][a-z])"
)
_NAME_TOKEN = re.compile(r"(?:[^\W\d_]\.?['’`-]?)+\.?$")
_LATE_CAPITAL = re.compile(r"[^\W\d_]{1,3}['’-][^\W\d_a-z]")  # d'Arc, al-Amin
_NO_NAME = re.compile(
    r"an?|the|of|to|in|on|at|for|by|and|or|but|numbers|order|name|our|my|your|why|how"
    r"|what|when|who|this|that|(?:mon|tues|wednes|thurs|fri|satur|sun)day|staff|news"
    r"|comments|contents|share",
    re.IGNORECASE,
)


class Credits(NamedTuple):
    """What one line of credits gives. ``by``: it says "by" or the like."""

    authors: tuple[str, ...] = ()
    outlet: str | None = None
    stamps: tuple[Stamp, ...] = ()
    by: bool = False


class _People(NamedTuple):
    authors: list[str]
    outlets: list[str]
    role: bool


def read(words: str, pasted_at: datetime | None = None) -> Credits | None:
    """The credits in a line, or ``None`` when the line holds anything else.

    ``"By ANN LEE-WARD and BO SANDGREN, Staff Writers | 2 hours ago"`` gives two
    authors and a date.
    """
    if len(words) > FURNITURE_LENGTH:
        return None
    dates = tuple(stamps.read(words, pasted_at))
    rest = _NOISE.sub(" | ", CLOCK.sub(" | ", STAMP.sub(" | ", words)))
    chunks = [c for c in (c.strip(" ,.:·/") for c in _BREAK.split(rest)) if c]
    read_ = [_people(_BY.sub("", chunk, count=1)) for chunk in chunks]
    people = [p for p in read_ if p]
    by = any(_BY.match(chunk) for chunk in chunks)
    authors = [name for p in people for name in p.authors]
    outlets = [name for p in people for name in p.outlets]
    role = any(p.role for p in people)
    if len(people) < len(read_) or not (dates or outlets or role or (by and authors)):
        return None
    return Credits(
        tuple(dict.fromkeys(authors)), outlets[0] if outlets else None, dates, by
    )


def _people(chunk: str) -> _People | None:
    """Names, titles and outlets from one part of a credit line."""
    people = _People([], [], False)
    chunk = _CAPITAL_NAME.sub(r"\1, ", chunk)
    for part in (p for half in _FOR.split(chunk) for p in _AND.split(half)):
        added = _person(_PLACE.sub("", part).strip(), people)
        if added is None:
            return None
        people = added
    return people


def _person(part: str, people: _People) -> _People | None:
    authors, outlets, role = people
    bare = _ROLE_AT_END.sub("", part)
    outlet = outlet_name(part) or outlet_name(bare)
    if authors and _SUFFIX.match(part):
        return _People([*authors[:-1], f"{authors[-1]}, {part}"], outlets, role)
    if not part or outlet:
        return _People(authors, [*outlets, outlet] if outlet else outlets, role)
    if is_name(bare):
        return _People([*authors, display(bare)], outlets, role or bare != part)
    return _People(authors, outlets, True) if _ROLE.match(part) else None


def outlet_name(words: str) -> str | None:
    """The outlet that the words name: ``"the Harbor Courier"`` is Harbor Courier."""
    words = re.sub(r"^the ", "", words.strip(), flags=re.IGNORECASE)
    if _ACRONYM.match(words):
        return words
    if len(words) > 60 or not _OUTLET.match(words) or words.islower():
        return None
    return display(words) if words.isupper() and " " in words else words


def is_name(words: str) -> bool:
    """True for what is written like a person's full name."""
    tokens = words.split()
    if not 2 <= len(tokens) <= 6:
        return False
    if any(_NO_NAME.fullmatch(t) for t in tokens):
        return False
    if not all(_NAME_TOKEN.match(t) for t in tokens):
        return False
    large = [t for t in tokens if t[0].isupper() or _LATE_CAPITAL.match(t)]
    return len(large) >= 2 and all(t in large or _PARTICLE.fullmatch(t) for t in tokens)


def display(name: str) -> str:
    """A name in the case it is spoken of in: ``"OWEN T. O'HOBBY"`` is Owen T. O'Hobby."""
    if not name.isupper():
        return " ".join(name.split())
    first, *others = name.split()
    return " ".join([_cased(first), *(_inner(token) for token in others)])


def _inner(token: str) -> str:
    if _PARTICLE.fullmatch(token.lower()):
        return token.lower()
    return token if re.fullmatch(r"I{2,3}|IV", token) else _cased(token)


def _cased(token: str) -> str:
    words = re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), token)
    return re.sub(r"\bMc(\w)(?=\w{2})", lambda m: f"Mc{m[1].upper()}", words)
