"""When a pasted article was published, at the desk of its outlet."""

import json
from datetime import date

import pytest

from articles.extraction.names import outlets
from articles.extraction.paste import zones
from tests.extraction.pastes import BODY, PASTED_AT, only


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("Posted March 3,2019 by the Harbor Courier", (2019, 3, 3), None),
        ("June 15 , 1987", (1987, 6, 15), None),
        ("Mon, 12 Aug 2024 10:00:00 +0200", (2024, 8, 12), None),
        ("3rd of March 2019 at 3.15pm GMT", (2019, 3, 3), None),
        ("10:15 GMT, 3 March 2024", (2024, 3, 3), None),
        ("2025-03-04", (2025, 3, 4), None),
        ("2025-01-01T00:30:00Z", (2025, 1, 1), None),
        ("2024/11/12", (2024, 11, 12), None),
        ("14-Feb-2025", (2025, 2, 14), None),
        ("5/5/2025", (2025, 5, 5), None),
        ("on 3 April 2025", (2025, 4, 3), None),
        ("April 3, 2025 / 6:12 PM EDT / Coast Gazette", (2025, 4, 3), None),
        ("27/05/2025 06:12 | Updated 28/05/2025 15:40", (2025, 5, 27), (2025, 5, 28)),
        ("Updated 28/05/2025 | Published 27/05/2025", (2025, 5, 27), (2025, 5, 28)),
        ("12/31/2024", (2024, 12, 31), None),
        (
            "Published 25 May 2025\nLast updated: 1 June 2025",
            (2025, 5, 25),
            (2025, 6, 1),
        ),
        # What settles the order of day and month: another date, the weekday.
        ("03/04/2025 | Updated 28/04/2025", (2025, 4, 3), (2025, 4, 28)),
        ("03/04/2025\nUpdated 04/28/2025", (2025, 3, 4), (2025, 4, 28)),
        ("Thursday 03/04/2025", (2025, 4, 3), None),
        ("2 hours ago", (2025, 6, 9), None),
        ("By Dana Colefax | 5 mins ago", (2025, 6, 10), None),
        ("Yesterday at 09:12", (2025, 6, 9), None),
        ("Published 3 days ago", (2025, 6, 7), None),
        ("2 weeks ago", (2025, 5, 27), None),
        ("Updated 2 hours ago", None, (2025, 6, 9)),
    ],
)
def test_dates(line, published, updated):
    draft = only(f"Ferry berth stays shut\n\n{line}\n\n{BODY}", pasted_at=PASTED_AT)
    assert draft.published_on == (published and date(*published))
    assert draft.updated_on == (updated and date(*updated))
    assert draft.title == "Ferry berth stays shut"


@pytest.mark.parametrize(
    ("line", "outlet", "day"),
    [
        ("2025-01-01T00:30:00Z", "The New York Times", (2024, 12, 31)),
        ("1 January 2025, 00:30 GMT", "New York Times", (2024, 12, 31)),
        ("Published 00:30 GMT, 1 January 2025", "Axios", (2024, 12, 31)),
        ("Dec 31, 2024 20:30 UTC", "The Hindu", (2025, 1, 1)),
        ("2024-12-31T17:45:00+01:00", "Yomiuri Shimbun", (2025, 1, 1)),
        ("1 January 2025 00:30 (GMT+3)", "BBC", (2024, 12, 31)),
        ("July 5, 2025 12:30 AM EDT", "Los Angeles Times", (2025, 7, 4)),
        # Summer time counts where the outlet is, and its own clock is as it reads.
        ("4 July 2025 23:30 GMT", "BBC", (2025, 7, 5)),
        ("4 January 2025 23:30 GMT", "BBC", (2025, 1, 4)),
        ("July 4, 2025 11:30 PM ET", "New York Times", (2025, 7, 4)),
        ("2 hours ago", "Yomiuri Shimbun", (2025, 6, 10)),
        ("1 hour ago", "Los Angeles Times", (2025, 6, 9)),
        # Without a zone, or with an outlet of nowhere known, the day is what is written.
        ("31 December 2024 23:30", "The Hindu", (2024, 12, 31)),
        ("Dec 31, 2024 10:30 pm IST", "BBC", (2024, 12, 31)),
        ("1 January 2025 00:30 local time", "Axios", (2025, 1, 1)),
        ("1 January 2025 00:30 GMT", "Harbor Courier", (2025, 1, 1)),
        ("1 January 2025 00:30 GMT", None, (2025, 1, 1)),
        ("1 January 2025", "Axios", (2025, 1, 1)),
    ],
)
def test_the_day_is_that_of_the_outlets_desk(line, outlet, day):
    paste = f"Ferry berth stays shut\n\n{line}\n\n{BODY}"
    assert only(paste, pasted_at=PASTED_AT, outlet=outlet).published_on == date(*day)


