"""Whose a quotation is that no verb reports: dialogue, interviews, what led to it."""

import re
from itertools import takewhile

from spacy.tokens import Token

from articles.extraction import mentions, referents
from articles.extraction.coreference import Resolved
from articles.extraction.figures import Cast, Figure, sentence_bounds
from articles.extraction.pronouns import NOMINATIVE, SUBJECTS
from articles.extraction.types import Finding

_EXCHANGED = 2_000  # characters of a dialogue that are looked back at
_OPENING = "“\"‘'«„ "
_EXCHANGE = re.compile(
    r"\b(?:replied|answered|responded|asked|retorted|shot back|countered)\b"
    r"(?! (?:if|whether)\b)"
)
_ENDS_IN_QUESTION = re.compile(r"\?[”\"’']\s*$")


def replies(text: str, finding: Finding) -> bool:
    """Say whether a paragraph of its own goes on with a dialogue.

    In the lines of quotations before it somebody asks or answers, or the last of them
    is a question.
    """
    at = finding.content[0].start
    *before, own = text[max(0, at - _EXCHANGED) : at].split("\n")
    if own.strip(_OPENING) or not before:
        return False
    lines = (line for line in reversed(before) if line.strip())
    turns = list(takewhile(_is_turn, lines))
    last = before[-1] or before[-2:-1] and before[-2]
    return any(_EXCHANGE.search(line) for line in turns) or bool(
        last and _ENDS_IN_QUESTION.search(last)
    )


def _is_turn(line: str) -> bool:
    return line.lstrip()[:1] in tuple(_OPENING.strip())


def interviewed(cast: Cast, text: str, finding: Finding) -> Resolved:
    """Who answers as "A": the one person whom the article names before the first Q."""
    cue = finding.cue[0]
    first = re.search(r"(?m)^[ \t]*[“\"]?Q:", text)
    if first is None or text[max(0, cue.start - 1) : cue.end] != "A:":
        return Resolved()
    people = {
        figure: None
        for at, figure in cast.mentions
        if figure.kind == "person" and cast.doc[at].idx < first.start()
    }
    return Resolved(tuple(people), confidence=0.6) if len(people) == 1 else Resolved()


def led_in(cast: Cast, at: int, speaker: Figure | None) -> Resolved:
    """Whom alone the sentence before the token ``at`` is about: "Bo smiled. “Yes.”"."""
    doc, end = cast.doc, at
    while end > 0 and (doc[end - 1].is_space or doc[end - 1].is_quote):
        end -= 1
    if end == 0 or doc[end - 1].text != ".":
        return Resolved()
    first, last = sentence_bounds(cast, end - 1)
    subject = _subject(doc[first:last].root)
    if subject is None or any(a < last and first < b for a, b in cast.quoted):
        return Resolved()
    start, stop = subject.left_edge.i, subject.right_edge.i + 1
    mention = mentions.read(doc[start:stop])
    named = mention.kind in ("person", "name") or mention.head in NOMINATIVE
    others = {
        figure
        for place, figure in cast.mentions
        if first <= place < last and not start <= place < stop
        if figure.kind == "person"
    }
    found = referents.resolve(cast, mention, speaker) if named else Resolved()
    if len(found.figures) != 1 or others - set(found.figures):
        return Resolved()
    return Resolved(found.figures, confidence=0.5)


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)
