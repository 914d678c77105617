"""What every page answers with, and requests that are refused before a view."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from articles.extraction.tagger import loading

FORM = "application/x-www-form-urlencoded"
TOO_MUCH = "text=" + "a" * 2000


@pytest.fixture
def small_limit(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024


def test_headers(client, db):
    response = client.get("/login/")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert re.fullmatch(r"app;dur=\d+\.\d", response.headers["Server-Timing"])


@pytest.fixture
def sender(db, small_limit):
    """A browser that has opened the form: only then is what it sends looked at."""
    client = Client(enforce_csrf_checks=True)
    client.get("/login/")
    return client


def test_too_much_at_once(sender):
    response = sender.post("/login/", TOO_MUCH, FORM)
    assert response.status_code == 413
    assert "the most that Newsdesk takes at once" in response.text
    assert "<html" in response.text


def test_too_much_inside_a_page(sender):
    response = sender.post("/login/", TOO_MUCH, FORM, headers={"HX-Request": "true"})
    assert response.status_code == 413
    assert "the most that Newsdesk takes at once" in response.text
    assert "<html" not in response.text
    assert response.headers["HX-Reswap"] == "innerHTML"


def test_reading_closed(client, db, settings):
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE,
        "articles.access.ReadingNeedsAccount",
    ]
    response = client.get("/")
    assert response.status_code == 302
    assert response.headers["Location"] == "/login/?next=/"
    assert client.get("/login/").status_code == 200
    client.force_login(get_user_model().objects.create_user("reader"))
    assert client.get("/").status_code == 200


def test_login_over_plain_http(client, db):
    get_user_model().objects.create_user("editor", password="a long password")
    response = client.post(
        "/login/", {"username": "editor", "password": "a long password"}
    )
    assert response.status_code == 302
    assert not response.cookies["sessionid"]["secure"]


def test_administrators_see_that_the_rules_work_alone(admin_client, monkeypatch):
    body = admin_client.get("/admin/").text
    assert "found by rules alone" not in body
    monkeypatch.setattr(loading, "trouble", lambda: "There is no tagger at /nowhere.")
    body = admin_client.get("/admin/").text
    assert "found by rules alone" in body
    assert "There is no tagger at /nowhere." in body
