"""Requests that are refused before a view sees them."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults

MEGABYTE = 1024 * 1024


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what the limit is to someone who sent too much; else the plain page."""
    if not isinstance(exception, RequestDataTooBig):
        return defaults.bad_request(request, exception)
    part = "#message" if request.headers.get("HX-Request") else ""
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MEGABYTE
    return render(request, f"413.html{part}", {"limit": limit}, status=413)
