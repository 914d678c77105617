"""The page of one statement, and what editors do to it, there or in its article."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import json_script
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from articles import annotate, cards, citation, history, wishes
from articles.access import needs
from articles.cards import Card
from articles.forms import UnnamedForm
from articles.htmx import render_page, wants_part
from articles.models import Quote, Speaker

MAY_CORRECT = "articles.change_quote"
_MATCHES = 12
_DONE = {
    "confirm": "Confirmed.",
    "reject": "Rejected: it is no longer listed.",
    "source": "The source was changed.",
    "undo": "Undone.",
}


@require_safe
def quote(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one statement at its permanent address."""
    return render(request, "articles/quote.html", _context(request, _load(pk)))


@needs(MAY_CORRECT)
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Confirm, reject, give another source, undo."""
    if act not in wishes.ACTS:
        raise Http404
    if act == "source" and request.method in ("GET", "HEAD"):
        return _choose_source(request, _load(pk))
    if act == "source" and request.POST.get("as") == "find":
        return _choose_source(request, _load(pk))
    if request.method in ("GET", "HEAD"):  # come back to from a log-in
        return redirect("articles:quote", pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    return _act(request, _load(pk), act)


def _load(pk: int) -> Quote:
    rows = Quote.objects.select_related("article__outlet", "article__copy_of__outlet")
    found: Quote = get_object_or_404(rows, pk=pk)
    return found


def _act(request: HttpRequest, quote: Quote, act: str) -> HttpResponse:
    """Do what is asked; when it is refused, show why and keep what was typed."""
    try:
        seen = wishes.seen(request.POST).cleaned_data
        wish = wishes.read(act, request.POST)
    except annotate.Refused as refused:
        return _refused(request, quote, act, str(refused))
    try:
        wish.do(quote.pk, version=seen["version"], by=request.user, why=seen["why"])
    except annotate.Stale as stale:
        conflict = _conflict(request, stale.current, act, seen["version"], wish)
        return _answer(request, _load(quote.pk), status=409, conflict=conflict)
    except annotate.Refused as refused:
        return _refused(request, quote, act, str(refused))
    if not wants_part(request):
        messages.success(request, _DONE[act])
        return redirect(_page(request, quote))
    return _answer(request, _load(quote.pk))


def _on_article(request: HttpRequest) -> bool:
    return (request.POST.get("on") or request.GET.get("on")) == "article"


def _page(request: HttpRequest, quote: Quote) -> str:
    """The address of the page that the editor is on."""
    if _on_article(request):
        return f"{quote.article.get_absolute_url()}#q{quote.pk}"
    return quote.get_absolute_url()


def _refused(
    request: HttpRequest, quote: Quote, act: str, message: str
) -> HttpResponse:
    more: dict[str, Any] = {"refused": message}
    if act == "source":
        more |= _source_context(request, quote)
    return _answer(request, quote, status=422, **more)


def _conflict(
    request: HttpRequest, current: Quote, act: str, version: int, wish: wishes.Wish
) -> dict[str, Any]:
    """What the editor saw, what it is now and who did that, and what was asked for."""
    meanwhile = history.of(current)[: max(1, current.version - version)]
    return {
        "act": act,
        "seen": meanwhile[-1].before,
        "now": meanwhile[0],
        "wish": wish.words,
        "typed": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in ("csrfmiddlewaretoken", "version", "on")
            for value in values
        ],
    }


def _answer(
    request: HttpRequest, quote: Quote, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The statement as it is now: its card and text in the article, or its page."""
    context = _context(request, quote) | more
    if _on_article(request) and wants_part(request):
        return render(request, "articles/_swap.html", context, status=status)
    context["on"] = "quote"
    return render_page(
        request, "articles/quote.html", context, part="statement", status=status
    )


def _choose_source(request: HttpRequest, quote: Quote) -> HttpResponse:
    """The form for another source, or the speakers found by what was typed in it."""
    context = _context(request, quote) | _source_context(request, quote)
    context["whole"] = not wants_part(request)  # there is no card to put an answer in
    part = "matches" if "name" in request.GET else "source"
    return render_page(request, "articles/source.html", context, part=part)


def _source_context(request: HttpRequest, quote: Quote) -> dict[str, Any]:
    typed = request.POST or request.GET
    name = " ".join(typed.get("name", "").replace("\0", "").split())
    found = Speaker.objects.standing().called(name).with_statements()
    return {
        "choosing": True,
        # The version that the editor saw, which another may have changed meanwhile.
        "version": typed.get("version", quote.version),
        "name": name,
        "matches": found.order_by("-statements", "name")[:_MATCHES],
        "candidates": _candidates(quote),
        "unnamed": UnnamedForm(
            typed if typed.get("as") == "unnamed" else None, initial=_unnamed(quote)
        ),
        "why": typed.get("why", ""),
    }


def _candidates(quote: Quote) -> list[dict[str, Any]]:
    """Whom it may be with one click: who was named as possible, then who else speaks."""
    others = Speaker.objects.filter(quotes__article=quote.article_id).distinct()
    named = [{"name": name} for name in quote.candidates]
    known = [
        {"name": row.name, "speaker": row.pk}
        for row in others.exclude(pk=quote.speaker_id).order_by("name")
        if row.name not in quote.candidates
    ]
    return [*named, *known][:9]


def _unnamed(quote: Quote) -> dict[str, Any]:
    source = quote.anonymous
    if source is None:
        return {"description": quote.source_text}
    names = UnnamedForm.base_fields
    return {name: getattr(source, name) for name in names}


def _context(request: HttpRequest, quote: Quote) -> dict[str, Any]:
    editing = request.user.has_perm(MAY_CORRECT)
    all_cards = cards.of(quote.article, to_edit=True)
    card = next(card for card in all_cards if card.quote.pk == quote.pk)
    return {
        "article": quote.article,
        "card": card,
        "quote": card.quote,
        "cards": [c for c in all_cards if editing or not c.is_rejected],
        "others": _of_same_source(card, all_cards),
        "history": history.of(quote),
        "editing": editing,
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


def _of_same_source(card: Card, all_cards: list[Card]) -> list[Card]:
    """The other statements of this source in the article."""

    def key(quote: Quote) -> object:
        speakers = (quote.speaker_id, quote.anonymous_id)
        return speakers if any(speakers) else quote.source_name or None

    wanted = key(card.quote)
    return [
        other
        for other in all_cards
        if wanted and key(other.quote) == wanted and other != card
        if not other.is_rejected
    ]
