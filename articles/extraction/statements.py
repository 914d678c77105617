"""From marks and reporting clauses to statements: content, cue and source spans."""

from dataclasses import dataclass, field

from spacy.tokens import Doc

from articles.extraction.cues import Clause, Range, clauses
from articles.extraction.marks import Quotation, quotations
from articles.extraction.text import boilerplate, damaged
from articles.extraction.types import Finding, Kind, Span


@dataclass(slots=True)
class _Draft:
    """A statement in the making: quotations and stretches of words, with its clause."""

    clause: Clause | None
    words: list[Range] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)
    carried: "_Draft | None" = None
    confidence: float = 0.8


def find(doc: Doc) -> list[Finding]:
    """Find the statements of a parsed text, in text order."""
    return _Finder(doc).findings()


class _Finder:
    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.quotes = [q for q in quotations(self.text) if q.depth == 0]
        self.quoted = [-1] * len(doc)
        self.ranges = self._mark_tokens()
        self.paragraph = self._number_paragraphs()
        self.clauses = list(clauses(doc, self.quoted))
        self.drafts: list[_Draft] = []

    def _mark_tokens(self) -> list[Range]:
        """Find which tokens stand inside each quotation, its marks left out."""
        ranges = []
        at = 0
        for number, quote in enumerate(self.quotes):
            while at < len(self.doc) and self.doc[at].idx < quote.pieces[0].start:
                at += 1
            start = at
            while at < len(self.doc) and self.doc[at].idx < quote.pieces[-1].end:
                self.quoted[at] = number
                at += 1
            ranges.append((start, at))
        return ranges

    def _number_paragraphs(self) -> list[int]:
        numbers = []
        number = 0
        for token in self.doc:
            numbers.append(number)
            number += token.is_space and "\n" in token.text
        return numbers

    def findings(self) -> list[Finding]:
        outside = [c for c in self.clauses if self.quoted[c.verb] < 0]
        owners = self._owners(outside)
        by_clause: dict[int, _Draft] = {}
        for clause in outside:
            if clause.content and clause.reports:
                draft = _Draft(clause, words=list(clause.content))
                by_clause[clause.verb] = draft
                self.drafts.append(draft)
        last: _Draft | None = None
        last_quote = -1
        for number in range(len(self.quotes)):
            owner = owners.get(number)
            if owner is not None:
                if not owner.reports:
                    continue
                draft = by_clause.get(owner.verb) or _Draft(owner)
                if owner.verb not in by_clause:
                    by_clause[owner.verb] = draft
                    self.drafts.append(draft)
                draft.quotes.append(number)
            else:
                draft = self._carry(number, last, last_quote)
                if draft is None:
                    continue
            last, last_quote = draft, number
        for clause in self.clauses:
            if (
                self.quoted[clause.verb] >= 0
                and clause.content
                and clause.reports
                and clause.source
            ):
                self.drafts.append(_Draft(clause, words=list(clause.content)))
        return self._finish()

    # --- which clause a quotation belongs to
    def _owners(self, outside: list[Clause]) -> dict[int, Clause]:
        owners: dict[int, Clause] = {}
        by_paragraph: dict[int, list[Clause]] = {}
        for clause in outside:
            by_paragraph.setdefault(self.paragraph[clause.verb], []).append(clause)
        for number, (start, end) in enumerate(self.ranges):
            if start >= end:
                continue
            near = by_paragraph.get(self.paragraph[start], []) + (
                by_paragraph.get(self.paragraph[end - 1], [])
                if self.paragraph[end - 1] != self.paragraph[start]
                else []
            )
            best = None
            for clause in near[:200]:
                score = self._closeness(clause, number)
                if score is not None and (best is None or score < best[0]):
                    best = (score, clause)
            if best:
                owners[number] = best[1]
        return owners

    def _closeness(self, clause: Clause, number: int) -> float | None:
        start, end = self.ranges[number]
        for a, b in clause.content:
            if a < end and start < b:
                return 0 + (b - a) / 1000
        if not clause.quotes:
            return None
        first, last = clause.core
        if first >= end:  # “…,” X said
            gap = self.doc[end:first]
            if (
                all(t.is_punct or t.is_space or t.is_quote for t in gap)
                and not clause.content
            ):
                return 1
        elif last <= start:
            gap = self.doc[last:start]
            if (
                len(gap) > 14
                or any(t.text in ".?!" for t in gap)
                or any(self.quoted[t.i] >= 0 for t in gap)
            ):
                return None
            if clause.content and not any(t.text == ":" for t in gap):
                return None
            return 1.5 + len(gap) / 20
        return None

    def _carry(
        self, number: int, last: _Draft | None, last_quote: int
    ) -> _Draft | None:
        start, end = self.ranges[number]
        if start >= end:
            return None
        opener = start - 1
        while opener > 0 and self.doc[opener].is_quote:
            opener -= 1
        before = self.doc[opener] if opener >= 0 else None
        begins = (
            before is None
            or opener <= 0
            or before.is_space
            or before.text in '.?!:”"'
            or before.is_quote
        )
        if not begins:
            if (
                last
                and last.clause
                and last_quote == number - 1
                and last.clause.verb > self.ranges[last_quote][1]
                and last.clause.verb < start
                and start - last.clause.core[1] < 8
            ):
                last.quotes.append(number)
                return last
            return None
        if (
            last is not None
            and last_quote >= 0
            and self.paragraph[self.ranges[last_quote][1] - 1] == self.paragraph[start]
        ):
            if last_quote == number - 1:
                last.quotes.append(number)
                return last
        draft = self._from_sentence_before(start)
        if draft is None and end - start >= 4:
            draft = _Draft(None, confidence=0.4)
        if draft:
            draft.quotes.append(number)
            self.drafts.append(draft)
        return draft

    def _from_sentence_before(self, start: int) -> _Draft | None:
        best = None
        for draft in self.drafts:
            if (
                draft.clause
                and draft.clause.verb < start
                and self.paragraph[draft.clause.verb] == self.paragraph[start]
            ):
                best = draft
        if best is None:
            return None
        return _Draft(None, carried=best, confidence=0.7)

    # --- spans
    def _finish(self) -> list[Finding]:
        found = []
        for draft in self.drafts:
            finding = self._finding(draft)
            if finding:
                found.append(finding)
        found.sort(key=lambda f: (f.content[0].start, -f.content[-1].end))
        barred = boilerplate(self.text) + damaged(self.text)
        found = [f for f in found if not _overlaps(f, barred)]
        return _with_parents(found)

    def _finding(self, draft: _Draft) -> Finding | None:
        words = self._clean_words(draft)
        pieces = sorted(
            [*(p for q in draft.quotes for p in self.quotes[q].pieces), *words]
        )
        if not pieces:
            return None
        quoted, plain = bool(draft.quotes), bool(words)
        if not quoted and words:
            inside = [
                self.quoted[t]
                for a, b in draft.words
                for t in range(a, b)
                if not self.doc[t].is_punct
            ]
        kind: Kind = "mixed" if quoted and plain else "direct" if quoted else "indirect"
        clause = draft.clause or (draft.carried.clause if draft.carried else None)
        span = self._span
        return Finding(
            kind=kind,
            content=tuple(_merged(pieces)),
            cue=(span(draft.clause.cue),) if draft.clause else (),
            source=span(clause.source) if clause and clause.source else None,
            verb=clause.verb if clause else None,
            addressee=span(clause.addressee) if clause and clause.addressee else None,
            polarity=clause.polarity if clause else "asserts",
            carried=draft.carried is not None,
            confidence=draft.confidence,
        )

    def _span(self, tokens: Range) -> Span:
        first, last = self.doc[tokens[0]], self.doc[tokens[1] - 1]
        return Span(first.idx, last.idx + len(last.text))

    def _clean_words(self, draft: _Draft) -> list[Span]:
        """Give the unquoted words of a draft; quotations among them stay whole."""
        found: list[Span] = []
        numbers = set(draft.quotes)
        for a, b in draft.words:
            while b > a and (
                self.doc[b - 1].is_space or self.doc[b - 1].text in ",.;:—–-"
            ):
                b -= 1
            if a < b and self.doc[a].lower_ == "that" and self.doc[a].dep_ == "mark":
                a += 1
            if a >= b:
                continue
            own = [
                t
                for t in range(a, b)
                if self.quoted[t] < 0
                and not self.doc[t].is_punct
                and not self.doc[t].is_space
            ]
            if not own and draft.quotes:
                continue
            first = self.doc[a].idx
            end = self.doc[b - 1].idx + len(self.doc[b - 1].text)
            for n in numbers:
                qa, qb = self.ranges[n]
                if qa < b and a < qb:
                    first = min(first, self.quotes[n].outer.start)
                    end = max(end, self.quotes[n].outer.end)
            found.append(Span(first, end))
        return found


def _merged(pieces: list[Span]) -> list[Span]:
    """Join pieces that overlap."""
    merged: list[Span] = []
    for piece in pieces:
        if merged and piece.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, piece.end))
        else:
            merged.append(piece)
    return merged


def _overlaps(finding: Finding, barred: list[Span]) -> bool:
    return any(
        s.start < b.end and b.start < s.end for s in finding.content for b in barred
    )


def _with_parents(found: list[Finding]) -> list[Finding]:
    from dataclasses import replace

    out = []
    open_: list[int] = []
    for number, finding in enumerate(found):
        while open_ and not _holds(found[open_[-1]], finding):
            open_.pop()
        parent = open_[-1] if open_ else None
        out.append(replace(finding, parent=parent))
        open_.append(number)
    return out


def _holds(outer: Finding, inner: Finding) -> bool:
    at = inner.cue[0].start if inner.cue else inner.content[0].start
    return any(s.start <= at < s.end for s in outer.content)
