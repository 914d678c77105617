"""The one filter form: address <-> queryset <-> chips, for every list of statements."""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django import forms
from django.db.models import Value
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.text import capfirst

from articles.models import (
    Level,
    Outlet,
    Quote,
    QuoteKind,
    SourceKind,
    Speaker,
    Status,
)
from articles.models.fold import Fold
from articles.querysets import QuoteQuerySet

NO_ONE = "_none"  # no outlet carried it; no outlet's slug begins with a dash or line
UNDATED = "undated"
MANY = 300
_PERIOD = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>0[1-9]|1[0-2]))?")

_MOST_OF_A_NAME = 50  # speakers, found by the beginning of a name


class Words(forms.CharField):
    """Any string at all; what PostgreSQL cannot hold is left out."""

    widget = forms.SearchInput

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\x00", " ").strip()[:1000]


class Several(forms.Field):
    """One name that may stand in the address several times."""

    widget = forms.MultipleHiddenInput

    def __init__(self, choices: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(required=False)
        self.labels = dict(choices)

    def clean(self, value: Any) -> list[str]:
        typed = [text.replace("\x00", "").strip() for text in value or ()]
        chosen = list(dict.fromkeys(text[:300] for text in typed if text))[:MANY]
        unknown = [text for text in chosen if self.labels and text not in self.labels]
        if unknown:
            known = ", ".join(self.labels)
            raise forms.ValidationError(f"“{unknown[0]}” is none of: {known}.")
        return chosen


class Day(forms.DateField):
    def __init__(self, label: str) -> None:
        attrs = {"type": "date", "class": "live", "autocomplete": "off"}
        super().__init__(
            required=False, label=label, widget=forms.DateInput(attrs, "%Y-%m-%d")
        )


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that was chosen, in words, and the address without it."""

    before: str
    value: str
    address: QueryDict


class StatementFilter(forms.Form):
    """What a reader chose of the statements; several of one field widen, fields narrow.

    ``within`` is what there is to choose from, and the fields in ``fixed`` are settled
    by it.
    """

    q = Words(required=False, label="Search words, “phrases”, names")
    source = Several(SourceKind.choices)
    country = Several()
    organisation = Several()
    level = Several(Level.choices)
    through = Several()
    outlet = Several()
    speaker = Several()
    date = forms.ChoiceField(
        choices=[("", "said"), ("published", "published")],
        required=False,
        label="By the day it was",
        widget=forms.Select({"class": "live", "autocomplete": "off"}),
    )
    when = Several()
    since = Day("From")
    until = Day("To")
    wording = Several(QuoteKind.choices)
    status = Several(Status.choices)
    more = Several()  # the facets that are shown whole

    def __init__(
        self,
        data: QueryDict,
        *,
        within: QuoteQuerySet | None = None,
        fixed: Collection[str] = (),
    ) -> None:
        super().__init__(data, auto_id="%s")
        self.within = Quote.objects.all() if within is None else within
        self.fixed = frozenset(fixed)
        for name in fixed:
            del self.fields[name]

    def clean_when(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["when"]
        for text in chosen:
            if text != UNDATED and not (_PERIOD.fullmatch(text) and text >= "0001"):
                raise forms.ValidationError(
                    f"“{text}” is no year (2025) and no month (2025-03)."
                )
        return chosen

    def clean(self) -> None:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            self.add_error("since", "The first day lies after the last one.")

    @property
    def chosen(self) -> dict[str, Any]:
        """What is chosen, by field; nothing of a field that is empty or wrong."""
        if not hasattr(self, "cleaned_data"):
            self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def by_said(self) -> bool:
        """Whether dates are those on which it was said, not published."""
        return self.chosen.get("date") != "published"

    @cached_property
    def outlets(self) -> dict[str, Outlet]:
        """The outlets of the address, by slug."""
        slugs = [*self.chosen.get("outlet", ()), *self.chosen.get("through", ())]
        return {row.slug: row for row in Outlet.objects.filter(slug__in=slugs)}

    @cached_property
    def speakers(self) -> dict[str, list[Speaker]]:
        """The speakers of the address, by what stands in it: a slug, or any name."""
        return {text: _speakers(text) for text in self.chosen.get("speaker", ())}

    def rows(self, *, without: Collection[str] = ()) -> QuoteQuerySet:
        """The statements that were chosen, or would be without some of the fields.

        Nothing when a field is wrong: the page shows what is wrong with it.
        """
        if not self.is_valid():
            return self.within.none()
        rows = self.within
        for name in self.chosen.keys() - set(without):
            rows = self._narrowing(name)(rows)
        if not {"status"} & (self.chosen.keys() | set(without)):
            rows = rows.standing()
        return rows

    def _narrowing(self, name: str) -> Callable[[Any], Any]:
        values = self.chosen[name]
        column = _COLUMNS.get(name)
        if column:
            return lambda rows: rows.filter(**{f"{column}__in": values})
        return getattr(self, f"_by_{name}", lambda rows: rows)

    def _by_q(self, rows: QuoteQuerySet) -> QuoteQuerySet:
        return rows.matching(self.chosen["q"])

    def _by_through(self, rows: QuoteQuerySet) -> QuoteQuerySet:
        slugs = self.chosen["through"]
        known = [self.outlets[slug].pk for slug in slugs if slug in self.outlets]
        return rows.through(known, or_no_one=NO_ONE in slugs)

    def _by_outlet(self, rows: QuoteQuerySet) -> QuoteQuerySet:
        slugs = self.chosen["outlet"]
        known = [self.outlets[slug].pk for slug in slugs if slug in self.outlets]
        return rows.filter(outlet__in=known)

    def _by_speaker(self, rows: QuoteQuerySet) -> QuoteQuerySet:
        return rows.by(
            {
                row.pk
                for found in self.speakers.values()
                for speaker in found
                for row in (speaker, *speaker.merged_from.all())
            }
        )

    def _by_when(self, rows: QuoteQuerySet) -> QuoteQuerySet:
        chosen = self.chosen["when"]
        periods = [_days(text) for text in chosen if text != UNDATED]
        found = [self._within(rows, *days) for days in periods]
        found += [self.undated(rows)] if UNDATED in chosen else []
        return _any_of(found)

    def _by_since(self, rows: QuoteQuerySet) -> QuoteQuerySet:
        return self._within(rows, self.chosen["since"], self.chosen.get("until"))

    def _by_until(self, rows: QuoteQuerySet) -> QuoteQuerySet:
        return self._within(rows, self.chosen.get("since"), self.chosen["until"])

    def _within(
        self, rows: QuoteQuerySet, first: dt.date | None, last: dt.date | None
    ) -> QuoteQuerySet:
        within = rows.said_within if self.by_said else rows.published_within
        return within(first, last)

    def undated(self, rows: QuoteQuerySet) -> QuoteQuerySet:
        """Of these statements those that have no date of the kind that is asked for."""
        return rows.undated() if self.by_said else rows.filter(published_on=None)

    def address(self, **changes: Iterable[str]) -> QueryDict:
        """The address of what is chosen, with some fields changed; its first page."""
        address = QueryDict(mutable=True)
        for name in self.fields:
            values = changes.get(name, self._typed(name))
            if kept := [text for text in values if text]:
                address.setlist(name, kept)
        return address

    def _typed(self, name: str) -> list[str]:
        assert isinstance(self.data, QueryDict)
        return [text.strip() for text in self.data.getlist(name)]

    def toggled(self, name: str, value: str) -> QueryDict:
        """The address with this value added, or taken off when it is chosen."""
        return self.address(**{name: toggled(self._typed(name), value)})

    def undated_address(self) -> QueryDict:
        """The address of those that have no date, whatever dates are asked for."""
        return self.address(since=[], until=[], when=[UNDATED])

    def hidden(self) -> list[tuple[str, str]]:
        """What a form has to carry along: all that it has no control for."""
        shown = {"q", "since", "until", "date"}
        names = [name for name in self.fields if name not in shown]
        return [(name, text) for name in names for text in self._typed(name) if text]

    def chips(self) -> list[Chip]:
        """What is chosen, each to be taken off on its own."""
        return [
            Chip(before, label, self.toggled(name, value))
            for name in self.fields
            for value, before, label in self._worded(name)
        ]

    def _worded(self, name: str) -> list[tuple[str, str, str]]:
        """Each typed value of a field: itself, the words before it, its own words."""
        before, worded = self._wording(name)
        texts = [text for text in self._typed(name) if text]
        return [(text, before, worded(text)) for text in texts] if worded else []

    def _wording(self, name: str) -> tuple[str, Callable[[str], str] | None]:
        said = "said" if self.by_said else "published"
        outlet = partial(outlet_words, self.outlets)
        wordings: dict[str, tuple[str, Callable[[str], str]]] = {
            "q": ("", lambda text: f"“{text}”"),
            "country": ("unnamed, of", str),
            "organisation": ("unnamed, of", str),
            "through": ("through", outlet),
            "outlet": ("published by", outlet),
            "speaker": ("said by", self._speaker_words),
            "when": (f"{said} in", period_words),
            "since": (f"{said} from", self._day_words),
            "until": (f"{said} up to", self._day_words),
        }
        field = self.fields[name]
        if isinstance(field, Several) and field.labels:
            return "", partial(_label, name, field.labels)
        return wordings.get(name, ("", None))

    def _speaker_words(self, text: str) -> str:
        found = self.speakers.get(text)
        return found[0].name if found else text

    def _day_words(self, text: str) -> str:
        try:
            return date_format(dt.date.fromisoformat(text), "j M Y")
        except ValueError:
            return text


_COLUMNS = {
    "source": "source_kind",
    "wording": "kind",
    "status": "status",
    "country": "anonymous__country",
    "organisation": "anonymous__organisation",
    "level": "anonymous__level",
}


def toggled(values: list[str], value: str) -> list[str]:
    """The values with this one added, or without it."""
    if value in values:
        return [text for text in values if text != value]
    return [*values, value]


def period_words(text: str) -> str:
    """``2025`` as it is, ``2025-03`` as "March 2025"."""
    if "-" not in text:
        return "no known year" if text == UNDATED else text
    year, month = text.split("-", 1)
    known = month.isdigit() and 1 <= int(month) <= 12
    return f"{calendar.month_name[int(month)]} {year}" if known else text


def level_words(level: str) -> str:
    return "level not stated" if level == Level.UNSTATED else f"{level} only"


def _label(name: str, labels: dict[str, str], text: str) -> str:
    return capfirst(level_words(text) if name == "level" else labels.get(text, text))


def outlet_words(outlets: dict[str, Outlet], slug: str) -> str:
    if slug == NO_ONE:
        return "No one: said to the outlet"
    return outlets[slug].name if slug in outlets else slug


def _speakers(text: str) -> list[Speaker]:
    """Who has this slug, else who goes by this name, else by one that begins so.

    Those who were merged stand for the survivor.
    """
    rows = Speaker.objects.select_related("merged_into").order_by("pk")
    found = (
        rows.filter(slug=text)
        or rows.filter(names__folded=Fold(Value(text))).distinct()
        or rows.called(text)[:_MOST_OF_A_NAME]
    )
    return list({row.merged_into or row: None for row in found})


def _days(period: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of a year or a month."""
    year, _, month = period.partition("-")
    if not month:
        return dt.date(int(year), 1, 1), dt.date(int(year), 12, 31)
    last = calendar.monthrange(int(year), int(month))[1]
    return dt.date(int(year), int(month), 1), dt.date(int(year), int(month), last)


def _any_of(found: list[QuoteQuerySet]) -> QuoteQuerySet:
    first, *others = found
    for rows in others:
        first = first | rows
    return first
