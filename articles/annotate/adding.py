"""A statement that the machine missed, added by an editor."""

from dataclasses import replace
from typing import Any

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length
from psycopg.types.range import Int4Range

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
        _lock(article)
        _check_new(article, found)
        take_turn()
        [quote] = rows.save(
            article,
            [_without_source(found) if like else found],
            status=Status.CONFIRMED,
            parent_id=_holder(article, found),
            **(_source_of(like) if like else {}),
        )
        for joint in like.joint.all() if like else ():
            quote.joint.create(speaker_id=joint.speaker_id)
    return quote


def _lock(article: Article) -> None:
    """Have one editor at a time add to an article."""
    rows = Article.objects.select_for_update(no_key=True).filter(pk=article.pk)
    rows.values_list("pk").get()


def _check_new(article: Article, found: Statement) -> None:
    same = article.quotes.filter(content=[tuple(span) for span in found.content])
    for status in same.values_list("status", flat=True):
        if status == Status.REJECTED:
            raise Refused("These words were rejected before: confirm them there.")
        raise Refused("These words are a statement already.")


def _without_source(found: Statement) -> Statement:
    told = found.source
    return replace(
        found, source=Source(span=told.span, text=told.text, title=told.title)
    )


def _source_of(like: Quote) -> dict[str, Any]:
    fields = ("source_kind", "source_name", "speaker_id", "anonymous_id")
    return {field: getattr(like, field) for field in fields}


def _holder(article: Article, found: Statement) -> int | None:
    """The statement whose words hold this one, its cue and the words for its source."""
    if not found.cue:
        return None
    span = found.source.span
    own = [*found.content, *found.cue, *([span] if span else [])]
    within = Int4Range(min(own)[0], max(end for _, end in own))
    holds = RawSQL("articles_quote.content @> %s", [within], BooleanField())
    holders = Quote.objects.standing().filter(holds, article=article)
    keys: QuerySet[Quote, int] = holders.values_list("pk", flat=True)
    return keys.order_by(Length("text"), "pk").first()
