"""The dates of a paste: when it was published and updated, and in which words.

A date that the words do not settle is left open: nothing is filled in from today.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from dateutil import parser as dateutil

from articles.extraction.paste import zones

Role = Literal["published", "updated"]

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_CLOCK = (
    r"(?:\d{1,2}[:.h]\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[ap]\.?m\b\.?)?"
    r"|\d{1,2}\s?[ap]\.?m\b\.?|noon|midnight)"
)
_ZONE = (
    r"(?:\(?(?:z|gmt|utc|[bc]e?st|[ecmp][sd]?t|ist|eat|wat|sast|aest|local time)\b"
    r"(?:\s?[+-]\d{1,2}(?::?\d{2})?)?\)?|[+-]\d{2}:?\d{2}\b)"
)
_WORDS = {
    "iso": rf"{_YEAR}-\d{{2}}-\d{{2}}",
    "year_first": rf"{_YEAR}[./]\d{{1,2}}[./]\d{{1,2}}",
    "numbers": r"\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)(?:\d{4}|\d{2})",
    "day_month": rf"{_DAY}(?: of)?[ -]{_MONTH},?[ -]?{_YEAR}",
    "month_day": rf"{_MONTH} {_DAY}\s?,?\s?{_YEAR}",
    "month": rf"{_MONTH},? {_YEAR}",
    "no_year": rf"(?:{_MONTH} {_DAY}|{_DAY} {_MONTH})",
    "ago": (
        r"(?:an?|one|\d{1,3})\s?(?:minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?"
        r"|months?|years?)\s(?:and\s\d+\s\w+\s)?ago|just now|moments ago"
    ),
    "near": r"today|yesterday",
}
_FORMS = "|".join(f"(?P<{name}>{words})" for name, words in _WORDS.items())
_UPDATED = r"(?:last |first )?(?:updated|modified|edited|revised|amended|corrected)"
_PUBLISHED = (
    r"(?:(?:first|originally|was|date) )*"
    r"(?:published|posted|created|issued|filed|publication)(?: date)?|date|as of|on"
)
_LABEL = rf"(?:(?P<updated>{_UPDATED})|(?P<published>{_PUBLISHED}))(?: at| on| in)?\s?[:\-–—]?\s*"
_TIME_BEFORE = rf"(?:(?:at )?{_CLOCK}\s?(?:{_ZONE})?,?\s(?:on )?)?"
_TIME_AFTER = rf"(?:(?:,|t| at| [-–—|])?\s?{_CLOCK}(?:\s?{_ZONE})?)?"
STAMP = re.compile(
    rf"(?<![\w/.-])(?:{_LABEL})?{_TIME_BEFORE}(?:(?P<weekday>{_WEEKDAY}),?\s)?"
    rf"(?P<date>{_FORMS}){_TIME_AFTER}(?![\w/])",
    re.IGNORECASE,
)
# "Newsletter, May 2024. “We are hiring,” …": a date line run into the first sentence.
_OPENING = re.compile(rf"(?:[^\W\d_][\w’' -]{{0,40}}, )?(?:{STAMP.pattern})\.\s", re.I)
CLOCK = re.compile(rf"{_CLOCK}(?:\s?{_ZONE})?(?!\w)", re.IGNORECASE)
# Zones as stamps name them. "IST" is the time of India, Ireland and Israel: none is read
# from it. Summer and winter names are one place, since many sites print one all year.
_PLACES = {"BST": "Europe/London", "EAT": "Africa/Nairobi", "WAT": "Africa/Lagos"}
_PLACES |= {"SAST": "Africa/Johannesburg", "AEST": "Australia/Sydney"}
_PLACES |= {"Z": "UTC", "GMT": "UTC", "UTC": "UTC"}
_PLACES |= dict.fromkeys(("CET", "CEST"), "Europe/Paris")
_PLACES |= dict.fromkeys(("ET", "EST", "EDT"), "America/New_York")
_PLACES |= dict.fromkeys(("CT", "CST", "CDT"), "America/Chicago")
_PLACES |= dict.fromkeys(("MT", "MST", "MDT"), "America/Denver")
_PLACES |= dict.fromkeys(("PT", "PST", "PDT"), "America/Los_Angeles")
_AGO = re.compile(r"(an?|one|\d+)\s?([a-z]+)", re.IGNORECASE)
_HOURS = {"mi": 1 / 60, "m": 1 / 60, "h": 1, "d": 24, "w": 7 * 24}


class Stamp(NamedTuple):
    """One date as it is written: what it is for, its words and its readings.

    Two readings: day and month cannot be told apart. None: ``problem`` says why.
    ``clock`` is the time beside it where its zone is told as well.
    """

    role: Role
    words: str
    readings: tuple[date, ...]
    problem: str = ""
    clock: time | None = None


class Dates(NamedTuple):
    """What the stamps of one article come to."""

    published: date | None = None
    updated: date | None = None
    words: str | None = None
    choices: tuple[date, ...] = ()
    warnings: tuple[str, ...] = ()


def read(words: str, pasted_at: datetime | None = None) -> list[Stamp]:
    """Every date in a line: ``"Posted March 3,2019"`` gives 3 March 2019."""
    return [_stamp(match, pasted_at) for match in STAMP.finditer(words)]


def opening(text: str, at: int) -> str:
    """The words that a text opens with where they end in a date: ``"May 2024."``"""
    match = _OPENING.match(text, at, at + 200)
    return match.group().rstrip() if match else ""


def settle(stamps: Iterable[Stamp], outlet: str | None = None) -> Dates:
    """One published and one updated day, and what an editor should know of them.

    The days are those at the desk of ``outlet``, where that is well known.
    """
    stamps = _order_agreed(list(stamps))
    published = next((s for s in stamps if s.role == "published"), None)
    updated = next((s for s in stamps if s.role == "updated"), None)
    main = published or updated
    if main is None:
        return Dates()
    return Dates(
        _only(published, outlet),
        _only(updated, outlet),
        main.words,
        published.readings if published and len(published.readings) > 1 else (),
        tuple(_warnings(published, updated)),
    )


def _only(stamp: Stamp | None, outlet: str | None) -> date | None:
    if stamp is None or len(stamp.readings) != 1:
        return None
    return zones.local(stamp.readings[0], stamp.clock, outlet)


def _warnings(published: Stamp | None, updated: Stamp | None) -> Iterable[str]:
    if published and published.problem:
        yield published.problem
    if updated and not published:
        yield f"“{updated.words}” is the day of an update: when was it published?"


def _stamp(match: re.Match[str], pasted_at: datetime | None) -> Stamp:
    role: Role = "updated" if match["updated"] else "published"
    words = match.group().strip()
    form = next(name for name in _WORDS if match[name])
    if form in ("ago", "near"):
        return Stamp(role, words, *_relative(match["date"].lower(), words, pasted_at))
    readings, problem = _absolute(form, match["date"], match["weekday"], words)
    return Stamp(role, words, readings, problem, _clock(words))


def _clock(words: str) -> time | None:
    """The time of a stamp in a zone of its own: none for "10:15", of no zone."""
    match = CLOCK.search(words)
    if match is None:
        return None
    try:
        clock = dateutil.parse(_plain(match.group()), tzinfos=_zone).timetz()
    except (ValueError, OverflowError):
        return None
    return clock if clock.tzinfo else None


def _plain(clock: str) -> str:
    """``"00:30 (GMT+3)"`` as ``"00:30 +3"``: dateutil counts "GMT+3" west of Greenwich."""
    return re.sub(r"(?:GMT|UTC)\s?(?=[+-])|[()]", "", clock.upper())


def _zone(name: str | None, seconds: int | None) -> tzinfo | None:
    if seconds:
        return timezone(timedelta(seconds=seconds))
    place = _PLACES.get(name or "", "UTC" if seconds == 0 else None)
    return ZoneInfo(place) if place else None


def _absolute(
    form: str, written: str, weekday: str | None, words: str
) -> tuple[tuple[date, ...], str]:
    if form == "month":
        return (), f"“{words}” gives the month only: which day was it?"
    if form == "no_year":
        return (), f"“{words}” gives no year: which year was it?"
    readings = _readings(form, written)
    if len(readings) > 1 and weekday:
        readings = tuple(d for d in readings if _is_weekday(d, weekday)) or readings
    if not readings:
        return (), f"“{words}” is no day of the calendar: when was it published?"
    if len(readings) > 1:
        either = " or ".join(f"{d.day} {d:%B %Y}" for d in readings)
        return readings, f"“{words}” may be {either}: which one?"
    return readings, ""


def _readings(form: str, written: str) -> tuple[date, ...]:
    """The days that the words may mean, day first before month first."""
    try:
        if form in ("iso", "year_first"):
            # Not for dateutil: its dayfirst turns 2025-03-04 round as well.
            year, month, day = map(int, re.split(r"[./-]", written))
            return (date(year, month, day),)
        # dateutil takes the year of "March 3,2019" for an hour unless it stands apart.
        spaced = written.replace(",", ", ").replace(" of ", " ")
        both = (
            dateutil.parse(spaced, dayfirst=first).date() for first in (True, False)
        )
        return tuple(dict.fromkeys(both))
    except (ValueError, OverflowError):
        return ()


def _relative(
    ago: str, words: str, pasted_at: datetime | None
) -> tuple[tuple[date, ...], str, time | None]:
    hours = _hours(ago)
    if hours is None:
        return (), f"“{words}” is not exact: which day was it?", None
    if pasted_at is None:
        problem = f"“{words}” counts from when the page was read: which day was it?"
        return (), problem, None
    then = pasted_at - timedelta(hours=hours)
    return (then.date(),), "", then.timetz()


def _hours(ago: str) -> float | None:
    """How many hours back: ``None`` for months and years, which differ in length."""
    if ago in ("today", "just now", "moments ago"):
        return 0
    if ago == "yesterday":
        return 24
    match = _AGO.match(ago)
    if not match or match[2].startswith(("mo", "y")):
        return None
    unit = _HOURS.get(match[2][:2]) or _HOURS[match[2][:1]]
    return unit * (int(match[1]) if match[1].isdigit() else 1)


def _order_agreed(stamps: list[Stamp]) -> list[Stamp]:
    """Let a date that can be read one way settle the order for those beside it."""
    sure = [s for s in stamps if re.search(r"\b\d{1,2}[./-]\d", s.words)]
    orders = {_day_first(s) for s in sure if len(s.readings) == 1} - {None}
    if len(orders) != 1:
        return stamps
    pick = 0 if orders.pop() else 1
    return [
        Stamp(s.role, s.words, (s.readings[pick],)) if len(s.readings) > 1 else s
        for s in stamps
    ]


def _day_first(stamp: Stamp) -> bool | None:
    match = STAMP.search(stamp.words)
    if not match or not match["numbers"]:
        return None
    first, second = re.findall(r"\d+", match["numbers"])[:2]
    day = stamp.readings[0].day
    return None if first == second else int(first) == day


def _is_weekday(day: date, name: str) -> bool:
    return f"{day:%a}".lower() == name[:3].lower()
