"""What pastes are made of, and what is read off them."""

from datetime import UTC, datetime

from articles.extraction.paste import split

PASTED_AT = datetime(2025, 6, 10, 0, 40, tzinfo=UTC)
BODY = "The berth will stay shut until June, the harbour office said on Monday."


def only(paste, **options):
    (draft,) = split(paste, **options)
    return draft


def cut(draft):
    return [draft.text[start:end] for start, end in draft.boilerplate]
