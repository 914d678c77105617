"""A statement that was missed: proposed, added, undone."""

import re

import pytest
from django.core import signing

from articles import history
from tests.web.editing.ferry import HTMX, TEXT, selected, span, token_of, told

pytestmark = pytest.mark.django_db


@pytest.mark.model
def test_what_was_missed_is_proposed_then_added_then_undone(desk, article, quote):
    address = f"/articles/{article.pk}/missed/"
    proposed = desk.get(address, selected("nobody had told the cre"), headers=HTMX)
    page = proposed.content.decode()
    assert "nobody had told the crews" in page and "Ada Quill" in page
    assert '<span class="mark-cue">added</span>' in page
    assert article.quotes.count() == 1  # nothing is saved by looking
    added = desk.post(address, {"found": token_of(proposed)}, headers=HTMX)
    new = article.quotes.latest("pk")
    assert f'data-go-to="{new.pk}"' in added.content.decode()
    assert f"{quote.pk}:1 {new.pk}:2" in added.content.decode()
    assert (new.status, new.kind, new.speaker) == (
        "confirmed", "indirect", quote.speaker,
    )  # fmt: skip
    assert told(new) == ["nobody had told the crews"]
    assert [TEXT[a:b] for a, b in new.cue] == ["added"]
    assert new.source_text == "She"
    assert [act.act for act in history.of(new)] == ["added"]
    again = desk.post(address, {"found": token_of(proposed)}, headers=HTMX)
    assert again.status_code == 422 and article.quotes.count() == 2
    undone = desk.post(f"/articles/{article.pk}/undo/", headers=HTMX)
    assert f'id="q{new.pk}" hx-swap-oob="delete"' in undone.content.decode()
    assert list(article.quotes.all()) == [quote]


@pytest.mark.model
def test_pieces_across_a_paragraph_and_over_another_statement(desk, article, quote):
    address = f"/articles/{article.pk}/missed/"
    first, second = "“By Wednesday it was full.", "“We opened two more,”"
    whole = TEXT[span(first)[0] : span(second)[1]]
    across = desk.post(address, selected(whole), headers=HTMX)
    assert across.status_code == 200
    one = article.quotes.latest("pk")
    assert told(one) == [whole[1:-1]]  # the outer marks are left out
    assert str(one.speaker) == "Rashida Conteh" and one.kind == "direct"
    assert [str(relay.outlet) for relay in one.relays.all()] == ["Coast Courier"]
    split = desk.post(address, selected(first, "We opened two"), headers=HTMX)
    assert split.status_code == 200
    two = article.quotes.latest("pk")
    assert told(two) == ["By Wednesday it was full.", "We opened two"]
    found = re.findall(r'<p id="p(\d+)"', split.content.decode())
    assert found == ["3", "4"]  # the paragraphs that changed, and no others


NO_PLACES = [
    ({"start": "5", "end": "5", "content": "x"}, 400),
    ({"start": "9", "end": "5", "content": "x"}, 400),
    ({"start": "-1", "end": "5", "content": "x"}, 400),
    ({"start": "5", "end": "99999", "content": "x"}, 400),
    ({"start": "five", "end": "12", "content": "x"}, 400),
    ({"start": "٥", "end": "12", "content": "x"}, 400),
    ({"start": "5", "end": "12"}, 400),
    ({"start": ["5", "6"], "end": "12", "content": "x"}, 400),
    ({"start": "5", "end": "12", "content": "We lost,"}, 409),
    ({"start": "0", "end": "1", "content": "🎉"}, 200),
    ({}, 422),
]


@pytest.mark.model
@pytest.mark.parametrize(("sent", "status"), NO_PLACES)
def test_places_that_are_not_those_of_the_text_are_refused(desk, article, sent, status):
    response = desk.post(f"/articles/{article.pk}/missed/", sent)
    assert response.status_code == (302 if status == 200 else status)
    assert article.quotes.count() == (status == 200)
    if status != 200:
        assert 'role="alert"' in response.content.decode()


@pytest.mark.model
def test_words_are_typed_without_javascript_and_places_told_apart(desk, article):
    address = f"/articles/{article.pk}/missed/"
    assert 'name="words"' in desk.get(address).content.decode()
    nowhere = desk.get(address, {"words": "the pier is open"})
    assert nowhere.status_code == 422 and "does not say" in nowhere.content.decode()
    several = desk.get(address, {"words": "late"}).content.decode()
    assert several.count('type="radio"') == 2
    chosen = desk.get(address, {"words": "late", "place": "2"})
    added = desk.post(address, {"found": token_of(chosen)})
    quote = article.quotes.get()
    assert added.headers["Location"] == f"/articles/{article.pk}/#q{quote.pk}"
    assert quote.content == [(span("late,")[0], span("late")[1] + 14 + 0)] or told(
        quote
    )


def test_a_proposal_that_was_tampered_with_is_refused(desk, article):
    address = f"/articles/{article.pk}/missed/"
    for token in ("nonsense", signing.dumps([None, {}])):
        response = desk.post(address, {"found": token})
        assert response.status_code == 422
    assert not article.quotes.exists()
