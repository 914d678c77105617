"""The choices beside a list of statements, each with the number that it would give.

The numbers of a facet leave out the facet's own filter and keep all others. Facets over
few values are counted together, in one table of all their combinations.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, DateField, F, Func, Q
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.text import capfirst

from articles.filters import (
    MANY,
    NO_ONE,
    UNDATED,
    StatementFilter,
    level_words,
    outlet_words,
    period_words,
    toggled,
)
from articles.models import (
    Article,
    JointSpeaker,
    Outlet,
    QuoteKind,
    Relay,
    SourceKind,
    Speaker,
    Status,
)
from articles.timeline import Timeline, timeline

FEW = 8  # of a long facet are shown until all are asked for
_WORDS = ("source", "wording", "status")
_UNNAMED = ("country", "organisation", "level")
_DATES = ("when",)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet, how many statements have it, and the address to toggle it."""

    key: str
    label: str
    count: int
    chosen: bool
    address: QueryDict
    inner: bool = False  # a month below its year


@dataclass(frozen=True, slots=True)
class Facet:
    """The choices of one field; ``total`` says how many there are if not all are shown."""

    name: str
    title: str
    choices: list[Choice]
    total: int = 0
    more: QueryDict | None = None
    less: QueryDict | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """How many statements there are, in how many articles, from how many origins."""

    statements: int
    articles: int
    origins: int
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """All the numbers beside one list of statements."""

    summary: Summary
    facets: dict[str, Facet]
    timeline: Timeline | None


def count(form: StatementFilter) -> Counts:
    """Count everything that the page of this filter shows."""
    counting = _Counting(form)
    counting.count()
    return Counts(counting.summary(), counting.facets, timeline(counting.spans))


