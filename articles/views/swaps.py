"""The answer to an act in an article that is on the screen: what changed, in place."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from articles import parts, review
from articles.cards import Card
from articles.models import Article
from articles.templatetags.article_text import article_text


def swap(
    request: HttpRequest,
    article: Article,
    before: Mapping[int, parts.Look],
    *,
    shown: int = 0,
    go_to: int = 0,
    status: int = 200,
    done: str = "",
    **more: Any,
) -> HttpResponse:
    """Render what differs from ``before``.

    ``shown`` is the statement whose card is the target of the answer; without one,
    nothing but parts out of band is sent. Without a ``before``, that card is all.
    ``go_to`` is a statement to choose then, ``done`` what screen readers say.
    """
    changed = parts.since(before, article, {shown, go_to})
    card = changed.card(go_to or shown)
    context = {
        "article": article,
        "parts": changed,
        "shown": shown,
        "go_to": go_to,
        "card": card if shown else None,
        "others": changed.others(shown),
        "paragraphs": article_text(article.text, changed.cards, changed.paragraphs),
        "editing": True,
        "keys": review.keys_on(request.user),
        "on": "article",
        "said": "" if status != 200 else _said(card, done),
        **more,
    }
    response = render(request, "articles/_swap.html", context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    add_never_cache_headers(response)
    return response


def _said(card: Card | None, done: str) -> str:
    """What became of a statement, for those who do not see it."""
    about = f"Statement {card.number}: " if card else ""
    state = card.quote.get_status_display() if card else "gone"
    return f"{about}{done or state}."
