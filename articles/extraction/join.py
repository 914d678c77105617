"""Where rules and tagger meet: two lists of statements become one.

Both find most statements, and each some that the other misses. Marks decide the
borders of quotations, the parse decides those of clauses, the tagger decides what is
a statement where the two do not agree.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from articles.extraction import governed
from articles.extraction.cues import Clause
from articles.extraction.page import Page
from articles.extraction.ranges import is_word
from articles.extraction.told import Told, Words, is_report, tell
from articles.extraction.types import Finding, Kind, Span, Tagged

_SAME = 0.5  # shared words over all words of two contents of one statement
_TOUCHING = 0.2  # of a content's words: another statement has them
_MOSTLY = 0.5  # of a quotation's words: all of it is told
_SURE = 0.8
_PASSING_ON = ("accord", "according", "quote", "cite", "report")


def join(
    page: Page,
    ruled: Sequence[Finding],
    tagged: Sequence[Tagged],
    clauses: Mapping[int, Clause],
) -> list[Finding]:
    """Join the statements of both; ``clauses`` are the reporting ones, by verb."""
    words = Words(page)
    held = [words.of(finding.content) for finding in ruled]
    cues = [words.of(finding.cue) for finding in ruled]
    others = [
        (cue, words_held)
        for finding, cue, words_held in zip(ruled, cues, held, strict=True)
        if cue and finding.kind != "direct"
    ]
    own = [
        _without_next_sentence(words, _without_others(words, tag, others), cues)
        for tag in tagged
    ]
    told = [t for tag in own if is_report(page, t := tell(page, words, tag), clauses)]
    pairs = _pairs(held, cues, told)
    reporting = frozenset[int]().union(*cues)
    # "Said they were tired, urging him to act" is one clause, whoever urges.
    verbs = {t.verb.i: t for t in told if t.verb and t.verb.tag_ != "VBG"}
    told_of = Counter(word for some in held for word in some)
    agreed = {
        number: _agreed(
            page,
            words,
            ruled[number],
            told[other].tag,
            reporting,
            _is_told_of(words, ruled[number].source, held[number], told_of),
        )
        if held[number].isdisjoint(verbs.keys() - told[other].words)
        else _finding(page, words, told[other], clauses)
        for number, other in pairs.items()
    }
    paired = set(pairs.values())
    rest = [
        t
        for number, t in enumerate(told)
        if number not in paired and not _only_passes_on(t, reporting)
    ]
    claimed = {word for f in agreed.values() for word in words.of(f.content)}
    claims = {word: t.tag.content_confidence for t in rest for word in t.words}
    claims |= dict.fromkeys(claimed, 1.0)
    inside = {word for some in held for word in some}
    found = []
    kept: set[int] = set()
    for number, finding in enumerate(ruled):
        if number in agreed:
            found.append(agreed[number])
            if finding.kind == "direct":
                kept |= held[number]
        elif _swallows(finding, held[number], verbs):
            continue
        elif not _is_overruled(finding, held[number], claims):
            found.append(finding)
            kept |= held[number]
        elif not inside.isdisjoint(cues[number]):
            found.append(finding)  # a statement inside another
    new = [t for t in rest if not _touches(t.words, kept)]
    return found + [_finding(page, words, t, clauses) for t in new]


def _is_told_of(
    words: Words,
    source: Span | None,
    held: frozenset[int],
    told_of: Mapping[int, int],
) -> bool:
    """Say whether a source stands in what somebody else said."""
    of = words.of([source] if source else [])
    return any(told_of.get(word, 0) > (word in held) for word in of)


def _without_next_sentence(
    words: Words, tag: Tagged, cues: Sequence[frozenset[int]]
) -> Tagged:
    """Leave out a later piece in which somebody else reports: "A, he said. Bo said B"."""
    first, *rest = tag.content
    kept = [
        piece
        for piece in rest
        if not any(cue and cue <= words.of([piece]) for cue in cues)
    ]
    return replace(tag, content=(first, *kept))


def _without_others(
    words: Words, tag: Tagged, others: Sequence[tuple[frozenset[int], frozenset[int]]]
) -> Tagged:
    """Leave out a piece that another verb tells: "Bemoaning A, she accused him of B"."""
    cue = words.of(tag.cue)
    kept = [
        piece
        for piece in tag.content
        if not any(
            held == words.of([piece]) and cue.isdisjoint(other)
            for other, held in others
        )
    ]
    return replace(tag, content=tuple(kept)) if cue and kept else tag


def _only_passes_on(told: Told, reporting: frozenset[int]) -> bool:
    """Recognise "X said A, according to Y" and "Y quoted X as saying A", told once."""
    passes = told.verb is not None and told.verb.lemma_ in _PASSING_ON
    return passes and not told.words.isdisjoint(reporting)


def _swallows(
    finding: Finding, held: frozenset[int], verbs: Mapping[int, Told]
) -> bool:
    """Say whether a content runs on into the cue of another, told elsewhere."""
    return finding.kind != "direct" and any(
        len(verbs[at].words & held) < _MOSTLY * len(verbs[at].words)
        for at in held & verbs.keys()
    )


def _is_overruled(
    finding: Finding, held: frozenset[int], claims: Mapping[int, float]
) -> bool:
    """Say whether other statements, which are surer, have some of the words."""
    if finding.kind == "direct":
        return False
    surer = {word for word in held if claims.get(word, 0) >= _trust(finding)}
    return _touches(held, surer)


def _trust(finding: Finding) -> float:
    """How sure a tag must be to overrule a clause, or a mere phrase."""
    sure = finding.source is None or finding.confidence > governed.PHRASE_CONFIDENCE
    return _SURE if sure else 0.01 if finding.kind == "mixed" else 0.0


def _touches(held: frozenset[int], others: set[int]) -> bool:
    return len(held & others) > _TOUCHING * len(held)


def _pairs(
    ruled: Sequence[frozenset[int]],
    cues: Sequence[frozenset[int]],
    told: Sequence[Told],
) -> dict[int, int]:
    """Pair those that tell the same statement, the likest first, each once.

    One that holds the other's cue tells that the other was told.
    """
    owner = {word: number for number, t in enumerate(told) for word in t.words}
    likeness = []
    for number, held in enumerate(ruled):
        for other in {owner[word] for word in held if word in owner}:
            words = told[other].words
            like = len(held & words) / len(held | words)
            if not cues[number].isdisjoint(told[other].cue) and held < words:
                # The tag runs on into another clause, which the parse knows.
                like += any(cue and cue <= words - held for cue in cues)
            if like >= _SAME and words.isdisjoint(cues[number]):
                likeness.append((-like, number, other))
    pairs: dict[int, int] = {}
    taken = set()
    for _, number, other in sorted(likeness):
        if number not in pairs and other not in taken:
            pairs[number] = other
            taken.add(other)
    return pairs


def _agreed(
    page: Page,
    words: Words,
    finding: Finding,
    tag: Tagged,
    reporting: frozenset[int],
    told_of: bool,
) -> Finding:
    """Take the rules' words for it, and the tagger's where it is surer.

    ``reporting`` are the words of all cues that the rules know. A tag with another's
    cue knows the outer one of two who report the same.
    """
    cue = words.of(tag.cue)
    passed_on = any(page.doc[i].lemma_ in _PASSING_ON for i in cue)
    other = cue.isdisjoint(words.of(finding.cue))
    outer = other and (passed_on or not cue.isdisjoint(reporting))
    found = replace(finding, confidence=max(finding.confidence, tag.content_confidence))
    if finding.source is None:
        found = replace(found, source=tag.source, cue=finding.cue or tag.cue)
    elif outer or _is_nearer(page, finding, tag):
        pass
    elif _is_better_source(page, finding.source, tag, told_of):
        found = replace(found, source=tag.source)
    if finding.kind != "direct" and finding.confidence <= governed.PHRASE_CONFIDENCE:
        kind, content = _bordered(page, words, tag.content)
        content = (*_relative(page, finding, content), *content)
        found = replace(found, kind=kind, content=content)
    return found


def _relative(
    page: Page, finding: Finding, content: tuple[Span, ...]
) -> tuple[Span, ...]:
    """Keep the rules' "which" of "a fire which the mayor called an accident"."""
    first = finding.content[0]
    word = page.doc.char_span(*first)
    if len(finding.content) < 2 or word is None or len(word) > 1:
        return ()
    alone = word[0].tag_ in ("WDT", "WP") and not _overlap(content, (first,))
    return (first,) if alone and first.end <= content[0].start else ()


