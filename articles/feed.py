"""Histories page by page, the newest act first: of an article, a speaker, of all.

Pages begin behind an act and are never counted, so that the last one is as quick as
the first. This module only reads.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.http import QueryDict
from django.utils import timezone

from articles import changes, history
from articles.acts import TAKEN_IN
from articles.forms import DayField
from articles.history import Act
from articles.models import Article, Quote, Speaker, SpeakerName

A_PAGE = 30
# What acts of a kind are called; "…" stands for names.
KINDS = {
    "confirmed": ["confirmed"],
    "rejected": ["rejected"],
    "disputed": ["disputed"],
    "another source": ["given another source"],
    "borders moved": ["borders moved"],
    "details changed": ["details changed"],
    "statements added": ["added"],
    "merged speakers": ["merged …"],
    "split speakers": ["split off …"],
    "names of speakers": ["added the name …", "removed the name …"],
    "described speakers": ["described"],
    "speakers told apart": ["told …"],
    "by administrators": ["changed in the administration"],
    "extracted again": ["extracted again"],
    "undone": ["undone", "reverted"],
}
OTHER = "all else"


@dataclass(frozen=True, slots=True)
class Page:
    """Some acts, and the one that the next page begins behind, if there is a next."""

    acts: list[Act]
    behind: UUID | None = None


class FeedForm(forms.Form):
    """By whom, of which kind, on which day."""

    by = forms.ChoiceField(label="By", required=False)
    kind = forms.ChoiceField(label="Act", required=False)
    day = DayField(label="Day", required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, label_suffix="")
        self.fields["by"].choices = [("", "everybody"), *_names(data.get("by", ""))]  # type: ignore[attr-defined]
        kinds = [(kind, kind) for kind in [*KINDS, OTHER]]
        self.fields["kind"].choices = [("", "all acts"), *kinds]  # type: ignore[attr-defined]

    def acts(self) -> QuerySet[Any]:
        """The acts that are asked for; none while something is wrong."""
        found = all_acts()
        if not self.is_valid():
            return found.none()
        asked = self.cleaned_data
        if asked["by"]:
            found = found.filter(told_by=asked["by"])
        if asked["kind"]:
            found = found.filter(_of_kind(asked["kind"]))
        return _on(found, asked["day"]) if asked["day"] else found


def _names(asked: str) -> list[tuple[str, str]]:
    """Everybody with an account, and whoever had one and is asked for."""
    users = get_user_model().objects.order_by("username")
    names = dict.fromkeys(users.values_list("username", flat=True))
    if asked and asked.isprintable():
        names.setdefault(asked)
    return [(name, name) for name in names]


def _of_kind(kind: str) -> Q:
    if kind in KINDS:
        return _called(KINDS[kind])
    return ~_called(chain.from_iterable(KINDS.values()))


def _called(names: Iterable[str]) -> Q:
    """Acts of these names; without patterns, which are slow on many acts."""
    names = list(names)
    called = Q(told_act__in=[name for name in names if not name.endswith("…")])
    for name in names:
        if name.endswith("…"):
            called |= Q(told_act__startswith=name.removesuffix("…"))
    return called


def _on(found: QuerySet[Any], day: date) -> QuerySet[Any]:
    start = timezone.make_aware(datetime.combine(day, time.min))
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    return found.filter(created_at__gte=start, created_at__lt=end)


def all_acts() -> QuerySet[Any]:
    """All acts of people and commands but the taking in of articles, newest first."""
    told = changes.contexts().filter(told_act__isnull=False)
    # Less or greater: Django's exclude() allows for NULL, and PostgreSQL then leaves
    # the index of acts aside.
    corrections = Q(told_act__lt=TAKEN_IN) | Q(told_act__gt=TAKEN_IN)
    return told.filter(corrections).order_by("-created_at", "-pk")


def of_article(article: Article) -> QuerySet[Any]:
    """The acts on the statements of an article."""
    events = changes.events_of(Quote).filter(article_id=article.pk)
    return all_acts().filter(pk__in=_keys(events))


def of_speaker(speaker: Speaker) -> QuerySet[Any]:
    """The acts on a speaker, its names and what it was given or lost."""
    own = changes.events_of(Speaker).filter(pgh_obj_id=speaker.pk)
    names = changes.events_of(SpeakerName).filter(speaker_id=speaker.pk)
    quotes = changes.events_of(Quote)
    ever = quotes.filter(speaker_id=speaker.pk).order_by().values("pgh_obj_id")
    moved = quotes.filter(pgh_obj_id__in=ever, pgh_label="update")
    keys = {key for events in (own, names, moved) for key in _keys(events)}
    about = Q(pk__in=keys) | Q(told_speaker=str(speaker.pk))
    named = all_acts().alias(told_speaker=KeyTextTransform("speaker", "metadata"))
    found: QuerySet[Any] = named.filter(about)
    return found


def _keys(events: QuerySet[Any]) -> Iterable[UUID]:
    keys = events.order_by().values_list("pgh_context_id", flat=True).distinct()
    return [key for key in keys if key]


def page(acts: QuerySet[Any], behind: UUID | None = None) -> Page:
    """A page of acts, of the newest or of those behind an act."""
    if behind:
        at = acts.model.objects.filter(pk=behind).values_list("created_at", flat=True)
        since = at.first()
        acts = (
            acts.filter(created_at__lte=since).filter(
                Q(created_at__lt=since) | Q(pk__lt=behind)
            )
            if since
            else acts.none()
        )
    found = list(acts[: A_PAGE + 1])
    shown = found[:A_PAGE]
    more = shown[-1].pk if len(found) > A_PAGE else None
    return Page(history.entries(changes.told(shown)), more)
