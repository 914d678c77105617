"""The way in: an empty installation, samples, the log-in, a closed door."""

import pytest
from django.urls import reverse

from tests import factories
from tests.factories import editor
from tests.web.statements.listing import STATEMENTS

pytestmark = pytest.mark.django_db


def test_empty_installation_invites(client):
    text = client.get(STATEMENTS).content.decode()
    assert "Newsdesk reads the news articles" in text
    assert reverse("articles:samples") not in text and "Log in" in text
    client.force_login(editor())
    text = client.get(STATEMENTS).content.decode()
    assert reverse("articles:samples") in text and "Paste an article" in text


def test_samples_are_for_editors(client):
    samples = reverse("articles:samples")
    assert client.post(samples).status_code == 401
    client.force_login(factories.reader())
    assert client.post(samples).status_code == 403
    client.force_login(editor())
    assert client.get(samples).url == STATEMENTS
    assert client.put(samples).status_code == 405


@pytest.mark.model
def test_load_samples(client):
    client.force_login(editor())
    response = client.post(reverse("articles:samples"), follow=True)
    assert "sample articles were taken in" in response.content.decode()
    assert response.context["listing"].counts.summary.statements > 20


def test_login(client):
    user = editor()
    page = reverse("login")
    assert "Password" in client.get(page).content.decode()
    wrong = client.post(page, {"username": user.username, "password": "wrong"})
    assert "Please enter a correct username" in wrong.content.decode()
    assert user.username in wrong.content.decode()
    right = client.post(page, {"username": user.username, "password": "pass-it-on"})
    assert right.url == STATEMENTS


def test_no_such_page(client):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()
