"""The one door in: from what an editor pasted to articles with their statements.

``read`` shows what would be taken in and saves nothing, ``take_in`` saves it. Both are
safe to repeat: a story is taken in once for each outlet.
"""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any

import pghistory
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles import extraction, outlets, rows, samples
from articles.extraction import Statement, clean, damaged
from articles.extraction.paste import Draft, split
from articles.models import (
    Article,
    Paste,
)
from articles.turns import take_turn

MAX_CHARACTERS = 500_000  # some 80,000 words: a book, read in about a minute
_LONGEST_URL = 2000
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Refused(Exception):
    """The paste cannot be taken in; the message says why, in an editor's words."""


@dataclass(frozen=True, slots=True)
class Details:
    """What the editor typed beside the text. It wins over what the text tells."""

    outlet: str = ""
    title: str = ""
    url: str = ""
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """One article of a paste as it would be saved, with its statements.

    ``known`` is the same story by the same outlet, already there; ``copy_of`` the
    oldest article by another outlet with the same words.
    """

    draft: Draft
    title: str
    outlet: str
    url: str
    published_on: date | None
    statements: tuple[Statement, ...]
    known: Article | None = None
    copy_of: Article | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a paste holds."""

    articles: tuple[ReadArticle, ...]


@dataclass(slots=True)
class TakenIn:
    """What became of a paste: new articles, and those that were there already."""

    articles: list[Article] = field(default_factory=list)
    known: list[Article] = field(default_factory=list)


def read(paste: str, details: Details) -> Reading:
    """Read a paste without saving anything.

    Raises:
        Refused: the paste is empty, too long, no text or not English.
    """
    drafts = _drafts(paste, details.outlet.strip())
    alone = len(drafts) == 1
    return Reading(tuple(_read_one(draft, details, alone=alone) for draft in drafts))


def take_in(paste: str, details: Details, *, by: Any) -> TakenIn:
    """Save every article of a paste that is not there yet, with its statements.

    All of a paste is saved or nothing. ``by`` is the user who pasted it, or ``None``.

    Raises:
        Refused: as ``read`` does.
    """
    reading = read(paste, details)
    taken = TakenIn()
    with transaction.atomic(), pghistory.context(act="taken in", by=_name(by)):
        take_turn()
        kept = Paste.objects.create(text=_UNSTORABLE.sub("\ufffd", paste))
        for article in reading.articles:
            row, is_new = _save(article, kept, by)
            (taken.articles if is_new else taken.known).append(row)
        if not taken.articles:
            kept.delete()
    return taken


def load_samples(*, by: Any) -> TakenIn:
    """Take in the sample articles as if an editor had pasted one after the other."""
    all_taken = TakenIn()
    for sample in samples.read():
        paste = f"{sample.title}\n\nBy {sample.byline}\n\n{sample.text}"
        details = Details(sample.outlet, sample.title, sample.url, sample.published_on)
        taken = take_in(paste, details, by=by)
        all_taken.articles += taken.articles
        all_taken.known += taken.known
    return all_taken


def _name(user: Any) -> str:
    return user.get_username() if user is not None else ""


def _drafts(paste: str, outlet: str) -> list[Draft]:
    if not paste.strip():
        raise Refused("There is no text yet. Paste an article first.")
    if len(paste) > MAX_CHARACTERS:
        raise Refused(
            f"This is {len(paste):,} characters long. Newsdesk reads up to"
            f" {MAX_CHARACTERS:,} at a time: paste it in parts."
        )
    if _looks_binary(paste):
        raise Refused(
            "This is not text but the inside of a file. Open the file in the program"
            " that it belongs to, and copy the words from there."
        )
    now = timezone.localtime()
    drafts = split(clean(paste), pasted_at=now, outlet=outlet or None)
    if not any(re.search(r"\w", draft.text) for draft in drafts):
        raise Refused("There are no words in this text.")
    if not _looks_english("\n".join(draft.text for draft in drafts)):
        raise Refused(
            "This does not look like English. Newsdesk finds statements in English"
            " articles only."
        )
    return drafts


def _looks_binary(paste: str) -> bool:
    """Control characters that no text holds, by the share that files have of them."""
    odd = len(re.findall("[\x00-\x08\x0e-\x1f\x7f\ufffd]", paste))
    return odd > 8 and odd > len(paste) / 50


# The commonest words of English. A third of running English text or more, a few per cent
# of Dutch, French, German, Spanish or Turkish.
_COMMON = frozenset(
    re.findall(
        r"\w+",
        """the of and to in a is that for it was on are as with he his they be at this
        have from or had by not but what we were when your said there an which their
        if has will would who more no out so up its about than into them only other""",
    )
)
_ENOUGH_WORDS = 25
_ENGLISH_SHARE = 0.18


def _looks_english(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text[:50_000].casefold())
    common = sum(word in _COMMON for word in words)
    return len(words) < _ENOUGH_WORDS or common >= _ENGLISH_SHARE * len(words)


def _read_one(draft: Draft, details: Details, *, alone: bool) -> ReadArticle:
    outlet = details.outlet.strip() or draft.outlet or ""
    published_on, warnings = _published_on(draft, details)
    if damaged(draft.text):
        warnings += (
            "Characters were lost before this text was copied, so quotation marks may"
            " be missing. Copy it again from the original if you can.",
        )
    body = _body_digest(draft)
    return ReadArticle(
        draft=draft,
        title=(details.title.strip() if alone else "") or draft.title or "",
        outlet=outlet,
        url=(details.url if alone else "") or _url(draft),
        published_on=published_on,
        statements=statements_of(draft.text, outlet or None, published_on),
        known=_known(body, outlet),
        copy_of=_original(body, outlet),
        warnings=warnings,
    )


def _url(draft: Draft) -> str:
    """The address that a page gives for itself, unless it is no use as one."""
    return draft.url if draft.url and len(draft.url) <= _LONGEST_URL else ""


def statements_of(
    text: str, outlet: str | None, published_on: date | None
) -> tuple[Statement, ...]:
    """Extract once what is first shown and then saved, also at the same moment."""
    with _one_at_a_time:
        return _extracted(text, outlet, published_on)


_one_at_a_time = Lock()


@lru_cache(maxsize=16)  # a page of articles that are read again, and some pastes
def _extracted(
    text: str, outlet: str | None, published_on: date | None
) -> tuple[Statement, ...]:
    return tuple(extraction.extract(text, outlet=outlet, published_on=published_on))


def _published_on(
    draft: Draft, details: Details
) -> tuple[date | None, tuple[str, ...]]:
    found = details.published_on or draft.published_on
    if found and found > timezone.localdate():
        return None, (
            f"The date in the text, {found:%-d %B %Y}, lies in the future: it was left"
            " out.",
        ) + tuple(draft.warnings)
    return found, tuple(draft.warnings)


def _body_digest(draft: Draft) -> str:
    """The words of the story, without what each outlet adds around it."""
    aside = [draft.dateline.span] if draft.dateline else []
    pieces, at = [], draft.body
    for start, end in sorted([*aside, *draft.boilerplate]):
        pieces.append(draft.text[at : max(at, start)])
        at = max(at, end)
    body = " ".join([*pieces, draft.text[at:]])
    return _digest(" ".join(re.findall(r"\w+", body.casefold())))


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def _known(body: str, outlet: str) -> Article | None:
    """The same words by the same outlet, or by an outlet that one of them leaves out."""
    same = Article.objects.filter(body_digest=body).select_related("outlet")
    if outlet:
        known = outlets.named(outlet)
        same = same.filter(Q(outlet=None) | Q(outlet__in=known))
    return same.order_by("id").first()


def _original(body: str, outlet: str) -> Article | None:
    if not outlet:
        return None
    others = Article.objects.filter(body_digest=body, copy_of=None)
    others = others.exclude(outlet=None).exclude(outlet__in=outlets.named(outlet))
    return others.select_related("outlet").order_by("id").first()


def _save(read: ReadArticle, paste: Paste, by: Any) -> tuple[Article, bool]:
    """Save one article of a paste; give the known one when another was quicker."""
    body = _body_digest(read.draft)
    known = _known(body, read.outlet)
    if known:
        return known, False
    outlet = outlets.find_or_make(read.outlet) if read.outlet else None
    row, is_new = Article.objects.get_or_create(
        digest=_digest(f"{outlet.pk if outlet else None} {body}"),
        defaults={
            "outlet": outlet,
            "title": read.title[:500],
            "byline": (read.draft.byline or "")[:500],
            "url": read.url,
            "published_on": read.published_on,
            "text": read.draft.text,
            "paste": paste,
            "body_digest": body,
            "copy_of": _original(body, read.outlet),
            "added_by": by,
        },
    )
    if is_new:
        rows.save(row, read.statements)
    return row, is_new
