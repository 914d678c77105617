"""The paste form: what was pasted, read before it is saved, then saved."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_http_methods

from articles import ingest
from articles.access import needs
from articles.forms import PasteForm
from articles.htmx import render_page
from articles.ingest import Reading, TakenIn
from articles.models import Article, Outlet

_MOST_OUTLETS = 1000  # that the form proposes


def _logged_out(request: HttpRequest) -> HttpResponse:
    """Show what was typed to somebody whose session ended while typing."""
    context = {"form": PasteForm(request.POST), "logged_out": True}
    return render_page(
        request, "articles/add.html", context, part="preview", status=403
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs("articles.add_article", logged_out=_logged_out)
def add(request: HttpRequest) -> HttpResponse:
    """Take in what an editor pasted."""
    if request.method != "POST":
        return _page(request, PasteForm())
    form = PasteForm(request.POST)
    try:
        if form.is_valid():
            text, details = form.cleaned_data["text"], form.details
            return _saved(request, ingest.take_in(text, details, by=request.user))
    except ingest.Refused as refused:
        form.add_error("text", str(refused))
    return _page(request, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("articles.add_article", logged_out=_logged_out)
def preview(request: HttpRequest) -> HttpResponse:
    """Show what would be saved, and save nothing."""
    if request.method != "POST":
        return redirect("articles:add")
    form = PasteForm(request.POST)
    reading = None
    try:
        if form.is_valid():
            reading = ingest.read(form.cleaned_data["text"], form.details)
    except ingest.Refused as refused:
        form.add_error("text", str(refused))
    return _page(request, form, reading, status=422 if form.errors else 200)


def _page(
    request: HttpRequest,
    form: PasteForm,
    reading: Reading | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "reading": reading,
        "outlets": Outlet.objects.values_list("name", flat=True)[:_MOST_OUTLETS],
    }
    return render_page(
        request, "articles/add.html", context, part="preview", status=status
    )


def _saved(request: HttpRequest, taken: TakenIn) -> HttpResponse:
    """Go to the article that was pasted, or to the list when there were several."""
    if len(taken.articles) + len(taken.known) > 1:
        messages.success(request, _names(taken))
        return redirect("articles:articles")
    if taken.known:
        messages.info(request, "You have this article already: here it is.")
        return redirect(taken.known[0])
    messages.success(request, "The article is saved.")
    return redirect(taken.articles[0])


def _names(taken: TakenIn) -> str:
    """Say which articles of a paste are new and which were there, each with its link."""
    said = []
    if taken.articles:
        said.append(format_html("Saved: {}.", _links(taken.articles)))
    if taken.known:
        said.append(format_html("You had these already: {}.", _links(taken.known)))
    return format_html_join(" ", "{}", ((part,) for part in said))


def _links(articles: list[Article]) -> str:
    rows = ((article.get_absolute_url(), str(article)) for article in articles)
    return format_html_join(", ", '<a href="{}">{}</a>', rows)
