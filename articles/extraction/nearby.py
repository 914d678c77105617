"""Who reports the words that an editor selected: the clause around them, read alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from articles.extraction import page as pages
from articles.extraction import sources, statements
from articles.extraction.cues import Clause, clauses
from articles.extraction.pipeline import at_work
from articles.extraction.selecting import kind, snapped
from articles.extraction.tagger import component
from articles.extraction.text import paragraphs, parser_view
from articles.extraction.types import Finding, SaidOn, Source, Span, Statement

_LONGEST = 3_000  # characters that are parsed
_FAR = 300  # characters between a clause and what it may report


def read(
    text: str,
    content: tuple[Span, ...],
    *,
    outlet: str | None = None,
    published_on: date | None = None,
) -> Statement:
    """Read cue, source and all else for words that are known to be a statement.

    The paragraphs of the words are parsed, and those beside them when no clause there
    reports the words. What is not found stays empty.
    """
    found = None
    for around in (0, 1):
        start, end = _stretch(text, content, around)
        moved = tuple(Span(a - start, b - start) for a, b in content)
        found = _read(text[start:end], moved, outlet, published_on)
        if found.cue:
            return _moved(found, start)
    return Statement(kind=kind(text, content), content=content)


def _stretch(text: str, content: tuple[Span, ...], around: int) -> tuple[int, int]:
    """The paragraphs of some words, and as many on each side, up to a length."""
    first, last = content[0].start, content[-1].end
    spans = paragraphs(text)
    held = [n for n, span in enumerate(spans) if span.start < last and first < span.end]
    if not held:
        return first, last
    start = spans[max(0, held[0] - around)].start
    end = spans[min(len(spans) - 1, held[-1] + around)].end
    return max(start, first - _LONGEST // 2), min(end, max(last, first + _LONGEST))


def _read(
    text: str,
    content: tuple[Span, ...],
    outlet: str | None,
    published_on: date | None,
) -> Statement:
    with at_work() as nlp:
        doc = _parsed(nlp, text)
        found = statements.find(doc, text)
        number = _same(found, content)
        if number is None:
            found.append(_finding(doc, text, content))
        else:
            found[number] = replace(found[number], content=content)
        found = [_beside(text, replace(one, parent=None)) for one in found]
        read = sources.read(
            doc, found, text=text, outlet=outlet, published_on=published_on
        )
    own = read[-1 if number is None else number]
    return replace(own, kind=kind(text, content), content=content)


def _parsed(nlp: Language, text: str) -> Doc:
    """Parse a stretch by the rules alone: the tagger would take longer than all else."""
    doc = nlp.make_doc(parser_view(text))
    for name, part in nlp.pipeline:
        if name != component.NAME:
            doc = part(doc)
    return doc


def _same(found: list[Finding], content: tuple[Span, ...]) -> int | None:
    """The finding that shares most characters with the words, when it has a cue."""
    shared = {
        n: _shared(one.content, content) for n, one in enumerate(found) if one.cue
    }
    best = max(shared, key=shared.__getitem__, default=None)
    return best if best is not None and shared[best] else None


def _shared(some: tuple[Span, ...], others: tuple[Span, ...]) -> int:
    return sum(
        max(0, min(a.end, b.end) - max(a.start, b.start)) for a in some for b in others
    )


def _finding(doc: Doc, text: str, content: tuple[Span, ...]) -> Finding:
    """The words under the nearest clause that may report them."""
    page = pages.read(doc, text)
    best = min(_near(page, content), key=lambda pair: pair[0], default=None)
    own = Finding(kind=kind(text, content), content=content)
    if best is None:
        return own
    _, clause = best
    return replace(
        own,
        cue=(page.span(clause.cue),),
        source=page.span(clause.source) if clause.source else None,
        verb=clause.verb,
        addressee=page.span(clause.addressee) if clause.addressee else None,
        polarity=clause.polarity,
    )


def _near(
    page: pages.Page, content: tuple[Span, ...]
) -> Iterator[tuple[tuple[bool, int], Clause]]:
    """The clauses outside of the words, each with how far it is from being theirs."""
    for clause in clauses(page.doc, page.quoted):
        cue = page.span(clause.cue)
        inside = any(a < cue.end and cue.start < b for a, b in content)
        far = min(max(a - cue.end, cue.start - b, 0) for a, b in content)
        if not inside and far <= _FAR and clause.reports:
            yield (clause.source is None, far), clause


def _beside(text: str, finding: Finding) -> Finding:
    """Take the words of the statement out of those that the parse gave its source."""
    source = finding.source
    for start, end in finding.content if source else ():
        assert source is not None
        if source.start < end and start < source.end:
            sides = (source.start, start), (end, source.end)
            left = [side for a, b in sides if a < b and (side := snapped(text, a, b))]
            return replace(finding, source=left[0] if left else None)
    return finding


def _moved(found: Statement, by: int) -> Statement:
    """The same statement in the text that the stretch was taken from."""

    def moved(span: Span | None) -> Span | None:
        return Span(span.start + by, span.end + by) if span else None

    def all_moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(Span(start + by, end + by) for start, end in spans)

    source: Source = replace(found.source, span=moved(found.source.span))
    said: SaidOn | None = found.said_on
    return replace(
        found,
        content=all_moved(found.content),
        cue=all_moved(found.cue),
        source=source,
        said_on=said and replace(said, span=all_moved((said.span,))[0]),
        relays=tuple(
            replace(relay, span=all_moved((relay.span,))[0]) for relay in found.relays
        ),
    )
