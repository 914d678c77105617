"""The first page: all statements, narrowed by the filters of the address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.htmx import render_page
from articles.listing import Listing
from articles.models import Article


@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """List the statements; an empty installation invites to fill it."""
    if not Article.objects.exists():
        return render(request, "articles/welcome.html")
    context = {"listing": Listing(request)}
    return render_page(request, "articles/statements.html", context, part="statements")