@pytest.mark.parametrize("way", ["meta", "json"])
def test_the_moment_of_a_page_is_read_at_the_outlets_desk(way):
    moments = {"published_time": "2025-01-01T00:30:00Z"}
    moments["modified_time"] = "2025-01-02T04:30:00+00:00"
    meta = "".join(
        f'<meta property="article:{name}" content="{at}">'
        for name, at in moments.items()
    )
    names = {"published_time": "datePublished", "modified_time": "dateModified"}
    known = {"@type": "NewsArticle", **{names[n]: at for n, at in moments.items()}}
    json_ld = f'<script type="application/ld+json">{json.dumps(known)}</script>'
    source = (
        f"<html><head><title>Berth shut</title>{meta if way == 'meta' else json_ld}</head>"
        f"<body><article><h1>Berth shut</h1><p>{BODY}</p></article></body></html>"
    )
    draft = only(source, outlet="Axios")
    assert (draft.published_on, draft.updated_on) == (
        date(2024, 12, 31),
        date(2025, 1, 1),
    )
    assert only(source).published_on == date(2025, 1, 1)


def test_the_outlet_may_stand_in_the_text():
    head = "Ferry berth stays shut\n\nBy Ann Lee, The New York Times"
    draft = only(f"{head}\n1 January 2025 00:30 GMT\n\n{BODY}")
    assert draft.published_on == date(2024, 12, 31)


def test_every_outlet_of_the_table_has_a_zone_or_no_country():
    stateless = {"", "arab", "balkan", "european", "jewish", "kurdish"}
    homeless = {
        country for name, _, country in outlets().values() if zones.home(name) is None
    }
    assert homeless <= stateless


@pytest.mark.parametrize(
    ("line", "words", "warning"),
    [
        ("May 2024", "May 2024", "month only"),
        ("Published in May 2025", "Published in May 2025", "month only"),
        ("May 3", "May 3", "no year"),
        ("2 hours ago", "2 hours ago", "counts from"),
        ("2 months ago", "2 months ago", "not exact"),
        ("31/02/2025", "31/02/2025", "no day of the calendar"),
        (
            "Published 03/04/2025",
            "Published 03/04/2025",
            "3 April 2025 or 4 March 2025",
        ),
        ("Updated 3 March 2025", "Updated 3 March 2025", "day of an update"),
    ],
)
def test_dates_that_are_left_open(line, words, warning):
    draft = only(f"Ferry berth stays shut\n\n{line}\n\n{BODY}")
    assert draft.published_on is None
    assert draft.date_words == words
    assert [warning in said for said in draft.warnings] == ([True] if warning else [])


def test_an_ambiguous_date_offers_both_days():
    draft = only("Published 03/04/2025")
    assert draft.date_is_ambiguous
    assert draft.date_choices == (date(2025, 4, 3), date(2025, 3, 4))
    assert not only("Published 13/04/2025").date_is_ambiguous


@pytest.mark.parametrize(
    ("paste", "words"),
    [
        ("Newsletter, May 2024. “We are hiring,” said Ola Bergland.", "May 2024"),
        (f"{BODY}\n\nPublished 3 March 2025", "Published 3 March 2025"),
        (f"LONDON, March 3, 2025 (AP) — {BODY}", "March 3, 2025"),
        (f"{BODY} It was built on 3 March 1961.", None),
        (f"The berth shut on 3 March 1961\n\n{BODY}", None),
        (f"In May 2024. {BODY}", None),
    ],
)
def test_where_dates_stand(paste, words):
    assert only(paste).date_words == words
