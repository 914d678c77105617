"""From marks and reporting clauses to statements: content, cue and source spans.

First it is settled what is a statement and whose: each reporting clause with content
makes a draft, each quotation joins the draft of the clause that governs it, follows
the quotation before it, or stands alone. Then the borders of the content are drawn.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from articles.extraction import layouts
from articles.extraction import page as pages
from articles.extraction.cues import Clause, clauses
from articles.extraction.governed import PHRASE_CONFIDENCE
from articles.extraction.page import Page
from articles.extraction.paste import boilerplate, head
from articles.extraction.ranges import Range, is_word
from articles.extraction.text import damaged
from articles.extraction.types import Finding, Kind, Span

_FARTHEST_CUE = 14  # tokens between a cue and the quotation after it
_MOST_CLAUSES = 50  # looked at for one quotation
_FEWEST_WORDS = 4  # of a quotation that stands without a cue
_OWN_WORDS = ("i", "we", "me", "us")  # whoever is quoted speaks of himself
# "They tell us what we want to hear" reports nothing.
_QUESTIONS = ("what", "who", "whom", "how", "why", "where", "when", "which")
_SENTENCE_ENDS = frozenset((".", "?", "!", ":", "…"))


@dataclass(slots=True)
class _Draft:
    """A statement in the making: its clause, the clause's words, and quotations."""

    clause: Clause | None
    words: tuple[Range, ...] = ()
    quotes: list[int] = field(default_factory=list)
    carried: bool = False
    confidence: float = 0.85


def find(doc: Doc, text: str | None = None) -> list[Finding]:
    """Find the statements of a parsed text, in text order.

    ``text`` is what was parsed, as it is stored: the document may show its line ends
    and spaces in another way, at the same offsets.
    """
    text = doc.text if text is None else text
    page = pages.read(doc, text)
    spoken = _without_repeated(page, list(clauses(doc, page.quoted)))
    drafts = _Drafts(page, [c for c in spoken if page.quoted[c.verb] < 0])
    drafts.share_out_quotations()
    found = [_finding(page, draft) for draft in drafts.all]
    found += [
        _finding(page, _Draft(clause, clause.content, confidence=0.8))
        for clause in spoken
        if page.quoted[clause.verb] >= 0 and clause.content and clause.source
        if clause.reports and clause.confidence > PHRASE_CONFIDENCE
        if page.doc[clause.source[0]].lower_ not in _OWN_WORDS
        if page.doc[clause.content[0][0]].lower_ not in _QUESTIONS
    ]
    return _in_order(text, [f for f in found if f], layouts.turns(text))


def _without_repeated(page: Page, found: list[Clause]) -> list[Clause]:
    """Keep "X told Y that A, according to Z" from being told twice.

    The phrase is cut off the content that it follows, and is no statement of its own
    where it covers a part of that content only.
    """
    kept = []
    for clause in found:
        if page.doc[clause.verb].lower_ != "according":
            kept.append(clause)
            continue
        near = found[_near(found, clause.verb - 80) : _near(found, clause.verb)]
        held = [_cut(page.doc, other, clause) for other in near]  # all of them are cut
        if not any(held):
            kept.append(clause)
    return kept


def _cut(doc: Doc, clause: Clause, phrase: Clause) -> bool:
    """Cut a phrase off a clause's content; say whether it held the phrase's content."""
    start, end = phrase.core
    holds = False
    for a, b in clause.content:
        holds |= bool(phrase.content) and a <= phrase.content[0][0] and start < b + 2
    while start > 0 and doc[start - 1].text == ",":
        start -= 1
    clause.content = tuple(
        (a, start) if a < start < b <= end + 1 else (a, b) for a, b in clause.content
    )
    return holds


def _near(found: list[Clause], at: int) -> int:
    return bisect_left(found, at, key=lambda clause: clause.verb)


