"""An article under an editor's hands: what was missed, ends, details, one mention."""

import html
import json
import re
from datetime import date
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from psycopg.types.range import DateRange
from pytest_django import DjangoAssertNumQueries as AssertMost

from articles import annotate, history
from articles.models import Article, Quote, Speaker
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = """🎉👍🏿 Ferry late

“The ferry is late,” cafe\u0301 owner Ada Quill reportedly told Harbour Wire on Monday. \
She added that nobody had told the crews.

Mayor Omar Nasser said the city would pay. “By Wednesday it was full.

“We opened two more,” said Rashida Conteh, according to Coast Courier."""

HTMX = {"HX-Request": "true"}


def span(words: str, text: str = TEXT) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


@pytest.fixture
def article() -> Article:
    return factories.article(TEXT, title="Ferry late")


@pytest.fixture
def quote(article: Article) -> Quote:
    return factories.statement(
        content="The ferry is late,", source="Ada Quill", cue="told", within=article,
        speaker=factories.speaker("Ada Quill"),
    )  # fmt: skip


@pytest.fixture
def desk(client: Client) -> Client:
    """The browser of an editor."""
    client.force_login(factories.editor())
    return client


def send(desk: Client, quote: Quote, act: str, version: Any = 1, **fields: Any) -> Any:
    data = {"version": version, "on": "article", **fields}
    return desk.post(f"/quotes/{quote.pk}/{act}/", data, headers=HTMX)


def now(quote: Quote) -> Quote:
    return Quote.objects.get(pk=quote.pk)


def told(quote: Quote) -> list[str]:
    return [TEXT[start:end] for start, end in now(quote).content]


def selected(*words: str) -> dict[str, Any]:
    spans = [span(one) for one in words]
    return {
        "start": [start for start, _ in spans],
        "end": [end for _, end in spans],
        "content": list(words),
    }


def token_of(response: Any) -> str:
    found = re.search(r'name="found" value="([^"]+)"', response.content.decode())
    assert found
    return found[1]


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


def form_of(desk: Client, quote: Quote, act: str = "details") -> dict[str, Any]:
    """The fields of a form as a browser would send them back."""
    page = desk.get(f"/quotes/{quote.pk}/{act}/").content.decode()
    fields = dict(re.findall(r'<input[^>]*?name="([^"]+)"(?: value="([^"]*)")?', page))
    for name, options in re.findall(
        r'<select name="([^"]+)".*?>(.*?)</select>', page, re.S
    ):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    for name in ("csrfmiddlewaretoken", "version", "on"):
        fields.pop(name, None)
    return {name: value or "" for name, value in fields.items()}


def test_details_are_changed_and_come_back(desk, quote):
    before = form_of(desk, quote)
    new = {
        "kind": "mixed",
        "polarity": "denies",
        "hedges": "reportedly",
        "speaker_title": "cafe\u0301 owner",
        "addressee": "Harbour Wire",
        "words": "on Monday",
        "relays-0-outlet": "Harbour Wire",
        "relays-0-relation": "told",
        "relays-0-words": "told Harbour Wire",
    }
    response = send(desk, quote, "details", **{**before, **new})
    assert response.status_code == 200, response.content.decode()
    changed = now(quote)
    assert (changed.kind, changed.polarity, changed.hedges) == (
        "mixed", "denies", ["reportedly"],
    )  # fmt: skip
    assert (changed.speaker_title, changed.addressee) == (
        "cafe\u0301 owner", "Harbour Wire",
    )  # fmt: skip
    day = changed.said_on.lower
    assert day.strftime("%A %Y-%m-%d") == "Monday 2025-06-09"
    [hop] = changed.relays.all()
    assert TEXT[hop.span.lower : hop.span.upper] == "told Harbour Wire"
    assert len(history.of(quote)) == 2  # one act
    desk.post(f"/articles/{quote.article_id}/undo/")
    back = now(quote)
    assert (back.kind, back.hedges, back.said_on, back.relays.count()) == (
        "direct", [], None, 0,
    )  # fmt: skip


