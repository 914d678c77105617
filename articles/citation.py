"""One statement for use elsewhere: a line to cite, and a schema.org ``Quotation``."""

from datetime import date
from typing import Any

from django.utils.formats import date_format

from articles.models import Quote, QuoteKind, SourceKind
from articles.templatetags.quotes import source


def line(quote: Quote, address: str) -> str:
    """The statement, who said it, through whom, where it stands, and its address."""
    text = f"“{quote.text}”" if quote.kind == QuoteKind.DIRECT else quote.text
    who = ", ".join(filter(None, [source(quote), quote.speaker_title]))
    chain = [f"{relay.relation} {relay.outlet}" for relay in quote.relays.all()]
    article = quote.article
    parts = [
        f"{text} — {who}",
        *chain,
        f"in “{article}”",
        str(article.outlet or ""),
        _day(article.published_on),
        address,
    ]
    return ", ".join(part for part in parts if part)


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


_TYPES = {
    SourceKind.PERSON: "Person",
    SourceKind.ORGANISATION: "Organization",
    SourceKind.GROUP: "Organization",
}


def linked_data(quote: Quote, address: str, article_address: str) -> dict[str, Any]:
    """The statement as JSON-LD; a source without a name is left out."""
    article = quote.article
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "text": quote.text,
        "url": address,
        "isPartOf": _without_empty(
            {
                "@type": "NewsArticle",
                "headline": article.title,
                "url": article.url or article_address,
                "datePublished": article.published_on and str(article.published_on),
                "publisher": article.outlet
                and {"@type": "NewsMediaOrganization", "name": article.outlet.name},
            }
        ),
    }
    if quote.speaker:
        people = [quote.speaker, *quote.also_by.all()]
        named = [{"@type": _TYPES[SourceKind(p.kind)], "name": p.name} for p in people]
        found["spokenByCharacter"] = named if len(named) > 1 else named[0]
    return found


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
