"""Statements over time, as the bars of a small picture."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT = 760, 56
_MOST = 62  # bars; with more of them the next longer unit is taken

Spans = Mapping[tuple[date | None, date | None], int]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, with where it stands in the picture."""

    label: str
    count: int
    x: float
    width: float
    height: float

    @property
    def y(self) -> float:
        return HEIGHT - self.height


@dataclass(frozen=True, slots=True)
class Timeline:
    """How many statements there are a day, a month or a year; no gap is left out."""

    unit: str
    bars: list[Bar]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def ticks(self) -> list[str]:
        """The labels below: the first bar, one in the middle, the last."""
        if len(self.bars) < 5:
            return [bar.label for bar in self.bars]
        middle = len(self.bars) // 2
        return [self.bars[place].label for place in (0, middle, -1)]

    @property
    def last(self) -> Bar:
        return self.bars[-1]

    @property
    def most(self) -> Bar:
        return max(self.bars, key=lambda bar: bar.count)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit of time: where one begins, the next one, and its words."""

    name: str
    begin: Callable[[date], date]
    following: Callable[[date], date]
    words: Callable[[date], str]

    def all_between(self, first: date, last: date) -> list[date]:
        """Every unit from the one of ``first`` on; too many are not counted out."""
        found, stop = [self.begin(first)], self.begin(last)
        while found[-1] < stop and len(found) <= _MOST:
            found.append(self.following(found[-1]))
        return found


def _month_after(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _decade(day: date) -> date:
    return date(max(1, day.year // 10 * 10), 1, 1)


_UNITS = [
    _Unit(
        "day",
        lambda day: day,
        lambda day: day + timedelta(days=1),
        lambda day: f"{day.day} {day:%b} {day.year}",
    ),
    _Unit(
        "month",
        lambda day: day.replace(day=1),
        _month_after,
        lambda day: f"{day:%b} {day.year}",
    ),
    _Unit(
        "year",
        lambda day: day.replace(month=1, day=1),
        lambda day: day.replace(year=day.year + 1),
        lambda day: str(day.year),
    ),
    _Unit(
        "decade",
        _decade,
        lambda day: _decade(day.replace(year=day.year + 10)),
        lambda day: f"{day.year // 10 * 10}s",
    ),
]


def timeline(spans: Spans) -> Timeline | None:
    """Draw dated statements, each at its first day; ``None`` with fewer than two bars."""
    days: Counter[date] = Counter()
    for (first, _), number in spans.items():
        if first is not None:
            days[first] += number
    if len(days) < 2:
        return None
    unit, starts = _fitting(min(days), max(days))
    counts: Counter[date] = Counter()
    for day, number in days.items():
        counts[max(unit.begin(day), starts[0])] += number
    return Timeline(unit.name, _bars([(unit.words(at), counts[at]) for at in starts]))


def _fitting(first: date, last: date) -> tuple[_Unit, list[date]]:
    """The shortest unit that gives few enough bars; centuries are cut short."""
    for unit in _UNITS:
        starts = unit.all_between(first, last)
        if len(starts) <= _MOST:
            break
    return unit, starts


def _bars(counts: list[tuple[str, int]]) -> list[Bar]:
    step = WIDTH / len(counts)
    scale = HEIGHT / max(1, *(count for _, count in counts))
    return [
        Bar(
            label=label,
            count=count,
            x=round(place * step, 1),
            width=round(min(step * 0.82, 48), 1),
            height=round(max(count * scale, 2 if count else 0), 1),
        )
        for place, (label, count) in enumerate(counts)
    ]
