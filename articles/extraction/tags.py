"""The tags of a page, each with its own words only: what another tells is left out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from articles.extraction.cues import Clause
from articles.extraction.page import Page
from articles.extraction.told import Told, Words, is_report, tell
from articles.extraction.types import Finding, Tagged


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules found, with the words of its content and of its cue."""

    finding: Finding
    held: frozenset[int]
    cue: frozenset[int]


def reports(
    page: Page,
    words: Words,
    tagged: Sequence[Tagged],
    ruled: Sequence[Ruled],
    clauses: Mapping[int, Clause],
) -> list[Told]:
    """Give what the tagger tells that is a report; ``clauses`` are those by verb."""
    cues = [one.cue for one in ruled if one.cue]
    others = defaultdict(list)
    for one in ruled:
        if one.cue and one.finding.kind != "direct":
            others[one.held].append(one.cue)
    told = []
    for tag in tagged:
        own = _without_others(words, tag, others)
        own = _without_next_sentence(page, words, own, cues)
        told.append(tell(page, words, own, clauses))
    told = _without_misread(words, ruled, told)
    return [t for t in told if is_report(page, t, clauses)]


def _without_others(
    words: Words,
    tag: Tagged,
    others: Mapping[frozenset[int], Sequence[frozenset[int]]],
) -> Tagged:
    """Leave out a piece that another verb tells: "Bemoaning A, she accused him of B".

    ``others`` are the cues that the rules know, by the words of what each tells.
    """
    cue = words.of(tag.cue)
    kept = [
        piece
        for piece in tag.content
        if not any(map(cue.isdisjoint, others.get(words.of([piece]), ())))
    ]
    return replace(tag, content=tuple(kept)) if cue and kept else tag


def _without_next_sentence(
    page: Page, words: Words, tag: Tagged, cues: Sequence[frozenset[int]]
) -> Tagged:
    """Leave out a later piece in which somebody else reports: "A, he said. Bo said B".

    Of its own sentence nothing is left out: "Too often, he said, what they call luck".
    """
    own = words.of(tag.cue)
    start, end = _sentence(page, own)
    first, *rest = tag.content
    kept = []
    for piece in rest:
        held = words.of([piece])
        if start <= min(held, default=0) < end or not any(cue <= held for cue in cues):
            kept.append(piece)
    return replace(tag, content=(first, *kept))


def _sentence(page: Page, held: frozenset[int]) -> tuple[int, int]:
    """Give the words of the sentence in which others begin; none for none."""
    if not held:
        return 0, 0
    sentence = page.doc[min(held)].sent
    return sentence.start, sentence.end


def _without_misread(
    words: Words, ruled: Sequence[Ruled], told: Sequence[Told]
) -> list[Told]:
    """Drop what only names who speaks in it: "Ada said Bo, the aide, told them that".

    "Bo, the aide" is no content, and what is told there is not Ada's.
    """
    contents = {t.words: t.cue for t in told}
    misread = set[int]()
    for one in ruled:
        source = words.of([one.finding.source] if one.finding.source else [])
        if source in contents and contents[source].isdisjoint(one.cue):
            misread |= source | one.cue
    return [t for t in told if not (t.words <= misread or t.cue & misread)]
