"""Ends of the words, the cue and the source of a statement: moved, selected, typed."""

import re

import pytest

from articles import history
from tests.web.editing.ferry import TEXT, now, selected, send, told

pytestmark = pytest.mark.django_db


MOVES = [
    ("content.end.1", ["“The ferry is late,” cafe\u0301"], "mixed"),
    ("content.end.-1", ["The ferry is"], "direct"),
    ("content.start.1", ["ferry is late,"], "direct"),
    ("content.start.-1", ["late\n\n“The ferry is late,”"], "mixed"),
]


@pytest.mark.parametrize(("move", "words", "kind"), MOVES)
def test_an_end_moves_by_a_word(desk, quote, move, words, kind):
    response = send(desk, quote, "borders", move=move)
    assert response.status_code == 200
    assert told(quote) == words
    assert (now(quote).kind, now(quote).status) == (kind, "corrected")
    assert now(quote).text == " ".join(words)
    page = response.content.decode()
    assert f'id="q{quote.pk}"' in page and 'id="p2"' in page
    assert "statement" not in re.findall(r'id="said"[^>]*>([^<]*)', page)[0][10:]
    desk.post(f"/articles/{quote.article_id}/undo/")
    assert told(quote) == ["The ferry is late,"] and now(quote).status == "machine"


def test_the_form_for_ends_stays_open_and_goes_on(desk, quote):
    for version in (1, 2):
        move = {"move": "content.end.-1", "panel": "open"}
        page = send(desk, quote, "borders", version, **move).content.decode()
        seen = re.findall(r'name="version" value="(\d)"', page)
        assert seen == [str(version + 1)] * 2
    assert told(quote) == ["The ferry"] and ">The ferry</textarea>" in page


def test_cue_and_source_move_too_and_a_part_has_a_word_at_least(desk, quote):
    send(desk, quote, "borders", move="cue.start.-1")
    send(desk, quote, "borders", 2, move="source.start.-1")
    moved = now(quote)
    assert [TEXT[a:b] for a, b in moved.cue] == ["reportedly told"]
    assert moved.source_text == "owner Ada Quill"
    last = send(desk, quote, "borders", 3, move="cue.end.-2")
    assert last.status_code == 422 and "no more words" in last.content.decode()
    nonsense = send(desk, quote, "borders", 3, move="cue.middle.1")
    assert nonsense.status_code == 422
    assert now(quote).version == 3


def test_parts_are_selected_anew_or_typed(desk, quote):
    send(desk, quote, "borders", part="cue", **selected("reportedly told"))
    send(desk, quote, "borders", 2, part="source", **selected("cafe\u0301 owner Ada Q"))
    assert [TEXT[a:b] for a, b in now(quote).cue] == ["reportedly told"]
    assert now(quote).source_text == "cafe\u0301 owner Ada Quill"
    form = desk.get(f"/quotes/{quote.pk}/borders/").content.decode()
    assert ">cafe\u0301 owner Ada Quill</textarea>" in form
    typed = {
        "content-words": "the ferry is late … nobody had told",
        "cue-words": "",
        "source-words": "cafe\u0301 owner Ada Quill",
    }
    desk.post(f"/quotes/{quote.pk}/borders/", {"version": 3, **typed})
    assert told(quote) == ["The ferry is late", "nobody had told"]
    assert (now(quote).cue, now(quote).version) == ([], 4)
    typed["content-words"] = "the ferry sank"
    wrong = desk.post(f"/quotes/{quote.pk}/borders/", {"version": 4, **typed})
    page = wrong.content.decode()
    assert wrong.status_code == 422 and "does not say “the ferry sank”" in page
    assert ">the ferry sank</textarea>" in page  # what was typed is kept
    assert len(history.of(quote)) == 4
