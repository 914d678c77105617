"""Corrections: each act is whole, versioned, undoable and in the history."""

from collections.abc import Callable
from typing import Any

import pghistory
import pytest
from django.contrib.auth.models import User

from articles import acts, annotate, history
from articles.models import JointSpeaker, Quote, Speaker
from tests.web.test_models import make_article, make_quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def vera() -> User:
    return User.objects.create_user("vera")


@pytest.fixture
def quote() -> Quote:
    return make_quote(make_article(), source_text="harbour master Ada Quill")


def speaker(name: str) -> Speaker:
    return Speaker.objects.create(
        name=name, slug=name.lower().replace(" ", "-"), kind="person"
    )


ACTS: dict[str, Callable[..., Quote]] = {
    "confirm": annotate.confirm,
    "reject": annotate.reject,
    "name": lambda pk, **seen: annotate.to_name(pk, "Ada Quill", **seen),
    "unnamed": lambda pk, **seen: annotate.to_unnamed(
        pk, count_min=2, country="Norway", **seen
    ),
    "unknown": annotate.to_unknown,
}


def state(quote: Quote) -> dict[str, Any]:
    """All that an act may change, without the version."""
    row = Quote.objects.filter(pk=quote.pk).values(
        "status",
        "source_kind",
        "source_name",
        "speaker_title",
        "speaker_id",
        "anonymous_id",
    )[0]
    return {**row, "joint": [j.speaker_id for j in quote.joint.all()]}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_changes_is_recorded_and_is_undone(
    act: str, quote: Quote, vera: User
) -> None:
    before = state(quote)
    changed = ACTS[act](quote.pk, version=1, by=vera, why="heard the tape")
    assert changed.version == 2
    assert state(quote) != before
    entry = history.of(changed)[0]
    assert (entry.by, entry.why, entry.undone) == ("vera", "heard the tape", False)
    annotate.undo(quote.pk, version=2, by=vera)
    assert state(quote) == before
    entries = history.of(quote)
    assert [(e.act, e.undone) for e in entries][:2] == [
        ("undone", False),
        (entry.act, True),
    ]


@pytest.mark.parametrize("act", ACTS)
def test_a_stale_act_is_refused_and_changes_nothing(
    act: str, quote: Quote, vera: User
) -> None:
    annotate.to_name(quote.pk, "Ruth Abara", version=1, by=vera)
    before = state(quote)
    with pytest.raises(annotate.Stale) as stale:
        ACTS[act](quote.pk, version=1, by=vera)
    assert stale.value.current.source_name == "Ruth Abara"
    assert state(quote) == before
    assert len(history.of(quote)) == 2


def test_undo_takes_acts_back_one_by_one(quote: Quote, vera: User) -> None:
    states = [state(quote)]
    for version, act in enumerate(("name", "confirm", "unnamed"), start=1):
        ACTS[act](quote.pk, version=version, by=vera)
        states.append(state(quote))
    for version, expected in enumerate(reversed(states[:-1]), start=4):
        annotate.undo(quote.pk, version=version, by=vera)
        assert state(quote) == expected
    with pytest.raises(annotate.Refused, match="nothing to undo"):
        annotate.undo(quote.pk, version=7, by=vera)


def test_an_act_after_an_undo_is_undone_first(quote: Quote, vera: User) -> None:
    annotate.confirm(quote.pk, version=1, by=vera)
    annotate.undo(quote.pk, version=2, by=vera)
    annotate.reject(quote.pk, version=3, by=vera)
    annotate.undo(quote.pk, version=4, by=vera)
    assert state(quote)["status"] == "machine"
    with pytest.raises(annotate.Refused):
        annotate.undo(quote.pk, version=5, by=vera)


def test_a_joint_statement_given_to_one_comes_back_whole(vera: User) -> None:
    first, second = speaker("Anders Holt"), speaker("Teresa Blum")
    quote = make_quote(make_article(), source_kind="person", speaker=first)
    JointSpeaker.objects.create(quote=quote, speaker=second)
    before = state(quote)
    annotate.to_unknown(quote.pk, version=1, by=vera)
    assert state(quote)["joint"] == []
    annotate.undo(quote.pk, version=2, by=vera)
    assert state(quote) == before


def test_a_known_name_is_the_known_speaker(quote: Quote, vera: User) -> None:
    known = speaker("Zoë Łukasik")
    known.names.create(name="Zoë Łukasik")
    annotate.to_name(quote.pk, "  zoe  LUKASIK ", version=1, by=vera)
    assert state(quote)["speaker_id"] == known.pk


