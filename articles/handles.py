"""The handles at the ends of a statement: which end one moves, and where to."""

import re
from typing import cast

from django.http import QueryDict

from articles import annotate
from articles.annotate.borders import spans_of
from articles.extraction.selecting import End, words
from articles.models import Quote
from articles.wishes import Wish, words_of

_HANDLE = re.compile(r"(content|cue|source)\.(start|end)\.(\d{1,3})", re.ASCII)
_TO = re.compile(r"\d{1,9}", re.ASCII)
_BY = re.compile(r"-?[1-9]\d?", re.ASCII)


def spans(quote: Quote) -> str:
    """Where the parts of a statement stand: "content:12-40 cue:43-47 source:48-52"."""
    return " ".join(
        f"{part}:{start}-{end}"
        for part in annotate.PARTS
        for start, end in spans_of(quote, part)
    )


def read(data: QueryDict, quote: Quote) -> Wish:
    """Read a ``handle`` ("content.end.0") and the place ``to`` which it was dragged.

    Instead of a place there may be a number of words, ``by`` which it was moved.

    Raises:
        annotate.Refused: there is no such end or place.
    """
    match = _HANDLE.fullmatch(data.get("handle", ""))
    if match is None:
        raise annotate.Refused("Say which end is to move.")
    part, end, piece = cast(annotate.Part, match[1]), cast(End, match[2]), int(match[3])
    wish = f"move the {end} of the {annotate.PARTS[part]}"
    if by_words := _BY.fullmatch(data.get("by", "")):
        by = int(by_words[0])
        return Wish(
            f"{wish} by {by:+d}",
            lambda pk, **seen: annotate.move(pk, part, end, by, piece=piece, **seen),
        )
    to = _place(data.get("to", ""), quote.article.text)
    return Wish(
        f"{wish} to {_near(quote.article.text, to)}",
        lambda pk, **seen: annotate.drag(pk, part, end, to, piece=piece, **seen),
    )


def _place(typed: str, text: str) -> int:
    if not _TO.fullmatch(typed) or int(typed) > len(text):
        raise annotate.Refused("This place is not in the text.")
    return int(typed)


def _near(text: str, at: int) -> str:
    """The words around a place, for those who are asked whether they still want it."""
    before = [text[a:b] for a, b in words(text, max(0, at - 60), at)][-2:]
    after = [text[a:b] for a, b in words(text, at, at + 60)][:2]
    return f"between “{' '.join(before)}” and “{' '.join(after)}”"


def told(data: QueryDict, quote: Quote) -> str:
    """Where the end that was moved is now, for those who do not see it."""
    part, _, rest = (data.get("handle") or data.get("move", "")).partition(".")
    if part not in annotate.PARTS:
        return "corrected"
    now = words_of(quote, part).split()
    if rest.startswith("start"):
        return f"{annotate.PARTS[part]} from “{' '.join(now[:4])}”"
    return f"{annotate.PARTS[part]} up to “{' '.join(now[-4:])}”"
