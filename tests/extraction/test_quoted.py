"""Whom an outlet quotes behind the words is their source, the outlet a relay."""

import pytest

from articles.extraction import extract

pytestmark = pytest.mark.model

QUOTED = [
    "“The weir has failed,” the Coast Courier quoted engineer Jon Falk as saying.",
    "“The weir has failed,” Interfax cited Jon Falk as saying on Monday. He left.",
    "“The weir has failed,” Radio Ryme quoted an engineer, Jon Falk, as telling workers.",
    "“The weir has failed,” Ryme’s envoy, Jon Falk, was quoted by TASS as saying.",
    "The weir has failed, the Coast Courier quoted engineer Jon Falk as saying.",
    "The weir has failed, Danish radio TV Øst cited engineer Jon Falk as saying.",
    "The Coast Courier quoted engineer Jon Falk as saying the weir has failed.",
    "Iran’s state-run IRNA cites foreign minister Jon Falk as saying the weir has failed.",
    "Minister Jon Falk told parliament, the Coast Courier reported, that the weir has failed.",
]


@pytest.mark.parametrize("text", QUOTED)
def test_whom_an_outlet_quotes_is_the_source(text):
    (found,) = extract(text)
    assert found.source.name == "Jon Falk"
    assert len(found.relays) == 1
    words = " ".join(text[a:b] for a, b in found.content)
    assert words.strip(",").lower() == "the weir has failed"


def test_what_stands_inside_what_was_quoted_keeps_its_place():
    text = (
        "“The engineer told us, ‘Run,’ and we ran,” the Coast Courier quoted farmer"
        " Jo Brack as saying. “We were late,” Brack said."
    )
    outer, inner, last = extract(text)
    assert [s.source.name for s in (outer, last)] == ["Jo Brack"] * 2
    assert (outer.parent, inner.parent, last.parent) == (None, 0, None)


CITED = [
    ("According to TV Øst, which quoted an officer, the pier had been shut.", "an officer", "TV Øst"),
    ("The Coast Courier, which cited two officials, said the pier was shut.", "two officials", "Coast Courier"),
    ("According to Israel’s Channel 12, which cited a defense official, the pier was shut.", "a defense official", "Channel 12"),
    ("Shipping weekly Havnen reported, citing port records, that the pier was shut.", "port records", "Havnen"),
    ("Citing satellite images, the Coast Courier reported that the pier was shut.", "satellite images", "Coast Courier"),
    ("The pier was shut, Reuters reported, citing a court filing.", "a court filing", "Reuters"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "outlet"), CITED)
def test_whom_an_outlet_cites_is_the_source(text, source, outlet):
    (found,) = extract(text)
    assert found.source.name == source
    assert [r.outlet for r in found.relays] == [outlet]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The ministry said the pier was shut, citing a court filing.", "ministry"),
        ("The Coast Courier, which is old, said the pier was shut.", "Coast Courier"),
    ],
)
def test_who_is_no_outlet_or_cites_nobody_stays(text, source):
    (found,) = extract(text)
    assert found.source.name.removeprefix("the ") == source


@pytest.mark.parametrize("passed", ["as quoted by", "as reported by", "as cited by"])
def test_who_passed_it_on_is_no_part_of_what_was_said(passed):
    text = f"Mayor Ilse Brandt said the pier was “a trap,” {passed} the Coast Courier."
    (found,) = extract(text)
    assert [text[a:b] for a, b in found.content] == ["the pier was “a trap,”"]
    assert [r.outlet for r in found.relays] == ["Coast Courier"]


def test_the_same_words_are_told_once():
    text = "Al Arabiya quoted an army spokesman as saying that the pier was “shut.”"
    (found,) = extract(text)
    assert [text[a:b] for a, b in found.content] == ["the pier was “shut.”"]
