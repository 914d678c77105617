"""Acts: what one person did in one go, to any number of rows of any tracked table.

    with acts.act("merged", by=user, why="the same person"):
        …change rows…

Everything inside is written whole or not at all and is one entry of the history. An act
inside an act is part of the outer one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import pghistory
from django.db import transaction
from pghistory.runtime import Context, _tracker


@contextmanager
def act(what: str, *, by: Any, why: str = "", **more: str) -> Iterator[UUID]:
    """Run what is inside as one act, in one transaction; give the act's key.

    ``what`` is a verb as it stands in the history ("confirmed"), ``by`` the user or
    ``None`` for a command, ``more`` whatever else the history should keep.
    """
    with transaction.atomic(), pghistory.context() as outer:
        if "act" in outer.metadata:
            yield outer.id
            return
        told = {"act": what, "by": _name(by), "why": why.strip(), **more}
        # A request has one context; each act in it gets a key of its own.
        own = Context(id=uuid4(), metadata={**outer.metadata, **told})
        _tracker.value = own
        try:
            yield own.id
        finally:
            _tracker.value = outer


def _name(user: Any) -> str:
    return user.get_username() if user is not None else ""
