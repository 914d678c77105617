"""Who else may have said it: the sources that one article names, the nearest first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from articles.models import Quote

MOST = 9  # one for each digit
_AROUND = 6000  # characters on each side that are read for names
_FORMS = 100  # of names that are looked up
_WORD = re.compile(r"[^\W\d_][\w’'-]*\.?")
# Who else speaks in the article, then known speakers whose names stand in it. A lone word
# names a body; of a person it may be anybody's name.
_NEAR = """
    SELECT field, key::text, name, about FROM (
        SELECT CASE WHEN speaker_id IS NULL THEN 'unnamed' ELSE 'speaker' END AS field,
            COALESCE(speaker_id, anonymous_id) AS key,
            COALESCE(
                (SELECT name FROM articles_speaker WHERE id = speaker_id),
                (SELECT description FROM articles_anonymoussource WHERE id = anonymous_id)
            ) AS name,
            CASE WHEN speaker_id IS NULL THEN 'unnamed'
                ELSE COALESCE(NULLIF(speaker_title, ''), 'speaks in this article')
            END AS about,
            GREATEST(
                %(start)s - COALESCE(lower(source_span), lower(content)),
                COALESCE(lower(source_span), lower(content)) - %(end)s,
                0
            ) AS away,
            id AS rank
        FROM articles_quote
        WHERE article_id = %(article)s AND id <> %(quote)s
            AND status <> 'rejected'
            AND (speaker_id IS NOT NULL AND speaker_id IS DISTINCT FROM %(speaker)s
                OR anonymous_id IS NOT NULL
                AND anonymous_id IS DISTINCT FROM %(anonymous)s)
        UNION ALL
        SELECT 'speaker', COALESCE(known.merged_into_id, known.id),
            COALESCE(
                (SELECT name FROM articles_speaker WHERE id = known.merged_into_id),
                known.name
            ), 'named in this article', form.away, NULL
        FROM unnest(%(forms)s::text[], %(distances)s::int[]) AS form(text, away)
        JOIN articles_speakername AS name ON name.folded = newsdesk_fold(form.text)
        JOIN articles_speaker AS known ON known.id = name.speaker_id
        WHERE known.kind <> 'person' OR form.text LIKE '%% %%'
    ) AS near
    ORDER BY away, rank NULLS LAST
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
    found = {one.name: one for one in wavering}
    for candidate in _near(quote):
        found.setdefault(candidate.name, candidate)
    found.pop(str(quote.speaker or ""), None)
    return list(found.values())[:MOST]


def _near(quote: Quote) -> Iterator[Candidate]:
    """The sources that the article names, each as often as it does, the nearest first."""
    distances = _forms(quote)
    nearest = sorted(distances, key=distances.__getitem__)[:_FORMS]
    asked = {
        "article": quote.article_id,
        "quote": quote.pk,
        "speaker": quote.speaker_id,
        "anonymous": quote.anonymous_id,
        "forms": nearest,
        "distances": [distances[form] for form in nearest],
        "start": quote.content[0][0],
        "end": quote.content[-1][1],
    }
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, asked)
        yield from (Candidate(*row) for row in cursor.fetchall())


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


def _distance(quote: Quote, at: int) -> int:
    start: int = quote.content[0][0]
    end: int = quote.content[-1][1]
    return max(start - at, at - end, 0)


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
