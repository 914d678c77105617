"""All statements of one source in an article, in one act."""

import re
from typing import Any

import pytest

from articles import annotate, history
from articles.models import Article, Quote, Speaker
from tests import factories
from tests.web.editing.ferry import HTMX, now, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def mention(article: Article, quote: Quote) -> list[Quote]:
    """Three statements of one source in the article."""
    more = [
        factories.statement(
            content=content, source="She", cue="", within=article, speaker=quote.speaker
        )
        for content in ("nobody had told the crews", "the city would pay")
    ]
    return [quote, *more]


WHO = [
    ({"name": "Bo Strand", "kind": "person"}, "Bo Strand"),
    ({"as": "unnamed", "description": "a cook", "count_min": "1"}, None),
    ({"as": "unknown"}, None),
]


@pytest.mark.parametrize(("who", "name"), WHO)
def test_all_of_a_mention_in_one_act_undone_as_one(desk, mention, who, name):
    first, *others = mention
    form = desk.get(f"/quotes/{first.pk}/source/?on=article", headers=HTMX)
    assert "and the other 2 by this source" in form.content.decode()
    every: dict[str, Any] = {
        "every": "on",
        "mention": [f"{one.pk}.1" for one in others],
    }
    response = send(desk, first, "source", **who, **every)
    page = response.content.decode()
    assert response.status_code == 200
    assert [f'id="q{one.pk}"' in page for one in mention] == [True] * 3
    assert {now(one).speaker and str(now(one).speaker) for one in mention} == {name}
    assert len({now(one).anonymous_id for one in mention}) == 1
    assert len({history.of(one)[0].key for one in mention}) == 1
    desk.post(f"/articles/{first.article_id}/undo/")
    assert {str(now(one).speaker) for one in mention} == {"Ada Quill"}
    assert {now(one).status for one in mention} == {"machine"}


def test_one_stale_statement_of_a_mention_stops_all(desk, mention):
    first, second, third = mention
    annotate.to_unknown(third.pk, version=1, by=factories.editor())
    every: dict[str, Any] = {
        "every": "on",
        "mention": [f"{one.pk}.1" for one in (second, third)],
    }
    who = {"name": "Bo Strand", "kind": "person"}
    refused = send(desk, first, "source", **who, **every)
    page = refused.content.decode()
    assert refused.status_code == 409 and third.text in page
    assert {str(now(one).speaker) for one in (first, second)} == {"Ada Quill"}
    assert not Speaker.objects.filter(name="Bo Strand").exists()
    typed = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    assert ("mention", f"{third.pk}.2") in typed and ("version", "1") in typed
    every["mention"][1] = f"{third.pk}.2"
    send(desk, first, "source", **who, **every)
    assert {str(now(one).speaker) for one in mention} == {"Bo Strand"}
    elsewhere = factories.statement()
    mixed: dict[str, Any] = {"every": "on", "mention": [f"{elsewhere.pk}.1"]}
    assert send(desk, first, "source", 2, **who, **mixed).status_code == 422
    assert now(elsewhere).version == 1
