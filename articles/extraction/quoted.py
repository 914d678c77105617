"""Whom an outlet quotes: it is no source itself, however near the words it stands.

"“A,” the Courier quoted Ann Lee as saying"; "according to the Courier, which cited two
officials"; "the Courier reported, citing port records, that A".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from articles.extraction import introduced, mentions, outlets, relays
from articles.extraction.figures import Cast
from articles.extraction.passed_on import in_order
from articles.extraction.ranges import SUBJECTS, trimmed
from articles.extraction.tables import listed
from articles.extraction.types import Finding, Span

_QUOTES = listed("quoted cited quotes cites")
_BEING = listed("was is were are been")
_CITING = listed("citing quoting")
_RELATIVES = listed("which who")
_SAYS = listed("say tell write state warn argue add")
_FAR = 16  # tokens between "quoted" and "as saying", or "quoted" and who quotes
_NEAR = 4  # characters between what was said and who quotes it


@dataclass(frozen=True, slots=True)
class _Quoting:
    """ "The Courier | quoted | Ann Lee | as saying": where who quotes begins, and all."""

    start: int
    verb: Token
    who: Span
    saying: Token


def with_speakers(doc: Doc, findings: Sequence[Finding]) -> list[Finding]:
    """Give each statement that an outlet quotes behind it whom the outlet quotes."""
    found = dict(enumerate(findings))
    for quoting in _all(doc):
        if _goes_on(quoting.saying):
            for number, finding in found.items():
                if _is_told_by_it(finding, quoting):
                    found[number] = replace(finding, source=quoting.who)
            continue
        own = [n for n, finding in found.items() if _ends_before(finding, quoting)]
        clause = None if own else _clause_before(doc, quoting)
        if clause is None and not own:
            continue
        for number in [n for n, f in found.items() if _is_inside(f, quoting)]:
            del found[number]
        for number in own:
            found[number] = _told(found[number], quoting)
        if clause:
            found[len(findings) + quoting.verb.i] = _told(clause, quoting)
    return in_order(found)


def with_cited(doc: Doc, findings: Sequence[Finding]) -> list[Finding]:
    """Give each statement of an outlet whom the outlet cites, where it cites anyone."""
    cast = Cast(doc, [], [])
    introduced.introduce(cast)
    found = dict(enumerate(findings))
    for number, finding in enumerate(findings):
        cited = _cited(cast, finding, finding.source) if finding.source else None
        behind = cited is None and _interrupted(cast, finding)
        if behind:
            found[number] = behind
        if cited and number in found:
            found[number] = replace(finding, source=cited)
            for other in [n for n, f in found.items() if _is_within(f, cited)]:
                del found[other]  # "which quoted | an officer" tells nothing by itself
    return in_order(found)


def _interrupted(cast: Cast, finding: Finding) -> Finding | None:
    """ "Ann Lee told parliament, | the Courier reported, | that A": hers, not its."""
    doc = cast.doc
    bounds = finding.source and doc.char_span(*finding.source, alignment_mode="expand")
    if not bounds or finding.verb is None or bounds.start < 2:
        return None
    apart = doc[bounds.start - 1].text == "," and doc[finding.verb].i >= bounds.end
    after = [token.text for token in doc[finding.verb + 1 : finding.verb + 3]]
    if (
        not apart
        or after != [",", "that"]
        or not outlets.outlet(cast, bounds.start, bounds.end)
    ):
        return None
    for token in reversed(doc[bounds.sent.start : bounds.start - 1]):
        who = [child for child in token.lefts if child.dep_ == "nsubj"]
        if token.pos_ == "VERB" and token.lemma_ in relays.SPEAKS | {"tell"} and who:
            source = relays.span_of(doc, who[0].left_edge.i, who[0].i + 1)
            cue = (Span(token.idx, token.idx + len(token)),)
            return replace(finding, source=source, cue=cue, verb=token.i)
    return None


def _is_within(finding: Finding, cited: Span) -> bool:
    return all(cited.start <= a and b <= cited.end for a, b in finding.content)


def _cited(cast: Cast, finding: Finding, source: Span) -> Span | None:
    doc = cast.doc
    phrase = doc.char_span(*source, alignment_mode="expand")
    if phrase is None or finding.kind == "direct":
        return None
    own = next((t.i for t in phrase if t.lower_ in _RELATIVES), phrase.end)
    who = trimmed(doc, phrase.start, own)
    if not outlets.outlet(cast, *who):
        return None
    at = who[1] + (doc[who[1] : who[1] + 1].text == ",")
    if doc[at : at + 1].text in _RELATIVES and doc[at + 1 : at + 2].text in _QUOTES:
        return _phrase(doc, at + 2)
    for token in phrase.sent:
        apart = not any(a <= token.idx < b for a, b in finding.content)
        if token.lower_ in _CITING and apart and doc[token.i - 1].lower_ != "without":
            end = relays.cited_end(doc, token.i + 1)
            cited = doc[token.i + 1 : end]
            if len(cited) and mentions.read(cited).kind == "document":
                return relays.span_of(doc, token.i + 1, end)
    return None


def _phrase(doc: Doc, at: int) -> Span | None:
    end = relays.cited_end(doc, at)
    return relays.span_of(doc, at, end) if at < end else None


def _all(doc: Doc) -> Iterator[_Quoting]:
    """Read word by word: the parser often takes "A leaks, B quoted" for one noun."""
    for token in doc[:-1]:
        saying = doc[token.i + 1]
        if token.lower_ != "as" or saying.tag_ != "VBG" or saying.lemma_ not in _SAYS:
            continue
        verb = next((t for t in _back(token) if t.lower_ in _QUOTES), None)
        if verb is None or verb.i == token.i - 1:
            continue
        if doc[verb.i + 1].lower_ == "by":
            yield from _passive(verb, saying)
            continue
        start = next(
            (t.i + 1 for t in _back(verb) if t.is_punct and t.text != "-"), None
        )
        first, last = trimmed(doc, verb.i + 1, token.i)
        if start is None and _goes_on(saying):
            start = verb.sent.start
        if start is not None and start < verb.i:
            who = Span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))
            yield _Quoting(start, verb, who, saying)


def _passive(verb: Token, saying: Token) -> Iterator[_Quoting]:
    """ "“A,” | Ann Lee | was quoted by the Courier as saying"."""
    doc = verb.doc
    start = next((t.i + 1 for t in _back(verb) if t.is_quote), None)
    stop = next((t.i for t in _back(verb) if t.lower_ in _BEING), None)
    if start is not None and stop is not None and start < stop:
        yield _Quoting(
            start, verb, relays.span_of(doc, *trimmed(doc, start, stop)), saying
        )


def _back(token: Token) -> Iterator[Token]:
    return (token.doc[k] for k in range(token.i - 1, max(-1, token.i - _FAR), -1))


def _goes_on(saying: Token) -> bool:
    """Whether what was said follows: "quoted her as saying | the weir leaks"."""
    after = saying.doc[saying.i + 1 : saying.i + 5]
    if saying.lemma_ == "tell":  # "as telling workers."
        return not any(token.is_punct for token in after)
    return (
        bool(after) and not after[0].is_punct and after[0].pos_ not in ("ADP", "SPACE")
    )


def _is_told_by_it(finding: Finding, quoting: _Quoting) -> bool:
    """ "The Courier | cites | Ann Lee as saying A", taken for the Courier's words."""
    source = finding.source
    own = source is not None and source.end <= quoting.verb.idx
    return own and any(a <= quoting.saying.idx < b for a, b in finding.cue)


