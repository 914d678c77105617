"""Whom PostgreSQL runs as: it refuses to be root, so root makes it an account."""

import os
import pwd
import stat
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict

from newsdesk.environment import Misconfigured, first_line

_NAME = "newsdesk-db"


class Account(TypedDict, total=False):
    """The arguments with which ``subprocess`` starts a program under an account."""

    user: int
    group: int
    extra_groups: list[int]


def account() -> Account:
    """Return nothing for an ordinary account, which PostgreSQL shares."""
    if os.geteuid() != 0:
        return {}
    try:
        found = pwd.getpwnam(_NAME)
    except KeyError:
        found = _make()
    return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}


def _make() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--user-group", "--no-create-home", _NAME]
    try:
        subprocess.run(command, check=True, capture_output=True)
        return pwd.getpwnam(_NAME)
    except (OSError, subprocess.CalledProcessError, KeyError) as error:
        raise Misconfigured(
            f"PostgreSQL does not run as root, and no account {_NAME} can be made for "
            f"it ({first_line(error)}); start Newsdesk from an ordinary account."
        ) from None


def let_in(paths: Iterable[Path], *, read: bool = False) -> None:
    """Let other accounts pass through root's folders, and no more unless asked."""
    rights = stat.S_IXOTH | (stat.S_IROTH if read else 0)
    for path in paths:
        mode = path.stat().st_mode
        if mode & rights != rights:
            path.chmod(mode | rights)


def is_open(program: Path) -> bool:
    """Tell whether other accounts may run it."""
    return bool(program.stat().st_mode & stat.S_IXOTH)
