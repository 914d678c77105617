"""Speakers set right over HTTP: names, notes, one made of two, two made of one, undone."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from articles import annotate, ingest, speakers
from articles.ingest import Details
from articles.models import DifferentSpeakers, JointSpeaker, Quote, Speaker, SpeakerName
from tests import factories
from tests.factories import speaker, statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    client = Client()
    client.force_login(factories.editor())
    return client


def url(name, row):
    return reverse(f"articles:speaker-{name}", args=[row.slug])


def page(client, row, name="edit"):
    return client.get(url(name, row)).content.decode()


def everything():
    """All that an act on speakers may change, as plain values."""
    return {
        "quotes": sorted(
            Quote.objects.values_list("pk", "speaker__slug", "source_kind", "status")
        ),
        "joint": sorted(JointSpeaker.objects.values_list("quote", "speaker__slug")),
        "names": sorted(SpeakerName.objects.values_list("speaker__slug", "name")),
        "merged": sorted(Speaker.objects.values_list("slug", "merged_into__slug")),
        "apart": sorted(DifferentSpeakers.objects.values_list("first", "second")),
        "told": sorted(Speaker.objects.values_list("slug", "name", "note")),
    }


def undo_last(client, row):
    """Press the first undo button of a speaker's page."""
    done = client.get(url("edit", row)).context["done"]
    key = next(one.told.key for one in done if not one.is_undone)
    return client.post(url("undo", row), {"act": str(key)})


@pytest.fixture
def two():
    """Elsa and Ilse Brandt, alone, jointly with each other, and one within a merge."""
    ilse, elsa = speaker("Ilse Brandt"), speaker("Elsa Brandt")
    elsa.names.create(name="E. Brandt")
    older = speakers.make("Else Brandt", "person")
    older.merged_into = elsa
    older.save()
    statement(on=date(2024, 1, 5), speaker_title="mayor")
    statement(source="Elsa Brandt", text="“No,” Elsa Brandt said.", content="No",
              speaker_title="deputy mayor")  # fmt: skip
    statement(also_by=[elsa])
    statement(source="Elsa Brandt", text="“Yes,” Elsa Brandt said.", content="Yes",
              also_by=[ilse])  # fmt: skip
    both = [ilse, elsa]
    statement(
        source="Bo Strand", text="“So,” Bo Strand said.", content="So", also_by=both
    )
    statement(source="Bo Strand", text="“So,” Bo Strand said.", content="So",
              also_by=[elsa])  # fmt: skip
    return ilse, elsa


def test_a_merge_is_shown_first_then_done_and_undone_as_one_act(editor, two):
    ilse, elsa = two
    before = everything()
    body = editor.get(url("merge", elsa), {"into": ilse.slug}).content.decode()
    for told in ("2 statements of its own and 3 made jointly", "in 5 articles",
                 "“E. Brandt”", "“deputy mayor”", "Else Brandt"):  # fmt: skip
        assert told in body, told
    assert everything() == before, "the preview writes nothing"

    response = editor.post(url("merge", elsa), {"into": ilse.slug, "why": "same woman"})
    assert response["Location"] == url("edit", ilse)
    assert not Quote.objects.filter(speaker=elsa).exists()
    assert not JointSpeaker.objects.filter(speaker=elsa).exists()
    assert Quote.objects.by([ilse.pk]).count() == 6
    assert ilse.joint.count() == 2, "nobody speaks twice in a statement"
    assert set(Quote.objects.values_list("version", flat=True)) == {1}
    for gone in ("elsa-brandt", "else-brandt"):
        address = reverse("articles:speaker", args=[gone])
        assert editor.get(address)["Location"] == ilse.get_absolute_url()
    assert (
        "also seen as Elsa Brandt, E. Brandt"
        in editor.get(ilse.get_absolute_url()).content.decode()
    )
    history = page(editor, ilse)
    assert "Merged Elsa Brandt into Ilse Brandt" in history and "same woman" in history

    assert undo_last(editor, ilse).status_code == 302
    assert everything() == before
    assert "undone since" in page(editor, elsa)


def test_later_articles_mean_the_survivor_until_the_merge_is_undone(editor, two):
    ilse, elsa = two
    editor.post(url("merge", elsa), {"into": ilse.slug})
    assert speakers.find("Elsa Brandt", "person") == ilse
    assert speakers.find("Else Brandt", "person") == ilse
    undo_last(editor, ilse)
    assert speakers.find("Elsa Brandt", "person") == elsa


