"""Running extraction again, for administrators: what would change, and a button."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from articles import again, speaker_forms
from articles.access import needs
from articles.acts import Refused
from articles.again import Applied
from articles.again.choosing import ArticleChoice
from articles.models import Article
from articles.views.history import MAY_OVERSEE

_A_PAGE = 10  # articles, which are read while the page is waited for


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY_OVERSEE)
def again_page(request: HttpRequest) -> HttpResponse:
    """Show what reading these articles again would change; change it."""
    if request.method != "POST":
        return _show(request)
    seen = _seen(request.POST)
    why = speaker_forms.why(request.POST)
    rows = Article.objects.select_related("outlet").filter(pk__in=seen)
    work = again.read_once(rows.order_by("pk"))
    try:
        if not work:
            raise Refused("No article is chosen. Nothing was written.")
        done = again.apply(work, by=request.user, why=why, seen=seen)
    except Refused as refused:
        return _show(request, refused=str(refused), chosen=set(seen), why=why)
    messages.success(request, _done(done, request.GET))
    return redirect("articles:entry", done.key)


def _show(request: HttpRequest, refused: str = "", **kept: Any) -> HttpResponse:
    """The report of a page of articles, made anew."""
    form = ArticleChoice(request.GET)
    page = Paginator(form.rows(), _A_PAGE).get_page(request.GET.get("page"))
    plans = [again.Plan(*one) for one in again.read_once(page.object_list)]
    context = {
        "form": form,
        "page": page,
        "plans": [plan for plan in plans if plan.differs],
        "same": [plan for plan in plans if not plan.differs and not plan.unreadable],
        "unreadable": [plan for plan in plans if plan.unreadable],
        "kept": sum(plan.kept for plan in plans),
        "refused": refused,
        **kept,
    }
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "articles/again.html", context, status=status)


def _seen(data: QueryDict) -> dict[int, str]:
    """The articles that were ticked, each with the report that was shown of it."""
    pairs = [value.partition(":") for value in data.getlist("seen")[:_A_PAGE]]
    return {
        int(key): digest
        for key, _, digest in pairs
        if key.isascii() and key.isdigit() and len(key) < 19
    }


def _done(done: Applied, address: QueryDict) -> str:
    """Say what was written, with the way back to what is left of the selection."""
    number = sum(plan.differs for plan in done.plans)
    return format_html(
        "{} article{} set right by a new reading. All of it can be reverted here as one."
        ' <a href="{}?{}">Back to the report</a>.',
        number,
        " was" if number == 1 else "s were",
        reverse("articles:again"),
        address.urlencode(),
    )
