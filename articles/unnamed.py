"""The unnamed source of a statement, from its phrase to a form and back."""

from typing import Any, NamedTuple

from django.forms.models import model_to_dict
from django.forms.utils import pretty_name
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


class Field(NamedTuple):
    """A field of the form as the review queue shows it, ready and folded away."""

    name: str
    label: str
    value: object
    choices: list[tuple[str, str]]


def fields(source: AnonymousSource, typed: QueryDict | None = None) -> list[Field]:
    """The fields of the form with what a source tells, or with what was typed."""
    values = _told_by(source) if typed is None else typed
    return [
        Field(
            name,
            str(field.label or pretty_name(name)),
            values.get(name),
            getattr(field, "choices", []),
        )
        for name, field in UnnamedForm.base_fields.items()
    ]


def unnamed_form(quote: Quote, typed: QueryDict | None = None) -> UnnamedForm:
    """The form with the fields that were found in the phrase, or with what was typed."""
    return UnnamedForm(typed, initial=_told_by(unnamed_source(quote)))


def _told_by(source: AnonymousSource) -> dict[str, Any]:
    told = {name: getattr(source, name) for name in UnnamedForm.base_fields}
    return {**told, "description": source.description[:300]}


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