def test_a_merged_speaker_stands_for_the_survivor(quote: Quote, vera: User) -> None:
    survivor = speaker("Ada Quill")
    gone = Speaker.objects.create(
        name="A. Quill", slug="a-quill", kind="person", merged_into=survivor
    )
    annotate.to_speaker(quote.pk, gone, version=1, by=vera)
    assert state(quote)["speaker_id"] == survivor.pk


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda pk, **seen: annotate.to_name(pk, "  ", **seen), "Type the name"),
        (lambda pk, **seen: annotate.to_name(pk, "x" * 301, **seen), "too long"),
        (lambda pk, **seen: annotate.to_name(pk, "Ada", "ghost", **seen), "Choose"),
        (
            lambda pk, **seen: annotate.to_unnamed(
                pk, count_min=3, count_max=2, **seen
            ),
            "below the smallest",
        ),
    ],
)
def test_nonsense_is_refused_in_words(
    act: Callable[..., Quote], message: str, quote: Quote, vera: User
) -> None:
    before = state(quote)
    with pytest.raises(annotate.Refused, match=message):
        act(quote.pk, version=1, by=vera)
    assert state(quote) == before
    assert len(history.of(quote)) == 1


def test_what_a_source_spoke_on_stays_when_its_country_is_set_right(
    quote: Quote, vera: User
) -> None:
    annotate.to_unnamed(
        quote.pk, version=1, by=vera, terms="on background", reason="talks go on"
    )
    annotate.to_unnamed(quote.pk, version=2, by=vera, country="Norway")
    source = Quote.objects.get(pk=quote.pk).anonymous
    assert source and (source.country, source.terms, source.reason) == (
        "Norway",
        "on background",
        "talks go on",
    )


def test_a_name_that_two_go_by_is_not_guessed(quote: Quote, vera: User) -> None:
    for slug in ("ada-quill", "ada-quill-2"):
        Speaker.objects.create(name="Ada Quill", slug=slug, kind="person").names.create(
            name="Ada Quill"
        )
    with pytest.raises(annotate.Refused, match="Several speakers"):
        annotate.to_name(quote.pk, "Ada Quill", version=1, by=vera)


def test_a_person_of_one_name_is_made_once_by_an_editor(
    quote: Quote, vera: User
) -> None:
    first = annotate.to_name(quote.pk, "Mira", version=1, by=vera).speaker
    assert annotate.to_name(quote.pk, "mira", version=2, by=vera).speaker == first


def test_the_history_names_all_speakers_and_what_is_told_of_the_unnamed(
    vera: User,
) -> None:
    first, second = speaker("Anders Holt"), speaker("Teresa Blum")
    quote = make_quote(make_article(), source_kind="person", speaker=first)
    with acts.act("taken in", by=None):
        JointSpeaker.objects.create(quote=quote, speaker=second)
        Quote.objects.filter(pk=quote.pk).update(addressee="reporters")
    annotate.to_speaker(quote.pk, first, version=1, by=vera)
    annotate.to_unnamed(quote.pk, version=2, by=vera, country="Norway", count_min=2)
    unnamed, alone, *_ = history.of(quote)
    assert alone.before == "Anders Holt and Teresa Blum, not reviewed"
    assert alone.after == unnamed.before == "Anders Holt, corrected"
    assert "Norway, 2 or more" in unnamed.after


def test_two_acts_of_one_request_are_two_acts(quote: Quote, vera: User) -> None:
    with pghistory.context(url="/batch/"):
        annotate.to_name(quote.pk, "Ada Quill", version=1, by=vera)
        annotate.confirm(quote.pk, version=2, by=vera)
    annotate.undo(quote.pk, version=3, by=vera)
    assert state(quote)["status"] == "corrected"
    annotate.undo(quote.pk, version=4, by=vera)
    assert state(quote)["status"] == "machine"


def test_undo_says_so_when_the_former_speaker_is_gone(quote: Quote, vera: User) -> None:
    annotate.to_name(quote.pk, "Ada Quill", version=1, by=vera)
    annotate.to_unknown(quote.pk, version=2, by=vera)
    Speaker.objects.all().delete()
    with pytest.raises(annotate.Refused, match="deleted meanwhile"):
        annotate.undo(quote.pk, version=3, by=vera)
    assert state(quote)["source_kind"] == "unknown"


def test_the_reason_of_an_undo_is_kept(quote: Quote, vera: User) -> None:
    annotate.confirm(quote.pk, version=1, by=vera)
    annotate.undo(quote.pk, version=2, by=vera, why="wrong button")
    assert history.of(quote)[0].why == "wrong button"
