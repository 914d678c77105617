"""Which articles are to be read again, chosen in the address of the page."""

from typing import Any

from django import forms
from django.db.models import F
from django.http import QueryDict

from articles.filters import Day
from articles.models import Article, Outlet
from articles.querysets import ArticleQuerySet


class Numbers(forms.CharField):
    """Whole numbers with commas or spaces between them."""

    def clean(self, value: Any) -> list[int]:
        words = super().clean(value).replace(",", " ").split()
        if wrong := [word for word in words if not _is_number(word)]:
            raise forms.ValidationError(
                f"“{wrong[0][:40]}” is no number of an article."
            )
        return [int(word) for word in words]


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 19


class ArticleChoice(forms.Form):
    """Articles by outlet, day of publication and number; each field narrows."""

    outlet = forms.ModelChoiceField(
        Outlet.objects.order_by("name"),
        required=False,
        to_field_name="slug",
        empty_label="all outlets",
        label="Outlet",
    )
    since = Day("Published from")
    until = Day("to")
    article = Numbers(required=False, label="Numbers of articles", max_length=1000)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, auto_id="%s", label_suffix="")
        self.is_asked = bool(data)

    def rows(self) -> ArticleQuerySet:
        """The articles, the newest first; none while nothing or nonsense is asked for."""
        rows: ArticleQuerySet = Article.objects.select_related("outlet")
        if not (self.is_asked and self.is_valid()):
            return rows.none()
        told = self.cleaned_data
        wanted = {
            "outlet": told["outlet"],
            "published_on__gte": told["since"],
            "published_on__lte": told["until"],
            "pk__in": told["article"] or None,
        }
        rows = rows.filter(**{name: one for name, one in wanted.items() if one})
        return rows.order_by(F("published_on").desc(nulls_last=True), "-pk")
