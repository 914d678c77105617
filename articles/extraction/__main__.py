"""Articles as JSONL on standard input, their statements as JSONL on standard output."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from itertools import islice
from typing import Any

from articles.extraction import Article, Source, Statement, clean, extract_all

_BATCH = 64


def main() -> None:
    """Write one line for each line read, in order."""
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    lines = (json.loads(line) for line in sys.stdin if line.strip())
    for answer in answers(lines):
        # Plain ASCII: an id may hold what no encoding can write.
        print(json.dumps(answer), flush=True)


def answers(lines: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give the line to print for each line read."""
    waiting = iter(lines)
    while batch := list(islice(waiting, _BATCH)):
        articles = [
            Article(line["text"], line.get("outlet"), _day(line.get("published_on")))
            for line in batch
        ]
        for line, statements in zip(batch, extract_all(articles), strict=True):
            stored = clean(line["text"])
            changed = {"text": stored} if stored != line["text"] else {}
            found = [as_json(statement) for statement in statements]
            yield {"id": line.get("id"), **changed, "statements": found}


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def as_json(statement: Statement) -> dict[str, Any]:
    """Give a statement in the shape that other programs read."""
    said_on = statement.said_on
    return {
        "kind": statement.kind,
        "content": statement.content,
        "cue": statement.cue,
        "source": _source_as_json(statement.source),
        "addressee": statement.addressee,
        "relays": [asdict(relay) for relay in statement.relays],
        "said_on": said_on and [said_on.first.isoformat(), said_on.last.isoformat()],
        "hedges": statement.hedges,
        "polarity": statement.polarity,
        "parent": statement.parent,
        "confidence": {
            "content": statement.content_confidence,
            "attribution": statement.attribution_confidence,
        },
    }


def _source_as_json(source: Source) -> dict[str, Any]:
    shape = asdict(source)
    unnamed = shape.pop("unnamed")
    if not source.names:
        del shape["names"]
    if not source.candidates:
        del shape["candidates"]
    return {**shape, "anonymous": unnamed} if unnamed else shape


if __name__ == "__main__":
    main()
