"""Speakers: the list, and one speaker's page."""

from django.core.paginator import Paginator
from django.db.models.functions import Left, Upper
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from articles.htmx import render_page
from articles.listing import Listing
from articles.models import Quote, Speaker, SpeakerName
from articles.models.fold import Fold

PER_PAGE = 100


@require_safe
def speaker_list(request: HttpRequest) -> HttpResponse:
    """List speakers by name, by first letter or by what is searched for."""
    typed = request.GET.get("q", "").replace("\x00", "").strip()
    letter = request.GET.get("letter", "").replace("\x00", "")[:1]
    speakers = Speaker.objects.standing()
    letters = _letters()
    if typed:
        speakers = speakers.called(typed)
    elif letter:
        speakers = speakers.beginning_with(letter)
    rows = speakers.with_statements().filter(statements__gt=0)
    rows = rows.order_by(Fold("name"), "pk")
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "typed": typed,
        "letter": letter,
        "letters": letters,
    }
    return render_page(request, "articles/speakers.html", context, part="speakers")


def _letters() -> list[str]:
    """The letters that names begin with, accents aside."""
    first = Upper(Left("folded", 1))
    names = SpeakerName.objects.filter(speaker__merged_into=None)
    found = names.order_by().values_list(first, flat=True).distinct()
    return sorted(letter for letter in found if letter)


@require_safe
def speaker(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one speaker; one that was merged leads to the speaker that is left."""
    row = get_object_or_404(Speaker.objects.select_related("merged_into"), slug=slug)
    if row.merged_into:
        return redirect(row.merged_into)  # for now: a merge can be undone
    known = [row.pk, *row.merged_from.values_list("pk", flat=True)]
    listing = Listing(request, within=Quote.objects.by(known), fixed=["speaker"])
    context = {"speaker": row, "listing": listing} | _about(row, known)
    return render_page(request, "articles/speaker.html", context, part="statements")


def _about(row: Speaker, known: list[int]) -> dict[str, object]:
    """The names that were seen, and the titles with the days they were used on."""
    titles = Quote.objects.standing().filter(speaker__in=known)
    return {
        "names": list(row.names.exclude(name=row.name)),
        "titles": titles.titles_by_date(),
    }
