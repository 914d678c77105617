"""What was done to a statement: who, when, before, after, why.

Database triggers write an event for each change of a row; the context that came with
the change says who did what and why. This module only reads.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.models import (
    AnonymousSource,
    JointSpeaker,
    Level,
    Quote,
    SourceKind,
    Speaker,
    Status,
)


@dataclass(frozen=True, slots=True)
class Act:
    """One entry of a history, in words."""

    at: datetime
    by: str
    act: str
    before: str
    after: str
    why: str
    undone: bool


def of(quote: Quote) -> list[Act]:
    """Give the history of a statement, the newest act first."""
    events = list(_events(quote))
    words = [
        f"{who}, {Status(event.status).label}"
        for event, who in zip(events, _who(quote, events), strict=True)
    ]
    undone = {_told(event, "undoes") for event in events}
    acts = [
        Act(
            at=event.pgh_created_at,
            by=_told(event, "by"),
            act=_told(event, "act") or "changed in the database",
            before=before,
            after=after,
            why=_told(event, "why"),
            undone=str(event.pgh_id) in undone,
        )
        for event, before, after in zip(events, ["", *words], words, strict=False)
    ]
    return acts[::-1]


def last_act(quote: Quote) -> tuple[Any, Any] | None:
    """Give the events (before, after) of the newest act that an undo would take back."""
    events = list(_events(quote))
    undone = {_told(event, "undoes") for event in events}
    for before, event in reversed(list(zip(events, events[1:], strict=False))):
        taken_back = str(event.pgh_id) in undone or _told(event, "undoes")
        if event.pgh_context_id and not taken_back:
            return before, event
    return None


def undoable(quotes: Iterable[Quote]) -> set[int]:
    """Tell which statements have an act that an undo would take back, in one look."""
    changed = [quote.pk for quote in quotes if quote.version > 1]
    if not changed:
        return set()
    events: Any = Quote.pgh_event_model
    acts = events.objects.filter(
        pgh_obj_id__in=changed, pgh_label="update", pgh_context__isnull=False
    ).values_list("pgh_obj_id", "pgh_context__metadata__undoes")
    balance: Counter[int] = Counter()
    for pk, undoes in acts:
        balance[pk] += -1 if undoes else 1
    return {pk for pk, left in balance.items() if left > 0}


def _events(quote: Quote) -> Any:
    return quote.events.select_related("pgh_context").order_by("pgh_id")


def _told(event: Any, key: str) -> str:
    """What the act's context says: ``by``, ``act``, ``why`` or ``undoes``."""
    context = event.pgh_context
    return str(context.metadata.get(key) or "") if context else ""


def _who(quote: Quote, events: list[Any]) -> list[str]:
    """Who a statement was given to, after each event."""
    joint = list(
        JointSpeaker.pgh_event_model.objects.filter(quote_id=quote.pk).order_by(
            "pgh_id"
        )
    )
    speakers = dict(
        Speaker.objects.filter(
            pk__in={event.speaker_id for event in [*events, *joint]} - {None}
        ).values_list("pk", "name")
    )
    unnamed = AnonymousSource.objects.in_bulk({event.anonymous_id for event in events})
    found, also = [], dict[int, str]()
    for event in events:
        for change in joint:
            if change.pgh_context_id != event.pgh_context_id:
                continue
            if change.pgh_label == "delete":
                also.pop(change.speaker_id, None)
            else:
                also[change.speaker_id] = speakers.get(change.speaker_id, "")
        found.append(_source(event, speakers, unnamed, list(also.values())))
    return found


def _source(
    event: Any,
    speakers: dict[int, str],
    unnamed: dict[int, AnonymousSource],
    also: list[str],
) -> str:
    if event.speaker_id:
        name = speakers.get(event.speaker_id, event.source_name)
        return " and ".join([name, *also])
    source = unnamed.get(event.anonymous_id)
    if source:
        told = [source.country, source.organisation, _level(source), _count(source)]
        return ", ".join(["unnamed: " + source.description, *filter(None, told)])
    return event.source_name or SourceKind(event.source_kind).label


def _level(source: AnonymousSource) -> str:
    return "" if source.level == Level.UNSTATED else source.level


def _count(source: AnonymousSource) -> str:
    """How many they are: "2", "2 or more", "2 to 4"."""
    least, most = source.count_min, source.count_max
    if most is None:
        return f"{least} or more"
    return str(least) if most == least else f"{least} to {most}"
