"""What all corrections share: the version that the editor saw, one act, one save."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from articles import acts, changes
from articles.acts import Refused
from articles.models import Quote, Status

__all__ = ["Refused", "Stale", "correcting", "correcting_all"]


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
        stood = [dict(vars(quote)) for quote in quotes]
        yield quotes
        for quote, before in zip(quotes, stood, strict=True):
            _save(quote, status, before)


def _locked(seen: Mapping[int, int]) -> list[Quote]:
    """Lock statements for the rest of the transaction, always in the same order."""
    rows = Quote.objects.select_for_update().filter(pk__in=seen).order_by("pk")
    found = {quote.pk: quote for quote in rows.defer("search")}
    for key, version in seen.items():
        if key not in found:
            raise Refused("One of these statements is gone. Reload the page.")
        if found[key].version != version:
            raise Stale(found[key])
    return [found[key] for key in seen]


def _save(quote: Quote, status: Status, before: Mapping[str, Any]) -> None:
    """Write what an act changed in a statement, as one new version."""
    quote.status = status
    if status != Status.DISPUTED:
        quote.dispute = ""
    quote.version += 1
    now = {name: value for name, value in vars(quote).items() if name in _COLUMNS}
    changed = {name: value for name, value in now.items() if value != before[name]}
    Quote.objects.filter(pk=quote.pk).update(**changed)


_COLUMNS = frozenset(changes.columns(Quote))
