"""Whom an outlet quotes behind the words is their source, the outlet a relay."""

import pytest

from articles.extraction import extract

pytestmark = pytest.mark.model

QUOTED = [
    "“The weir has failed,” the Coast Courier quoted engineer Jon Falk as saying.",
    "“The weir has failed,” Interfax cited Jon Falk as saying on Monday. He left.",
    "“The weir has failed,” Radio Ryme quoted an engineer, Jon Falk, as telling workers.",
    "The weir has failed, the Coast Courier quoted engineer Jon Falk as saying.",
    "The weir has failed, Danish radio TV Øst cited engineer Jon Falk as saying.",
    "The Coast Courier quoted engineer Jon Falk as saying the weir has failed.",
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
