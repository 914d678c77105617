"""Which quotation belongs to which reporting clause: statements in the making."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field

from articles.extraction import layouts
from articles.extraction.cues import Clause
from articles.extraction.page import Page
from articles.extraction.ranges import Range, is_word
from articles.extraction.verbs import words

_FARTHEST_CUE = 14  # tokens between a cue and the quotation after it
_MOST_CLAUSES = 50  # looked at for one quotation
_FEWEST_WORDS = 4  # of a quotation that stands without a cue
# What has a name that stands in marks: "her memoir, “The Last Weir,”".
_WORKS = words(
    "show podcast program programme series film documentary novel memoir book play album"
    " song poem column newsletter essay"
)
_SENTENCE_ENDS = frozenset((".", "?", "!", ":", "…"))


@dataclass(slots=True)
class Draft:
    """A statement in the making: its clause, the clause's words, and quotations."""

    clause: Clause | None
    words: tuple[Range, ...] = ()
    quotes: list[int] = field(default_factory=list)
    carried: bool = False
    confidence: float = 0.85


def place(found: list[Clause], at: int) -> int:
    return bisect_left(found, at, key=lambda clause: clause.verb)


class Drafts:
    """Which quotation belongs to which clause."""

    def __init__(self, page: Page, outside: list[Clause]) -> None:
        self.page = page
        self.doc = page.doc
        self.clauses = outside
        self.all: list[Draft] = []
        self.of: dict[int, Draft] = {}
        self.holder: dict[int, Draft] = {}
        self.in_paragraph: dict[int, list[Clause]] = defaultdict(list)
        for clause in outside:
            clause.content = self._without_announcement(clause)
            self.in_paragraph[page.paragraph[clause.verb]].append(clause)
            if clause.content and clause.reports:
                self._draft(clause)

    def _draft(self, clause: Clause) -> Draft:
        draft = self.of.get(clause.verb)
        if draft is None:
            draft = Draft(clause, clause.content, confidence=clause.confidence)
            self.of[clause.verb] = draft
            self.all.append(draft)
        return draft

    def _without_announcement(self, clause: Clause) -> tuple[Range, ...]:
        """Leave out what announces the quotation: ``He scolded her: “A,” he said.``"""
        kept = []
        for start, end in clause.content:
            after = self._after_colon(start, end) if end <= clause.core[0] else start
            if after < end and any(is_word(self.doc[i]) for i in range(after, end)):
                kept.append((after, end))
        return tuple(kept)

    def _after_colon(self, start: int, end: int) -> int:
        """Give the place after a colon before a quotation, in a range or behind it."""
        for i in range(start, min(end + 3, len(self.doc))):
            following = self.page.quoted[i + 1 : i + 4]
            if self.page.quoted[i] >= 0 or (i >= end and is_word(self.doc[i])):
                break
            if self.doc[i].text == ":" and any(number >= 0 for number in following):
                return i + 1
        return start

    def share_out_quotations(self) -> None:
        last: tuple[int, Draft] | None = None
        for number, (start, end) in enumerate(self.page.inside):
            if start == end:
                continue
            clause = self._owner(number)
            if clause is not None and not clause.reports:
                continue
            if self._is_title(number) and not self._holds(clause, number):
                last = last and (number, last[1])
                continue
            if clause is not None:
                draft: Draft | None = self._draft(clause)
                self._take_opening(number, clause)
            else:
                draft = self._following(number, last) or self._alone(number, last)
            if draft is not None:
                draft.quotes.append(number)
                self.holder[number] = draft
                last = number, draft
            elif last and not self._begins(number):
                last = number, last[1]  # the title of a programme, say

    def _owner(self, number: int) -> Clause | None:
        """Give the clause that governs a quotation: by the parse, else the nearest."""
        start, end = self.page.inside[number]
        around = {self.page.paragraph[start], self.page.paragraph[end - 1]}
        if self._is_announced(number):
            around.add(self.page.paragraph[start] - 1)
        near = [c for p in sorted(around) for c in self._clauses_near(p, start, end)]
        ranked = [(self._distance(clause, number), clause) for clause in near]
        sure = [
            (distance, clause) for distance, clause in ranked if distance is not None
        ]
        best = min(sure, key=lambda pair: pair[0], default=None)
        return best[1] if best else layouts.beside(self.page, number)

    def _holds(self, clause: Clause | None, number: int) -> bool:
        start, end = self.page.inside[number]
        return clause is not None and any(
            a < end and start < b for a, b in clause.content
        )

    def _is_title(self, number: int) -> bool:
        """Recognise the name of a work: ``on CNN’s “Deep Water,”``, in capitals."""
        doc, at = self.doc, self.page.before(number)
        while at >= 0 and (doc[at].is_quote or doc[at].text == ","):
            at -= 1
        start, end = self.page.inside[number]
        named = at >= 0 and (doc[at].tag_ == "POS" or doc[at].lower_ in _WORKS)
        return named and all(
            t.text[0].isupper() for t in doc[start:end] if t.is_alpha and len(t) > 3
        )

    def _is_announced(self, number: int) -> bool:
        """Say whether the paragraph before ends in a colon: ``She replied:``."""
        start = self.page.quotes[number].outer.start
        before = self.page.text[max(0, start - 20) : start]
        return before.rstrip().endswith(":") and "\n" in before

    def _clauses_near(self, paragraph: int, start: int, end: int) -> list[Clause]:
        found = self.in_paragraph.get(paragraph, [])
        middle = place(found, start)
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
            return 1.0 if bare and not self._is_next(number, first) else None
        if last <= start:
            return self._distance_after(clause, number)
        return None

    def _is_next(self, number: int, first: int) -> bool:
        """Say whether a sentence of its own follows: ``“So late?” Her son nodded.``"""
        ended = self.page.text[self.page.quotes[number].pieces[-1].end - 1] in ".?!"
        word = self.doc[first]
        return ended and word.text[0].isupper() and word.pos_ in ("PRON", "DET")

    def _only_marks(self, start: int, end: int) -> bool:
        if end - start > 6:
            return False
        return not any(is_word(self.doc[i]) for i in range(start, end))

    def _distance_after(self, clause: Clause, number: int) -> float | None:
        """``X said on Monday: “…”``, but not ``the form asks for “…”``."""
        last, stop = clause.core[1], self.page.before(number) + 1
        if stop - last > _FARTHEST_CUE:
            return None
        gap = [self.doc[i].text for i in range(last, stop) if not self.doc[i].is_space]
        if any(word in ".?!" for word in gap) or any(
            self.page.quoted[i] >= 0 for i in range(last, stop)
        ):
            return None
        if gap and gap[-1] not in (",", ":"):
            return None
        if clause.content and ":" not in gap:
            return None
        return 1.5 + len(gap) / 20

    def _following(self, number: int, last: tuple[int, Draft] | None) -> Draft | None:
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
        return draft if inside and self._goes_on(number - 1, between) else None

    def _take_opening(self, number: int, clause: Clause) -> None:
        """Give the ownerless ``“A,”`` of ``“A,” he said, “B”`` to the clause of B."""
        before = number - 1
        if before < 0:
            return
        end, start = self.page.inside[before][1], self.page.inside[number][0]
        words = [self.doc[i].text for i in range(end, self.page.before(number) + 1)]
        between = end <= clause.core[0] and clause.core[1] <= start
        holder = self.holder.get(before)
        owned = holder is not None and holder.clause is not None and not holder.carried
        if between and not owned and self._goes_on(before, words):
            if holder is not None:
                holder.quotes.remove(before)
            self.of[clause.verb].quotes.append(before)

    def _goes_on(self, number: int, between: list[str]) -> bool:
        """Say whether a sentence goes on after ``“A,” he said, …, “B”``.

        In ``“A,” he said on CNN’s “Breakfast”`` a title follows, and no comma.
        """
        end = self.page.quotes[number].pieces[-1].end
        return (
            self.page.text[end - 1] in ",—–-"
            and between[-1:] in ([","], ["—"], ["–"], ["-"], ["--"])
            and not any(word in ".?!" for word in between)
        )

    def _begins(self, number: int) -> bool:
        """Say whether a quotation begins a sentence or a paragraph."""
        at = self.page.before(number)
        if at < 0:
            return True
        word = self.doc[at]
        return word.is_space or word.is_quote or word.text in _SENTENCE_ENDS

    def _alone(self, number: int, last: tuple[int, Draft] | None) -> Draft | None:
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
        draft = Draft(before, carried=before is not None)
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
