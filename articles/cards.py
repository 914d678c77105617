"""The statements of one article in the order of reading: numbered, inner ones inside."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles import history
from articles.models import Article, Quote, Status


@dataclass(frozen=True, slots=True)
class Card:
    """One statement with its place in the article.

    ``depth`` is how many statements it stands inside; ``can_undo`` whether an editor has
    done something to it that is not taken back.
    """

    quote: Quote
    number: int
    depth: int = 0
    can_undo: bool = False

    @property
    def is_rejected(self) -> bool:
        return self.quote.status == Status.REJECTED

    @property
    def is_unnamed(self) -> bool:
        return self.quote.anonymous_id is not None


def of(article: Article, *, to_edit: bool = False) -> list[Card]:
    """Give the statements of an article, with those that were rejected ``to_edit``.

    The numbers are the same for all who look.
    """
    quotes = list(
        article.quotes.defer("search")
        .select_related("speaker", "anonymous", "outlet")
        .prefetch_related("relays__outlet", "also_by")
        .order_by("content__startswith", "id")
    )
    depths = _depths(quotes)
    quotes.sort(key=lambda quote: (quote.content[0][0], depths[quote.pk], quote.pk))
    undoable = history.undoable(quotes) if to_edit else set()
    return [
        Card(quote, number, depths[quote.pk], quote.pk in undoable)
        for number, quote in enumerate(quotes, start=1)
        if to_edit or quote.status != Status.REJECTED
    ]


def _depths(quotes: Iterable[Quote]) -> dict[int, int]:
    parents = {quote.pk: quote.parent_id for quote in quotes}

    def depth(pk: int | None) -> int:
        return -1 if pk is None else 1 + depth(parents.get(pk))

    return {pk: depth(pk) for pk in parents}