class _Drafts:
    """Which quotation belongs to which clause."""

    def __init__(self, page: Page, outside: list[Clause]) -> None:
        self.page = page
        self.doc = page.doc
        self.clauses = outside
        self.all: list[_Draft] = []
        self.of: dict[int, _Draft] = {}
        self.in_paragraph: dict[int, list[Clause]] = defaultdict(list)
        for clause in outside:
            self.in_paragraph[page.paragraph[clause.verb]].append(clause)
            if clause.content and clause.reports:
                self._draft(clause)

    def _draft(self, clause: Clause) -> _Draft:
        draft = self.of.get(clause.verb)
        if draft is None:
            draft = _Draft(clause, clause.content, confidence=clause.confidence)
            self.of[clause.verb] = draft
            self.all.append(draft)
        return draft

    def share_out_quotations(self) -> None:
        last: tuple[int, _Draft] | None = None
        for number, (start, end) in enumerate(self.page.inside):
            if start == end:
                continue
            clause = self._owner(number)
            if clause is not None and not clause.reports:
                continue
            if clause is not None:
                draft: _Draft | None = self._draft(clause)
            else:
                draft = self._following(number, last) or self._alone(number, last)
            if draft is not None:
                draft.quotes.append(number)
                last = number, draft

    def _owner(self, number: int) -> Clause | None:
        """Give the clause that governs a quotation: by the parse, else the nearest."""
        start, end = self.page.inside[number]
        around = {self.page.paragraph[start], self.page.paragraph[end - 1]}
        near = [c for p in sorted(around) for c in self._clauses_near(p, start, end)]
        ranked = [(self._distance(clause, number), clause) for clause in near]
        sure = [
            (distance, clause) for distance, clause in ranked if distance is not None
        ]
        best = min(sure, key=lambda pair: pair[0], default=None)
        return best[1] if best else layouts.beside(self.page, number)

    def _clauses_near(self, paragraph: int, start: int, end: int) -> list[Clause]:
        found = self.in_paragraph.get(paragraph, [])
        middle = _near(found, start)
        return found[max(0, middle - _MOST_CLAUSES) : middle + _MOST_CLAUSES]

    def _distance(self, clause: Clause, number: int) -> float | None:
        """Say how far a clause is from owning a quotation; ``None``: it does not."""
        start, end = self.page.inside[number]
        for a, b in clause.content:
            if a < end and start < b:
                return (b - a) / 10_000
        first, last = clause.core
        if not clause.quotes:
            return None
        if end <= first:
            bare = not clause.content and self._only_marks(end, first)
            return 1.0 if bare else None
        if last <= start:
            return self._distance_after(clause, number)
        return None

    def _only_marks(self, start: int, end: int) -> bool:
        if end - start > 6:
            return False
        return not any(is_word(self.doc[i]) for i in range(start, end))

    def _distance_after(self, clause: Clause, number: int) -> float | None:
        """``X said on Monday: “…”``, but not ``the form asks for “…”``."""
        last, stop = clause.core[1], self.page.before(number) + 1
        if stop - last > _FARTHEST_CUE:
            return None
        gap = [self.doc[i].text for i in range(last, stop)]
        if any(word in ".?!" for word in gap) or any(
            self.page.quoted[i] >= 0 for i in range(last, stop)
        ):
            return None
        if gap and gap[-1] not in (",", ":"):
            return None
        if clause.content and ":" not in gap:
            return None
        return 1.5 + len(gap) / 20

    def _following(self, number: int, last: tuple[int, _Draft] | None) -> _Draft | None:
        """Join the second half of a split quotation: ``“A,” he said. “B.”``"""
        if last is None or last[0] != number - 1:
            return None
        draft = last[1]
        end, start = self.page.inside[number - 1][1], self.page.inside[number][0]
        if self.page.paragraph[end - 1] != self.page.paragraph[start]:
            return None
        between = [self.doc[i].text for i in range(end, self.page.before(number) + 1)]
        if self._begins(number):
            return draft if sum(word in ".?!" for word in between) <= 1 else None
        clause = draft.clause
        inside = clause is not None and end <= clause.verb < start
        return draft if inside and clause and start - clause.core[1] < 8 else None

    def _begins(self, number: int) -> bool:
        """Say whether a quotation begins a sentence or a paragraph."""
        at = self.page.before(number)
        if at < 0:
            return True
        word = self.doc[at]
        return word.is_space or word.is_quote or word.text in _SENTENCE_ENDS

    def _alone(self, number: int, last: tuple[int, _Draft] | None) -> _Draft | None:
        """A quotation without a cue takes the source on, or has none."""
        start, end = self.page.inside[number]
        if not self._begins(number):
            return None
        whole = self._is_paragraph(number)
        if not whole and end - start < _FEWEST_WORDS:
            return None
        before = self._clause_before(start, paragraphs_back=1 if whole else 0)
        if before is None and whole and last is not None:
            before_last = self.page.inside[last[0]][1] - 1
            if self.page.paragraph[start] - self.page.paragraph[before_last] == 1:
                before = last[1].clause
        draft = _Draft(before, carried=before is not None)
        draft.confidence = 0.7 if before else 0.5
        self.all.append(draft)
        return draft

    def _clause_before(self, start: int, paragraphs_back: int) -> Clause | None:
        at = self.page.paragraph[start]
        for paragraph in range(at, at - paragraphs_back - 1, -1):
            for clause in reversed(self.in_paragraph.get(paragraph, [])):
                if clause.verb < start and clause.source and clause.verb in self.of:
                    return clause
        return None

    def _is_paragraph(self, number: int) -> bool:
        opening, closing = self.page.quotes[number].outer
        text = self.page.text
        before = text[max(0, opening - 20) : opening].rpartition("\n")
        after = text[closing : closing + 20].partition("\n")
        at_start = bool(before[1]) or opening < 20
        at_end = bool(after[1]) or closing + 20 > len(text)
        return at_start and at_end and not (before[2] + after[0]).strip()