@pytest.mark.parametrize(
    "correct",
    [
        annotate.confirm,
        lambda pk, **seen: annotate.to_name(pk, "Ruth Abara", **seen),
    ],
)
def test_what_was_said_since_of_a_statement_stands_in_the_way(editor, two, correct):
    ilse, elsa = two
    quote = Quote.objects.filter(speaker=elsa).earliest("pk")
    editor.post(url("merge", elsa), {"into": ilse.slug})
    correct(quote.pk, version=1, by=factories.editor())
    after = everything()
    response = undo_last(editor, ilse)
    assert response.status_code == 409
    assert "Take that back first" in response.context["refused"]
    assert everything() == after


def test_what_cannot_be_merged_says_why(editor, two):
    ilse, elsa = two
    port = speaker("Port authority", "organisation")
    response = editor.post(url("merge", elsa), {"into": port.slug})
    assert response.status_code == 409 and "never one" in response.content.decode()
    response = editor.post(url("merge", elsa), {"into": elsa.slug})
    assert response.status_code == 409 and "one speaker" in response.content.decode()
    editor.post(url("merge", elsa), {"into": ilse.slug})
    response = editor.post(url("merge", ilse), {"into": elsa.slug})
    assert "merged into somebody else" in response.content.decode()
    assert editor.post(url("merge", ilse), {"into": "nobody"}).status_code == 404
    assert editor.get(url("merge", elsa))["Location"] == url("edit", ilse)


def test_a_group_merged_into_an_organisation_is_one_of_its_statements(editor):
    office = speaker("Harbour office", "organisation")
    quote = statement(source="The campaign", source_kind="group",
                      text="“No,” The campaign said.", content="No")  # fmt: skip
    editor.post(url("merge", quote.speaker), {"into": office.slug})
    quote.refresh_from_db()
    assert (quote.speaker, quote.source_kind) == (office, "organisation")


def test_finding_whom_to_merge_into(editor, two):
    _, elsa = two
    body = editor.get(url("merge", elsa), {"q": "ilse"}).content.decode()
    assert f"{url('merge', elsa)}?into=ilse-brandt" in body
    assert (
        "Nobody else is called"
        in editor.get(url("merge", elsa), {"q": "elsa\0"}).content.decode()
    )


@pytest.fixture
def namesakes():
    """Statements under one name that a mayor and a painter made."""
    quotes = [
        statement(speaker_title=title, on=date(2025, 1, day))
        for day, title in enumerate(["mayor", "painter", "painter"], start=1)
    ]
    joint = statement(source="Bo Strand", text="“So,” Bo Strand said.", content="So",
                      also_by=[quotes[0].speaker])  # fmt: skip
    return [*quotes, joint]


def ticked(*quotes):
    return [f"{quote.pk}.{quote.version}" for quote in quotes]


def test_a_split_is_undone_as_one_act(editor, namesakes):
    ilse = namesakes[0].speaker
    ilse.names.create(name="Ilse the painter")
    moved = ilse.names.get(name="Ilse the painter").pk
    before = everything()
    body = editor.get(url("split", ilse), {"q": "painter"}).content.decode()
    assert body.count('name="statement"') == 2
    sent = {"statement": ticked(*namesakes[1:]), "name": "Ilse M. Brandt",
            "move": moved, "why": "two women"}  # fmt: skip
    response = editor.post(url("split", ilse), sent)
    other = Speaker.objects.get(name="Ilse M. Brandt")
    assert response["Location"] == url("edit", other)
    given = Quote.objects.by([other.pk])
    assert set(given) == set(namesakes[1:])
    assert set(given.values_list("status", "version")) == {("corrected", 2)}
    assert Quote.objects.get(pk=namesakes[3].pk).speaker.name == "Bo Strand"
    assert [row.name for row in other.names.all()] == [
        "Ilse the painter",
        "Ilse M. Brandt",
    ]
    assert "Split off Ilse Brandt" in page(editor, ilse)
    assert undo_last(editor, ilse).status_code == 302
    assert everything() == before


def test_finding_more_to_split_off_keeps_what_was_chosen(editor, namesakes):
    ilse, before = namesakes[0].speaker, everything()
    sent = {"statement": ticked(namesakes[0]), "name": "Ilse M. Brandt",
            "why": "two women", "q": "painter", "find": "on"}  # fmt: skip
    response = editor.post(url("split", ilse), sent)
    body = response.content.decode()
    shown = re.findall(r'name="statement" value="([\d.]+)"( checked)?', body)
    first, *found = [key for key, _ in shown]
    assert [first] == ticked(namesakes[0]) and set(found) == set(
        ticked(*namesakes[1:3])
    )
    assert [bool(is_chosen) for _, is_chosen in shown] == [True, False, False]
    assert 'value="Ilse M. Brandt"' in body and 'value="two women"' in body
    assert response.status_code == 200 and everything() == before


