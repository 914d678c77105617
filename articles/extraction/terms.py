"""On what terms an unnamed source spoke, and why: in the article's own words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from articles.extraction.types import Source, Statement

_NAMED = (
    r"(?:be |being )?(?:publicly )?(?:named|identified|quoted)(?: by name| publicly)?"
)
_TERMS = re.compile(
    r"(?:on|under) (?:the )?(?:strict )?(?:condition|promise) (?:of (?:strict )?anonymity"
    r"|that [^,.;”\"]+)"
    r"|on (?:deep )?background|not for attribution|off the record|anonymously"
    r"|in (?:exchange|return) for anonymity|under (?:the )?cover of anonymity"
    r"|(?:asked|requested|wished|wishing|declined|refused|preferred|insisted|asking"
    r"|requesting|declining|insisting|demanded|sought) (?:for |on )?"
    rf"(?:not to {_NAMED}|to (?:{_NAMED}|(?:remain|stay) (?:anonymous|unnamed))"
    r"|anonymity)"
    rf"|(?:did|does|do|would|could|can|may) ?(?:not|n[o'’]t) (?:want(?: to)?|wish to|like"
    rf" to|agree to)? ?(?<= ){_NAMED}"
    rf"|not (?:wanting|wishing|willing) to {_NAMED}|(?:who )?(?:cannot|can't) {_NAMED}"
    r"|asked that (?:his|her|their) (?:\w+ )?(?:name|surname|identity)s? not be \w+"
    r"|(?:granted|given|promised) anonymity"
    r"|speaking anonymously",
    re.I,
)
_REASON = re.compile(
    r"\b(?:because|since|as|citing|fearing|for fear|out of fear|due to|given|in order to"
    r"|so as not to|to)\b[^.,;”\"]*|\b(?:was |were |is |are )?not (?:authori[sz]ed|allowed"
    r"|permitted|cleared) to [^.,;”\"]*",
    re.I,
)
_SAYS = re.compile(r"\b(?:said|says|told|added|called|confirmed|described)\b")
_AUTHORITY = re.compile(
    r"(?:(?:because|since|as) (?:\w+ ){1,2})?(?:was|were|is|are)?(?:n[o'’]t| ?not)"
    r" (?:authori[sz]ed|allowed|permitted|cleared) to [^.,;”\"]*"
)
# "The official spoke on condition …": a sentence that only tells the terms.
_OWN_SENTENCE = re.compile(
    r"(?:^|(?<=[.!?”\"]\s)|(?<=\n))(?P<who>He|She|They|Both|All|(?:The|Both|All|Each)\b"
    r"[^,.;“”\"\n]{0,60}?)(?:,[^,.\n]{3,60},)?\s+(?:all |both |each |also )?"
    r"(?:spoke|talked|was|were|asked|requested|insisted|declined|wished|wanted|did not"
    r"|would not|could not|cannot|provided|shared|described|discussed)\b(?P<rest>[^.\n]*)",
)
_FAR = 2_000  # characters between the last statement and the sentence


def read(text: str) -> tuple[str | None, str | None]:
    """Conditions and reason: "on condition of anonymity", "to discuss the plan"."""
    found = _TERMS.search(text)
    if not found:
        authority = _AUTHORITY.search(text)
        return None, authority[0].strip() if authority else None
    after = _REASON.search(text, found.end())
    between = text[found.end() : after.start()] if after else ""
    close = after and len(between) < 60 and not _SAYS.search(between)
    return found[0].strip(), after[0].strip(" ,") if after and close else None


def told_apart(text: str, found: Sequence[Statement]) -> list[Statement]:
    """Give all statements of a source the terms that any of them, or a sentence of its
    own, tells: "They spoke on background.".
    """
    told: dict[str, tuple[str | None, str | None]] = {}
    for match in _OWN_SENTENCE.finditer(text):
        terms, reason = read(match[0])
        if terms and not any(_inside(match, each) for each in found):
            for source in _meant(match, found):
                told.setdefault(source, (terms, reason))
    for each in found:
        known, number = each.source.unnamed, each.source.id
        if known and number and (known.terms or known.reason):
            told.setdefault(number, (known.terms, known.reason))
    return [_with(each, told) for each in found]


def _inside(match: re.Match[str], each: Statement) -> bool:
    """Whether a statement is made in the sentence, which then tells its own terms."""
    start, end = match.span()
    source = each.source.span
    return any(s.start < end and start < s.end for s in each.content) or (
        source is not None and start <= source.start < end
    )


def _meant(match: re.Match[str], found: Iterable[Statement]) -> Iterator[str]:
    """The sources that the sentence speaks of: the last one, or all of the last few."""
    start = match.start()
    near = [
        each.source
        for each in found
        if each.source.unnamed
        and each.parent is None
        and 0 < start - each.content[-1].end < _FAR
    ]
    who = match["who"].split()
    plural = who[0] in ("They", "Both", "All") or who[-1].endswith(("s", "people"))
    noun = who[-1].lower().rstrip("s") if len(who) > 1 else ""
    fitting = [source for source in near if _fits(source, noun)]
    two = [s for s in fitting if s.unnamed and s.unnamed.count_max == 2]
    if who[0] == "Both" and two:
        fitting = [s for s in fitting if s in two[-1:] or _is_one_of_two(s)]
    if not plural:
        fitting = fitting[-1:]
    yield from {source.id: None for source in fitting if source.id}


def _is_one_of_two(source: Source) -> bool:
    """ "One" and "the other", who are the two named before them."""
    return bool(re.match(r"(?:one|the other|another)\b", source.name or "", re.I))


def _fits(source: Source, noun: str) -> bool:
    general = noun in ("", "source", "person", "people", "official", "of", "them")
    return general or noun in (source.name or "").lower()


def _with(each: Statement, told: dict[str, tuple[str | None, str | None]]) -> Statement:
    known = each.source.unnamed
    if known is None or known.terms or each.source.id not in told:
        return each
    terms, reason = told[each.source.id]
    known = replace(known, terms=terms, reason=known.reason or reason)
    return replace(each, source=replace(each.source, unnamed=known))
