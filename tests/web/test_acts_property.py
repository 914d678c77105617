"""Any sequence of acts and undos: the data and the history are those of a plain model."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from articles import acts, annotate, changes, feed, history, merging
from articles.acts import Refused
from articles.extraction.selecting import End
from articles.models import DifferentSpeakers, JointSpeaker, Quote, Speaker, SpeakerName
from tests import factories
from tests.web import plain_newsroom
from tests.web.plain_newsroom import Cells, Newsroom

pytestmark = pytest.mark.django_db

TEXT = "“The pier is safe,” Ada Quill said. “It rains,” she said. “It is late,” Bo Strand said."
SAID = [(20, 23), (24, 29), (30, 34)]  # the words around the first quotation's cue
NAMES = ["Ada Quill", "Bo Strand", "Cara Holt", "Dag Moen", "Eva Lind"]
EXAMPLES = int(os.environ.get("EXAMPLES", 20))


@pytest.fixture(scope="module")
def editors(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[Any]]:
    """Two who work at the same statements, for all examples."""
    with django_db_blocker.unblock():
        users = [factories.editor(), factories.editor()]
        yield users
        for user in users:
            user.delete()


ON_STATEMENTS = [
    "confirm", "reject", "dispute", "speaker", "name", "unnamed", "unknown", "move",
    "drag",
]  # fmt: skip
ON_SPEAKERS = [
    "merge", "split", "split new", "add name", "remove name", "describe", "apart",
]  # fmt: skip
BACK = ["undo quote", "undo last", "revert", "revert"]

Act = tuple[Callable[[], Any], Callable[[], None]]  # on the database, on the model
number = st.integers(0, 5)
Step = tuple[str, int, int, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(ON_STATEMENTS + ON_SPEAKERS + BACK),
        number,
        number,
        number,
    ),
    min_size=3,
    max_size=12,
)


class Desk:
    """The same acts on the database and on the model, side by side."""

    def __init__(self, editors: list[Any]) -> None:
        self.editors = editors
        self.quotes = [quote.pk for quote in _start()]
        self.people = {row.pk: row.pk for row in Speaker.objects.all()}
        self.model = Newsroom(_cells())
        self.keys: list[Any] = []  # of the acts in the log of the model
        self.known = set(changes.contexts().values_list("pk", flat=True))

    def do(self, step: Step) -> None:
        """Do one step here and there; both refuse it or both do it."""
        what, one, two, who = step
        by = self.editors[who % 2]
        if what in BACK:
            self._take_back(what, one * 6 + two, by)
        else:
            self._do(what, one, two, by)
        self._learn()

    def _do(self, what: str, one: int, two: int, by: Any) -> None:
        if what in ON_STATEMENTS:
            real, plain = self._on_statement(what, one, two, by)
        else:
            real, plain = self._on_speakers(what, one, two, by)
        refused = _is_refused(plain, plain_newsroom.Refused)
        assert _is_refused(real, Refused) == refused, (what, one, two)

    def _on_statement(self, what: str, one: int, two: int, by: Any) -> Act:
        """An act on a statement as the database and as the model know it."""
        model, name = self.model, str(by)
        quote = self.quotes[one % len(self.quotes)]
        seen = {"version": Quote.objects.get(pk=quote).version, "by": by}
        key, speaker = self._speaker(two)
        called, doubt = NAMES[two % len(NAMES)], f"doubt {two % 2}"
        acts_here: dict[str, Act] = {
            "confirm": (
                lambda: annotate.confirm(quote, **seen),
                lambda: model.judge(quote, "confirmed", name),
            ),
            "reject": (
                lambda: annotate.reject(quote, **seen),
                lambda: model.judge(quote, "rejected", name),
            ),
            "dispute": (
                lambda: annotate.dispute(quote, doubt, **seen),
                lambda: model.judge(quote, "disputed", name, doubt),
            ),
            "speaker": (
                lambda: annotate.to_speaker(quote, speaker, **seen),
                lambda: model.give(quote, key, name),
            ),
            "name": (
                lambda: annotate.to_name(quote, called, **seen),
                lambda: model.give_name(quote, called, name),
            ),
            "unnamed": (
                lambda: annotate.to_unnamed(quote, description="an aide", **seen),
                lambda: model.give_nobody(quote, name, words="an aide"),
            ),
            "unknown": (
                lambda: annotate.to_unknown(quote, **seen),
                lambda: model.give_nobody(quote, name),
            ),
        }
        return acts_here.get(what) or self._on_cue(what, quote, two, seen)

    def _on_cue(self, what: str, quote: int, two: int, seen: dict[str, Any]) -> Act:
        """One end of the cue goes to another of three words, by keys or by hand."""
        end: End = "start" if two % 2 else "end"
        [(start, last)] = self.model.get("quote", quote, "cue")
        ends = [a for a, _ in SAID] if end == "start" else [b for _, b in SAID]
        at = ends.index(start if end == "start" else last)
        to = two // 2 if what == "drag" else at + 1 if at == 0 else at - 1
        anew = (ends[to], last) if end == "start" else (start, ends[to])
        inside = SAID[to][0] + 1
        return (
            (lambda: annotate.drag(quote, "cue", end, inside, **seen))
            if what == "drag"
            else (lambda: annotate.move(quote, "cue", end, to - at, **seen)),
            lambda: self.model.draw_cue(quote, anew, str(seen["by"])),
        )

    def _on_speakers(self, what: str, one: int, two: int, by: Any) -> Act:
        """An act on speakers as the database and as the model know it."""
        model, name = self.model, str(by)
        first, speaker = self._speaker(one)
        second, other = self._speaker(two)
        called, words = NAMES[two % len(NAMES)], f"note {one % 2}"
        theirs = [key for key in self.quotes if model.made_by(key, first)][
            : 1 + two % 2
        ]
        rows = Quote.objects.filter(pk__in=theirs)
        chosen = dict(rows.values_list("pk", "version"))
        row = speaker.names.filter(name=called).first()
        told = {"name": called, "note": words, "wikidata_id": ""}
        as_seen = merging.seen(speaker)
        acts_here: dict[str, Act] = {
            "merge": (
                lambda: merging.merge(speaker, other, by=by),
                lambda: model.merge(first, second, name),
            ),
            "split": (
                lambda: merging.split(speaker, chosen, other, by=by),
                lambda: model.split(first, theirs, second, name),
            ),
            "split new": (
                lambda: merging.split(speaker, chosen, called, by=by),
                lambda: model.split(first, theirs, called, name),
            ),
            "add name": (
                lambda: merging.add_name(speaker, called, by=by),
                lambda: model.add_name(first, called, name),
            ),
            "remove name": (
                lambda: merging.remove_name(speaker, row.pk if row else 0, by=by),
                lambda: model.remove_name(first, called, name),
            ),
            "describe": (
                lambda: merging.describe(speaker, **told, as_seen=as_seen, by=by),
                lambda: model.describe(first, called, words, name),
            ),
            "apart": (
                lambda: merging.tell_apart(speaker, other, by=by),
                lambda: model.tell_apart(first, second, name),
            ),
        }
        return acts_here[what]

    def _speaker(self, number: int) -> tuple[int, Speaker]:
        """A speaker who is there, as the model and as the database know it."""
        here = sorted(self.model.where("speaker", "there", True))
        key = here[number % len(here)]
        return key, self._row(key)

    def _row(self, key: int) -> Speaker:
        pk = next(pk for pk, known in self.people.items() if known == key)
        return Speaker.objects.get(pk=pk)

    def _take_back(self, what: str, at: int, by: Any) -> None:
        """Undo something; a refusal has its reason in what was done since."""
        model, verb = self.model, "undone"
        quote = self.quotes[at % len(self.quotes)]
        if what == "revert":
            entry = model.log[at % len(model.log)] if model.log else None
            verb = "reverted"
        elif what == "undo last":
            entry = model.last_by(str(by))
        else:
            entry = model.last_on(quote)
        if entry is None:
            return
        key = self.keys[model.log.index(entry)]
        version = Quote.objects.get(pk=quote).version

        def real() -> None:
            if what == "revert":
                acts.undo(key, by=by, what=verb)
            elif what == "undo last":
                assert acts.undo_last(by=by).key == key
            else:
                annotate.undo(quote, version=version, by=by)

        before = _rows()
        blocked = model.is_gone(entry) or model.in_the_way(entry)
        try:
            with transaction.atomic():
                real()
        except Refused as refused:
            assert blocked or model.may_be_refused(entry), str(refused)
            assert _rows() == before
            named = {self.keys[model.log.index(one)] for one in model.in_the_way(entry)}
            assert model.is_gone(entry) or named <= set(refused.in_the_way)
        else:
            assert not blocked, blocked
            model.take_back(entry, verb, str(by))

    def _learn(self) -> None:
        """Which key the newest act has, and who is new."""
        for key in (
            changes.contexts().exclude(pk__in=self.known).values_list("pk", flat=True)
        ):
            self.keys.append(key)
            self.known.add(key)
        here = set(Speaker.objects.values_list("pk", flat=True))
        new = self.model.where("speaker", "there", True)
        for pk in here - self.people.keys():
            (key,) = set(new) - set(self.people.values())
            self.people[pk] = key

    def check(self) -> None:
        """The data and the history are those of the model."""
        assert _view(_cells(), self.people) == _view(self.model.now, None)
        told = changes.told(feed.all_acts())
        gone = changes.taken_back(told)
        found = [(act.act, act.by, key in gone) for key, act in told.items()]
        log = [(one.verb, one.by, self.model.is_gone(one)) for one in self.model.log]
        assert found == log[::-1]
        assert list(told) == self.keys[::-1]

    def check_words(self) -> None:
        """The newest entry of each statement ends with how the statement stands."""
        for quote in Quote.objects.select_related("speaker").filter(pk__in=self.quotes):
            who = quote.speaker.name if quote.speaker else ""
            if not quote.speaker:
                who = "unnamed: an aide" if quote.anonymous_id else "unknown"
            after = history.of(quote)[0].after
            assert after.startswith(who) and after.endswith(quote.get_status_display())


def _is_refused(do: Any, refusal: type[Exception]) -> bool:
    try:
        with transaction.atomic():
            do()
    except refusal:
        return True
    return False


def _start() -> list[Quote]:
    """Three statements, one of them by two, and three speakers."""
    ada, bo = factories.speaker("Ada Quill"), factories.speaker("Bo Strand")
    factories.speaker("Cara Holt").names.create(name="C. Holt")
    first = factories.statement(TEXT, "The pier is safe", source="Ada Quill")
    home = first.article
    return [
        first,
        factories.statement(
            content="It rains",
            source="Ada Quill",
            within=home,
            also_by=[bo],
            speaker=ada,
        ),
        factories.statement(content="It is late", source="Bo Strand", within=home),
    ]


def _cells() -> Cells:
    """The rows of the database as the cells of the model."""
    cells: Cells = {}
    for row in Quote.objects.select_related("anonymous"):
        cells |= {
            ("quote", row.pk, "kind"): row.source_kind,
            ("quote", row.pk, "speaker"): row.speaker_id,
            ("quote", row.pk, "unnamed"): row.anonymous_id
            and f"unnamed {row.anonymous_id}",
            ("quote", row.pk, "source"): row.source_name,
            ("quote", row.pk, "status"): row.status,
            ("quote", row.pk, "dispute"): row.dispute,
            ("quote", row.pk, "cue"): tuple(row.cue),
        }
    for joint in JointSpeaker.objects.all():
        cells["joint", joint.pk, "quote"] = joint.quote_id
        cells["joint", joint.pk, "speaker"] = joint.speaker_id
    for person in Speaker.objects.all():
        cells |= {
            ("speaker", person.pk, "there"): True,
            ("speaker", person.pk, "name"): person.name,
            ("speaker", person.pk, "note"): person.note,
            ("speaker", person.pk, "merged"): person.merged_into_id,
        }
    for name in SpeakerName.objects.all():
        cells["name", (name.pk, name.name), "owner"] = name.speaker_id
    for pair in DifferentSpeakers.objects.all():
        cells["pair", (pair.first_id, pair.second_id), "is"] = True
    return cells


def _view(cells: Cells, people: dict[int, int] | None) -> Any:
    """Cells without the keys of rows that only one side knows."""

    def known(value: Any) -> Any:
        return people.get(value, value) if people else value

    quotes, joint, speakers, names, pairs = {}, [], {}, [], set()
    for (table, row, column), value in cells.items():
        if value is None:
            continue
        if table == "quote":
            is_person = column == "speaker"
            shown = (
                known(value)
                if is_person
                else bool(value)
                if column == "unnamed"
                else value
            )
            quotes[row, column] = shown
        elif (table, column) == ("joint", "speaker"):
            joint.append((cells["joint", row, "quote"], known(value)))
        elif table == "speaker":
            speakers[known(row), column] = known(value) if column == "merged" else value
        elif table == "name":
            names.append((known(value), row[1]))
        elif table == "pair":
            pairs.add(frozenset(map(known, row)))
    return quotes, sorted(joint), speakers, sorted(names), pairs


def _rows() -> Any:
    """Every row that an act may change, without the counter of versions."""
    return {
        table.__name__: {
            row["id"]: {
                name: row[name] for name in row if name not in ("version", "search")
            }
            for row in table._default_manager.values()
        }
        for table in changes.tables()
    }


@contextmanager
def _thrown_away() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(todo=steps)
def test_data_and_history_agree_with_a_plain_model(
    editors: Any, todo: list[Step]
) -> None:
    with _thrown_away():
        desk = Desk(editors)
        states = [_rows()]
        for step in todo:
            note(f"step {step}")
            desk.do(step)
            desk.check()
            if len(desk.keys) == len(states):
                states.append(_rows())
        desk.check_words()
        # Undoing everything, the newest first, goes through all states to the start.
        for key, state in reversed(list(zip(desk.keys, states, strict=False))):
            acts.undo(key, by=editors[0])
            assert _rows() == state
