"""Eight editors at one time: what is saved is in history and data, the rest is told."""

import pytest
from django.contrib.auth.models import Permission, User

from articles.models import Speaker
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
