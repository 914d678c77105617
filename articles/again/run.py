"""Reading many articles again: a few at a time, gone on with where it was stopped.

A run is one act for every few articles, so that it never needs much memory and never
keeps editors waiting; all its acts carry its key, by which the whole run is undone.
"""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db.models.fields.json import KeyTextTransform

from articles import acts, changes, extraction
from articles.acts import EXTRACTED_AGAIN, Refused
from articles.again.apply import Work, apply
from articles.again.plan import Plan
from articles.again.reading import read
from articles.changes import Told
from articles.models import Article

TOGETHER = 10  # articles in one act
_SETTINGS = ["NEWSDESK_PIPELINE", "NEWSDESK_TAGGER"]  # of the extraction


@dataclass(slots=True)
class Totals:
    """The numbers of many reports."""

    articles: int = 0
    added: int = 0
    gone: int = 0
    changed: int = 0
    same: int = 0
    confidence_alone: int = 0
    kept: int = 0
    barred: int = 0
    unreadable: int = 0

    def count(self, plan: Plan) -> None:
        """Add the numbers of one article's report."""
        self.articles += 1
        for one in fields(self)[1:]:
            value = getattr(plan, one.name)
            number = len(value) if isinstance(value, list) else int(value)
            setattr(self, one.name, getattr(self, one.name) + number)


@dataclass(slots=True)
class Progress:
    """How far a run has come, kept in a file beside the data until it is through.

    ``what`` names the articles and the extraction: with another one, nothing is gone on
    with.
    """

    what: str
    run: str
    after: int = 0

    @classmethod
    def of(cls, selection: str, *, from_start: bool = False) -> Self:
        """The run over these articles that was stopped, or a new one."""
        what = f"{selection} by {_extractor()}"
        if from_start:
            return cls(what, str(uuid4()))
        try:
            kept = cls(**json.loads(_file().read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            kept = None
        return kept if kept and kept.what == what else cls(what, str(uuid4()))

    def reach(self, article: int) -> None:
        """Note that all up to this article is done."""
        self.after = article
        new = _file().with_suffix(".new")
        new.write_text(json.dumps(asdict(self)), "utf-8")
        new.replace(_file())

    def end(self) -> None:
        """Note that the run is through."""
        _file().unlink(missing_ok=True)


def reports(articles: Sequence[int]) -> Iterator[Plan]:
    """Tell what would change in these articles, one by one, writing nothing."""
    for work in _work(articles):
        yield from (Plan(article, found) for article, found in work)


def applied(articles: Sequence[int], progress: Progress) -> Iterator[Plan | Refused]:
    """Change these articles; give what was done, or what could not be."""
    for work in _work([pk for pk in articles if pk > progress.after]):
        yield from _applied(work, progress.run)
        progress.reach(work[-1][0].pk)
    progress.end()


def undo(run: str) -> Iterator[Told | Refused]:
    """Take back all acts of a run that are not taken back yet, the newest first."""
    named = changes.contexts().alias(told_run=KeyTextTransform("run", "metadata"))
    mine = named.filter(told_act=EXTRACTED_AGAIN, told_run=run)
    told = changes.told(mine.order_by("-created_at", "-pk"))
    gone = changes.taken_back(told)
    for key in [key for key in told if key not in gone]:
        try:
            acts.undo(key, by=None)
            yield told[key]
        except Refused as refused:
            yield refused


def _work(articles: Sequence[int]) -> Iterator[Work]:
    for start in range(0, len(articles), TOGETHER):
        keys = articles[start : start + TOGETHER]
        rows = Article.objects.select_related("outlet").filter(pk__in=keys)
        if work := read(rows.order_by("pk")):
            yield work


def _applied(work: Work, run: str) -> Iterator[Plan | Refused]:
    """All in one act; when somebody is at work on one of them, each in its own."""
    try:
        yield from apply(work, by=None, run=run).plans
    except Refused as refused:
        if len(work) > 1:
            for one in work:
                yield from _applied([one], run)
        else:
            yield Refused(f"Article {work[0][0].pk}: {refused}")


def _file() -> Path:
    return Path(settings.DATA_DIR) / "extract_again.json"


def _extractor() -> str:
    """A name for the extraction as it is now: another one when a file of it changed."""
    folder = Path(extraction.__file__).parent
    settled = [os.environ.get(name, "") for name in _SETTINGS]
    files = [path for path in folder.rglob("*") if path.suffix != ".pyc"]
    files += [Path(path) for path in settled if path]
    known = [(str(path), path.stat().st_mtime_ns) for path in files if path.is_file()]
    return sha256(repr((settled, sorted(known))).encode()).hexdigest()
