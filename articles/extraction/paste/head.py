"""The head of an article: title, credits and dateline, and where its text begins."""

import re
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from articles.extraction.paste import byline, dateline, stamps
from articles.extraction.paste.boilerplate import is_boilerplate
from articles.extraction.paste.byline import Credits
from articles.extraction.paste.dateline import Dateline
from articles.extraction.paste.lines import Line, is_prose, is_title, lines
from articles.extraction.paste.stamps import Stamp

_HEAD_LINES = 14
_RULE = re.compile(r"(?:([-–—_=*~#•·+])\s?)\1*(?:\1\s?){2,}$")
_URL = re.compile(r"https?://\S+$")
_OUTLET_AFTER = re.compile(r"\s+[|–—-]\s+(?=[^|–—]{3,40}$)")


class Head(NamedTuple):
    """What stands above the text; ``body`` is the offset where the text begins."""

    title: str | None = None
    credits: tuple[Credits, ...] = ()
    dateline: Dateline | None = None
    stamps: tuple[Stamp, ...] = ()
    outlet: str | None = None
    url: str | None = None
    body: int = 0

    @property
    def authors(self) -> tuple[str, ...]:
        names = [name for credit in self.credits for name in credit.authors]
        return tuple(dict.fromkeys(names))


def is_rule(words: str) -> bool:
    """True for a line drawn with a mark: ``-----``, ``* * *``, ``===``."""
    return len(words) <= 300 and bool(_RULE.match(words))


def read(text: str, pasted_at: datetime | None = None) -> Head:
    """The head of the one article that the text holds."""
    first = list(islice(lines(text), _HEAD_LINES))
    head = Head()
    prose = 0
    for index, line in enumerate(first):
        credit = byline.read(line.words, pasted_at)
        if credit and _counts(credit, head, first[index + 1 :], prose):
            head = _with_credit(head, credit, line)
        elif prose == 0 and _is_trim(line, head.title, first[index + 1 :]):
            head = head._replace(body=line.end, url=_url(line) or head.url)
        elif prose == 0 and not head.title and _heads(line, first[index + 1 :]):
            head = _with_title(head, line, first[index + 1 :])
        elif is_prose(line) or not head.title:
            prose += 1
        if prose > 1:
            break
    return _with_dateline(text, head, pasted_at)


def foot(text: str, pasted_at: datetime | None = None) -> tuple[Stamp, ...]:
    """The dates of the lines beneath the text: "Published 3 March 2025"."""
    last = [line for line in lines(text, max(0, len(text) - 1000)) if line.short]
    found = [byline.read(line.words, pasted_at) for line in last[-_HEAD_LINES:]]
    return tuple(stamp for credit in found if credit for stamp in credit.stamps)


def _counts(credit: Credits, head: Head, after: list[Line], prose: int) -> bool:
    """True where a line that reads like credits stands where credits stand."""
    plain = credit.by or (credit.stamps and not credit.authors)
    if prose:
        return bool(plain)
    if head.title or head.credits:
        return True
    if credit.authors or not credit.stamps:
        # "Port Minister Quits Post" is a headline, unless a headline follows it.
        return credit.by or (not credit.authors and _title_follows(after))
    return True


def _title_follows(after: list[Line]) -> bool:
    return bool(after) and is_title(after[0]) and _heads(after[0], after[1:])


def _is_trim(line: Line, title: str | None, after: list[Line]) -> bool:
    """True for what is neither title nor credits: a button, a rule, a section's name."""
    if line.words == title or (title is None and _is_kicker(line, after)):
        return True
    return is_boilerplate(line.words) or is_rule(line.words) or bool(_url(line))


def _url(line: Line) -> str | None:
    return line.words if line.short and _URL.match(line.words) else None


def _heads(line: Line, after: list[Line]) -> bool:
    """True for a title: a line that could be one, with an article beneath it."""
    after = [later for later in after if not is_boilerplate(later.words)]
    if not is_title(line) or not any(map(is_prose, after)) or _is_kicker(line, after):
        return False
    below = after[0]
    if below.after_blank or below.words == line.words or byline.read(below.words):
        return True
    if is_prose(below):
        # A line of hard-wrapped prose is about as long as the one above it.
        return below.end - below.start > max(110, 1.5 * len(line.words))
    return len(after) > 1 and (
        after[1].after_blank or bool(byline.read(after[1].words))
    )


def _is_kicker(line: Line, after: list[Line]) -> bool:
    """True for the section named above a headline: "Politics", "BREAKING NEWS"."""
    small = " " not in line.words or (
        line.words.isupper() and line.words.count(" ") < 3
    )
    if not small or len(after) < 2 or byline.read(after[0].words):
        return False
    return is_title(after[0]) and after[0].words.count(" ") >= 2


def _with_title(head: Head, line: Line, after: list[Line]) -> Head:
    title, end = line.words, line.end
    if after and not after[0].after_blank and _goes_on(after[0]):
        title, end = f"{title} {after[0].words}", after[0].end
    for mark in _OUTLET_AFTER.finditer(title):
        outlet = byline.outlet_name(title[mark.end() :])
        if outlet:
            head, title = head._replace(outlet=outlet), title[: mark.start()]
    return head._replace(title=title, body=end)


def _goes_on(below: Line) -> bool:
    return below.words[0].islower() and not is_prose(below)


def _with_credit(head: Head, credit: Credits, line: Line) -> Head:
    return head._replace(
        credits=(*head.credits, credit),
        stamps=(*head.stamps, *credit.stamps),
        outlet=head.outlet or credit.outlet,
        body=line.end,
    )


def _with_dateline(text: str, head: Head, pasted_at: datetime | None) -> Head:
    """The head with the dateline, or the date, that the text itself opens with."""
    for line in islice(lines(text, head.body), 3):
        found = dateline.read(text, line.start)
        words = (found.date_words if found else stamps.opening(text, line.start)) or ""
        if found or words:
            dated = (*head.stamps, *stamps.read(words, pasted_at))
            return head._replace(dateline=found, stamps=dated)
    return head
