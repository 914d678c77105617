"""Pages and their fragments: one address, one context, one template."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django_htmx.middleware import HtmxDetails


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page that it has on the screen.

    Boosted links and the restoring of a page from the history want all of it.
    """
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    part: str,
    status: int = 200,
) -> HttpResponse:
    """Render ``template``, or its partial ``part`` alone when that is what is wanted.

    A part is never kept: a browser that goes back would show it in place of the page.
    """
    is_part = wants_part(request)
    name = f"{template}#{part}" if is_part else template
    response = render(request, name, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    if is_part:
        add_never_cache_headers(response)
    return response
