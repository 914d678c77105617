"""The statements of one article in the order of reading: numbered, inner ones inside."""

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet, prefetch_related_objects

from articles import history
from articles.models import Article, Quote, Relay, Speaker, Status

_HAVE_PARTS = """
    SELECT quote_id FROM articles_relay WHERE quote_id = ANY(%(keys)s)
    UNION SELECT quote_id FROM articles_jointspeaker WHERE quote_id = ANY(%(keys)s)
"""


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


class Place(NamedTuple):
    """Which one it is in the order of reading, and inside how many others."""

    number: int
    depth: int


def of(article: Article, *, to_edit: bool = False) -> list[Card]:
    """Give the statements of an article, with those that were rejected ``to_edit``.

    The numbers are the same for all who look.
    """
    quotes = complete(_rows(article).select_related("outlet"))
    order = places((q.pk, q.content[0][0], q.parent_id) for q in quotes)
    if not to_edit:
        quotes = [quote for quote in quotes if quote.status != Status.REJECTED]
    return _cards(quotes, order, history.undoable(quotes) if to_edit else set())


def some(
    article: Article, keys: Collection[int], order: Mapping[int, Place]
) -> list[Card]:
    """Give those of these keys to edit, at their places among all of the article."""
    quotes = complete(_rows(article).filter(pk__in=keys))
    return _cards(quotes, order, history.undoable(quotes))


def places(statements: Iterable[tuple[int, int, int | None]]) -> dict[int, Place]:
    """Number statements, given by key, start of the content and parent."""
    rows = list(statements)
    parents = {pk: parent for pk, _, parent in rows}

    def depth(pk: int | None) -> int:
        return -1 if pk is None else 1 + depth(parents.get(pk))

    ordered = sorted((start, depth(pk), pk) for pk, start, _ in rows)
    return {
        pk: Place(number, depth)
        for number, (_, depth, pk) in enumerate(ordered, start=1)
    }


def complete(statements: Iterable[Quote]) -> list[Quote]:
    """Read along the outlets in between and the joint speakers, which few have."""
    quotes = list(statements)
    with connection.cursor() as cursor:
        cursor.execute(_HAVE_PARTS, {"keys": [quote.pk for quote in quotes]})
        having = {key for (key,) in cursor.fetchall()}
    some = [quote for quote in quotes if quote.pk in having]
    prefetch_related_objects(some, "relays__outlet", "also_by")
    for quote in quotes:
        if quote.pk not in having:
            # As prefetching leaves a row for which it found nothing.
            quote._prefetched_objects_cache = {  # type: ignore[attr-defined]
                "relays": Relay.objects.none(),
                "also_by": Speaker.objects.none(),
            }
    return quotes


def _rows(article: Article) -> QuerySet[Quote]:
    rows: QuerySet[Quote] = article.quotes.select_related("speaker", "anonymous")
    return rows.defer("search")


def _cards(
    quotes: Iterable[Quote], order: Mapping[int, Place], undoable: Container[int]
) -> list[Card]:
    found = (Card(quote, *order[quote.pk], quote.pk in undoable) for quote in quotes)
    return sorted(found, key=lambda card: card.number)
