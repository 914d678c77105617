"""The review queue over HTTP: who is given what, each act, refused, back, undone."""

import re

import pytest
from django.test import Client

from articles import annotate, candidates, review
from articles.models import Claim, Quote
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = (
    "“The pier is safe,” Ada Quill said.\n\nIt rained.\n\nBo Strand of the port waited."
    " “It is not,” she said.\n\n“We saw nothing,” two senior port officials said."
)


@pytest.fixture
def vera():
    return factories.editor()


@pytest.fixture
def desk(vera):
    return logged_in(vera)


@pytest.fixture
def home():
    return factories.article(TEXT)


@pytest.fixture
def sure(home):
    """The statement that the machine is almost sure of."""
    return factories.statement(
        content="The pier is safe",
        source="Ada Quill",
        within=home,
        attribution_confidence=0.9,
    )


@pytest.fixture
def unsure(home, sure):
    return factories.statement(
        content="It is not",
        cue="said",
        source="she",
        within=home,
        speaker=factories.speaker("Ada Quill"),
        attribution_confidence=0.4,
        source_name="Ada Quill",
    )


@pytest.fixture
def unnamed(home):
    return factories.statement(
        content="We saw nothing",
        source="two senior port officials",
        within=home,
        unnamed={"count_min": 2, "count_max": 2, "level": "senior"},
        attribution_confidence=0.6,
    )


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def shown(response):
    """The statement on the page, by its form."""
    found = re.search(r'name="quote" value="(\d+)"', response.content.decode())
    return int(found[1]) if found else None


def post(client, quote, address="/review/", *, htmx=False, **data):
    headers = {"HX-Request": "true"} if htmx else {}
    sent = {"quote": quote.pk, "version": quote.version, **data}
    return client.post(address, sent, headers=headers)


def state(quote):
    quote = Quote.objects.select_related("speaker", "anonymous").get(pk=quote.pk)
    return quote.source_kind, str(quote.speaker or quote.anonymous or ""), quote.status


def test_the_least_certain_comes_first_with_its_reasons(desk, sure, unsure, unnamed):
    response = desk.get("/review/")
    body = response.content.decode()
    assert shown(response) == unsure.pk
    assert '<mark class="mark-content">It is not</mark>' in body
    assert '<span class="mark-meant">Ada Quill</span>' in body
    assert 'read as <span class="mark-meant">Ada Quill</span>' in body
    assert "not sure of the source" in body
    assert "HX-Request" in response["Vary"]


def test_candidates_are_numbered_the_nearest_first(desk, sure, unsure, unnamed):
    factories.speaker("Bo Strand")
    body = desk.get("/review/").content.decode()
    numbered = re.findall(
        r'id="candidate-(\d)" name="(\w+)"[^>]*>.*?</kbd> ([^<]+) <', body
    )
    assert [(n, field, name) for n, field, name in numbered] == [
        ("1", "speaker", "Bo Strand"),
        ("2", "unnamed", "two senior port officials"),
    ]


def test_candidates_are_the_others_of_the_article_each_of_them_once(
    django_assert_num_queries,
):
    said = [("First", "Ada Quill"), ("Second", "Bo Strand"), ("Third", "one aide")]
    said += [("Fourth", "another aide"), ("Fifth", "Cleo Marsh")]
    text = " ".join(f"“{words},” {who} said of Harbour Watch." for words, who in said)
    merged = factories.speaker("Bo S. Strand")
    home = factories.article(f"{text} Quill met Bo S. Strand at Fern and Daughters.")
    first, second, third, fourth, fifth = [
        factories.statement(
            content=words,
            source=who,
            within=home,
            unnamed={} if "aide" in who else None,
        )
        for words, who in said
    ]
    second.speaker_title = "pilot"
    second.save()
    annotate.reject(fifth.pk, version=1, by=factories.editor())
    factories.speaker("Quill")  # of a person a lone word may be anybody's name
    factories.speaker("Fern and Daughters", "organisation")
    factories.speaker("Watch", "group")
    merged.merged_into = second.speaker
    merged.save()
    with django_assert_num_queries(1):
        found = candidates.of(fourth)
    assert [(one.name, one.about) for one in found] == [
        ("Watch", "named in this article"),
        ("one aide", "unnamed"),
        ("Cleo Marsh", "named in this article"),
        ("Bo Strand", "pilot"),
        ("Fern and Daughters", "named in this article"),
        ("Ada Quill", "speaks in this article"),
    ]
    assert [one.field for one in found].count("unnamed") == 1
    own = {str(first.speaker_id), str(fourth.anonymous_id)}
    assert str(first.speaker_id) not in {one.value for one in candidates.of(first)}
    assert own & {one.value for one in candidates.of(third)} == own


