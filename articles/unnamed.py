"""The unnamed source of a statement, from its phrase to a form and back."""

from typing import Any

from django.forms.models import model_to_dict
from django.http import QueryDict

from articles import annotate
from articles.extraction.described import read
from articles.forms import UnnamedForm
from articles.models import AnonymousSource, Quote
from articles.wishes import Wish

_KEPT = ("id", "article", "span")


def unnamed_source(quote: Quote) -> AnonymousSource:
    """What the article tells of its source, were it unnamed; not saved."""
    if quote.anonymous:
        return quote.anonymous
    told = read(quote.source_text)
    return AnonymousSource(
        description=quote.source_text or "unnamed source",
        count_min=told.count_min,
        count_max=told.count_max,
        organisation=(told.organisation or "")[:300],
        country=told.country or "",
        level=told.level,
        tenure=told.tenure,
    )


def unnamed_form(quote: Quote, typed: QueryDict | None = None) -> UnnamedForm:
    """The form with the fields that were found in the phrase, or with what was typed."""
    found = unnamed_source(quote)
    initial = {name: getattr(found, name) for name in UnnamedForm.base_fields}
    initial["description"] = found.description[:300]
    return UnnamedForm(typed, initial=initial)


def as_read(quote: Quote) -> Wish:
    """The wish to give a statement to an unnamed source, with what its words tell."""
    return _wish(unnamed_source(quote))


def like(quote: Quote, key: int) -> Wish:
    """The wish to give a statement to an unnamed source of the same article.

    Raises:
        annotate.Refused: there is no such source any more.
    """
    same = AnonymousSource.objects.filter(pk=key, article=quote.article_id).first()
    if same is None:
        raise annotate.Refused("There is no such source any more. Choose another.")
    return _wish(same)


def _wish(source: AnonymousSource) -> Wish:
    told: dict[str, Any] = {
        name: value
        for name, value in model_to_dict(source).items()
        if name not in _KEPT
    }
    return Wish(
        f"unnamed: {source.description}",
        lambda pk, **seen: annotate.to_unnamed(pk, **seen, **told),
    )
