"""What was done, in words: who, when, what before and after, why.

Of one statement here; of an article, a speaker or all of it in ``feed``. This module
only reads.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count
from django.urls import reverse

from articles import changes
from articles.acts import EXTRACTED_AGAIN, TAKEN_IN
from articles.changes import Row, Step, Table, Told
from articles.models import (
    AnonymousSource,
    DifferentSpeakers,
    Quote,
    Speaker,
    SpeakerName,
    Status,
)
from articles.past import Past, Words, moment

_ROWS = 12  # that an entry names


class Line(NamedTuple):
    """One thing that an act changed, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What became of one statement, speaker or other row."""

    words: str
    url: str = ""
    before: str = ""
    after: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """One entry of a history, in words.

    ``more`` statements are not named; ``undoes`` is the act that this one took back.
    """

    at: datetime
    by: str
    act: str
    why: str
    undone: bool
    key: UUID | None = None
    can_undo: bool = False
    subjects: tuple[Subject, ...] = field(default=())
    more: int = 0
    undoes: Told | None = None

    @property
    def before(self) -> str:
        """Source and status of the first statement before the act."""
        return self.subjects[0].before if self.subjects else ""

    @property
    def after(self) -> str:
        """Source and status of the first statement after the act."""
        return self.subjects[0].after if self.subjects else ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """What else changed in the first statement."""
        return self.subjects[0].lines if self.subjects else ()


def of(quote: Quote) -> list[Act]:
    """Give the history of a statement."""
    past = Past([quote.pk])
    steps = past.steps(quote.pk)
    told = changes.told_of(step.act for step in steps)
    gone = changes.taken_back(told)
    undone = changes.told_of(act.undoes for act in told.values())
    return [
        _entry(step.act, step.at, {**undone, **told}, gone, (_statement(past, step),))
        for step in reversed(steps)
    ]


def entries(told: dict[UUID, Told]) -> list[Act]:
    """Entries for these acts, in their order, each with what it did to which rows."""
    gone = changes.taken_back(told)
    subjects = _subjects(told)
    many = _numbers(told)
    undone = changes.told_of(act.undoes for act in told.values())
    return [
        _entry(key, act.at, {**undone, **told}, gone, subjects[key], many.get(key, 0))
        for key, act in told.items()
    ]


def named(told: Told) -> str:
    """An act and what it was done to: “confirmed “It rains””."""
    subjects = entries({told.key: told})[0].subjects
    return f"{told.act} “{subjects[0].words[:80]}”" if subjects else told.act


def last_act(quote: Quote) -> UUID | None:
    """Give the newest act on a statement that an undo would take back."""
    events = changes.events_of(Quote).filter(pgh_obj_id=quote.pk)
    keys = events.values_list("pgh_context_id", flat=True)
    standing = _undoable(set(keys))
    return next((key for key in reversed(keys) if key in standing), None)


def undoable(quotes: Iterable[Quote]) -> set[int]:
    """Tell which statements have an act that an undo would take back, in one look."""
    touched = [
        quote.pk
        for quote in quotes
        if quote.version > 1 or quote.status != Status.MACHINE
    ]
    if not touched:
        return set()
    events = changes.events_of(Quote).filter(pgh_obj_id__in=touched)
    pairs = set(events.values_list("pgh_obj_id", "pgh_context_id"))
    standing = _undoable({key for _, key in pairs})
    return {pk for pk, key in pairs if key in standing}


def _undoable(keys: Iterable[UUID | None]) -> set[UUID]:
    """Leave out what the machine did, and what was taken back."""
    told = changes.told_of(keys)
    machine = {"", TAKEN_IN, EXTRACTED_AGAIN}
    corrections = {key: act for key, act in told.items() if act.act not in machine}
    return changes.standing(corrections)


def _entry(
    key: UUID | None,
    at: datetime,
    told: dict[UUID, Told],
    gone: set[UUID],
    subjects: tuple[Subject, ...],
    statements: int = 0,
) -> Act:
    act = told.get(key) if key else None
    return Act(
        at=at,
        by=act.by if act else "",
        act=(act.act if act else "") or "changed in the database",
        why=act.why if act else "",
        undone=key in gone,
        key=key,
        can_undo=bool(act and act.act and act.act != TAKEN_IN and key not in gone),
        subjects=subjects,
        more=max(0, statements - _ROWS),
        undoes=told.get(act.undoes) if act and act.undoes else None,
    )


def _numbers(keys: Iterable[UUID]) -> dict[UUID, int]:
    """How many statements each act touched."""
    events = changes.events_of(Quote).order_by().filter(pgh_context_id__in=list(keys))
    numbers = events.values("pgh_context_id").annotate(
        n=Count("pgh_obj_id", distinct=True)
    )
    return {row["pgh_context_id"]: row["n"] for row in numbers}


def _subjects(told: dict[UUID, Told]) -> dict[UUID, tuple[Subject, ...]]:
    """What each act did: statements first, then speakers, then whatever else."""
    rows = changes.rows_of(told, most=_ROWS)
    steps = [
        step
        for table, pks in rows.items()
        for life in changes.lives(table, pks).values()
        for step in life
        if step.act in told and (step.before or step.after)
    ]
    about: dict[UUID, dict[tuple[Table, int], Step]] = defaultdict(dict)
    for step in steps:
        about[step.act].setdefault(_about(step), step)  # type: ignore[index]
    wanted = [key for found in about.values() for key in found]
    past = Past(
        {pk for table, pk in wanted if table is Quote},
        {pk for table, pk in wanted if table is Speaker},
    )
    return {key: tuple(_all_words(past, about[key])) for key in told}


def _about(step: Step) -> tuple[Table, int]:
    """What a row is read with: its statement, its speaker, or itself."""
    row = step.after or step.before or {}
    if "quote_id" in row:
        return Quote, row["quote_id"]
    if step.table is SpeakerName:
        return Speaker, row["speaker_id"]
    return step.table, step.pk


def _all_words(past: Past, about: dict[tuple[Table, int], Step]) -> Iterable[Subject]:
    """In words; of speakers told apart, whom the act names, there is no more to say."""
    order = [Quote, Speaker]
    has_statement = any(table is Quote for table, _ in about)
    for (table, pk), step in sorted(
        about.items(), key=lambda one: (one[0][0] not in order, one[0][0] is not Quote)
    ):
        if table is Quote:
            yield _statement(past, step, pk)
        elif table is Speaker:
            yield _speaker(past, step, pk)
        elif table is not DifferentSpeakers and not (
            has_statement and table is AnonymousSource
        ):
            yield _other(step)


def _statement(past: Past, step: Step, pk: int | None = None) -> Subject:
    pk = step.pk if pk is None else pk
    when = moment(step.at, step.act)
    before = past.statement(pk, when, before=True)
    after = past.statement(pk, when, before=False)
    told = after or before or {}
    return Subject(
        words=told.get("words", "a statement"),
        url=reverse("articles:quote", args=[pk]) if after else "",
        before=_in_short(before),
        after=_in_short(after) or "deleted",
        lines=_lines(before, after, leave_out=("source", "status")),
    )


def _in_short(words: Words | None) -> str:
    return f"{words['source']}, {words['status']}" if words else ""


def _speaker(past: Past, step: Step, pk: int) -> Subject:
    when = moment(step.at, step.act)
    before = past.speaker(pk, when, before=True)
    after = past.speaker(pk, when, before=False)
    told = after or before or {}
    return Subject(
        words=told.get("name", "a speaker"),
        url=_speaker_url(past.slug(pk)) if after else "",
        lines=_lines(before, after),
        after="" if before else "new",
        before="" if after else "deleted",
    )


def _speaker_url(slug: str) -> str:
    return reverse("articles:speaker", args=[slug]) if slug else ""


def _lines(
    before: Words | None, after: Words | None, leave_out: tuple[str, ...] = ()
) -> tuple[Line, ...]:
    """What differs; of a new or deleted statement the words are enough."""
    if before is None or after is None:
        return ()
    labels = dict.fromkeys([*before, *after])
    pairs = [(name, before.get(name, ""), after.get(name, "")) for name in labels]
    return tuple(Line(*p) for p in pairs if p[1] != p[2] and p[0] not in leave_out)


def _other(step: Step) -> Subject:
    """A row of a table that has no words of its own."""
    before, after = step.before or {}, step.after or {}
    return Subject(
        words=str(step.table._meta.verbose_name),
        before=_values(before, step.columns),
        after=_values(after, step.columns) or "deleted",
    )


def _values(row: Row, columns: set[str]) -> str:
    told = {name: value for name, value in row.items() if name in columns}
    return ", ".join(f"{name}: {value}" for name, value in told.items() if value)