ACTS = [
    ({"as": "confirm"}, ("person", "Ada Quill", "confirmed")),
    ({"as": "reject"}, ("person", "Ada Quill", "rejected")),
    ({"as": "unknown"}, ("unknown", "", "corrected")),
    ({"candidate": "Bo Strand"}, ("person", "Bo Strand", "corrected")),
    ({"name": "Bo Strand", "kind": "person"}, ("person", "Bo Strand", "corrected")),
    (
        {"name": "The port", "kind": "organisation"},
        ("organisation", "The port", "corrected"),
    ),
    (
        {"as": "unnamed", "description": "an aide"},
        ("anonymous", "an aide", "corrected"),
    ),
    ({"as": "dispute", "why": "two say so"}, ("person", "Ada Quill", "disputed")),
]


@pytest.mark.parametrize(("data", "after"), ACTS)
def test_an_act_goes_on_and_is_undone(desk, sure, unsure, data, after):
    response = post(desk, unsure, "/review/?source=person", **data)
    assert response.status_code == 302
    assert response["Location"] == f"/review/?source=person&at={sure.pk}"
    assert state(unsure) == after
    page = desk.get(response["Location"])
    assert shown(page) == sure.pk
    undone = post(desk, sure, "/review/?source=person", **{"as": "undo"})
    assert undone["Location"] == f"/review/?source=person&at={unsure.pk}"
    assert state(unsure) == ("person", "Ada Quill", "machine")


@pytest.mark.parametrize(("data", "after"), ACTS)
def test_an_act_in_place_brings_the_next_one(desk, sure, unsure, data, after):
    response = post(desk, unsure, htmx=True, **data)
    body = response.content.decode()
    assert (response.status_code, shown(response)) == (200, sure.pk)
    assert body.lstrip().startswith('<div id="review"') and "<html" not in body
    assert response["HX-Push-Url"] == f"/review/?at={sure.pk}"
    assert "data-announce" in body
    assert state(unsure) == after


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ({"as": "unnamed", "description": "an aide", "country": "Norway"}, "Norway"),
        ({"name": "Kei Morita", "kind": "person"}, "Kei Morita"),
        ({"as": "dispute", "why": "She denies it"}, "She denies it"),
    ],
)
def test_what_was_typed_of_one_is_not_said_of_the_next(
    desk, unsure, unnamed, typed, value
):
    """The next one comes as it is: else a second “u” gave it the fields of the first."""
    response = post(desk, unsure, htmx=True, **typed)
    assert (response.status_code, shown(response)) == (200, unnamed.pk)
    assert f'value="{value}"' not in response.content.decode()


def test_a_known_speaker_and_an_unnamed_source_of_the_article(
    desk, sure, unsure, unnamed
):
    post(desk, unsure, speaker=factories.speaker("Bo Strand").pk)
    assert state(unsure) == ("person", "Bo Strand", "corrected")
    post(desk, sure, unnamed=unnamed.anonymous_id)
    assert state(sure) == ("anonymous", "two senior port officials", "corrected")
    sure.refresh_from_db()
    assert (sure.anonymous.count_max, sure.anonymous.level) == (2, "senior")


def test_unnamed_takes_the_fields_from_the_phrase(desk, home):
    quote = factories.statement(
        content="We saw nothing",
        source="two senior port officials",
        source_kind="unknown",
        within=home,
    )
    body = desk.get("/review/").content.decode()
    form = re.findall(r'<form class="unnamed-source".*?</form>', body, re.S)[0]
    fields = dict(re.findall(r'<input[^>]*name="(\w+)" value="([^"]*)"', form))
    assert (fields["count_min"], fields["count_max"]) == ("2", "2")
    assert '<option value="senior" selected>' in form
    assert fields["description"] == "two senior port officials"
    assert state(quote) == ("unknown", "", "machine")


def test_next_passes_over_and_back_returns(desk, sure, unsure, unnamed):
    assert shown(desk.get("/review/")) == unsure.pk
    for quote, following in [(unsure, unnamed), (unnamed, sure)]:
        response = desk.get(f"/review/?after={quote.pk}")
        assert response["Location"] == f"/review/?at={following.pk}"
        assert shown(desk.get(response["Location"])) == following.pk
    end = desk.get(f"/review/?after={sure.pk}")
    assert shown(end) is None and "start again" in end.content.decode()
    for quote, before in [(sure, unnamed), (unnamed, unsure), (unsure, unsure)]:
        response = desk.get(f"/review/?back={quote.pk}")
        assert response["Location"] == f"/review/?at={before.pk}"
    assert state(unsure)[2] == "machine"


def test_two_people_are_not_given_the_same(desk, sure, unsure, unnamed):
    mara = logged_in(factories.editor())
    assert shown(desk.get("/review/")) == unsure.pk
    assert shown(mara.get("/review/")) == unnamed.pk
    assert shown(desk.get("/review/")) == unsure.pk  # reloading changes nothing
    response = post(desk, unsure, htmx=True, **{"as": "confirm"})
    assert shown(response) == sure.pk
    gone = post(mara, unnamed, htmx=True, **{"as": "confirm"})
    assert shown(gone) is None
    Claim.objects.update(until="2020-01-01T00:00Z")
    assert shown(mara.get("/review/")) == sure.pk


def test_what_another_has_says_so(desk, vera, sure, unsure):
    mara = factories.editor()
    review.take(unsure.pk, by=mara)
    body = desk.get(f"/review/?at={unsure.pk}").content.decode()
    assert f"{mara} has this statement at the moment" in body


