"""What an empty installation offers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from articles import ingest
from articles.access import needs


@require_http_methods(["GET", "HEAD", "POST"])
@needs("articles.add_article")
def load_samples(request: HttpRequest) -> HttpResponse:
    """Take in the sample articles; those that are there already stay as they are."""
    if request.method != "POST":  # come back to from a log-in
        return redirect("articles:statements")
    taken = ingest.load_samples(by=request.user)
    messages.success(request, f"{len(taken.articles)} sample articles were taken in.")
    return redirect("articles:statements")
