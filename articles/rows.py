"""Statements as rows: what extraction found in one article, written to the tables."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from psycopg.types.range import DateRange, Int4Range

from articles import outlets, speakers
from articles.extraction import Source, Span, Statement
from articles.models import (
    AnonymousSource,
    Article,
    JointSpeaker,
    Outlet,
    Quote,
    Relay,
    Speaker,
    SpeakerKind,
)


@dataclass(slots=True)
class Drawn:
    """A statement as rows that are not saved yet."""

    quote: Quote
    joint: list[Speaker]
    relays: list[Relay]


# Who is meant by a name of the statement of this number, and what kind of source it is.
Who = Callable[[int, str, str], Speaker]


def save(article: Article, statements: Sequence[Statement], **told: Any) -> list[Quote]:
    """Write the statements of an article; give their rows in the same order.

    ``told`` are values that an editor knows better.
    """
    people = _speakers(article, statements)
    carriers = {relay.outlet: None for one in statements for relay in one.relays}
    known = {name: outlets.find_or_make(name) for name in carriers}
    drawn = draw(
        article,
        statements,
        who=lambda _, name, kind: people[name, kind],
        outlet=known.__getitem__,
    )
    for one in drawn:
        for field, value in told.items():
            setattr(one.quote, field, value)
    AnonymousSource.objects.bulk_create(unnamed_sources(drawn))
    for level in levels(statements):
        Quote.objects.bulk_create([drawn[index].quote for index in level])
    save_parts(drawn)
    return [one.quote for one in drawn]


def draw(
    article: Article,
    statements: Sequence[Statement],
    *,
    who: Who,
    outlet: Callable[[str], Outlet],
) -> list[Drawn]:
    """Give the rows of an article's statements, in the same order; nothing is saved."""
    unnamed = _anonymous_sources(article, statements)
    drawn = [
        _drawn(article, found, partial(who, index), outlet, unnamed)
        for index, found in enumerate(statements)
    ]
    for one, found in zip(drawn, statements, strict=True):
        one.quote.parent = None if found.parent is None else drawn[found.parent].quote
    return drawn


def save_parts(drawn: Iterable[Drawn]) -> None:
    """Write what hangs on statements: further speakers, and outlets in between."""
    drawn = list(drawn)
    JointSpeaker.objects.bulk_create(
        JointSpeaker(quote=one.quote, speaker=speaker)
        for one in drawn
        for speaker in one.joint
    )
    Relay.objects.bulk_create(relay for one in drawn for relay in one.relays)


def unnamed_sources(drawn: Iterable[Drawn]) -> list[AnonymousSource]:
    """The unnamed sources of these statements, each of them once."""
    rows = [one.quote.anonymous for one in drawn]
    return list({id(row): row for row in rows if row is not None}.values())


def text_of(article_text: str, spans: Iterable[Span]) -> str:
    """The words of a statement, its pieces joined by a space."""
    return " ".join(article_text[start:end] for start, end in spans)


def levels(statements: Sequence[Statement]) -> list[list[int]]:
    """Indices by depth: outer statements first, then those inside them."""

    def depth(index: int) -> int:
        parent = statements[index].parent
        return 0 if parent is None else 1 + depth(parent)

    depths = [depth(index) for index in range(len(statements))]
    return [
        [index for index, depth in enumerate(depths) if depth == level]
        for level in sorted(set(depths))
    ]


def names(source: Source) -> list[str]:
    """The names of a source that make speakers, the first one first."""
    if source.kind not in SpeakerKind.values:
        return []
    return list(source.names) or [source.name] if source.name else []


def contexts(
    article: Article, statements: Sequence[Statement]
) -> dict[tuple[str, str], speakers.Context]:
    """What an article tells of each name and kind of source: titles, and its outlets."""
    titles: dict[tuple[str, str], set[str]] = {}
    for source in (statement.source for statement in statements):
        for name in names(source):
            titles.setdefault((name, source.kind), set()).update(
                [source.title] if source.title else []
            )
    copied = article.copy_of.outlet_id if article.copy_of else None
    carried_by = {pk for pk in (article.outlet_id, copied) if pk is not None}
    return {key: speakers.Context(told, carried_by) for key, told in titles.items()}


def _speakers(
    article: Article, statements: Sequence[Statement]
) -> dict[tuple[str, str], Speaker]:
    """A speaker for each name and kind of the article; one name is one person in it."""
    return {
        (name, kind): speakers.find_or_make(name, kind, context)
        for (name, kind), context in contexts(article, statements).items()
    }


def _anonymous_sources(
    article: Article, statements: Sequence[Statement]
) -> dict[str, AnonymousSource]:
    """A row for each unnamed source of the article, by the source's id; not saved."""
    first: dict[str, Source] = {}
    for statement in statements:
        if statement.source.kind == "anonymous":
            first.setdefault(_key(statement.source), statement.source)
    return {key: _anonymous(article, source) for key, source in first.items()}


def _key(source: Source) -> str:
    return source.id or f"at {source.span}"


def _anonymous(article: Article, source: Source) -> AnonymousSource:
    told = source.unnamed
    row = AnonymousSource(
        article=article,
        description=source.name or source.text or "unnamed source",
        span=_range(source.span),
    )
    if told:
        row.count_min, row.count_max = told.count_min, told.count_max
        row.organisation = (told.organisation or "")[:300]
        row.country = told.country or ""
        row.level, row.tenure = told.level, told.tenure
        row.terms, row.reason = told.terms or "", told.reason or ""
    return row


def _range(span: Span | None) -> Int4Range | None:
    return Int4Range(span.start, span.end) if span else None


def _drawn(
    article: Article,
    found: Statement,
    who: Callable[[str, str], Speaker],
    outlet: Callable[[str], Outlet],
    unnamed: Mapping[str, AnonymousSource],
) -> Drawn:
    source = found.source
    speakers = [who(name, source.kind) for name in names(source)]
    quote = _quote(article, found, speakers[0] if speakers else None, unnamed)
    return Drawn(
        quote,
        # One who is known by two of the names is one speaker.
        [one for at, one in enumerate(speakers) if at and one not in speakers[:at]],
        [
            Relay(
                quote=quote,
                position=position,
                outlet=outlet(relay.outlet),
                relation=relay.relation,
                span=_range(relay.span),
            )
            for position, relay in enumerate(found.relays)
        ],
    )


def _quote(
    article: Article,
    found: Statement,
    speaker: Speaker | None,
    unnamed: Mapping[str, AnonymousSource],
) -> Quote:
    source, said_on = found.source, found.said_on
    return Quote(
        article=article,
        kind=found.kind,
        content=found.content,
        cue=found.cue,
        source_span=_range(source.span),
        text=text_of(article.text, found.content),
        source_text=source.text or "",
        source_kind=source.kind,
        source_name=source.name or "",
        speaker=speaker,
        anonymous=unnamed[_key(source)] if source.kind == "anonymous" else None,
        candidates=list(source.candidates),
        speaker_title=source.title or "",
        addressee=found.addressee or "",
        said_on=said_on and DateRange(said_on.first, said_on.last, "[]"),
        said_on_words=said_on and text_of(article.text, [said_on.span]) or "",
        hedges=list(found.hedges),
        polarity=found.polarity,
        content_confidence=found.content_confidence,
        attribution_confidence=found.attribution_confidence,
        outlet=article.outlet,
        published_on=article.published_on,
    )
