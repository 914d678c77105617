"""To be written."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def speaker_list(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return HttpResponse("soon")


def suggest(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return HttpResponse("soon")


def speaker(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return HttpResponse("soon")
