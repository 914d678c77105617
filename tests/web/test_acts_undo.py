"""Acts over any number of rows: put back whole, refused whole, told in the history."""

from uuid import uuid4

import pghistory
import pytest

from articles import acts, annotate, feed, history
from articles.models import JointSpeaker, Quote, Relay, Speaker, SpeakerName
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = "“The pier is safe,” Ada Quill said. “It rains,” Ada Quill said."


@pytest.fixture
def vera():
    return factories.editor()


@pytest.fixture
def bo():
    return factories.editor()


@pytest.fixture
def ada():
    return factories.speaker("Ada Quill")


@pytest.fixture
def quotes(ada):
    first = factories.statement(
        TEXT, "The pier is safe", source="Ada Quill",
        through=[("Harbour Wire", "told"), ("Inland Post", "cited")],
        also_by=[factories.speaker("Bo Strand")],
    )  # fmt: skip
    second = factories.statement(
        content="It rains", source="Ada Quill", within=first.article
    )
    return [first, second]


def everything():
    """Every tracked row, without the counter of versions."""
    return {
        table.__name__: {
            row["id"]: {name: row[name] for name in row if name != "version"}
            for row in table.objects.values()
        }
        for table in (Speaker, SpeakerName, Quote, JointSpeaker, Relay)
    }


def test_an_act_over_many_tables_is_put_back_whole(vera, ada, quotes):
    before = everything()
    with acts.act("merged", by=vera, why="the same person") as key:
        other = factories.speaker("Ada Quill-Moss")
        ada.names.update(speaker=other)
        Speaker.objects.filter(pk=ada.pk).update(merged_into=other)
        Quote.objects.filter(speaker=ada).update(speaker=other)
        quotes[0].joint.all().delete()
        quotes[0].relays.all().delete()
        quotes[1].relays.create(
            position=0, outlet=factories.outlet("Coast"), relation="told"
        )
    after = everything()
    assert after != before
    undo = acts.undo(key, by=vera)
    assert everything() == before
    with pytest.raises(acts.Refused, match="undone before"):
        acts.undo(key, by=vera)
    acts.undo(undo, by=vera)
    assert everything() == after
    acts.undo(key, by=vera)
    assert everything() == before


def test_an_act_that_fails_leaves_nothing(vera, quotes):
    before, entries = everything(), feed.page(feed.all_acts())
    with pytest.raises(RuntimeError), acts.act("merged", by=vera):
        Quote.objects.update(addressee="nobody")
        raise RuntimeError
    assert everything() == before
    assert feed.page(feed.all_acts()) == entries


def test_acts_of_one_transaction_are_apart_and_an_inner_act_is_part_of_its_outer(
    vera, quotes
):
    one, two = quotes
    with pghistory.context(url="/batch/"):
        with acts.act("swept", by=vera) as key:
            annotate.confirm(one.pk, version=1, by=vera)
            annotate.confirm(two.pk, version=1, by=vera)
        Quote.objects.filter(pk=two.pk).update(addressee="by nobody")
        annotate.to_unknown(one.pk, version=2, by=vera)
    assert [entry.act for entry in history.of(one)] == [
        "given another source", "swept", "changed in the database",
    ]  # fmt: skip
    assert history.of(two)[0].act == "changed in the database"
    with pytest.raises(acts.Refused, match="given another source by .* since"):
        acts.undo(key, by=vera)
    acts.undo_last(by=vera)
    acts.undo(key, by=vera)
    assert {*Quote.objects.values_list("status", flat=True)} == {"machine"}


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (annotate.confirm, "“The pier is safe” was confirmed by {bo} since"),
        (annotate.to_unknown, "“The pier is safe” was given another source by {bo}"),
    ],
)
def test_a_later_act_stands_in_the_way_until_it_is_taken_back(
    vera, bo, quotes, second, message
):
    one = quotes[0]
    before = everything()
    annotate.to_name(one.pk, "Ruth Abara", version=1, by=vera)
    first = acts.last_of(vera)
    second(one.pk, version=2, by=bo)
    between = everything()
    with pytest.raises(acts.Refused, match=message.format(bo=bo)):
        acts.undo(first.key, by=vera)
    assert everything() == between
    acts.undo_last(by=bo)
    acts.undo(first.key, by=bo)
    assert everything() == before


