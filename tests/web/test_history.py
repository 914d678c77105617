"""The history over HTTP: of a statement, an article, a speaker, of all; reverting."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pghistory.models import Context

from articles import acts, annotate, feed, merging
from articles.models import Quote, Speaker
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = "“The pier is safe,” Ada Quill said. “It rains,” Ada Quill said."


@pytest.fixture
def vera():
    return factories.editor()


@pytest.fixture
def bo():
    return factories.editor()


@pytest.fixture
def editor(vera):
    client = Client()
    client.force_login(vera)
    return client


@pytest.fixture
def quotes():
    first = factories.statement(TEXT, "The pier is safe", source="Ada Quill")
    second = factories.statement(
        content="It rains", source="Ada Quill", within=first.article
    )
    return [first, second]


def words(response):
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def last(user):
    return acts.last_of(user).key


def revert(client, key, **data):
    return client.post(f"/history/{key}/", data)


def state():
    rows = Quote.objects.order_by("pk").select_related("speaker", "anonymous")
    return [
        (str(q.speaker or q.anonymous or q.source_kind), q.status, q.dispute)
        for q in rows
    ]


def test_each_act_stands_on_the_statement_the_article_and_the_speaker(
    editor, vera, quotes
):
    first, second = quotes
    ada = first.speaker
    annotate.to_name(first.pk, "Ruth Abara", version=1, by=vera, why="on the tape")
    annotate.confirm(second.pk, version=1, by=vera)
    merging.add_name(ada, "A. Quill", by=vera)
    given = "Ada Quill, not reviewed → Ruth Abara, corrected"
    named = "“Ada Quill” names: Ada Quill → A. Quill, Ada Quill"
    for address, told, untold in [
        (first.get_absolute_url(), [given], ["A. Quill", "Confirmed by"]),
        (f"{first.article.get_absolute_url()}history/",
         [given, "“It rains” Ada Quill, not reviewed → Ada Quill, confirmed"],
         ["A. Quill"]),
        (f"{ada.get_absolute_url()}history/", [given, named, "Confirmed by"], []),
        (f"{Speaker.objects.get(name='Ruth Abara').get_absolute_url()}history/",
         [given, "“Ruth Abara” new"], ["A. Quill", "Confirmed by"]),
    ]:  # fmt: skip
        said = words(editor.get(address))
        for one in told:
            assert one in said, (address, one)
        assert "“on the tape”" in said
        said = said.partition("History")[2] or said
        for one in untold:
            assert one not in said, (address, one)


def test_any_entry_is_reverted_as_an_act_of_its_own_and_so_is_that(
    editor, vera, bo, quotes
):
    first, second = quotes
    before = state()
    annotate.to_unknown(first.pk, version=1, by=bo)
    key = last(bo)
    for number in range(30):
        annotate.confirm(second.pk, version=number + 1, by=bo)
    between = state()
    page = editor.get(f"/history/{key}/")
    assert f"Given another source by {bo}" in words(page)
    response = revert(editor, key, why="he is named above")
    assert (response.status_code, response["Location"]) == (302, f"/history/{key}/")
    assert state()[0] == before[0]
    said = words(editor.get(first.get_absolute_url()))
    assert f"Reverted by {vera}" in said and "“he is named above”" in said
    assert f"took back: given another source by {bo}" in said
    (again,) = re.findall(r'taken back.*?href="/history/([^/]+)/', page_of(editor, key))
    assert revert(editor, again).status_code == 302
    assert state() == between
    assert "undone since" not in words(editor.get(f"/history/{key}/"))
    assert revert(editor, key).status_code == 302
    assert "This was undone before" in words(revert(editor, key))


def page_of(client, key):
    return client.get(f"/history/{key}/").content.decode().replace("\n", " ")


def test_what_stands_in_the_way_is_named_and_nothing_changes(editor, vera, bo, quotes):
    first, _ = quotes
    annotate.to_unknown(first.pk, version=1, by=vera)
    key = last(vera)
    annotate.to_name(first.pk, "Ruth Abara", version=2, by=bo, why="heard it")
    annotate.dispute(first.pk, "two say no", version=3, by=vera)
    before, acts_before = state(), Context.objects.count()
    response = revert(editor, key, why="my reason")
    said = words(response)
    assert response.status_code == 409
    assert "cannot be reverted now, and nothing was changed" in said
    day = timezone.localtime().strftime("%-d %b %Y")
    assert re.search(rf"Disputed by {vera} {day}, \d\d:\d\d", said)
    assert re.search(rf"Given another source by {bo} {day}, \d\d:\d\d", said)
    assert said.index(f"Disputed by {vera}") < said.index(
        f"Given another source by {bo}"
    )
    assert "“heard it”" in said
    assert 'value="my reason"' in response.content.decode()
    assert (state(), Context.objects.count()) == (before, acts_before)


def by_merge(one, other, bo):
    merging.merge(other, one, by=bo)


def by_deletion(one, other, bo):
    with acts.act("swept", by=bo):
        Quote.objects.filter(speaker=other).update(speaker=None, source_kind="unknown")
        other.delete()


@pytest.mark.parametrize(
    ("obstruct", "message"),
    [(by_merge, "merged Ada Quill into Ilse Brandt"), (by_deletion, "swept")],
)
def test_a_speaker_who_is_merged_or_gone_stands_in_the_way(
    editor, vera, bo, quotes, obstruct, message
):
    annotate.to_unknown(quotes[0].pk, version=1, by=vera)
    key = last(vera)
    obstruct(factories.speaker("Ilse Brandt"), quotes[0].speaker, bo)
    before = state()
    response = revert(editor, key)
    assert response.status_code == 409
    assert f"{message} by {bo}".lower() in words(response).lower()
    assert state() == before


def test_a_statement_that_others_stand_inside_is_kept(editor, vera, bo, quotes):
    with acts.act("added", by=vera):
        outer = factories.statement(
            within=quotes[0].article, content="The pier", source="Ada Quill"
        )
    key = last(vera)
    with acts.act("put inside", by=bo):
        Quote.objects.filter(pk=quotes[0].pk).update(parent=outer)
    said = words(revert(editor, key))
    assert "is needed by others by now" in said and f"Put inside by {bo}" in said


def test_what_says_again_what_was_there_stands_in_the_way(editor, vera, bo, quotes):
    """Otherwise the history would tell of a source that the statement does not have."""
    first, _ = quotes
    ruth = factories.speaker("Ruth Abara")
    annotate.to_speaker(first.pk, ruth, version=1, by=vera)
    key = last(vera)
    annotate.to_speaker(first.pk, ruth, version=2, by=bo)
    assert revert(editor, key).status_code == 409
    assert state()[0][0] == "Ruth Abara"
    assert revert(editor, last(bo)).status_code == 302
    assert revert(editor, key).status_code == 302
    assert state()[0][0] == "Ada Quill"


def test_what_is_no_act(editor, client, quotes):
    with acts.act(acts.TAKEN_IN, by=None) as taken:
        Quote.objects.filter(pk=quotes[0].pk).update(addressee="reporters")
    assert "cannot be reverted" in words(editor.get(f"/history/{taken}/"))
    assert "cannot be undone here" in words(revert(editor, taken))
    assert editor.get(f"/history/{uuid4()}/").status_code == 404
    assert revert(editor, uuid4()).status_code == 404


def test_ones_own_last_act_is_undone_from_any_page(editor, vera, bo, quotes):
    first, second = quotes
    annotate.reject(second.pk, version=1, by=vera)
    annotate.confirm(second.pk, version=2, by=vera)
    annotate.confirm(first.pk, version=1, by=bo)
    here = first.get_absolute_url()
    for address in (
        here,
        first.speaker.get_absolute_url(),
        "/speakers/ada-quill/edit/",
    ):
        assert f'name="next" value="{address}"' in editor.get(address).content.decode()
    response = editor.post("/history/undo-last/", {"next": here}, follow=True)
    assert response.redirect_chain == [(here, 302)]
    assert "Undone: confirmed “It rains”." in words(response)
    assert [one[1] for one in state()] == ["confirmed", "rejected"]
    annotate.dispute(second.pk, "doubtful", version=4, by=bo)
    response = editor.post("/history/undo-last/", {"next": here})
    assert response.status_code == 409 and f"Disputed by {bo}" in words(response)
    acts.undo_last(by=bo)
    editor.post("/history/undo-last/", {"next": here})
    response = editor.post(
        "/history/undo-last/", {"next": "//evil.example/"}, follow=True
    )
    assert response.redirect_chain == [("/", 302)]
    assert "nothing of yours to undo" in words(response)


def test_an_undo_that_takes_its_page_along_leads_elsewhere(editor, vera, quotes):
    annotate.to_name(quotes[0].pk, "Ruth Abara", version=1, by=vera)
    response = editor.post("/history/undo-last/", {"next": "/speakers/ruth-abara/"})
    assert response["Location"] == "/speakers/"
    assert not Speaker.objects.filter(name="Ruth Abara").exists()


def test_no_key_for_those_who_switched_keys_off(editor, quotes):
    here = quotes[0].get_absolute_url()
    assert 'data-key="z"' in editor.get(here).content.decode()
    editor.post("/review/keys/", {"keys": "off"})
    assert 'data-key="z"' not in editor.get(here).content.decode()


def test_what_administrators_change_elsewhere_is_an_act_too(admin_client, quotes):
    ada = quotes[0].speaker
    address = f"/admin/articles/speaker/{ada.pk}/change/"
    form = admin_client.get(address).context["adminform"].form
    sent = {name: form[name].value() or "" for name in form.fields}
    inline = {"names-TOTAL_FORMS": 0, "names-INITIAL_FORMS": 0}
    sent |= {**inline, "note": "the harbour master"}
    assert admin_client.post(address, sent).status_code == 302
    entry = admin_client.get("/history/").context["page"].acts[0]
    assert (entry.act, entry.by) == ("changed in the administration", "admin")
    assert [line.after for line in entry.lines] == ["the harbour master"]
    revert(admin_client, entry.key)
    ada.refresh_from_db()
    assert ada.note == ""
    quote = quotes[0]
    admin_client.post(
        f"/admin/articles/article/{quote.article_id}/delete/", {"post": "yes"}
    )
    assert not Quote.objects.filter(pk=quote.pk).exists()
    entry = admin_client.get("/history/").context["page"].acts[0]
    assert [subject.words for subject in entry.subjects] == [
        "The pier is safe",
        "It rains",
    ]
    said = words(revert(admin_client, entry.key))
    assert "The article that it had before was deleted meanwhile" in said


@pytest.fixture
def told(vera, bo, quotes):
    """Five acts of two people; the merge is three days old."""
    ada, ruth = quotes[0].speaker, factories.speaker("Ruth Abara")
    old = merging.merge(ada, ruth, by=bo)
    days_ago = timezone.now() - timedelta(days=3)
    Context.objects.filter(pk=old).update(created_at=days_ago)
    annotate.confirm(quotes[0].pk, version=1, by=vera)
    annotate.reject(quotes[1].pk, version=1, by=bo)
    merging.add_name(ruth, "R. Abara", by=vera)
    with acts.act("invented", by=None):
        Quote.objects.filter(pk=quotes[0].pk).update(addressee="reporters")
    with acts.act(acts.TAKEN_IN, by=vera):
        factories.statement()
    return days_ago


def shown(client, **asked):
    page = client.get("/history/", asked)
    return [entry.act for entry in page.context["page"].acts]


def test_administrators_filter_what_everybody_did(admin_client, told, vera, bo):
    merged = "merged Ada Quill into Ruth Abara"
    everything = [
        "invented",
        "added the name R. Abara",
        "rejected",
        "confirmed",
        merged,
    ]
    for asked, found in [
        ({}, everything),
        ({"by": vera}, ["added the name R. Abara", "confirmed"]),
        ({"by": bo, "kind": "merged speakers"}, [merged]),
        ({"kind": "names of speakers"}, ["added the name R. Abara"]),
        ({"kind": "all else"}, ["invented"]),
        ({"day": timezone.localdate(told)}, [merged]),
        ({"day": timezone.localdate(), "by": bo}, ["rejected"]),
        ({"by": "nobody"}, []),
        ({"kind": "rubbish"}, []),
        ({"day": "yesterday"}, []),
        ({"by": "\x00"}, []),
        ({"behind": "rubbish"}, everything),
        ({"behind": uuid4()}, []),
    ]:
        assert shown(admin_client, **asked) == found, asked
    assert "not a date" in words(admin_client.get("/history/", {"day": "yesterday"}))


def test_every_act_is_on_one_page_and_pages_are_not_counted(
    admin_client, vera, quotes, monkeypatch
):
    monkeypatch.setattr(feed, "A_PAGE", 3)
    for number in range(8):
        annotate.confirm(quotes[0].pk, version=number + 1, by=vera)
    seen: list[UUID] = []
    address = f"/history/?by={vera}"
    while address:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = admin_client.get(address)
        assert not any("COUNT(*)" in query["sql"] for query in queries)
        seen += [entry.key for entry in page.context["page"].acts]
        older = re.findall(r'rel="next" href="([^"]+)"', page.content.decode())
        address = "/history/" + older[0].replace("&amp;", "&") if older else ""
    assert len(seen) == len(set(seen)) == 8
    assert seen == sorted(seen, reverse=True)


def test_the_number_of_queries_does_not_grow_with_the_entries(
    admin_client, vera, quotes, django_assert_max_num_queries
):
    def number():
        with CaptureQueriesContext(connection) as queries:
            admin_client.get("/history/")
        return len(queries)

    for version in (1, 2):
        annotate.to_unknown(quotes[0].pk, version=version, by=vera)
    few = number()
    for version in range(3, 20):
        annotate.to_unknown(quotes[0].pk, version=version, by=vera)
    assert number() == few
