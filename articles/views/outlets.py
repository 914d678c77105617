"""To be written."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def outlet_list(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return HttpResponse("soon")


def outlet(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return HttpResponse("soon")
