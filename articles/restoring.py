"""Putting rows back as they were before an act, all of them or none."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, models

from articles import changes
from articles.changes import Row, Step, Table, Told
from articles.models import AnonymousSource, JointSpeaker, Quote, Speaker, Status

Key = tuple[Table, int]


class Refused(Exception):
    """The act makes no sense or cannot be done; the message says why, in plain words.

    ``in_the_way`` are the acts that would have to be taken back first.
    """

    def __init__(self, message: str, in_the_way: Iterable[UUID | None] = ()) -> None:
        super().__init__(message)
        self.in_the_way = [key for key in dict.fromkeys(in_the_way) if key]


@dataclass(frozen=True, slots=True)
class _Turn:
    """One row to put back: what the act did to it, and what stands before and after.

    ``born`` is the row as it was first written, ``told`` what is known of the acts.
    """

    step: Step
    born: Row | None
    earlier: list[Step]
    later: list[Step]
    told: dict[UUID, Told]

    @property
    def key(self) -> Key:
        return self.step.table, self.step.pk


def put_back(act: UUID) -> None:
    """Put back all rows of an act.

    Raises:
        Refused: a later act stands in the way, or a row that is needed is gone.
    """
    rows = changes.rows_of([act])
    there = {table: _lock(table, rows[table]) for table in rows}
    turns = [turn for table in rows for turn in _turns(act, table, rows[table])]
    made = [turn for turn in turns if turn.step.before is None]
    lost = [turn for turn in turns if turn.step.after is None]
    changed = [turn for turn in turns if turn.step.before and turn.step.after]
    may_stay = _speakers_with_names(made)
    bound = [turn for turn in turns if turn.key not in may_stay]
    _check_later(bound)
    for turn in bound:
        _check_there(turn, is_there=turn.step.pk in there[turn.step.table])
    kept = _kept(made, changed, may_stay)
    _check_targets([*lost, *changed])
    try:
        _insert(lost)
        _update(changed)
        _delete([turn for turn in made if turn.key not in kept])
        _check_now()
    except IntegrityError:
        raise Refused(
            "Something else has taken its place since, so it cannot be put back."
        ) from None


def _lock(table: Table, pks: Iterable[int]) -> set[int]:
    """Lock the rows that are still there, always in the same order."""
    rows = table._default_manager.select_for_update().filter(pk__in=list(pks))
    return set(rows.order_by("pk").values_list("pk", flat=True))


def _turns(act: UUID, table: Table, pks: Iterable[int]) -> list[_Turn]:
    """The rows of a table that the act left different, in order."""
    lives = changes.lives(table, pks)
    told = changes.told_of(step.act for step in chain.from_iterable(lives.values()))
    standing = changes.standing(told, and_now=act)
    found = []
    for steps in map(lives.__getitem__, sorted(lives)):
        at = [step.act for step in steps].index(act)

        def still(part: list[Step]) -> list[Step]:
            return [s for s in part if s.act is None or s.act in standing]

        if steps[at].before is not None or steps[at].after is not None:
            earlier, later = still(steps[:at]), still(steps[at + 1 :])
            found.append(_Turn(steps[at], steps[0].after, earlier, later, told))
    return found


def _check_later(turns: list[_Turn]) -> None:
    """Refuse when what was done since would be lost."""
    later = [
        (turn, other)
        for turn in turns
        for other in turn.later
        if other.columns & turn.step.columns
        or turn.step.before is None
        or other.after is None
        or _vouches(other)
    ]
    if later:
        raise Refused(_in_the_way(*later[0]), [other.act for _, other in later])


def _check_there(turn: _Turn, *, is_there: bool) -> None:
    step = turn.step
    if is_there is (step.after is None):
        gone = "is gone" if step.after else "is there again"
        raise Refused(f"{_subject(step)} {gone}, so this cannot be put back.")


def _vouches(step: Step) -> bool:
    """Whether the step says that the whole statement is right as it is.

    An act that changed nothing said so, too: it gave what was there already.
    """
    if step.table is not Quote or not step.after:
        return False
    says_so = "status" in step.columns and step.after["status"] == Status.CONFIRMED
    return says_so or not step.columns


def _in_the_way(turn: _Turn, other: Step) -> str:
    told = turn.told.get(other.act) if other.act else None
    if not told or not told.act:
        return f"{_subject(other)} was changed in the database since."
    by = f" by {told.by}" if told.by else ""
    return f"{_subject(other)} was {told.act}{by} since. Take that back first."


def _subject(step: Step) -> str:
    """What a row is about, in a few words."""
    row = step.after or step.before or {}
    words = row.get("text") or row.get("name") or row.get("description") or ""
    kind = str(step.table._meta.verbose_name)
    if not words:
        return f"The {kind}"
    short = words if len(words) <= 60 else words[:60].rsplit(" ", 1)[0] + " …"
    return f"“{short}”"


def _speakers_with_names(made: list[_Turn]) -> set[Key]:
    """New speakers and their names: they stay when others have come to use them."""
    people = {turn.key for turn in made if turn.step.table is Speaker}
    return people | {turn.key for turn in made if _hangs_on(turn.step, people)}


def _kept(made: list[_Turn], changed: list[_Turn], may_stay: set[Key]) -> set[Key]:
    """The new rows that stay, since other rows refer to them by now.

    Raises:
        Refused: it is a row that cannot stay.
    """
    going = {turn.key for turn in made}
    released = {(turn.key, name) for turn in changed for name in turn.step.columns}
    kept: set[Key] = set()
    for turn in made:
        used = [
            (user, column)
            for user, column in _users(*turn.key)
            if user not in going and (user, column) not in released
        ]
        if (
            turn.step.table is Speaker
            and (used or turn.later)
            or used
            and turn.step.table is AnonymousSource
        ):
            kept.add(turn.key)
        elif used and turn.key not in may_stay:
            raise Refused(
                f"{_subject(turn.step)} is needed by others by now.",
                [changes.last_act(*user, column) for user, column in used],
            )
    return kept | {turn.key for turn in made if _hangs_on(turn.step, kept)}


def _users(table: Table, pk: int) -> Iterable[tuple[Key, str]]:
    """The rows that refer to a row, each with the column that does."""
    for relation in table._meta.related_objects:
        user: Any = relation.related_model
        is_leaf = relation.on_delete is models.CASCADE and not changes.is_tracked(user)
        if relation.many_to_many or hasattr(user, "pgh_tracked_model") or is_leaf:
            continue
        column = relation.field.attname
        rows = user._default_manager.filter(**{column: pk})
        for other in rows.values_list("pk", flat=True):
            yield (user, other), column


def _hangs_on(step: Step, rows: set[Key]) -> bool:
    """Whether a row lives and dies with one of these, as a name with its speaker."""
    return any(
        field.remote_field.on_delete is models.CASCADE
        and (field.related_model, (step.after or {}).get(field.attname)) in rows
        for field in _references(step.table)
    )


def _references(table: Table) -> list[Any]:
    return [field for field in table._meta.concrete_fields if field.remote_field]


def _check_targets(back: list[_Turn]) -> None:
    """Refuse when a row would point to one that was deleted or merged meanwhile."""
    returning = {turn.key for turn in back if turn.step.after is None}
    wanted: dict[Table, set[Any]] = defaultdict(set)
    for turn in back:
        for field in _references(turn.step.table):
            value = (turn.step.before or {})[field.attname]
            if value is not None and field.attname in turn.step.columns:
                wanted[field.related_model].add(value)
    for table, pks in wanted.items():
        pks -= {pk for other, pk in returning if other is table}
        there = set(
            table._default_manager.filter(pk__in=pks).values_list("pk", flat=True)
        )
        if gone := pks - there:
            raise Refused(
                f"The {table._meta.verbose_name} that it had before was deleted"
                " meanwhile.",
                [changes.last_act(table, pk) for pk in gone],
            )
    _check_not_merged(back)


def _check_not_merged(back: list[_Turn]) -> None:
    """Refuse to give statements to a merged speaker; its names may well stay its own."""
    returning = {turn.key for turn in back}
    columns = {
        Quote: "speaker_id",
        JointSpeaker: "speaker_id",
        Speaker: "merged_into_id",
    }
    pks = {
        (turn.step.before or {})[columns[turn.step.table]]
        for turn in back
        if columns.get(turn.step.table) in turn.step.columns
    }
    if not (pks := pks - {None}):
        return
    merged = Speaker.objects.filter(pk__in=pks).exclude(merged_into=None)
    for speaker in merged.select_related("merged_into"):
        if (Speaker, speaker.pk) not in returning:
            raise Refused(
                f"{speaker} was merged into {speaker.merged_into} since. Take that"
                " back first.",
                [changes.last_act(Speaker, speaker.pk, "merged_into_id")],
            )


def _insert(lost: list[_Turn]) -> None:
    for turn in lost:
        row = dict(turn.step.before or {})
        if "version" in row:
            row["version"] += 1
        turn.step.table._default_manager.bulk_create([turn.step.table(**row)])


def _update(changed: list[_Turn]) -> None:
    """Update the rows that get the same values back together."""
    alike: dict[tuple[Table, str], tuple[Row, list[int]]] = {}
    for turn in changed:
        values = _values(turn)
        same = (turn.step.table, repr(sorted(values.items(), key=itemgetter(0))))
        alike.setdefault(same, (values, []))[1].append(turn.step.pk)
    for (table, _), (values, pks) in alike.items():
        table._default_manager.filter(pk__in=pks).update(**values)


def _values(turn: _Turn) -> Row:
    before = turn.step.before or {}
    values = {name: before[name] for name in turn.step.columns}
    if turn.step.table is Quote:
        values |= {"status": _status(turn), "version": models.F("version") + 1}
    return values


def _status(turn: _Turn) -> str:
    """The status that the acts which still stand have left a statement with."""
    status: str = (turn.born or {})["status"]
    for step in [*turn.earlier, *turn.later]:
        told = turn.told.get(step.act) if step.act else None
        given = told.status if told else ""
        if given or "status" in step.columns:
            status = given or (step.after or {})["status"]
    return status


def _delete(made: list[_Turn]) -> None:
    order = changes.tables()
    for turn in sorted(made, key=lambda t: order.index(t.step.table), reverse=True):
        turn.step.table._default_manager.filter(pk=turn.step.pk).delete()


def _check_now() -> None:
    """Have the database check now what it would check at the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