def test_what_others_did_to_other_columns_stays(vera, bo, quotes):
    one = quotes[0]
    annotate.to_unknown(one.pk, version=1, by=vera)
    with acts.act("told whom", by=bo, status="corrected"):
        Quote.objects.filter(pk=one.pk).update(addressee="reporters", version=3)
    acts.undo_last(by=vera)
    one.refresh_from_db()
    assert (str(one.speaker), one.addressee) == ("Ada Quill", "reporters")
    assert one.status == "corrected"  # an editor's act still stands
    acts.undo_last(by=bo)
    one.refresh_from_db()
    assert (one.addressee, one.status) == ("", "machine")


def test_a_new_speaker_stays_when_others_use_it_by_now(vera, bo, quotes):
    one, two = quotes
    annotate.to_name(one.pk, "Ruth Abara", version=1, by=vera)
    ruth = Speaker.objects.get(name="Ruth Abara")
    annotate.to_speaker(two.pk, ruth, version=1, by=bo)
    acts.undo_last(by=vera)
    assert Quote.objects.get(pk=one.pk).speaker.name == "Ada Quill"
    assert [*ruth.names.values_list("name", flat=True)] == ["Ruth Abara"]
    acts.undo_last(by=bo)
    annotate.to_name(one.pk, "Omar Nasser", version=3, by=vera)
    acts.undo_last(by=vera)
    assert not Speaker.objects.filter(name="Omar Nasser").exists()


def test_what_is_needed_and_gone_is_named(vera, bo, quotes, ada):
    one, two = quotes
    annotate.to_unknown(one.pk, version=1, by=vera)
    with acts.act("merged", by=bo):
        other = factories.speaker("Ada Quill-Moss")
        Speaker.objects.filter(pk=ada.pk).update(merged_into=other)
    with pytest.raises(acts.Refused, match="Ada Quill was merged into Ada Quill-Moss"):
        acts.undo_last(by=vera)
    acts.undo_last(by=bo)
    acts.undo_last(by=vera)
    annotate.reject(one.pk, version=3, by=vera)
    Quote.objects.filter(pk=one.pk).delete()
    with pytest.raises(acts.Refused, match="was changed in the database since"):
        acts.undo_last(by=vera)


def test_a_place_taken_since_is_a_refusal(vera, bo, quotes):
    one = quotes[0]
    with acts.act("given another chain", by=vera):
        one.relays.filter(position=1).delete()
    with acts.act("given another chain", by=bo):
        one.relays.create(position=1, outlet=factories.outlet("Coast"), relation="told")
    before = everything()
    with pytest.raises(acts.Refused, match="taken its place"):
        acts.undo_last(by=vera)
    assert everything() == before


def test_only_ones_own_last_act(vera, bo, quotes):
    one, two = quotes
    annotate.confirm(one.pk, version=1, by=vera)
    annotate.confirm(two.pk, version=1, by=vera)
    annotate.reject(two.pk, version=2, by=bo)
    with pytest.raises(acts.Refused, match="was rejected by"):
        acts.undo_last(by=vera)
    acts.undo_last(by=bo)
    assert acts.undo_last(by=vera).act == "confirmed"
    assert acts.undo_last(by=vera).act == "confirmed"
    for user in (vera, bo, factories.editor()):
        with pytest.raises(acts.Refused, match="nothing to undo"):
            acts.undo_last(by=user)


def test_acts_that_are_none(vera, quotes):
    with pytest.raises(acts.Refused, match="no such act"):
        acts.undo(uuid4(), by=vera)
    with acts.act(acts.TAKEN_IN, by=vera) as key:
        factories.statement()
    with pytest.raises(acts.Refused, match="cannot be undone here"):
        acts.undo(key, by=vera)


def test_an_act_of_an_earlier_release_is_undone(vera, quotes):
    """It had the context of pghistory alone, with a key that tells no time."""
    one = quotes[0]
    with pghistory.context(act="confirmed", by=vera.get_username(), why=""):
        Quote.objects.filter(pk=one.pk).update(status="confirmed", version=2)
    annotate.undo(one.pk, version=2, by=vera)
    assert Quote.objects.get(pk=one.pk).status == "machine"
