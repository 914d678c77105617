"""The secret key: made once, kept in the data folder, never in the code."""

import contextlib
import os
import secrets
from pathlib import Path

from newsdesk.environment import Misconfigured, text, writable

_SHORTEST = 32


def secret_key(data: Path) -> str:
    """Return SECRET_KEY, or the key of the data folder, which is made if missing."""
    given = text("SECRET_KEY")
    if not given:
        return _kept(data)
    if len(given) < _SHORTEST:
        raise Misconfigured(
            f"SECRET_KEY must have at least {_SHORTEST} characters; leave it out and "
            "Newsdesk makes one."
        )
    return given


def _kept(data: Path) -> str:
    path = data / "secret_key"
    if not path.exists():
        writable("NEWSDESK_DATA", data)
        _make(path)
    try:
        return path.read_text().strip()
    except OSError as error:
        raise Misconfigured(
            f"NEWSDESK_DATA holds a key that cannot be read: {path}: {error.strerror}."
        ) from None


def _make(path: Path) -> None:
    """Write a new key in one step: two processes that start agree on one."""
    new = path.with_name(f"{path.name}.{os.getpid()}")
    new.touch(mode=0o600)
    new.write_text(secrets.token_urlsafe(50))
    with contextlib.suppress(FileExistsError):
        os.link(new, path)
    new.unlink()
