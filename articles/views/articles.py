"""The articles, and one article with its statements beside it."""

from django.core.paginator import Paginator
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles import cards, review
from articles.models import Article, Quote

_A_PAGE = 50


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """All articles, the newest first."""
    standing = Quote.objects.standing().filter(article=OuterRef("pk")).order_by()
    number = standing.values("article").annotate(n=Count("pk")).values("n")
    rows = (
        Article.objects.select_related("outlet", "copy_of__outlet")
        .defer("text", "copy_of__text")
        .annotate(statements=Coalesce(Subquery(number), 0))
        .order_by(F("published_on").desc(nulls_last=True), "-id")
    )
    page = Paginator(rows, _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "articles/articles.html", {"page": page})


@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """One article: its text, and its statements in order."""
    rows = Article.objects.select_related("outlet", "copy_of__outlet", "added_by")
    found = get_object_or_404(rows, pk=pk)
    editing = request.user.has_perm("articles.change_quote")
    context = {
        "article": found,
        "copies": found.copies.select_related("outlet").defer("text"),
        "cards": cards.of(found, to_edit=editing),
        "editing": editing,
        "keys": review.keys_on(request.user) if editing else True,
        "on": "article",
    }
    return render(request, "articles/article.html", context)
