"""Eight editors at one time: what is saved is in history and data, the rest is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from articles import acts
from articles.models import Claim, Quote, Speaker
from articles.tray import Tray
from tests import factories
from tests.bench.editors import NAMES, Editor, prove, states, words, work

EDITORS, EACH = 8, 10


@pytest.fixture
def editors(live_server) -> list[Editor]:
    """People with accounts; the group of editors goes when tables are emptied."""
    may = Permission.objects.get(codename="change_quote")
    for number in range(EDITORS):
        user = User.objects.create_user(f"editor-{number}", password="pass-it-on")
        user.user_permissions.add(may)
    return [
        Editor(live_server.url, f"editor-{number}", "pass-it-on")
        for number in range(EDITORS)
    ]


def test_no_edit_is_lost_and_no_refusal_is_silent(editors: list[Editor]) -> None:
    for number, who in enumerate(NAMES):
        said = f"The pier number {number} is safe"
        factories.statement(f"“{said},” {who} said.", said, source=who)
    start = states()
    slugs = list(Speaker.objects.values_list("slug", flat=True))
    edits = work(editors, EACH, list(start), slugs)
    proof = prove(edits, start)
    assert not proof.wrong
    assert proof.saved + proof.refused == EDITORS * EACH
    assert proof.saved >= EACH and not proof.unanswered
    stale = [edit for edit in edits if edit.status == 409]
    assert stale, "eight editors on five statements meet"
    for edit in stale:
        assert "Nothing of yours was saved" in words(edit)
        assert f'value="{edit.why}"' in edit.said, "what was typed is kept"


@pytest.mark.django_db(transaction=True)
def test_of_two_acts_that_wait_for_each_other_one_is_refused() -> None:
    """Each renames one speaker and then the other's: the database gives one of them up."""
    keys = [factories.speaker(name).pk for name in NAMES[:2]]
    both_have_one = Barrier(2, timeout=30)

    def rename(first: int, second: int) -> str:
        try:
            with acts.act("renamed", by=None):
                Speaker.objects.filter(pk=first).update(note=f"by {first}")
                both_have_one.wait()
                Speaker.objects.filter(pk=second).update(note=f"by {first}")
            return "saved"
        except acts.Refused as refused:
            return str(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        told = sorted(people.map(rename, keys, reversed(keys)))
    assert told[1] == "saved" and "try again" in told[0]
    assert len(set(Speaker.objects.values_list("note", flat=True))) == 1


@pytest.mark.django_db(transaction=True)
def test_editors_who_come_at_one_moment_are_given_different_statements() -> None:
    for number in range(2 * EDITORS):
        factories.statement(f"“It is {number},” Ilse Brandt said.", f"It is {number}")
    people = [factories.editor() for _ in range(EDITORS)]
    together = Barrier(EDITORS, timeout=30)

    def begin(editor: User) -> list[int | None]:
        try:
            together.wait()
            first = Tray(QueryDict()).give_next(to=editor)
            together.wait()
            left = Quote.objects.get(pk=first or 0)
            return [first, Tray(QueryDict()).give_next(to=editor, after=left)]
        finally:
            connection.close()

    with ThreadPoolExecutor(EDITORS) as desks:
        firsts, seconds = zip(*desks.map(begin, people), strict=True)
    assert len(set(firsts)) == len(set(seconds)) == EDITORS
    assert Claim.objects.filter(until__gt=timezone.now()).count() == EDITORS
