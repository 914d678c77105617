"""A form whose page is older than the log-in: nothing that was typed is lost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django_htmx.http import HttpResponseClientRefresh

from articles.forms import PasteForm
from articles.htmx import render_page, wants_part


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form with another log-in's token, as after logging in in another tab.

    A paste is shown again with all that was typed; an act has lost nothing but a key,
    so its page is loaded anew.
    """
    if _name(request) in ("add", "preview"):
        context = {"form": PasteForm(request.POST), "stale": True}
        return render_page(
            request, "articles/add.html", context, part="preview", status=403
        )
    if wants_part(request):
        return HttpResponseClientRefresh()
    return render(request, "403.html", {"stale": True}, status=403)


def _name(request: HttpRequest) -> str | None:
    try:
        return resolve(request.path_info).url_name
    except Resolver404:
        return None
