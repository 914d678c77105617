"""Who said it: a speaker, a source that is not named, or nobody knows."""

from collections.abc import Callable, Mapping
from typing import Any

from articles import speakers
from articles.annotate.door import Refused, correcting_all
from articles.models import (
    AnonymousSource,
    JointSpeaker,
    Quote,
    SourceKind,
    Speaker,
    SpeakerKind,
)
from articles.turns import take_turn

ANOTHER_SOURCE = "given another source"
Seen = Mapping[int, int]


def to_speaker(
    quote_id: int,
    speaker: Speaker,
    *,
    version: int,
    by: Any,
    why: str = "",
    also: Seen | None = None,
) -> Quote:
    """Give the statement to a known speaker, and ``also`` others of the article.

    ``also`` holds their keys and versions; all of it is one act.
    """
    speaker = speaker.merged_into or speaker
    seen = {quote_id: version, **(also or {})}
    return _give(seen, by, why, lambda quote: _named(speaker))


def to_name(
    quote_id: int,
    name: str,
    kind: str = SpeakerKind.PERSON,
    *,
    version: int,
    by: Any,
    why: str = "",
    also: Seen | None = None,
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
    seen = {quote_id: version, **(also or {})}
    return _give(seen, by, why, lambda quote: _named(_speaker_called(name, kind)))


def _speaker_called(name: str, kind: str) -> Speaker:
    """The one speaker of this name; an editor may mean a person of one name, too."""
    take_turn()
    known = speakers.known(name, kind)
    if len(known) > 1:
        raise Refused("Several speakers go by this name. Choose one from the list.")
    return known.pop() if known else speakers.make(name, kind)


def to_unnamed(
    quote_id: int,
    *,
    version: int,
    by: Any,
    why: str = "",
    also: Seen | None = None,
    **told: Any,
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

    return _give({quote_id: version, **(also or {})}, by, why, unnamed)


def _terms(source: AnonymousSource | None) -> dict[str, str]:
    return {"terms": source.terms, "reason": source.reason} if source else {}


def to_unknown(
    quote_id: int, *, version: int, by: Any, why: str = "", also: Seen | None = None
) -> Quote:
    """Say that the article does not tell who said it."""
    seen = {quote_id: version, **(also or {})}
    return _give(seen, by, why, lambda quote: _source(SourceKind.UNKNOWN))


def _give(
    seen: Seen, by: Any, why: str, source: Callable[[Quote], dict[str, Any]]
) -> Quote:
    """Give statements another source; what spoke for the old one goes with it.

    The source is read off the first of them.
    """
    with correcting_all(seen, ANOTHER_SOURCE, by=by, why=why) as quotes:
        first = quotes[0]
        if any(quote.article_id != first.article_id for quote in quotes):
            raise Refused("These statements stand in different articles.")
        JointSpeaker.objects.filter(quote__in=quotes).delete()
        values = source(first)
        for quote in quotes:
            for field, value in values.items():
                setattr(quote, field, value)
    return first


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
