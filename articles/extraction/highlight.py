"""Text and spans into segments, so that markup is made last and piece by piece."""

from collections.abc import Iterable

Mark = tuple[int, int, str]
Segment = tuple[str, frozenset[str]]


def segments(text: str, marks: Iterable[Mark]) -> list[Segment]:
    """Cut ``text`` where marks begin and end; each piece knows the roles it is in.

    >>> segments("She said no.", [(0, 3, "source"), (9, 11, "content")])
    [('She', frozenset({'source'})), (' said ', frozenset()),
     ('no', frozenset({'content'})), ('.', frozenset())]

    Marks may overlap; what lies outside the text is cut off.
    """
    size = len(text)
    inside = [(max(0, start), min(size, end), role) for start, end, role in marks]
    inside = [mark for mark in inside if mark[0] < mark[1]]
    cuts = sorted({0, size, *(at for mark in inside for at in mark[:2])})
    return [
        (text[start:end], _roles(inside, start, end))
        for start, end in zip(cuts, cuts[1:], strict=False)
    ]


def _roles(marks: list[Mark], start: int, end: int) -> frozenset[str]:
    return frozenset(
        role for first, last, role in marks if first <= start < end <= last
    )