def _is_nearer(page: Page, finding: Finding, tag: Tagged) -> bool:
    """Say whether the rules' source alone stands in the sentence of its verb."""
    if finding.verb is None or finding.source is None or tag.source is None:
        return False
    sentence = page.doc[finding.verb].sent
    start, end = sentence.start_char, sentence.end_char
    own = start <= finding.source.start < end
    return own and not start <= tag.source.start < end


def _is_better_source(page: Page, source: Span, tag: Tagged, told_of: bool) -> bool:
    """Prefer another source that the tagger is sure of, but not an outer speaker's.

    In "the radio quoted her as saying", the tagger's source may be the radio.
    """
    if tag.source is None or _overlap((source, *tag.content), (tag.source,)):
        return False
    quoted = page.text[source.start : source.end] + " as "
    outer = page.text.startswith(quoted, tag.content[0].start)
    # "He said the cap was late, but insisted …": the cap insists on nothing.
    return not outer and tag.attribution_confidence > (0.5 if told_of else _SURE)


def _overlap(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in some for b in others)


def _finding(
    page: Page, words: Words, told: Told, clauses: Mapping[int, Clause]
) -> Finding:
    kind, content = _bordered(page, words, told.tag.content)
    verb = told.verb.i if told.verb is not None else None
    clause = clauses.get(verb) if verb is not None else None
    addressee = clause.addressee if clause else None
    return Finding(
        kind=kind,
        content=content,
        cue=told.tag.cue,
        source=told.tag.source,
        verb=verb,
        addressee=page.span(addressee) if addressee else None,
        polarity=clause.polarity if clause else "asserts",
        confidence=told.tag.content_confidence,
    )


def _bordered(
    page: Page, words: Words, content: tuple[Span, ...]
) -> tuple[Kind, tuple[Span, ...]]:
    """Draw the borders of quotations by their marks; those that are mostly told."""
    held = words.of(content)
    numbers = sorted({page.quoted[i] for i in held} - {-1})
    whole = [n for n in numbers if _is_mostly(page, n, held)]
    plain = any(page.quoted[i] not in whole for i in held)
    if not plain:
        return "direct", tuple(p for n in whole for p in page.quotes[n].pieces)
    spans = [*content, *(page.quotes[n].outer for n in whole)]
    return "mixed" if whole else "indirect", _joined(page.text, spans)


def _is_mostly(page: Page, number: int, held: frozenset[int]) -> bool:
    inside = [i for i in range(*page.inside[number]) if is_word(page.doc[i])]
    return sum(i in held for i in inside) >= _MOSTLY * len(inside)


def _joined(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and not text[joined[-1].end : span.start].strip(" \n,"):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
