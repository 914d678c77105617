"""Statements as rows: what extraction found in one article, written to the tables."""

from collections.abc import Iterable, Sequence

from psycopg.types.range import DateRange, Int4Range

from articles import outlets, speakers
from articles.extraction import Source, Span, Statement
from articles.models import (
    AnonymousSource,
    Article,
    JointSpeaker,
    Quote,
    Relay,
    Speaker,
    SpeakerKind,
)


def save(article: Article, statements: Sequence[Statement]) -> list[Quote]:
    """Write the statements of an article; give their rows in the same order."""
    people = _speakers(statements)
    unnamed = _anonymous_sources(article, statements)
    quotes = [_quote(article, found, people, unnamed) for found in statements]
    # An outer statement has to be there before what stands inside it.
    for level in _levels(statements):
        for index in level:
            parent = statements[index].parent
            quotes[index].parent = None if parent is None else quotes[parent]
        Quote.objects.bulk_create([quotes[index] for index in level])
    _save_joint(quotes, statements, people)
    _save_relays(quotes, statements)
    return quotes


def text_of(article_text: str, spans: Iterable[Span]) -> str:
    """The words of a statement, its pieces joined by a space."""
    return " ".join(article_text[start:end] for start, end in spans)


def _levels(statements: Sequence[Statement]) -> list[list[int]]:
    """Indices by depth: outer statements first, then those inside them."""

    def depth(index: int) -> int:
        parent = statements[index].parent
        return 0 if parent is None else 1 + depth(parent)

    depths = [depth(index) for index in range(len(statements))]
    return [
        [index for index, depth in enumerate(depths) if depth == level]
        for level in sorted(set(depths))
    ]


def _names(source: Source) -> list[str]:
    """The names that make speakers, the first one first."""
    if source.kind not in SpeakerKind.values:
        return []
    return list(source.names) or [source.name] if source.name else []


def _speakers(statements: Sequence[Statement]) -> dict[tuple[str, str], Speaker]:
    """A speaker for each name and kind of the article; one name is one person in it."""
    wanted = {
        (name, statement.source.kind): None
        for statement in statements
        for name in _names(statement.source)
    }
    return {(name, kind): speakers.find_or_make(name, kind) for name, kind in wanted}


def _anonymous_sources(
    article: Article, statements: Sequence[Statement]
) -> dict[str, AnonymousSource]:
    """One row for each unnamed source of the article, by the source's id."""
    first: dict[str, Source] = {}
    for statement in statements:
        if statement.source.kind == "anonymous":
            first.setdefault(_key(statement.source), statement.source)
    rows = {key: _anonymous(article, source) for key, source in first.items()}
    AnonymousSource.objects.bulk_create(rows.values())
    return rows


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


def _quote(
    article: Article,
    found: Statement,
    people: dict[tuple[str, str], Speaker],
    unnamed: dict[str, AnonymousSource],
) -> Quote:
    source, said_on = found.source, found.said_on
    names = _names(source)
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
        speaker=people[names[0], source.kind] if names else None,
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


def _save_joint(
    quotes: list[Quote],
    statements: Sequence[Statement],
    people: dict[tuple[str, str], Speaker],
) -> None:
    JointSpeaker.objects.bulk_create(
        JointSpeaker(quote=quote, speaker=people[name, statement.source.kind])
        for quote, statement in zip(quotes, statements, strict=True)
        for name in dict.fromkeys(_names(statement.source)[1:])
        if people[name, statement.source.kind] != quote.speaker
    )


def _save_relays(quotes: list[Quote], statements: Sequence[Statement]) -> None:
    chain = [
        (quote, position, relay)
        for quote, statement in zip(quotes, statements, strict=True)
        for position, relay in enumerate(statement.relays)
    ]
    names = dict.fromkeys(relay.outlet for _, _, relay in chain)
    known = {name: outlets.find_or_make(name) for name in names}
    Relay.objects.bulk_create(
        Relay(
            quote=quote,
            position=position,
            outlet=known[relay.outlet],
            relation=relay.relation,
            span=_range(relay.span),
        )
        for quote, position, relay in chain
    )
