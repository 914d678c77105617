"""Outlets: the list, and one outlet's page."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.htmx import render_page
from articles.listing import Listing
from articles.models import Outlet, Quote
from articles.remembered import remembered

FEW = 12


@require_safe
def outlet_list(request: HttpRequest) -> HttpResponse:
    """List all outlets with what they published and what came through them."""
    outlets = Outlet.objects.with_counts().order_by("name")
    context = {"outlets": remembered("outlets", lambda: list(outlets))}
    return render(request, "articles/outlets.html", context)


@require_safe
def outlet(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one outlet: what it published, took from others, and gave to others."""
    row = get_object_or_404(Outlet.objects.with_counts(), slug=slug)
    published = Quote.objects.filter(outlet=row)
    listing = Listing(request, within=published, fixed=["outlet"])
    context = {
        "outlet": row,
        "listing": listing,
        "taken_from": _from_others(row),
        "given_to": _to_others(row),
    }
    return render_page(request, "articles/outlet.html", context, part="statements")


def _from_others(row: Outlet) -> Any:
    """The outlets whose reports it printed, with the number of statements."""
    own = row.published_quotes.standing()
    others = Outlet.objects.filter(relays__quote__in=own)
    return _by_number(others.annotate(number=Count("relays__quote", distinct=True)))


def _to_others(row: Outlet) -> Any:
    """The outlets that printed its reports, with the number of statements."""
    carried = Quote.objects.standing().through([row.pk]).exclude(outlet=row)
    others = Outlet.objects.filter(published_quotes__in=carried)
    return _by_number(others.annotate(number=Count("published_quotes")))


def _by_number(outlets: Any) -> Any:
    return outlets.order_by("-number", "name")[:FEW]
