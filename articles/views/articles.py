"""To be written."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def article_list(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return HttpResponse("soon")


def article(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return HttpResponse("soon")
