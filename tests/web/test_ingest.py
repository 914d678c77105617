"""From a paste to rows: what is kept, what is refused, what is known already."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from articles import ingest, outlets
from articles.ingest import Details
from articles.models import (
    AnonymousSource,
    Article,
    Outlet,
    Paste,
    Quote,
    Relay,
    Speaker,
)

pytestmark = [pytest.mark.django_db, pytest.mark.model]

STORY = """Pier gets a date after all

“The pier will open in May,” harbour master Ada Quill told Harbour Wire on Monday. \
Quill said the cranes had been tested twice.

Two senior port officials said the audit was late, according to Coast Courier.

The ferry company declined to comment."""


def rows() -> dict[str, int]:
    """How many rows there are of everything that a paste makes."""
    models = [Article, Paste, Quote, Speaker, AnonymousSource, Outlet, Relay]
    return {model.__name__: model._default_manager.count() for model in models}


def take_in(paste: str, **details: object) -> ingest.TakenIn:
    return ingest.take_in(paste, Details(**details), by=None)  # type: ignore[arg-type]


def test_a_story_becomes_rows() -> None:
    editor = User.objects.create_user("vera")
    taken = ingest.take_in(
        STORY,
        Details(outlet="Inland Post", published_on=date(2025, 3, 5)),
        by=editor,
    )
    (article,) = taken.articles
    assert (article.title, article.added_by) == (
        "Pier gets a date after all",
        editor,
    )
    direct, indirect, unnamed = article.quotes.exclude(polarity="declines").order_by(
        "id"
    )
    assert direct.text == "The pier will open in May,"
    assert direct.speaker == indirect.speaker
    assert str(direct.speaker) == "Ada Quill"
    assert direct.speaker_title == "harbour master"
    assert [str(r.outlet) for r in direct.relays.all()] == ["Harbour Wire"]
    assert direct.said_on.lower == date(2025, 3, 3)
    assert (direct.outlet, direct.published_on) == (
        article.outlet,
        article.published_on,
    )
    assert unnamed.anonymous.count_min == unnamed.anonymous.count_max == 2
    assert unnamed.anonymous.level == "senior"
    assert [str(r.outlet) for r in unnamed.relays.all()] == ["Coast Courier"]
    for quote in article.quotes.all():
        pieces = [article.text[start:end] for start, end in quote.content]
        assert quote.text == " ".join(pieces)


def test_a_preview_saves_nothing_and_tells_the_same() -> None:
    before = rows()
    reading = ingest.read(STORY, Details(outlet="Inland Post"))
    assert rows() == before
    (article,) = take_in(STORY, outlet="Inland Post").articles
    assert article.quotes.count() == len(reading.articles[0].statements)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"outlet": "Inland Post"}, {"outlet": "The INLAND Post"}),
        ({"outlet": "Inland Post"}, {}),
        ({}, {"outlet": "Inland Post"}),
        ({}, {}),
    ],
    ids=str,
)
def test_the_same_story_is_taken_in_once(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    (article,) = take_in(STORY, **first).articles
    before = rows()
    assert ingest.read(STORY, Details(**second)).articles[0].known == article
    again = take_in(STORY + "\r\n", **second)
    assert (again.articles, again.known) == ([], [article])
    assert rows() == before


def test_the_same_words_by_another_outlet_are_a_wire_copy() -> None:
    (original,) = take_in(STORY, outlet="Harbour Wire").articles
    headline, body = STORY.split("\n\n", 1)
    other = f"Another headline for the same words\n\n{body}"
    assert ingest.read(other, Details(outlet="Inland Post")).articles[0].copy_of == (
        original
    )
    (copy,) = take_in(other, outlet="Inland Post").articles
    assert copy.copy_of == original
    (third,) = take_in(STORY, outlet="Coast Courier").articles
    assert third.copy_of == original


def test_a_name_in_two_stories_is_one_speaker_and_one_name_alone_is_not() -> None:
    take_in("“Fine,” said harbour master Ada Quill.\n\n“Good,” said Mira.")
    take_in("“Not at all,” ADA QUILL’s deputy heard Ada Quill say.")
    take_in("“Never,” said Ada Quill on Tuesday.\n\n“Bad,” said Mira.")
    assert Speaker.objects.filter(name="Ada Quill").count() == 1
    assert Speaker.objects.filter(name="Mira").count() == 2


@pytest.mark.parametrize(
    ("paste", "message"),
    [
        ("", "no text"),
        (" \n\t ", "no text"),
        ("\x00\u200b", "no words"),
        ("…—!?\n\n***", "no words"),
        ("word " * 200_000, "500,000"),
        ("\x89PNG\r\n\x1a\n" + "\x00\x01\x02\x03ab" * 50, "inside of a file"),
        ("%PDF-1.7 \x00\x8f\x0e\x02" + "\ufffd\ufffd\x04x" * 90, "inside of a file"),
        (
            "Le maire a déclaré lundi que le pont resterait fermé pendant deux"
            " semaines. « Nous n’avons pas le choix », a-t-il dit aux habitants du"
            " quartier réunis devant la mairie.",
            "English",
        ),
        (
            "Der Minister sagte am Montag, die Brücke bleibe bis zum Sommer"
            " geschlossen. „Wir haben keine Wahl“, sagte er vor der Presse in der"
            " Hauptstadt und in den Orten an der Küste.",
            "English",
        ),
        ("قال الوزير يوم الاثنين إن الجسر سيبقى مغلقا حتى الصيف. " * 6, "English"),
        ("部长星期一表示大桥将关闭到夏天 " * 30, "English"),
    ],
    ids=lambda value: ascii(value)[:24],
)
def test_what_cannot_be_read_is_refused_in_words(paste: str, message: str) -> None:
    before = rows()
    with pytest.raises(ingest.Refused, match=message):
        take_in(paste)
    assert rows() == before


@pytest.mark.parametrize(
    "paste",
    [
        "“Great day \ud83d” said Ola Bergland.",
        "“All clear,”\x00 said Maria Lindgren.",
        "“We won 🎉👍🏿 e\u0301 👩‍👩‍👧,” said Kei Morita.",
        "Mayor Omar Nasser said the sign read ‏“مغلق حتى الصيف”‏ and nothing else.",
        "“<img src=x onerror=alert(1)> & more,” said <b>Ola</b> Bergland.",
        '"' * 100_000,
        "“" * 50_000 + "” said",
    ],
    ids=lambda value: ascii(value)[:24],
)
def test_odd_text_is_taken_in_whole(paste: str) -> None:
    text = paste if '"' * 9 not in paste else f"Ada Quill said {paste}"
    (article,) = take_in(text).articles
    for quote in article.quotes.all():
        pieces = [article.text[start:end] for start, end in quote.content]
        assert quote.text == " ".join(pieces)


def test_a_date_that_is_still_to_come_is_left_out_and_named() -> None:
    later = timezone.localdate() + timedelta(days=40)
    paste = f"Pier opens\n\nPublished {later:%-d %B %Y}\n\n“Fine,” said Ada Quill."
    (read,) = ingest.read(paste, Details()).articles
    assert read.published_on is None
    assert any("future" in warning for warning in read.warnings)


def test_lost_characters_are_named() -> None:
    (read,) = ingest.read("?We won?t move,? said Ewa Lindgren.", Details()).articles
    assert any("lost" in warning for warning in read.warnings)
    assert read.statements == ()


def test_samples_load_once() -> None:
    taken = ingest.load_samples(by=None)
    assert len(taken.articles) >= 12
    assert Article.objects.exclude(copy_of=None).count() >= 1
    again = ingest.load_samples(by=None)
    assert (again.articles, len(again.known)) == ([], len(taken.articles))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("other", [{}, {"outlet": "Coast Courier"}], ids=str)
def test_two_at_once_make_everything_once(other: dict[str, Any]) -> None:
    ingest.read(STORY, Details())  # so that both reach the database together
    start = Barrier(4)

    def paste(details: Details) -> ingest.TakenIn:
        start.wait()
        try:
            return ingest.take_in(STORY, details, by=None)
        finally:
            connection.close()

    first = Details(outlet="Inland Post")
    with ThreadPoolExecutor(4) as pool:
        taken = list(
            pool.map(paste, [first, Details(**other or {"outlet": "Inland Post"})] * 2)
        )
    wanted = 2 if other else 1
    assert sum(len(one.articles) for one in taken) == wanted
    assert Article.objects.filter(copy_of=None).count() == 1
    assert Speaker.objects.filter(name="Ada Quill").count() == 1


def test_what_is_longer_than_any_name_is_cut() -> None:
    paste = f"“Fine,” said {'A' + 'a' * 180} {'B' + 'b' * 180}."
    (article,) = take_in(paste, outlet="O" * 250).articles
    assert article.outlet and len(article.outlet.name) == 200


@pytest.mark.parametrize("name", ["\ufdfa" * 100, "The Guardian", "O’Neill’s Post"])
def test_an_outlet_keeps_its_name_and_is_known_by_it(name: str) -> None:
    row = outlets.find_or_make(name)
    assert row.name == name
    assert outlets.find_or_make(name.upper()) == row
    assert outlets.find_or_make(f"The {name}".replace("The The", "The")) == row


@pytest.mark.parametrize(
    "names", [["AFP", "Agence France-Presse"], ["Kyodo", "Kyodo News"]]
)
def test_a_well_known_outlet_is_one_row_by_whatever_name(names: list[str]) -> None:
    assert outlets.find_or_make(names[0]) == outlets.find_or_make(names[1])


def test_an_alias_is_known_however_it_is_written() -> None:
    row = Outlet.objects.create(
        name="Agence Côtière", slug="agence-cotiere", aliases=["ÄC"]
    )
    assert outlets.find_or_make("ac") == row
