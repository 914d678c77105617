"""The database keeps its promises, whoever writes to it."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Value
from psycopg.types.range import DateRange, Int4Range

from articles.models import (
    AnonymousSource,
    Article,
    JointSpeaker,
    Outlet,
    Paste,
    Quote,
    Relay,
    Speaker,
)
from articles.models.fold import Fold

pytestmark = pytest.mark.django_db

TEXT = "“The pier is open,” harbour master Ada Quill said on Monday."


def make_article(digest: str = "a", text: str = TEXT) -> Article:
    paste = Paste.objects.create(text=text)
    return Article.objects.create(
        text=text, paste=paste, digest=digest, body_digest=digest
    )


def make_quote(article: Article, **values: object) -> Quote:
    defaults: dict[str, object] = {
        "kind": "direct",
        "content": [(1, 17)],
        "cue": [(43, 47)],
        "source_span": Int4Range(20, 42),
        "text": "The pier is open",
        "source_kind": "unknown",
    }
    return Quote.objects.create(article=article, **{**defaults, **values})


def refused(make: object) -> bool:
    """Whether the database refuses, at once or when the transaction ends."""
    try:
        with transaction.atomic():
            make()  # type: ignore[operator]
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError:
        return True
    return False


def test_a_statement_reads_back_as_it_was_written() -> None:
    quote = make_quote(
        make_article(),
        content=[(1, 9), (10, 17)],
        said_on=DateRange(date(2025, 3, 3), date(2025, 3, 3), "[]"),
    )
    quote.refresh_from_db()
    assert quote.content == [(1, 9), (10, 17)]
    assert quote.cue == [(43, 47)]
    assert quote.said_on == DateRange(date(2025, 3, 3), date(2025, 3, 4))


@pytest.mark.parametrize(
    "values",
    [
        {"content": []},
        {"content": [(-1, 4)]},
        {"content": [(1, len(TEXT) + 1)]},
        {"cue": [(3, len(TEXT) + 9)]},
        {"cue": [(-3, 2)]},
        {"source_span": Int4Range(-2, 4)},
        {"source_span": Int4Range(4, 4)},
        {"source_span": Int4Range(4, len(TEXT) + 1)},
        {"content_confidence": 1.2},
        {"attribution_confidence": -0.1},
        {"kind": "oblique"},
        {"source_kind": "ghost"},
        {"polarity": "maybe"},
        {"status": "done"},
    ],
    ids=str,
)
def test_a_nonsense_statement_is_refused(values: dict[str, object]) -> None:
    article = make_article()
    assert refused(lambda: make_quote(article, **values))


def test_a_span_may_end_with_the_text() -> None:
    assert make_quote(make_article(), content=[(0, len(TEXT))]).pk


def test_a_statement_has_one_source_at_most() -> None:
    article = make_article()
    speaker = Speaker.objects.create(name="Ada Quill", slug="ada-quill", kind="person")
    unnamed = AnonymousSource.objects.create(article=article, description="an official")
    assert not refused(
        lambda: make_quote(article, source_kind="person", speaker=speaker)
    )
    assert not refused(
        lambda: make_quote(article, source_kind="anonymous", anonymous=unnamed)
    )
    assert refused(
        lambda: make_quote(
            article, source_kind="person", speaker=speaker, anonymous=unnamed
        )
    )
    assert refused(
        lambda: make_quote(article, source_kind="anonymous", speaker=speaker)
    )
    assert refused(lambda: make_quote(article, source_kind="person", anonymous=unnamed))


def test_an_unnamed_source_stays_in_its_article() -> None:
    other = make_article("other", TEXT + " Again.")
    unnamed = AnonymousSource.objects.create(article=other, description="an official")
    article = make_article()
    assert refused(
        lambda: make_quote(article, source_kind="anonymous", anonymous=unnamed)
    )


@pytest.mark.parametrize(
    ("least", "most", "wrong"),
    [(1, 1, False), (2, None, False), (4, 4, False), (0, 1, True), (3, 2, True)],
)
def test_counts_of_unnamed_sources(least: int, most: int | None, wrong: bool) -> None:
    article = make_article()
    assert wrong == refused(
        lambda: AnonymousSource.objects.create(
            article=article, description="officials", count_min=least, count_max=most
        )
    )


def test_once_only() -> None:
    article = make_article("same")
    assert refused(lambda: make_article("same"))
    speaker = Speaker.objects.create(name="José Lind", slug="jose-lind", kind="person")
    speaker.names.create(name="José Lind")
    assert refused(lambda: speaker.names.create(name="JOSE LIND"))
    Outlet.objects.create(name="Harbour Wire", slug="harbour-wire")
    assert refused(lambda: Outlet.objects.create(name="HARBOUR WIRE", slug="hw"))
    quote = make_quote(article)
    JointSpeaker.objects.create(quote=quote, speaker=speaker)
    assert refused(lambda: JointSpeaker.objects.create(quote=quote, speaker=speaker))


@pytest.mark.parametrize(
    ("positions", "wrong"),
    [([0], False), ([0, 1], False), ([1, 0], False), ([1], True), ([0, 2], True)],
    ids=str,
)
def test_a_chain_has_no_gaps(positions: list[int], wrong: bool) -> None:
    quote = make_quote(make_article())
    outlet = Outlet.objects.create(name="Harbour Wire", slug="harbour-wire")

    def chain() -> None:
        for position in positions:
            Relay.objects.create(
                quote=quote, position=position, outlet=outlet, relation="told"
            )

    assert wrong == refused(chain)


def test_taking_the_first_hop_away_leaves_a_gap() -> None:
    quote = make_quote(make_article())
    outlet = Outlet.objects.create(name="Harbour Wire", slug="harbour-wire")
    for position in (0, 1):
        Relay.objects.create(
            quote=quote, position=position, outlet=outlet, relation="told"
        )
    assert refused(lambda: quote.relays.get(position=0).delete())
    assert not refused(lambda: quote.relays.get(position=1).delete())


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        ("O’Neill", "oneill"),
        ("Oʼneill’s", "oneill"),
        ("ÉCOLE", "ecole"),
        ("Đăng Łukasik", "dang lukasik"),
        ("Straße", "strasse"),
        ("İstanbul Aratlı", "istanbul aratli"),
        ("ΑΘΗΝΑ", "αθηνα"),
        ("МОСКВА", "москва"),
        ("Lo\u0308fgren", "lofgren"),
        ("Mar\u200bia", "maria"),
        ("„gut“ «bon»", '"gut" "bon"'),
        ("two \n spaces", "two spaces"),
    ],
)
def test_folding(words: str, folded: str) -> None:
    got = Outlet.objects.annotate(got=Fold(Value(words))).values_list("got", flat=True)
    Outlet.objects.create(name="Any", slug="any")
    assert got[0] == folded


def test_an_article_goes_with_all_that_belongs_to_it() -> None:
    article = make_article()
    unnamed = AnonymousSource.objects.create(article=article, description="an official")
    outer = make_quote(article, source_kind="anonymous", anonymous=unnamed)
    inner = make_quote(article, parent=outer)
    outlet = Outlet.objects.create(name="Harbour Wire", slug="harbour-wire")
    for position in (0, 1):
        Relay.objects.create(
            quote=inner, position=position, outlet=outlet, relation="told"
        )
    assert not refused(article.delete)
    assert not Quote.objects.exists() and not AnonymousSource.objects.exists()


def test_every_change_leaves_an_event() -> None:
    quote = make_quote(make_article())
    Quote.objects.filter(pk=quote.pk).update(status="confirmed")
    pk = quote.pk
    quote.delete()
    events = Quote.pgh_event_model.objects.filter(pgh_obj_id=pk).order_by("pgh_id")
    assert [(e.pgh_label, e.status) for e in events] == [
        ("insert", "machine"),
        ("update", "confirmed"),
        ("delete", "confirmed"),
    ]
