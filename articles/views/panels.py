"""The forms that open in a statement: its source, borders, details, what is disputed."""

from typing import Any

from django.http import HttpRequest

from articles import candidates, cards, typeahead, wishes
from articles.annotate import PARTS
from articles.cards import Card
from articles.details import Details
from articles.models import Quote
from articles.unnamed import unnamed_form


def context_of(request: HttpRequest, quote: Quote, act: str) -> dict[str, Any]:
    """What the form of an act shows; with what was typed, when it is shown again."""
    typed = request.POST or request.GET
    return {
        # The version that the editor saw, which another may have changed meanwhile.
        "version": typed.get("version", quote.version),
        "why": typed.get("why", ""),
        **_CONTEXTS[act](request, quote),
    }


def others_of(card: Card, all_cards: list[Card]) -> list[Card]:
    """The other statements of this source in the article."""
    wanted = _source(card.quote)
    return [
        other
        for other in all_cards
        if wanted and _source(other.quote) == wanted and other != card
        if not other.is_rejected
    ]


def _source(quote: Quote) -> object:
    speakers = (quote.speaker_id, quote.anonymous_id)
    return speakers if any(speakers) else quote.source_name or None


def _of_source(request: HttpRequest, quote: Quote) -> dict[str, Any]:
    typed = request.POST or request.GET
    name = " ".join(typed.get("name", "").replace("\0", "").split())[:300]
    all_cards = cards.of(quote.article)
    own = next((card for card in all_cards if card.quote.pk == quote.pk), None)
    return {
        "name": name,
        "choices": typeahead.choices(name) if name else [],
        "candidates": candidates.of(quote),
        "mentions": others_of(own, all_cards) if own else [],
        "every": typed.get("every", ""),
        "unnamed": unnamed_form(
            quote, request.POST if request.POST.get("as") == "unnamed" else None
        ),
    }


def _of_borders(request: HttpRequest, quote: Quote) -> dict[str, Any]:
    moved = "move" in request.POST  # what was typed is what a refused form typed
    rows = [
        {
            "part": part,
            "name": name,
            "words": wishes.words_of(quote, part)
            if moved
            else request.POST.get(f"{part}-words", wishes.words_of(quote, part)),
            "keys": _KEYS[part],
        }
        for part, name in PARTS.items()
    ]
    return {"rows": rows}


# One key for each end of each part; with Shift it leaves a word out.
_KEYS = {"content": "qw", "cue": "as", "source": "fg"}


def _of_details(request: HttpRequest, quote: Quote) -> dict[str, Any]:
    return {"details": Details(quote, request.POST or None)}


def _of_dispute(request: HttpRequest, quote: Quote) -> dict[str, Any]:
    return {"note": request.POST.get("note", quote.dispute)}


_CONTEXTS = {
    "source": _of_source,
    "borders": _of_borders,
    "details": _of_details,
    "dispute": _of_dispute,
}
