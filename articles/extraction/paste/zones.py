"""The day at an outlet's own desk, where a moment is given in another place's time."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from articles.extraction.names import letters, outlets
from articles.extraction.tables import rows

_HOMES = {letters(place): zone for place, zone in rows("zones")}


def home(outlet: str | None) -> ZoneInfo | None:
    """The time zone of a well-known outlet's desk; ``None`` for one not known."""
    known = outlets().get(letters(outlet or "").removeprefix("the "))
    if known is None:
        return None
    name, _, country = known
    zone = _HOMES.get(letters(name)) or _HOMES.get(country)
    return ZoneInfo(zone) if zone else None


def local(day: date, clock: time | None, outlet: str | None) -> date:
    """The outlet's day at ``clock`` of ``day``; ``day`` where one is not known.

    >>> from datetime import UTC
    >>> local(date(2025, 1, 1), time(0, 30, tzinfo=UTC), "The New York Times")
    datetime.date(2024, 12, 31)
    """
    zone = home(outlet)
    if zone is None or clock is None or clock.tzinfo is None:
        return day
    return datetime.combine(day, clock).astimezone(zone).date()
