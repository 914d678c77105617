"""Headers of every page."""

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


def content_security_policy(get_response: GetResponse) -> GetResponse:
    """Add the policy of SECURE_CSP, as Django 6 does under the same setting."""
    policy = "; ".join(
        " ".join([name, *sources]) for name, sources in settings.SECURE_CSP.items()
    )

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return middleware


def server_timing(get_response: GetResponse) -> GetResponse:
    """Tell how long the server worked on a page, which browsers show among its times."""

    def middleware(request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = get_response(request)
        took = 1000 * (time.perf_counter() - start)
        response.headers["Server-Timing"] = f"app;dur={took:.1f}"
        return response

    return middleware
