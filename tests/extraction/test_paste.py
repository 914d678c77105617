"""A paste falls apart into articles, and their heads are read, in every usual shape."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.extraction.names import outlets
from articles.extraction.paste import split, zones

EXAMPLES = Path(__file__).parents[3] / "shared" / "examples"
PASTED_AT = datetime(2025, 6, 10, 0, 40, tzinfo=UTC)
FIRST = (
    "Ferry berth stays shut\n\nThe berth will stay shut until June, the harbour office"
    " said on Monday.\n\n“We need the summer for it,” said Ola Bergland."
)
SECOND = (
    "Council votes on bridge toll\n\nThe council will vote on Friday, Mayor Tess Ortega"
    " said.\n\nOrtega said that she expected a long night."
)


def only(paste, **options):
    (draft,) = split(paste, **options)
    return draft


def cut(draft):
    return [draft.text[start:end] for start, end in draft.boilerplate]


def test_the_example_is_two_articles():
    if not EXAMPLES.exists():
        pytest.skip("../shared/examples is not there")
    paste = (EXAMPLES / "us-officials.txt").read_text()
    rows = (EXAMPLES / "us-officials.jsonl").read_text().splitlines()
    drafts = split(paste)
    for draft, article in zip(drafts, map(json.loads, rows), strict=True):
        kept = draft.text.removesuffix("Continue reading").strip()
        assert kept == article["input"].strip()
        assert draft.title == article["title"]
        assert cut(draft) == ["Continue reading"]


@pytest.mark.parametrize(
    "between",
    [
        pytest.param("\n\nContinue reading\n", id="continue"),
        pytest.param("\n\nContinue Reading →\n\n\n", id="arrow"),
        pytest.param("\n\nRead the full story\n\n", id="full story"),
        pytest.param("\n\n----------\n\n", id="hyphens"),
        pytest.param("\n\n***\n", id="stars"),
        pytest.param("\n\n* * *\n\n", id="spaced stars"),
        pytest.param("\n==========\n", id="equals"),
        pytest.param("\n\n__________\n\n\n", id="underscores"),
        pytest.param("\n\n———\n\n", id="dashes"),
        pytest.param("\n\f\n", id="form feed"),
        pytest.param("\n\nContinue reading\n\n-----\n\n", id="both"),
        pytest.param("\n\nAdvertisement\n\nContinue reading\n\n", id="advertisement"),
        pytest.param("\n\nComments (2)\nbarnowl: “Rot.”\n\n-----\n\n", id="comments"),
    ],
)
def test_separators_part_articles(between):
    one, two = split(FIRST + between + SECOND)
    assert (one.text[: len(FIRST)], two.text) == (FIRST, SECOND)
    assert (one.title, two.title) == (
        "Ferry berth stays shut",
        "Council votes on bridge toll",
    )
    assert not any(mark in one.text + two.text for mark in ("---", "***", "===", "\f"))


@pytest.mark.parametrize(
    "head",
    [
        "Bridge toll put to vote\n\nBy Dana Colefax\n\n",
        "Bridge toll put to vote\nBy DANA COLEFAX and BO SANDGREN\n\n",
        "Bridge toll put to vote\n\nResidents fear for the ferry\n\nBy Dana Colefax\n\n",
        "Bridge toll put to vote\n\nDana Colefax, Staff Writer\nBy Dana Colefax\n\n",
        "Bridge toll put to vote\n3 March 2025\n\n",
        "Bridge toll put to vote\n\nPublished: 3 March 2025 | Updated 4 March 2025\n\n",
    ],
)
def test_a_headline_with_credits_begins_an_article(head):
    body = SECOND.split("\n\n", 1)[1]
    one, two = split(f"{FIRST}\n\n{head}{body}")
    assert one.text == FIRST
    assert two.text == head + body
    assert two.title == "Bridge toll put to vote"


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param("Skeptical", id="heading"),
        pytest.param("What happens next for the ferry", id="long heading"),
        pytest.param("* * *", id="break"),
        pytest.param("-----", id="rule"),
        pytest.param("Advertisement", id="advertisement"),
        pytest.param("Continue reading the main story", id="main story"),
        pytest.param("Story continues below advertisement", id="below"),
        pytest.param("Continue reading\n\nSkeptical", id="heading below a button"),
        pytest.param("-----\n\nNo way back", id="heading below a rule"),
        pytest.param("Read more\nCouncil votes on bridge toll", id="related"),
        pytest.param("Read more: Council votes on bridge toll", id="related line"),
        pytest.param("By the numbers", id="by the numbers"),
        pytest.param("May 2024", id="date heading"),
        pytest.param("(Photo: L. Brandauer/Harbor Courier)", id="credit"),
        pytest.param(
            "NAIROBI, Kenya (AP) — Dams were low, officials said.", id="dateline"
        ),
        pytest.param("\f", id="page break"),
    ],
)
def test_what_stands_inside_an_article_parts_nothing(inside):
    body = SECOND.split("\n\n", 1)[1]
    paste = f"{FIRST}\n\n{inside}\n\n{body}"
    assert only(paste).text == paste


@pytest.mark.parametrize("paste", ["", " \n\n\t", "\f"])
def test_no_words_give_no_article(paste):
    assert split(paste) == []


BODY = "The berth will stay shut until June, the harbour office said on Monday."


@pytest.mark.parametrize(
    ("paste", "title"),
    [
        (f"Ferry berth stays shut\n\n{BODY}", "Ferry berth stays shut"),
        (f"Who will pay for the berth?\n\n{BODY}", "Who will pay for the berth?"),
        (f"No Ferry Before Summer!\n\n{BODY}", "No Ferry Before Summer!"),
        (
            f"‘We are shut’: ferry talks fail\n\n{BODY}",
            "‘We are shut’: ferry talks fail",
        ),
        (f"Ferry stops at St. Olan Pier\n\n{BODY}", "Ferry stops at St. Olan Pier"),
        (f"Berth sold to the U.S.\n\n{BODY}", "Berth sold to the U.S."),
        (f"Port Minister Quits Post\n\n{BODY}", "Port Minister Quits Post"),
        (f"POLITICS\n\nFerry berth stays shut\n\n{BODY}", "Ferry berth stays shut"),
        (f"Share\n\nFerry berth stays shut\n\n{BODY}", "Ferry berth stays shut"),
        (f"Ferry berth\nstays shut\n\n{BODY}", "Ferry berth stays shut"),
        (
            f"Ferry berth shut\nFerry berth shut\nBy Ann Lee\n\n{BODY}",
            "Ferry berth shut",
        ),
        (f"3 March 2025\n\nFerry berth stays shut\n\n{BODY}", "Ferry berth stays shut"),
        (f"Ferry berth shut | Harbor Courier\n\n{BODY}", "Ferry berth shut"),
        (f"Ferry berth shut - Harbor Courier\n\n{BODY}", "Ferry berth shut"),
        (f"Ferry berth stays shut\n{BODY} {BODY}", "Ferry berth stays shut"),
        (BODY, None),
        (f"{BODY}\n\n{BODY}", None),
        (f"It rained.\n\n{BODY}", None),
        (f"“It rained,” said farmer Jo Brack.\n\n{BODY}", None),
        (f"“It rained” said farmer Jo Brack\n\n{BODY}", None),
        (f"“Never.”\n\n{BODY}", None),
        ("“The contract is\nsound and the audit\nwill show it,” said Bo Lee.", None),
        ("The berth will stay shut\nuntil June. It was the harbour office", None),
        ("Ferry berth stays shut", None),
        (f"Mayor Ortega waves on Monday. (Photo: L. Brand)\n\n{BODY}", None),
        (f"By Dana Colefax\n\n{BODY}", None),
        (f"By Dana Colefax\nHarbor Courier\n\n{BODY}", None),
        (f"?We won?t move,? said Ewa Lindgren.\n\n{BODY}", None),
    ],
)
def test_titles(paste, title):
    assert only(paste).title == title


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Dana Colefax", ["Dana Colefax"]),
        ("BY DANA COLEFAX", ["Dana Colefax"]),
        (
            "By RUBY LEE-BYATT, OWEN T. HOBBY and SHELBY KIRBY",
            ["Ruby Lee-Byatt", "Owen T. Hobby", "Shelby Kirby"],
        ),
        ("By Dana Colefax, Staff Writer", ["Dana Colefax"]),
        (
            "By Dana Colefax and Bo Lee\nSenior Correspondents",
            ["Dana Colefax", "Bo Lee"],
        ),
        ("DANA COLEFAX Chief Political Editor", ["Dana Colefax"]),
        ("Dana Colefax, environment reporter", ["Dana Colefax"]),
        ("Written by Dana Colefax & Bo Sandgren", ["Dana Colefax", "Bo Sandgren"]),
        ("By Dana Colefax | Harbor Courier | 2 hours ago", ["Dana Colefax"]),
        ("Dana Colefax • 4h ago", ["Dana Colefax"]),
        ("By Dana Colefax Published 3 March 2025", ["Dana Colefax"]),
        ("By Dana Colefax in Port Ansel", ["Dana Colefax"]),
        ("By Dana Colefax for the Harbor Courier", ["Dana Colefax"]),
        ("By Dana Colefax (dcolefax@example.com)", ["Dana Colefax"]),
        ("By Sam Doe, Jr. and J.R. Whitfield", ["Sam Doe, Jr.", "J.R. Whitfield"]),
        ("By DANA COLEFAX Associated Press", ["Dana Colefax"]),
        ("Analysis by Dana Colefax", ["Dana Colefax"]),
        ("Reporter: Dana Colefax", ["Dana Colefax"]),
        ("Story by Dana Colefax / Photographs by Cy Roe", ["Dana Colefax"]),
        ("By JOHANNES VAN DEN BOSK", ["Johannes van den Bosk"]),
        ("By SEÁN O’NEIL-MCGRATH", ["Seán O’Neil-McGrath"]),
        ("By Ursula von der Heide", ["Ursula von der Heide"]),
        (
            "By Rami al-Farouqi and Nguyễn Hải Đăng",
            ["Rami al-Farouqi", "Nguyễn Hải Đăng"],
        ),
        ("By The Associated Press", []),
        ("By Harbour Wire staff", []),
        ("By the sea, nothing stirs", []),
        ("By The Numbers", []),
    ],
)
def test_bylines(line, authors):
    assert list(only(f"Ferry berth stays shut\n\n{line}\n\n{BODY}").authors) == authors


def test_a_byline_reads_as_a_sentence_part():
    assert (
        only("By ANN LEE, BO DAHL and CY ROE").byline == "Ann Lee, Bo Dahl and Cy Roe"
    )
    assert only(BODY).byline is None


@pytest.mark.parametrize(
    ("paste", "outlet"),
    [
        (f"By Dana Colefax, Staff Writer\nHarbor Courier\n\n{BODY}", "Harbor Courier"),
        ("Posted March 3,2019 by the Harbor Courier", "Harbor Courier"),
        (f"Berth shut\n\nBy Ann Lee, Coast Gazette\n\n{BODY}", "Coast Gazette"),
        (
            f"Berth shut\n\nBy Ann Lee of The Associated Press\n\n{BODY}",
            "Associated Press",
        ),
        (f"Berth shut\n\nHARBOUR WIRE | 3 March 2025\n\n{BODY}", "Harbour Wire"),
        (f"Ferry berth shut | Inland Post\n\n{BODY}", "Inland Post"),
        (f"Inland Post\n\nFerry berth stays shut\n\n{BODY}", "Inland Post"),
        (f"Ferry berth stays shut\n\n{BODY}", None),
        (f"Port Minister Quits Post\n\n{BODY}", None),
    ],
)
def test_outlets(paste, outlet):
    assert only(paste).outlet == outlet


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


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("NAIROBI, Kenya (AP) — Dams were low.", "NAIROBI, Kenya", "AP"),
        ("Nairobi, Kenya (AP) -- Dams were low.", "Nairobi, Kenya", "AP"),
        ("GENEVA — Dams were low.", "GENEVA", None),
        (
            "PORT-AU-PRINCE, Haiti (AFP) - Dams were low.",
            "PORT-AU-PRINCE, Haiti",
            "AFP",
        ),
        ("LONDON, May 3 (Reuters) - Dams were low.", "LONDON", "Reuters"),
        ("ST. OLAN (Harbour Wire) – Dams were low.", "ST. OLAN", "Harbour Wire"),
    ],
)
def test_datelines(line, place, agency):
    draft = only(f"Dams run dry again\n\n{line}")
    start, end = draft.dateline.span
    assert (draft.dateline.place, draft.dateline.agency) == (place, agency)
    assert draft.text[start:end] == line[: line.index("Dams")]
    assert draft.published_on is None


@pytest.mark.parametrize(
    "line",
    [
        "The dams — all nine — were low.",
        "BREAKING — The dams were low.",
        "Officials (and others) — said nothing.",
        "“LOW” — that was the word.",
    ],
)
def test_no_datelines(line):
    assert only(f"Dams run dry again\n\n{line}").dateline is None


@pytest.mark.parametrize(
    "line",
    [
        "Continue reading", "Continue reading this story on Coast Gazette",
        "Read more", "Read more: Council delays vote", "Related stories", "Advertisement",
        "ADVERTISEMENT", "[Advertisement]", "Share", "Facebook Twitter WhatsApp Copy link",
        "Share this article", "4 min read", "Sign up for our morning newsletter",
        "Subscribe to The Ledger for unlimited journalism.", "Already a subscriber? Log in",
        "Get the day’s news in your inbox.", "Photo: L. Brandauer/Harbor Courier",
        "Photograph by Lena Brand", "Image credit: Lena Brand", "Getty Images",
        "FILE PHOTO: The berth in May.", "© 2025 Harbor Courier", "All rights reserved.",
        "(Reporting by Ann Lee; Editing by Bo Dahl)", "Ann Lee contributed to this report.",
        "This article was first published in the Harbor Courier.", "Home > News > Coast",
        "Tags: ferries, harbours",
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["inside", "after"])
def test_boilerplate_is_set_apart(line, place):
    after = f"\n\n{BODY}" if place == "inside" else ""
    draft = only(f"Ferry berth stays shut\n\n{BODY}\n\n{line}{after}")
    assert cut(draft) == [line]
    assert draft.text.count(line) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell.", "Comments from the mayor were not kind.",
        "“Sign up for our newsletter,” she begged.", "Print workers walked out.",
        "Get out of the house and check your email, officials told residents.",
        "Advertisement for the post begins in May.", "The mayor (a baker) laughed.",
        "Photographers were kept out.", "Continue reading the letter, she told him.",
        "Related charges were dropped, the court said.", "Read more books, Ortega said.",
        "Reporters were told to leave.", "Credit was cheap, the bank said.",
        "The Ann Lee/Bo Dahl plan failed.",
    ],
)  # fmt: skip
def test_sentences_are_no_boilerplate(line):
    assert cut(only(f"Ferry berth stays shut\n\n{BODY}\n\n{line}\n\n{BODY}")) == []


@pytest.mark.parametrize(
    ("credit", "before"),
    [
        ("(Photo: L. Brandauer/Harbor Courier)", "Mayor Tess Ortega waves on Monday. "),
        ("(AP Photo/Lena Brand)", "FILE: Mayor Ortega waves. "),
        ("[Lena Brand/Reuters]", "The mayor waves from the pier. "),
        ("(Image courtesy of the port)", "The pier in winter. "),
    ],
)
def test_a_credit_is_cut_from_its_caption(credit, before):
    assert cut(only(f"{before}{credit}\n\n{BODY}"))[-1].endswith(credit)
    assert cut(only(f"{BODY} {credit}\n\n{BODY}")) == [credit]


def test_what_follows_the_article_is_set_apart():
    news = f"By Dana Colefax, Staff Writer\nHarbor Courier\n\n{BODY}"
    bio = "Dana Colefax has covered farming since 2012. Reach her at dana@example.com."
    comments = "Comments (2)\nbarnowl7: “Nonsense,” said nobody ever.\n\nowl8: Quite."
    draft = only(f"{news}\n\n{bio}\nWatermark Feed\n\n{comments}")
    assert cut(draft) == [bio, "Watermark Feed", comments]
    assert draft.authors == ("Dana Colefax",)
    assert draft.text[draft.body :].lstrip().startswith(BODY)


def test_an_author_who_speaks_is_news():
    said = "Dana Colefax said that she had been asked to leave the room."
    draft = only(f"Berth shut\n\nBy Dana Colefax\n\n{BODY}\n\n{said}")
    assert cut(draft) == []


PAGE = """<!doctype html><html><head><title>Ferry berth to close - Harbor Courier</title>
<meta property="og:site_name" content="Harbor Courier">
<meta property="article:published_time" content="2025-05-27T06:12:00+02:00">
<meta property="article:modified_time" content="2025-05-28T15:40:00Z">
<meta name="author" content="Dana Colefax">
<link rel="canonical" href="https://harbor.example.org/ferry">
<script>alert("boo")</script></head><body><nav><a href=/>Home</a></nav><article>
<h1>Ferry berth to close</h1><p>By Dana Colefax</p>
<p>The ferry berth will close in June, the harbour office said on Monday, after two
years of repairs that cost far more than planned.</p>
<p>“Nobody likes it,” said <b>Ola</b> Bergland, who runs the kiosk &amp; the bar.</p>
<script>alert("boo")</script></article><footer>All rights reserved</footer></body></html>"""


def test_a_page_tells_of_itself():
    draft = only(PAGE)
    assert draft.title == "Ferry berth to close"
    assert draft.byline == "Dana Colefax"
    assert draft.outlet == "Harbor Courier"
    assert draft.url == "https://harbor.example.org/ferry"
    assert draft.published_on == date(2025, 5, 27)
    assert draft.updated_on == date(2025, 5, 28)
    assert "said Ola Bergland, who runs the kiosk & the bar.\n" in f"{draft.text}\n"
    assert "planned.\n\n“Nobody" in draft.text
    assert not any(word in draft.text for word in ("boo", "<", "Home"))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            "<p>It <b>rained</b>.</p><p>“So?” said Jo.</p>",
            "It rained.\n\n“So?” said Jo.",
        ),
        ("<div>“So?” said Jo.<br>She left.</div>", "“So?” said Jo.\n\nShe left."),
        (" <!-- x -->\n<body><p>Rain &amp; wind</body>", "Rain & wind"),
        ("<div><script>boo()</script>“So?” said Jo.</div>", "“So?” said Jo."),
        ("<p onclick=boo()>Rain<style>p{}</style></p>", "Rain"),
        ("<script>boo()</script><p>Rain</p>", "Rain"),
    ],
)
def test_a_fragment_gives_its_visible_text(source, text):
    assert only(source).text == text


@pytest.mark.parametrize(
    "source", ["<!doctype html>", "<html><script>boo()</script></html>", "<p></p>"]
)
def test_a_page_without_words_gives_no_article(source):
    assert split(source) == []


@pytest.mark.parametrize(
    "text",
    [
        "“<img src=x onerror=alert(1)> & more,” said <b>Ola</b> Bergland.",
        "<b>Ola</b> Bergland said <p> was a tag.",
        "<3 is a heart, said Jo.",
        "</script><script>alert(1)</script>",
        "<p> opens a paragraph, Jo said.",
        "Tags such as <div>this</div> stay.",
    ],
)
def test_text_that_mentions_tags_is_no_page(text):
    assert only(text).text == text


@given(
    st.lists(
        st.sampled_from(
            [
                FIRST,
                "\n",
                "-----\n",
                "By Ann Lee",
                " | ",
                "03/04/2025",
                "<p>",
                "</p>",
                "Continue reading\n",
                "(Photo: ",
                "\ud83d",
                "\0",
                "“",
                "\f",
                "999999 weeks ago",
                "99/99/9999",
                "Comments (1)\n",
                "<!--",
                "&#0;",
                "NAIROBI (AP) — ",
            ]
        )  # fmt: skip
        | st.text(max_size=20),
        max_size=12,
    )
)
@settings(max_examples=150, deadline=None)
def test_no_paste_breaks_it_and_spans_stay_inside(parts):
    for draft in split("".join(parts), pasted_at=PASTED_AT):
        assert draft.text.strip() == draft.text != ""
        assert 0 <= draft.body <= len(draft.text)
        ends = [end for span in draft.boilerplate for end in span]
        assert ends == sorted(ends) and all(0 <= end <= len(draft.text) for end in ends)


def test_importing_it_loads_no_heavy_library():
    heavy = "{'trafilatura', 'lxml', 'dateparser', 'django'}"
    code = f"import sys, articles.extraction.paste; print({heavy} & set(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "set()"
