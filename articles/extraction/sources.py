"""Who really said it: findings with source spans -> statements with sources."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from spacy.tokens import Doc

from articles.extraction import (
    chains,
    figures,
    manner,
    mentions,
    outlets,
    referents,
    relays,
    terms,
    unclaimed,
)
from articles.extraction.coreference import Resolved
from articles.extraction.diary import Diary, written_on
from articles.extraction.figures import Cast, Figure
from articles.extraction.mentions import Mention
from articles.extraction.names import clean, fold
from articles.extraction.phrases import before_age, first_word
from articles.extraction.tables import listed
from articles.extraction.types import (
    Finding,
    Source,
    SourceKind,
    Span,
    Statement,
    Unnamed,
)

STOPS = listed(". ? !")
RANGES = listed("and to or")  # between two numbers
CITES = listed("citing quoting")
CONFIDENCE_CARRIED = 0.7


@dataclass(slots=True)
class _Reading:
    """What reading one article keeps between its statements."""

    doc: Doc
    text: str  # kept, because spaCy joins a document's anew at every look
    cast: Cast
    chains: chains.Chains
    diary: Diary
    outlet: str | None
    ids: int = 0
    said: list[tuple[Figure, ...]] = field(default_factory=list)
    meant: dict[Span, Resolved] = field(default_factory=dict)
    mentioned: list[tuple[int, int]] = field(default_factory=list)


def read(
    doc: Doc,
    findings: Sequence[Finding],
    *,
    text: str | None = None,
    outlet: str | None = None,
    published_on: date | None = None,
) -> list[Statement]:
    """Read the source, relays, date and hedges of every finding, in the same order.

    ``text`` is the clean text where the document holds a view of it that reads
    otherwise, such as capitals in ordinary case; both have the same length.
    """
    findings = [_whole(doc, finding) for finding in findings]
    found = [_mention(doc, finding.source) for finding in findings]
    quoted = [
        tokens
        for finding in findings
        if finding.kind == "direct"
        for tokens in _tokens(doc, finding.content)
    ]
    cast = figures.gather(doc, (m for m in found if m), quoted)
    text = doc.text if text is None else text
    diary = Diary(cast, text, written_on(text, published_on))
    reading = _Reading(doc, text, cast, chains.begin(cast), diary, outlet)
    reading.mentioned = [_bounds(doc, finding.source) for finding in findings]
    order = sorted(range(len(findings)), key=lambda i: _at(findings[i]))
    done: dict[int, Statement] = {}
    for number in order:
        done[number] = _statement(reading, findings[number], found[number])
    return terms.told_apart(text, [done[i] for i in range(len(findings))])


def _at(finding: Finding) -> int:
    """Where a finding stands in the order of reading: by its source, then content."""
    return finding.content[0].start


def _whole(doc: Doc, finding: Finding) -> Finding:
    """A finding whose source takes in the noun or name that was cut off.

    Of "his comment that", where the comment is the cue, it stays "his".
    """
    start, end = _bounds(doc, finding.source)
    first = _past_adverbial(doc, first_word(doc, start, end), end)
    first = before_age(doc, first, end)
    first = _with_count(doc, first)
    stop = mentions.whole(doc, start, end) if start < end else end
    others = [finding.verb, *(a for a, _ in _tokens(doc, finding.content))]
    if any(end <= at < stop for at in others if at is not None):
        stop = end
    if (first, stop) == (start, end):
        return finding
    return replace(finding, source=relays.span_of(doc, first, stop))


def _past_adverbial(doc: Doc, start: int, end: int) -> int:
    """Where who spoke begins in "In a letter on Monday, | Sen. Ada Quill"."""
    if start >= end or doc[start].tag_ != "IN":
        return start
    commas = [k for k in range(start, end - 1) if doc[k].text == ","]
    return commas[0] + 1 if commas else start


def _with_count(doc: Doc, start: int) -> int:
    """Where "between 10 and 15 | patients" begins, of which the first is cut off."""
    if start < 2 or not doc[start].like_num or doc[start - 1].lower_ not in RANGES:
        return start
    if not doc[start - 2].like_num:
        return start
    between = start > 2 and doc[start - 3].lower_ in ("between", "from")
    return start - 2 - between


def _mention(doc: Doc, span: Span | None) -> Mention | None:
    bounds = _bounds(doc, span)
    return mentions.read(doc[bounds[0] : bounds[1]]) if bounds[0] < bounds[1] else None


def _bounds(doc: Doc, span: Span | None) -> tuple[int, int]:
    """Token bounds of a span; empty when there is none."""
    found = doc.char_span(*span, alignment_mode="expand") if span else None
    return (found.start, found.end) if found is not None else (0, 0)


def _tokens(doc: Doc, spans: Sequence[Span]) -> list[tuple[int, int]]:
    return [_bounds(doc, span) for span in spans]


def _statement(
    reading: _Reading, finding: Finding, mention: Mention | None
) -> Statement:
    around = _around(reading, finding)
    direct = finding.kind == "direct"
    reading.cast.telling = tuple(
        _tokens(reading.doc, finding.content) if direct else ()
    )
    mention, span = _innermost(reading, finding, mention, around)
    resolved = _resolved_once(reading, finding, mention, span)
    source = _source(reading, span, mention, resolved, finding, around)
    at = _bounds(reading.doc, finding.content[0])[0]
    hops = chains.read(reading.chains, finding, around, resolved.figures, at)
    if span is not finding.source and finding.source:
        citing = _citing(reading, finding.source)
        hops = [*hops, citing] if citing else hops
    if finding.parent is None:
        reading.cast.spoke = resolved.figures
        reading.said.append(resolved.figures)
    return Statement(
        kind=finding.kind,
        content=finding.content,
        cue=finding.cue,
        source=source,
        addressee=_addressee(reading, finding, hops),
        relays=tuple(h.relay(reading.doc) for h in _foreign(reading, hops, source)),
        said_on=reading.diary.said_on(finding, mention, resolved.figures),
        hedges=manner.hedges(reading.doc, around.outside, finding),
        polarity=manner.polarity(reading.doc, finding),
        parent=finding.parent,
        content_confidence=finding.confidence,
        attribution_confidence=round(resolved.confidence, 3),
    )


def _foreign(
    reading: _Reading, hops: list[relays.Hop], source: Source
) -> list[relays.Hop]:
    """Relays without the article's own outlet and without the source itself."""
    barred = [n for n in (reading.outlet, source.name) if n]
    return [h for h in hops if not any(outlets.same(h.outlet, n) for n in barred)]


