"""Ends that are dragged to a place or moved by handles; a source by one key."""

from typing import Any

import pytest
from django.test import Client

from articles import annotate, history
from articles.models import Article, Quote
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = """🎉👍🏿 Pier closed

“The pier is shut,” cafe\u0301 owner Ada Quill told the crews. “It will open in May.”

Two senior port officials warned that the audit was late."""
SPLIT = ["The pier is shut,", "It will open in May."]


def at(words: str) -> int:
    """The place behind these words."""
    return TEXT.index(words) + len(words)


@pytest.fixture
def article() -> Article:
    return factories.article(TEXT)


@pytest.fixture
def quote(article: Article) -> Quote:
    return factories.statement(
        content=SPLIT[0], source="Ada Quill", cue="told", within=article
    )


@pytest.fixture
def split(quote: Quote) -> Quote:
    spans = [(TEXT.index(piece), at(piece)) for piece in SPLIT]
    Quote.objects.filter(pk=quote.pk).update(content=spans)
    return now(quote)


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(factories.editor())
    return client


def now(quote: Quote) -> Quote:
    return Quote.objects.get(pk=quote.pk)


def told(quote: Quote) -> list[str]:
    return [TEXT[start:end] for start, end in now(quote).content]


def send(desk: Client, quote: Quote, act: str = "borders", **fields: Any) -> Any:
    data = {"version": 1, "on": "article", **fields}
    address = f"/quotes/{quote.pk}/{act}/"
    return desk.post(address, data, headers={"HX-Request": "true"})


def test_the_page_tells_editors_where_the_ends_are(desk, client, split):
    address = split.article.get_absolute_url()
    page = desk.get(address).content.decode()
    one, two = (f"content:{TEXT.index(p)}-{at(p)}" for p in SPLIT)
    cue, source = at("told") - 4, at("Ada Quill") - 9
    ends = f"{one} {two} cue:{cue}-{cue + 4} source:{source}-{source + 9}"
    assert f'data-ends="{ends}"' in page and "js/handles" in page
    annotate.reject(split.pk, version=1, by=factories.editor())
    assert "data-ends" not in desk.get(address).content.decode()
    client.logout()
    page = client.get(address).content.decode()
    assert "data-ends" not in page and "js/handles" not in page


DRAGGED = [
    ("content.end.0", at("pier i"), ["The pier is", SPLIT[1]], "words up to"),
    ("content.end.0", at("cafe"), ["“The pier is shut,” cafe\u0301", SPLIT[1]], ""),
    ("content.start.0", at("The p"), ["pier is shut,", SPLIT[1]], "words from"),
    ("content.start.1", at("It w"), [SPLIT[0], "will open in May."], "words from"),
    ("content.start.1", at("is sh"), ["The pier is shut,” cafe\u0301 owner Ada Quill"
     " told the crews. “It will open in May.”"], ""),
]  # fmt: skip


@pytest.mark.parametrize(("handle", "to", "words", "said"), DRAGGED)
def test_an_end_of_any_piece_is_dragged_and_undone(
    desk, split, handle, to, words, said
):
    response = send(desk, split, handle=handle, to=to)
    assert response.status_code == 200 and said in response.content.decode()
    assert told(split) == words
    assert (now(split).status, now(split).version) == ("corrected", 2)
    assert [act.act for act in history.of(split)][0] == "borders moved"
    desk.post(f"/articles/{split.article_id}/undo/")
    assert told(split) == SPLIT and now(split).status == "machine"


def test_arrow_keys_move_the_end_of_a_piece_cue_or_source(desk, split):
    send(desk, split, handle="content.end.0", by=-1)
    send(desk, split, handle="content.start.1", by=1, version=2)
    send(desk, split, handle="cue.end.0", by=2, version=3)
    send(desk, split, handle="source.start.0", to=at("own"), version=4)
    assert told(split) == ["The pier is", "will open in May."]
    assert [TEXT[a:b] for a, b in now(split).cue] == ["told the crews"]
    assert now(split).source_text == "owner Ada Quill"


NO_ENDS = [
    {"handle": "content.middle.0", "to": "60"},
    {"handle": "", "to": "60"},
    {"handle": "content.end.0"},
    {"handle": "content.end.0", "by": "0"},
    {"handle": "content.end.0", "to": "-3"},
    {"handle": "content.end.0", "to": "٣"},
    {"handle": "content.end.0", "to": "9999999999"},
    {"handle": "content.end.0", "to": "99999"},
    {"handle": "content.end.0", "to": str(at("Pier"))},  # past its own start
    {"handle": "content.end.0", "to": str(at("is shu"))},  # where it is
    {"handle": "content.end.7", "to": "60"},
]


@pytest.mark.parametrize("sent", NO_ENDS)
def test_what_is_no_end_or_no_place_is_refused_and_changes_nothing(desk, quote, sent):
    response = send(desk, quote, **sent)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert (now(quote).version, told(quote)) == (1, SPLIT[:1])
    assert not history.of(quote)[0].by  # nothing but what the machine did


def test_a_stale_drag_shows_both_and_can_be_done_all_the_same(desk, quote):
    annotate.to_name(quote.pk, "Ruth Abara", version=1, by=factories.editor())
    response = send(desk, quote, handle="content.end.0", to=at("pier is"))
    page = response.content.decode()
    assert response.status_code == 409
    assert (
        "move the end of the words to between “pier is” and “shut cafe\u0301”" in page
    )
    assert 'name="handle" value="content.end.0"' in page
    assert f'name="to" value="{at("pier is")}"' in page
    assert told(quote) == SPLIT[:1]
    send(desk, quote, handle="content.end.0", to=at("pier is"), version=2)
    assert told(quote) == ["The pier is"]
    assert str(now(quote).speaker) == "Ruth Abara"


@pytest.fixture
def officials(article: Article) -> Quote:
    return factories.statement(
        content="the audit was late", cue="warned", within=article,
        source="Two senior port officials", source_kind="unknown",
    )  # fmt: skip


def test_unnamed_by_one_key_takes_what_the_words_tell(desk, officials):
    page = desk.get(officials.article.get_absolute_url()).content.decode()
    assert 'value="as-read"' in page and 'data-key="u"' in page
    response = send(desk, officials, "source", **{"as": "as-read"})
    page = response.content.decode()
    assert "Statement 1: by Two senior port officials, unnamed." in page
    assert 'data-key="u"' not in page and 'data-key="x"' in page
    source = now(officials).anonymous
    assert source and (source.count_min, source.count_max, source.level) == (
        2, 2, "senior",
    )  # fmt: skip
    assert now(officials).source_kind == "anonymous"
    stale = send(desk, officials, "source", **{"as": "as-read"})
    assert stale.status_code == 409
    assert "unnamed: Two senior port officials" in stale.content.decode()
    desk.post(f"/articles/{officials.article_id}/undo/")
    assert now(officials).anonymous is None


def test_unknown_by_one_key(desk, quote):
    response = send(desk, quote, "source", **{"as": "unknown"})
    page = response.content.decode()
    assert (now(quote).source_kind, now(quote).speaker) == ("unknown", None)
    assert 'data-key="x"' not in page and 'data-key="u"' in page
    for key in ("u", "x"):
        assert (
            f"<dt><kbd>{key}</kbd></dt>"
            in desk.get(quote.article.get_absolute_url()).content.decode()
        )
