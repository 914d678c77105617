"""When it was said: the words beside the cue, counted from the day of publication."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from spacy.tokens import Doc, Token

from articles.extraction.types import Finding, SaidOn, Span

WEEKDAYS = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
]
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
SHORT = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3}
SHORT |= {"fri": 4, "sat": 5, "sun": 6}
NUMBERS = {
    w: n
    for n, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven"]
    )
}
NUMBERS |= {"a": 1, "an": 1, "eight": 8, "nine": 9, "ten": 10, "couple of": 2}
_MONTH = "|".join(f"{m}|{m[:3]}\\.?" for m in MONTHS) + r"|sept\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_COUNT = r"\d{1,3}|a couple of|couple of|" + "|".join(sorted(NUMBERS, key=len)[::-1])
PARTS = r"(?: (?:morning|afternoon|evening|night|noon))?"
WHEN = re.compile(
    rf"""\b(?:
    (?P<iso>\d{{4}}-\d\d-\d\d)
    |(?P<month>{_MONTH})\s+{_DAY}(?:,?\s*(?P<year>\d{{4}}))?\b(?!\s*%)
    |(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH})(?:,?\s+(?P<year2>\d{{4}}))?
    |(?P<last>last|this|earlier\ this|late\ last|early\ this|the\ previous)\s+
        (?P<unit>week|weekend|month|year|{"|".join(WEEKDAYS)}|{"|".join(MONTHS)})
    |(?P<count>{_COUNT})\s+(?P<units>day|week|month|year)s?\s+(?:ago|earlier)
    |(?P<weekday>{"|".join(WEEKDAYS)}|(?:{"|".join(SHORT)})\.)
    |(?P<near>yesterday|today|tonight|this\ (?:morning|afternoon|evening)|last\ night)
    |(?:in|since|during)\s+(?:(?:early|mid|late)[\s-])?(?P<only>{"|".join(MONTHS)}
        |(?:{"|".join(m[:3] for m in MONTHS)}|sept)\.)(?:\s+(?P<year3>\d{{4}}))?
    |in\s+(?P<year4>(?:19|20)\d\d)
    )(?![\w'’])""",
    re.IGNORECASE | re.VERBOSE,
)
BEFORE = re.compile(r"(?:\b(?:on|late|early|late on|in)\s+)+$", re.IGNORECASE)
BORDER = re.compile(r"[,;:“”\"(]|\b(?:and|but|who|which|that)\b")
PUBLISHED = re.compile(r"\b(?:published|released|issued|dated|posted|sent)\b[^,]*$")
FUTURE = re.compile(r"\b(?:next|until|till|before|after|by|since|from)\s+$", re.I)


def said_on(
    doc: Doc,
    text: str,
    finding: Finding,
    published: date | None,
    sentence: tuple[int, int],
) -> SaidOn | None:
    """The days within which a statement was made, from the words of its cue's clause.

    ``text`` is the document's, ``sentence`` bounds the tokens of the sentence that the cue stands in.
    """
    if published is None or not finding.cue:
        return None
    found = list(_candidates(doc, text, finding, sentence))
    ranked = sorted(found, key=lambda m: _distance(m, finding))
    for match in ranked:
        days = resolve(match, published)
        if days and days[0] <= published:
            return SaidOn(days[0], min(days[1], published), Span(*match.span()))
    return None


def read(text: str, published: date) -> tuple[date, date] | None:
    """The days of the first expression in ``text``: "last week" -> Monday to Sunday."""
    match = WHEN.search(text)
    return resolve(match, published) if match else None


def _distance(match: re.Match[str], finding: Finding) -> int:
    start, end = match.span()
    return min(max(start - cue.end, cue.start - end, 0) for cue in finding.cue)


def _candidates(
    doc: Doc, text: str, finding: Finding, sentence: tuple[int, int]
) -> Iterator[re.Match[str]]:
    """Date expressions of the cue's sentence that belong to the cue's clause."""
    last = doc[sentence[1] - 1]
    low, high = doc[sentence[0]].idx, last.idx + len(last.text)
    for match in WHEN.finditer(text, low, high):
        if match["near"] and match[0][0].isupper() and match.start() > low:
            continue  # "This Morning" is a programme
        coming = FUTURE.search(text, low, match.start())
        if not coming and _outside(match, finding) and _in_clause(doc, match, finding):
            yield match


def _token(doc: Doc, at: int) -> Token | None:
    span = doc.char_span(at, at + 1, alignment_mode="expand")
    return span[0] if span else None


def _outside(match: re.Match[str], finding: Finding) -> bool:
    """Whether a match lies neither in what was said nor in who said it."""
    start, end = match.span()
    for span in finding.content:
        if start < span.end and end > span.start:
            return False
    source = finding.source
    if source and source.start <= start < source.end:
        return bool(PUBLISHED.search(match.string, source.start, start))
    return True


def _in_clause(doc: Doc, match: re.Match[str], finding: Finding) -> bool:
    """Beside the cue, or hanging on its verb or on the verb that it hangs on."""
    start, end = match.span()
    for cue in finding.cue:
        between = match.string[min(end, cue.end) : max(start, cue.start)]
        if len(between.split()) <= 8 and not BORDER.search(between):
            return True
    date_token = _token(doc, start)
    verb = finding.verb
    if date_token is None or verb is None:
        return False
    return _clause(date_token) in _ancestors(doc[verb])


def _clause(token: Token) -> int:
    """The verb that an expression hangs on."""
    for _ in range(12):
        if token.pos_ in ("VERB", "AUX") or token.head is token:
            break
        token = token.head
    return int(token.i)


def _ancestors(verb: Token) -> set[int]:
    """A verb and those that it continues: "met …, telling", "told … and said"."""
    found = {verb.i}
    for _ in range(4):
        if verb.dep_ not in (
            "conj",
            "advcl",
            "xcomp",
            "aux",
            "auxpass",
            "pcomp",
            "prep",
        ):
            break
        verb = verb.head
        found.add(verb.i)
    return found


def resolve(match: re.Match[str], published: date) -> tuple[date, date] | None:
    """First and last day of an expression; ``None`` for an impossible date."""
    try:
        return _resolve(match, published)
    except (ValueError, OverflowError):
        return None


def _resolve(match: re.Match[str], published: date) -> tuple[date, date] | None:
    if match["iso"]:
        day = date.fromisoformat(match["iso"])
        return day, day
    if match["weekday"]:
        return _one(_weekday(match["weekday"], published))
    if match["near"]:
        back = match["near"].lower() in ("yesterday", "last night")
        return _one(published - timedelta(days=back))
    if match["month"] or match["month2"]:
        return _one(_absolute(match, published))
    if match["count"]:
        return _ago(match["count"].lower(), match["units"].lower(), published)
    if match["last"]:
        return _last(match["last"].lower(), match["unit"].lower(), published)
    if match["only"]:
        return _month(_number_of(match["only"]), match["year3"], published)
    year = int(match["year4"])
    return date(year, 1, 1), date(year, 12, 31)


def _one(day: date) -> tuple[date, date]:
    return day, day


def _weekday(word: str, published: date) -> date:
    """The nearest such day not after publication, that day itself included."""
    low = word.lower().rstrip(".")
    wanted = SHORT[low] if low in SHORT else WEEKDAYS.index(low)
    return published - timedelta(days=(published.weekday() - wanted) % 7)


def _number_of(month: str) -> int:
    low = month.lower().rstrip(".")[:3]
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(low))


