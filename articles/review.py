"""The review queue: which statement an editor is given next, and who has which."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Least
from django.utils import timezone

from articles.models import Claim, Desk, Quote, Status
from articles.querysets import QuoteQuerySet

KEPT = timedelta(minutes=15)  # for one editor, before another may be given it
_A_LOOK = 10  # statements, in case that others take some of them at the same moment
_TAKE = """
    INSERT INTO articles_claim (quote_id, editor_id, given_at, until)
    SELECT id, %(editor)s, clock_timestamp(), %(until)s FROM articles_quote WHERE id = %(quote)s
    ON CONFLICT (quote_id) DO UPDATE
    SET editor_id = excluded.editor_id,
        until = excluded.until,
        given_at = CASE
            WHEN %(again)s AND articles_claim.editor_id = excluded.editor_id
            THEN articles_claim.given_at
            ELSE clock_timestamp()
        END
    WHERE articles_claim.editor_id = excluded.editor_id OR articles_claim.until <= clock_timestamp()
    RETURNING quote_id
"""
_LET_GO = """
    UPDATE articles_claim SET until = clock_timestamp()
    WHERE quote_id = %s AND editor_id = %s
"""


def pending(rows: QuoteQuerySet) -> QuoteQuerySet:
    """Of these statements those that nobody has looked at."""
    return rows.filter(status=Status.MACHINE)


def by_certainty(rows: QuoteQuerySet) -> QuoteQuerySet:
    """The least certain first; a statement is as certain as the weaker of its halves."""
    certainty = Least(F("content_confidence"), F("attribution_confidence"))
    ordered: QuoteQuerySet = rows.annotate(certainty=certainty)
    return ordered.order_by("certainty", "pk")


def behind(rows: QuoteQuerySet, quote: Quote) -> QuoteQuerySet:
    """What comes after a statement, whether or not it is one of them itself."""
    certainty = min(quote.content_confidence, quote.attribution_confidence)
    after = Q(certainty__gt=certainty) | Q(pk__gt=quote.pk)
    return by_certainty(rows).filter(after, certainty__gte=certainty)


def give_next(
    rows: QuoteQuerySet, *, to: Any, after: Quote | None = None
) -> int | None:
    """Give an editor the next of these statements that no other editor has.

    The one that it comes ``after`` is left to others.
    """
    ordered = behind(rows, after) if after else by_certainty(rows)
    free = ordered.exclude(Exists(_claims_of_others(to)))
    keys: list[int]
    with _claiming() as cursor:
        if after:
            cursor.execute(_LET_GO, [after.pk, to.pk])
        while keys := list(free.values_list("pk", flat=True)[:_A_LOOK]):
            for key in keys:
                if _take(cursor, key, to):
                    return key
    return None


def _claims_of_others(editor: Any) -> Any:
    claims = Claim.objects.filter(quote=OuterRef("pk"), until__gt=timezone.now())
    return claims.exclude(editor=editor)


def take(key: int, *, by: Any) -> bool:
    """Take a statement that an editor returns to; tell whether it was free.

    It keeps its place in the way back.
    """
    with _claiming() as cursor:
        return _take(cursor, key, by, again=True)


def _take(cursor: Any, key: int, editor: Any, *, again: bool = False) -> bool:
    asked = {"quote": key, "editor": editor.pk, "again": again}
    cursor.execute(_TAKE, {**asked, "until": timezone.now() + KEPT})
    return cursor.fetchone() is not None


@contextmanager
def _claiming() -> Iterator[Any]:
    """A transaction that does not wait for the disk.

    A claim that a crash loses is a statement that two editors are given, no more.
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit TO off")
        yield cursor


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
    known = Desk.objects.filter(editor=editor.pk).values_list("keys", flat=True).first()
    return True if known is None else known


def switch_keys(editor: Any, *, on: bool) -> None:
    """Have keys act for this editor, or not."""
    Desk.objects.update_or_create(editor=editor, defaults={"keys": on})
