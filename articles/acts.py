"""Acts: what one person did in one go, to any number of rows of any tracked table.

    with acts.act("merged", by=user, why="the same person"):
        …change rows…

Everything inside is written whole or not at all and is one entry of the history, which
``undo`` takes back. An act inside an act is part of the outer one.
"""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pghistory
from django.db import OperationalError, connection, transaction
from pghistory.runtime import Context, _tracker
from psycopg.errors import DeadlockDetected

from articles import changes, restoring
from articles.changes import Told
from articles.restoring import Refused

__all__ = [
    "EXTRACTED_AGAIN",
    "TAKEN_IN",
    "Busy",
    "Refused",
    "act",
    "last_of",
    "undo",
    "undo_last",
]

TAKEN_IN = "taken in"  # the act that makes an article, which is no correction
EXTRACTED_AGAIN = "extracted again"  # what the machine set right, article by article


class Busy(Refused):
    """Another act on the same rows was in the way at this moment."""


@contextmanager
def act(what: str, *, by: Any, why: str = "", **more: str) -> Iterator[UUID]:
    """Run what is inside as one act, in one transaction; give the act's key.

    ``what`` is a verb as it stands in the history ("confirmed"), ``by`` the user or
    ``None`` for a command, ``more`` whatever else the history should keep: ``status``
    is the status that the act gives to its statements.

    Raises:
        Busy: another act on the same rows was in the way at this moment.
    """
    is_inside = connection.in_atomic_block
    with _in_turn(), transaction.atomic():
        with pghistory.context() as outer:
            if "act" in outer.metadata:
                yield outer.id
                return
            told = {"act": what, "by": _name(by), "why": why.strip(), **more}
            # A request has one context; each act in it gets a key of its own.
            own = Context(id=_new_key(), metadata={**outer.metadata, **told})
            _tracker.value = own
            try:
                yield own.id
            finally:
                _tracker.value = outer
        if is_inside:
            _end()


@contextmanager
def _in_turn() -> Iterator[None]:
    """Refuse an act that the database gave up, since it and another one waited in a ring."""
    try:
        yield
    except OperationalError as error:
        if not isinstance(error.__cause__, DeadlockDetected):
            raise
        raise Busy(
            "Somebody was changing the same rows at this moment. Nothing was saved:"
            " try again."
        ) from error


def _end() -> None:
    """Keep what follows in the same transaction from being taken for the act's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pghistory.context_id', '', true)")


def undo(key: UUID, *, by: Any, why: str = "", what: str = "undone") -> UUID:
    """Put back every row that an act changed, as a new act; give the new act's key.

    An undo can be undone in its turn.

    Raises:
        Refused: something stands in the way; the message names it.
    """
    with act(what, by=by, why=why, undoes=str(key)) as own:
        _lock(key)
        restoring.put_back(key)
        return own


def last_of(user: Any) -> Told | None:
    """Find the newest act of a user that an undo would take back."""
    start, number = 0, 1  # mostly it is the newest of all
    while True:
        known = changes.tell(_OWN, _name(user), TAKEN_IN, number, start)
        gone = changes.taken_back(known)
        standing = [told for key, told in known.items() if key not in gone]
        if standing or len(known) < number:
            return next(iter(standing), None)
        start, number = start + number, 8 * number


def undo_last(*, by: Any, why: str = "") -> Told:
    """Take back the user's own newest act that is not taken back yet; give that act.

    Raises:
        Refused: there is none, or something stands in the way.
    """
    last = last_of(by)
    if last is None:
        raise Refused("There is nothing to undo.")
    undo(last.key, by=by, why=why)
    return last


_OWN = """
    WHERE metadata ->> 'by' = %s AND metadata ->> 'act' <> %s
    AND metadata ->> 'undoes' IS NULL
    ORDER BY created_at DESC, id DESC LIMIT %s OFFSET %s
"""


def _lock(key: UUID) -> None:
    """Lock the act, so that nobody else takes it back at the same moment."""
    found = changes.tell("WHERE id = %s FOR UPDATE", key)
    if key not in found or not found[key].act:
        raise Refused("There is no such act in the history.")
    if found[key].act == TAKEN_IN:
        raise Refused("Taking in an article cannot be undone here.")
    if changes.taken_back([key]):
        raise Refused("This was undone before.")


def _name(user: Any) -> str:
    return user.get_username() if user is not None else ""


def _new_key() -> UUID:
    """A key that sorts by time, to tell acts of one transaction apart."""
    return UUID(int=time.time_ns() << 64 | secrets.randbits(64))