def _around(reading: _Reading, finding: Finding) -> relays.Around:
    """The words of the sentences that the statement and its cue stand in."""
    doc = reading.doc
    inside = set()
    for start, end in _tokens(doc, finding.content):
        inside |= set(range(start, end))
    marks = [
        *finding.cue,
        *([finding.source] if finding.source and not finding.carried else []),
    ]
    places = [b[0] for b in _tokens(doc, marks)] or ([max(inside)] if inside else [])
    outside: list[int] = []
    for start, end in sorted({_sentence(reading, p, inside) for p in places}):
        outside.extend(k for k in range(start, end) if k not in inside)
    return relays.Around(
        tuple(outside), _bounds(doc, finding.source), _bounds(doc, finding.addressee)
    )


def _sentence(reading: _Reading, at: int, inside: set[int]) -> tuple[int, int]:
    """The sentence around a cue; a full stop ends it even where the parser ran on."""
    doc = reading.doc
    start, end = figures.sentence_bounds(reading.cast, at)
    stops = [k for k in range(start, end) if doc[k].text in STOPS and k not in inside]
    start = max([start, *(k + 1 for k in stops if k < at)])
    return start, min([end, *(k + 1 for k in stops if k > at)])


def _innermost(
    reading: _Reading,
    finding: Finding,
    mention: Mention | None,
    around: relays.Around,
) -> tuple[Mention | None, Span | None]:
    """Past an outlet to whom it cites: "Axios reported, citing two officials, that"."""
    start, end = around.source
    doc = reading.doc
    own = (k for k in range(start, end) if doc[k].lower_ in CITES)
    stop = next(own, end)
    if mention is None or not outlets.outlet(reading.cast, start, stop):
        return mention, finding.source
    for k in (*range(stop, end), *around.outside):
        if doc[k].lower_ in CITES:
            end = relays.cited_end(doc, k + 1)
            cited = mentions.read(doc[k + 1 : end]) if end > k + 1 else None
            if cited and cited.kind != "document":
                return cited, relays.span_of(doc, k + 1, end)
    return mention, finding.source


def _citing(reading: _Reading, source: Span) -> relays.Hop | None:
    """The outlet that stands as a source and cites another one."""
    start, end = _bounds(reading.doc, source)
    cites = (k for k in range(start, end) if reading.doc[k].lower_ in CITES)
    end = next(cites, end)
    own = outlets.outlet(reading.cast, start, end)
    return relays.Hop(own, "reported", start, end) if own else None


def _resolved_once(
    reading: _Reading, finding: Finding, mention: Mention | None, span: Span | None
) -> Resolved:
    """Whom the words of a source mean; "An official said A and warned B" is one."""
    if span is None or finding.carried:
        return _resolve(reading, finding, mention)
    known = reading.meant.get(span)
    if known is None:
        known = reading.meant[span] = _resolve(reading, finding, mention)
    return known


def _resolve(reading: _Reading, finding: Finding, mention: Mention | None) -> Resolved:
    """The figures that a statement's source means."""
    if finding.carried:
        return _carried(reading, finding, mention)
    if mention is None or mention.start >= mention.end:
        return _unclaimed(reading, finding)
    own = mention.kind == "organisation" and outlets.outlet(
        reading.cast, mention.start, mention.end
    )
    if own:
        bare = mention.definite and not _names(reading.doc, mention, own)
        mention = replace(mention, name=own, definite=False)
        found = referents.resolve(reading.cast, mention, None)
        return replace(found, confidence=0.85) if bare else found
    joint = referents.joint(reading.cast, mention, _speaker(reading))
    if joint:
        return joint
    return referents.resolve(reading.cast, mention, _speaker(reading))


