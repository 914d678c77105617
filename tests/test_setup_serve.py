"""``manage.py serve`` from its first start to its end, as a process of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import psutil
import pytest
from django.conf import settings

NOT_OURS = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PORT", "HOST", "SECRET_KEY"}


class Served:
    """A server that a test starts, asks and ends."""

    process: subprocess.Popen[str]

    def __init__(self, data: Path) -> None:
        self.data = data
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]

    def start(self, **variables: str) -> subprocess.Popen[str]:
        kept = {k: v for k, v in os.environ.items() if k not in NOT_OURS}
        ours = {"NEWSDESK_DATA": str(self.data), "PORT": str(self.port)}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=settings.BASE_DIR,
            env=kept | ours | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return self.process

    def lines(self) -> list[str]:
        """Return what it says up to the line that it is ready, or to its end."""
        assert self.process.stdout
        said = []
        for line in self.process.stdout:
            said.append(line.rstrip())
            if "is ready" in line:
                break
        return said

    def refused(self, **variables: str) -> str:
        """Return what it says when it does not start: one sentence, and status 2."""
        said, _ = self.start(**variables).communicate(timeout=30)
        assert self.process.returncode == 2
        assert said.count("\n") == 1
        assert said.startswith("Newsdesk cannot start: ")
        return said

    def get(self, path: str) -> HTTPResponse:
        url = f"http://127.0.0.1:{self.port}{path}"
        answer: HTTPResponse = urllib.request.urlopen(url, timeout=20)
        return answer

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        self.process.communicate(timeout=60)
        return self.process.returncode

    def databases(self) -> list[psutil.Process]:
        """Return the processes of PostgreSQL that work in the data folder."""
        found = []
        for process in psutil.process_iter(["name", "cwd"]):
            at = process.info["cwd"] or ""
            if process.info["name"] == "postgres" and at.startswith(str(self.data)):
                found.append(process)
        return found


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path / "data")
    yield served
    if hasattr(served, "process") and served.process.poll() is None:
        served.end(signal.SIGTERM)
    for process in served.databases():
        process.kill()


def test_from_first_start_to_last(served):
    served.start()
    password, ready = served.lines()
    assert re.fullmatch(
        r"The administrator is admin, with the password \S{16} .*", password
    )
    assert f"http://127.0.0.1:{served.port}/" in ready
    page = served.get("/login/").read().decode()
    style = re.search(r'href="(/static/css/base\.[0-9a-f]{12}\.css)"', page)
    assert style
    answer = served.get(style[1])
    assert "immutable" in answer.headers["Cache-Control"]

    other = Served(served.data)
    assert "Newsdesk runs on it already." in other.refused()
    other.port = served.port
    assert f"PORT {served.port} of 127.0.0.1 is in use" in other.refused()

    memory = psutil.Process(served.process.pid).memory_info().rss
    assert memory < 250 * 1024 * 1024
    assert served.databases()
    assert served.end(signal.SIGINT) == 0
    assert not served.databases()

    # Killed, it leaves its PostgreSQL, which the next one takes over and ends.
    served.start()
    assert "is ready" in served.lines()[0]
    served.end(signal.SIGKILL)
    served.start()
    assert "is ready" in served.lines()[0]
    # Within five seconds; counted in work, which other programs do not lengthen.
    spent = psutil.Process(served.process.pid).cpu_times()
    assert spent.user + spent.system < 4
    assert served.end(signal.SIGTERM) == 0
    assert not served.databases()


def test_ended_while_it_starts(tmp_path):
    """The folder's path is too long for a socket, which goes elsewhere."""
    served = Served(tmp_path / ("long" * 30))
    served.start()
    while not (served.data / "postgres" / "postmaster.pid").exists():
        assert served.process.poll() is None
        time.sleep(0.02)
    assert served.end(signal.SIGTERM) == 0
    assert not served.databases()


def test_database_that_is_not_there(served):
    said = served.refused(DATABASE_URL="postgresql://nobody:hunter2@127.0.0.1:1/none")
    assert "DATABASE_URL names a database that cannot be used" in said
    assert "hunter2" not in said


def test_data_folder_that_cannot_be_made(served, tmp_path):
    (tmp_path / "file").touch()
    served.data = tmp_path / "file" / "data"
    assert "NEWSDESK_DATA must be a folder that can be written to" in served.refused()
