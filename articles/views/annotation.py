"""The page of one statement, and what editors do to it, there or in its article."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import json_script
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from articles import annotate, cards, citation, handles, history, parts, review, wishes
from articles.access import needs
from articles.htmx import render_page, wants_part
from articles.models import Quote
from articles.templatetags.quotes import source
from articles.unnamed import as_read, like
from articles.views.panels import context_of, goes_on, others_of
from articles.views.swaps import swap

MAY_CORRECT = "articles.change_quote"
_DONE = {
    "confirm": "Confirmed.",
    "reject": "Rejected: it is no longer listed.",
    "source": "The source was changed.",
    "borders": "The borders were moved.",
    "details": "The details were changed.",
    "dispute": "Disputed: readers see why.",
    "undo": "Undone.",
}
_SHORT = 60
_NOT_TYPED = ("csrfmiddlewaretoken", "version", "on", "mention")


@require_safe
def quote(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one statement at its permanent address."""
    return render(request, "articles/quote.html", _context(request, _load(pk)))


@needs(MAY_CORRECT)
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Do one act to a statement, or show the form that asks for what it needs."""
    if act not in (*wishes.ACTS, *wishes.FORMS):
        raise Http404
    is_safe = request.method in ("GET", "HEAD")
    if act in wishes.FORMS and (is_safe or request.POST.get("as") == "find"):
        return _form(request, _load(pk), act)
    if is_safe:  # come back to from a log-in
        return redirect("articles:quote", pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    return _act(request, _load(pk, "article"), act)


def _load(pk: int, *along: str) -> Quote:
    """A statement with all that its page or form shows, or with what is named."""
    along = along or ("article__outlet", "article__copy_of__outlet")
    rows = Quote.objects.select_related(*along).defer("search")
    found: Quote = get_object_or_404(rows, pk=pk)
    return found


def _act(request: HttpRequest, quote: Quote, act: str) -> HttpResponse:
    """Do what is asked; when it is refused, show why and keep what was typed."""
    before = parts.look(quote.article_id)
    try:
        seen = wishes.seen(request.POST).cleaned_data
        wish = _wish(request, quote, act)
        now = wish.do(
            quote.pk, version=seen["version"], by=request.user, why=seen["why"]
        )
    except annotate.Stale as stale:
        conflict = _conflict(request, quote, stale.current, act, seen["version"], wish)
        return _answer(request, quote, before, status=409, conflict=conflict)
    except annotate.Refused as refused:
        return _refused(request, quote, act, refused)
    if not wants_part(request):
        messages.success(request, _DONE[act])
        return redirect(_next(request, quote))
    more: dict[str, Any] = {"done": _told(request, act, now)}
    if "panel" in request.POST and goes_on(request.POST):
        more |= _panel(request, quote.pk, act, done=True)
    return _answer(request, quote, before, **more)


def _told(request: HttpRequest, act: str, quote: Quote) -> str:
    """What became of a statement, for those who do not see it; else its status tells."""
    if act == "borders":
        return handles.told(request.POST, quote)
    if act == "source":
        unnamed = ", unnamed" if quote.anonymous_id else ""
        return f"by {source(quote, _SHORT)}{unnamed}"
    return ""


def _wish(request: HttpRequest, quote: Quote, act: str) -> wishes.Wish:
    if act == "borders" and "handle" in request.POST:
        return handles.read(request.POST, quote)
    if act == "source" and request.POST.get("as") == "as-read":
        return wishes.with_others(as_read(quote), request.POST)
    unnamed = request.POST.get("unnamed", "")
    if act == "source" and unnamed.isdecimal() and len(unnamed) < 19:
        return wishes.with_others(like(quote, int(unnamed)), request.POST)
    return wishes.read(act, request.POST, quote)


def _panel(
    request: HttpRequest, pk: int, act: str, *, done: bool = False
) -> dict[str, Any]:
    """The form of an act, open in the card of its statement."""
    return {
        "panel": f"articles/{act}.html#{act}",
        **context_of(request, _load(pk), act, done=done),
    }


def _on_article(request: HttpRequest) -> bool:
    return (request.POST.get("on") or request.GET.get("on")) == "article"


def _next(request: HttpRequest, quote: Quote) -> str:
    """Where an editor without scripts goes on: in the form, or where it was opened."""
    if "panel" in request.POST and goes_on(request.POST):
        return f"{request.path}?on={'article' if _on_article(request) else 'quote'}"
    return _page(request, quote)


def _page(request: HttpRequest, quote: Quote) -> str:
    """The address of the page that the editor is on."""
    if _on_article(request) or not Quote.objects.filter(pk=quote.pk).exists():
        return f"{quote.article.get_absolute_url()}#q{quote.pk}"
    return quote.get_absolute_url()


def _refused(
    request: HttpRequest, quote: Quote, act: str, refused: annotate.Refused
) -> HttpResponse:
    more: dict[str, Any] = {"refused": str(refused)}
    if act in wishes.FORMS and ("panel" in request.POST or not wants_part(request)):
        more |= _panel(request, quote.pk, act)
    status = getattr(refused, "status", 422)
    return _answer(request, quote, {}, status=status, **more)


def _conflict(
    request: HttpRequest,
    quote: Quote,
    current: Quote,
    act: str,
    version: int,
    wish: wishes.Wish,
) -> dict[str, Any]:
    """What the editor saw, what it is now and who did that, and what was asked for.

    ``current`` may be another statement of the mention that was to change, too: its
    new version has been seen now, and those of all others as before.
    """
    is_other = current.pk != quote.pk
    if is_other:
        version = next(
            (int(v.partition(".")[2]) for v in request.POST.getlist("mention")
             if v.startswith(f"{current.pk}.")),
            current.version,
        )  # fmt: skip
    meanwhile = history.of(current)[: max(1, current.version - version)]
    return {
        "act": act,
        "other": current if is_other else None,
        "version": request.POST["version"] if is_other else current.version,
        "seen": meanwhile[-1].before,
        "now": meanwhile[0],
        "wish": wish.words,
        "typed": [*_typed(request), *_mention(request, current)],
    }


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _NOT_TYPED
        for value in values
    ]


def _mention(request: HttpRequest, current: Quote) -> list[tuple[str, str]]:
    """The other statements that were to change, with the versions that were seen."""
    own = f"{current.pk}."
    return [
        ("mention", f"{own}{current.version}" if value.startswith(own) else value)
        for value in request.POST.getlist("mention")
    ]


def _answer(
    request: HttpRequest,
    quote: Quote,
    before: Mapping[int, parts.Look],
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The statement as it is now: its card and text in the article, or its page."""
    if _on_article(request) and wants_part(request):
        return swap(
            request, quote.article, before, shown=quote.pk, status=status, **more
        )
    if not Quote.objects.filter(pk=quote.pk).exists():
        return redirect(quote.article)
    context = _context(request, _load(quote.pk)) | more
    context["on"] = "quote"
    return render_page(
        request, "articles/quote.html", context, part="statement", status=status
    )


