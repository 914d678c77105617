"""To be written."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def quote(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return HttpResponse("soon")


def act(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return HttpResponse("soon")
