"""From what an editor pasted to articles: where each begins, and what its head says."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from articles.extraction.paste import boilerplate, borders, head, page, stamps
from articles.extraction.paste.dateline import Dateline
from articles.extraction.types import Span

__all__ = ["Dateline", "Draft", "split"]


@dataclass(frozen=True, slots=True)
class Draft:
    """One article of a paste, and what is proposed for its record.

    ``text`` holds the paste's own characters, head and boilerplate included; ``body``
    is the offset in it where the head ends. ``date_words`` are the words that the date
    was read from, kept as well where they do not settle it: ``published_on`` is then
    ``None``, and ``date_choices`` lists both days of an ambiguous one.
    """

    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    dateline: Dateline | None = None
    outlet: str | None = None
    url: str | None = None
    published_on: date | None = None
    updated_on: date | None = None
    date_words: str | None = None
    date_choices: tuple[date, ...] = ()
    boilerplate: tuple[Span, ...] = ()
    body: int = 0
    warnings: tuple[str, ...] = ()

    @property
    def byline(self) -> str | None:
        """The authors as a reader names them: "Ann Lee, Bo Sandgren and Cy Doe"."""
        *others, last = self.authors or ("",)
        return f"{', '.join(others)} and {last}" if others else last or None

    @property
    def date_is_ambiguous(self) -> bool:
        return bool(self.date_choices)


def split(
    paste: str, *, pasted_at: datetime | None = None, outlet: str | None = None
) -> list[Draft]:
    """The articles of a paste in their order; none where it holds no words.

    ``pasted_at``, in the time zone of the newsroom, is what "2 hours ago" counts from.
    ``outlet`` is where they were published, if that is known beforehand.
    """
    if page.is_html(paste):
        found = _from_page(page.read(paste, outlet), pasted_at, outlet)
        return [found] if found.text else []
    spans = [_stripped(paste, span) for span in borders.articles(paste)]
    texts = [paste[start:end] for start, end in spans if start < end]
    return [_draft(text, pasted_at, outlet) for text in texts]


def _stripped(text: str, span: Span) -> Span:
    """The span without the blank lines and spaces at its ends."""
    words = text[span.start : span.end]
    start = span.end - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _draft(text: str, pasted_at: datetime | None, outlet: str | None) -> Draft:
    top = head.read(text, pasted_at)
    dated = top.stamps or head.foot(text, pasted_at)
    dates = stamps.settle(dated, outlet or top.outlet)
    return Draft(
        text=text,
        title=top.title,
        authors=top.authors,
        dateline=top.dateline,
        outlet=top.outlet,
        url=top.url,
        published_on=dates.published,
        updated_on=dates.updated,
        date_words=dates.words,
        date_choices=dates.choices,
        boilerplate=boilerplate.spans(text, top.body, top.authors),
        body=top.body,
        warnings=dates.warnings,
    )


def _from_page(
    source: page.Page, pasted_at: datetime | None, outlet: str | None
) -> Draft:
    """The draft of a page: what its source says goes before what its text says."""
    draft = _draft(source.text, pasted_at, outlet or source.outlet)
    draft = replace(
        draft,
        title=source.title or draft.title,
        authors=source.authors or draft.authors,
        outlet=source.outlet or draft.outlet,
        url=source.url or draft.url,
        updated_on=source.updated_on or draft.updated_on,
    )
    if source.published_on is None:
        return draft
    day = source.published_on
    return replace(
        draft, published_on=day, date_words=str(day), date_choices=(), warnings=()
    )
