"""The head of a pasted article: title, byline, outlet, dateline."""

import pytest

from tests.extraction.pastes import BODY, only


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
