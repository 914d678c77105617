"""A statement that the machine missed, added by an editor."""

from dataclasses import replace
from typing import Any

from articles import acts, rows
from articles.annotate.door import Refused
from articles.extraction import Source, Statement
from articles.models import Article, Quote, Status
from articles.turns import take_turn

ADDED = "added"


def add(
    article: Article,
    found: Statement,
    *,
    like: Quote | None = None,
    by: Any,
    why: str = "",
) -> Quote:
    """Add a statement to an article; an editor has seen it, so it is confirmed.

    ``like`` is a statement of the same article by the same source. The new one may
    overlap others; one that stands whole inside another's words becomes its part.

    Raises:
        Refused: these words are a statement already.
    """
    with acts.act(ADDED, by=by, why=why, status=Status.CONFIRMED):
        Article.objects.select_for_update(no_key=True).get(pk=article.pk)
        _check_new(article, found)
        take_turn()
        [quote] = rows.save(article, [_without_source(found) if like else found])
        if like:
            _give_source_of(quote, like)
        quote.status = Status.CONFIRMED
        quote.parent = _holder(quote)
        quote.save()
    return quote


def _check_new(article: Article, found: Statement) -> None:
    same = article.quotes.filter(content=[tuple(span) for span in found.content])
    for quote in same:
        if quote.status == Status.REJECTED:
            raise Refused("These words were rejected before: confirm them there.")
        raise Refused("These words are a statement already.")


def _without_source(found: Statement) -> Statement:
    told = found.source
    return replace(
        found, source=Source(span=told.span, text=told.text, title=told.title)
    )


def _give_source_of(quote: Quote, like: Quote) -> None:
    for field in ("source_kind", "source_name", "speaker_id", "anonymous_id"):
        setattr(quote, field, getattr(like, field))
    for joint in like.joint.all():
        quote.joint.create(speaker_id=joint.speaker_id)


def _holder(quote: Quote) -> Quote | None:
    """The statement whose words hold this one, its cue and the words for its source."""
    span = quote.source_span
    own = [*quote.content, *quote.cue, *([(span.lower, span.upper)] if span else [])]
    start, end = min(own)[0], max(end for _, end in own)
    others = Quote.objects.standing().filter(article=quote.article_id)
    holders = [
        other
        for other in others.exclude(pk=quote.pk).defer("search")
        if quote.cue and any(a <= start and end <= b for a, b in other.content)
    ]
    return min(holders, key=lambda one: len(one.text), default=None)
