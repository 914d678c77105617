"""Names of speakers while they are typed."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import typeahead


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Names in which what is typed begins a word, as the options of a list."""
    found = typeahead.choices(_typed(request))
    times = Counter(choice.speaker.name for choice in found)
    # A name that several bear does not tell them apart; their addresses do.
    options = [
        (row.name if times[row.name] == 1 else row.slug, choice)
        for choice in found
        for row in [choice.speaker]
    ]
    return render(request, "articles/_suggestions.html", {"options": options})


@require_safe
def choices(request: HttpRequest) -> HttpResponse:
    """The same as buttons of a form that gives a statement to one of them."""
    name = _typed(request)
    context = {"name": name, "choices": typeahead.choices(name) if name else []}
    return render(request, "articles/_choices.html", context)


def _typed(request: HttpRequest) -> str:
    """What is typed, in whichever of the fields that ask for a speaker."""
    asked = request.GET
    typed = asked.get("name") or asked.get("q") or asked.get("speaker") or ""
    return " ".join(typed.replace("\0", "").split())[:300]
