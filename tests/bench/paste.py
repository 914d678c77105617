"""How long a paste takes and how much memory it needs, over HTTP on the real server.

``make bench-paste`` starts ``manage.py serve`` on a data folder of its own, logs in as
the administrator, and pastes news that is invented here, a new one each time.
"""

import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import httpx
import psutil

_MIB = 1024 * 1024
_TARGETS = {
    "memory before the first paste": (250, "MiB"),
    "memory with the pipeline loaded": (1024, "MiB"),
    "preview of 1,000 words": (1.0, "s"),
    "save of 1,000 words": (1.5, "s"),
    "save of 1,000 words without a preview": (1.5, "s"),
    "preview of 50,000 words": (60.0, "s"),
    "save of 50,000 words": (60.0, "s"),
}
_PASTES = 5  # of 1,000 words each; the slowest one counts

_FIRST = [
    "Ada",
    "Bo",
    "Ilse",
    "Noor",
    "Petra",
    "Hugo",
    "Selim",
    "Marta",
    "Kei",
    "Ruth",
    "Tomas",
    "Vera",
]
_LAST = [
    "Quill",
    "Brandt",
    "Haddadin",
    "Voss",
    "Stahl",
    "Aras",
    "Lindholm",
    "Morita",
    "Abara",
    "Lund",
]
_ROLES = [
    "harbour master",
    "Deputy Mayor",
    "union steward",
    "port director",
    "Transport Minister",
]
_TOPICS = [
    "the pier would reopen in May",
    "the tender had been withdrawn",
    "two cranes were out of service",
    "talks with the operator had gone well",
    "the audit found nothing amiss",
]
_WIRES = ["Harbour Wire", "Coast Courier", "Morning Ledger"]


def news(words: int, seed: int) -> str:
    """Invent an article of about so many words, with statements of every kind."""
    choose = random.Random(seed).choice
    head = f"Port story {seed} keeps the coast waiting"
    paragraphs, count = [head], 6
    while count < words:
        who = f"{choose(_FIRST)} {choose(_LAST)}"
        what, again = choose(_TOPICS), choose(_TOPICS)
        paragraph = choose(
            [
                f"{choose(_ROLES)} {who} said on Monday that {what}, although the"
                f" council had not yet been told.",
                f"“We were told in {choose(['March', 'April'])} that {what},” {who}"
                f" told {choose(_WIRES)}. “Nobody here expects more than that.”",
                f"Two senior officials said {what}, according to {choose(_WIRES)}."
                f" They spoke on condition of anonymity.",
                "The quay was quiet for most of the week. Lorries stood in a line"
                " along the northern road, and the cafe by the gate had closed early.",
                f"{who} denied that {what}, and said that {again}.",
            ]
        )
        paragraphs.append(paragraph)
        count += len(paragraph.split())
    return "\n\n".join(paragraphs)


@dataclass
class Editor:
    """An editor's browser, as far as a paste needs one."""

    client: httpx.Client

    def log_in(self, name: str, password: str) -> None:
        self.post("/login/", {"username": name, "password": password}, form="/login/")

    def post(
        self, address: str, fields: dict[str, str], *, form: str = "/articles/add/"
    ) -> httpx.Response:
        """Send a form with the token of the page that it stands on."""
        if "csrftoken" not in self.client.cookies:
            self.client.get(form).raise_for_status()
        token = self.client.cookies["csrftoken"]
        answer = self.client.post(
            address,
            data=fields,
            headers={"X-CSRFToken": token, "Referer": str(self.client.base_url)},
        )
        if answer.status_code >= 400:
            sys.exit(f"{address} answered {answer.status_code}: {answer.text[:400]}")
        return answer


@contextmanager
def server() -> Iterator[tuple[psutil.Process, Editor]]:
    """Start Newsdesk on a data folder that is thrown away; log its editor in."""
    with tempfile.TemporaryDirectory(prefix="newsdesk-") as data:
        port = _free_port()
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            env={**os.environ, "NEWSDESK_DATA": data, "PORT": str(port)},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            password = _password(process)
            url = f"http://127.0.0.1:{port}"
            with httpx.Client(base_url=url, timeout=300) as client:
                editor = Editor(client)
                editor.log_in("admin", password)
                yield psutil.Process(process.pid), editor
        finally:
            process.terminate()
            process.wait(30)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


def _password(process: "subprocess.Popen[str]") -> str:
    """Read what the first start prints until it is ready; give the password."""
    password = ""
    for line in process.stdout or ():
        if found := re.search(r"password[: ]+(\S+)", line):
            password = found[1].rstrip(".,")
        if "http://" in line:
            return password
    sys.exit("The server ended before it was ready.")


def timed(editor: Editor, address: str, words: int, seed: int) -> float:
    """Post so many words of news; give the seconds until the whole answer is there."""
    fields = {"text": news(words, seed)}
    start = time.perf_counter()
    editor.post(address, fields)
    return time.perf_counter() - start


def measure() -> dict[str, float]:
    """Run the whole benchmark; give each figure by the name it is printed under."""
    with server() as (process, editor):
        editor.client.get("/").raise_for_status()
        editor.client.get("/articles/add/").raise_for_status()
        before = process.memory_info().rss / _MIB
        preview = partial(timed, editor, "/articles/preview/")
        save = partial(timed, editor, "/articles/add/")
        cold = preview(1000, 1)
        seeds = range(2, 2 + _PASTES)
        figures = {
            "memory before the first paste": before,
            "first preview, which loads the pipeline": cold,
            "preview of 1,000 words": max(preview(1000, n) for n in seeds),
            "save of 1,000 words": max(save(1000, n) for n in seeds),
            "save of 1,000 words without a preview": max(
                save(1000, 50 + n) for n in seeds
            ),
            "memory with the pipeline loaded": process.memory_info().rss / _MIB,
            "preview of 50,000 words": preview(50_000, 100),
            "save of 50,000 words": save(50_000, 100),
        }
        figures["memory after 50,000 words"] = process.memory_info().rss / _MIB
        return figures


def main() -> None:
    for name, figure in measure().items():
        most, unit = _TARGETS.get(name, (None, "MiB" if "memory" in name else "s"))
        verdict = "" if most is None else "ok" if figure <= most else "MISSED"
        target = "" if most is None else f"at most {most:g} {unit}"
        print(f"{name:<42}{figure:>9.2f} {unit:<5}{target:<18}{verdict}")


if __name__ == "__main__":
    main()
