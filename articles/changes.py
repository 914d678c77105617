"""What acts did to rows, read off the events that triggers write.

A *step* is what one act did to one row. This module only reads.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.fields.json import KeyTextTransform
from pghistory.models import Context

Row = dict[str, Any]
Table = type[Model]
_ABOUT_EVENT = ["pgh_id", "pgh_label", "pgh_obj_id", "pgh_context_id", "pgh_created_at"]
# Grows with every act, so that it tells nothing about what was done.
_COUNTER = "version"


@dataclass(frozen=True, slots=True)
class Step:
    """A row before and after an act, by column; ``None`` where there is no row."""

    table: Table
    pk: int
    act: UUID | None
    at: datetime
    before: Row | None
    after: Row | None

    @property
    def columns(self) -> set[str]:
        """What changed; of a new or deleted row everything."""
        before, after = self.before or {}, self.after or {}
        changed = {
            name
            for name in before.keys() | after.keys()
            if name not in before or name not in after or before[name] != after[name]
        }
        return changed - {_COUNTER}


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of an act: its verb, who, when, why, and what it takes back."""

    key: UUID
    at: datetime
    act: str = ""
    by: str = ""
    why: str = ""
    undoes: UUID | None = None
    status: str = ""


@cache
def tables() -> list[Table]:
    """All tracked tables, those that others refer to first."""
    config = apps.get_app_config("articles")
    tracked = [model for model in config.get_models() if is_tracked(model)]
    return sorted(tracked, key=_depth)


def is_tracked(table: Table) -> bool:
    """Whether the history keeps what happens to the rows of a table."""
    return hasattr(table, "pgh_event_model")


def _depth(table: Table) -> int:
    targets: set[Any] = {field.related_model for field in table._meta.fields}
    others = [target for target in targets - {table, None} if is_tracked(target)]
    return 1 + max(map(_depth, others), default=0)


@cache
def columns(table: Table) -> list[str]:
    """The columns that the history keeps of a table; generated ones it does not."""
    events = events_of(table).model
    return [
        field.attname
        for field in table._meta.concrete_fields
        if hasattr(events, field.attname)
    ]


def events_of(table: Table) -> QuerySet[Any]:
    """The events of a table, the oldest first."""
    events: QuerySet[Any] = table.pgh_event_model.objects.order_by("pgh_id")  # type: ignore[attr-defined]
    return events


def lives(table: Table, pks: Iterable[int]) -> dict[int, list[Step]]:
    """All steps of these rows, the oldest first."""
    events = events_of(table).filter(pgh_obj_id__in=list(pks))
    by_row: dict[int, list[Row]] = defaultdict(list)
    for event in events.values(*_ABOUT_EVENT, *columns(table)):
        by_row[event["pgh_obj_id"]].append(event)
    return {pk: _steps(table, pk, events) for pk, events in by_row.items()}


def last_act(table: Table, pk: int, column: str = "") -> UUID | None:
    """The newest act that changed a row, or one ``column`` of it."""
    steps = lives(table, [pk]).get(pk, []) if is_tracked(table) else []
    touched = [step.act for step in steps if not column or column in step.columns]
    return touched[-1] if touched else None


def _steps(table: Table, pk: int, events: list[Row]) -> list[Step]:
    found: list[Step] = []
    before = None
    for act, same in groupby(events, key=_act_of):
        *_, last = same
        gone = last["pgh_label"] == "delete"
        after = None if gone else {name: last[name] for name in columns(table)}
        key = act if isinstance(act, UUID) else None
        found.append(Step(table, pk, key, last["pgh_created_at"], before, after))
        before = after
    return found


def _act_of(event: Row) -> UUID | int:
    """Events of one act are one step; each change that nobody told of is its own."""
    return event["pgh_context_id"] or event["pgh_id"]  # type: ignore[no-any-return]


