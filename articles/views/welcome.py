"""What an empty installation offers."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from articles import ingest


@require_POST
@permission_required("articles.add_article", raise_exception=True)
def load_samples(request: HttpRequest) -> HttpResponse:
    """Take in the sample articles; those that are there already stay as they are."""
    taken = ingest.load_samples(by=request.user)
    messages.success(request, f"{len(taken.articles)} sample articles were taken in.")
    return redirect("articles:statements")
