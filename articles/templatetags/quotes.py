"""A statement in the words of the pages: its sentence marked up, its source, its state."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import template
from django.utils.formats import date_format
from psycopg.types.range import Range

from articles.excerpt import Excerpt, shortened
from articles.extraction.highlight import segments
from articles.models import AnonymousSource, Level, Polarity, Quote, SourceKind, Status

register = template.Library()

# What a statement's source is said to be when that is not plain from its name.
_KINDS_IN_WORDS = {
    SourceKind.ORGANISATION,
    SourceKind.GROUP,
    SourceKind.DOCUMENT,
    SourceKind.ANONYMOUS,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters with one mark, or none; the template escapes them."""

    text: str
    classes: str = ""
    tag: str = "span"


@register.filter
def sentence(quote: Any) -> Iterator[Piece]:
    """The statement within its sentence; wants a row of ``with_context``."""
    span = quote.source_span
    excerpt = Excerpt(
        text=quote.excerpt,
        offset=quote.excerpt_start,
        content=quote.content,
        cue=quote.cue,
        source=(span.lower, span.upper) if span else None,
    )
    cut = segments(*excerpt.sentence())
    for place, (text, roles) in enumerate(cut):
        if roles:
            yield _marked(text, roles, is_unnamed=quote.anonymous is not None)
        else:
            yield Piece(
                shortened(text, is_first=not place, is_last=place == len(cut) - 1)
            )


def _marked(text: str, roles: frozenset[str], *, is_unnamed: bool) -> Piece:
    classes = [f"mark-{role}" for role in sorted(roles)]
    if is_unnamed and "source" in roles:
        classes.append("unnamed")
    return Piece(text, " ".join(classes), "mark" if "content" in roles else "span")


@register.filter
def source(quote: Quote, most: int = 0) -> str:
    """Who said it, in as many words as there are, or cut to ``most`` characters."""
    if quote.speaker:
        name = quote.speaker.name
    elif quote.anonymous:
        name = quote.anonymous.description
    else:
        name = quote.source_name or quote.source_text
    if quote.candidates and not name:
        name = " or ".join(quote.candidates)
    return _cut(name or "source not known", most)


def _cut(text: str, most: int) -> str:
    if not most or len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(",;: ") + " …"


@register.filter
def kind_words(quote: Quote) -> list[str]:
    """What kind of source and of statement, where it is not the usual one."""
    words = []
    if quote.source_kind in _KINDS_IN_WORDS:
        words.append(quote.get_source_kind_display())
    if quote.polarity != Polarity.ASSERTS:
        words.append(quote.get_polarity_display())
    if quote.candidates:
        words.append("not certain who")
    return [*words, *dict.fromkeys(quote.hedges)]


@register.filter
def told(quote: Quote) -> str:
    """What else the article tells of the source: title, office, terms, who was told."""
    parts = [quote.speaker_title]
    if quote.anonymous:
        parts = _unnamed(quote.anonymous)
    if quote.addressee:
        parts.append(f"to {quote.addressee}")
    return ", ".join(part for part in parts if part)


def _unnamed(row: AnonymousSource) -> list[str]:
    level = row.level if row.level != Level.UNSTATED else ""
    terms = ": ".join(part for part in (row.terms, row.reason) if part)
    return [row.organisation, row.country, level, terms]


@register.filter
def state(quote: Quote) -> str:
    """How far editors have got with it, and how sure the machine was."""
    words = Status(quote.status).label
    if quote.status != Status.MACHINE:
        return f"{words} by an editor"
    sure = min(quote.content_confidence, quote.attribution_confidence)
    return f"{words} · {sure:.2f}"


@register.filter
def days(span: Range[date]) -> str:
    """A range of days in the fewest words: 2024, May 2024, 30 Jun 2025, 3 – 9 Mar 2025."""
    if span.lower is None or span.upper is None:
        return "at an open date"
    first, last = span.lower, span.upper - timedelta(days=1)
    if first == last:
        return date_format(first, "j M Y")
    if (first.day, first.month) == (1, 1) and span.upper == date(first.year + 1, 1, 1):
        return str(first.year)
    if (
        first.day == 1
        and span.upper.day == 1
        and (last.year, last.month)
        == (
            first.year,
            first.month,
        )
    ):
        return date_format(first, "M Y")
    return f"{date_format(first, _start_format(first, last))} – {date_format(last, 'j M Y')}"


def _start_format(first: date, last: date) -> str:
    if first.year != last.year:
        return "j M Y"
    return "j" if first.month == last.month else "j M"
