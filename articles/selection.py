"""What an editor selected in an article, checked against its text."""

import re
from dataclasses import dataclass

from django.http import QueryDict

from articles.annotate import Refused
from articles.extraction.selecting import places, snapped
from articles.extraction.types import Span

_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


class Nonsense(Refused):
    """These are no places of any text."""

    status = 400


class Differs(Refused):
    """The page shows other words than the article holds."""

    status = 409


@dataclass(frozen=True, slots=True)
class Place:
    """Where typed words stand, with the words around them to tell it from others."""

    number: int
    before: str
    words: str
    after: str


def selected(data: QueryDict, text: str) -> list[Span]:
    """Read the pieces of a selection: ``start``, ``end`` and ``content`` of each.

    The offsets count code points, and ``content`` is what the editor saw there.

    Raises:
        Refused: they are no places of the text, or it reads otherwise there.
    """
    starts, ends = data.getlist("start"), data.getlist("end")
    words = data.getlist("content")
    if not starts or not len(starts) == len(ends) == len(words):
        raise Nonsense("Select some words of the text.")
    return [_piece(text, *piece) for piece in zip(starts, ends, words, strict=True)]


def _piece(text: str, start: str, end: str, words: str) -> Span:
    if not (_NUMBER.fullmatch(start) and _NUMBER.fullmatch(end)):
        raise Nonsense("A place in the text is a number.")
    span = Span(int(start), int(end))
    if not span.start < span.end <= len(text):
        raise Nonsense("These places are not in the text.")
    if text[span.start : span.end].split() != words.split():
        raise Differs(
            "The article reads otherwise there. Reload the page and select anew."
        )
    return span


def nearest(words: str, text: str, at: int) -> Span:
    """Find words that were typed, in the place that is nearest to ``at``.

    Raises:
        Refused: the article does not hold them.
    """
    found = [span for place in places(text, words) if (span := snapped(text, *place))]
    if not found:
        raise Refused(f"The article does not say “{words.strip()}”.")
    return min(found, key=lambda span: abs(span.start - at))


def typed(words: str, text: str, number: int = 0) -> Span | list[Place]:
    """Find words that were typed; when they stand in several places, all of these.

    ``number`` chooses one of the places, counted from 1.

    Raises:
        Refused: there is no word, or the article does not hold them.
    """
    found = [span for at in places(text, words) if (span := snapped(text, *at))]
    if not found:
        raise Refused(
            f"The article does not say “{words}”." if words else "Type the words."
        )
    if len(found) == 1 or 1 <= number <= len(found):
        return found[number - 1 if number else 0]
    return [_place(text, n, span) for n, span in enumerate(found, start=1)]


def _place(text: str, number: int, span: Span) -> Place:
    before = text[max(0, span.start - 60) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + 60].partition("\n")[0]
    return Place(number, before, text[span.start : span.end], after)
