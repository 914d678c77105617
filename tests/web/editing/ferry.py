"""An article that editors work on, what they send, and what is stored then."""

import re
from typing import Any

from django.test import Client

from articles.models import Quote

TEXT = """🎉👍🏿 Ferry late

“The ferry is late,” cafe\u0301 owner Ada Quill reportedly told Harbour Wire on Monday. \
She added that nobody had told the crews.

Mayor Omar Nasser said the city would pay. “By Wednesday it was full.

“We opened two more,” said Rashida Conteh, according to Coast Courier."""

HTMX = {"HX-Request": "true"}


def span(words: str, text: str = TEXT) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def send(desk: Client, quote: Quote, act: str, version: Any = 1, **fields: Any) -> Any:
    data = {"version": version, "on": "article", **fields}
    return desk.post(f"/quotes/{quote.pk}/{act}/", data, headers=HTMX)


def now(quote: Quote) -> Quote:
    return Quote.objects.get(pk=quote.pk)


def told(quote: Quote) -> list[str]:
    return [TEXT[start:end] for start, end in now(quote).content]


def selected(*words: str) -> dict[str, Any]:
    spans = [span(one) for one in words]
    return {
        "start": [start for start, _ in spans],
        "end": [end for _, end in spans],
        "content": list(words),
    }


def token_of(response: Any) -> str:
    found = re.search(r'name="found" value="([^"]+)"', response.content.decode())
    assert found
    return found[1]
