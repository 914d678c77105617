"""The list of speakers, a speaker's page, and the names suggested while typing."""

from datetime import date

import pytest
from django.urls import reverse

from articles import typeahead
from articles.models import Speaker
from tests.factories import speaker, statement

pytestmark = pytest.mark.django_db

SPEAKERS = reverse("articles:speakers")
SUGGEST = reverse("articles:suggest")
ILSE = reverse("articles:speaker", args=["ilse-brandt"])


@pytest.fixture
def career():
    """Ilse Brandt as deputy mayor, later mayor; and somebody else."""
    statement(on=date(2024, 1, 5), speaker_title="deputy mayor")
    statement(on=date(2024, 3, 6), speaker_title="Deputy Mayor")
    statement(on=date(2025, 2, 1), speaker_title="mayor", through=[("Axios", "told")])
    statement(on=date(2025, 2, 2), speaker_title="impostor", status="rejected")
    statement(
        "“Chegamos,” João Ceusé said.",
        "Chegamos",
        source="João Ceusé",
        by="Coast Courier",
    )


def rows(response) -> list[tuple[str, str, int]]:
    return [
        (row.name, row.last_title or "", row.statements)
        for row in response.context["page"]
    ]


def test_list(client, career):
    response = client.get(SPEAKERS)
    assert rows(response) == [("Ilse Brandt", "mayor", 3), ("João Ceusé", "", 1)]
    assert response.context["letters"] == ["I", "J"]


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("q=brandt", ["Ilse Brandt"]),
        ("q=BRA", ["Ilse Brandt"]),
        ("q=joao", ["João Ceusé"]),
        ("q=ceu+joã", ["João Ceusé"]),
        ("q=randt", []),
        ("letter=J", ["João Ceusé"]),
        ("letter=j", ["João Ceusé"]),
        ("letter=%", []),
        ("letter=J&page=7", ["João Ceusé"]),
        ("q=&letter=", ["Ilse Brandt", "João Ceusé"]),
    ],
)
def test_search_and_letters(client, career, address, names):
    response = client.get(f"{SPEAKERS}?{address}")
    assert [name for name, _, _ in rows(response)] == names


@pytest.mark.parametrize(
    "typed",
    ["'", "''", "’s", "(", "&", ":*", "⑴", "a:*", "\x00", "!", "x" * 999, "½", "_"],
)
def test_any_name_may_be_typed(client, career, typed):
    assert client.get(SPEAKERS, {"q": typed}).status_code == 200
    assert client.get(SPEAKERS, {"letter": typed}).status_code == 200
    assert client.get(SUGGEST, {"q": typed}).status_code == 200


def test_list_of_nobody(client):
    assert (
        "No named source has been found yet." in client.get(SPEAKERS).content.decode()
    )


def test_list_as_fragment(client, career):
    text = client.get(SPEAKERS, headers={"HX-Request": "true"}).content.decode()
    assert text.lstrip().startswith('<div id="speakers">')


def test_speaker(client, career):
    speaker("Ilse Brandt").names.create(name="Ilse Sommer-Brandt")
    response = client.get(ILSE)
    text = response.content.decode()
    assert "also seen as Ilse Sommer-Brandt" in text
    titles = [(row["title"], row["n"]) for row in response.context["titles"]]
    assert titles == [("mayor", 1), ("deputy mayor", 2)]
    assert "5 Jan 2024 – 6 Mar 2024" in text
    assert "3 in 3 articles" in text and "Chegamos" not in text
    listing = response.context["listing"]
    assert {c.label: c.count for c in listing.counts.facets["through"].choices} == {
        "Axios": 1,
        "No one: said to the outlet": 2,
    }
    assert "speaker" not in listing.counts.facets


def test_speakers_statements_are_filtered_like_all_others(client, career):
    response = client.get(f"{ILSE}?through=axios&speaker=joao-ceuse")
    assert response.context["listing"].counts.summary.statements == 1
    links = response.content.decode()
    assert f'href="{ILSE}"' in links and "speaker=" not in links


