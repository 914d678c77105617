"""What of a statement is but who passed it on, or the same words once more."""

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.extraction.types import Finding, Span

_CARRIED = re.compile(
    r"[\s,]*(?<=[\s,])as (?:first |originally )?(?:quoted|reported|cited|carried) by [^,;“”\"]+\Z"
)
_AS = re.compile(r"\bas (?:first |originally )?(?:quoted|reported|cited|carried)", re.I)
_MARKS = " .,;:!?…“”\"‘’'"


def without_carriers(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """Leave out who passed it on: "the pier is “a trap,” | as quoted by the Courier".

    "As first reported by the Courier" is no statement of its own either.
    """
    return in_order(
        {
            number: _without_carrier(text, finding)
            for number, finding in enumerate(findings)
            if not any(_passes_on(text, cue) for cue in finding.cue)
        }
    )


def _passes_on(text: str, cue: Span) -> bool:
    """ "As | quoted | by the Courier"."""
    before = text[max(0, cue.start - 20) : cue.end]
    return text.startswith(" by ", cue.end) and bool(_AS.search(before))


def _without_carrier(text: str, finding: Finding) -> Finding:
    *others, last = finding.content
    passed = _CARRIED.search(text, last.start, last.end)
    if finding.kind == "direct" or not passed:
        return finding
    kept = Span(last.start, passed.start())
    return replace(finding, content=(*others, kept))


def without_repeats(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """Keep the fuller of two that differ by the marks around the same words only."""
    kept: dict[tuple[int, int, Span | None], int] = {}
    for number, finding in enumerate(findings):
        key = _words(text, finding)
        other = kept.setdefault(key, number)
        if findings[other].content[-1].end < finding.content[-1].end:
            kept[key] = number

    def stands_for(number: int | None) -> int | None:
        return None if number is None else kept[_words(text, findings[number])]

    found = {}
    for number in kept.values():
        parent = stands_for(findings[number].parent)
        if parent == number:  # the same words, taken for a statement in themselves
            parent = stands_for(findings[findings[number].parent or 0].parent)
        found[number] = replace(findings[number], parent=parent)
    return in_order(found)


def _words(text: str, finding: Finding) -> tuple[int, int, Span | None]:
    first, last = finding.content[0].start, finding.content[-1].end
    return first, first + len(text[first:last].rstrip(_MARKS)), finding.source


def in_order(found: dict[int, Finding]) -> list[Finding]:
    """Findings in text order, with parents counted anew."""
    order = sorted(found, key=lambda n: (found[n].content[0].start, n))
    place = {number: at for at, number in enumerate(order)}
    return [
        replace(
            found[n], parent=None if (p := found[n].parent) is None else place.get(p)
        )
        for n in order
    ]
