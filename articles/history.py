"""What was done to a statement: who, when, before, after, why.

Database triggers write an event for each change of a row; the context that came with
the change says who did what and why. This module only reads.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.models import AnonymousSource, Quote, SourceKind, Speaker, Status


@dataclass(frozen=True, slots=True)
class Act:
    """One entry of a history. ``context`` is the id of what was done as one act."""

    at: datetime
    by: str
    act: str
    before: str
    after: str
    why: str
    undone: bool
    context: str
    undoes: str


def of(quote: Quote) -> list[Act]:
    """Give the history of a statement, the newest act first."""
    events = list(_events(quote))
    names = _names(events)
    undone = {_told(event, "undoes") for event in events}
    acts = [
        Act(
            at=event.pgh_created_at,
            by=_told(event, "by"),
            act=_told(event, "act") or "changed in the database",
            before=_describe(before, names) if before else "",
            after=_describe(event, names),
            why=_told(event, "why"),
            undone=str(event.pgh_context_id) in undone,
            context=str(event.pgh_context_id or ""),
            undoes=_told(event, "undoes"),
        )
        for before, event in zip([None, *events], events, strict=False)
    ]
    return acts[::-1]


def last_act(quote: Quote) -> tuple[Any, Any] | None:
    """Give the events (before, after) of the newest act that an undo would take back."""
    events = list(_events(quote))
    undone = {_told(event, "undoes") for event in events}
    for before, event in reversed(list(zip(events, events[1:], strict=False))):
        context = str(event.pgh_context_id)
        if (
            event.pgh_context_id
            and context not in undone
            and not _told(event, "undoes")
        ):
            return before, event
    return None


def _events(quote: Quote) -> Any:
    return quote.events.select_related("pgh_context").order_by("pgh_id")


def _told(event: Any, key: str) -> str:
    """What the act's context says: ``by``, ``act``, ``why`` or ``undoes``."""
    context = event.pgh_context
    return str(context.metadata.get(key) or "") if context else ""


def _names(events: Iterable[Any]) -> dict[str, dict[int, str]]:
    speakers = {event.speaker_id for event in events if event.speaker_id}
    unnamed = {event.anonymous_id for event in events if event.anonymous_id}
    return {
        "speaker": dict(
            Speaker.objects.filter(pk__in=speakers).values_list("pk", "name")
        ),
        "anonymous": dict(
            AnonymousSource.objects.filter(pk__in=unnamed).values_list(
                "pk", "description"
            )
        ),
    }


def _describe(event: Any, names: dict[str, dict[int, str]]) -> str:
    """An event in words: "Ruth Abara, confirmed"."""
    if event.speaker_id:
        who = names["speaker"].get(event.speaker_id, event.source_name)
    elif event.anonymous_id:
        who = f"unnamed: {names['anonymous'].get(event.anonymous_id, '')}"
    else:
        who = event.source_name or SourceKind(event.source_kind).label
    return f"{who}, {Status(event.status).label}"
