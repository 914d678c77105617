"""The button that takes back one's own last act, wherever an editor is."""

from typing import Any

from django import template

from articles import review

register = template.Library()


@register.inclusion_tag("articles/_undo_last.html", takes_context=True)
def undo_last(context: dict[str, Any], here: str) -> dict[str, Any]:
    """The button; afterwards the editor is at the address ``here`` again."""
    request = context["request"]
    return {
        "here": here,
        "keys": review.keys_on(request.user),
        "csrf_token": context.get("csrf_token"),
    }
