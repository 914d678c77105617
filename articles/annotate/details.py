"""What else a statement tells: its wording, to whom and when it was said, the way it came.

Each value rests on words of the article; words that it does not hold are refused.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.forms.models import model_to_dict
from psycopg.types.range import DateRange, Int4Range

from articles import outlets
from articles.annotate.door import Refused, correcting
from articles.extraction.days import read
from articles.extraction.selecting import places
from articles.extraction.types import Span
from articles.models import AnonymousSource, Quote, Relay
from articles.turns import take_turn

PLAIN = ("kind", "polarity", "addressee", "speaker_title")
_TOLD_ANEW = "details changed"
_OWN = ("id", "article", "span")


@dataclass(frozen=True, slots=True)
class Hop:
    """An outlet on the way, and the words that tell so; no words: as they were."""

    outlet: str
    relation: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A period, both days included, and the words for it; no days: as the words tell."""

    first: date | None = None
    last: date | None = None
    words: str = ""


def change(
    quote_id: int,
    *,
    plain: dict[str, str] | None = None,
    hedges: Sequence[str] | None = None,
    said: Said | None = None,
    hops: Sequence[Hop] | None = None,
    unnamed: dict[str, Any] | None = None,
    version: int,
    by: Any,
    why: str = "",
) -> Quote:
    """Change what is given, and nothing else, as one act.

    ``plain`` are the fields named so here, ``hops`` the whole chain from the source to
    the article, ``unnamed`` the fields that differ of a source without a name.

    Raises:
        Refused: the article does not hold the words, or a value makes no sense.
    """
    with correcting(quote_id, _TOLD_ANEW, version=version, by=by, why=why) as quote:
        for field, value in (plain or {}).items():
            _set(quote, field, value)
        if hedges is not None:
            quote.hedges = [_word(quote, hedge) for hedge in hedges]
        if said is not None:
            _set_said(quote, said)
        if hops is not None:
            _set_hops(quote, hops)
        if unnamed:
            _set_unnamed(quote, unnamed)
    return quote


def _set(quote: Quote, field: str, value: str) -> None:
    if field in ("addressee", "speaker_title") and value:
        _place(quote, value)
    setattr(quote, field, value)


def _word(quote: Quote, hedge: str) -> str:
    if hedge not in quote.hedges:
        _place(quote, hedge)
    return hedge


def _place(quote: Quote, words: str) -> Span:
    """Where words stand in the article, the nearest to the statement."""
    found = places(quote.article.text, words)
    if not found:
        raise Refused(f"The article does not say “{words}”.")
    start, end = quote.content[0][0], quote.content[-1][1]
    return min(found, key=lambda span: max(start - span.end, span.start - end, 0))


def _set_said(quote: Quote, said: Said) -> None:
    if said.words and said.words != quote.said_on_words:
        _place(quote, said.words)
    first, last = said.first or said.last, said.last or said.first
    if not first and said.words and quote.article.published_on:
        first, last = read(said.words, quote.article.published_on) or (None, None)
    if said.words and not first:
        raise Refused(f"“{said.words}” tells no day by itself: give the days, too.")
    if first and last and last < first:
        raise Refused("The last day lies before the first.")
    if last == date.max:
        raise Refused("The last day lies too far in the future.")
    quote.said_on_words = said.words
    quote.said_on = DateRange(first, last + timedelta(1)) if first and last else None


def _set_hops(quote: Quote, hops: Iterable[Hop]) -> None:
    take_turn()
    known = {
        (str(row.outlet), row.relation): row.span
        for row in quote.relays.select_related("outlet")
    }
    rows = [
        Relay(
            quote=quote,
            position=position,
            outlet=outlets.find_or_make(hop.outlet),
            relation=hop.relation,
            span=_span(quote, hop, known.get((hop.outlet, hop.relation))),
        )
        for position, hop in enumerate(hops)
    ]
    quote.relays.all().delete()
    Relay.objects.bulk_create(rows)


def _span(quote: Quote, hop: Hop, before: Any) -> Int4Range | None:
    """Where the words for an outlet stand; those that stood before stay."""
    if before and hop.words in ("", quote.article.text[before.lower : before.upper]):
        return before  # type: ignore[no-any-return]
    return Int4Range(*_place(quote, hop.words)) if hop.words else None


def _set_unnamed(quote: Quote, told: dict[str, Any]) -> None:
    """Tell something else of the unnamed source, of this statement alone."""
    source = quote.anonymous
    if source is None:
        raise Refused("The source of this statement is not an unnamed one any more.")
    values = {k: v for k, v in model_to_dict(source).items() if k not in _OWN} | told
    least, most = values["count_min"], values["count_max"]
    if most is not None and most < least:
        raise Refused("The largest number of people is below the smallest.")
    for field in ("description", "terms", "reason"):
        if told.get(field):
            _place(quote, told[field])
    quote.anonymous = AnonymousSource.objects.create(
        article_id=quote.article_id, span=source.span, **values
    )
    quote.source_name = values["description"]