def test_a_stale_act_shows_both_and_keeps_what_was_typed(desk, sure, unsure):
    mara = factories.editor()
    annotate.to_name(unsure.pk, "Ruth Abara", version=1, by=mara)
    response = post(desk, unsure, name="Bo Strand", kind="person", htmx=True)
    body = response.content.decode()
    assert response.status_code == 409
    assert "Ruth Abara" in body and f"{mara} changed this statement" in body
    assert '<input type="hidden" name="name" value="Bo Strand">' in body
    assert 'name="version" value="2"' in body
    assert state(unsure) == ("person", "Ruth Abara", "corrected")
    post(desk, unsure, name="Bo Strand", kind="person", version=2)
    assert state(unsure) == ("person", "Bo Strand", "corrected")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Choose who said it"),
        ({"name": "", "kind": "person"}, "Type the name"),
        ({"as": "unnamed", "count_min": 3, "count_max": 2}, "largest number"),
        ({"as": "dispute"}, "Write what is disputed"),
        ({"speaker": 999_999}, "no such speaker"),
        ({"unnamed": 999_999}, "no such source"),
        ({"as": "confirm", "version": "x"}, "incomplete"),
        ({"as": "undo"}, "nothing to undo"),
    ],
)
def test_nonsense_is_refused_in_place(desk, unsure, data, message):
    response = post(desk, unsure, htmx=True, **data)
    body = response.content.decode()
    assert (response.status_code, shown(response)) == (422, unsure.pk)
    assert message in re.findall(r'role="alert"[^>]*>([^<]*)', body)[0]
    assert state(unsure)[2] == "machine"


def test_a_name_is_looked_for_without_javascript(desk, unsure):
    factories.statement(source="Bo Strand", text="“No,” Bo Strand said.", content="No")
    response = post(desk, unsure, name=" strand ", **{"as": "find"})
    body = response.content.decode()
    assert shown(response) == unsure.pk
    assert "1 statement" in body and "<b>Bo Strand</b>" in body
    assert 'value="strand"' in body


def test_filters_narrow_the_queue_as_any_list(desk, sure, unsure, unnamed):
    assert shown(desk.get("/review/?source=anonymous")) == unnamed.pk
    assert shown(desk.get("/review/?q=pier")) == sure.pk
    annotate.confirm(sure.pk, version=1, by=factories.editor())
    assert shown(desk.get("/review/?status=confirmed")) == sure.pk
    assert shown(desk.get("/review/?q=pier")) is None
    wrong = desk.get("/review/?source=nobody")
    assert wrong.status_code == 200 and shown(wrong) is None
    assert "is none of" in wrong.content.decode()
    body = desk.get("/review/?source=anonymous&outlet=inland-post").content.decode()
    assert '<input type="hidden" name="outlet" value="inland-post">' in body
    assert '<option value="anonymous" selected>' in body


@pytest.mark.parametrize("place", ["at", "after", "back"])
@pytest.mark.parametrize("key", ["9" * 30, "-1", "x", "٣", ""])
def test_a_bad_place_is_the_beginning(desk, unsure, place, key):
    assert shown(desk.get("/review/", {place: key})) == unsure.pk


@pytest.mark.parametrize("place", ["at", "after"])
def test_an_unknown_place_is_not_found(desk, unsure, place):
    assert desk.get("/review/", {place: 999_999}).status_code == 404


def test_an_empty_queue(desk):
    assert "Nothing to review here" in desk.get("/review/").content.decode()


def test_keys_are_switched_off_for_one_user(desk, vera, unsure):
    on = desk.get("/review/").content.decode()
    assert 'data-key="c" aria-keyshortcuts="c"' in on
    response = desk.post(f"/review/keys/?source=person&at={unsure.pk}", {"keys": "off"})
    assert response["Location"] == f"/review/?source=person&at={unsure.pk}"
    off = desk.get(response["Location"]).content.decode()
    assert "data-key" not in off and "aria-keyshortcuts" not in off
    other = logged_in(factories.editor())
    assert "data-key=" in other.get("/review/").content.decode()
    desk.post("/review/keys/", {"keys": "on"})
    assert "data-key=" in desk.get("/review/").content.decode()


def test_only_those_who_may_correct(client, unsure):
    assert client.get("/review/")["Location"].startswith("/login/")
    reader = logged_in(factories.reader())
    assert reader.get("/review/").status_code == 403
    assert post(reader, unsure, **{"as": "confirm"}).status_code == 403
    assert "/review/" not in reader.get("/").content.decode()
    assert state(unsure)[2] == "machine"


def test_a_page_takes_the_same_number_of_queries_however_long_the_queue(
    desk, django_assert_max_num_queries, unsure, sure, unnamed
):
    for _ in range(10):
        factories.statement(TEXT, content="It rained", source="", source_kind="unknown")
    desk.get("/review/")
    with django_assert_max_num_queries(22):
        desk.get(f"/review/?at={unsure.pk}")
