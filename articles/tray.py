"""What an editor reviews: the statements that the address asks for, and its addresses."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from articles import agreement, review
from articles.filters import StatementFilter
from articles.models import Quote, QuoteKind, SourceKind, Status
from articles.querysets import QuoteQuerySet

SECOND_LOOK = "second"
_MANY = 1000


class Select(NamedTuple):
    """A filter that one value is chosen of."""

    name: str
    title: str
    chosen: str
    choices: Sequence[tuple[str, object]]


class Tray:
    """The statements of one address, least certain first, and the way through them.

    ``look=second`` asks for those on which editors differ; without a status, what
    nobody has looked at is meant.
    """

    def __init__(self, address: QueryDict) -> None:
        self.form = StatementFilter(address)
        self.look = SECOND_LOOK if address.get("look") == SECOND_LOOK else None

    @property
    def is_second_look(self) -> bool:
        return self.look is not None

    @cached_property
    def rows(self) -> QuoteQuerySet:
        if "status" in self.form.chosen and not self.is_second_look:
            return self.form.rows()
        rows = self.form.rows(without=["status"])
        if self.is_second_look:
            return rows.filter(pk__in=agreement.differing())
        return review.pending(rows)

    def address(self, **place: Any) -> str:
        """The address of this tray, at a place in it: ``at``, ``after`` or ``back``."""
        parts = [self._query, urlencode(place)]
        query = "&".join(part for part in parts if part)
        return f"{self._path}?{query}" if query else self._path

    @cached_property
    def _path(self) -> str:
        return reverse("articles:review")

    @cached_property
    def _query(self) -> str:
        query = self.form.address()
        if self.is_second_look:
            query["look"] = SECOND_LOOK
        return query.urlencode()

    def hidden(self) -> list[tuple[str, str]]:
        """What its form of filters has to carry along."""
        kept = [("look", self.look or ""), ("date", self.form.chosen.get("date", ""))]
        shown = {select.name for select in self.selects()} | {"more"}
        carried = [pair for pair in self.form.hidden() if pair[0] not in shown]
        return [pair for pair in [*kept, *carried] if pair[1]]

    def selects(self) -> list[Select]:
        """The filters that one value is chosen of; several in the address are kept."""
        fields = {
            "source": ("Source", SourceKind),
            "wording": ("Wording", QuoteKind),
            **({} if self.is_second_look else {"status": ("Review", Status)}),
        }
        chosen = {name: self.form.chosen.get(name, []) for name in fields}
        return [
            Select(name, title, "".join(chosen[name]), choices.choices)
            for name, (title, choices) in fields.items()
            if len(chosen[name]) < 2
        ]

    def give_next(self, *, to: Any, after: Quote | None = None) -> int | None:
        """Give an editor what comes next, or nothing at the end."""
        return review.give_next(self.rows, to=to, after=after)

    def left(self) -> str:
        """How many there are, counted as far as that is quick."""
        number = self.rows.order_by()[: _MANY + 1].count()
        return f"{_MANY:,} and more" if number > _MANY else f"{number:,}"