def _unclaimed(reading: _Reading, finding: Finding) -> Resolved:
    """Whose words it is that no source is given for, where the text around tells."""
    text, words = reading.text, finding.content
    if finding.cue:
        return unclaimed.interviewed(reading.cast, text, finding)
    sentence = text[words[0].start].isupper() and text[words[-1].end - 1] in ".?!…"
    if finding.kind != "direct" or not sentence:
        return Resolved()
    at = _bounds(reading.doc, words[0])[0]
    return unclaimed.led_in(reading.cast, at, _speaker(reading))


def _names(doc: Doc, mention: Mention, outlet: str) -> bool:
    """Whether a mention has a word of an outlet's name: "the Post", not "the paper"."""
    said = set(fold(doc[mention.start : mention.end].text).split())
    return bool(said & set(fold(outlet).split()))


def _carried(reading: _Reading, finding: Finding, mention: Mention | None) -> Resolved:
    """The source of the statement before; in a dialogue the one before that."""
    said = reading.said
    if mention and finding.source not in reading.meant:
        found = referents.resolve(reading.cast, mention, _speaker(reading))
        return replace(found, confidence=min(found.confidence, CONFIDENCE_CARRIED))
    if not said or not said[-1]:
        return Resolved()
    if (
        len(said) > 1
        and said[-2]
        and said[-2] != said[-1]
        and unclaimed.replies(reading.text, finding)
    ):
        return Resolved(said[-2], confidence=0.5)
    return Resolved(said[-1], confidence=CONFIDENCE_CARRIED)


def _speaker(reading: _Reading) -> Figure | None:
    """Who spoke last, if it was one."""
    last = reading.said[-1] if reading.said else ()
    return last[0] if len(last) == 1 else None


def _source(
    reading: _Reading,
    span: Span | None,
    mention: Mention | None,
    resolved: Resolved,
    finding: Finding,
    around: relays.Around,
) -> Source:
    """The source value: mention, kind, fullest name, title, id."""
    text = reading.text[span.start : span.end] if span else None
    meant = resolved.figures
    if not meant:
        return Source("unknown", span, text, candidates=resolved.candidates)
    for figure in meant:
        _number(reading, figure)
        if mention and not finding.carried:
            figures.mark(reading.cast, figure, mention.start)
    if len(meant) > 1:
        shown = tuple(f.name for f in meant)
        kind: SourceKind = meant[0].kind
        joined = "+".join(f.id or "" for f in meant)
        return Source(kind, span, text, " and ".join(shown), None, joined, shown)
    return _single(reading, span, text, mention, meant[0], finding, around)


def _single(
    reading: _Reading,
    span: Span | None,
    text: str | None,
    mention: Mention | None,
    figure: Figure,
    finding: Finding,
    around: relays.Around,
) -> Source:
    told = figure.unnamed
    name = figure.name
    if told is not None:
        told = figure.unnamed = _with_terms(reading, told, around)
        own = mention and not finding.carried and mention.kind != "pronoun"
        if own and figure.partitive and text:
            name = clean(text.split(",")[0])
    title = figure.title
    if figure.kind == "person" and mention and mention.title and not finding.carried:
        title = mention.title
        figure.title = title
    return Source(figure.kind, span, text, name, title, figure.id, unnamed=told)


def _with_terms(reading: _Reading, told: Unnamed, around: relays.Around) -> Unnamed:
    """Add the conditions that the sentence around the statement names.

    What stands in another's phrase holds for the other: "aides said A, and one, who
    asked not to be named, said B".
    """
    if told.terms or not around.outside:
        return told
    first, last = around.source
    places = [*around.outside, *range(first, last)]
    start, end = min(places), max(places) + 1
    others = {
        k
        for a, b in reading.mentioned
        if start <= a < end and (b <= first or last <= a)
        for k in range(a, b)
    }
    doc = reading.doc
    text = "".join(doc[k].text_with_ws for k in range(start, end) if k not in others)
    given, reason = terms.read(" ".join(text.split()))
    return replace(told, terms=given, reason=told.reason or reason)


def _number(reading: _Reading, figure: Figure) -> None:
    if figure.id is None:
        reading.ids += 1
        figure.id = f"S{reading.ids}"


def _addressee(
    reading: _Reading, finding: Finding, hops: list[relays.Hop]
) -> str | None:
    """Who was told, by the fullest name; an outlet is a relay instead."""
    start, end = _bounds(reading.doc, manner.addressee(reading.doc, finding))
    if start >= end or any(h.start == start for h in hops):
        return None
    mention = mentions.read(reading.doc[start:end])
    if mention.kind in ("person", "name") or mention.kind == "pronoun":
        found = referents.resolve(reading.cast, mention, _speaker(reading))
        if len(found.figures) == 1:
            return found.figures[0].name
    return clean(reading.doc[start:end].text)
