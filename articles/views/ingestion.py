"""To be written."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def add(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return HttpResponse("soon")


def preview(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return HttpResponse("soon")
