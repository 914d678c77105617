"""From marks and reporting clauses to statements: content, cue and source spans.

First it is settled what is a statement and whose: each reporting clause with content
makes a draft, each quotation joins the draft of the clause that governs it, follows
the quotation before it, or stands alone. Then the borders of the content are drawn.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from articles.extraction import layouts, refusals
from articles.extraction import page as pages
from articles.extraction.cues import Clause, clauses
from articles.extraction.drafts import Draft, Drafts, place
from articles.extraction.governed import PHRASE_CONFIDENCE
from articles.extraction.join import join
from articles.extraction.marks import Quotation
from articles.extraction.page import Page
from articles.extraction.paste import boilerplate, head
from articles.extraction.ranges import Range, is_word
from articles.extraction.tails import is_time, without_tail
from articles.extraction.text import damaged
from articles.extraction.types import Finding, Kind, Span, Tagged

_OWN_WORDS = ("i", "we", "me", "us")  # whoever is quoted speaks of himself
# "They tell us what we want to hear" reports nothing.
_QUESTIONS = ("what", "who", "whom", "how", "why", "where", "when", "which")


def find(
    doc: Doc, text: str | None = None, tagged: Sequence[Tagged] | None = None
) -> list[Finding]:
    """Find the statements of a parsed text, in text order.

    ``text`` is what was parsed, as it is stored: the document may show its line ends
    and spaces in another way, at the same offsets. ``tagged`` is what the tagger found
    in it, if one ran.
    """
    text = doc.text if text is None else text
    page = pages.read(doc, text)
    spoken = _without_repeated(page, list(clauses(doc, page.quoted)))
    drafts = Drafts(page, [c for c in spoken if page.quoted[c.verb] < 0])
    drafts.share_out_quotations()
    found = _without_unsaid([f for d in drafts.all if (f := _finding(page, d))])
    if tagged is not None:
        found = join(page, found, tagged, {c.verb: c for c in spoken})
    found = [without_tail(page, finding) for finding in found]
    inner = [f for clause in spoken if (f := _inner(page, clause))]
    found += refusals.find(page, {f.verb for f in found if f.verb is not None})
    turns = layouts.turns(text)
    outside = [f for f in found if f.cue or not _overlaps(f, turns)]
    return _in_order(text, outside + inner, turns)


def _without_unsaid(found: list[Finding]) -> list[Finding]:
    """Leave out what is told in what somebody declined to say."""
    unsaid = [f.content[0] for f in found if f.polarity == "declines"]
    return [
        f
        for f in found
        if f.polarity == "declines"
        or not any(
            words.start <= f.content[0].start and f.content[-1].end <= words.end
            for words in unsaid
        )
    ]


def _inner(page: Page, clause: Clause) -> Finding | None:
    """Give what somebody is said to have said in a quotation of another."""
    if page.quoted[clause.verb] < 0 or not clause.source or not clause.reports:
        return None
    if page.doc[clause.source[0]].lower_ in _OWN_WORDS:
        return None
    nested = _nested(page, clause)
    if nested is not None:
        told = Draft(clause, (clause.cue,), confidence=0.8)
        found = _finding(page, told)
        return found and replace(found, kind="direct", content=nested.pieces)
    content = _inside(page, clause)
    if not content or clause.confidence <= PHRASE_CONFIDENCE:
        return None
    if page.doc[content[0][0]].lower_ in _QUESTIONS:
        return None
    return _finding(page, Draft(clause, content, confidence=0.8))


def _nested(page: Page, clause: Clause) -> Quotation | None:
    """Find the quotation within a quotation that a verb there opens: ``said: ‘No.’``"""
    at = page.span(clause.core).end
    for quote in page.nested:
        if quote.outer.start >= at:
            between = page.text[at : quote.outer.start]
            opens = clause.quotes and not between.strip(" \n:,")
            return quote if opens else None
    return None


def _inside(page: Page, clause: Clause) -> tuple[Range, ...]:
    """Give the words that a clause inside a quotation governs in that quotation."""
    first, last = page.inside[page.quoted[clause.verb]]
    clipped = ((max(a, first), min(b, last)) for a, b in clause.content)
    return tuple((a, b) for a, b in clipped if a < b)


def _overlaps(finding: Finding, turns: list[Finding]) -> bool:
    """Say whether a quotation is but the marks around turns of a transcript."""
    if not turns:
        return False
    start, end = finding.content[0].start, finding.content[-1].end
    return any(
        turn.content[0].start < end and start < turn.content[0].end for turn in turns
    )


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
        near = found[place(found, clause.verb - 80) : place(found, clause.verb)]
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
    ends = is_time(doc, end + 1) if doc[end : end + 1].text == "," else False
    clause.content = tuple(
        (a, start) if a < start < b and (ends or b <= end + 1) else (a, b)
        for a, b in clause.content
    )
    return holds


def _finding(page: Page, draft: Draft) -> Finding | None:
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


def _confidence(draft: Draft, kind: Kind, source: Range | None) -> float:
    if kind == "direct" and source and not draft.carried:
        return 0.95
    return draft.confidence if source else min(draft.confidence, 0.5)


def _words(page: Page, draft: Draft, words: Range) -> Span | None:
    """Draw the borders of the unquoted words; quotations among them stay whole."""
    doc = page.doc
    start, end = words
    if start < end - 1 and doc[start].lower_ == "that" and doc[start].dep_ == "mark":
        start += 1
    if len(draft.words) > 1 and end - start == 1 and doc[start].lower_ in _OPENERS:
        return None  # "But, she said, the pier was safe"
    start = _after_opener(doc, start, end)
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


_OPENERS = frozenset(("but", "and", "yet", "still", "however"))


def _after_opener(doc: Doc, start: int, end: int) -> int:
    """Leave out the reporter's own "But": "But the pier, he said, was safe"."""
    if not doc[start].is_sent_start or doc[start].lower_ not in _OPENERS:
        return start
    after = start + 2 if doc[start + 1 : start + 2].text == "," else start + 1
    ties = doc[start].tag_ == "CC" or after == start + 2
    return after if ties and after < end else start


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
