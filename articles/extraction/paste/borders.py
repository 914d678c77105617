"""Where one pasted article ends and the next begins; in doubt it is one article."""

import re
from itertools import islice

from articles.extraction.paste import byline, dateline
from articles.extraction.paste.boilerplate import ends_article, is_boilerplate
from articles.extraction.paste.head import is_rule
from articles.extraction.paste.lines import Line, is_prose, is_title, lines
from articles.extraction.types import Span

_LOOK_AHEAD = 8
# Headings that stand inside articles as often as above them.
_SECTION = re.compile(
    r"(?:what|why|how|who|where|when|which|the (?:big|bottom|road|case|view|background"
    r"|details|takeaway)|between|go deeper|key|more|in (?:other|brief)|by the|background"
    r"|analysis|zoom|our|this|a (?:long|growing|new))\b",
    re.IGNORECASE,
)


def articles(text: str) -> list[Span]:
    """The stretches of a paste that hold an article each, rules between them left out."""
    found: list[Span] = []
    start = 0
    prose = False
    before: list[Line] = []
    for line in lines(text):
        border = _border(text, before, line) if prose else None
        if border and _has_prose(text, border.end):
            found.append(Span(start, border.start))
            start, prose = border.end, False
        prose = prose or is_prose(line)
        before = [*before[-4:], line]
    found.append(Span(start, len(text)))
    return found


def _border(text: str, before: list[Line], line: Line) -> Span | None:
    """What parts two articles here: rules, or the empty span before a headline."""
    if _parts(text, before[-1], line):
        return Span(_rules_start(before, line), line.start)
    title = _title_above(before, line)
    return Span(title.start, title.start) if title else None


def _rules_start(before: list[Line], line: Line) -> int:
    start = line.start
    for above in reversed(before):
        if not is_rule(above.words):
            break
        start = above.start
    return start


def _parts(text: str, above: Line, line: Line) -> bool:
    """True where a separator stands above a line that heads another article."""
    page = "\f" in text[above.end : line.start]
    if not (page or is_rule(above.words) or ends_article(above.words)):
        return False
    if not is_title(line) or is_boilerplate(line.words):
        return False
    return _heads(line, list(islice(lines(text, line.end), _LOOK_AHEAD)))


def _heads(line: Line, after: list[Line]) -> bool:
    """True for a title with an article beneath it."""
    after = [later for later in after if not is_boilerplate(later.words)]
    if not after:
        return False
    if any(map(_is_credit, after[:2])) or dateline.read(after[0].words, 0):
        return True
    return _is_headline(line.words) and after[0].after_blank and is_prose(after[0])


def _is_headline(words: str) -> bool:
    """True for what is too long, or too capital, for a heading within an article."""
    tokens = words.split()
    if _SECTION.match(words):
        return False
    return len(tokens) >= 4 or (
        len(tokens) == 3 and all(t[0].isupper() for t in tokens)
    )


def _is_credit(line: Line) -> bool:
    """True for a byline or a date line, as an article has one beneath its headline."""
    if is_prose(line) or not (credit := byline.read(line.words)):
        return False
    return bool(
        (credit.by and credit.authors) or (credit.stamps and not credit.authors)
    )


def _title_above(before: list[Line], line: Line) -> Line | None:
    """The headline over a byline, with at most a standfirst between them."""
    for title, prose in zip(before[:-3:-1], before[-2:-4:-1], strict=False):
        alone = title.after_blank and title.words.count(" ") >= 2 and is_title(title)
        if alone and is_prose(prose) and not _is_credit(title) and _is_credit(line):
            return title
    return None


def _has_prose(text: str, start: int) -> bool:
    """True where running text stands soon enough beneath a headline to belong to it."""
    return any(map(is_prose, islice(lines(text, start), _LOOK_AHEAD)))
