"""What was done: of an article, a speaker, or by everybody; one act, and its reverting."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from articles import acts, changes, history, speaker_forms
from articles import feed as feeds
from articles.access import needs
from articles.acts import Refused
from articles.changes import Told
from articles.feed import FeedForm
from articles.models import Article, Quote, Speaker

MAY_CORRECT = "articles.change_quote"
MAY_OVERSEE = "auth.view_user"  # administrators


@needs(MAY_OVERSEE)
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """What everybody did, the newest first, for administrators."""
    form = FeedForm(request.GET)
    context = {"form": form, "page": feeds.page(form.acts(), _behind(request))}
    status = 422 if form.errors else 200
    return render(request, "articles/history.html", context, status=status)


@require_safe
def of_article(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done to the statements of an article."""
    row = get_object_or_404(Article.objects.defer("text"), pk=pk)
    return _of(request, row, feeds.of_article(row))


@require_safe
def of_speaker(request: HttpRequest, slug: str) -> HttpResponse:
    """What was done to a speaker, also to one that was merged into another."""
    row = get_object_or_404(Speaker, slug=slug)
    return _of(request, row, feeds.of_speaker(row))


def _of(request: HttpRequest, row: Article | Speaker, found: Any) -> HttpResponse:
    context = {"about": row, "page": feeds.page(found, _behind(request))}
    return render(request, "articles/history.html", context)


def _behind(request: HttpRequest) -> UUID | None:
    """The act that the page begins behind; one that makes no sense is none."""
    try:
        return UUID(request.GET.get("behind", ""))
    except ValueError:
        return None


@needs(MAY_CORRECT)
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show one act; revert it, or say what stands in the way."""
    told = changes.told_of([key]).get(key)
    if told is None or not told.act:
        raise Http404
    if request.method != "POST":
        return _entry(request, told)
    try:
        acts.undo(
            key, by=request.user, why=speaker_forms.why(request.POST), what="reverted"
        )
    except Refused as refused:
        return _entry(request, told, refused)
    messages.success(request, "Reverted: all that this act changed is as it was.")
    return redirect("articles:entry", key)


def _entry(
    request: HttpRequest, told: Told, refused: Refused | None = None
) -> HttpResponse:
    context = {
        "entry": history.entries({told.key: told})[0],
        "by": changes.undone_by(told.key),
        "refused": refused,
        "in_the_way": _newest_first(refused.in_the_way) if refused else [],
        "why": speaker_forms.why(request.POST),
    }
    status = 409 if refused else 200
    return render(request, "articles/entry.html", context, status=status)


def _newest_first(keys: list[UUID]) -> list[history.Act]:
    told = changes.told_of(keys).values()
    newest = sorted(told, key=lambda act: (act.at, act.key), reverse=True)
    return history.entries({act.key: act for act in newest})


@needs(MAY_CORRECT)
@require_POST
def undo_last(request: HttpRequest) -> HttpResponse:
    """Take back one's own newest act, and stay on the page where that was asked for."""
    last = acts.last_of(request.user)
    if last is None:
        messages.error(request, "There is nothing of yours to undo.")
        return redirect(_here(request))
    try:
        acts.undo(last.key, by=request.user)
    except Refused as refused:
        return _entry(request, last, refused)
    messages.success(request, f"Undone: {history.named(last)}.")
    return redirect(_here(request))


def _here(request: HttpRequest) -> str:
    """The page that was asked from, unless the undo took it along."""
    here = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(here, None) or not here.startswith("/"):
        return "/"
    try:
        about = resolve(here)
    except Resolver404:
        return "/"
    if about.url_name and about.url_name.startswith("speaker"):
        found = Speaker.objects.filter(slug=about.kwargs.get("slug", "")).exists()
        return here if found else "/speakers/"
    if about.url_name == "quote":
        found = Quote.objects.filter(pk=about.kwargs["pk"]).exists()
        return here if found else "/"
    return here
