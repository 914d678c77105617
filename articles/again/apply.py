"""Reading articles again, carried out: one act, undone as one.

The order of locks: the turn of those who make names, the articles, the statements. An
editor may hold a statement and wait for the turn, so nothing is waited for here but the
turn: what is held by somebody else lets go of all, and it is tried again.
"""

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import OperationalError
from psycopg.errors import LockNotAvailable

from articles import acts, outlets, rows, speakers
from articles.acts import EXTRACTED_AGAIN, Refused
from articles.again.facts import UNNAMED, unnamed_values
from articles.again.plan import Plan, Redone
from articles.extraction import Statement
from articles.models import AnonymousSource, Article, Quote
from articles.rows import Drawn
from articles.turns import take_turn

_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds, between one try and the next
_COLUMNS = {
    "words": ("content", "text"),
    "cue": ("cue",),
    "source": ("speaker", "source_name", "candidates"),
    "words for the source": ("source_span", "source_text"),
    "kind of source": ("source_kind",),
    "kind": ("kind",),
    "title": ("speaker_title",),
    "told to": ("addressee",),
    "said": ("said_on", "said_on_words"),
    "hedges": ("hedges",),
    "polarity": ("polarity",),
    "unnamed source": ("anonymous",),
    "stands inside": ("parent",),
    "came through": (),
}

Work = Sequence[tuple[Article, Sequence[Statement]]]


class Changed(Refused):
    """The report that was seen is no longer what would be done; ``plans`` are."""

    def __init__(self, plans: list[Plan]) -> None:
        titles = ", ".join(f"“{plan.article}”" for plan in plans)
        super().__init__(
            f"{titles} changed since this report was made. Nothing was written."
        )
        self.plans = plans


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done, and the key of the act, which leaves no trace if that is nothing."""

    key: UUID
    plans: list[Plan]


def apply(
    work: Work,
    *,
    by: Any,
    why: str = "",
    seen: Mapping[int, str] | None = None,
    **more: str,
) -> Applied:
    """Write what extraction found in these articles, all of it or nothing.

    ``seen`` are the digests of the reports that somebody agreed to, by article.

    Raises:
        Changed: an article was changed since its report.
        Refused: somebody is at work on one of them all the time.
    """
    for wait in (*_WAITS, None):
        try:
            return _apply(work, by, why, seen, more)
        except acts.Busy:
            pass
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable):
                raise
        if wait:
            time.sleep(wait)
    raise Refused(
        "Somebody is changing these statements at this moment. Nothing was written:"
        " try again."
    )


def _apply(
    work: Work,
    by: Any,
    why: str,
    seen: Mapping[int, str] | None,
    more: Mapping[str, str],
) -> Applied:
    with acts.act(EXTRACTED_AGAIN, by=by, why=why, **more) as key:
        take_turn()
        there = _lock([article.pk for article, _ in work])
        plans = [Plan(article, found) for article, found in work if article.pk in there]
        if seen is not None:
            _check(plans, seen)
        for plan in plans:
            _write(plan)
    return Applied(key, plans)


def _lock(articles: Collection[int]) -> set[int]:
    """Lock articles, so that nobody adds a statement to them, and their statements."""
    rows = Article.objects.select_for_update(nowait=True).order_by("pk")
    there = set(rows.filter(pk__in=articles).values_list("pk", flat=True))
    quotes = Quote.objects.select_for_update(nowait=True).order_by("pk")
    list(quotes.filter(article__in=there).values_list("pk"))
    return there


def _check(plans: list[Plan], seen: Mapping[int, str]) -> None:
    changed = [plan for plan in plans if seen.get(plan.article.pk) != plan.digest]
    if changed:
        raise Changed(changed)


def _write(plan: Plan) -> None:
    new = [drawn for level in plan.fresh for drawn in level]
    redone = [one for one in plan.redone if one.labels]
    rows_before = [*(one.row for one in redone), *plan.gone]
    left = [row.anonymous_id for row in rows_before if row.anonymous_id]
    written = [*new, *(one.drawn for one in redone)]
    _save_names(written)
    _save_unnamed(plan, written)
    for level in plan.fresh:
        Quote.objects.bulk_create([drawn.quote for drawn in level])
    rows.save_parts(new)
    for one in plan.redone:
        _redo(one)
    Quote.objects.filter(pk__in=[row.pk for row in plan.gone]).delete()
    unused = AnonymousSource.objects.filter(pk__in=left, quotes=None)
    unused.exclude(pk__in=plan.kept_unnamed).delete()


def _save_names(written: Iterable[Drawn]) -> None:
    """Save the speakers and outlets that are new."""
    for drawn in written:
        for speaker in [drawn.quote.speaker, *drawn.joint]:
            if speaker and not speaker.pk:
                speakers.add(speaker)
        for relay in drawn.relays:
            if not relay.outlet.pk:
                relay.outlet = outlets.find_or_make(relay.outlet.name)


def _save_unnamed(plan: Plan, written: Iterable[Drawn]) -> None:
    """Write the unnamed sources, over the rows that they have, and use those rows."""
    written = list(written)
    for found in rows.unnamed_sources(written):
        there = plan.unnamed.setdefault(id(found), found)
        if there is found:
            found.save()
        elif there.pk not in plan.kept_unnamed:
            _copy(found, there)
    for drawn in written:
        if drawn.quote.anonymous:
            drawn.quote.anonymous = plan.unnamed[id(drawn.quote.anonymous)]


def _copy(found: AnonymousSource, there: AnonymousSource) -> None:
    if unnamed_values(found) != unnamed_values(there):
        for name in UNNAMED:
            setattr(there, name, getattr(found, name))
        there.save()


def _redo(one: Redone) -> None:
    """Write over a row what differs; its version grows with what people see of it."""
    row, found = one.row, one.drawn.quote
    names = [name for label in one.labels for name in _COLUMNS[label]]
    if one.has_other_confidence:
        names += ["content_confidence", "attribution_confidence"]
    if one.labels:
        row.version += 1
        names.append("version")
    for name in set(names) - {"version"}:
        setattr(row, name, getattr(found, name))
    if names:
        row.save(update_fields=names)
    if "source" in one.labels:
        _give_joint(row, one.drawn)
    if "came through" in one.labels:
        row.relays.all().delete()
        for relay in one.drawn.relays:
            relay.quote = row
            relay.save()


def _give_joint(row: Quote, drawn: Drawn) -> None:
    row.joint.exclude(speaker__in=drawn.joint).delete()
    for speaker in drawn.joint:
        if not row.joint.filter(speaker=speaker).exists():
            row.joint.create(speaker=speaker)