def test_a_name_that_somebody_bears_is_asked_about(editor, namesakes):
    ilse = namesakes[0].speaker
    bo = Speaker.objects.get(name="Bo Strand")
    sent = {"statement": ticked(namesakes[1]), "name": "bo  strand", "why": "a hunch"}
    body = editor.post(url("split", ilse), sent).content.decode()
    assert "Who is meant?" in body and f'name="to" value="{bo.pk}"' in body
    assert 'value="a hunch"' in body
    assert f'value="{namesakes[1].pk}.1" checked' in body
    editor.post(url("split", ilse), {**sent, "to": bo.pk})
    assert Quote.objects.get(pk=namesakes[1].pk).speaker == bo
    sent["statement"] = ticked(namesakes[2])
    editor.post(url("split", ilse), {**sent, "new": 1})
    assert Quote.objects.get(pk=namesakes[2].pk).speaker.slug == "bo-strand-2"


def test_a_split_of_what_was_changed_meanwhile_moves_nothing(editor, namesakes):
    ilse = namesakes[0].speaker
    annotate.confirm(namesakes[1].pk, version=1, by=factories.editor())
    before = everything()
    sent = {"statement": ticked(*namesakes[1:3]), "name": "Ilse M. Brandt"}
    response = editor.post(url("split", ilse), sent)
    body = response.content.decode()
    assert response.status_code == 409 and "meanwhile" in body
    assert f'value="{namesakes[1].pk}.2" checked' in body, "the choice is kept"
    assert 'value="Ilse M. Brandt"' in body
    assert everything() == before


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"name": "Ada Quill"}, "Choose the statements"),
        ({"statement": ["{0}.1"], "name": " "}, "Type the name"),
        ({"statement": ["{0}.1"], "name": "x" * 301}, "too long"),
        ({"statement": ["{0}"], "name": "Ada Quill"}, "incomplete"),
        ({"statement": ["999999.1"], "name": "Ada Quill"}, "no longer there"),
        ({"statement": ["{0}.1"], "name": "Ada Quill", "to": "{1}"}, "one speaker"),
    ],
)
def test_what_cannot_be_split_says_why(editor, namesakes, sent, message):
    ilse, before = namesakes[0].speaker, everything()

    def filled(value):
        if isinstance(value, list):
            return [filled(one) for one in value]
        return value.format(namesakes[0].pk, ilse.pk)

    response = editor.post(
        url("split", ilse), {key: filled(value) for key, value in sent.items()}
    )
    assert response.status_code == 409 and message in response.content.decode()
    assert everything() == before


def test_names_are_added_and_removed(editor):
    row = statement().speaker
    editor.post(url("names", row), {"name": " Captain \n Marsh\x00"})
    assert speakers.known("captain marsh", "person") == {row}
    for name, message in (
        ("CAPTAIN MARSH", "already"),
        (" ", "Type"),
        ("x" * 301, "too long"),
    ):
        response = editor.post(url("names", row), {"name": name})
        assert response.status_code == 422 and message in response.content.decode()
    added, own = row.names.get(name="Captain Marsh"), row.names.get(name="Ilse Brandt")
    response = editor.post(url("names", row), {"remove": own.pk})
    assert "listed under this name" in response.content.decode()
    editor.post(url("names", row), {"remove": added.pk})
    assert not speakers.known("captain marsh", "person")
    undo_last(editor, row)
    assert speakers.known("captain marsh", "person") == {row}


def described(client, row, **typed):
    """The form as it stands on the page, with something else typed in it."""
    form = client.get(url("edit", row)).context["form"]
    return {name: form[name].value() for name in form.fields} | typed


def test_the_description(editor):
    row = statement().speaker
    sent = described(editor, row, note="the mayor, not the painter",
                     wikidata_id="https://www.wikidata.org/wiki/q42")  # fmt: skip
    assert editor.post(url("edit", row), sent).status_code == 302
    body = editor.get(row.get_absolute_url()).content.decode()
    assert "the mayor, not the painter" in body
    assert 'href="https://www.wikidata.org/wiki/Q42"' in body
    for wrong in ("42", "Q0", "Q42x", "javascript:alert(1)", "Q４２"):
        response = editor.post(url("edit", row), {**sent, "wikidata_id": wrong})
        assert response.status_code == 422, wrong
        assert "such as Q42" in response.content.decode()


def test_a_new_name_in_the_list_keeps_the_old_one_and_the_address(editor):
    row = statement().speaker
    editor.post(url("edit", row), described(editor, row, name="Ilse M. Brandt"))
    body = editor.get(row.get_absolute_url()).content.decode()
    assert "<h1>Ilse M. Brandt" in body and "also seen as Ilse Brandt" in body


