"""The forms that open in a statement: its source, borders, details, what is disputed."""

from typing import Any

from django.http import HttpRequest, QueryDict

from articles import candidates, cards, typeahead, wishes
from articles.annotate import PARTS
from articles.cards import Card
from articles.details import STEPS, Details
from articles.models import Quote
from articles.unnamed import unnamed_form


def context_of(
    request: HttpRequest, quote: Quote, act: str, *, done: bool = False
) -> dict[str, Any]:
    """What the form of an act shows; with what was typed, when it is shown again.

    Once the act is ``done`` it shows the statement as it is now.
    """
    typed = QueryDict() if done else request.POST or request.GET
    return {
        # The version that the editor saw, which another may have changed meanwhile.
        "version": typed.get("version", quote.version),
        "why": typed.get("why", ""),
        **_CONTEXTS[act](typed, quote),
    }


def goes_on(typed: QueryDict) -> bool:
    """Whether one does such an act several times, so that its form stays open."""
    return any(name in typed for name in _SEVERAL_TIMES)


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


def _of_source(typed: QueryDict, quote: Quote) -> dict[str, Any]:
    name = " ".join(typed.get("name", "").replace("\0", "").split())[:300]
    all_cards = cards.of(quote.article)
    own = next((card for card in all_cards if card.quote.pk == quote.pk), None)
    return {
        "name": name,
        "choices": typeahead.choices(name) if name else [],
        "candidates": candidates.of(quote),
        "mentions": others_of(own, all_cards) if own else [],
        "every": typed.get("every", ""),
        "unnamed": unnamed_form(quote, typed if typed.get("as") == "unnamed" else None),
    }


def _of_borders(typed: QueryDict, quote: Quote) -> dict[str, Any]:
    moved = "move" in typed  # its words are those that were there, not typed ones
    rows = [
        {
            "part": part,
            "name": name,
            "words": wishes.words_of(quote, part)
            if moved
            else typed.get(f"{part}-words", wishes.words_of(quote, part)),
            "keys": _KEYS[part],
        }
        for part, name in PARTS.items()
    ]
    return {"rows": rows}


# An end that is moved or selected anew, an outlet that goes up or down.
_SEVERAL_TIMES = ("move", "handle", "part", *STEPS)
# One key for each end of each part; with Shift it leaves a word out.
_KEYS = {"content": "qw", "cue": "as", "source": "fg"}


def _of_details(typed: QueryDict, quote: Quote) -> dict[str, Any]:
    is_sent = "relays-TOTAL_FORMS" in typed
    return {"details": Details(quote, typed if is_sent else None)}


def _of_dispute(typed: QueryDict, quote: Quote) -> dict[str, Any]:
    return {"note": typed.get("note", quote.dispute)}


_CONTEXTS = {
    "source": _of_source,
    "borders": _of_borders,
    "details": _of_details,
    "dispute": _of_dispute,
}
