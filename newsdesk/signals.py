"""Ends on request, at a moment when nothing is left half done."""

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def end_cleanly() -> None:
    """Let the first request to end unwind the stack, so that all is stopped on the way.

    Further ones are ignored: ``make`` passes one on that came to us as well, and it
    would cut short what the first began.
    """
    for number in ENDING:
        signal.signal(number, _end)


def _end(number: int, frame: FrameType | None) -> None:
    for each in ENDING:
        signal.signal(each, signal.SIG_IGN)
    sys.exit(128 + number)


@contextlib.contextmanager
def held_back() -> Iterator[None]:
    """Put off Ctrl-C and its kin until the block is done."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are the main thread's
        return
    came: list[int] = []
    before = {number: signal.getsignal(number) for number in ENDING}
    for number in ENDING:
        signal.signal(number, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if came:
        signal.raise_signal(came[0])
