"""A plain model of what editors do: values in a dictionary, acts as what they set there.

It knows no database. Taking an act back means: play again all acts that still stand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Row = tuple[str, Any]  # a statement, a joint speaker, a speaker, a name, a pair
Cell = tuple[str, Any, str]
Cells = dict[Cell, Any]


class Refused(Exception):
    """The model does not allow it."""


@dataclass(eq=False)
class Entry:
    """An act: what it set in place of what, and the status that it gave statements."""

    verb: str
    by: str
    sets: Cells
    was: Cells
    gives: dict[Any, str] = field(default_factory=dict)
    undoes: "Entry | None" = None

    @property
    def statements(self) -> set[Any]:
        whole = self.undoes.statements if self.undoes else set(self.gives)
        return whole | {row for table, row, _ in self.sets if table == "quote"}

    @property
    def rows(self) -> set[Row]:
        """All that it touched, or pointed to before or after."""
        values = [*self.sets.values(), *self.was.values()]
        people = {("speaker", value) for value in values if type(value) is int}
        cells = {(table, row) for table, row, _ in self.sets}
        return cells | people | {("quote", row) for row in self.statements}

    @property
    def made(self) -> set[Any]:
        """The speakers that it made."""
        return {
            row
            for (table, row, column), value in self.sets.items()
            if (table, column, value) == ("speaker", "there", True)
        }

    @property
    def made_cells(self) -> Cells:
        """The cells of speakers that it made, and of the names that came with them."""
        made = self.made
        return {
            cell: value
            for cell, value in self.sets.items()
            if (cell[0] == "speaker" and cell[1] in made)
            or (cell[0] == "name" and self.was[cell] is None and value in made)
        }


class Newsroom:
    """What is there, and the log of all that was done."""

    def __init__(self, start: Cells) -> None:
        self.start = start
        self.now = dict(start)
        self.log: list[Entry] = []
        self.numbers = iter(range(10_000, 20_000))  # of rows that acts make

    def get(self, table: str, row: Any, column: str) -> Any:
        return self.now.get((table, row, column))

    def where(self, table: str, column: str, value: Any) -> list[Any]:
        """The rows that have this value."""
        return [
            row
            for (own, row, name), now in self.now.items()
            if own == table and name == column and now == value
        ]

    def do(self, verb: str, by: str, sets: Cells, gives: Any = None) -> None:
        """Write an act; what changes nothing and judges nothing leaves no entry."""
        wanted = {
            **sets,
            **{("quote", q, "status"): s for q, s in (gives or {}).items()},
        }
        for quote, status in (gives or {}).items():
            if status != "disputed":
                wanted[("quote", quote, "dispute")] = ""
        changed = {c: v for c, v in wanted.items() if self.now.get(c) != v}
        if changed or gives:
            was = {cell: self.now.get(cell) for cell in changed}
            self.log.append(Entry(verb, by, changed, was, gives or {}))
            self.now |= changed

    def judge(self, quote: Any, status: str, by: str, note: str = "") -> None:
        sets = {("quote", quote, "dispute"): note} if note else {}
        self.do(status, by, sets, {quote: status})

    def give(self, quote: Any, speaker: int, by: str, **also: Any) -> None:
        """Give a statement to a speaker, or to whoever that was merged into."""
        speaker = self.get("speaker", speaker, "merged") or speaker
        name = also.get("name") or self.get("speaker", speaker, "name")
        self._source(quote, by, ("person", speaker, None, name), also.get("sets"))

    def give_name(self, quote: Any, name: str, by: str) -> None:
        known = {
            self.get("speaker", owner, "merged") or owner
            for owner in self._owners(name)
        }
        if len(known) > 1:
            raise Refused
        if known:
            return self.give(quote, known.pop(), by)
        speaker = next(self.numbers)
        self.give(quote, speaker, by, name=name, sets=self._make(speaker, name))

    def give_nobody(self, quote: Any, by: str, *, words: str = "") -> None:
        """An unnamed source in these words, or none at all."""
        row = f"unnamed {next(self.numbers)}" if words else None
        kind = "anonymous" if words else "unknown"
        self._source(quote, by, (kind, None, row, words))

    def draw_cue(self, quote: Any, span: tuple[int, int], by: str) -> None:
        """The cue has these characters from now on; it keeps a word at least."""
        cue = (span,)
        if span[0] >= span[1] or cue == self.get("quote", quote, "cue"):
            raise Refused
        sets = {("quote", quote, "cue"): cue}
        self.do("borders moved", by, sets, {quote: "corrected"})

    def _source(self, quote: Any, by: str, values: Any, sets: Any = None) -> None:
        columns = ("kind", "speaker", "unnamed", "source")
        own = {("quote", quote, c): v for c, v in zip(columns, values, strict=True)}
        joint = {("joint", row, "speaker"): None for row in self._joint(quote)}
        self.do(
            "given another source",
            by,
            {**own, **joint, **(sets or {})},
            {quote: "corrected"},
        )

    def _joint(self, quote: Any) -> list[Any]:
        """The rows of further speakers of a statement that are there."""
        rows = self.where("joint", "quote", quote)
        return [row for row in rows if self.get("joint", row, "speaker")]

    def _speakers_beside(self, quote: Any) -> set[int]:
        return {self.get("joint", row, "speaker") for row in self._joint(quote)}

    def _make(self, speaker: int, name: str) -> Cells:
        row = next(self.numbers)
        return {
            ("speaker", speaker, "there"): True,
            ("speaker", speaker, "name"): name,
            ("speaker", speaker, "note"): "",
            ("name", (row, name), "owner"): speaker,
        }

    def names(self, speaker: int) -> list[Any]:
        return self.where("name", "owner", speaker)

    def _owners(self, name: str) -> list[int]:
        return [
            owner
            for (table, row, _), owner in self.now.items()
            if table == "name" and row[1] == name and owner
        ]

    def merge(self, gone: int, survivor: int, by: str) -> None:
        self._two(gone, survivor)
        sets = self._over(gone, survivor, self._of(gone, survivor))
        sets |= self._names_over(gone, survivor, self.names(gone))
        for other in self.where("speaker", "merged", gone):
            sets["speaker", other, "merged"] = survivor
        sets["speaker", gone, "merged"] = survivor
        names = [self.get("speaker", one, "name") for one in (gone, survivor)]
        self.do(f"merged {names[0]} into {names[1]}", by, sets)

    def split(self, speaker: int, quotes: Any, to: int | str, by: str) -> None:
        sets: Cells = {}
        if not quotes:
            raise Refused
        if isinstance(to, str):
            name, to = to, next(self.numbers)
            sets = self._make(to, name)
        to = self.get("speaker", to, "merged") or to
        self._two(speaker, to)
        sets |= self._over(speaker, to, quotes)
        name = self.get("speaker", speaker, "name")
        self.do(f"split off {name}", by, sets, dict.fromkeys(quotes, "corrected"))

    def _two(self, one: int, other: int) -> None:
        merged = any(self.get("speaker", row, "merged") for row in (one, other))
        if one == other or merged:
            raise Refused

    def _of(self, *speakers: int) -> list[Any]:
        """The statements that any of these made, alone or with others."""
        quotes = {row for table, row, _ in self.start if table == "quote"}
        return [q for q in quotes if any(self.made_by(q, one) for one in speakers)]

    def made_by(self, quote: Any, speaker: int) -> bool:
        own = self.get("quote", quote, "speaker") == speaker
        return own or speaker in self._speakers_beside(quote)

    def _over(self, one: int, other: int, quotes: Iterable[Any]) -> Cells:
        """Statements go from one to another; nobody speaks twice in one."""
        sets: Cells = {}
        for quote in quotes:
            first = self.get("quote", quote, "speaker")
            beside = self._speakers_beside(quote)
            if first == one:
                sets["quote", quote, "speaker"] = other
            for row in self._joint(quote):
                now = self.get("joint", row, "speaker")
                if now == one:
                    is_twice = first == other or other in beside
                    sets["joint", row, "speaker"] = None if is_twice else other
                elif now == other and first == one:
                    sets["joint", row, "speaker"] = None
        return sets

    def _names_over(self, one: int, other: int, rows: Iterable[Any]) -> Cells:
        known = {name for _, name in self.names(other)}
        return {("name", row, "owner"): other for row in rows if row[1] not in known}

    def add_name(self, speaker: int, name: str, by: str) -> None:
        if name in {known for _, known in self.names(speaker)}:
            raise Refused
        row = (next(self.numbers), name)
        self.do(f"added the name {name}", by, {("name", row, "owner"): speaker})

    def remove_name(self, speaker: int, name: str, by: str) -> None:
        rows = [row for row in self.names(speaker) if row[1] == name]
        if not rows or name == self.get("speaker", speaker, "name"):
            raise Refused
        self.do(f"removed the name {name}", by, {("name", rows[0], "owner"): None})

    def describe(self, speaker: int, name: str, note: str, by: str) -> None:
        sets: Cells = {
            ("speaker", speaker, "name"): name,
            ("speaker", speaker, "note"): note,
        }
        if name not in {known for _, known in self.names(speaker)}:
            sets["name", (next(self.numbers), name), "owner"] = speaker
        self.do("described", by, sets)

    def tell_apart(self, one: int, other: int, by: str) -> None:
        if one == other:
            raise Refused
        pair = (min(one, other), max(one, other))
        names = [self.get("speaker", row, "name") for row in (one, other)]
        self.do(
            f"told {names[0]} and {names[1]} apart", by, {("pair", pair, "is"): True}
        )

    # Taking back

    def is_gone(self, entry: Entry) -> bool:
        """Whether it was taken back by an act that stands."""
        return any(
            other.undoes is entry and not self.is_gone(other) for other in self.log
        )

    def standing(self) -> Iterator[Entry]:
        """The acts that make up what is there; undoing is none of them."""
        return (e for e in self.log if not e.undoes and not self.is_gone(e))

    def last_on(self, quote: Any) -> Entry | None:
        own = [e for e in self.standing() if quote in e.statements]
        return own[-1] if own else None

    def last_by(self, by: str) -> Entry | None:
        own = [entry for entry in self.standing() if entry.by == by]
        return own[-1] if own else None

    def in_the_way(self, entry: Entry) -> list[Entry]:
        """Later acts that would be lost with this one."""
        own = entry.sets.keys() - entry.made_cells.keys()
        return [
            other
            for other in self._later(entry)
            if own & other.sets.keys() or self._vouches(other, entry.statements)
        ]

    def _later(self, entry: Entry) -> list[Entry]:
        standing = list(self.standing())
        after = self.log[self.log.index(entry) + 1 :]
        return [other for other in after if other in standing]

    @staticmethod
    def _vouches(other: Entry, quotes: set[Any]) -> bool:
        """Whether it says of one of these statements that it is right as it is."""
        for quote in quotes & other.gives.keys():
            changed = {c for t, row, c in other.sets if (t, row) == ("quote", quote)}
            confirms = "status" in changed and other.gives[quote] == "confirmed"
            if confirms or not changed:
                return True
        return False

    def may_be_refused(self, entry: Entry) -> bool:
        """Whether anything done since has to do with the same rows."""
        after = self.log[self.log.index(entry) + 1 :]
        return any(other.rows & entry.rows for other in after)

    def take_back(self, entry: Entry, verb: str, by: str) -> None:
        """Play all again without this act, or with it when it was taken back."""
        before = dict(self.now)
        undo = Entry(verb, by, {}, {}, undoes=entry)
        self.log.append(undo)
        for cell in entry.made_cells:
            self.start.pop(cell, None)
        self._play()
        kept = {one for one in entry.made if self._is_used(one)}
        if kept and self.is_gone(entry):
            self.start |= {
                cell: value
                for cell, value in entry.made_cells.items()
                if (cell[1] if cell[0] == "speaker" else value) in kept
            }
            self._play()
        cells = before.keys() | self.now.keys()
        undo.sets = {
            c: self.now.get(c) for c in cells if self.now.get(c) != before.get(c)
        }
        undo.was = {cell: before.get(cell) for cell in undo.sets}

    def _play(self) -> None:
        self.now = dict(self.start)
        for entry in self.standing():
            self.now |= entry.sets
            for quote, status in entry.gives.items():
                self.now["quote", quote, "status"] = status

    def _is_used(self, speaker: int) -> bool:
        """A speaker stays whom anything points to, or whom a later act changed."""
        return any(
            speaker in (value if isinstance(value, tuple) else (value,))
            or (cell[:2] == ("speaker", speaker) and value is not None)
            or (cell[0] == "pair" and speaker in cell[1] and value)
            for cell, value in self.now.items()
        )
