"""A paste falls apart into articles, in every usual shape; pages become text."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.extraction.paste import split
from tests.extraction.pastes import PASTED_AT, cut, only

EXAMPLES = Path(__file__).parents[3] / "shared" / "examples"
FIRST = (
    "Ferry berth stays shut\n\nThe berth will stay shut until June, the harbour office"
    " said on Monday.\n\n“We need the summer for it,” said Ola Bergland."
)
SECOND = (
    "Council votes on bridge toll\n\nThe council will vote on Friday, Mayor Tess Ortega"
    " said.\n\nOrtega said that she expected a long night."
)


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
