"""The list of statements as a reader sees it."""

import re

from django.test import Client
from django.urls import reverse

STATEMENTS = reverse("articles:statements")
HTMX = {"HX-Request": "true"}


def listed(response) -> list[str]:
    """What was said in each statement of the list, from the first to the last."""
    pattern = r'<mark class="mark-content">(.*?)</mark>'
    return re.findall(pattern, response.content.decode(), re.DOTALL)


def shown(response) -> set[str]:
    return set(listed(response))


def found(client: Client, newsroom, address: str) -> set[str]:
    """The names of the statements that an address shows."""
    response = client.get(f"{STATEMENTS}?{address}")
    assert response.status_code == 200
    texts = shown(response)
    return {name for name, quote in newsroom.items() if quote.text in texts}


def numbers(response, facet: str) -> dict[str, int]:
    """The choices of one facet with the numbers beside them."""
    choices = response.context["listing"].counts.facets[facet].choices
    return {choice.label: choice.count for choice in choices}
