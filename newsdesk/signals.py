"""Ends on request, at a moment when nothing is left half done.

Python drops an exception that a signal raises inside a weak reference's callback or a
finaliser, so the server does not raise: it notes the request and looks at safe points.
"""

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_asked: list[int] = []


def note_requests() -> None:
    """From here on a request to end is noted, for ``leave_if_asked``."""
    for number in _ENDING:
        signal.signal(number, lambda number, frame: _asked.append(number))


def leave_if_asked() -> None:
    """Leave the program here when someone asked for its end."""
    if _asked:
        sys.exit(0)


def unwind_on_request() -> None:
    """Let a short command that is ended stop on its way out what it started."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _exit)


def _exit(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


@contextlib.contextmanager
def held_back() -> Iterator[None]:
    """Put off Ctrl-C and its kin until the block is done."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are the main thread's
        return
    came: list[int] = []
    before = {number: signal.getsignal(number) for number in _ENDING}
    for number in _ENDING:
        signal.signal(number, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if came:
        signal.raise_signal(came[0])
