"""What the words of a phrase tell of a source without its parse: how many, how senior.

``read`` takes a phrase by its words alone, for where no pipeline is at hand.
"""

import re

from articles.extraction.names import capitals, clean, countries, fold, letters
from articles.extraction.tables import listed, words
from articles.extraction.types import Level, Tenure, Unnamed

_ONES = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBERS = (
    {"zero": 0}
    | {word: n for n, word in enumerate(_ONES, 1)}
    | {word: 10 * n for n, word in enumerate(_TENS, 2)}
    | {
        f"{ten}-{one}": 10 * tens + ones
        for tens, ten in enumerate(_TENS, 2)
        for ones, one in enumerate(_ONES[:9], 1)
    }
    | {"a couple of": 2, "both": 2, "a pair of": 2, "half a dozen": 6, "a dozen": 12}
    | {"a hundred": 100, "two dozen": 24, "three dozen": 36}
)
VAGUE = {"several": 3, "a handful of": 3, "a few": 2, "dozens of": 24, "scores of": 40}
VAGUE |= {"hundreds of": 200, "thousands of": 2000, "multiple": 2, "numerous": 3}
NUMBER = r"\d[\d,]*|" + "|".join(sorted({*NUMBERS, "an?", "another"}, key=len)[::-1])
COUNT = re.compile(
    rf"^(?:the |these |those |all |his |her |their |its )?"
    rf"(?P<about>at least |more than |over |up to |as many as |nearly |almost |about"
    rf" |around |some )?(?P<number>{NUMBER})\b(?!-year)(?P<of> of\b)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf"(?:between |from )?(?P<least>{NUMBER})(?: or | to | and |(?<=\d)[-–](?=\d))(?P<most>{NUMBER})\b"
    r"(?<!an)(?<!a)(?! and)"
)
_FEWER = re.compile(rf"(?:fewer|less) than (?P<most>{NUMBER})\b")
_AND = re.compile(r",? and |, ")
_STORY_AFTER_LIST = re.compile(
    r"\b(?:who|whom|whose|that|which|because|familiar|briefed)\b"
)
SENIOR = re.compile(
    r"\b(?:senior|top|top-level|high-ranking|high-level|leading|ranking)\b", re.I
)
JUNIOR = re.compile(r"\b(?:junior|low-level|low-ranking|mid-level|mid-ranking)\b", re.I)
FORMER = re.compile(r"\b(?:former|ex|retired|one-time|onetime)\b|\bex-", re.I)
CURRENT = re.compile(r"\b(?:current|serving|sitting|incumbent)\b", re.I)
OFFICES = frozenset(("for", "at", "in", "from", "with", "within", "inside", "to", "of"))
BARE = listed(
    "senior top top-level high-ranking high-level leading ranking junior low-level"
    " mid-level former ex retired current serving sitting unnamed anonymous unidentified"
    " western eastern european asian african arab foreign other another local second third new many some most several few first"
)
PLAIN = listed("the a an one of these those this that his her their its all")

_LEAST = listed("at least more than over up as about around nearly almost")
_WORD = re.compile(r"[^\s,;()–—]+")
# Where the words for who they are end, and their story begins.
_STORY = re.compile(
    r"\s*(?:[,;(–—]|--|\b(?:who|whom|whose|that|which|on|because|familiar|close|briefed"
    r"|involved|with)\b)",
    re.IGNORECASE,
)
# Whose country is that of the city they are in; a diplomat there is a foreigner.
_LOCALS = listed(
    "official officials minister ministers authority authorities lawmaker lawmakers"
    " prosecutor prosecutors police officer officers commander commanders aide aides"
    " adviser advisers spokesman spokeswoman spokesperson bureaucrat bureaucrats judge"
    " judges resident residents leader leaders mayor"
)
_FOREIGN = listed("western european eastern foreign un nato eu african arab asian u.n.")
_MANY = listed("people police men women children staff")
# What stands before "of" to count them: "one of the officials", "a group of nurses".
_OF_WHOM = NUMBERS.keys() | listed(
    "some many most several few half group number couple pair dozen dozens scores"
    " hundreds thousands handful"
)


def read(phrase: str) -> Unnamed:
    """ "Two former Pentagon officials" -> two, former, of the Pentagon."""
    plain = " ".join(phrase.split())
    story = _STORY.search(plain)
    found = _WORD.findall(plain[: story.start()] if story else plain)
    head, office = _parted(_without_count(found))
    least, most = count(plain, _is_plural(head))
    return Unnamed(
        count_min=max(1, least),
        count_max=None if most is None else max(1, most),
        organisation=_office(office) or _body(head),
        country=_country(found) or _country_of_place(found),
        level=level(" ".join(head)),
        tenure=tenure(" ".join(head)),
    )


def _without_count(found: list[str]) -> list[str]:
    """Leave "at" of "at least four" out, which is no office."""
    kept = next((at for at, word in enumerate(found) if word not in _LEAST), 0)
    return found[kept:]


def _parted(found: list[str]) -> tuple[list[str], list[str]]:
    """Who they are, and what follows "for", "at", "from"; "one of the" is a number."""
    for at, word in enumerate(found):
        if word.lower() not in OFFICES or not at:
            continue
        if word.lower() == "of" and letters(found[at - 1]) in _OF_WHOM:
            return _parted(found[at + 1 :])
        return found[:at], found[at + 1 :]
    return found, []


def _is_plural(head: list[str]) -> bool:
    last = letters(head[-1]) if head else ""
    return last in _MANY or last.endswith("s") and not last.endswith(("ss", "us"))


