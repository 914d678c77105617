"""What all corrections share: the version that the editor saw, one act, one save."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from articles import acts
from articles.acts import Refused
from articles.models import Quote, Status

__all__ = ["Refused", "Stale", "correcting", "correcting_all", "save"]


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
    seen = {quote_id: version}
    with correcting_all(seen, what, by=by, why=why, status=status) as [quote]:
        yield quote


@contextmanager
def correcting_all(
    seen: Mapping[int, int],
    what: str,
    *,
    by: Any,
    why: str,
    status: Status = Status.CORRECTED,
) -> Iterator[list[Quote]]:
    """Run one act on several statements, given by key and version; in that order.

    Raises:
        Stale: someone changed one of them meanwhile.
    """
    with acts.act(what, by=by, why=why, status=status):
        quotes = _locked(seen)
        yield quotes
        for quote in quotes:
            save(quote, {"status": status})


def _locked(seen: Mapping[int, int]) -> list[Quote]:
    """Lock statements for the rest of the transaction, always in the same order."""
    rows = Quote.objects.select_for_update(of=["self"]).filter(pk__in=seen)
    rows = rows.select_related("speaker", "anonymous").defer("search").order_by("pk")
    found = {quote.pk: quote for quote in rows}
    for key, version in seen.items():
        if key not in found:
            raise Refused("One of these statements is gone. Reload the page.")
        if found[key].version != version:
            raise Stale(found[key])
    return [found[key] for key in seen]


def save(quote: Quote, values: dict[str, Any]) -> Quote:
    """Write all of a statement that an act may change, as one new version."""
    for field, value in values.items():
        setattr(quote, field, value)
    if quote.status != Status.DISPUTED:
        quote.dispute = ""
    quote.version += 1
    quote.save()
    return quote
