"""Words of an article as the tagger sees them: pieces, marks, letter case, place.

Training and tagging read the text through this one module, so that the network meets
at run time what it learned from.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.extraction.types import Span

WORD = re.compile(r"''|``|\w+(?:['’]\w+)*|[^\w\s]")
DOUBLE = {'"', "''", "``", "“", "”", "„", "«", "»"}
OPENING = {"``", "“", "„", "«", "‘"}
CLOSING = {"”", "»", "’"}
SINGLE = {"'", "‘", "’"}
PLAIN = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "''": '"', "``": '"'}

OUTSIDE, INSIDE, MARK = range(3)
LOWER, TITLE, UPPER, OTHER = range(4)
BODY, PARAGRAPH_START, HEADLINE = range(3)
FEATURE_SIZES = (3, 4, 3)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, each with its span, features and paragraph number."""

    spans: list[Span]
    forms: list[str]
    features: list[tuple[int, int, int]]
    paragraphs: list[int]

    def __len__(self) -> int:
        return len(self.spans)


def read_words(text: str, headline: bool = True) -> Words:
    """Split ``text`` into words and punctuation with what the network needs to know.

    The first paragraph counts as a headline, unless the text goes on with another's.
    """
    words = Words([], [], [], [])
    number = 0 if headline else 1
    for start, end in _paragraphs(text):
        found = [Span(*m.span()) for m in WORD.finditer(text, start, end)]
        if not found:
            continue
        forms = [text[a:b] for a, b in found]
        places = _places(number, len(found))
        states = _quotation_states(text, found, forms)
        words.spans.extend(found)
        words.forms.extend(forms)
        words.features.extend(zip(states, map(_case, forms), places, strict=True))
        words.paragraphs.extend([number] * len(found))
        number += 1
    return words


def plain(form: str) -> str:
    """One form for all double marks, one for all apostrophes: ``“`` -> ``"``."""
    return PLAIN.get(form) or form.replace("’", "'").replace("‘", "'")


def is_word(form: str) -> bool:
    """Whether it has a letter or a digit, as ``score.py`` counts words."""
    return form[0].isalnum() or form[0] == "_"


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line)
        start += len(line)


def _places(paragraph: int, count: int) -> list[int]:
    if paragraph == 0:
        return [HEADLINE] * count
    return [PARAGRAPH_START] + [BODY] * (count - 1)


def _case(form: str) -> int:
    if form.islower():
        return LOWER
    if form.istitle():
        return TITLE
    return UPPER if form.isupper() else OTHER


def _quotation_states(text: str, spans: list[Span], forms: list[str]) -> list[int]:
    """Inside or outside of quotation marks; a new paragraph starts outside."""
    states, double, single = [], False, False
    for span, form in zip(spans, forms, strict=True):
        if form in DOUBLE:
            double = form in OPENING or (form not in CLOSING and not double)
            states.append(MARK)
        elif form in SINGLE and _is_single_mark(text, span, single):
            single = not single
            states.append(MARK)
        else:
            states.append(INSIDE if double or single else OUTSIDE)
    return states


def _is_single_mark(text: str, span: Span, is_open: bool) -> bool:
    before = text[span.start - 1 : span.start]
    after = text[span.end : span.end + 1]
    if is_open:
        return not after.isalnum() and not before.isspace()
    return after.isalnum() and not before.isalnum()
