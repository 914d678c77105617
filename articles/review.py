"""The review queue: which statement an editor is given next, and who has which."""

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, F
from django.db.models.expressions import RawSQL
from django.db.models.functions import Least
from django.utils import timezone

from articles.models import Claim, Desk, Quote, Status
from articles.querysets import QuoteQuerySet

_A_LOOK = 10  # statements, in case that others take some of them at the same moment
_FREE = """
    NOT EXISTS (
        SELECT FROM articles_claim WHERE quote_id = articles_quote.id
        AND editor_id <> %s AND until > clock_timestamp()
    )
"""
# As the index of the queue has it.
_BEHIND = """
    (LEAST(articles_quote.content_confidence, articles_quote.attribution_confidence),
        articles_quote.id) > (%s, %s)
"""
# All of it is one transaction, which does not wait for the disk: a claim that a crash
# loses is a statement that two editors are given, no more.
_CLAIM = """
    SELECT set_config('synchronous_commit', 'off', true);
    UPDATE articles_claim SET until = clock_timestamp()
    WHERE quote_id = %(left)s AND editor_id = %(editor)s;
    INSERT INTO articles_claim (quote_id, editor_id, given_at, until)
    SELECT id, %(editor)s, clock_timestamp(), clock_timestamp() + interval '15 minutes'
    FROM articles_quote WHERE id = %(quote)s
    ON CONFLICT (quote_id) DO UPDATE
    SET editor_id = excluded.editor_id,
        until = excluded.until,
        given_at = CASE
            WHEN %(again)s AND articles_claim.editor_id = excluded.editor_id
            THEN articles_claim.given_at
            ELSE excluded.given_at
        END
    WHERE articles_claim.editor_id = excluded.editor_id OR articles_claim.until <= clock_timestamp()
    RETURNING quote_id
"""
_TOUCHED = """
    SELECT quote.id FROM articles_quoteevent AS event
    JOIN articles_quote AS quote ON quote.id = event.pgh_obj_id
    WHERE event.pgh_context_id = %s ORDER BY quote.id LIMIT 1
"""


def pending(rows: QuoteQuerySet) -> QuoteQuerySet:
    """Of these statements those that nobody has looked at."""
    return rows.filter(status=Status.MACHINE)


def give_next(
    rows: QuoteQuerySet, *, to: Any, after: Quote | None = None
) -> int | None:
    """Give an editor the least certain of these statements that no other editor has.

    A statement is as certain as the weaker of its halves. The one that the next comes
    ``after`` is left to others, whether or not it is one of these itself.
    """
    free = rows.filter(_is(_FREE, to.pk))
    if after:
        certainty = min(after.content_confidence, after.attribution_confidence)
        free = free.filter(_is(_BEHIND, certainty, after.pk))
    ordered = free.order_by(
        Least(F("content_confidence"), F("attribution_confidence")), "pk"
    )
    left = after.pk if after else None
    keys: list[int]
    while keys := list(ordered.values_list("pk", flat=True)[:_A_LOOK]):
        for key in keys:
            if _claim(key, by=to, left=left):
                return key
    _claim(None, by=to, left=left)
    return None


def _is(condition: str, *values: float) -> RawSQL:
    return RawSQL(condition, values, BooleanField())


def take(key: int, *, by: Any) -> bool:
    """Take a statement that an editor returns to; tell whether it was free.

    It keeps its place in the way back.
    """
    return _claim(key, by=by, again=True)


def _claim(
    key: int | None, *, by: Any, left: int | None = None, again: bool = False
) -> bool:
    """Leave a statement to others and take one, if it is free, for a quarter of an hour."""
    asked = {"quote": key, "left": left, "editor": by.pk, "again": again}
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, asked)
        while cursor.nextset():
            pass
        return cursor.fetchone() is not None


def touched_by(act: UUID) -> int | None:
    """The first of the statements that an act was done to and that are still there."""
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED, [act])
        row = cursor.fetchone()
    return row[0] if row else None


def holder(key: int, *, but: Any) -> str:
    """Who else has this statement at the moment; nothing when nobody does."""
    claims = Claim.objects.filter(quote=key, until__gt=timezone.now())
    other = claims.exclude(editor=but).select_related("editor").first()
    return other.editor.get_username() if other else ""


def before(key: int, *, of: Any) -> int | None:
    """The statement that an editor was given before this one."""
    given = Claim.objects.filter(editor=of)
    this = given.filter(quote=key).values_list("given_at", flat=True).first()
    earlier = given.exclude(quote=key)
    if this:
        earlier = earlier.filter(given_at__lt=this)
    return earlier.values_list("quote", flat=True).first()


def keys_on(editor: Any) -> bool:
    """Whether keys act for this editor; they do until they are switched off."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT keys FROM articles_desk WHERE editor_id = %s", [editor.pk]
        )
        row = cursor.fetchone()
    return row is None or row[0]


def switch_keys(editor: Any, *, on: bool) -> None:
    """Have keys act for this editor, or not."""
    Desk.objects.update_or_create(editor=editor, defaults={"keys": on})
