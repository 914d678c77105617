"""An invented archive of any size, copied into the tables as if it had been taken in."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection
from psycopg.types.multirange import Int4Multirange
from psycopg.types.range import Int4Range

_A_STORY = 20  # statements
_HEADS = "Al Be Da El Fe Ga Ha Il Jo Ka Le Mi No Os Pe Ru Sa Te Ul Vi Wa Yo Za"
_MIDDLES = "ba bri da dri fa go ka la li ma mi na no ra ri sa so ta ti va vo ze"
_TAILS = "nd rk l n s th r m lund strand quist man berg dal"
_TOPICS = ["pier", "tender", "ferry", "audit", "bridge", "harbour", "budget", "lock"]
_TITLES = ["", "", "Mayor", "Minister", "Director", "Councillor", "Professor"]


@dataclass
class Archive:
    """Rows by table, each row by column; spans are offsets into the invented texts."""

    statements: int
    speakers: int
    outlets: int = 40
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def write(self) -> None:
        """Invent everything and copy it into empty tables."""
        chance = random.Random(20_26)
        self._outlets()
        self._people(chance)
        self._stories(chance)
        _begin_context()
        for table in _TABLES:
            _copy(f"articles_{table}", self.rows[table])
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    @property
    def names(self) -> list[str]:
        return [row["name"] for row in self.rows["speaker"]]

    def _add(self, table: str, **row: Any) -> int:
        rows = self.rows.setdefault(table, [])
        rows.append({"id": len(rows) + 1, **row})
        return len(rows)

    def _outlets(self) -> None:
        for number in range(1, self.outlets + 1):
            self._add("outlet", name=f"Post {number}", slug=f"post-{number}")

    def _people(self, chance: random.Random) -> None:
        """People of two invented names; no two have both in common."""
        firsts = list(_names(chance, 400, longest=2))
        lasts = list(_names(chance, 6000, longest=3))
        seen: set[str] = set()
        while len(seen) < self.speakers:
            name = f"{chance.choice(firsts)} {chance.choice(lasts)}"
            if name in seen:
                continue
            seen.add(name)
            slug = name.lower().replace(" ", "-")
            key = self._add("speaker", name=name, slug=slug, kind="person")
            self._add("speakername", speaker_id=key, name=name)

    def _stories(self, chance: random.Random) -> None:
        names = self.names
        for story in range(1, self.statements // _A_STORY + 1):
            day = date(2020, 1, 1) + timedelta(days=story % 2000)
            about = {"outlet_id": story % self.outlets + 1, "published_on": day}
            lines: list[str] = []
            at = 0
            cast = [int(self.speakers * chance.random() ** 3) for _ in range(5)]
            for number in range(_A_STORY):
                who = chance.choice(cast)
                line = self._statement(
                    story, number, who, names[who], at, about, chance
                )
                lines.append(line)
                at += len(line) + 2
            text = "\n\n".join(lines)
            self._add("paste", text="", added_at=day)
            self._add(
                "article",
                **about,
                title=f"Story {story} about the {chance.choice(_TOPICS)}",
                text=text,
                paste_id=story,
                digest=f"{story:064}",
                body_digest=f"{story:064}",
                added_at=day,
            )

    def _statement(
        self,
        story: int,
        number: int,
        who: int,
        name: str,
        at: int,
        about: dict[str, Any],
        chance: random.Random,
    ) -> str:
        topic = chance.choice(_TOPICS)
        words = f"The {topic} of story {story} is number {number}"
        source = name if number % 10 else "two senior port officials"
        line = f"“{words},” {source} said. It rained on the {topic} for a while."
        start = at + line.index(source)
        cue = start + len(source) + 1
        spoken: dict[str, Any] = {"source_kind": "person", "speaker_id": who + 1}
        if not number % 10:
            # The machine did not see that they are unnamed.
            spoken = {"source_kind": "unknown", "speaker_id": None}
        self._add(
            "quote",
            article_id=story,
            **about,
            **spoken,
            kind="direct",
            content=Int4Multirange([Int4Range(at + 1, at + 1 + len(words))]),
            cue=Int4Multirange([Int4Range(cue, cue + 4)]),
            source_span=Int4Range(start, start + len(source)),
            text=words,
            source_text=source,
            source_name=name if number % 10 else "",
            speaker_title=chance.choice(_TITLES) if number % 10 else "",
            content_confidence=round(chance.uniform(0.5, 1), 3),
            attribution_confidence=round(chance.random(), 3),
            status="machine" if chance.random() < 0.85 else "confirmed",
        )
        return line


# In the order in which they refer to each other.
_TABLES = ["outlet", "speaker", "speakername", "paste", "article", "quote"]
# What Django fills in when it makes a row.
_DEFAULTS = {"polarity": "asserts", "version": 1}


def _begin_context() -> None:
    """Name an act for the history: without one each row's trigger meets an error."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_id', gen_random_uuid()::text, false),"
            " set_config('pghistory.context_metadata', '{}', false)"
        )


def _copy(table: str, rows: list[dict[str, Any]]) -> None:
    """Copy rows into a table; columns that a row leaves out are empty."""
    columns = _columns(table)
    defaults = columns | _DEFAULTS
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([row.get(name, defaults[name]) for name in columns])
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {len(rows)})"
        )


def _columns(table: str) -> dict[str, Any]:
    """The columns that are written, each with what is empty in it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, is_nullable = 'YES', data_type"
            " FROM information_schema.columns"
            " WHERE table_schema = 'public' AND table_name = %s"
            " AND is_generated = 'NEVER' ORDER BY ordinal_position",
            [table],
        )
        return {
            name: None if nullable else _EMPTY.get(kind, "")
            for name, nullable, kind in cursor.fetchall()
        }


_EMPTY: dict[str, Any] = {"ARRAY": [], "boolean": False, "integer": 0, "jsonb": "{}"}


def _names(chance: random.Random, number: int, longest: int) -> Iterable[str]:
    """So many different invented names of a few syllables."""
    return dict.fromkeys(_name(chance, longest) for _ in range(number))


def _name(chance: random.Random, longest: int) -> str:
    middles = (_one(chance, _MIDDLES) for _ in range(chance.randint(1, longest)))
    return f"{_one(chance, _HEADS)}{''.join(middles)}{_one(chance, _TAILS)}"


def _one(chance: random.Random, syllables: str) -> str:
    return chance.choice(syllables.split())


def sample(names: list[str], number: int) -> Iterator[tuple[int, str]]:
    """Some speakers, by key and name, spread over all of them."""
    step = max(1, len(names) // number)
    for at in range(0, len(names), step):
        yield at + 1, names[at]
