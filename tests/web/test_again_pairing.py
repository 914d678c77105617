"""Which statement of a new reading is which one that is there: tables of words."""

import pytest

from articles.again.pairing import Reader, Words, pair


def words(content, cue=""):
    """A statement by the first letters of its words: ``words("abc", "d")``."""
    return Words(frozenset(map(ord, content)), frozenset(map(ord, cue)))


@pytest.mark.parametrize(
    ("rows", "found", "row_of"),
    [
        # The same, in whatever order, and with the same words for two cues.
        ([("abc", "x"), ("def", "y")], [("def", "y"), ("abc", "x")], {0: 1, 1: 0}),
        ([("abc", "x"), ("abc", "y")], [("abc", "y"), ("abc", "x")], {0: 1, 1: 0}),
        # Half of the words of both, or the same cue for some words in common.
        ([("abcd", "x")], [("abe", "y")], {}),
        ([("abcd", "x")], [("abcef", "y")], {0: 0}),
        ([("abcd", "x")], [("dmnop", "x")], {0: 0}),
        ([("abcd", "x")], [("mnop", "x")], {}),
        # Each row has one, the most alike.
        ([("abcd", "x")], [("abc", "y"), ("abcd", "y")], {1: 0}),
        ([("abcd", "x"), ("abc", "x")], [("abcd", "x")], {0: 0}),
        # What one statement reports is another one: "X said that Y said so".
        ([("yabcd", "x")], [("abcd", "y")], {}),
        ([("abcd", "y")], [("yabcd", "x")], {}),
        # A cue within the words is the same cue all the same.
        ([("abxcd", "x")], [("abcd", "x")], {0: 0}),
        ([], [("abc", "x")], {}),
        ([("abc", "x")], [], {}),
    ],
)
def test_the_most_alike_are_one(rows, found, row_of):
    pairs = pair([words(*one) for one in rows], [words(*one) for one in found])
    assert (pairs.row_of, pairs.barred) == (row_of, {})


@pytest.mark.parametrize(
    ("row", "found", "reviewed", "rejected"),
    [
        # Found beside what is the row's own, "abcdef": mostly the row's words.
        ("abcdef", ("abc", "x"), True, True),
        ("abcdef", ("ab", "y"), True, False),
        ("abcdef", ("fgh", "y"), False, False),
        # Within the row's words, with a cue that stands in them, too.
        ("abcdef", ("bcdef", "a"), False, True),
        ("abcdef", ("ef", "d"), False, False),
    ],
)
def test_what_editors_settled_bars_what_has_its_words(row, found, reviewed, rejected):
    def is_barred(**settled):
        both = [words(row, "x"), words(*found)]
        return pair([words(row, "x")], both, **settled).barred == {1: 0}

    assert not is_barred()
    assert is_barred(reviewed={0}) is reviewed
    assert is_barred(reviewed={0}, rejected={0}) is rejected


def test_marks_and_spaces_at_the_borders_make_no_difference():
    text = "😀 “It rains,” Bo’s aide said: “…”"
    read = Reader(text).words
    start = text.index("It")
    bare = read([(start, start + 8)], [])
    assert bare == read([(start - 1, start + 10)], [])
    assert len(bare.content) == 2
    end = text.index("…")
    assert read([(end, end + 1)], []) == read([(end, end + 1)], [])
    assert read([(end, end + 1)], []).content
    assert len(read([(text.index("Bo"), text.index(" aide"))], []).content) == 1