@dataclass
class _Counting:
    """The counting of one page's numbers, facet by facet."""

    form: StatementFilter
    facets: dict[str, Facet] = field(default_factory=dict)
    spans: Counter[tuple[date | None, date | None]] = field(default_factory=Counter)
    total: int = 0

    def count(self) -> None:
        self._count_words()
        self._count_unnamed()
        self._count_outlets()
        if "speaker" not in self.form.fixed:
            self._count_speakers()
        self._count_dates()

    def summary(self) -> Summary:
        """One origin is one story, however many outlets printed it word for word."""
        found = Article.objects.filter(pk__in=self.form.rows().values("article"))
        origin = Coalesce("copy_of", "pk")
        numbers = found.aggregate(
            articles=Count("pk"), origins=Count(origin, distinct=True)
        )
        return Summary(self.total, **numbers, undated=self._undated())

    def _undated(self) -> int:
        """How many more there would be if those without a date counted as dated."""
        dates = {"when", "since", "until"} & self.form.chosen.keys()
        if not dates or UNDATED in self.form.chosen.get("when", ()):
            return 0
        return self.form.undated(self.form.rows(without=dates)).count()

    def _count_words(self) -> None:
        columns = ("source_kind", "kind", "status")
        table = _table(self.form.rows(without=_WORDS), columns)
        asked = [set(self.form.chosen.get(name, ())) for name in _WORDS]
        asked[2] = asked[2] or set(Status.values) - {Status.REJECTED}
        self.total = sum(
            number
            for row, number in table.items()
            if all(
                not want or value in want
                for value, want in zip(row, asked, strict=True)
            )
        )
        titles = ("Source", "Wording", "Review")
        labels = (SourceKind, QuoteKind, Status)
        for index, name in enumerate(_WORDS):
            counts = _along(table, index, asked)
            words = {
                value: capfirst(str(label)) for value, label in labels[index].choices
            }
            ordered = {value: counts[value] for value in words if counts[value]}
            self._add(name, titles[index], ordered, words)

    def _count_unnamed(self) -> None:
        rows = self.form.rows(without=_UNNAMED).exclude(anonymous=None)
        table = _table(rows, [f"anonymous__{name}" for name in _UNNAMED])
        asked = [set(self.form.chosen.get(name, ())) for name in _UNNAMED]
        for index, (name, title) in enumerate(
            zip(_UNNAMED, ("Country", "Organisation", "Level"), strict=True)
        ):
            counts = _along(table, index, asked)
            del counts[""]
            words = {value: value for value in counts}
            if name == "level":
                words = {value: capfirst(level_words(value)) for value in counts}
            self._add(name, title, _by_number(counts, words), words)

    def _count_outlets(self) -> None:
        published = _table(self.form.rows(without=["outlet"]), ["outlet"])
        published.pop((None,), None)
        carried, by_no_one = self._carried()
        outlets = Outlet.objects.in_bulk({pk for (pk,) in published} | carried.keys())
        words = {row.slug: row.name for row in outlets.values()}
        through = {outlets[pk].slug: number for pk, number in carried.items()}
        ordered = _by_number(through, words) | {NO_ONE: by_no_one}
        words[NO_ONE] = outlet_words({}, NO_ONE)
        self._add("through", "Reached us through", ordered, words)
        if "outlet" not in self.form.fixed:
            by = {outlets[pk].slug: number for (pk,), number in published.items()}
            self._add("outlet", "Published by", _by_number(by, words), words)

    def _carried(self) -> tuple[dict[int, int], int]:
        """How many statements each outlet carried, and how many none did.

        Every chain has one first place, so first places count carried statements.
        """
        rows = self.form.rows(without=["through"])
        every = rows.count() if "through" in self.form.chosen else self.total
        counted = Relay.objects.filter(quote__in=rows).order_by().values_list("outlet")
        table = counted.annotate(
            n=Count("quote", distinct=True), chains=Count("pk", filter=Q(position=0))
        )
        carried = {outlet: (number, chains) for outlet, number, chains in table}
        numbers = {outlet: number for outlet, (number, _) in carried.items()}
        return numbers, every - sum(chains for _, chains in carried.values())

    def _count_speakers(self) -> None:
        rows = self.form.rows(without=["speaker"])
        alone = rows.exclude(speaker=None).order_by().values_list("speaker")
        alone = alone.annotate(n=Count("pk"))
        counts = Counter(dict(alone.order_by("-n", "speaker")[:FEW]))
        asked = {
            row.pk: text for text, found in self.form.speakers.items() for row in found
        }
        counts.update(dict(alone.filter(speaker__in=asked.keys() - counts.keys())))
        counts.update(dict.fromkeys(asked.keys(), 0))
        joint = JointSpeaker.objects.filter(quote__in=rows, speaker__in=list(counts))
        counts.update(
            dict(joint.order_by().values_list("speaker").annotate(n=Count("quote")))
        )
        people = Speaker.objects.in_bulk(list(counts))
        slugs = {pk: asked.get(pk, row.slug) for pk, row in people.items()}
        words = {slugs[pk]: row.name for pk, row in people.items()}
        by_slug = {slugs[pk]: counts[pk] for pk in people}
        self._add("speaker", "Said by", _by_number(by_slug, words), words)

    def _count_dates(self) -> None:
        spans = _spans(self.form.rows(without=_DATES), by_said=self.form.by_said)
        asked = "when" in self.form.chosen
        shown = _spans(self.form.rows(), by_said=self.form.by_said) if asked else spans
        self.spans = shown
        years = _periods(spans, months_of=self._years_chosen())
        words = {value: period_words(value) for value in years} | {UNDATED: "No date"}
        title = "Said" if self.form.by_said else "Published"
        self._add("when", title, years, words)

    def _years_chosen(self) -> set[int]:
        chosen = self.form.chosen.get("when", ())
        return {int(text[:4]) for text in chosen if text != UNDATED}

    def _add(
        self, name: str, title: str, counts: Mapping[str, int], words: Mapping[str, str]
    ) -> None:
        chosen = self.form.chosen.get(name, [])
        counts = {text: number for text, number in counts.items() if number}
        counts |= {text: 0 for text in chosen if text not in counts}
        every = name in self.form.chosen.get("more", ())
        limit = MANY if every or name == "when" else FEW
        shown = [
            value
            for place, value in enumerate(counts)
            if place < limit or value in chosen or value == NO_ONE
        ]
        choices = [
            self._choice(name, value, words.get(value, value), counts[value])
            for value in shown
        ]
        hidden = len(counts) > len(shown)
        toggle = self.form.toggled("more", name)
        self.facets[name] = Facet(
            name=name,
            title=title,
            choices=choices,
            total=len(counts),
            more=toggle if hidden and not every else None,
            less=toggle if every else None,
        )

    def _choice(self, name: str, value: str, label: str, count: int) -> Choice:
        chosen = self.form.chosen.get(name, [])
        values = toggled(chosen, value)
        if name == "when":
            values = _one_period(chosen, value)
        return Choice(
            key=f"{name}-{zlib.crc32(value.encode()):x}",
            label=label,
            count=count,
            chosen=value in chosen,
            address=self.form.address(**{name: values}),
            inner=name == "when" and "-" in value,
        )


