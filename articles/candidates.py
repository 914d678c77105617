"""Who else may have said it: the sources that one article names, the nearest first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from articles.models import Quote, SpeakerKind

MOST = 9  # one for each digit
_AROUND = 6000  # characters on each side that are read for names
_FORMS = 100  # of names that are looked up
_WORD = re.compile(r"[^\W\d_][\w’'-]*\.?")
_KNOWN = """
    SELECT form.text, meant.id, meant.name, known.kind
    FROM unnest(%s::text[]) AS form(text)
    JOIN articles_speakername AS name ON name.folded = newsdesk_fold(form.text)
    JOIN articles_speaker AS known ON known.id = name.speaker_id
    JOIN articles_speaker AS meant ON meant.id = COALESCE(known.merged_into_id, known.id)
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A source to be picked: the field of a form that names it, and what tells it apart."""

    field: str
    value: str
    name: str
    about: str


def of(quote: Quote) -> list[Candidate]:
    """Give at most nine: whom the machine wavered between, then the nearest others."""
    wavering = [
        Candidate("candidate", name, name, "possible here") for name in quote.candidates
    ]
    near = [*_speaking(quote), *_named(quote)]
    near.sort(key=lambda pair: pair[0])
    found = {one.name: one for one in wavering}
    for _, candidate in near:
        found.setdefault(candidate.name, candidate)
    found.pop(str(quote.speaker or ""), None)
    return list(found.values())[:MOST]


def _speaking(quote: Quote) -> Iterator[tuple[int, Candidate]]:
    """Who else speaks in the article, and how far away; unnamed sources too."""
    others = (
        Quote.objects.standing()
        .filter(article=quote.article_id)
        .exclude(pk=quote.pk)
        .filter(Q(speaker__isnull=False) | Q(anonymous__isnull=False))
    )
    for content, span, *told in others.values_list("content", "source_span", *_TOLD):
        speaker, name, title, unnamed, description = told
        distance = _distance(quote, span.lower if span else content[0].lower)
        if speaker and speaker != quote.speaker_id:
            about = title or "speaks in this article"
            yield distance, Candidate("speaker", str(speaker), name, about)
        elif unnamed and unnamed != quote.anonymous_id:
            yield distance, Candidate("unnamed", str(unnamed), description, "unnamed")


_TOLD = (
    "speaker",
    "speaker__name",
    "speaker_title",
    "anonymous",
    "anonymous__description",
)


def _distance(quote: Quote, at: int) -> int:
    start: int = quote.content[0][0]
    end: int = quote.content[-1][1]
    return max(start - at, at - end, 0)


def _named(quote: Quote) -> Iterator[tuple[int, Candidate]]:
    """Known speakers whose names stand in the article around the statement."""
    distances = _forms(quote)
    nearest = sorted(distances, key=distances.__getitem__)[:_FORMS]
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [nearest])
        known = cursor.fetchall()
    for form, key, name, kind in known:
        # A lone word names a body; of a person it may be anybody's name.
        if " " in form or kind != SpeakerKind.PERSON:
            found = Candidate("speaker", str(key), name, "named in this article")
            yield distances[form], found


def _forms(quote: Quote) -> dict[str, int]:
    """What may be names, each with its distance: all ends of runs of capitals.

    "Deputy Mayor Ilse Brandt" gives "Ilse Brandt" too.
    """
    start = max(0, quote.content[0][0] - _AROUND)
    text = quote.article.text[start : quote.content[-1][1] + _AROUND]
    found: dict[str, int] = {}
    for run in _runs(text):
        end = run[-1].end()
        for word in run[-5:]:
            form = text[word.start() : end].rstrip(".")
            distance = _distance(quote, start + word.start())
            found[form] = min(distance, found.get(form, distance))
    return found


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Neighbouring words with a capital, with short words such as "of the" inside."""
    run: list[re.Match[str]] = []
    inside: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        last = (inside or run or [word])[-1]
        if run and text[last.end() : word.start()] not in (" ", ""):
            yield run
            run, inside = [], []
        if word[0][0].isupper():
            run, inside = [*run, *inside, word], []
        elif run and len(word[0]) <= 3 and len(inside) < 2:
            inside = [*inside, word]
        elif run:
            yield run
            run, inside = [], []
    if run:
        yield run
