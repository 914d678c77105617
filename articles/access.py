"""Who may do what: the views of editors stand behind one decorator."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from articles.htmx import wants_part

View = Callable[..., HttpResponse]


def needs(permission: str, *, logged_out: View | None = None) -> Callable[[View], View]:
    """Let those with ``permission`` through; others log in, or are told no (403).

    ``logged_out`` answers a form that comes from nobody, to keep what was typed in it.
    """

    def decorator(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.has_perm(permission):
                return view(request, *args, **kwargs)
            if logged_out and request.method == "POST" and _is_nobody(request):
                return logged_out(request)
            return _refuse(request)

        guarded.login_required = False  # type: ignore[attr-defined]  # asked here
        return guarded

    return decorator


class ReadingNeedsAccount(LoginRequiredMiddleware):
    """Where reading is closed: nobody sees a page or a part of one."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        return _refuse(request)


def _is_nobody(request: HttpRequest) -> bool:
    return not request.user.is_authenticated


def _refuse(request: HttpRequest) -> HttpResponse:
    """Send somebody to log in and then back to the page that they were on.

    What was typed in a form is kept, to be sent again after a log-in in another tab:
    on the screen, where htmx sent it, else in a page that is made of it.
    """
    if wants_part(request) and request.method == "POST":
        return _kept(request, "articles/_not_saved.html")
    if not _is_nobody(request):
        raise PermissionDenied
    if request.method == "POST":
        return _kept(request, "articles/not_saved.html")
    login = redirect_to_login(_page(request))
    return HttpResponseClientRedirect(login.url) if wants_part(request) else login


def _kept(request: HttpRequest, template: str) -> HttpResponse:
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and "password" not in name
    ]
    context = {"page": _page(request), "typed": typed}
    return render(request, template, context, status=401)


def _page(request: HttpRequest) -> str:
    """The address of the page that is on the screen; an act has no page of its own."""
    if request.method == "GET" and not wants_part(request):
        return request.get_full_path()
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return urlsplit(referer)._replace(scheme="", netloc="").geturl()
    return "/"
