"""What reading one article again would change: a report, and the rows to write.

What editors have settled stays as it is, with all that it needs; what they rejected is
not taken up again; what they added is not added a second time. Everything else becomes
what extraction finds now, in the row that it had. Nothing is written here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from articles import changes, rows
from articles.acts import EXTRACTED_AGAIN
from articles.again.facts import Fact, Told, facts
from articles.again.pairing import Reader, pair
from articles.again.people import People
from articles.extraction import Statement, clean
from articles.models import AnonymousSource, Article, Quote, Status
from articles.rows import Drawn


class Line(NamedTuple):
    """One thing that differs, in words."""

    label: str
    before: str
    after: str


class Difference(NamedTuple):
    """A statement that would be added, gone or changed; ``quote`` is its row's key."""

    at: int
    what: str
    words: str
    source: str
    quote: int | None = None
    lines: tuple[Line, ...] = ()


@dataclass(slots=True)
class Redone:
    """A row that becomes what was found; ``labels`` are the facts that differ."""

    row: Quote
    drawn: Drawn
    labels: frozenset[str]

    @property
    def has_other_confidence(self) -> bool:
        """Whether the machine is more or less sure of it than it was."""
        return (self.row.content_confidence, self.row.attribution_confidence) != (
            self.drawn.quote.content_confidence,
            self.drawn.quote.attribution_confidence,
        )


class Plan:
    """The report of one article, and what ``write`` needs to carry it out."""

    def __init__(self, article: Article, statements: Sequence[Statement]) -> None:
        self.article = article
        self.quotes = _quotes(article)
        self.differences: tuple[Difference, ...] = ()
        self.fresh: list[list[Drawn]] = []
        self.redone: list[Redone] = []
        self.gone: list[Quote] = []
        self.unnamed: dict[int, AnonymousSource] = {}
        self.kept_unnamed: set[int] = set()
        self._rows: dict[int, Quote] = {}
        self._barred: dict[int, Quote] = {}
        self.unreadable = clean(article.text) != article.text
        if not self.unreadable:
            self._pair(statements)
            self._find_unnamed()
            self._find_parents()
            self._compare()

    @property
    def added(self) -> int:
        return sum(map(len, self.fresh))

    @property
    def changed(self) -> int:
        return sum(bool(one.labels) for one in self.redone)

    @property
    def confidence_alone(self) -> int:
        """Statements that stay the same, but for how sure the machine is of them."""
        alone = [one for one in self.redone if not one.labels]
        return sum(one.has_other_confidence for one in alone)

    @property
    def same(self) -> int:
        return len(self.redone) - self.changed

    @property
    def kept(self) -> int:
        """Reviewed statements, which stay as they are."""
        return sum(quote.status != Status.MACHINE for quote in self.quotes)

    @cached_property
    def barred(self) -> int:
        """What was found and is not taken up, since an editor has rejected it."""
        settled = [*self._rows.values(), *self._barred.values()]
        return sum(quote.status == Status.REJECTED for quote in settled)

    @property
    def differs(self) -> bool:
        return bool(self.differences)

    @cached_property
    def digest(self) -> str:
        """Another one as soon as the article or what would be done to it is another."""
        seen = [(quote.pk, quote.version, quote.status) for quote in self.quotes]
        return sha256(
            repr((self.article.pk, seen, self.differences)).encode()
        ).hexdigest()

    def _pair(self, statements: Sequence[Statement]) -> None:
        read = Reader(self.article.text).words
        status = [quote.status for quote in self.quotes]
        pairs = pair(
            [read(quote.content, quote.cue) for quote in self.quotes],
            [read(found.content, found.cue) for found in statements],
            reviewed={at for at, one in enumerate(status) if one != Status.MACHINE},
            rejected={at for at, one in enumerate(status) if one == Status.REJECTED},
        )
        self._statements = statements
        self._rows = {at: self.quotes[row] for at, row in pairs.row_of.items()}
        self._barred = {at: self.quotes[row] for at, row in pairs.barred.items()}
        people = People(self.quotes, rows.contexts(self.article, statements))
        self._drawn = rows.draw(
            self.article,
            statements,
            who=lambda at, name, kind: people.who(self._rows.get(at), name, kind),
            outlet=people.outlet,
        )
        self._written = [
            at
            for at in range(len(statements))
            if at not in self._barred
            if at not in self._rows or self._rows[at].status == Status.MACHINE
        ]

    def _find_unnamed(self) -> None:
        """Give unnamed sources the rows that they have; what editors set stays."""
        settled = [quote for quote in self.quotes if quote.status != Status.MACHINE]
        self.kept_unnamed = {quote.anonymous_id for quote in settled} - {None}  # type: ignore[assignment]
        self.kept_unnamed |= _edited(self.article)
        taken: set[int] = set()
        for at in sorted(self._rows, key=lambda at: (at in self._written, at)):
            found, there = self._drawn[at].quote.anonymous, self._rows[at].anonymous
            if not found or not there or id(found) in self.unnamed:
                continue
            is_kept = there.pk in self.kept_unnamed
            if there.pk in taken or is_kept and not _alike(there, found):
                continue
            self.unnamed[id(found)] = there
            taken.add(there.pk)

    def _find_parents(self) -> None:
        """Say what each statement stands inside, never in a ring."""
        after = {id(quote): quote.parent for quote in self.quotes}
        for at in self._written:
            parent = self._statements[at].parent
            after[id(self._place(at))] = None if parent is None else self._place(parent)
        for at in self._written:
            quote = self._place(at)
            if any(above is quote for above in _above(quote, after)):
                after[id(quote)] = None
            self._drawn[at].quote.parent = after[id(quote)]
        self._after = after

    def _place(self, at: int) -> Quote:
        """The row of what was found: its own, one that stands for it, or a new one."""
        return self._rows.get(at) or self._barred.get(at) or self._drawn[at].quote

    def _compare(self) -> None:
        found = []
        for at in self._written:
            drawn, after = self._drawn[at], self._facts(self._drawn[at])
            row = self._rows.get(at)
            if row is None:
                found.append(_difference("added", drawn.quote, after))
                continue
            before = facts(self.article.text, Told.of(row))
            labels = [name for name in before if before[name].key != after[name].key]
            self.redone.append(Redone(row, drawn, frozenset(labels)))
            if labels:
                lines = [Line(n, before[n].words, after[n].words) for n in labels]
                found.append(_difference("changed", row, before, tuple(lines)))
        new = set(self._written) - self._rows.keys()
        self.fresh = [
            [self._drawn[at] for at in level if at in new]
            for level in rows.levels(self._statements)
        ]
        self.gone = list(self._left_over())
        for row in self.gone:
            told = facts(self.article.text, Told.of(row))
            found.append(_difference("gone", row, told))
        self.differences = tuple(sorted(found))

    def _facts(self, drawn: Drawn) -> dict[str, Fact]:
        source = drawn.quote.anonymous
        there = self.unnamed.get(id(source)) if source else None
        is_kept = there is not None and there.pk in self.kept_unnamed
        told = Told(
            quote=drawn.quote,
            joint=drawn.joint,
            relays=drawn.relays,
            anonymous=there or source,
            unnamed=there if is_kept else source,
            parent=drawn.quote.parent,
        )
        return facts(self.article.text, told)

    def _left_over(self) -> Iterator[Quote]:
        """Rows that nothing was found for and that no reviewed statement stands in."""
        found = {id(quote) for quote in self._rows.values()}
        needed = {
            id(above)
            for quote in self.quotes
            if quote.status != Status.MACHINE
            for above in _above(quote, self._after)
        }
        for quote in self.quotes:
            is_machine = quote.status == Status.MACHINE
            if is_machine and id(quote) not in found and id(quote) not in needed:
                yield quote


