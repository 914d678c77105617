"""What ``manage.py serve`` does: makes all ready, answers, and ends without a trace."""

import contextlib
import errno
import fcntl
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections
from waitress import create_server, wasyncore

from newsdesk.database import available
from newsdesk.environment import Misconfigured, writable
from newsdesk.preparation import prepare
from newsdesk.signals import leave_if_asked

# Waitress cuts off larger bodies with a bare line; what is smaller gets our own page.
_LARGEST_BODY = 256 * 1024 * 1024


def run(say: Callable[[str], None]) -> None:
    """Serve until told to end, with everything that serving needs."""
    writable("NEWSDESK_DATA", settings.DATA_DIR)
    with (
        _listening(settings.HOST, settings.PORT) as door,
        _only_one(settings.DATA_DIR),
        available(settings.DATABASE_URL, settings.CLUSTER),
    ):
        try:
            prepare(say)
            _answer(door, say)
        finally:
            connections.close_all()


@contextlib.contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """Take the port first: of all that may be wrong it is the quickest to find."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        door = socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        raise Misconfigured(_why_not(error, host, port)) from None
    with door:
        yield door


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"PORT {port} of {host} is in use; choose another, such as {port + 1}."
    if error.errno == errno.EACCES:
        return f"PORT {port} may not be used by this account; choose one above 1023."
    return f"HOST {host} is no address of this machine."


@contextlib.contextmanager
def _only_one(data: Path) -> Iterator[None]:
    """Let one server at a time use a data folder that holds its own database."""
    if settings.DATABASE_URL:
        yield
        return
    with (data / "serve.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Misconfigured(
                f"NEWSDESK_DATA {data} is in use: Newsdesk runs on it already."
            ) from None
        yield


def _answer(door: socket.socket, say: Callable[[str], None]) -> None:
    proxy = settings.TRUSTED_PROXY
    channels: dict[int, Any] = {}
    server = create_server(
        get_wsgi_application(),
        map=channels,
        sockets=[door],
        threads=settings.THREADS,
        ident=None,
        max_request_body_size=_LARGEST_BODY,
        trusted_proxy=proxy,
        trusted_proxy_headers="x-forwarded-for x-forwarded-proto" if proxy else "",
    )
    try:
        leave_if_asked()
        say(f"Newsdesk is ready: {_url()} (Ctrl-C ends it)")
        while True:
            wasyncore.loop(timeout=0.25, map=channels, use_poll=True, count=1)
            leave_if_asked()
    finally:
        server.task_dispatcher.shutdown()
        server.close()


def _url() -> str:
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.HOST, settings.HOST)
    bracketed = f"[{host}]" if ":" in host and "[" not in host else host
    return f"http://{bracketed}:{settings.PORT}/"