def _finding(page: Page, draft: _Draft) -> Finding | None:
    words = [span for span in (_words(page, draft, r) for r in draft.words) if span]
    quoted = [piece for n in draft.quotes for piece in page.quotes[n].pieces]
    content = _joined([*quoted, *words])
    if not content:
        return None
    kind: Kind = "mixed" if quoted and words else "direct" if quoted else "indirect"
    clause = draft.clause
    source = clause.source if clause else None
    return Finding(
        kind=kind,
        content=tuple(content),
        cue=(page.span(clause.cue),) if clause and not draft.carried else (),
        source=page.span(source) if source else None,
        verb=clause.verb if clause else None,
        addressee=page.span(clause.addressee) if clause and clause.addressee else None,
        polarity=clause.polarity if clause else "asserts",
        carried=draft.carried,
        confidence=_confidence(draft, kind, source),
    )


def _confidence(draft: _Draft, kind: Kind, source: Range | None) -> float:
    if kind == "direct" and source and not draft.carried:
        return 0.95
    return draft.confidence if source else min(draft.confidence, 0.5)


def _words(page: Page, draft: _Draft, words: Range) -> Span | None:
    """Draw the borders of the unquoted words; quotations among them stay whole."""
    doc = page.doc
    start, end = words
    if start < end - 1 and doc[start].lower_ == "that" and doc[start].dep_ == "mark":
        start += 1
    plain = any(page.quoted[i] < 0 and is_word(doc[i]) for i in range(start, end))
    if draft.quotes and not plain:
        return None
    span = page.span((start, end))
    for number in draft.quotes:
        first, last = page.inside[number]
        if first < end and start < last:
            outer = page.quotes[number].outer
            span = Span(min(span.start, outer.start), max(span.end, outer.end))
    return span


def _joined(pieces: list[Span]) -> list[Span]:
    """Sort pieces and join those that overlap."""
    joined: list[Span] = []
    for piece in sorted(pieces):
        if joined and piece.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, piece.end))
        else:
            joined.append(piece)
    return joined


def _in_order(text: str, found: list[Finding], turns: list[Finding]) -> list[Finding]:
    """Sort, leave out what surrounds the article, and tell who stands inside whom."""
    top = head.read(text)
    around = boilerplate.spans(text, top.body, top.authors)
    barred = sorted([*around, *damaged(text)])
    kept = [f for f in found + turns if not _bars(barred, f)]
    kept.sort(key=lambda f: (f.content[0].start, -f.content[-1].end))
    placed: list[Finding] = []
    holders: list[int] = []
    for finding in _once(kept):
        while holders and not _holds(placed[holders[-1]], finding):
            holders.pop()
        if holders and finding.confidence <= PHRASE_CONFIDENCE:
            continue  # "he asked about it" inside what another said is no news
        placed.append(replace(finding, parent=holders[-1] if holders else None))
        holders.append(len(placed) - 1)
    return placed


def _once(found: list[Finding]) -> list[Finding]:
    """Keep one finding for one content: "A said, quoting B, that C" is told once."""
    by_content: dict[tuple[Span, ...], Finding] = {}
    for finding in found:
        by_content.setdefault(finding.content, finding)
    return list(by_content.values())


def _bars(barred: list[Span], finding: Finding) -> bool:
    for span in finding.content:
        at = bisect_left(barred, span.end, key=lambda b: b.start)
        if any(b.end > span.start for b in barred[max(0, at - 3) : at]):
            return True
    return False


def _holds(outer: Finding, inner: Finding) -> bool:
    at = inner.cue[0].start if inner.cue else inner.content[0].start
    return any(span.start <= at < span.end for span in outer.content)
