"""The dateline that opens a report: place and agency before the first dash."""

import re
from typing import NamedTuple

from articles.extraction.paste.byline import is_name
from articles.extraction.paste.stamps import STAMP
from articles.extraction.types import Span

_DATELINE = re.compile(
    r"(?P<where>[^\n()—–“”\"]{2,80}?)\s*"
    r"(?:\((?P<agency>[^\W\d_a-z][^()\n\d]{1,40})\)\s*"
    r"(?P<after>[^\n()—–“”\"]{2,30}\s)?)?(?:—|–|--|(?<=[\s)])-(?=\s))\s*(?=\S)"
)
_NO_PLACE = re.compile(
    r"analysis|breaking|correction|exclusive|explainer|file|live|opinion|photos?|read"
    r"|updated?|video|watch",
    re.IGNORECASE,
)


class Dateline(NamedTuple):
    """``"NAIROBI, Kenya (AP) — "``: the place, the agency and the words' span."""

    place: str
    agency: str | None
    date_words: str | None
    span: Span


def read(text: str, at: int) -> Dateline | None:
    """The dateline that starts at ``at``, if one does."""
    match = _DATELINE.match(text, at, at + 200)
    if not match:
        return None
    where, agency = match["where"].strip(), match["agency"]
    date = STAMP.search(where) or STAMP.search(match["after"] or "")
    if match["after"] and not (date and STAMP.fullmatch(match["after"].strip())):
        return None
    place = STAMP.sub("", where).strip(" ,")
    if not _is_place(place, bool(agency or date)):
        return None
    words = date.group().strip() if date else None
    return Dateline(place, agency, words, Span(at, match.end()))


def _is_place(words: str, vouched: bool) -> bool:
    """A town in capitals, or in any case where an agency or a date stands beside it."""
    town, *region = words.split(",")
    if len(region) > 2 or not town or _NO_PLACE.fullmatch(town):
        return False
    if not (town.isupper() or (vouched and _is_proper(town))):
        return False
    return town.count(" ") < 4 and all(_is_proper(part.strip()) for part in region)


def _is_proper(words: str) -> bool:
    tokens = words.split()
    if len(tokens) > 4 or not tokens or not tokens[0][0].isupper():
        return False
    return len(tokens) == 1 or words.isupper() or is_name(words.replace(".", ""))
