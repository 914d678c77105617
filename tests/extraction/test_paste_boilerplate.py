"""What stands in a paste beside the news is set apart, and nothing of the news is."""

import pytest

from tests.extraction.pastes import BODY, cut, only


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