def test_a_stale_description_shows_both_and_keeps_what_was_typed(editor):
    row = statement().speaker
    mine = described(editor, row, note="mine", why="I heard it")
    theirs = described(editor, row, note="theirs")
    editor.post(url("edit", row), theirs)
    response = editor.post(url("edit", row), mine)
    body = response.content.decode()
    assert response.status_code == 409
    assert "<dd>theirs</dd>" in body and 'value="mine"' in body
    assert 'value="I heard it"' in body
    assert Speaker.objects.get().note == "theirs"
    again = {**mine, "seen": response.context["form"]["seen"].value()}
    assert editor.post(url("edit", row), again).status_code == 302
    assert Speaker.objects.get().note == "mine"


def test_who_may_be_one_is_suggested_with_evidence_until_told_apart(editor, two):
    ilse, _ = two
    short = speaker("I. Brandt")
    statement(source="I. Brandt", text="“Ah,” I. Brandt said.", content="Ah",
              speaker_title="Mayor")  # fmt: skip
    address = reverse("articles:duplicates")
    body = editor.get(address).content.decode()
    assert "first names fit" in body and "the same title, “mayor”" in body
    assert "first names fit" in page(editor, short)
    sent = {"other": short.slug, "on": "duplicates"}
    assert editor.post(url("apart", ilse), sent)["Location"] == address
    assert "first names fit" not in editor.get(address).content.decode()
    assert "first names fit" not in page(editor, short)
    merge = editor.get(url("merge", short), {"into": ilse.slug}).content.decode()
    assert "An editor said that these are two" in merge


def test_told_apart_holds_for_the_survivor_of_a_merge(editor):
    quotes = [
        statement(source=name, text=f"“No,” {name} said.", content="No")
        for name in ("Ilse Brandt", "I. Brandt", "Ada Quill")
    ]
    ilse, short, ada = (quote.speaker for quote in quotes)
    editor.post(url("apart", ilse), {"other": short.slug})
    editor.post(url("merge", ilse), {"into": ada.slug})
    assert editor.get(reverse("articles:duplicates")).context["pairs"] == []


def test_speaking_in_one_article_speaks_against(editor):
    home = factories.article("“No,” said Ilse Brandt. “Yes,” said I. Brandt.")
    statement(content="No", cue="said", within=home)
    statement(content="Yes", source="I. Brandt", within=home)
    body = editor.get(reverse("articles:duplicates")).content.decode()
    assert "but both speak in 1 article" in body


def test_only_editors(client, two):
    ilse, elsa = two
    before = everything()
    reader = Client()
    reader.force_login(factories.reader())
    for name in ("edit", "names", "undo", "merge", "split", "apart"):
        assert client.post(url(name, ilse), {"into": elsa.slug}).status_code == 401
        assert reader.post(url(name, ilse), {"into": elsa.slug}).status_code == 403
    assert reader.get(reverse("articles:duplicates")).status_code == 403
    assert "Set right" not in reader.get(ilse.get_absolute_url()).content.decode()
    assert everything() == before


def test_wrong_methods_and_acts(editor, two):
    ilse, _ = two
    for name in ("names", "undo", "apart"):
        assert editor.get(url(name, ilse)).status_code == 405
    for key in ("", "x", "00000000-0000-0000-0000-000000000000"):
        response = editor.post(url("undo", ilse), {"act": key})
        assert (
            response.status_code == 409 and "no such act" in response.content.decode()
        )


def test_queries_stay_as_pairs_grow(editor, django_assert_max_num_queries):
    def grow(first, last):
        for letter in "bcdfgklmnpqrstvw"[first:last]:
            for name in (f"A. Brand{letter}", f"Ada Brand{letter}"):
                statement(source=name, text=f"“No,” {name} said.", content="No")

    grow(0, 2)
    address = reverse("articles:duplicates")
    with django_assert_max_num_queries(20) as few:
        editor.get(address)
    grow(2, 12)
    with django_assert_max_num_queries(len(few)):
        assert len(editor.get(address).context["pairs"]) == 12


@pytest.mark.model
def test_an_article_after_the_merge_speaks_of_the_survivor(editor, two):
    ilse, elsa = two
    editor.post(url("merge", elsa), {"into": ilse.slug})
    text = "“The pier is shut for the week,” Mayor Elsa Brandt said on Monday."
    taken = ingest.take_in(text, Details("Coast Courier"), by=None)
    assert [quote.speaker for quote in taken.articles[0].quotes.all()] == [ilse]
