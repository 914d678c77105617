"""One parsed text with its quotation marks and paragraphs laid over the tokens."""

from bisect import bisect_left
from dataclasses import dataclass

from spacy.tokens import Doc

from articles.extraction.marks import Quotation, quotations
from articles.extraction.ranges import Range
from articles.extraction.types import Span


@dataclass(frozen=True, slots=True)
class Page:
    """What the rules look at.

    ``nested`` are those inside others; ``inside`` gives the tokens of each quotation without its marks, ``quoted`` for each
    token the number of its quotation or -1, ``paragraph`` the number of its paragraph.
    """

    doc: Doc
    text: str
    quotes: list[Quotation]
    nested: list[Quotation]
    inside: list[Range]
    quoted: list[int]
    paragraph: list[int]

    def span(self, tokens: Range) -> Span:
        """Give the characters of a range of tokens."""
        last = self.doc[tokens[1] - 1]
        return Span(self.doc[tokens[0]].idx, last.idx + len(last))

    def before(self, number: int) -> int:
        """Give the last token before a quotation and its mark, or -1."""
        opening = self.quotes[number].outer.start
        at = self.inside[number][0] - 1
        while at >= 0 and self.doc[at].idx >= opening:
            at -= 1
        return at


def read(doc: Doc, text: str) -> Page:
    """Lay the quotations of a text over its tokens; nested ones are kept apart."""
    starts = doc.to_array(["IDX"]).tolist()
    found = quotations(text)
    quotes = [q for q in found if q.depth == 0]
    nested = [q for q in found if q.depth == 1]
    inside = []
    quoted = [-1] * len(starts)
    for number, quote in enumerate(quotes):
        first = bisect_left(starts, quote.pieces[0].start)
        last = max(first, bisect_left(starts, quote.pieces[-1].end))
        inside.append((first, last))
        quoted[first:last] = [number] * (last - first)
    return Page(doc, text, quotes, nested, inside, quoted, _paragraphs(doc))


def _paragraphs(doc: Doc) -> list[int]:
    numbers = []
    count = 0
    for at, is_space in enumerate(doc.to_array(["IS_SPACE"]).tolist()):
        numbers.append(count)
        if is_space and "\n" in doc[at].text:
            count += 1
    return numbers
