"""What the phrase for an unnamed source tells: how many, of whom, on what terms."""

import re

from spacy.tokens import Doc

from articles.extraction.mentions import Mention
from articles.extraction.names import clean, countries, fold
from articles.extraction.phrases import PARTS, RELATIVES
from articles.extraction.tables import listed, words
from articles.extraction.types import Level, Tenure, Unnamed

NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"a couple of": 2, "both": 2, "a pair of": 2, "half a dozen": 6, "a dozen": 12}
VAGUE = {"several": 3, "a handful of": 3, "a few": 2, "dozens of": 24, "scores of": 40}
VAGUE |= {"hundreds of": 200, "thousands of": 2000, "multiple": 2, "numerous": 3}
NUMBER = r"\d[\d,]*|" + "|".join(sorted({*NUMBERS, "an?", "another"}, key=len)[::-1])
COUNT = re.compile(
    rf"^(?:the |these |those |all |his |her |their |its )?"
    rf"(?P<about>at least |more than |over |up to |as many as |nearly |almost |about"
    rf" |around |some )?(?P<number>{NUMBER})\b(?P<of> of\b)?",
    re.IGNORECASE,
)
SENIOR = re.compile(
    r"\b(?:senior|top|top-level|high-ranking|high-level|leading|ranking)\b", re.I
)
JUNIOR = re.compile(r"\b(?:junior|low-level|low-ranking|mid-level|mid-ranking)\b", re.I)
FORMER = re.compile(r"\b(?:former|ex|retired|one-time|onetime)\b|\bex-", re.I)
CURRENT = re.compile(r"\b(?:current|serving|sitting|incumbent)\b", re.I)
TERMS = re.compile(
    r"on (?:the )?(?:strict )?condition (?:of (?:strict )?anonymity|that [^,.;”\"]+)"
    r"|on (?:deep )?background|not for attribution|off the record|anonymously"
    r"|(?:asked|requested|wished|wishing|declined|refused|preferred|insisted|asking"
    r"|requesting|declining) (?:for |on )?"
    r"(?:not to be (?:named|identified|quoted)(?: by name)?"
    r"|to (?:be (?:named|identified)|remain (?:anonymous|unnamed))|anonymity)"
    r"|asked that (?:his|her|their) (?:\w+ )?(?:name|surname|identity)s? not be \w+"
    r"|granted anonymity|speaking anonymously",
    re.I,
)
REASON = re.compile(
    r"\b(?:because|since|as|citing|fearing|for fear|out of fear|in order to|to)\b"
    r"[^.,;”\"]*|\bnot authori[sz]ed to [^.,;”\"]*",
    re.I,
)
OFFICES = frozenset(("for", "at", "in", "from", "with", "within", "inside", "to", "of"))
BARE = listed(
    "senior top top-level high-ranking high-level leading ranking junior low-level"
    " mid-level former ex retired current serving sitting unnamed anonymous unidentified"
    " western eastern european asian african arab foreign other another local second third new many some most several few first"
)
PLAIN = listed("the a an one of these those this that his her their its all")


def read(doc: Doc, mention: Mention) -> Unnamed:
    """ "Two former Pentagon officials" -> two, former, of the Pentagon."""
    phrase = doc[mention.start : mention.end].text
    low = " ".join(phrase.split())
    head = " ".join(
        doc[mention.start : max(mention.tail, mention.start + 1)].text.split()
    )
    least, most = count(low, mention.plural)
    return Unnamed(
        count_min=least,
        count_max=most,
        organisation=organisation(doc, mention),
        country=country(doc, mention),
        level=_level(head),
        tenure=_tenure(head),
    )


def count(phrase: str, plural: bool) -> tuple[int, int | None]:
    """How many: "two officials" 2 to 2, "officials" 2 to ``None``, "an official" 1."""
    low = phrase.lower()
    for several, least in VAGUE.items():
        if re.match(rf"(?:the |some |at least |a )?{several}\b", low):
            return least, None
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


def _number(word: str) -> int:
    if word[0].isdigit():
        return int(word.replace(",", "")[:6])
    return 1 if word in ("a", "an", "another") else NUMBERS[word]


def _level(phrase: str) -> Level:
    if SENIOR.search(phrase):
        return "senior"
    return "junior" if JUNIOR.search(phrase) else "unstated"


