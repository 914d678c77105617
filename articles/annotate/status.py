"""How far editors have got with a statement: confirmed, rejected, disputed, undone."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from articles import acts, history
from articles.annotate.door import Refused, Stale, correcting
from articles.models import Quote, Status


def confirm(quote_id: int, *, version: int, by: Any, why: str = "") -> Quote:
    """Say that content and source are right."""
    return _set(quote_id, Status.CONFIRMED, version, by, why)


def reject(quote_id: int, *, version: int, by: Any, why: str = "") -> Quote:
    """Say that this is no statement. The row stays, so that nothing revives it."""
    return _set(quote_id, Status.REJECTED, version, by, why)


def dispute(quote_id: int, note: str, *, version: int, by: Any, why: str = "") -> Quote:
    """Say that it is not agreed on; the note is shown to readers.

    Raises:
        Refused: there is no note.
    """
    note = " ".join(note.split())
    if not note:
        raise Refused("Write what is disputed: readers see it beside the statement.")
    return _set(quote_id, Status.DISPUTED, version, by, why, dispute=note)


def undo(quote_id: int, *, version: int, by: Any, why: str = "") -> Quote:
    """Take back the newest act on the statement that is not taken back yet.

    All that the act changed goes back, in other statements, too. A statement that the
    act added is gone afterwards.

    Raises:
        Refused: there is nothing left to undo, or something stands in the way.
    """
    quote = _shown().get(pk=quote_id)
    act = history.last_act(quote)
    try:
        with transaction.atomic():
            if act is None:
                raise Refused("There is nothing to undo.")
            acts.undo(act, by=by, why=why)
            return _unless_changed(quote, version + 1)
    except Refused:
        _unless_changed(quote, version)
        raise


def _unless_changed(quote: Quote, expected: int) -> Quote:
    """The statement as it is now, if it has the expected version or is gone.

    The undo locks its rows in an order of its own, so this looks when it is done.
    """
    now = _shown().filter(pk=quote.pk).first()
    if now and now.version != expected:
        raise Stale(now)
    return now or quote


def _shown() -> QuerySet[Quote]:
    rows: QuerySet[Quote] = Quote.objects.select_related("speaker", "anonymous")
    return rows.defer("search")


def _set(
    quote_id: int, status: Status, version: int, by: Any, why: str, **values: Any
) -> Quote:
    with correcting(
        quote_id, status.value, version=version, by=by, why=why, status=status
    ) as quote:
        for field, value in values.items():
            setattr(quote, field, value)
    return quote