def _table(rows: Any, columns: Iterable[str]) -> dict[tuple[Any, ...], int]:
    """How many statements there are of each combination of values."""
    counted = rows.order_by().values_list(*columns).annotate(n=Count("pk"))
    return {tuple(values): number for *values, number in counted}


def _along(
    table: dict[tuple[Any, ...], int], index: int, asked: list[set[str]]
) -> Counter[str]:
    """The numbers of one column where all other columns are as asked."""
    counts: Counter[str] = Counter()
    for row, number in table.items():
        others = (
            not want or row[place] in want
            for place, want in enumerate(asked)
            if place != index
        )
        if all(others):
            counts[row[index]] += number
    return counts


def _by_number(counts: Mapping[str, int], words: Mapping[str, str]) -> dict[str, int]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], words[item[0]]))
    return dict(ordered)


def _spans(rows: Any, *, by_said: bool) -> Counter[tuple[date | None, date | None]]:
    """How many statements there are of each first and last day."""
    first: F | Coalesce = F("published_on")
    last: F | Coalesce = first
    if by_said:
        end = Func("said_on", template="upper(%(expressions)s) - 1")
        end.output_field = DateField()
        first = Coalesce("said_on__startswith", "published_on")
        last = Coalesce(end, "published_on")
    counted = rows.order_by().values_list(first, last).annotate(n=Count("pk"))
    return Counter({(start, stop): number for start, stop, number in counted})


def _periods(
    spans: Counter[tuple[date | None, date | None]], *, months_of: set[int]
) -> dict[str, int]:
    """Years, newest first, each with its months where these are asked for."""
    counts: Counter[str] = Counter()
    for (first, last), number in spans.items():
        if first is None or last is None:
            counts[UNDATED] += number
            continue
        for year in range(first.year, last.year + 1):
            counts[f"{year:04}"] += number
            if year in months_of:
                start = first.month if first.year == year else 1
                stop = last.month if last.year == year else 12
                for month in range(start, stop + 1):
                    counts[f"{year:04}-{month:02}"] += number
    undated = {UNDATED: counts.pop(UNDATED)} if counts[UNDATED] else {}
    counts.pop(UNDATED, None)
    years = sorted(counts, key=lambda text: (-int(text[:4]), text[4:]))
    return {text: counts[text] for text in years} | undated


def _one_period(chosen: list[str], value: str) -> list[str]:
    """Choosing a month leaves its year, and choosing a year leaves its months."""
    if value in chosen:
        kept = [text for text in chosen if text != value]
        return [*kept, value[:4]] if "-" in value else kept
    related = {text for text in chosen if text[:4] == value[:4] and text != UNDATED}
    if "-" in value:
        related = {value[:4]} & set(chosen)
    return [text for text in chosen if text not in related] + [value]
