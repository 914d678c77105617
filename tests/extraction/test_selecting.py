"""What editors select becomes whole words, without the marks around them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.extraction.selecting import (
    drawn,
    kind,
    moved,
    pieces,
    places,
    snapped,
    words,
)
from articles.extraction.types import Span


def in_(text: str, part: str) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


@pytest.mark.parametrize(
    ("text", "selected", "drawn"),
    [
        ("“We won,” he said.", "“We won,”", "We won,"),
        ("“We won,” he said.", "“We won,” ", "We won,"),
        ("“We won,” he said.", "e wo", "We won"),
        ("“We won,” he said.", ",” ", None),
        ("He said they won. It rained.", "y won. ", "they won"),
        ("He said they won, then left.", " they won, ", "they won"),
        ("Did they win? he asked.", "they win? ", "they win?"),
        ('"We won," he said.', '"We won,"', "We won,"),
        ("‘We won,’ he said.", "‘We won,’", "We won,"),
        ("«We won» he said.", "«We won»", "We won"),
        ("She expects “clarity” now", "expects “clarity", "expects “clarity”"),
        ("She expects “clarity” now", "clarity” no", "“clarity” now"),
        ("“He said ‘no’,” she said.", "“He said ‘no’,”", "He said ‘no’"),
        ("The workers’ pier isn’t safe.", "workers’ pier isn’", "workers’ pier isn’t"),
        ("In the U.S., he said.", " U.S., ", "U.S."),
        ("It rose 5%, he said.", "rose 5%, ", "rose 5%"),
        ("Won—twice—he said.", "n—twi", "Won—twice"),
        ("It was (nearly) full.", "(nearly) ", "nearly"),
        ("🎉👍🏿 “We won,” he said.", "We w", "We won"),
        ("🎉👍🏿 we won 🎉.", "👍🏿 we", "🎉👍🏿 we"),
        ("The cafe\u0301 is full.", "e\u0301 i", "cafe\u0301 is"),
        ("The nai\u0308ve pier", "nai", "nai\u0308ve"),
        ("One\u00a0two\u2009three", "wo", "two"),
        ("It was full.\n\nIt closed.", "full.\n\nIt", "full.\n\nIt"),
        ("“It was full.\n\n“It closed,” he said.", "“It was full.", "It was full."),
        ("  ", "  ", None),
        ("", "", None),
    ],
)
def test_a_selection_is_drawn_anew(text, selected, drawn):
    span = snapped(text, *in_(text, selected))
    assert (span and text[span.start : span.end]) == drawn


@pytest.mark.parametrize(
    ("part", "end", "by", "drawn"),
    [
        ("pier is", "end", 1, "pier is “safe"),
        ("pier is", "end", 3, "pier is “safe and dry,”"),
        ("pier is", "end", -1, "pier"),
        ("pier is", "start", -1, "The pier is"),
        ("pier is", "start", 1, "is"),
        ("pier is", "start", -2, None),
        ("pier is", "start", 2, None),
        ("pier is", "end", -2, None),
        ("It rained", "end", 1, None),
        ("safe and dry,", "end", 1, "“safe and dry,” Ada"),
        ("safe and dry,", "end", -1, "safe and"),
        ("“safe and dry,” Ada", "end", -1, "safe and dry,"),
    ],
)
def test_an_end_moves_by_words(part, end, by, drawn):
    text = "The pier is “safe and dry,” Ada said. It rained."
    span = moved(text, in_(text, part), end, by)
    assert (span and text[span.start : span.end]) == drawn


@pytest.mark.parametrize(
    ("part", "end", "to", "expected"),
    [
        ("pier is", "end", "“sa", "pier is “safe"),  # a word that it lies in is whole
        ("pier is", "end", "“safe and dry,", "pier is “safe and dry,”"),
        ("pier is", "end", "Ada said.", "pier is “safe and dry,” Ada said"),
        ("pier is", "end", "pi", "pier"),
        ("pier is", "end", "The", None),  # past its other end
        ("pier is", "start", "T", "The pier is"),
        ("pier is", "start", "pier is", "is"),
        ("pier is", "start", "“safe", None),
        ("safe and dry,", "end", "Ada", "“safe and dry,” Ada"),
        ("safe and dry,", "start", "The pie", "pier is “safe and dry,”"),
        ("“safe and dry,” Ada", "end", "safe an", "safe and"),
        ("is “safe and dry,”", "start", "“saf", "safe and dry,"),
        ("Ada said", "end", "It rai", "Ada said. It rained"),
        ("It rained.", "start", "rai", "rained."),  # the other end stays as it was
        ("It rained.", "start", "“safe and dry,” Ada", "Ada said. It rained."),
    ],
)
def test_an_end_is_drawn_to_a_place(part, end, to, expected):
    text = "The pier is “safe and dry,” Ada said. It rained."
    place = text.index(to) + len(to) if to else 0
    if end == "start":
        place -= 1
    span = drawn(text, in_(text, part), end, place)
    assert (span and text[span.start : span.end]) == expected


def test_far_words_are_found_and_stops_alone_are_none():
    text = f"One.{' …' * 150} Two{' ' * 400} three."
    assert moved(text, Span(0, 3), "end", 2) == Span(0, len(text) - 1)
    assert [text[a:b] for a, b in words(text)] == ["One", "Two", "three"]


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("“We won,” he said.", ["We won,"], "direct"),
        ("He said they won.", ["they won"], "indirect"),
        ("He said they “won” it.", ["they “won” it"], "mixed"),
        ("“We,” he said, “won.”", ["We,", "won."], "direct"),
        ("“We won,” he said. They did.", ["We won,", "They did"], "mixed"),
        ("“It was full.\n\n“It closed,” he said.", ["It was full.\n\n“It closed,"], "direct"),
    ],
)  # fmt: skip
def test_the_wording_is_read_off_the_marks(text, content, expected):
    assert kind(text, [in_(text, part) for part in content]) == expected


def test_pieces_are_sorted_and_joined_where_they_touch():
    text = "One two three four."
    assert pieces(text, [(8, 13), (0, 2)]) == (Span(0, 3), Span(8, 13))
    assert pieces(text, [(5, 9), (0, 5)]) == (Span(0, 13),)
    assert pieces(text, [(3, 4)]) == ()


@pytest.mark.parametrize(
    ("sought", "number"),
    [
        ("he said no", 1),
        ('HE  said\n"yes"', 1),
        ("he said", 3),
        ("didn't", 1),
        ("he (said)", 0),
        ("", 0),
        ("  ", 0),
        (".*", 0),
    ],
)
def test_typed_words_are_found_whatever_marks_and_spaces_are_there(sought, number):
    text = "He said no. He\nsaid “yes”. He said he didn’t."
    assert len(places(text, sought)) == number


TEXTS = st.text(alphabet="ab .,“”‘’'\"—\n🎉\u0301é", max_size=60)


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
@example("“a” “b", 0, 6)
def test_what_is_drawn_lies_in_the_text_and_stays_when_drawn_again(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    span = snapped(text, start, end)
    if span is None:
        return
    assert 0 <= span.start < span.end <= len(text)
    assert not text[span.start].isspace() and not text[span.end - 1].isspace()
    again = snapped(text, *span)
    assert again is not None
    assert again == span or again == snapped(text, *again)


@given(TEXTS, st.data())
def test_a_border_that_moved_is_one_of_a_word(text, data):
    found = list(words(text))
    if not found:
        return
    span = data.draw(st.sampled_from(found))
    end = data.draw(st.sampled_from(["start", "end"]))
    by = data.draw(st.sampled_from([-2, -1, 1, 2]))
    drawn = moved(text, span, end, by)
    assert drawn is None or 0 <= drawn.start < drawn.end <= len(text)