def _absolute(match: re.Match[str], published: date) -> date:
    """ "May 3", with its year or in the last twelve months."""
    month = _number_of(match["month"] or match["month2"])
    day, year = int(match["day"] or match["day2"]), match["year"] or match["year2"]
    if year:
        return date(int(year), month, day)
    found = date(published.year, month, day)
    return found if found <= published else date(published.year - 1, month, day)


def _ago(count: str, units: str, published: date) -> tuple[date, date] | None:
    """ "two weeks ago" is the day 14 days before."""
    low = count.removeprefix("a ") if count.startswith("a couple") else count
    number = int(low) if low.isdigit() else NUMBERS.get(low, 2)
    if units in ("day", "week"):
        return _one(published - relativedelta(**{f"{units}s": number}))  # type: ignore[arg-type]
    if units == "month":
        then = published - relativedelta(months=number)
        return _whole_month(then.year, then.month)
    year = (published - relativedelta(years=number)).year
    return date(year, 1, 1), date(year, 12, 31)


def _last(which: str, unit: str, published: date) -> tuple[date, date] | None:
    """ "last week" is the Monday to Sunday before; "last Monday" the week before's."""
    back = which in ("last", "late last", "the previous")
    monday = published - timedelta(days=published.weekday())
    if unit in ("week", "weekend"):
        monday -= timedelta(days=7 * (back or unit == "weekend"))
        first = monday + timedelta(days=5 if unit == "weekend" else 0)
        return first, monday + timedelta(days=6)
    if unit == "month":
        then = published - relativedelta(months=int(back))
        return _whole_month(then.year, then.month)
    if unit == "year":
        return date(published.year - back, 1, 1), date(published.year - back, 12, 31)
    if unit in MONTHS:
        return _month(MONTHS.index(unit) + 1, None, published)
    return _one(_weekday(unit, published - timedelta(days=back)))


def _month(number: int, year: str | None, published: date) -> tuple[date, date]:
    """That month: of the year named, or the nearest not after publication."""
    if year:
        return _whole_month(int(year), number)
    return _whole_month(published.year - (number > published.month), number)


def _whole_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