def test_speakers_fragment(client, career):
    response = client.get(f"{ILSE}?when=2024", headers={"HX-Request": "true"})
    assert response.content.decode().lstrip().startswith('<form class="listing"')
    assert "HX-Request" in response["Vary"]


def test_merged_speaker_leads_to_the_one_that_is_left(client, career):
    row = speaker("Elsa Brandt")
    row.merged_into = speaker("Ilse Brandt")
    row.save()
    response = client.get(reverse("articles:speaker", args=["elsa-brandt"]))
    assert response.status_code == 302 and response.url == ILSE
    assert len(rows(client.get(SPEAKERS))) == 2


def test_unknown_speaker_and_wrong_method(client, career):
    assert client.get(reverse("articles:speaker", args=["nobody"])).status_code == 404
    for page in (SPEAKERS, SUGGEST, ILSE):
        assert client.post(page).status_code == 405


def test_suggestions(client, career):
    text = client.get(SUGGEST, {"speaker": "ils"}).content.decode()
    assert '<option value="Ilse Brandt" data-slug="ilse-brandt">' in text
    assert "Ilse Brandt, mayor, 3 statements" in text
    assert client.get(SUGGEST, {"q": ""}).content.decode().strip() == ""


def test_suggestions_tell_two_of_one_name_apart(client, career):
    from articles import speakers

    speakers.make("Ilse Brandt", "person")
    text = client.get(SUGGEST, {"q": "brandt"}).content.decode()
    assert 'value="ilse-brandt"' in text and 'value="ilse-brandt-2"' in text


def test_who_goes_by_what_is_typed_comes_first_then_who_says_most(
    django_assert_num_queries,
):
    may, maya, mary = map(speaker, ["Ola May", "May Mayas", "Mary Mayer"])
    may.names.create(name="May")
    merged = speaker("May Merged")
    merged.merged_into = maya
    merged.save()
    for who, number in [(may, 1), (maya, 4), (mary, 2)]:
        for _ in range(number):
            statement(speaker=who)
    statement(speaker=may, also_by=[mary], status="rejected")
    statement(speaker=may, also_by=[mary], speaker_title="pilot")
    speaker("Silent May")
    with django_assert_num_queries(1):
        found = typeahead.choices(" may ")
    assert [(one.speaker, one.title, one.statements) for one in found] == [
        (may, "pilot", 2),
        (maya, "", 4),
        (mary, "", 3),
        (Speaker.objects.get(name="Silent May"), "", 0),
    ]
    assert [one.other_names for one in found] == [["May"], [], [], []]


def test_a_name_is_never_markup(client):
    statement(
        "“No,” said </script><script>alert(1)</script>.",
        "No",
        source="</script><script>alert(1)</script>",
    )
    slug = speaker("</script><script>alert(1)</script>").slug
    text = client.get(reverse("articles:speaker", args=[slug])).content.decode()
    text += client.get(SPEAKERS).content.decode()
    text += client.get(SUGGEST, {"q": "script"}).content.decode()
    assert "<script>alert" not in text and "&lt;script&gt;alert(1)" in text


def test_query_count_stays_as_rows_grow(client, career, django_assert_max_num_queries):
    for page in (SPEAKERS, ILSE, f"{SUGGEST}?q=p"):
        with django_assert_max_num_queries(22) as few:
            client.get(page)
        for number in range(10):
            source = f"Person {page} {number}"
            statement(f"“No,” {source} said.", "No", source=source)
            statement(by=f"Paper {page} {number}", through=[("Axios", "told")],
                      also_by=[speaker(source)], speaker_title=f"title {number}")  # fmt: skip
        if page == SPEAKERS:
            with django_assert_max_num_queries(len(few)):
                client.get(page)
    with django_assert_max_num_queries(22):
        client.get(ILSE)
