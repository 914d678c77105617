"""Reviewed articles as gold data, to train the tagger on and to measure it by.

The format is that of the benchmark's corpus, one article a line; beside it, for people
and their tools, brat's ``.txt`` and ``.ann``. Offsets count code points in both.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from articles.models import Article, Quote, Status

# An editor said so. What is disputed nobody has settled.
SETTLED = [Status.CONFIRMED, Status.CORRECTED, Status.REJECTED]
_ONE_IN = 10  # articles is for dev
_AT_ONCE = 50  # articles in memory
_CONFIGURATION = """[entities]
Content
Cue
Source

[relations]
Cued Arg1:Content, Arg2:Cue
Said Arg1:Content, Arg2:Source

[events]

[attributes]
Kind Arg:Content, Value:direct|mixed|indirect
Unreviewed Arg:Content
"""

Line = dict[str, Any]


@dataclass(slots=True)
class Written:
    """How much was written."""

    train: int = 0
    dev: int = 0
    statements: int = 0


def articles(*, partly: bool = False) -> QuerySet[Article]:
    """Those of whose statements editors have settled all, or at least one."""
    quotes = Quote.objects.filter(article=OuterRef("pk")).order_by()
    settled = Exists(quotes.filter(status__in=SETTLED))
    found = Article.objects.filter(settled)
    if not partly:
        found = found.exclude(Exists(quotes.exclude(status__in=SETTLED)))
    return found.order_by("pk")


def write(out: Path, *, partly: bool = False, inner: bool = False) -> Written:
    """Write ``train.jsonl``, ``dev.jsonl`` and a folder ``brat`` into ``out``."""
    brat = out / "brat"
    brat.mkdir(parents=True, exist_ok=True)
    (brat / "annotation.conf").write_text(_CONFIGURATION, "utf-8")
    written = Written()
    with (
        (out / "train.jsonl").open("w", encoding="utf-8") as train,
        (out / "dev.jsonl").open("w", encoding="utf-8") as dev,
    ):
        for article in _with_statements(articles(partly=partly)):
            line = read(article, partly=partly, inner=inner)
            is_dev = _is_dev(article)
            print(json.dumps(line, ensure_ascii=False), file=dev if is_dev else train)
            _write_brat(brat / line["id"], line)
            written.dev += is_dev
            written.train += not is_dev
            written.statements += len(line["attributions"])
    return written


def read(article: Article, *, partly: bool = False, inner: bool = False) -> Line:
    """One article in the corpus' format; what editors rejected is left out.

    With ``partly`` each statement tells whether it was reviewed. With ``inner`` there
    are also those inside another one, which the corpus does not mark.
    """
    rows = [quote for quote in article.quotes.all() if quote.status != Status.REJECTED]
    if not inner:
        keys = {quote.pk for quote in rows}
        rows = [quote for quote in rows if quote.parent_id not in keys]
    outlet = article.outlet.slug if article.outlet else "no-outlet"
    day = article.published_on.isoformat() if article.published_on else "undated"
    return {
        "id": f"{outlet[:60]}_{day}_{article.digest[:12]}",
        "publisher": outlet,
        "date": day if article.published_on else "",
        "title": article.title,
        "text": article.text,
        "attributions": [
            _attribution(quote, partly=partly)
            for quote in sorted(rows, key=lambda quote: (quote.content[0], quote.pk))
        ],
    }


def _with_statements(found: QuerySet[Article]) -> Iterator[Article]:
    quotes = Quote.objects.defer("search").order_by("pk")
    rows = found.select_related("outlet").prefetch_related(Prefetch("quotes", quotes))
    return rows.iterator(chunk_size=_AT_ONCE)


def _attribution(quote: Quote, *, partly: bool) -> Line:
    span = quote.source_span
    told: Line = {
        "source": [[span.lower, span.upper]] if span else [],
        "cue": [list(piece) for piece in quote.cue],
        "content": [list(piece) for piece in quote.content],
        "kind": quote.kind,
        "speech": True,  # a statement is what was said, written or published
    }
    return {**told, "reviewed": quote.status in SETTLED} if partly else told


def _is_dev(article: Article) -> bool:
    """By the words of the story: it stays where it is, and so do its copies."""
    return int(article.body_digest[:8], 16) % _ONE_IN == 0


def _write_brat(path: Path, line: Line) -> None:
    text = line["text"]
    # Line ends as they are: they count in the offsets.
    path.with_suffix(".txt").write_text(text, "utf-8", newline="")
    told = "".join(f"{one}\n" for one in brat(text, line["attributions"]))
    path.with_suffix(".ann").write_text(told, "utf-8", newline="")


def brat(text: str, attributions: Iterable[Line]) -> Iterator[str]:
    """The lines of an ``.ann`` file."""
    numbers = count(1)
    for relation, told in enumerate(attributions):
        content = f"T{next(numbers)}"
        yield f"{content}\tContent {_bound(text, told['content'])}"
        yield f"A{2 * relation + 1}\tKind {content} {told['kind']}"
        if not told.get("reviewed", True):
            yield f"A{2 * relation + 2}\tUnreviewed {content}"
        for at, (label, name) in enumerate([("Cue", "cue"), ("Source", "source")], 1):
            if told[name]:
                part = f"T{next(numbers)}"
                yield f"{part}\t{label} {_bound(text, told[name])}"
                verb = "Cued" if label == "Cue" else "Said"
                yield f"R{2 * relation + at}\t{verb} Arg1:{content} Arg2:{part}"


def _bound(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Offsets and words; brat knows no line end within a piece."""
    pieces = [
        (start + line.start(), start + line.end())
        for start, end in spans
        for line in re.finditer(r"[^\n\r]+", text[start:end])
    ]
    words = " ".join(text[start:end] for start, end in pieces)
    return f"{';'.join(f'{start} {end}' for start, end in pieces)}\t{words}"
