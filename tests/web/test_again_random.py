"""Random readings and random acts of editors: what must hold whatever they are."""

from random import Random

import pytest

from articles import acts, again, annotate, rows
from articles.extraction import Relay, Source, Span, Statement, Unnamed
from articles.models import Quote, Status
from tests import factories
from tests.web.test_again import everything

pytestmark = pytest.mark.django_db

TEXT = " ".join(["ada bo cora dag elsa finn gro hal ida jon kai lea mia nis per"] * 4)
NAMES = ["Ada Quill", "Bo Strand", "Mira", "Omar Nasser"]
OUTLETS = ["Harbour Wire", "Inland Wire"]


def span(chance, longest, within=None):
    start, end = within or (0, len(TEXT) - 1)
    places = [at for at in range(start, end) if at == 0 or TEXT[at - 1] == " "]
    first = chance.choice(places or [start])
    last = TEXT.find(" ", min(first + chance.randint(1, longest), end - 1))
    return Span(first, min(last if last > first else end, end))


def reading(chance):
    """Up to eight statements, some inside others, by people and by officials."""
    found: list[Statement] = []
    for number in range(chance.randint(0, 8)):
        parent = (
            chance.choice([None, *range(number)]) if chance.random() < 0.4 else None
        )
        within = found[parent].content[0] if parent is not None else None
        found.append(
            Statement(
                kind=chance.choice(["direct", "indirect"]),
                content=(span(chance, 40, within),),
                cue=(span(chance, 3),) if chance.random() < 0.8 else (),
                source=source(chance),
                relays=tuple(
                    Relay(name, "told", span(chance, 3))
                    for name in chance.sample(OUTLETS, chance.randint(0, 2))
                ),
                hedges=("reportedly",) if chance.random() < 0.2 else (),
                parent=parent,
                content_confidence=chance.choice([0.5, 0.8]),
            )
        )
    return found


def source(chance):
    place = span(chance, 5)
    if chance.random() < 0.3:
        name = chance.choice(["two officials", "an official"])
        told = Unnamed(2, 2, country=chance.choice([None, "Eastland"]))
        return Source("anonymous", place, name, name, name, name, unnamed=told)
    names = tuple(chance.sample(NAMES, chance.randint(1, 2)))
    return Source("person", place, names[0], names[0], names=names)


def edit(chance, quote, editor):
    """One act of an editor on one statement, or on none."""
    known = {"version": quote.version, "by": editor}
    act = chance.choice(["confirm", "reject", "speaker", "unnamed", "dispute", "undo"])
    try:
        if act == "speaker":
            annotate.to_speaker(
                quote.pk, factories.speaker(chance.choice(NAMES)), **known
            )
        elif act == "unnamed":
            annotate.to_unnamed(quote.pk, country="Westland", **known)
        elif act == "dispute":
            annotate.dispute(quote.pk, "Who?", **known)
        else:
            getattr(annotate, act)(quote.pk, **known)
    except annotate.Refused:
        pass


def settled(home):
    """All that hangs on the statements that editors have settled."""
    quotes = home.quotes.exclude(status=Status.MACHINE).order_by("pk")
    return [
        (
            Quote.objects.filter(pk=quote.pk).values().get(),
            list(quote.joint.values()),
            list(quote.relays.values()),
            quote.anonymous and {**vars(quote.anonymous), "_state": None},
        )
        for quote in quotes
    ]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_found_and_whatever_was_done(seed):
    chance = Random(seed)
    editor, home = factories.editor(), factories.article(TEXT)
    rows.save(home, reading(chance))
    for _ in range(3):
        for quote in home.quotes.order_by("pk"):
            if chance.random() < 0.3:
                edit(chance, quote, editor)
        before, kept, found = everything(), settled(home), reading(chance)
        plan = again.Plan(home, found)
        assert everything() == before
        done = again.apply([(home, found)], by=None, seen={home.pk: plan.digest})
        assert settled(home) == kept
        after = again.Plan(home, found)
        assert (after.differences, after.confidence_alone) == ((), 0)
        number = len(before["Quote"]) + plan.added - len(plan.gone)
        assert home.quotes.count() == number
        if plan.differs or plan.confidence_alone:
            undone = acts.undo(done.key, by=None)
            assert everything() == before
            acts.undo(undone, by=None)