def test_outlets_in_between_are_added_reordered_and_removed(desk, article):
    quote = factories.statement(
        content="The ferry is late,", source="Ada Quill", cue="told", within=article,
        through=[("Harbour Wire", "told"), ("Coast Courier", "according to")],
    )  # fmt: skip
    shown = desk.get(f"/quotes/{quote.pk}/details/").content.decode()
    for label in ("Outlet, line 1", "How, line 3", "Words of the text, line 3"):
        assert f'aria-label="{label}"' in shown
    form = form_of(desk, quote)
    up = send(desk, quote, "details", **form, up="1")
    assert [str(r.outlet) for r in quote.relays.all()] == [
        "Coast Courier",
        "Harbour Wire",
    ]
    page = up.content.decode()  # its form stays open, with the version that is now
    assert re.findall(r'name="version" value="(\d)"', page) == ["2", "2"]
    assert page.index("Coast Courier: one place down") < page.index("Harbour Wire: one")
    for nowhere in ({"down": "1"}, {"up": "0"}, {"up": "7"}):
        refused = send(desk, quote, "details", 2, **form, **nowhere)
        assert refused.status_code == 422 and now(quote).version == 2
    form = form_of(desk, quote)
    new = {
        "relays-0-outlet": "",
        "relays-2-outlet": "Radio Nord",
        "relays-2-relation": "cited",
    }
    send(desk, quote, "details", 2, **{**form, **new})
    assert [(str(r.outlet), r.relation) for r in quote.relays.all()] == [
        ("Harbour Wire", "told"), ("Radio Nord", "cited"),
    ]  # fmt: skip


def test_a_period_is_days_and_words(desk, quote):
    send(desk, quote, "details", first="2025-06-02", last="2025-06-08")
    assert now(quote).said_on == DateRange(date(2025, 6, 2), date(2025, 6, 9))
    for sent, message in [
        ({"first": "2025-06-09", "last": "2025-06-08"}, "before the first"),
        ({"words": "last Easter"}, "does not say"),
        ({"words": "nobody"}, "tells no day"),
        ({"first": "Monday"}, "not a date"),
        ({"hedges": "allegedly"}, "does not say"),
        ({"kind": "rumour"}, "Wording"),
        ({}, "Nothing was changed"),
        ({**form_of(desk, quote), "relays-0-relation": "told"}, "Nothing was changed"),
    ]:
        response = send(desk, quote, "details", 2, **sent)
        assert response.status_code == 422, sent
        assert message in response.content.decode(), sent
    assert now(quote).version == 2


def test_what_is_told_of_an_unnamed_source_is_this_statements_own(desk, article):
    def unnamed(content):
        return factories.statement(
            content=content, source="crews", cue="", within=article, unnamed={"count_min": 2},
        )  # fmt: skip

    quote, other = unnamed("The ferry is late,"), unnamed("nobody had told")
    Quote.objects.filter(pk=other.pk).update(anonymous=quote.anonymous)
    form = form_of(desk, quote)
    new = {
        "country": "Norway",
        "level": "senior",
        "count_max": "4",
        "terms": "nobody had told",
    }
    response = send(desk, quote, "details", **{**form, **new})
    assert response.status_code == 200, response.content.decode()
    source = now(quote).anonymous
    assert (source.country, source.level, source.count_min, source.count_max) == (
        "Norway", "senior", 2, 4,
    )  # fmt: skip
    assert now(other).anonymous.country == ""
    emptied = {**form_of(desk, quote), "terms": ""}
    send(desk, quote, "details", 2, **emptied)
    assert (now(quote).anonymous.terms, now(quote).anonymous.country) == ("", "Norway")


def test_a_stale_form_shows_both_values_and_overwrites_nothing_else(desk, quote):
    form = {**form_of(desk, quote), "polarity": "denies"}
    ruth = factories.editor()
    annotate.change(
        quote.pk,
        plain={"addressee": "Harbour Wire"},
        version=1,
        by=ruth,
        why="heard it",
    )
    refused = send(desk, quote, "details", **form)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert f"{ruth} changed this statement meanwhile" in page
    assert "told to: none" in page and "Harbour Wire" in page
    assert now(quote).polarity == "asserts"
    typed = dict(
        re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    )
    assert typed["polarity"] == "denies" and typed["version"] == "2"
    again = desk.post(f"/quotes/{quote.pk}/details/", typed, headers=HTMX)
    assert again.status_code == 200
    assert (now(quote).polarity, now(quote).addressee) == ("denies", "Harbour Wire")


