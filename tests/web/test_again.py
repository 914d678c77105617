"""Running extraction again: what people did stays, the rest becomes what is found now."""

from dataclasses import replace
from datetime import date
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction

from articles import acts, again, annotate, history, merging, rows
from articles.extraction import Relay, SaidOn, Source, Span, Statement, Unnamed
from articles.models import (
    AnonymousSource,
    JointSpeaker,
    Quote,
    Speaker,
    SpeakerName,
    Status,
)
from articles.models import Relay as RelayRow
from articles.turns import take_turn
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = """“The pier is safe and open,” Ada Quill told Harbour Wire on Monday.

“It rains on the quay,” Bo Strand shouted. Mira claimed the cranes were tested twice.

“We saw nothing at all,” two senior port officials whispered.

Omar Nasser and Lea Coast wrote that Ilse Brandt had warned “the ferry is late again”. \
Cora Blythe thought so, and nobody in the harbour answered her at that hour."""

PIER, RAIN, CRANES = "The pier is safe and open", "It rains on the quay", "the cranes"
NOTHING, FERRY = "We saw nothing at all", "the ferry is late again"
WARNED = f"Ilse Brandt had warned “{FERRY}"


def span(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


def said(content, cue, source=None, kind="person", names=(), unnamed=None, **fields):
    """A statement as extraction gives it, its spans found in the text."""
    place = span(source) if source else None
    about = Source(kind, place, source, source, None, source, names, (), unnamed)
    return Statement(
        content=(span(content),),
        cue=(span(cue),),
        source=about,
        **{"kind": "direct", "content_confidence": 0.8, **fields},
    )


OFFICIALS = Unnamed(2, 2, level="senior")
FIRST = [
    said(PIER, "told", "Ada Quill", relays=(Relay("Harbour Wire", "told", span("Harbour Wire")),)),
    said(RAIN, "shouted", "Bo Strand"),
    said(CRANES, "claimed", "Mira"),
    said(NOTHING, "whispered", "two senior port officials", "anonymous", unnamed=OFFICIALS),
    said(WARNED, "wrote", "Omar Nasser", names=("Omar Nasser", "Lea Coast")),
    said(FERRY, "warned", "Ilse Brandt", parent=4),
]  # fmt: skip


@pytest.fixture
def vera():
    return factories.editor()


@pytest.fixture
def home():
    article = factories.article(TEXT)
    with acts.act(acts.TAKEN_IN, by=None):
        rows.save(article, FIRST)
    return article


def quote(home, words):
    return home.quotes.get(text=words)


def everything():
    """Every tracked row, without the counter of versions."""
    tables: list[Any] = [
        Speaker,
        SpeakerName,
        AnonymousSource,
        Quote,
        JointSpeaker,
        RelayRow,
    ]
    return {
        table.__name__: {
            row["id"]: {name: row[name] for name in row if name != "version"}
            for row in table.objects.values()
        }
        for table in tables
    }


def row(quote):
    """All of one statement: its row, its further speakers, its outlets, its history."""
    whole = Quote.objects.filter(pk=quote.pk).values().get()
    parts = [list(one.values()) for one in (quote.joint.all(), quote.relays.all())]
    return whole, *parts, [entry.act for entry in history.of(quote)]


def apply(home, statements, **more):
    return again.apply([(home, statements)], by=None, **more)


def told(home, statements):
    """The report in short: what, which words, and the labels of what differs."""
    return [
        (one.what, one.words, *[line.label for line in one.lines])
        for one in again.Plan(home, statements).differences
    ]


def test_the_same_reading_writes_nothing(home):
    before = everything()
    plan = again.Plan(home, FIRST)
    assert (plan.differences, plan.same, plan.kept) == ((), 6, 0)
    apply(home, FIRST)
    assert everything() == before
    assert set(home.quotes.values_list("version", flat=True)) == {1}


def test_confidence_alone_makes_no_page_stale(home):
    surer = [replace(one, content_confidence=0.9) for one in FIRST]
    plan = again.Plan(home, surer)
    assert (plan.differences, plan.confidence_alone) == ((), 6)
    apply(home, surer)
    quotes = home.quotes.values_list("version", "content_confidence")
    assert set(quotes) == {(1, 0.9)}


def other_reading():
    """One of each: other outlets, other borders, gone, added, another source …"""
    pier, rain, _, nothing, warned, ferry = FIRST
    monday = SaidOn(date(2025, 6, 9), date(2025, 6, 9), span("Monday"))
    wire = Relay("Inland Wire", "reported", span("Harbour Wire"))
    country = replace(nothing.source, unnamed=Unnamed(2, 2, country="Eastland"))
    alone = replace(warned.source, names=("Omar Nasser",))
    return [
        replace(pier, relays=(wire, *pier.relays), said_on=monday),
        replace(rain, kind="mixed", content=(span("It rains on"),)),
        replace(nothing, source=country),
        replace(warned, source=alone, hedges=("reportedly",)),
        replace(ferry, parent=None),
        said("so, and nobody", "thought", "Cora Blythe", polarity="denies"),
        said("nobody in the harbour", "answered", "nobody", "unknown", parent=5),
    ]


def test_another_reading_is_reported_written_and_undone_as_one(home):
    before = everything()
    keys = {one.text: one.pk for one in home.quotes.all()}
    plan = again.Plan(home, other_reading())
    assert told(home, other_reading()) == [
        ("changed", PIER, "said", "came through"),
        ("changed", RAIN, "words", "kind"),
        ("gone", CRANES),
        ("changed", NOTHING, "unnamed source"),
        ("changed", WARNED, "source", "hedges"),
        ("changed", FERRY, "stands inside"),
        ("added", "so, and nobody"),
        ("added", "nobody in the harbour"),
    ]
    assert (plan.added, len(plan.gone), plan.changed, plan.same) == (2, 1, 5, 0)
    assert plan.differences[0].lines[1] == (
        "came through",
        "told Harbour Wire",
        "reported Inland Wire, then told Harbour Wire",
    )
    assert everything() == before

    done = apply(home, other_reading(), seen={home.pk: plan.digest})
    assert told(home, other_reading()) == []
    assert quote(home, "It rains on").pk == keys[RAIN]
    assert quote(home, "It rains on").version == 2
    assert not Quote.objects.filter(pk=keys[CRANES]).exists()
    assert AnonymousSource.objects.get().country == "Eastland"
    assert quote(home, "nobody in the harbour").parent.text == "so, and nobody"
    assert not quote(home, WARNED).joint.exists()
    someone = replace(FIRST[3], source=Source("unknown"))
    with transaction.atomic():
        apply(home, [someone])
        assert not AnonymousSource.objects.exists()
        transaction.set_rollback(True)
    after = everything()

    undone = acts.undo(done.key, by=None)
    assert everything() == before
    acts.undo(undone, by=None)
    assert everything() == after


def test_what_an_editor_touched_stays_with_all_that_hangs_on_it(vera, home):
    """Each of the first reading is settled; the second one has none of it as it is."""
    lea = factories.speaker("Lea Coast")
    annotate.to_speaker(quote(home, PIER).pk, lea, version=1, by=vera)
    annotate.confirm(quote(home, RAIN).pk, version=1, by=vera)
    annotate.dispute(quote(home, CRANES).pk, "Was it?", version=1, by=vera)
    annotate.confirm(quote(home, NOTHING).pk, version=1, by=vera)
    annotate.confirm(quote(home, FERRY).pk, version=1, by=vera)
    settled = [PIER, RAIN, CRANES, NOTHING, FERRY]
    before = {words: row(quote(home, words)) for words in settled}
    sources = list(AnonymousSource.objects.values())

    plan = again.Plan(home, other_reading())
    assert (plan.kept, plan.barred) == (5, 0)
    apply(home, other_reading())
    assert {words: row(quote(home, words)) for words in settled} == before
    assert list(AnonymousSource.objects.values()) == sources
    # What holds a confirmed statement stays, even when nothing was found for it.
    apply(home, [])
    assert {words: row(quote(home, words)) for words in settled} == before
    assert [one.text for one in home.quotes.filter(status=Status.MACHINE)] == [WARNED]


@pytest.mark.parametrize(
    "found",
    [
        said(RAIN, "shouted", "Bo Strand"),
        said("It rains on", "shouted", "Cora Blythe", kind="person"),
        said(f"{RAIN},” Bo Strand", "claimed", "Mira"),
        said("rains", "shouted", "Bo Strand", kind="organisation"),
        said(f"{RAIN},” Bo Strand shouted. Mira claimed the cranes", "Bo Strand shouted"),
    ],
    ids=["same", "fewer words", "more words, other cue", "one word, same cue", "long"],
)  # fmt: skip
def test_what_an_editor_rejected_is_not_revived(vera, home, found):
    annotate.reject(quote(home, RAIN).pk, version=1, by=vera)
    before = row(quote(home, RAIN))
    reading = [found, *FIRST[:1], *FIRST[2:4]]
    plan = again.Plan(home, reading)
    assert (plan.added, plan.barred) == (0, 1)
    apply(home, reading)
    apply(home, reading)
    assert row(quote(home, RAIN)) == before
    assert not home.quotes.filter(text=rows.text_of(TEXT, found.content)).exclude(
        pk=before[0]["id"]
    )


def test_other_words_beside_a_rejected_statement_are_taken_up(vera, home):
    annotate.reject(quote(home, RAIN).pk, version=1, by=vera)
    quay = said("cranes were tested twice", "claimed", "Mira")
    assert told(home, [*FIRST[:2], quay, *FIRST[3:5], replace(FIRST[5], parent=4)]) == [
        ("changed", CRANES, "words")
    ]


def test_what_an_editor_added_or_drew_wider_is_not_added_beside_it(vera, home):
    """A person's statement covers what the machine finds as two."""
    thought = factories.statement(
        TEXT,
        "so, and nobody in the harbour answered her",
        cue="thought",
        source="Cora Blythe",
        within=home,
        status=Status.CORRECTED,
    )
    halves = [
        said("so, and nobody", "thought", "Cora Blythe"),
        said("answered her", "at that hour", "Cora Blythe"),
    ]
    assert told(home, [*FIRST, *halves]) == []
    apply(home, [*FIRST, *halves])
    assert home.quotes.count() == 7
    assert row(thought)[0]["text"] == "so, and nobody in the harbour answered her"


def test_an_inner_statement_of_a_confirmed_one_is_added(vera, home):
    Quote.objects.filter(text=FERRY).delete()
    annotate.confirm(quote(home, WARNED).pk, version=1, by=vera)
    apply(home, FIRST)
    assert quote(home, FERRY).parent == quote(home, WARNED)


def test_nobody_is_made_anew(vera, home):
    """Not one of one name, not a namesake, not who was merged, renamed or undone."""
    ada, bo = factories.speaker("Ada Quill"), factories.speaker("Bo Strand")
    other = merging.split(
        ada, {quote(home, PIER).pk: 1}, "Ada Quill", by=vera
    )[1]  # fmt: skip
    merging.merge(bo, factories.speaker("Bo Strand-Moor"), by=vera)
    annotate.reject(quote(home, NOTHING).pk, version=1, by=vera)
    annotate.undo(quote(home, NOTHING).pk, version=2, by=vera)
    before = everything()
    assert told(home, FIRST) == []
    wider = [replace(one, hedges=("reportedly",)) for one in FIRST]
    apply(home, wider)
    assert {name: everything()[name] for name in ("Speaker", "SpeakerName")} == {
        name: before[name] for name in ("Speaker", "SpeakerName")
    }
    assert quote(home, PIER).speaker == other
    assert quote(home, PIER).hedges == []
    assert quote(home, NOTHING).hedges == ["reportedly"]


def test_what_an_editor_set_of_an_unnamed_source_stays(vera, home):
    """Also when the statement that it was set on has another source by now."""
    source = AnonymousSource.objects.get()
    with acts.act("set right", by=vera):
        source.country = "Westland"
        source.save()
    apply(home, other_reading())
    assert AnonymousSource.objects.get().country == "Westland"
    assert quote(home, NOTHING).anonymous == source


def test_a_stale_report_is_refused_and_nothing_is_written(vera, home):
    plan = again.Plan(home, other_reading())
    annotate.confirm(quote(home, CRANES).pk, version=1, by=vera)
    before = everything()
    with pytest.raises(again.Changed) as refused:
        apply(home, other_reading(), seen={home.pk: plan.digest})
    assert "changed since this report" in str(refused.value)
    assert everything() == before
    seen = {home.pk: refused.value.plans[0].digest}
    apply(home, other_reading(), seen=seen)
    assert quote(home, CRANES).status == Status.CONFIRMED


def test_an_act_since_stands_in_the_way_of_the_undo(vera, home):
    done = apply(home, other_reading())
    before = everything()
    annotate.confirm(quote(home, PIER).pk, version=2, by=vera)
    with pytest.raises(acts.Refused, match="was confirmed"):
        acts.undo(done.key, by=None)
    annotate.undo(quote(home, PIER).pk, version=3, by=vera)
    assert everything() == before
    acts.undo(done.key, by=None)
    assert told(home, FIRST) == []


def test_an_editors_undo_on_a_statement_leaves_the_new_reading_alone(vera, home):
    apply(home, other_reading())
    after = everything()
    assert history.undoable(home.quotes.all()) == set()
    with pytest.raises(annotate.Refused, match="nothing to undo"):
        annotate.undo(quote(home, PIER).pk, version=2, by=vera)
    assert everything() == after


def test_a_text_that_would_be_cleaned_otherwise_is_left_alone():
    home = factories.article("“It\x0brains,” Bo Strand shouted.\r\n")
    plan = again.Plan(home, [])
    assert plan.unreadable and not plan.differs


@pytest.mark.django_db(transaction=True)
def test_an_editor_at_work_is_waited_for_and_wins(vera, home):
    """The editor holds a statement when the reading comes: both end, neither is lost."""
    holds, goes_on = Event(), Event()

    def edits():
        with annotate.door.correcting(
            quote(home, PIER).pk, "confirmed", version=1, by=vera, why="", status=Status.CONFIRMED
        ):  # fmt: skip
            holds.set()
            goes_on.wait(5)
            take_turn()
        connection.close()

    editor = Thread(target=edits)
    editor.start()
    holds.wait(5)
    applied = []

    def extracts():
        applied.append(apply(home, other_reading()))
        connection.close()

    machine = Thread(target=extracts)
    machine.start()
    machine.join(0.2)
    goes_on.set()
    editor.join(10)
    machine.join(10)
    assert applied and quote(home, PIER).status == Status.CONFIRMED
    assert [str(one) for one in quote(home, PIER).relays.all()] == ["told Harbour Wire"]
    assert quote(home, "It rains on").version == 2
