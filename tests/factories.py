"""Invented outlets, articles and statements, made as rows.

``statement("“No,” Ilse Brandt said.", content="No", …)`` finds its spans in the text.
"""

import hashlib
from datetime import date
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User
from psycopg.types.range import DateRange, Int4Range

from articles import outlets, speakers
from articles.models import AnonymousSource, Article, Outlet, Paste, Quote, Speaker

_numbers = count(1)


def reader() -> User:
    """A user who may read alone."""
    return User.objects.create_user(f"reader{next(_numbers)}", password="pass-it-on")


def editor() -> User:
    """A user who may paste and correct."""
    user = User.objects.create_user(f"editor{next(_numbers)}", password="pass-it-on")
    # A test that commits leaves no rows, those of the migrations neither.
    user.groups.add(Group.objects.get_or_create(name="Editors")[0])
    return user


def outlet(name: str = "Inland Post") -> Outlet:
    """The outlet of this name, made when it is new."""
    return outlets.find_or_make(name)


def speaker(name: str = "Ilse Brandt", kind: str = "person") -> Speaker:
    """The speaker of this name, made when it is new."""
    return speakers.find_or_make(name, kind)


def article(
    text: str = "The ferry is late.",
    *,
    by: str | None = "Inland Post",
    on: date | None = date(2025, 6, 10),
    title: str = "The ferry is late",
    copy_of: Article | None = None,
) -> Article:
    """An article of the outlet named ``by``, without any statement."""
    digest = hashlib.sha256(f"{next(_numbers)} {text}".encode()).hexdigest()
    return Article.objects.create(
        outlet=outlet(by) if by else None,
        title=title,
        published_on=on,
        text=text,
        paste=Paste.objects.create(text=text),
        digest=digest,
        body_digest=digest,
        copy_of=copy_of,
    )


def statement(
    text: str = "“The ferry is late,” Ilse Brandt said.",
    content: str = "The ferry is late",
    *,
    cue: str = "said",
    source: str = "Ilse Brandt",
    said: tuple[date, date] | None = None,
    through: list[tuple[str, str]] | None = None,
    within: Article | None = None,
    unnamed: dict[str, Any] | None = None,
    also_by: list[Speaker] | None = None,
    by: str | None = "Inland Post",
    on: date | None = date(2025, 6, 10),
    title: str = "The ferry is late",
    **fields: Any,
) -> Quote:
    """A statement that stands in ``text``, in an article of its own or ``within`` one.

    It has a speaker of the source's name, unless it is ``unnamed`` or ``fields`` tell
    something else.
    """
    home = within or article(text, by=by, on=on, title=title)
    about: dict[str, Any] = {"source_kind": "person", "source_name": source}
    if unnamed is not None:
        kept = {"description": source, **unnamed}
        row = AnonymousSource.objects.create(article=home, **kept)
        about = {"source_kind": "anonymous", "anonymous": row}
    elif fields.get("source_kind", "person") in ("person", "organisation", "group"):
        kind = fields.get("source_kind", "person")
        about["speaker"] = fields.pop("speaker", None) or speaker(source, kind)
    quote = Quote.objects.create(
        article=home,
        outlet=home.outlet,
        published_on=home.published_on,
        text=content,
        content=[_span(home.text, content)],
        cue=[_span(home.text, cue)] if cue else [],
        source_text=source,
        source_span=Int4Range(*_span(home.text, source)) if source else None,
        said_on=said and DateRange(*said, "[]"),
        **{"kind": "direct", **about, **fields},
    )
    for position, (name, relation) in enumerate(through or []):
        quote.relays.create(position=position, outlet=outlet(name), relation=relation)
    for other in also_by or []:
        quote.joint.create(speaker=other)
    return quote


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)