def _office(found: list[str]) -> str | None:
    is_body = any(word[0].isupper() or fold(word) in _bodies() for word in found)
    is_country = fold(" ".join(found)) in countries().keys() | capitals().keys()
    return without_the(" ".join(found)) if is_body and not is_country else None


def _body(head: list[str]) -> str | None:
    """The body that stands before the head noun: "transport ministry officials"."""
    named = [at for at, word in enumerate(head[:-1]) if _names_body(at, word)]
    if not named:
        return None
    first = last = named[-1]
    while first and not _is_plain(head[first - 1]):
        first -= 1
    return without_the(" ".join(head[first : last + 1]))


def _names_body(at: int, word: str) -> bool:
    capital = word[0].isupper() and at > 0 or word.isupper()
    return not _is_plain(word) and (capital or fold(word) in _bodies())


def _is_plain(word: str) -> bool:
    low = fold(word)
    is_number = low in NUMBERS or word[0].isdigit()
    is_possessive = word.endswith(("’s", "'s", "s’", "s'"))
    return (
        is_number or is_possessive or low in BARE | PLAIN | _LEAST | countries().keys()
    )


def _bodies() -> frozenset[str]:
    return words("organisations")


def _country(found: list[str]) -> str | None:
    table = countries()
    pairs = [" ".join(pair) for pair in zip(found, found[1:], strict=False)]
    for name in (*pairs, *found):
        is_pronoun = name in ("us", "Us")
        if fold(name) in table and not is_pronoun:
            return table[fold(name)]
    return None


def _country_of_place(found: list[str]) -> str | None:
    at = found.index("in") if "in" in found else 0
    return local_country(found[:at], found[at + 1 :])


def local_country(people: list[str], place: list[str]) -> str | None:
    """ "Officials in Kyiv" -> Ukraine: the country of people by where they are.

    ``people`` are the words for them, the noun last, ``place`` the ones behind "in".
    """
    lows = [word.lower() for word in people]
    if not lows or lows[-1] not in _LOCALS or _FOREIGN.intersection(lows):
        return None
    for size in (2, 1):
        known = capitals().get(fold(" ".join(place[:size])))
        if known and len(place) >= size:
            rest = [word for word in place[size:] if word != ","][:1]
            more = rest and (not rest[0].islower() or rest == ["state"])
            return None if more else known  # "Washington state", "London, Ontario"
    return None


def count(phrase: str, plural: bool) -> tuple[int, int | None]:
    """How many: "two officials" 2 to 2, "officials" 2 to ``None``, "an official" 1."""
    low = phrase.lower()
    return _count_between(low) or _summed(low) or _count(low, plural)


def _count_between(low: str) -> tuple[int, int] | None:
    """ "two or three" 2 to 3, "fewer than ten" 1 to 9."""
    found = _BETWEEN.match(low)
    if found:
        return _number(found["least"]), _number(found["most"])
    fewer = _FEWER.match(low)
    return (1, max(1, _number(fewer["most"]) - 1)) if fewer else None


def _summed(low: str) -> tuple[int, int | None] | None:
    """ "a teacher and two nurses" 3: a list, each part of it with its number."""
    parts = _parts(low)
    story = _STORY_AFTER_LIST.search(low)
    listed_ = " and " in low[: story.start() if story else None] and len(parts) > 1
    if not listed_ or not all(COUNT.match(part) or _vague(part) for part in parts):
        return None
    counts = [_count(part, plural=False) for part in parts]
    most = [most for _, most in counts]
    whole = None if None in most else sum(filter(None, most))
    return sum(least for least, _ in counts), whole


def _parts(low: str) -> list[str]:
    story = _STORY_AFTER_LIST.search(low)
    return _AND.split(low[: story.start()].rstrip(" ,") if story else low)


def is_list(phrase: str) -> bool:
    """Say whether a phrase counts several sorts of people: "a teacher and two nurses"."""
    return _summed(phrase.lower()) is not None


def _count(low: str, plural: bool) -> tuple[int, int | None]:
    if _vague(low):
        return _vague(low), None
    found = COUNT.match(low)
    if not found:
        return (2, None) if plural else (1, 1)
    number = _number(found["number"])
    if found["number"] in ("a", "an", "another") and plural:
        return 2, None  # "a group of officials"
    about = (found["about"] or "").strip()
    if about in ("at least", "more than", "over"):
        return number + (about != "at least"), None
    if about in ("up to", "as many as"):
        return min(2, number), number
    return number, number


def _vague(low: str) -> int:
    """ "several" 3, and 0 where the phrase begins with no such word."""
    for several, least in VAGUE.items():
        if re.match(rf"(?:the |some |at least |a )?{several}\b", low):
            return least
    return 0


def _number(word: str) -> int:
    if word[0].isdigit():
        return int(word.replace(",", "")[:6])
    return 1 if word in ("a", "an", "another") else NUMBERS[word]


def level(phrase: str) -> Level:
    """How senior they are, all of them where the phrase lists several."""
    if is_list(phrase):
        levels = {level(part) for part in _parts(phrase.lower())}
        return levels.pop() if len(levels) == 1 else "unstated"
    if SENIOR.search(phrase):
        return "senior"
    return "junior" if JUNIOR.search(phrase) else "unstated"


def tenure(phrase: str) -> Tenure:
    """Whether they still hold their office, all of them where several are listed."""
    if is_list(phrase):
        tenures = {tenure(part) for part in _parts(phrase.lower())}
        return tenures.pop() if len(tenures) == 1 else "unstated"
    was, is_still = FORMER.search(phrase), CURRENT.search(phrase)
    if was and is_still:
        return "unstated"  # "current and former officials"
    return "former" if was else "current" if is_still else "unstated"


def without_the(text: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", clean(text), flags=re.IGNORECASE)
