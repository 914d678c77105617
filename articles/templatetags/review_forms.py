"""What the forms and controls of the review queue have in common."""

from typing import Any

from django import template
from django.utils.html import format_html

register = template.Library()


@register.simple_tag(takes_context=True)
def key(context: dict[str, Any], names: str) -> str:
    """The keys that a control answers to, unless the editor has switched keys off."""
    if not context["keys"]:
        return ""
    return format_html(' data-key="{0}" aria-keyshortcuts="{0}"', names)


@register.simple_tag(takes_context=True)
def seen(context: dict[str, Any]) -> str:
    """The hidden fields of each form: the statement, and the version on the screen."""
    quote = context["quote"]
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="quote" value="{}">'
        '<input type="hidden" name="version" value="{}">',
        context["csrf_token"],
        quote.pk,
        quote.version,
    )
