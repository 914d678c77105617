"""What all corrections share: the version that the editor saw, one act, one save."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from articles import acts
from articles.acts import Refused
from articles.models import Quote, Status

__all__ = ["Refused", "Stale", "correcting", "locked", "save"]


class Stale(Exception):
    """Someone changed the statement since the editor saw it; ``current`` is as it is."""

    def __init__(self, current: Quote) -> None:
        super().__init__("This statement was changed meanwhile.")
        self.current = current


@contextmanager
def correcting(
    quote_id: int,
    what: str,
    *,
    version: int,
    by: Any,
    why: str,
    status: Status = Status.CORRECTED,
) -> Iterator[Quote]:
    """Run one act on a statement, locked as the editor saw it, and give it a status.

    Raises:
        Stale: someone changed it meanwhile.
    """
    with acts.act(what, by=by, why=why, status=status):
        quote = locked(quote_id, version)
        yield quote
        save(quote, {"status": status})


def locked(quote_id: int, version: int) -> Quote:
    """Lock a statement for the rest of the transaction.

    Raises:
        Stale: someone changed it meanwhile.
    """
    quote: Quote = Quote.objects.select_for_update().get(pk=quote_id)
    if quote.version != version:
        raise Stale(quote)
    return quote


def save(quote: Quote, values: dict[str, Any]) -> Quote:
    """Write all of a statement that an act may change, as one new version."""
    for field, value in values.items():
        setattr(quote, field, value)
    if quote.status != Status.DISPUTED:
        quote.dispute = ""
    quote.version += 1
    quote.save()
    return quote