def _quotes(article: Article) -> list[Quote]:
    found = Quote.objects.filter(article=article).defer("search")
    found = found.select_related("speaker", "anonymous").order_by("pk")
    quotes = list(found.prefetch_related("joint__speaker", "relays__outlet"))
    by_key = {quote.pk: quote for quote in quotes}
    for quote in quotes:  # all of them stand in this article
        quote.parent = by_key.get(quote.parent_id or 0)
    return quotes


def _edited(article: Article) -> set[int]:
    """The unnamed sources that somebody changed since the machine wrote them."""
    events = changes.events_of(AnonymousSource).filter(
        article_id=article.pk, pgh_label="update"
    )
    pairs = set(events.values_list("pgh_obj_id", "pgh_context_id"))
    told = changes.told_of(key for _, key in pairs)
    machine = {key for key, act in told.items() if act.act == EXTRACTED_AGAIN}
    return {pk for pk, key in pairs if key not in machine}


def _alike(there: AnonymousSource, found: AnonymousSource) -> bool:
    """Whether both are read from the same words of the article."""
    if there.description == found.description:
        return True
    one, other = there.span, found.span
    return bool(one and other and one.lower < other.upper and other.lower < one.upper)


def _above(quote: Quote, parents: dict[int, Quote | None]) -> Iterator[Quote]:
    """What a statement stands inside, from the nearest outwards, each once."""
    seen: set[int] = set()
    above = parents.get(id(quote))
    while above is not None and id(above) not in seen:
        yield above
        seen.add(id(above))
        above = parents.get(id(above))


def _difference(
    what: str, quote: Quote, told: dict[str, Fact], lines: tuple[Line, ...] = ()
) -> Difference:
    start = min(quote.content)[0]
    words, source = told["words"].words, told["source"].words
    return Difference(start, what, words, source, quote.pk, lines)