def _form(request: HttpRequest, quote: Quote, act: str) -> HttpResponse:
    """The form of an act, in the card of the statement or as a page."""
    context = {
        "quote": quote,
        "article": quote.article,
        "on": "article" if _on_article(request) else "quote",
        "keys": review.keys_on(request.user),
        "whole": not wants_part(request),  # there is no card to put an answer in
        **context_of(request, quote, act),
    }
    return render_page(request, f"articles/{act}.html", context, part=act)


def _context(request: HttpRequest, quote: Quote) -> dict[str, Any]:
    editing = request.user.has_perm(MAY_CORRECT)
    all_cards = cards.of(quote.article, to_edit=True)
    card = next(card for card in all_cards if card.quote.pk == quote.pk)
    return {
        "article": quote.article,
        "card": card,
        "quote": card.quote,
        "others": others_of(card, all_cards),
        "history": history.of(quote),
        "editing": editing,
        "keys": editing and review.keys_on(request.user),
        "on": "article" if _on_article(request) else "quote",
        **_to_take_away(request, card.quote),
    }


def _to_take_away(request: HttpRequest, quote: Quote) -> dict[str, Any]:
    """The citation and the linked data, which name the full address."""
    address = request.build_absolute_uri(quote.get_absolute_url())
    article = request.build_absolute_uri(quote.article.get_absolute_url())
    data = json_script(citation.linked_data(quote, address, article))
    return {
        "citation": citation.line(quote, address),
        "linked_data": mark_safe(
            data.replace('"application/json"', '"application/ld+json"', 1)
        ),
    }