def rows_of(
    keys: Iterable[UUID], most: int | None = None
) -> dict[Table, dict[int, set[UUID]]]:
    """The rows that these acts touched, table by table, with the acts of each.

    Of each act and table at most ``most`` rows.
    """
    found: dict[Table, dict[int, set[UUID]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_touched(), {"keys": list(keys), "most": most})
        for place, pk, key in cursor.fetchall():
            found.setdefault(tables()[place], {}).setdefault(pk, set()).add(key)
    return found


@cache
def _touched() -> str:
    """One query over the events of all tables: twenty queries an undo would be slow."""
    selects = (
        f"SELECT {place} AS place, pgh_obj_id, pgh_context_id, pgh_id, row_number()"
        " OVER (PARTITION BY pgh_context_id ORDER BY pgh_id) AS rank"
        f" FROM {events_of(table).model._meta.db_table}"
        " WHERE pgh_context_id = ANY(%(keys)s)"
        for place, table in enumerate(tables())
    )
    return (
        "SELECT place, pgh_obj_id, pgh_context_id FROM"
        f" ({' UNION ALL '.join(selects)}) AS touched"
        " WHERE %(most)s::integer IS NULL OR rank <= %(most)s ORDER BY place, pgh_id"
    )


def contexts() -> QuerySet[Any]:
    """The contexts of events, to be filtered by the words that acts write into them."""
    words = {f"told_{name}": KeyTextTransform(name, "metadata") for name in _WORDS}
    found: QuerySet[Any] = Context.objects.alias(**words)
    return found


_WORDS = ("act", "by", "why", "undoes", "status")


def told(found: Iterable[Any]) -> dict[UUID, Told]:
    """What ``contexts()`` tell, by key."""
    return {
        row.pk: _told(row.pk, row.created_at, *map(row.metadata.get, _WORDS))
        for row in found
    }


def told_of(keys: Iterable[UUID | None]) -> dict[UUID, Told]:
    """What is known of these acts."""
    return tell("WHERE id = ANY(%s::uuid[])", list({key for key in keys if key}))


def tell(which: str, *values: Any) -> dict[UUID, Told]:
    """What is known of the acts that a condition in SQL selects, in its order."""
    with connection.cursor() as cursor:
        cursor.execute(_TELLING + which, values)
        return {row[0]: _told(*row) for row in cursor.fetchall()}


def _told(key: UUID, at: datetime, *words: str | None) -> Told:
    act, by, why, undoes, status = words
    taken_back = UUID(undoes) if undoes else None
    return Told(key, at, act or "", by or "", why or "", taken_back, status or "")


_TELLING = f"""
    SELECT id, created_at, {", ".join(f"metadata ->> '{word}'" for word in _WORDS)}
    FROM pghistory_context
"""


def taken_back(keys: Iterable[UUID], *, and_now: UUID | None = None) -> set[UUID]:
    """Tell which of these acts were undone by an act that was not undone itself.

    ``and_now`` is an act that is just being taken back.
    """
    keys = set(keys)
    undoers = _undoers(keys)

    def stands(key: UUID) -> bool:
        return key != and_now and not any(map(stands, undoers.get(key, ())))

    return {key for key in keys if not stands(key)}


def undone_by(key: UUID) -> Told | None:
    """The act that took this one back and stands itself."""
    undoers = told(contexts().filter(told_undoes=str(key)))
    gone = taken_back(undoers)
    return next((act for undoer, act in undoers.items() if undoer not in gone), None)


def _undoers(keys: set[UUID]) -> Mapping[UUID, list[UUID]]:
    """The acts that took these back, those that took back the latter, and so on."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    open_keys = keys
    with connection.cursor() as cursor:
        while open_keys:
            cursor.execute(_UNDOING, [[str(key) for key in open_keys]])
            pairs = cursor.fetchall()
            for undoer, key in pairs:
                found[UUID(key)].append(undoer)
            open_keys = {undoer for undoer, _ in pairs}
    return found


_UNDOING = """
    SELECT id, metadata ->> 'undoes' FROM pghistory_context
    WHERE metadata ->> 'undoes' = ANY(%s)
"""


def standing(acts: Mapping[UUID, Told], *, and_now: UUID | None = None) -> set[UUID]:
    """Leave out the acts that were undone, together with those that undid them."""
    gone = taken_back(acts, and_now=and_now)
    return {key for key, act in acts.items() if key not in gone and not act.undoes}
