"""Words for days: "last week", "May 3", "two days later" -> first and last day."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from articles.extraction.described import NUMBERS

Days = tuple[date, date]

_WEEKDAYS = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
]
_MONTHS = [
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
]
_WEEKDAY = rf"(?:{'|'.join(_WEEKDAYS)}|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)(?:\.|\b(?=,)))"
_MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:{'|'.join(m[:3] for m in _MONTHS)}|sept)\b\.?)"
_WHOLE_MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:{'|'.join(m[:3] for m in _MONTHS)}|sept)\.)"
_DAY = r"(?:\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_COUNTS = {word: number for word, number in NUMBERS.items() if number <= 20}
_COUNTS |= {"a": 1, "an": 1, "couple of": 2}
_COUNT = r"(?:\d{1,3}|" + "|".join(sorted(_COUNTS, key=len)[::-1]) + ")"
_PART = r"(?:day|morning|afternoon|evening|night)"
# What the year, day or weekday of a document stands before: "her 2021 memoir".
DOCUMENT = (
    r"(?:\w+ ){0,2}?(?:reports?|memoirs?|books?|stud(?:y|ies)|surveys?|polls?|letters?"
    r"|interviews?|speech|speeches|ruling|rulings|essays?|articles?|op-eds?|memos?"
    r"|statements?|papers?|posts?|tweets?|emails?|filings?|documents?|reviews?|editions?"
    r"|columns?|audits?|affidavits?|lawsuits?|complaints?|editorials?|releases?"
    r"|hearings?|briefings?|debates?|testimony|address|bulletins?|announcements?)\b"
)
_FEASTS = {
    "new year day": (1, 1), "new year eve": (12, 31), "christmas day": (12, 25),
    "christmas eve": (12, 24), "boxing day": (12, 26), "halloween": (10, 31),
    "valentine day": (2, 14), "may day": (5, 1), "fourth of july": (7, 4),
}  # fmt: skip
_FEAST = (
    r"(?:(?:new\s+year|valentine)['’]?s?\s+(?:day|eve)|christmas\s+(?:day|eve)"
    r"|boxing\s+day|halloween|may\s+day|fourth\s+of\s+july)"
)
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}  # quarters
Reader = Callable[[re.Match[str], date, date | None], Days | None]


def find(text: str, low: int = 0, high: int | None = None) -> Iterator[re.Match[str]]:
    """Every expression in a stretch of text, in order, none inside another."""
    yield from WHEN.finditer(text, low, len(text) if high is None else high)


def read(text: str, published: date) -> Days | None:
    """The days of the first expression in ``text``: "last week" -> Monday to Sunday."""
    match = WHEN.search(text)
    return resolve(match, published) if match else None


def resolve(
    match: re.Match[str], base: date, anchor: date | None = None
) -> Days | None:
    """First and last day of an expression; ``None`` for an impossible or open one.

    ``base`` is the day of writing, from which "yesterday" and "on Monday" are counted,
    ``anchor`` the day that the text spoke of before: "the next day" is counted from it.
    """
    for pattern, reader in _READERS:
        own = pattern.match(match.string, match.start())
        if own and own.end() == match.end():
            try:
                return reader(own, base, anchor)
            except (ValueError, OverflowError):
                return None
    return None


def _iso(match: re.Match[str], base: date, anchor: date | None) -> Days:
    return _one(date.fromisoformat(match[0]))


def _month_and_day(match: re.Match[str], base: date, anchor: date | None) -> Days:
    """ "May 3", "the 3rd of May": with its year, or in the last twelve months."""
    month, day = _number_of(match["month"]), int(re.sub(r"\D", "", match["day"]))
    if match["year"]:
        return _one(date(int(match["year"]), month, day))
    found = date(base.year, month, day)
    return _one(found if found <= base else date(base.year - 1, month, day))


def _weekday(match: re.Match[str], base: date, anchor: date | None) -> Days:
    """The nearest such day not after ``base``, that day itself included."""
    return _one(_nearest(match["weekday"], base))


def _weekday_of_last_week(match: re.Match[str], base: date, _: date | None) -> Days:
    monday = base - timedelta(days=base.weekday() + 7)
    return _one(monday + timedelta(days=_index(match["weekday"])))


def _day_of_month(match: re.Match[str], base: date, _: date | None) -> Days:
    """ "On the 3rd": of this month, or of the last one where it is still to come."""
    day = int(match["day"])
    month = base if day <= base.day else base - relativedelta(months=1)
    return _one(month.replace(day=day))


def _overnight(match: re.Match[str], base: date, _: date | None) -> Days:
    return base - timedelta(days=1), base


def _before_last(match: re.Match[str], base: date, _: date | None) -> Days:
    """ "The day before yesterday", "the week before last"."""
    if match["unit"]:
        return _one(base - timedelta(days=2))
    monday = base - timedelta(days=base.weekday() + 14)
    return monday, monday + timedelta(days=6)


def _feast(match: re.Match[str], base: date, _: date | None) -> Days:
    """ "On Christmas Day": the last one, or the one of the year that is named."""
    low = re.sub(r"[’']s?", "", match["feast"].lower())
    month, day = _FEASTS[" ".join(low.split())]
    if match["year"]:
        return _one(date(int(match["year"]), month, day))
    found = date(base.year, month, day)
    return _one(found if found <= base else date(base.year - 1, month, day))


def _season(match: re.Match[str], base: date, _: date | None) -> Days:
    """ "This summer" has begun, "last summer" is over; as in the north."""
    first = 3 * _SEASONS[match["season"].lower()]
    start = date(base.year, first, 1)
    whole = start, start + relativedelta(months=3, days=-1)
    while whole[match["which"].lower() == "last"] > base:
        start -= relativedelta(years=1)
        whole = start, start + relativedelta(months=3, days=-1)
    return whole


def _near(match: re.Match[str], base: date, anchor: date | None) -> Days:
    word = match[0].lower()
    return _one(base - timedelta(days=word in ("yesterday", "last night")))


def _count(match: re.Match[str], base: date, anchor: date | None) -> Days | None:
    """ "two weeks ago" is the day 14 days before; "later" needs a day before."""
    word = match["way"].lower()
    number = _counted(match["count"])
    if word in ("later", "after"):
        return _back(-number, match["units"], anchor) if anchor else None
    return _back(number, match["units"], base if word == "ago" else anchor or base)


def _past(match: re.Match[str], base: date, anchor: date | None) -> Days:
    """ "over the past two weeks" -> from the day 14 days before."""
    number = _counted(match["count"] or "one")
    return base - _span(number, match["units"]), base


def _same_day(match: re.Match[str], base: date, anchor: date | None) -> Days | None:
    return _one(anchor) if anchor else None


def _next_day(match: re.Match[str], base: date, anchor: date | None) -> Days | None:
    return _one(anchor + timedelta(days=1)) if anchor else None


def _day_before(match: re.Match[str], base: date, anchor: date | None) -> Days:
    return _one((anchor or base) - timedelta(days=1))


def _weekend(match: re.Match[str], base: date, anchor: date | None) -> Days:
    """The last Saturday and Sunday that have begun; "last weekend" is over."""
    saturday = base - timedelta(days=(base.weekday() - 5) % 7)
    if match["which"].lower() == "last" and base.weekday() >= 5:
        saturday -= timedelta(days=7)
    return saturday, saturday + timedelta(days=1)


def _unit(match: re.Match[str], base: date, anchor: date | None) -> Days:
    """ "last week" is the Monday to Sunday before, "this month" the whole of it."""
    back = bool(re.search(r"last|previous", match["which"], re.IGNORECASE))
    unit = match["unit"].lower()
    if unit == "week":
        monday = base - timedelta(days=base.weekday() + 7 * back)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return _whole_month(base - relativedelta(months=int(back)))
    return _whole_year(base.year - back)


def _last_weekday(match: re.Match[str], base: date, anchor: date | None) -> Days:
    """ "last Tuesday" on a Tuesday is a week before; "this Tuesday" is today."""
    back = bool(re.search(r"last|previous", match["which"], re.IGNORECASE))
    return _one(_nearest(match["weekday"], base - timedelta(days=back)))


def _month(match: re.Match[str], base: date, anchor: date | None) -> Days:
    """That month: of the year named, or the nearest not after ``base``."""
    number = _number_of(match["month"])
    year = match["year"] or ""
    if year.isdigit():
        return _whole_month(date(int(year), number, 1))
    if year:
        return _whole_month(date(base.year - year.lower().startswith("l"), number, 1))
    return _whole_month(date(base.year - (number > base.month), number, 1))


def _year(match: re.Match[str], base: date, anchor: date | None) -> Days:
    return _whole_year(int(match["year"]))


_ENDS_WORDS = r"(?=\s*(?:[,.;:)—–]|$|\s(?:that|and|but|when|because|in|at)\b))"
_FORMS: list[tuple[str, Reader]] = [
    (r"\d{4}-\d\d-\d\d", _iso),
    (
        rf"(?P<month>{_MONTH})\s+(?P<day>{_DAY})(?:,?\s*(?P<year>{_YEAR}))?\b(?!\s*%)",
        _month_and_day,
    ),
    (
        rf"(?P<day>{_DAY})\s+(?:of\s+)?(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?",
        _month_and_day,
    ),
    (rf"(?P<weekday>{_WEEKDAY})(?:\s{_PART})?,?\s+(?:of\s+)?last\s+week", _weekday_of_last_week),
    (rf"last\s+week,?\s+on\s+(?P<weekday>{_WEEKDAY})", _weekday_of_last_week),
    (r"(?:over|at|during)\s+(?P<which>the)\s+weekend", _weekend),
    (r"(?P<which>last|this|this\s+past|the\s+previous)\s+weekend", _weekend),
    (
        rf"(?P<which>last|this|this\s+past|the\s+previous)\s+(?P<weekday>{_WEEKDAY})",
        _last_weekday,
    ),
    (rf"(?:last|this)\s+(?P<month>{_WHOLE_MONTH})(?P<year>)", _month),
    (
        r"(?P<which>last|this|(?:earlier|early|late|later)\s+(?:this|last)|the\s+previous)"
        r"\s+(?P<unit>week|month|year)",
        _unit,
    ),
    (
        rf"(?P<count>{_COUNT})\s+(?P<units>day|week|fortnight|month|year)s?\s+"
        rf"(?P<way>ago|earlier|later|prior|before{_ENDS_WORDS}|after{_ENDS_WORDS})",
        _count,
    ),
    (
        rf"(?:in|over|during|within)\s+the\s+(?:past|last)\s+(?:(?P<count>{_COUNT})\s+)?"
        r"(?P<units>day|week|month|year)s?",
        _past,
    ),
    (
        rf"(?:(?:on\s+)?the\s+same\s+{_PART}|(?:(?:later|earlier)\s+)?that\s+(?:same\s+)?"
        rf"{_PART}|(?:later|earlier)\s+in\s+the\s+day)",
        _same_day,
    ),
    (rf"the\s+(?:next|following)\s+{_PART}|the\s+day\s+after{_ENDS_WORDS}", _next_day),
    (
        rf"the\s+(?:previous|preceding)\s+{_PART}|the\s+(?:day|night|evening)\s+"
        rf"(?:earlier|before{_ENDS_WORDS})",
        _day_before,
    ),
    (rf"on\s+the\s+(?P<day>[1-3]?\d)(?:st|nd|rd|th){_ENDS_WORDS}", _day_of_month),
    (rf"overnight{_ENDS_WORDS}", _overnight),
    (rf"(?P<feast>{_FEAST})(?:,?\s+(?P<year>{_YEAR}))?", _feast),
    (r"the\s+(?P<unit>day)\s+before\s+yesterday|the\s+week\s+before\s+last", _before_last),
    (r"(?P<which>this|last)\s+(?P<season>spring|summer|autumn|fall|winter)", _season),
    (rf"(?P<weekday>{_WEEKDAY})", _weekday),
    (r"yesterday|today|tonight|this\s+(?:morning|afternoon|evening)|last\s+night", _near),
    (rf"(?P<month>{_WHOLE_MONTH}),?\s+(?P<year>{_YEAR})", _month),
    (
        rf"(?:in|during)\s+(?:(?:early|mid|late)[\s-])?(?P<month>{_WHOLE_MONTH})"
        rf"(?:\s+(?:of\s+)?(?P<year>{_YEAR}|(?:last|this)\s+year))?",
        _month,
    ),
    (
        r"(?:in|during|as\s+early\s+as|back\s+in)\s+(?:the\s+)?(?:(?:early|mid|late|spring|summer|autumn|fall"
        rf"|winter)(?:\s+of)?[\s-])?(?P<year>{_YEAR})",
        _year,
    ),
    (rf"(?P<year>{_YEAR})(?=\s+{DOCUMENT})", _year),
]  # fmt: skip
_READERS = [(re.compile(rf"(?:{form})", re.IGNORECASE), use) for form, use in _FORMS]
_ALL = "|".join(re.sub(r"\?P<\w+>", "?:", form) for form, _ in _FORMS)
WHEN = re.compile(rf"\b(?:{_ALL})(?!\w)(?!['’](?!s\b))", re.IGNORECASE)


def _one(day: date) -> Days:
    return day, day


def _index(weekday: str) -> int:
    return next(n for n, day in enumerate(_WEEKDAYS) if day[:3] == weekday.lower()[:3])


def _nearest(weekday: str, base: date) -> date:
    return base - timedelta(days=(base.weekday() - _index(weekday)) % 7)


def _number_of(month: str) -> int:
    low = month.lower()[:3]
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(low))


def _counted(word: str) -> int:
    low = word.lower()
    return int(low) if low.isdigit() else _COUNTS[low]


def _span(number: int, units: str) -> relativedelta:
    if units.lower() == "fortnight":
        return relativedelta(weeks=2 * number)
    return relativedelta(**{f"{units.lower()}s": number})  # type: ignore[arg-type]


def _back(number: int, units: str, day: date) -> Days:
    """The day so many days or weeks before; of months and years the whole."""
    then = day - _span(number, units)
    if units.lower() == "month":
        return _whole_month(then)
    return _whole_year(then.year) if units.lower() == "year" else _one(then)


def _whole_month(day: date) -> Days:
    last = monthrange(day.year, day.month)[1]
    return day.replace(day=1), day.replace(day=last)


def _whole_year(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)
