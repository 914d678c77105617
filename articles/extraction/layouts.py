"""Statements that layout attributes, not a verb: dashes, colons, transcripts."""

import re
from collections import Counter
from collections.abc import Iterator

from articles.extraction.cues import Clause
from articles.extraction.page import Page
from articles.extraction.ranges import noun_phrase, trimmed
from articles.extraction.types import Finding, Span
from articles.extraction.verbs import words as word_table

_NAME_AFTER_DASH = re.compile(
    r"[^\S\n]{0,5}\n?[^\S\n]{0,5}(?:--?|[—–―])[^\S\n]{0,5}([^\W\d_][^\n“”\"«»]{1,80}?)[.\s]*(?=\n|\Z)"
)
_MOST_WORDS = 8


def beside(page: Page, number: int) -> Clause | None:
    """Find who is named beside a quotation that no reporting verb owns."""
    return _after_dash(page, number) or _before_colon(page, number)


def _after_dash(page: Page, number: int) -> Clause | None:
    """``“…” — Commissioner Ayla Strand`` at the end of a line."""
    end = page.quotes[number].outer.end
    found = _NAME_AFTER_DASH.match(page.text, end)
    if not found or len(found[1].split()) > _MOST_WORDS or not found[1][0].isupper():
        return None
    name = page.doc.char_span(*found.span(1), alignment_mode="expand")
    if name is None:
        return None
    source = name.start, name.end
    return Clause(name.root.i, (name.start - 1, name.start), source, source)


def _before_colon(page: Page, number: int) -> Clause | None:
    """``Ryde mayor: ‘…’``, ``One backbencher put it this way: “…”``."""
    doc, colon = page.doc, page.before(number)
    if colon < 1 or doc[colon].text != ":":
        return None
    start = colon
    while start > 0 and page.paragraph[start - 1] == page.paragraph[colon]:
        if doc[start - 1].text in ".?!;" or page.quoted[start - 1] >= 0:
            break
        start -= 1
    verbs = [i for i in range(start, colon) if doc[i].pos_ in ("VERB", "AUX")]
    # "He doubted that a year would help: “…”": the year says nothing.
    verbs.sort(key=lambda i: (doc[i].dep_ in _SUBORDINATE, -i))
    for i in verbs:
        for child in doc[i].children:
            if child.dep_ == "nsubj" and start <= child.i < i:
                source = noun_phrase(child, i)
                return Clause(i, (i, i + 1), (source[0], i + 1), source)
    source = trimmed(doc, start, colon)
    if source[1] - source[0] > _MOST_WORDS or not doc[source[0]].text[:1].isupper():
        return None
    return Clause(doc[start:colon].root.i, (colon, colon + 1), source, source)


_SUBORDINATE = ("ccomp", "relcl", "advcl", "acl", "csubj", "pcomp")
_TURN = re.compile(r"(?m)^[ \t]*[“\"]?([^\W\d_][^:\n“”\"]{0,60}?):[ \t]+(?=\S)(.+)$")
# What tells a turn from a line of a table, where the speakers are not in capitals.
_SENTENCE = re.compile(r"\S+(?:\s+\S+){3,}[.?!…][\"'”’)\s]*")
_NO_SPEAKER = word_table(
    "OK NB PS UPDATE BREAKING WATCH READ PHOTO VIDEO NOTE MORE RELATED LIVE ANALYSIS"
    " EXCLUSIVE OPINION INTERVIEW COMMENT REVIEW EXPLAINER FACTBOX TIMELINE LISTEN"
)
_ASKED = frozenset(("Q&A", "Q & A", "Q+A"))


# "The pool opens at noon.\n— Tess Ortega (@tess_ortega) June 3, 2025"
_SIGNED = re.compile(
    r"(?P<dash>[—–]|--)[^\S\n]{0,3}(?P<name>[^\n(@—–]{2,60}?)[^\S\n]?(?P<handle>\(@\w+\))"
    r"(?=[^\n]{0,40}(?:\n|\Z))"
)
_LINKS = re.compile(r"(?:\s+(?:pic\.|https?:)\S+)*\s*$")
_MOST_OF_A_POST = 1_000


def turns(text: str) -> list[Finding]:
    """Read what stands without marks in a layout of its own: transcripts and posts."""
    return [*_transcript(text), *_posts(text)]


def _posts(text: str) -> Iterator[Finding]:
    """Read posts that are shown with who wrote them below: ``words — Name (@name)``."""
    for signed in _SIGNED.finditer(text):
        low = max(0, signed.start() - _MOST_OF_A_POST)
        border = text.rfind("\n\n", low, signed.start())
        start = low if border < 0 else border + 2
        words = text[start : signed.start()]
        cut = (
            start == low > 0 or not words.strip() or not _names_speaker(signed["name"])
        )
        if cut or words[0] in "“\"‘'":  # marks tell more than the layout
            continue
        links = _LINKS.search(words)
        end = start + (links.start() if links else len(words))
        yield Finding(
            kind="direct",
            content=(Span(start, end),),
            cue=(Span(*signed.span("dash")), Span(*signed.span("handle"))),
            source=Span(*signed.span("name")),
            confidence=0.9,
        )


def _transcript(text: str) -> list[Finding]:
    """Read a transcript: ``NAME: words``, line after line; also Q and A."""
    found = [m for m in _TURN.finditer(text) if _names_speaker(m[1])]
    often = Counter(m[1].split()[-1] for m in found)  # "Karl Ott: …", "Ott: …"
    if len(found) < 2:
        return []
    shouted = [m for m in found if m[1].isupper()]
    if len(shouted) > 1:
        return [_turn(match) for match in shouted]
    if max(often.values()) < 2:
        return []
    return [
        _turn(match)
        for match in found
        if _SENTENCE.fullmatch(match[2])
        or often[match[1].split()[-1]] > 1
        and match[2].rstrip("”\"’' ")[-1] in ".?!…"
    ]


def _names_speaker(label: str) -> bool:
    words = re.findall(r"[^\W\d_]+", label)
    return (
        label.upper() not in _NO_SPEAKER | _ASKED
        and len(words) <= _MOST_WORDS
        and all(word[0].isupper() for word in words if len(word) > 3)
        and label[0].isupper()
    )


def _turn(match: re.Match[str]) -> Finding:
    label, words = Span(*match.span(1)), match.span(2)
    end = words[0] + len(match[2].rstrip(' \t”"'))
    anyone = match[1] in ("Q", "A")  # Who asks and who answers is not told.
    return Finding(
        kind="direct",
        content=(Span(words[0], end),),
        cue=(Span(label.end, label.end + 1),),
        source=None if anyone else label,
        confidence=0.6 if anyone or not match[1].isupper() else 0.9,
    )
