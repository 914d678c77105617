"""The page that editors work on: what is on it, for whom, and what an act sends back."""

import html
import json
import re

import pytest
from pytest_django import DjangoAssertNumQueries as AssertMost

from articles import history
from tests import factories
from tests.web.editing.ferry import HTMX, TEXT, now, send

pytestmark = pytest.mark.django_db


def test_a_dispute_is_shown_to_readers(desk, client, quote):
    empty = send(desk, quote, "dispute", note=" ", panel="open")
    assert (
        empty.status_code == 422 and "Write what is disputed" in empty.content.decode()
    )
    send(desk, quote, "dispute", note="The tape says otherwise")
    client.logout()
    for address in (f"/articles/{quote.article_id}/", f"/quotes/{quote.pk}/"):
        assert "The tape says otherwise" in client.get(address).content.decode()


def test_names_are_looked_for_with_aliases_titles_and_numbers(desk, quote):
    boss = factories.speaker("Ilse Brandt")
    boss.names.create(name="Iron Ilse")
    factories.statement(speaker=boss, speaker_title="harbour master")
    page = desk.post(
        f"/quotes/{quote.pk}/source/", {"version": 1, "as": "find", "name": "iron"}
    ).content.decode()
    assert re.search("Ilse Brandt.*harbour master · 1 statement · also Iron Ilse", page)


ADDRESSES = ["quotes/{q}/borders/", "quotes/{q}/details/", "quotes/{q}/dispute/",
             "articles/{a}/missed/", "articles/{a}/undo/", "articles/{a}/keys/"]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_but_editors_may_and_sees_any_of_it(client, quote, address):
    path = "/" + address.format(q=quote.pk, a=quote.article_id)
    sent = {"version": 1, "move": "content.end.1", "start": 2, "end": 3, "content": "x"}
    assert client.post(path, sent).status_code == 401
    for user in (None, factories.reader()):
        if user:
            client.force_login(user)
            assert client.post(path, sent).status_code == 403
        page = client.get(f"/articles/{quote.article_id}/").content.decode()
        assert path not in page
        assert "editing.js" not in page and "data-start" not in page
    assert now(quote).version == 1 and quote.article.quotes.count() == 1


def test_keys_are_switched_off_here_as_in_the_queue(desk, quote):
    address = f"/articles/{quote.article_id}/"
    assert "data-keys" in desk.get(address).content.decode()
    desk.post(f"{address}keys/", {"keys": "off"})
    page = desk.get(address).content.decode()
    assert "data-keys" not in page and "data-key=" not in page
    assert "Switch keys on" in desk.get("/review/").content.decode()
    desk.post(f"{address}keys/", {"keys": "on"})
    assert "data-keys" in desk.get(address).content.decode()


def test_an_undo_that_is_not_seen_in_the_article_is_told(desk, article, quote):
    elsewhere = factories.statement()
    undo = f"/articles/{article.pk}/undo/"
    send(desk, elsewhere, "confirm")
    page = html.unescape(desk.post(undo, headers=HTMX).content.decode())
    key = history.of(elsewhere)[1].key
    words = f"confirmed “{elsewhere.text}”"
    assert f'Undone elsewhere: <a href="/history/{key}/">{words}</a>' in page
    assert now(elsewhere).status == "machine"
    send(desk, quote, "confirm")
    assert "elsewhere" not in desk.post(undo, headers=HTMX).content.decode()
    send(desk, quote, "confirm", 3)
    plain = desk.post(undo, follow=True).content.decode()
    assert f"Undone: confirmed “{quote.text}”." in html.unescape(plain)


def test_a_swap_has_what_changed_and_as_many_queries_for_many_as_for_few(
    desk, article, quote, django_assert_max_num_queries: AssertMost
):
    counts = []
    for version in (1, 2):
        with django_assert_max_num_queries(45) as queries:
            page = send(desk, quote, "borders", version, move="content.end.-1")
        assert 'id="p3"' not in page.content.decode()
        counts.append(len(queries))
        for _ in range(20):
            factories.statement(
                content="the city would pay", source="Mayor Omar Nasser", cue="said",
                within=article, through=[("Harbour Wire", "told")],
            )  # fmt: skip
    assert counts[1] <= counts[0] + 2  # the relays that there are now


def test_offsets_on_the_page_are_those_of_the_stored_text(desk, article, quote):
    page = desk.get(f"/articles/{article.pk}/").content.decode()
    starts = [int(start) for start in re.findall(r'data-start="(\d+)"', page)]
    assert starts == [0, *(m.end() for m in re.finditer("\n\n", TEXT))]
    assert json.dumps(starts)
