"""Who is one speaker across articles: joined on evidence, else left to editors."""

from datetime import date

import pytest
from django.urls import reverse

from articles import again, duplicates, ingest, rows, speakers
from articles.extraction import Source, Span, Statement
from articles.ingest import Details
from articles.models import Speaker
from articles.speakers import Context
from tests.factories import article, outlet, statement

pytestmark = pytest.mark.django_db


def seen(name: str, title: str = "", by: str = "Inland Post") -> Speaker:
    """A speaker who was quoted once, with this title and in this outlet."""
    quote = statement(
        f"“It is late,” {name} said.",
        "It is late",
        source=name,
        by=by,
        speaker=speakers.make(name, "person"),
        speaker_title=title,
    )
    assert quote.speaker
    return quote.speaker


def found(name: str, *titles: str, by: str = "Inland Post") -> Speaker | None:
    return speakers.find(name, "person", Context(titles, {outlet(by).pk}))


@pytest.mark.parametrize(
    "form",
    ["Ilse Brandt", "ILSE BRANDT", "Ilse  Brandt", "Ilse Brandt’s", "Ílse Brandt"],
)
def test_the_same_name_is_the_same_speaker(form: str) -> None:
    ilse = seen("Ilse Brandt", "mayor")
    assert found(form) == found(form, "Mayor", by="Coast Courier") == ilse


@pytest.mark.parametrize(
    ("known", "form"),
    [
        ("J.R. Whitlow", "J. R. Whitlow"),
        ("J. R. Whitlow", "J.R. Whitlow"),
        ("Ban Ki-mun", "Ban Ki Mun"),
        ("Jo Marsk Jr.", "Jo Marsk Jr"),
        ("Trần Hải Đăng", "Tran Hai Dang"),
        ("Conor O’Dell", "Conor O'Dell"),
        ("Zoë Łukasik", "Zoe Lukasik"),
    ],
)
def test_spellings_of_one_name_are_one_speaker(known: str, form: str) -> None:
    assert seen(known) == found(form, "judge", by="Coast Courier")


@pytest.mark.parametrize(
    ("known", "form"),
    [
        ("Elena Marsk", "Elaine Marsk"),
        ("J. Marsk", "John Marsk"),
        ("John Marsk", "John A. Marsk"),
        ("Jo Marsk Jr.", "Jo Marsk Sr."),
        ("Ilse Brandt", "Brandt"),
        ("Mira", "Mira"),
    ],
)
def test_names_that_are_only_alike_are_not_joined(known: str, form: str) -> None:
    seen(known, "mayor")
    assert found(form, "mayor") is None


def test_an_alias_is_a_name_and_a_merged_speaker_stands_for_the_survivor() -> None:
    ilse, other = seen("Ilse Brandt"), seen("Ilse Brandt-Holm")
    ilse.names.create(name="Ilse B. Brandt")
    assert found("Ilse B. Brandt") == ilse
    other.merged_into = ilse
    other.save()
    assert found("Ilse Brandt-Holm") == ilse


@pytest.mark.parametrize(
    ("was", "now", "same"),
    [
        ("deputy mayor", "mayor", True),
        ("professor of law", "judge", True),
        ("Calder’s chief executive", "water minister", True),
        ("mayor", "keeper of the lamp", True),
        ("", "goalkeeper", True),
        ("water minister", "Ryme FC goalkeeper", False),
        ("senator", "singer", False),
        ("resident", "governor", False),
        ("governor", "34-year-old student", False),
    ],
)
def test_titles_may_change_but_not_conflict(was: str, now: str, same: bool) -> None:
    one = seen("Ilse Brandt", was)
    assert (found("Ilse Brandt", now) == one) is same


def test_anybody_is_joined_within_an_outlet_only() -> None:
    bo = seen("Bo Lind", "resident")
    assert found("Bo Lind", "resident") == bo
    assert found("Bo Lind") == bo
    assert found("Bo Lind", "resident", by="Coast Courier") is None
    assert found("Bo Lind", by="Coast Courier") is None


def test_of_two_of_one_name_the_title_tells() -> None:
    mayor, singer = seen("Ilse Brandt", "mayor"), seen("Ilse Brandt", "singer")
    assert found("Ilse Brandt", "former mayor") == mayor
    assert found("Ilse Brandt", "jazz singer") == singer
    assert found("Ilse Brandt") is None
    assert found("Ilse Brandt", "goalkeeper") is None


def test_who_is_not_joined_is_suggested_to_editors() -> None:
    minister, keeper = seen("Ilse Brandt", "minister"), seen("Ilse Brandt", "striker")
    elaine = seen("Ilsa Brandt", "mayor")
    suggested = [set(pair) for pair, _ in duplicates.of(minister)]
    assert {minister.pk, keeper.pk} in suggested
    assert {minister.pk, elaine.pk} in suggested
    assert minister.merged_into is keeper.merged_into is elaine.merged_into is None


@pytest.mark.parametrize(
    ("was", "by", "now", "same"),
    [
        ("striker", "Inland Post", "mayor", False),
        ("mayor", "Inland Post", "former mayor", True),
        ("", "Coast Courier", "mayor", True),
        ("resident", "Coast Courier", "resident", False),
    ],
)
def test_reading_again_joins_as_taking_in_does(was, by, now, same) -> None:
    namesake = seen("Ada Quill", was, by)
    text = "The pier is shut, Ada Quill said."
    told = Statement(
        kind="indirect",
        content=(Span(0, 16),),
        source=Source("person", Span(18, 27), "Ada Quill", "Ada Quill", title=now),
    )
    taken_in, read_again = article(text), article(text)
    rows.save(taken_in, [told])
    first = taken_in.quotes.get().speaker
    taken_in.quotes.all().delete()
    if first != namesake:
        first.delete()
    again.apply([(read_again, [told])], by=None)
    assert (first == namesake, read_again.quotes.get().speaker == namesake) == (
        same,
        same,
    )


@pytest.mark.model
def test_articles_taken_in_one_after_the_other(client) -> None:
    def take_in(text: str, by: str) -> None:
        details = Details(outlet=by, published_on=date(2025, 3, 5))
        ingest.take_in(text, details, by=None)

    take_in("Rain fell.\n\nThe pier is safe, Mayor Ada Quill said.", "Inland Post")
    take_in("Snow fell.\n\nThe pier is shut, Ada Quill said.", "Coast Courier")
    take_in("Hail fell.\n\nThe match is lost, striker Ada Quill said.", "Inland Post")
    take_in("Fog fell.\n\nI was scared, Mira, a student, said.", "Inland Post")
    take_in("Ash fell.\n\nI was glad, Mira, a student, said.", "Coast Courier")
    rows = Speaker.objects.with_statements().order_by("name", "id")
    told = [(row.name, row.statements) for row in rows]
    assert told == [("Ada Quill", 2), ("Ada Quill", 1), ("Mira", 1), ("Mira", 1)]
    page = client.get(reverse("articles:speakers")).content.decode()
    assert page.count("Ada Quill") >= 2
