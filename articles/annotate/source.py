"""Who said it: a speaker, a source that is not named, or nobody knows."""

from collections.abc import Callable
from typing import Any

from articles import speakers
from articles.annotate.door import Refused, correcting
from articles.models import (
    AnonymousSource,
    Quote,
    SourceKind,
    Speaker,
    SpeakerKind,
)
from articles.turns import take_turn

ANOTHER_SOURCE = "given another source"


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


def _give(
    quote_id: int,
    version: int,
    by: Any,
    why: str,
    source: Callable[[Quote], dict[str, Any]],
) -> Quote:
    """Give a statement another source; what spoke for the old one goes with it."""
    with correcting(quote_id, ANOTHER_SOURCE, version=version, by=by, why=why) as quote:
        quote.joint.all().delete()
        for field, value in source(quote).items():
            setattr(quote, field, value)
    return quote


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