def _ends_before(finding: Finding, quoting: _Quoting) -> bool:
    start = quoting.verb.doc[quoting.start].idx
    near = any(0 <= start - piece.end <= _NEAR for piece in finding.content)
    return near and finding.parent is None


def _is_inside(finding: Finding, quoting: _Quoting) -> bool:
    """ "Ann Lee as saying" is nothing that anybody said."""
    return quoting.who.start <= finding.content[0].start <= quoting.saying.idx


def _clause_before(doc: Doc, quoting: _Quoting) -> Finding | None:
    """The clause that stands before "…, the Courier quoted Ann Lee as saying"."""
    start, end = quoting.verb.sent.start, quoting.start - 1
    if end <= start or doc[end].text != "," or doc[start].pos_ == "SCONJ":
        return None
    whole = any(t.dep_ in SUBJECTS and start <= t.head.i < end for t in doc[start:end])
    if not whole:
        return None
    first, last = trimmed(doc, start, end)
    words = Span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))
    return Finding("indirect", (words,), confidence=0.8)


def _told(finding: Finding, quoting: _Quoting) -> Finding:
    verb, saying = quoting.verb, quoting.saying
    cue = tuple(Span(t.idx, t.idx + len(t)) for t in (verb, saying))
    content = tuple(
        piece
        for piece in finding.content
        if not verb.idx <= piece.start <= saying.idx  # "quoted | engineer | Jon Falk"
    )
    found = replace(finding, content=content, cue=cue, source=quoting.who)
    return replace(found, verb=verb.i, carried=False)