def _tenure(phrase: str) -> Tenure:
    if FORMER.search(phrase):
        return "former"
    return "current" if CURRENT.search(phrase) else "unstated"


def organisation(doc: Doc, mention: Mention) -> str | None:
    """The body spoken for: "a spokesman for the Lund police", "Pentagon officials"."""
    before = _before_head(doc, mention)
    return before or _after_head(doc, mention)


def _before_head(doc: Doc, mention: Mention) -> str | None:
    """Name or body among the words before the head noun."""
    kept = []
    start, stop = _inner(doc, mention)
    for k in range(start, stop):
        low = fold(doc[k].text)
        if low in BARE or low in PLAIN or low in countries() or not low:
            continue
        if fold(doc[k : k + 2].text) in countries() and k + 1 < stop:
            continue
        if k > start and fold(doc[k - 1 : k + 1].text) in countries():
            continue
        if doc[k].like_num or doc[k].tag_ in ("POS", "IN", "CD", "DT", "PRP$"):
            continue
        kept.append(k)
    named = [k for k in kept if _names_body(doc, k, start)]
    if not named:
        return None
    first = named[0]
    while first - 1 in kept and doc[first - 1].pos_ in ("NOUN", "PROPN"):
        first -= 1  # "transport ministry", not a ministry
    return without_the(doc[first : max(kept[-1], named[-1]) + 1].text)


def _names_body(doc: Doc, k: int, start: int) -> bool:
    """Whether a word before the head stands for a body, not for a trade."""
    if fold(doc[k].text) in words("organisations"):
        return True
    capital = doc[k].text[:1].isupper()
    return capital and (k > start or doc[k].pos_ == "PROPN" or doc[k].ent_type_ != "")


def _inner(doc: Doc, mention: Mention) -> tuple[int, int]:
    """Bounds of the words before the head noun, of the inner phrase of "one of …"."""
    start, stop = mention.start, mention.tail
    for k in range(mention.start, mention.end):
        if doc[k].lower_ == "of" and fold(doc[max(k - 1, 0)].text) in PARTS:
            start = k + 1
            break
    while stop > start and fold(doc[stop - 1].text) != mention.head:
        stop -= 1
    return start, max(start, stop - 1)


def _after_head(doc: Doc, mention: Mention) -> str | None:
    """What follows "for", "at", "in", "from": up to a comma or relative clause."""
    at = mention.tail
    if at >= mention.end or doc[at].lower_ not in OFFICES:
        return None
    stop = at + 1
    while stop < mention.end and not _ends(doc, stop):
        stop += 1
    if stop == at + 1 or fold(doc[at + 1].text) in countries():
        return None
    if doc[at + 1].like_num:  # "officials from three countries"
        return None
    return without_the(doc[at + 1 : stop].text)


def _ends(doc: Doc, k: int) -> bool:
    token = doc[k]
    low = token.lower_
    return (
        token.text in (",", "--", "—", "–", "(", ";")
        or low in RELATIVES
        or low in ("who", "on", "because", "familiar", "close", "briefed", "involved")
        or (token.tag_ in ("VBG", "VBN", "VBD", "VBZ") and token.text.islower())
    )


def without_the(text: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", clean(text), flags=re.IGNORECASE)


def country(doc: Doc, mention: Mention) -> str | None:
    """ "U.S. officials" -> United States, "an official in Israel" -> Israel."""
    table = countries()
    stop = min(mention.end, mention.tail + 4)
    for k in range(mention.start, stop):
        pair = fold(doc[k : k + 2].text)
        if pair in table and k + 1 < stop:
            return table[pair]
        low = fold(doc[k].text)
        if low in table and (
            low != "us" or doc[k].text.isupper() or "." in doc[k].text
        ):
            return table[low]
    return None


def terms(text: str) -> tuple[str | None, str | None]:
    """Conditions and reason, in the article's words: "on condition of anonymity"."""
    found = TERMS.search(text)
    if not found:
        authority = re.search(
            r"(?:was|were|is|are)? ?not authori[sz]ed to [^.,;”\"]*", text
        )
        return None, authority[0].strip() if authority else None
    after = REASON.search(text, found.end())
    close = after and after.start() - found.end() < 60
    return found[0], after[0].strip(" ,") if after and close else None
