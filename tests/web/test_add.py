"""The paste form: preview before saving, then saving."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import ingest
from articles.ingest import Details
from articles.models import Article, Paste, Quote
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.model]

STORY = """Pier will open in May

By Runa Aldana

“The pier will open in May,” harbour master Ada Quill told Harbour Wire on Monday. \
Quill said the cranes had been tested twice.

Two senior port officials said the audit was late, according to Coast Courier."""

SECOND = """Ferry loses its captain

By Tove Harnack

“I have had enough,” captain Mira Holm said on Tuesday. She denied that the owners had \
paid her to leave."""

TWO = f"{STORY}\n\nContinue reading\n\n{SECOND}"


@pytest.fixture
def vera():
    return factories.editor()


@pytest.fixture
def editor(vera):
    client = Client()
    client.force_login(vera)
    return client


def words(body):
    return " ".join(re.sub(r"<[^>]*>|&nbsp;", " ", body).split())


def test_the_form_for_editors_alone(client, editor):
    factories.outlet("Harbour Wire")
    page = editor.get("/articles/add/").content.decode()
    assert '<option value="Harbour Wire">' in page
    assert "aria-invalid" not in page
    away = client.get("/articles/add/")
    assert away["Location"] == "/login/?next=/articles/add/"
    client.force_login(factories.reader())
    for address in ("/articles/add/", "/articles/preview/"):
        assert client.get(address).status_code == 403
        assert client.post(address, {"text": STORY}).status_code == 403
    assert editor.put("/articles/add/").status_code == 405
    assert not Article.objects.exists()


def test_preview_shows_what_would_be_saved_and_saves_nothing(editor):
    sent = {"text": STORY, "outlet": "Inland Post", "published_on": "2025-03-05"}
    part = editor.post("/articles/preview/", sent, headers={"HX-Request": "true"})
    page = editor.post("/articles/preview/", sent)
    for response in (part, page):
        body = response.content.decode()
        told = words(body)
        assert response.status_code == 200
        assert (
            "Pier will open in May Inland Post · 5 March 2025 · by Runa Aldana" in told
        )
        assert "3 statements" in told
        assert (
            "Ada Quill harbour master direct · said 3 Mar 2025 told → Harbour Wire"
            in told
        )
        assert "Two senior port officials unnamed indirect" in told
    assert part.content.decode().lstrip().startswith('<section id="preview"')
    assert "HX-Request" in part["Vary"] and "no-cache" in part["Cache-Control"]
    assert "Quill said the cranes" in page.content.decode()  # in the form
    assert not Article.objects.exists() and not Paste.objects.exists()


def test_an_address_of_a_preview_leads_to_the_form(editor):
    assert editor.get("/articles/preview/")["Location"] == "/articles/add/"


def test_one_article_is_saved_and_shown(editor, vera):
    response = editor.post("/articles/add/", {"text": STORY}, follow=True)
    article = Article.objects.get()
    assert response.redirect_chain == [(article.get_absolute_url(), 302)]
    assert "The article is saved." in response.content.decode()
    assert (article.title, article.added_by) == ("Pier will open in May", vera)
    assert article.quotes.count() == 3


def test_what_is_typed_wins_over_what_is_found(editor):
    typed = {
        "text": STORY,
        "outlet": " Inland   Post ",
        "published_on": "2025-03-05",
        "title": "My title",
        "url": "inland.example/pier",
    }
    editor.post("/articles/add/", typed)
    article = Article.objects.get()
    assert (str(article.outlet), article.title, article.published_on, article.url) == (
        "Inland Post",
        "My title",
        date(2025, 3, 5),
        "https://inland.example/pier",
    )


def test_several_articles_are_saved_and_named(editor):
    preview = words(editor.post("/articles/preview/", {"text": TWO}).content.decode())
    assert "Article 1 of 2" in preview and "Article 2 of 2" in preview
    response = editor.post("/articles/add/", {"text": TWO}, follow=True)
    assert response.redirect_chain == [("/articles/", 302)]
    body = response.content.decode()
    for article in Article.objects.all():
        assert f'<a href="{article.get_absolute_url()}">{article.title}</a>' in body
    assert "Saved:" in body and "already" not in body
    assert Article.objects.count() == 2


def test_the_same_article_twice_leads_to_the_first(editor):
    editor.post("/articles/add/", {"text": STORY})
    article = Article.objects.get()
    numbers = (Quote.objects.count(), Paste.objects.count())
    preview = editor.post("/articles/preview/", {"text": STORY}).content.decode()
    assert "You have this article already" in preview
    assert article.get_absolute_url() in preview
    response = editor.post("/articles/add/", {"text": STORY + "\n"}, follow=True)
    assert response.redirect_chain == [(article.get_absolute_url(), 302)]
    assert "You have this article already" in response.content.decode()
    assert (Quote.objects.count(), Paste.objects.count()) == numbers


def test_of_two_articles_one_is_known(editor):
    editor.post("/articles/add/", {"text": SECOND})
    body = editor.post("/articles/add/", {"text": TWO}, follow=True).content.decode()
    assert re.search(r"Saved: <a[^>]*>Pier will open in May</a>\.", body)
    assert re.search(
        r"You had these already: <a[^>]*>Ferry loses its captain</a>\.", body
    )
    assert Article.objects.count() == 2


def test_a_wire_copy_is_named_before_and_after(editor):
    editor.post("/articles/add/", {"text": STORY, "outlet": "Harbour Wire"})
    again = {"text": STORY, "outlet": "Inland Post"}
    preview = words(editor.post("/articles/preview/", again).content.decode())
    assert "A wire copy: the same words as Pier will open in May (Harbour Wire)" in (
        preview.replace("( ", "(").replace(" )", ")")
    )
    body = editor.post("/articles/add/", again, follow=True).content.decode()
    assert "A wire copy" in body
    assert Article.objects.exclude(copy_of=None).count() == 1


def test_a_title_with_markup_is_shown_as_it_is(editor):
    title = "<script>alert(1)</script>"
    for _ in range(2):
        body = editor.post(
            "/articles/add/", {"text": TWO.replace("Pier will", title)}, follow=True
        ).content.decode()
        assert title not in body and "&lt;script&gt;alert(1)" in body


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("published_on", "31.2.2025", "“31.2.2025” is not a date"),
        ("published_on", "yesterday", "“yesterday” is not a date"),
        (
            "published_on",
            str(timezone.localdate() + timedelta(days=2)),
            "lies in the future",
        ),
        ("url", "not an address", "not a web address"),
        ("url", "javascript:alert(1)", "not a web address"),
        ("url", "https://x.example/" + "a" * 2000, "at most 2000"),
        ("title", "x" * 501, "at most 500"),
        ("outlet", "x" * 201, "at most 200"),
    ],
)
def test_bad_details_are_named_and_everything_typed_is_kept(
    editor, field, value, message
):
    typed = {"text": STORY, "outlet": "Inland Post", "title": "My title", field: value}
    for address in ("/articles/add/", "/articles/preview/"):
        for headers in ({}, {"HX-Request": "true"}):
            response = editor.post(address, typed, headers=headers)
            body = response.content.decode()
            assert response.status_code == 422
            assert message in body
            if not headers:
                assert "Quill said the cranes" in body
                for name in ("outlet", "title", field):
                    assert f'name="{name}" value="{typed[name]}"' in body
                assert 'aria-invalid="true"' in body
    assert not Article.objects.exists() and not Paste.objects.exists()


def test_today_is_no_future_and_no_control_character_reaches_a_line(editor):
    typed = {
        "text": STORY,
        "published_on": str(timezone.localdate()),
        "outlet": "In\x00land\u202e Post",
        "title": "\x00Pier\n",
    }
    assert editor.post("/articles/add/", typed).status_code == 302
    article = Article.objects.get()
    assert (str(article.outlet), article.title) == ("In land Post", "Pier")


def test_a_session_that_ended_keeps_the_text(client):
    for headers in ({}, {"HX-Request": "true"}):
        response = client.post("/articles/add/", {"text": STORY}, headers=headers)
        body = response.content.decode()
        assert response.status_code == 403
        assert (
            "not logged in any more" in body and "/login/?next=/articles/add/" in body
        )
    response = client.post("/articles/add/", {"text": STORY, "title": "My title"})
    body = response.content.decode()
    assert "Quill said the cranes" in body and 'value="My title"' in body
    assert ">Save<" not in body
    assert not Article.objects.exists()


def test_another_was_quicker(editor, vera):
    """Two clicks, or two editors: the second one gets to the first one's article."""
    ingest.take_in(STORY, Details(), by=vera)
    response = editor.post("/articles/add/", {"text": STORY})
    assert response["Location"] == Article.objects.get().get_absolute_url()
