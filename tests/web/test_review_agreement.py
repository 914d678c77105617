"""Where editors differ: the second look, and the figures for administrators."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import acts, agreement, annotate
from articles.models import Quote
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def vera():
    return factories.editor()


@pytest.fixture
def mara():
    return factories.editor()


@pytest.fixture
def quote():
    return factories.statement()


def version(quote):
    return Quote.objects.get(pk=quote.pk).version


def give(quote, name, by):
    annotate.to_name(quote.pk, name, version=version(quote), by=by)


def confirm(quote, by):
    annotate.confirm(quote.pk, version=version(quote), by=by)


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def figures():
    return [
        (pair.agree, pair.source, pair.words, pair.existence)
        for pair in agreement.by_pair()
    ]


def test_a_second_look_ends_when_two_agree(vera, mara, quote):
    give(quote, "Bo Strand", vera)
    assert agreement.differing() == []
    give(quote, "Ruth Abara", mara)
    assert agreement.differing() == [quote.pk]
    desk = logged_in(vera)
    body = desk.get("/review/?look=second").content.decode()
    assert f'name="quote" value="{quote.pk}"' in body
    assert f"<b>{vera}</b>" in body and f"<b>{mara}</b>" in body
    data = {"quote": quote.pk, "version": version(quote), "as": "confirm"}
    assert desk.post("/review/?look=second", data).status_code == 302
    assert agreement.differing() == []
    assert "Nothing to review" in desk.get("/review/?look=second").content.decode()


def test_a_rejection_against_a_confirmation(vera, mara, quote):
    confirm(quote, vera)
    annotate.reject(quote.pk, version=version(quote), by=mara)
    assert agreement.differing() == [quote.pk]
    assert figures() == [(0, 0, 0, 1)]
    body = logged_in(vera).get("/review/?look=second").content.decode()
    assert f'name="quote" value="{quote.pk}"' in body


def test_what_was_taken_back_by_its_author_does_not_count(vera, mara, quote):
    confirm(quote, vera)
    give(quote, "Ruth Abara", mara)
    acts.undo_last(by=mara)
    assert (agreement.differing(), figures()) == ([], [])
    give(quote, "Ruth Abara", mara)
    assert agreement.differing() == [quote.pk]


def test_an_editor_who_changes_their_mind_differs_with_nobody(vera, quote):
    give(quote, "Bo Strand", vera)
    give(quote, "Ruth Abara", vera)
    confirm(quote, vera)
    assert (agreement.differing(), figures()) == ([], [])


def test_figures_of_each_pair_for_administrators(vera, mara, quote):
    other, third = factories.statement(), factories.statement()
    for one in (quote, other):
        confirm(one, vera)
        confirm(one, mara)
    give(third, "Bo Strand", vera)
    give(third, "Ruth Abara", mara)
    assert figures() == [(2, 1, 0, 0)]
    assert logged_in(vera).get("/review/agreement/").status_code == 403
    root = logged_in(User.objects.create_superuser("root", password="pass-it-on"))
    body = root.get("/review/agreement/").content.decode()
    assert f"{vera} and {mara}" in body or f"{mara} and {vera}" in body
    assert "67 %" in body


def test_no_figures_yet(quote):
    root = logged_in(User.objects.create_superuser("root", password="pass-it-on"))
    assert "No two editors" in root.get("/review/agreement/").content.decode()
