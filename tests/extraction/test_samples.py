"""The sample articles are complete and show every kind of source that they promise."""

import re
from collections import Counter
from datetime import date

import pytest

from articles import samples
from articles.extraction.paste import split

SAMPLES = samples.read()
TEXTS = "\n\n".join(sample.text for sample in SAMPLES)


def test_there_are_four_outlets_with_several_articles_each():
    articles = Counter(sample.outlet for sample in SAMPLES)
    assert len(articles) == 4
    assert min(articles.values()) >= 3


def test_titles_and_addresses_are_their_own():
    assert len({sample.title for sample in SAMPLES}) == len(SAMPLES)
    assert len({sample.url for sample in SAMPLES}) == len(SAMPLES)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.title)
def test_a_sample_is_whole(sample):
    assert sample.byline
    assert re.match(r"https://[a-z]+\.example\.org/", sample.url)
    assert date(2024, 1, 1) <= sample.published_on <= date(2026, 11, 24)
    assert 250 <= len(sample.text.split()) <= 600
    assert sample.text.count("“") == sample.text.count("”")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.title)
def test_a_pasted_sample_is_one_article(sample):
    paste = f"{sample.title}\n\nBy {sample.byline}\n\n{sample.text}"
    (draft,) = split(paste)
    assert draft.title == sample.title
    assert draft.authors and all(name in sample.byline for name in draft.authors)
    assert not draft.boilerplate


def test_they_cover_eighteen_months():
    days = [sample.published_on for sample in SAMPLES]
    assert (max(days) - min(days)).days > 540


def test_one_wire_story_is_printed_twice():
    printed = Counter(sample.text for sample in SAMPLES)
    assert sorted(printed.values())[-2:] == [1, 2]


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"Deputy (?:Transport )?Minister Ilka Venn", id="deputy"),
        pytest.param(r"(?<!Deputy )Transport Minister Ilka Venn", id="minister"),
        pytest.param(r"former (?:transport )?minister,? Ilka Venn", id="former"),
        pytest.param(r"\bUS officials told", id="US officials"),
        pytest.param(r"A senior harbour official", id="senior official"),
        pytest.param(r"people familiar with the talks", id="familiar"),
        pytest.param(r"on condition of anonymity because", id="terms"),
        pytest.param(r"told Harbour Wire", id="relay"),
        pytest.param(r"according to Coast Courier", id="second relay"),
        pytest.param(r"\bdenied\b", id="denial"),
        pytest.param(r"declined to comment", id="refusal"),
        pytest.param(r"The families of", id="group"),
        pytest.param(r"report .{0,40}said", id="document"),
        pytest.param(r"” \w+ (?:said|told reporters)[^.\n]*\. “", id="split quotation"),
        pytest.param(r"\bsaid [^“.\n]{10,}“[^”]+\.?”", id="mixed quotation"),
        pytest.param(r"\breportedly\b", id="hedge"),
    ],
)
def test_they_show(pattern):
    assert re.search(pattern, TEXTS, re.IGNORECASE)


def test_one_outlet_quotes_the_british_way():
    ledger = [sample for sample in SAMPLES if sample.outlet == "Morning Ledger"]
    assert all("‘" in sample.text and "“" not in sample.text for sample in ledger)
