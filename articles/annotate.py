"""The one door for corrections: one function an act, versioned, undoable.

Each act is refused when someone else changed the statement meanwhile, is written whole
or not at all, and leaves one entry in the history, which triggers write.
"""

from collections.abc import Callable
from typing import Any

import pghistory
from django.db import transaction

from articles import history, speakers
from articles.models import (
    AnonymousSource,
    JointSpeaker,
    Quote,
    SourceKind,
    Speaker,
    SpeakerKind,
    Status,
)
from articles.turns import take_turn


class Refused(Exception):
    """The act makes no sense; the message says why, in an editor's words."""


class Stale(Exception):
    """Someone changed the statement since the editor saw it; ``current`` is as it is."""

    def __init__(self, current: Quote) -> None:
        super().__init__("This statement was changed meanwhile.")
        self.current = current


def confirm(quote_id: int, *, version: int, by: Any, why: str = "") -> Quote:
    """Say that content and source are right."""
    return _act("confirmed", quote_id, version, by, why, status=Status.CONFIRMED)


def reject(quote_id: int, *, version: int, by: Any, why: str = "") -> Quote:
    """Say that this is no statement. The row stays, so that nothing revives it."""
    return _act("rejected", quote_id, version, by, why, status=Status.REJECTED)


def to_speaker(
    quote_id: int, speaker: Speaker, *, version: int, by: Any, why: str = ""
) -> Quote:
    """Give the statement to a known speaker."""
    speaker = speaker.merged_into or speaker
    return _give(quote_id, version, by, why, lambda quote: _named(speaker))


def to_name(
    quote_id: int,
    name: str,
    kind: str = SpeakerKind.PERSON,
    *,
    version: int,
    by: Any,
    why: str = "",
) -> Quote:
    """Give the statement to a speaker by name, made when nobody goes by that name.

    Raises:
        Refused: there is no name, no such kind of speaker, or several of that name.
    """
    name = " ".join(name.split())
    if not name:
        raise Refused("Type the name of the speaker.")
    if len(name) > 300:
        raise Refused("This is too long for a name: 300 letters at most.")
    if kind not in SpeakerKind.values:
        raise Refused("Choose person, organisation or group.")
    return _give(
        quote_id, version, by, why, lambda quote: _named(_speaker_called(name, kind))
    )


def _speaker_called(name: str, kind: str) -> Speaker:
    """The one speaker of this name; an editor may mean a person of one name, too."""
    take_turn()
    known = speakers.known(name, kind)
    if len(known) > 1:
        raise Refused("Several speakers go by this name. Choose one from the list.")
    return known.pop() if known else speakers.make(name, kind)


def to_unnamed(
    quote_id: int, *, version: int, by: Any, why: str = "", **told: Any
) -> Quote:
    """Give the statement to a source that the article does not name.

    ``told`` are fields of ``AnonymousSource``; a missing description is the words of
    the text, and the terms that it spoke on stay as they were.

    Raises:
        Refused: the largest number is below the smallest.
    """
    least, most = told.get("count_min") or 1, told.get("count_max")
    if most is not None and most < least:
        raise Refused("The largest number of people is below the smallest.")

    def unnamed(quote: Quote) -> dict[str, Any]:
        words = told.get("description") or quote.source_text or "unnamed source"
        own = {"description": words, "count_min": least, "count_max": most}
        source = AnonymousSource.objects.create(
            article_id=quote.article_id,
            span=quote.source_span,
            **{**_terms(quote.anonymous), **told, **own},
        )
        return _source(SourceKind.ANONYMOUS, anonymous=source, source_name=words)

    return _give(quote_id, version, by, why, unnamed)


def _terms(source: AnonymousSource | None) -> dict[str, str]:
    return {"terms": source.terms, "reason": source.reason} if source else {}


def to_unknown(quote_id: int, *, version: int, by: Any, why: str = "") -> Quote:
    """Say that the article does not tell who said it."""
    return _give(quote_id, version, by, why, lambda quote: _source(SourceKind.UNKNOWN))


def undo(quote_id: int, *, version: int, by: Any, why: str = "") -> Quote:
    """Take back the newest act that is not taken back yet.

    Raises:
        Refused: there is nothing left to undo, or the former speaker was deleted.
    """
    with transaction.atomic():
        quote = _locked(quote_id, version)
        act = history.last_act(quote)
        if act is None:
            raise Refused("There is nothing to undo.")
        before, after = act
        former = before.speaker_id
        if former and not Speaker.objects.filter(pk=former).exists():
            raise Refused("The speaker that it had before was deleted meanwhile.")
        with pghistory.context(
            act="undone",
            by=by.get_username(),
            why=why.strip(),
            undoes=str(after.pgh_id),
        ):
            _restore_joint(quote, after)
            return _save(quote, _differences(before, after))


def _act(
    act: str, quote_id: int, version: int, by: Any, why: str, **values: Any
) -> Quote:
    with (
        transaction.atomic(),
        pghistory.context(act=act, by=by.get_username(), why=why.strip()),
    ):
        return _save(_locked(quote_id, version), values)


def _give(
    quote_id: int,
    version: int,
    by: Any,
    why: str,
    source: Callable[[Quote], dict[str, Any]],
) -> Quote:
    """Give a statement another source; what spoke for the old one goes with it."""
    with (
        transaction.atomic(),
        pghistory.context(
            act="given another source", by=by.get_username(), why=why.strip()
        ),
    ):
        quote = _locked(quote_id, version)
        quote.joint.all().delete()
        return _save(quote, {**source(quote), "status": Status.CORRECTED})


def _named(speaker: Speaker) -> dict[str, Any]:
    return _source(speaker.kind, speaker=speaker, source_name=speaker.name)


def _source(kind: str, **values: Any) -> dict[str, Any]:
    nobody: dict[str, Any] = {
        "speaker": None,
        "anonymous": None,
        "source_name": "",
        "speaker_title": "",
        "candidates": [],
    }
    return {**nobody, "source_kind": kind, **values}


def _locked(quote_id: int, version: int) -> Quote:
    quote: Quote = Quote.objects.select_for_update().get(pk=quote_id)
    if quote.version != version:
        raise Stale(quote)
    return quote


def _save(quote: Quote, values: dict[str, Any]) -> Quote:
    for field, value in values.items():
        setattr(quote, field, value)
    quote.version += 1
    quote.save(update_fields=[*values, "version"])
    return quote


def _differences(before: Any, after: Any) -> dict[str, Any]:
    """The columns that an act changed, with their values before it."""
    columns = [
        field.attname
        for field in Quote._meta.concrete_fields
        if field.attname != "version" and hasattr(before, field.attname)
    ]
    return {
        column: getattr(before, column)
        for column in columns
        if getattr(before, column) != getattr(after, column)
    }


def _restore_joint(quote: Quote, after: Any) -> None:
    """Bring back the further speakers that the act took away."""
    gone = JointSpeaker.pgh_event_model.objects.filter(
        quote_id=quote.pk, pgh_context_id=after.pgh_context_id, pgh_label="delete"
    )
    there = Speaker.objects.filter(pk__in=gone.values("speaker_id"))
    for event in gone.filter(speaker_id__in=there).order_by("pgh_id"):
        JointSpeaker.objects.get_or_create(quote=quote, speaker_id=event.speaker_id)
