"""Rows as they were at a moment, and how they read then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.range import Range

from articles import changes
from articles.changes import Row, Step, Table
from articles.models import (
    AnonymousSource,
    Article,
    JointSpeaker,
    Level,
    Outlet,
    Polarity,
    Quote,
    QuoteKind,
    Relay,
    SourceKind,
    Speaker,
    SpeakerName,
    Status,
    Tenure,
)
from articles.templatetags.quotes import days

Moment = tuple[datetime, int]
Words = dict[str, str]


def moment(at: datetime, act: UUID | None) -> Moment:
    """When something happened; acts of one transaction are told apart by their keys."""
    return at, act.int if act else 0


@dataclass(frozen=True, slots=True)
class _Life:
    steps: list[Step]

    def at(self, when: Moment, *, before: bool) -> Row | None:
        row = None
        for step in self.steps:
            then = moment(step.at, step.act)
            if then > when or (before and then == when):
                break
            row = step.after
        return row


class Past:
    """The lives of some statements and speakers, with all that they are read with."""

    def __init__(self, quotes: Iterable[int], speakers: Iterable[int] = ()) -> None:
        self._quotes = self._lives(Quote, list(quotes))
        self._parts: dict[Table, list[_Life]] = {
            table: self._parts_of(table, "quote_id", list(self._quotes))
            for table in (JointSpeaker, Relay)
        }
        self._anonymous = self._lives(
            AnonymousSource, self._values("anonymous_id", self._quotes.values())
        )
        self._speakers = self._lives(Speaker, list(speakers))
        self._forms = self._parts_of(SpeakerName, "speaker_id", list(self._speakers))
        self._names = self._names_of_speakers()
        self._outlets = dict(
            Outlet.objects.filter(
                pk__in=self._values("outlet_id", self._all(Relay))
            ).values_list("pk", "name")
        )
        self._texts: dict[int, str] = {}

    def steps(self, quote: int) -> list[Step]:
        """What happened to the row of a statement."""
        life = self._quotes.get(quote)
        return life.steps if life else []

    def statement(self, pk: int, when: Moment, *, before: bool) -> Words | None:
        """How a statement read at a moment, or just before it; ``None``: not there."""
        row = self._quotes[pk].at(when, before=before) if pk in self._quotes else None
        if row is None:
            return None
        joint = self._standing(JointSpeaker, pk, when, before=before)
        relays = self._standing(Relay, pk, when, before=before)
        relays.sort(key=lambda relay: relay["position"])
        return {
            "source": self._source(row, joint, when, before=before),
            "status": Status(row["status"]).label,
            "title": row["speaker_title"],
            "words": row["text"],
            "cue": self._words_at(row, row["cue"]),
            "words for the source": row["source_text"],
            "kind": QuoteKind(row["kind"]).label,
            "polarity": Polarity(row["polarity"]).label,
            "told to": row["addressee"],
            "said": _said(row["said_on"], row["said_on_words"]),
            "hedges": ", ".join(row["hedges"]),
            "came through": ", then ".join(map(self._relay, relays)),
            "disputed": row["dispute"],
        }

    def speaker(self, pk: int, when: Moment, *, before: bool) -> Words | None:
        """How a speaker's entry read at a moment, or just before it."""
        row = (
            self._speakers[pk].at(when, before=before) if pk in self._speakers else None
        )
        if row is None:
            return None
        forms = [life.at(when, before=before) for life in self._forms]
        return {
            "name": row["name"],
            "names": ", ".join(
                sorted(
                    {
                        form["name"]
                        for form in forms
                        if form and form["speaker_id"] == pk
                    }
                )
            ),
            "kind": SourceKind(row["kind"]).label,
            "merged into": self._names.get(row["merged_into_id"], ""),
            **{
                name.replace("_", " "): str(value)
                for name, value in row.items()
                if name not in _SPEAKER_OWN and value
            },
        }

    def slug(self, pk: int) -> str:
        """Where a speaker is found; nothing when its row is gone by now."""
        steps = self._speakers[pk].steps if pk in self._speakers else []
        now = steps[-1].after if steps else None
        return str(now["slug"]) if now else ""

    @staticmethod
    def _lives(table: Table, pks: Iterable[int]) -> dict[int, _Life]:
        pks = list(pks)
        found = changes.lives(table, pks) if pks else {}
        return {pk: _Life(steps) for pk, steps in found.items()}

    def _parts_of(self, table: Table, column: str, pks: list[int]) -> list[_Life]:
        """The lives of the rows that ever belonged to any of these."""
        events = changes.events_of(table).filter(**{f"{column}__in": pks})
        parts = set(events.values_list("pgh_obj_id", flat=True)) if pks else set()
        return list(self._lives(table, parts).values())

    def _all(self, table: Table) -> Iterable[_Life]:
        return self._parts[table]

    @staticmethod
    def _values(column: str, lives: Iterable[_Life]) -> set[int]:
        """All that a column ever held."""
        rows = [step.after for life in lives for step in life.steps if step.after]
        return {row[column] for row in rows} - {None}

    def _names_of_speakers(self) -> dict[int, str]:
        wanted = self._values("speaker_id", self._quotes.values())
        wanted |= self._values("speaker_id", self._parts[JointSpeaker])
        wanted |= self._values("merged_into_id", self._speakers.values())
        return dict(Speaker.objects.filter(pk__in=wanted).values_list("pk", "name"))

    def _standing(
        self, table: Table, quote: int, when: Moment, *, before: bool
    ) -> list[Row]:
        rows = [life.at(when, before=before) for life in self._parts[table]]
        return [row for row in rows if row and row["quote_id"] == quote]

    def _source(self, row: Row, joint: list[Row], when: Moment, *, before: bool) -> str:
        if row["speaker_id"]:
            name = self._names.get(row["speaker_id"]) or str(row["source_name"])
            also = [self._names.get(one["speaker_id"], "somebody") for one in joint]
            return " and ".join([name, *also])
        life = self._anonymous.get(row["anonymous_id"])
        source = life.at(when, before=before) if life else None
        if source:
            return _unnamed(source)
        return row["source_name"] or SourceKind(row["source_kind"]).label

    def _relay(self, row: Row) -> str:
        return f"{row['relation']} {self._outlets.get(row['outlet_id'], 'an outlet')}"

    def _words_at(self, row: Row, spans: list[tuple[int, int]]) -> str:
        pk = row["article_id"]
        if pk not in self._texts:
            article = Article.objects.filter(pk=pk).values_list("text", flat=True)
            self._texts[pk] = article.first() or ""
        return " … ".join(self._texts[pk][start:end] for start, end in spans)


_SPEAKER_OWN = {"id", "name", "slug", "kind", "merged_into_id"}


def _said(days_said: Range[Any] | None, words: str) -> str:
    if not days_said:
        return ""
    return f"{days(days_said)} (“{words}”)" if words else days(days_said)


def _unnamed(source: Row) -> str:
    told = [
        source["country"],
        source["organisation"],
        "" if source["level"] == Level.UNSTATED else source["level"],
        "" if source["tenure"] == Tenure.UNSTATED else source["tenure"],
        _count(source["count_min"], source["count_max"]),
        source["terms"],
        source["reason"],
    ]
    return ", ".join(["unnamed: " + source["description"], *filter(None, told)])


def _count(least: int, most: int | None) -> str:
    """How many they are: "2", "2 or more", "2 to 4"."""
    if most is None:
        return f"{least} or more"
    return str(least) if most == least else f"{least} to {most}"
