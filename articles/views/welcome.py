"""To be written."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def load_samples(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return HttpResponse("soon")
