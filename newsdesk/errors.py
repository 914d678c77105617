"""Requests that are refused before a view sees them."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults

_MEGABYTE = 1024 * 1024


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what the limit is to someone who sent too much; else the plain page.

    An htmx request gets the message alone, to go inside its target. The page has to
    tell htmx that it may show what comes with status 413.
    """
    if not isinstance(exception, RequestDataTooBig):
        return defaults.bad_request(request, exception)
    part = "#message" if request.headers.get("HX-Request") else ""
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // _MEGABYTE
    page = render(request, f"413.html{part}", {"limit": limit}, status=413)
    if part:
        page.headers["HX-Reswap"] = "innerHTML"
    return page
