"""Pasted page source: the article that an HTML document or fragment holds."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from articles.extraction.paste import zones
from articles.extraction.text import clean

# Only what starts as page source is read as such: "<b>Ola</b> said" is an article's own.
_BLOCK = (
    r"(?:html|head|body|article|main|section|div|p|header|h[1-6]|ul|ol|table|figure"
    r"|blockquote|aside|nav|meta|title|link|script|style)"
)
_STARTS = re.compile(
    rf"[\s\ufeff]*(?:(?><\?xml[^>]*>\s*|<!--.*?-->\s*))*+"
    rf"<(?:(?P<whole>!doctype|html\b|head\b|body\b)|{_BLOCK}\b)[^<]{{0,2000}}>",
    re.IGNORECASE | re.DOTALL,
)
_CLOSES = re.compile(
    r"</(?:html|head|body|article|main|section|div|p|h[1-6]|ul|ol|table|figure"
    r"|blockquote)\s*>",
    re.IGNORECASE,
)
_BREAKING = re.compile(rf"(?:{_BLOCK}|br|li|tr|dt|dd|hr|td|th|pre|footer|form)$")
_HIDDEN = re.compile(
    r"head|script|style|noscript|template|svg|math|iframe|object|select|button|textarea"
    r"|title|meta|link"
)
# htmldate gives one date of a page, never the two, and no time.
_MOMENT = r"[\"']?(?:\s+content\s*=|\s*:)\s*[\"'](\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-][\d:]+))?)"
_MODIFIED = re.compile(rf"(?:modified_time|updated_time|dateModified){_MOMENT}")
_PUBLISHED = re.compile(rf"(?:published_time|datePublished){_MOMENT}")
# A page larger than this is read for its visible text alone, which is quick.
_LARGE = 1_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page, with what the page says of itself."""

    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    published_on: date | None = None
    updated_on: date | None = None


def is_html(paste: str) -> bool:
    """True for page source, False for an article that only mentions tags."""
    start = _STARTS.match(paste)
    return bool(start and (start["whole"] or _CLOSES.search(paste, start.start())))


def read(html: str, outlet: str | None = None) -> Page:
    """The article of the page; its visible text where no article is found in it.

    Its days are those at the desk of ``outlet``, or of the one that it names.
    """
    source = html.replace("\0", "").encode("utf-8", "replace").decode()
    visible = clean(_visible(source))
    page = None
    if len(source) <= _LARGE:
        # Neither parser promises not to raise, and a paste may hold anything.
        with suppress(Exception):
            page = _article(source, outlet)
    if page is None or (_is_fragment(source) and len(page.text) < len(visible) / 2):
        return Page(visible)
    return page


def _is_fragment(source: str) -> bool:
    return not re.match(r"\s*<(?:!doctype|html|head|body)\b", source, re.IGNORECASE)


def _article(source: str, outlet: str | None) -> Page | None:
    from trafilatura import bare_extraction

    dating = {
        "extensive_search": False,
        "original_date": True,
        "max_date": "2100-01-01",
    }
    found: Any = bare_extraction(
        source,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=dating,
    )
    if found is None or not (found.text or "").strip():
        return None
    outlet = outlet or found.sitename
    published = _published(source, _day(found.date), outlet)
    return Page(
        # Cleaned like any paste: entities bring in what the source did not show.
        text=clean(re.sub(r"\n+", "\n\n", found.text.strip())),
        title=found.title or None,
        authors=tuple(name for name in (found.author or "").split("; ") if name),
        outlet=found.sitename or None,
        url=found.url or None,
        published_on=published,
        updated_on=_updated(source, published, outlet),
    )


def _published(source: str, day: date | None, outlet: str | None) -> date | None:
    """The day that was found, at the outlet's desk where the source tells the moment."""
    match = _PUBLISHED.search(source)
    is_its_moment = match and _day(match[1][:10]) == day
    return _day(match[1], outlet) if match and is_its_moment else day


def _updated(source: str, published: date | None, outlet: str | None) -> date | None:
    match = _MODIFIED.search(source)
    updated = _day(match[1], outlet) if match else None
    return updated if updated != published else None


def _day(written: str | None, outlet: str | None = None) -> date | None:
    try:
        moment = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return zones.local(moment.date(), moment.timetz(), outlet)


def _visible(source: str) -> str:
    """The words that a reader of the page sees, block by block."""
    from lxml import etree, html  # type: ignore[import-untyped]

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(source.encode(), parser)
    except (etree.LxmlError, ValueError):
        return ""
    return re.sub(r" *\n\s*\n\s*", "\n\n", "".join(_words(tree, etree))).strip()


def _words(tree: Any, etree: Any) -> Iterator[str]:
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else "script"
        if event == "start" and _HIDDEN.fullmatch(tag):
            walk.skip_subtree()
        elif event == "start":
            yield _gap(tag) + _folded(element.text)
        else:
            yield _gap(tag) + _folded(element.tail)


def _gap(tag: str) -> str:
    return "\n" if tag == "br" else "\n\n" if _BREAKING.match(tag) else ""


def _folded(words: str | None) -> str:
    return re.sub(r"\s+", " ", words or "")
