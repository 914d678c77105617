"""What editors do to an article on its page: add what was missed, undo, switch keys."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from articles import acts, annotate, history, missed, parts, review, selection
from articles.access import needs
from articles.extraction.selecting import pieces
from articles.extraction.types import Span
from articles.htmx import render_page, wants_part
from articles.missed import Proposal
from articles.models import Article
from articles.views.swaps import swap

MAY_CORRECT = "articles.change_quote"
Content = tuple[Span, ...]


def _load(pk: int) -> Article:
    found: Article = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
    return found


@needs(MAY_CORRECT)
@require_http_methods(["GET", "HEAD", "POST"])
def add_missed(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose a statement for the words that were selected or typed, and add it."""
    article = _load(pk)
    try:
        if request.method == "POST":
            return _add(request, article)
        return _propose(request, article)
    except annotate.Refused as refused:
        status = getattr(refused, "status", 422)
        return _missed(request, article, status=status, refused=str(refused))


def _propose(request: HttpRequest, article: Article) -> HttpResponse:
    asked = request.GET
    if not asked.get("words") and "start" not in asked:
        return _missed(request, article)
    content = _content(request, article)
    if not isinstance(content, tuple):
        return _missed(request, article, places=content)
    return _missed(request, article, proposal=missed.propose(article, content))


def _content(request: HttpRequest, article: Article) -> Content | list[selection.Place]:
    """The words that are meant; several places when it is not clear which."""
    asked = request.POST or request.GET
    if "start" in asked:
        found = pieces(article.text, selection.selected(asked, article.text))
        if not found:
            raise annotate.Refused("Select at least one word.")
        return found
    number = asked.get("place", "")
    place = int(number) if number.isdecimal() and len(number) < 6 else 0
    at = selection.typed(asked.get("words", ""), article.text, place)
    return (at,) if isinstance(at, Span) else at


def _add(request: HttpRequest, article: Article) -> HttpResponse:
    before = parts.look(article.pk)
    proposal = _proposal(request, article)
    why = " ".join(request.POST.get("why", "").split())[:1000]
    quote = annotate.add(
        article, proposal.statement, like=proposal.like, by=request.user, why=why
    )
    if not wants_part(request):
        messages.success(request, "Added.")
        return redirect(f"{article.get_absolute_url()}#q{quote.pk}")
    return swap(request, article, before, go_to=quote.pk, done="Added", close=True)


def _proposal(request: HttpRequest, article: Article) -> Proposal:
    """What was proposed before, or is found now for what was selected."""
    if token := request.POST.get("found"):
        return missed.reopened(token, article)
    content = _content(request, article)
    if not isinstance(content, tuple):
        raise annotate.Refused("These words stand in several places: choose one.")
    return missed.propose(article, content)


def _missed(
    request: HttpRequest, article: Article, *, status: int = 200, **more: Any
) -> HttpResponse:
    asked = request.POST or request.GET
    context: dict[str, Any] = {
        "article": article,
        "words": asked.get("words", ""),
        "whole": not wants_part(request),
        **more,
    }
    return render_page(
        request, "articles/missed.html", context, part="missed", status=status
    )


@needs(MAY_CORRECT)
@require_POST
def undo_last(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the editor's own last act, wherever it was, and stay in the article."""
    article = _load(pk)
    before = parts.look(pk)
    try:
        told = acts.undo_last(by=request.user)
    except annotate.Refused as refused:
        if not wants_part(request):
            messages.error(request, str(refused))
            return redirect(article)
        return swap(request, article, {}, status=422, trouble=str(refused))
    if not wants_part(request):
        messages.success(request, f"Undone: {history.named(told)}.")
        return redirect(article)
    # What changed in this article is seen there; what did not has to be told.
    away = history.named(told) if parts.look(pk) == before else ""
    done = f"Undone: {away or told.act}"
    return swap(request, article, before, done=done, away=away, undone=told.key)


@needs(MAY_CORRECT)
@require_POST
def switch_keys(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch keys on or off for the one who asks, here and in the review queue."""
    review.switch_keys(request.user, on=request.POST.get("keys") == "on")
    return redirect("articles:article", pk)
