"""What a statement tells, field by field: to compare two, and to show what differs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from psycopg.types.range import DateRange, Range

from articles.again import people
from articles.models import (
    AnonymousSource,
    Polarity,
    Quote,
    QuoteKind,
    Relay,
    SourceKind,
    Speaker,
)
from articles.templatetags.article_text import facts as told_of_unnamed
from articles.templatetags.quotes import days

UNNAMED = (
    "description",
    "span",
    "count_min",
    "count_max",
    "organisation",
    "country",
    "level",
    "tenure",
    "terms",
    "reason",
)


class Fact(NamedTuple):
    """What is compared, and how it reads."""

    key: Any
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with all that hangs on it, saved or not.

    ``unnamed`` is what is told of the unnamed source whose row is ``anonymous``.
    """

    quote: Quote
    joint: Sequence[Speaker]
    relays: Sequence[Relay]
    anonymous: AnonymousSource | None
    unnamed: AnonymousSource | None
    parent: Quote | None

    @classmethod
    def of(cls, quote: Quote) -> "Told":
        """One that is saved."""
        first = 1 if quote.speaker else 0
        return cls(
            quote=quote,
            joint=people.of(quote)[first:],
            relays=list(quote.relays.all()),
            anonymous=quote.anonymous,
            unnamed=quote.anonymous,
            parent=quote.parent,
        )


def facts(text: str, told: Told) -> dict[str, Fact]:
    """All that the machine tells of a statement, but how sure it is."""
    quote = told.quote
    return {
        "words": Fact(_joined(quote.content), _words_at(text, quote.content)),
        "cue": Fact(_joined(quote.cue), _words_at(text, quote.cue)),
        "source": _source(told),
        "words for the source": Fact(
            (_ends(quote.source_span), quote.source_text), quote.source_text
        ),
        "kind of source": _plain(SourceKind(_kind(quote)).label),
        "kind": _plain(QuoteKind(quote.kind).label),
        "title": _plain(quote.speaker_title),
        "told to": _plain(quote.addressee),
        "said": Fact((_ends(quote.said_on), quote.said_on_words), _said(quote)),
        "hedges": _plain(", ".join(quote.hedges)),
        "polarity": _plain(Polarity(quote.polarity).label),
        "came through": Fact(
            [(one.outlet, one.relation, _ends(one.span)) for one in told.relays],
            ", then ".join(map(str, told.relays)),
        ),
        "unnamed source": _unnamed(told),
        "stands inside": Fact(told.parent, told.parent.text if told.parent else ""),
    }


def _plain(words: str) -> Fact:
    return Fact(words, words)


def _source(told: Told) -> Fact:
    quote = told.quote
    speakers = [one for one in [quote.speaker, *told.joint] if one]
    named = " and ".join(map(str, speakers)) or quote.source_name
    words = named or " or ".join(quote.candidates) or SourceKind.UNKNOWN.label
    key = (speakers[:1], set(speakers[1:]) if _saved(speakers) else speakers[1:])
    return Fact((*key, quote.source_name, quote.candidates), words)


def _saved(speakers: Iterable[Speaker]) -> bool:
    return all(speaker.pk for speaker in speakers)


def _kind(quote: Quote) -> str:
    """A merge gives statements the kind of who is left, which a new reading keeps."""
    speaker = quote.speaker
    if speaker and quote.source_kind != SourceKind.PERSON:
        return speaker.kind
    return quote.source_kind


def _unnamed(told: Told) -> Fact:
    source = told.unnamed
    if source is None:
        return Fact(None, "")
    words = ", ".join([source.description, *told_of_unnamed(source)])
    return Fact((told.anonymous, unnamed_values(source)), words)


def unnamed_values(source: AnonymousSource) -> dict[str, Any]:
    """What is told of an unnamed source, to compare it."""
    row = {name: getattr(source, name) for name in UNNAMED}
    return {**row, "span": _ends(source.span)}


def _said(quote: Quote) -> str:
    ends = _ends(quote.said_on)
    words = f" (“{quote.said_on_words}”)" if quote.said_on_words else ""
    return f"{days(DateRange(*ends))}{words}" if ends else ""


def _words_at(text: str, spans: Iterable[tuple[int, int]]) -> str:
    return " … ".join(text[start:end] for start, end in _joined(spans))


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans as the database keeps them: in order, those that touch are one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((start, end) for start, end in spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _ends(span: Range[Any] | None) -> tuple[Any, Any] | None:
    """The ends of a range as the database keeps them, the last one outside."""
    if span is None:
        return None
    upper = span.upper
    if span.upper_inc and upper is not None and not isinstance(upper, int):
        upper += timedelta(days=1)
    return span.lower, upper