@pytest.mark.parametrize(
    ("act", "typed", "told"),
    [
        (
            "details",
            {"polarity": "denies", "addressee": "the crews", "relays-0-outlet": "Axis"},
            ["Stance: denies", "Said to: the crews", "Came through: told Axis"],
        ),
        ("details", {"words": "on Monday"}, ["When, in its words: on Monday"]),
        ("dispute", {"note": "the crews deny it"}, ["dispute it: the crews deny it"]),
        (
            "source",
            {"as": "unnamed", "description": "a cook", "country": "Norway"},
            ["unnamed; In the article’s words: a cook; Country: Norway"],
        ),
    ],
)
def test_a_stale_form_tells_all_that_was_typed(desk, quote, act, typed, told):
    form = form_of(desk, quote) if act == "details" else {}
    annotate.confirm(quote.pk, version=1, by=factories.editor())
    refused = send(desk, quote, act, **{**form, **typed})
    wanted = refused.content.decode().partition("You wanted")[2].partition("</dd>")[0]
    assert refused.status_code == 409
    for words in told:
        assert words in html.unescape(wanted)
    assert now(quote).status == "confirmed"


@pytest.fixture
def mention(article: Article, quote: Quote) -> list[Quote]:
    """Three statements of one source in the article."""
    more = [
        factories.statement(
            content=content, source="She", cue="", within=article, speaker=quote.speaker
        )
        for content in ("nobody had told the crews", "the city would pay")
    ]
    return [quote, *more]


WHO = [
    ({"name": "Bo Strand", "kind": "person"}, "Bo Strand"),
    ({"as": "unnamed", "description": "a cook", "count_min": "1"}, None),
    ({"as": "unknown"}, None),
]


@pytest.mark.parametrize(("who", "name"), WHO)
def test_all_of_a_mention_in_one_act_undone_as_one(desk, mention, who, name):
    first, *others = mention
    form = desk.get(f"/quotes/{first.pk}/source/?on=article", headers=HTMX)
    assert "and the other 2 by this source" in form.content.decode()
    every: dict[str, Any] = {
        "every": "on",
        "mention": [f"{one.pk}.1" for one in others],
    }
    response = send(desk, first, "source", **who, **every)
    page = response.content.decode()
    assert response.status_code == 200
    assert [f'id="q{one.pk}"' in page for one in mention] == [True] * 3
    assert {now(one).speaker and str(now(one).speaker) for one in mention} == {name}
    assert len({now(one).anonymous_id for one in mention}) == 1
    assert len({history.of(one)[0].key for one in mention}) == 1
    desk.post(f"/articles/{first.article_id}/undo/")
    assert {str(now(one).speaker) for one in mention} == {"Ada Quill"}
    assert {now(one).status for one in mention} == {"machine"}


def test_one_stale_statement_of_a_mention_stops_all(desk, mention):
    first, second, third = mention
    annotate.to_unknown(third.pk, version=1, by=factories.editor())
    every: dict[str, Any] = {
        "every": "on",
        "mention": [f"{one.pk}.1" for one in (second, third)],
    }
    who = {"name": "Bo Strand", "kind": "person"}
    refused = send(desk, first, "source", **who, **every)
    page = refused.content.decode()
    assert refused.status_code == 409 and third.text in page
    assert {str(now(one).speaker) for one in (first, second)} == {"Ada Quill"}
    assert not Speaker.objects.filter(name="Bo Strand").exists()
    typed = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    assert ("mention", f"{third.pk}.2") in typed and ("version", "1") in typed
    every["mention"][1] = f"{third.pk}.2"
    send(desk, first, "source", **who, **every)
    assert {str(now(one).speaker) for one in mention} == {"Bo Strand"}
    elsewhere = factories.statement()
    mixed: dict[str, Any] = {"every": "on", "mention": [f"{elsewhere.pk}.1"]}
    assert send(desk, first, "source", 2, **who, **mixed).status_code == 422
    assert now(elsewhere).version == 1


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
