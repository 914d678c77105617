"""Reads the environment, and says in one sentence what is wrong with it."""

import importlib.util
import ipaddress
import os
import re
import zoneinfo
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured
from environs import Env

T = TypeVar("T")
Parse = Callable[[str], T]

_HOST_NAME = re.compile(r"\*|\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|\[[0-9a-f:]+\]", re.I)
_ORIGIN = re.compile(r"https?://[^/\s,]+")


class Misconfigured(ImproperlyConfigured):
    """What stops the start, worded for the person who has to mend it."""


def read_env_file(default: Path) -> None:
    """Take what the environment lacks from ``.env``, or the file ENV_FILE names."""
    path = Path(os.environ.get("ENV_FILE") or default)
    if path.is_file():
        Env().read_env(path, recurse=False)


def setting(name: str, parse: Parse[T], default: str, must_be: str) -> T:
    """Return the parsed variable; one that is blank counts as not set.

    ``setting("PORT", port, "8000", "a port number")`` reads ``PORT``.
    """
    value = text(name) or default
    try:
        return parse(value)
    except ValueError:
        raise Misconfigured(f"{name} must be {must_be}, not {value!r}.") from None


def optional(name: str, parse: Parse[T], must_be: str) -> T | None:
    """Return the parsed variable, or None when it is not set."""
    return setting(name, parse, "", must_be) if text(name) else None


def text(name: str) -> str:
    """Return the variable as it is."""
    return os.environ.get(name, "").strip()


def flag(name: str, default: str = "off") -> bool:
    """Return a yes or a no."""
    return setting(name, _flag, default, "on or off")


def number(
    name: str, default: str, *, least: int, most: int, what: str = "a whole number"
) -> int:
    """Return a whole number within its bounds."""

    def parse(value: str) -> int:
        if not least <= int(value) <= most:
            raise ValueError
        return int(value)

    return setting(name, parse, default, f"{what} from {least} to {most}")


def module(value: str) -> str:
    """Parse the name of a module that is installed."""
    if not value.isidentifier() or importlib.util.find_spec(value) is None:
        raise ValueError(value)
    return value


def listing(name: str, item: Parse[T], default: str, must_be: str) -> list[T]:
    """Return what stands between the commas."""

    def parse(value: str) -> list[T]:
        return [item(part.strip()) for part in value.split(",") if part.strip()]

    return setting(name, parse, default, must_be)


def _flag(value: str) -> bool:
    words = {"on": True, "yes": True, "true": True, "1": True}
    words |= {"off": False, "no": False, "false": False, "0": False}
    if value.lower() not in words:
        raise ValueError
    return words[value.lower()]


def _whole(pattern: re.Pattern[str]) -> Parse[str]:
    def parse(value: str) -> str:
        if not pattern.fullmatch(value):
            raise ValueError
        return value

    return parse


host_name = _whole(_HOST_NAME)
origin = _whole(_ORIGIN)


def address(value: str) -> str:
    """Return an address to listen on: an IP address or ``localhost``."""
    return value if value == "localhost" else str(ipaddress.ip_address(value))


def time_zone(value: str) -> str:
    """Return the name of a time zone that this machine knows."""
    try:
        return zoneinfo.ZoneInfo(value).key
    except (zoneinfo.ZoneInfoNotFoundError, OSError):
        raise ValueError from None


def choice(options: Sequence[str]) -> Parse[str]:
    """Return a parser that takes one of some words, in capitals."""

    def parse(value: str) -> str:
        if value.upper() not in options:
            raise ValueError
        return value.upper()

    return parse


def folder(name: str, default: Path) -> Path:
    """Return an absolute folder; a relative one starts where the default lies."""
    given = text(name)
    return (default.parent / Path(given).expanduser()).resolve() if given else default


def writable(name: str, path: Path) -> None:
    """Make the folder, or say why nothing can be kept in it."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe = path / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        reason = (error.strerror or "not possible").lower()
        raise Misconfigured(
            f"{name} must be a folder that can be written to; {path}: {reason}."
        ) from None


def first_line(error: Exception) -> str:
    """Return the first line of an error, for a sentence that quotes it."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
