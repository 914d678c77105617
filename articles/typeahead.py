"""Names while they are typed: the likeliest speakers first, in a few milliseconds."""

from dataclasses import dataclass

from django.db import connection

from articles.models import Speaker
from articles.querysets import beginnings

MOST = 12  # suggestions
_OTHER_NAMES = 3
# The likeliest are found by an index alone, which counts what was rejected, too; only
# of them the statements themselves are read.
_CHOICES = """
    SELECT likely.id, likely.name, likely.slug, likely.kind, own.title,
        own.statements + (
            SELECT count(*) FROM articles_jointspeaker AS joint
            JOIN articles_quote AS quote ON quote.id = joint.quote_id
            WHERE joint.speaker_id = likely.id AND quote.status <> 'rejected'
        ) AS statements,
        ARRAY(
            SELECT name FROM articles_speakername
            WHERE speaker_id = likely.id AND name <> likely.name
            ORDER BY id LIMIT %(others)s
        )
    FROM (
        SELECT speaker.*, bool_or(form.folded = newsdesk_fold(%(typed)s)) AS is_typed,
            (SELECT count(*) FROM articles_quote WHERE speaker_id = speaker.id) AS said
        FROM articles_speakername AS form
        JOIN articles_speaker AS speaker ON speaker.id = form.speaker_id
        WHERE speaker.merged_into_id IS NULL
            AND (form.folded = newsdesk_fold(%(typed)s)
                OR form.search @@ to_tsquery('simple', newsdesk_fold(%(beginnings)s)))
        GROUP BY speaker.id
        ORDER BY is_typed DESC, said DESC, name, id
        LIMIT %(most)s
    ) AS likely
    CROSS JOIN LATERAL (
        SELECT count(*) AS statements, (array_agg(
            speaker_title ORDER BY published_on DESC NULLS LAST, article_id DESC, id
        ) FILTER (WHERE speaker_title <> ''))[1] AS title
        FROM articles_quote
        WHERE speaker_id = likely.id AND status <> 'rejected'
    ) AS own
    ORDER BY is_typed DESC, statements DESC, likely.name, likely.id
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """A speaker with what tells it apart from others of such a name."""

    speaker: Speaker
    title: str
    statements: int
    other_names: list[str]


def choices(typed: str) -> list[Choice]:
    """Give the speakers with a name in which each typed word begins a word.

    Whoever goes by exactly what was typed comes first, then who says most.
    """
    asked: dict[str, str | int] = {
        "typed": " ".join(typed.split()),
        "beginnings": beginnings(typed),
        "most": MOST,
        "others": _OTHER_NAMES,
    }
    with connection.cursor() as cursor:
        cursor.execute(_CHOICES, asked)
        return [
            Choice(
                Speaker(pk=key, name=name, slug=slug, kind=kind),
                title or "",
                number,
                others,
            )
            for key, name, slug, kind, title, number, others in cursor.fetchall()
        ]
