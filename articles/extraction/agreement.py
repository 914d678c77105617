"""What a statement is that rules and tagger both found: whose words are believed.

Marks decide the borders of quotations, the parse decides those of clauses, and the
tagger those of mere phrases.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.extraction import governed
from articles.extraction.page import Page
from articles.extraction.ranges import is_word
from articles.extraction.told import Words
from articles.extraction.types import Finding, Kind, Span, Tagged

PASSING_ON = ("accord", "according", "quote", "cite", "report")
MOSTLY = 0.5  # of a quotation's words: all of it is told
SURE = 0.8
_SURE_OF_WORDS = 0.85
_FEWEST_MORE = 2  # words by which a tag goes further than the parse


def agreed(
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
    passed_on = any(page.doc[i].lemma_ in PASSING_ON for i in cue)
    other = cue.isdisjoint(words.of(finding.cue))
    outer = other and (passed_on or not cue.isdisjoint(reporting))
    found = replace(finding, confidence=max(finding.confidence, tag.content_confidence))
    if finding.source is None:
        found = replace(found, source=tag.source, cue=finding.cue or tag.cue)
    elif outer or _is_nearer(page, finding, tag):
        pass
    elif _is_better_source(page, finding.source, tag, told_of):
        found = replace(found, source=tag.source)
    if finding.kind == "direct":
        if not is_part(page, words, finding, tag):
            return found
        kind, content = bordered(page, words, tag.content)
        return replace(found, kind=kind, content=content)
    if finding.confidence <= governed.PHRASE_CONFIDENCE:
        kind, content = bordered(page, words, tag.content)
        content = (*_relative(page, finding, content), *content)
        return replace(found, kind=kind, content=content)
    if _goes_further(words, finding, tag, reporting):
        kind, content = bordered(page, words, tag.content)
        return replace(found, kind=kind, content=content)
    return found


def is_part(page: Page, words: Words, finding: Finding, tag: Tagged) -> bool:
    """Say whether a quotation is but a part of a sentence that a sure tag has whole.

    It begins within one, "Bo “has spent it all”", or ends there, "“spent” the money".
    """
    held, told = words.of(finding.content), words.of(tag.content)
    if tag.content_confidence < _SURE_OF_WORDS or not held < told:
        return False
    before = next(_words_from(words, min(held) - 1, -1), -1)
    if page.text[finding.content[0].start].islower() and before in told:
        return True
    ends = [max(words.of([piece]), default=0) for piece in finding.content]
    return any(
        page.text[piece.end - 1].isalnum()
        and page.quoted[end] >= 0
        and page.quotes[page.quoted[end]].closed
        and next(_words_from(words, end + 1, 1), -1) in told - held
        for piece, end in zip(finding.content, ends, strict=True)
    )


def _words_from(words: Words, first: int, step: int) -> Iterator[int]:
    """Give the words from a place on, or backwards."""
    end = len(words.are_words) if step > 0 else -1
    return (i for i in range(first, end, step) if words.are_words[i])


def _goes_further(
    words: Words, finding: Finding, tag: Tagged, reporting: frozenset[int]
) -> bool:
    """Say whether a sure tag has all that the parse gives, and goes on behind it.

    The parse cuts "that it would cost jobs, but would pay off"; it never runs on into
    what another says.
    """
    held, told = words.of(finding.content), words.of(tag.content)
    more = told - held
    surely = tag.content_confidence >= _SURE_OF_WORDS and held < told
    others = reporting | words.of([finding.source] if finding.source else [])
    return surely and len(more) >= _FEWEST_MORE and more.isdisjoint(others)


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
    return not outer and tag.attribution_confidence > (0.5 if told_of else SURE)


def _overlap(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in some for b in others)


def bordered(
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
    return sum(i in held for i in inside) >= MOSTLY * len(inside)


def _joined(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and not text[joined[-1].end : span.start].strip(" \n,"):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
