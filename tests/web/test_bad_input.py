"""Whatever is pasted gets a page that says what happened, and nothing half-saved."""

import re
from urllib.parse import quote_from_bytes

import pytest
from django.apps import apps
from django.test import Client

from articles import rows
from articles.models import Article
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.model]

FRENCH = (
    "Le maire a déclaré lundi que le pont resterait fermé pendant deux semaines. « Nous"
    " n’avons pas le choix », a-t-il dit aux habitants du quartier réunis devant la"
    " mairie, où le vent soufflait."
)
ARABIC = "قال الوزير يوم الاثنين إن الجسر سيبقى مغلقا حتى الصيف. " * 6


@pytest.fixture
def editor():
    client = Client()
    client.force_login(factories.editor())
    return client


def counts():
    """How many rows every table of the newsroom holds, history included."""
    models = apps.get_app_config("articles").get_models(include_auto_created=True)
    return {model._meta.label: model._default_manager.count() for model in models}


def send(client, address, text, **data):
    """Send as a browser does: bytes that need not be UTF-8, in a form."""
    raw = text if isinstance(text, bytes) else text.encode()
    body = "text=" + quote_from_bytes(raw)
    body += "".join(f"&{name}={value}" for name, value in data.items())
    return client.post(address, body, content_type="application/x-www-form-urlencoded")


REFUSED = {
    "empty": ("", "There is no text yet"),
    "spaces": (" \r\n\t\u00a0 \u2003 ", "There is no text yet"),
    "nothing but marks": ("…—!?\n\n***", "no words in this text"),
    "5 MB": ("The pier is late, she said. " * 190_000, "up to 500,000 at a time"),
    "binary": (
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        "the inside of a file",
    ),
    "French": (FRENCH, "does not look like English"),
    "Arabic": (ARABIC, "does not look like English"),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_and_kept(editor, text, message):
    before = counts()
    for address in ("/articles/add/", "/articles/preview/"):
        response = send(editor, address, text, title="My+title")
        body = response.content.decode()
        assert response.status_code == 422
        assert message in body
        assert 'value="My title"' in body
        kept = re.search(r'<textarea name="text".*?>(.*?)</textarea>', body, re.S)
        assert kept
        sent = text if isinstance(text, str) else text.decode(errors="replace")
        plain = re.sub(r"[&<>'\"]|&[a-z#0-9]+;|\s", "", sent)
        assert plain[:2000] in re.sub(r"&[a-z#0-9x]+;|\s", "", kept[1])
    assert counts() == before


ODD = {
    "NUL": "“All clear,”\x00 said Maria Lindgren.",
    "half a surrogate pair": b"\xe2\x80\x9cGreat day \xed\xa0\xbd\xe2\x80\x9d said Ola Bergland.",
    "not UTF-8": "Olaf Bergström said the café was très full.".encode("latin-1"),
    "emoji and combining marks": "“We won 🎉👍🏿 e\u0301 👩‍👩‍👧,” said Kei Morita.",
    "right to left": "Mayor Omar Nasser said the sign read ‏“مغلق حتى الصيف”‏ and no more.",
    "an override of direction": "Mayor Omar Nasser said \u202ethe sign was down.",
    "HTML and script": "“<img src=x onerror=alert(1)> & more,” said <b>Ola</b> Bergland."
    " <script>alert(2)</script> “</textarea><script>alert(3)</script>” she said.",
    "100,000 quotation marks": "Ada Quill said " + '"' * 100_000,
    "100,000 opening marks": "Ada Quill said " + "“" * 100_000,
    "no statement": "The ferry left at nine. It was cold on the pier.",
    "template marks": "{{ 7|add:7 }} {% csrf_token %} “Fine,” said Ada Quill.",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_text_is_previewed_saved_and_shown(editor, text):
    before = counts()
    preview = send(editor, "/articles/preview/", text)
    assert preview.status_code == 200
    assert counts() == before
    saved = send(editor, "/articles/add/", text)
    article = Article.objects.get()
    assert saved["Location"] == article.get_absolute_url()
    pages = [article.get_absolute_url(), "/articles/"]
    pages += [quote.get_absolute_url() for quote in article.quotes.all()[:2]]
    for address in pages:
        response = editor.get(address)
        assert response.status_code == 200
        for script in re.findall(r"<script[^>]*>", response.content.decode()):
            assert " src=" in script or "ld+json" in script
        assert "<img" not in response.content.decode()


def test_a_text_without_any_statement_says_so(editor):
    text = ODD["no statement"]
    assert (
        "No statement was found"
        in send(editor, "/articles/preview/", text).content.decode()
    )
    send(editor, "/articles/add/", text)
    page = editor.get(Article.objects.get().get_absolute_url()).content.decode()
    assert "0 statements found" in page


def test_a_failure_in_the_middle_leaves_nothing_behind(editor, monkeypatch):
    def fail(*args):
        raise RuntimeError("the disk is full")

    before = counts()
    monkeypatch.setattr(rows, "save_parts", fail)
    with pytest.raises(RuntimeError):
        send(editor, "/articles/add/", "“Fine,” said Ada Quill.")
    assert counts() == before


def test_a_form_without_fields_and_more_than_any_paste_may_hold(editor, settings):
    assert editor.post("/articles/add/").status_code == 422
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    before = counts()
    for address in ("/articles/add/", "/articles/preview/"):
        response = send(editor, address, "x" * (2 * 1024 * 1024))
        assert response.status_code == 413
        assert "1 MB" in response.content.decode()
    assert counts() == before
