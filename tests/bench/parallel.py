"""Eight editors, a thousand edits at one time, and the database restarted in between.

Every saved edit has to be in the history and in the data, every refused one told:

    nice python -m tests.bench.parallel
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Thread

from tests.bench.editors import Editor, prove, states, work
from tests.bench.workbench import _server

EDITORS = int(os.environ.get("EDITORS", 8))
EDITS = int(os.environ.get("EDITS", 1000))
STATEMENTS = 40  # few, so that editors meet
_PASSWORD = "pass-it-on"


def main() -> int:
    os.environ |= {"SECRET_KEY": "k" * 50, "THREADS": str(EDITORS)}
    with tempfile.TemporaryDirectory(prefix="newsdesk-") as data, _server(data) as at:
        os.environ |= {
            "NEWSDESK_DATA": data,
            "DJANGO_SETTINGS_MODULE": "newsdesk.settings",
        }
        import django

        django.setup()
        from django.db import connection

        names = _fill()
        start = states()
        speakers = _speakers()
        connection.close()  # it would not outlive the restart
        editors = [Editor(at[0], name, _PASSWORD) for name in names]
        restart = Thread(target=_restart, args=[Path(data)])
        begin = time.monotonic()
        restart.start()
        try:
            edits = work(editors, EDITS // EDITORS, list(start), speakers)
            took = time.monotonic() - begin
            restart.join()
            proof = prove(edits, start)
        finally:
            restart.join()
            _stop(Path(data))
        print(
            f"{len(edits):,} edits by {EDITORS} editors at one time on {STATEMENTS}"
            f" statements in {took:.0f} s, with one restart of the database:\n"
            f"{proof.saved:,} saved, {proof.refused:,} refused and told,"
            f" {proof.unanswered:,} tries answered by a failure and repeated,"
            f" {proof.saved_unheard:,} saved though the answer was lost.\n"
            f"{len(proof.wrong):,} lost, doubled, silent or not in the data."
        )
        print("\n".join(proof.wrong[:20]))
    return 1 if proof.wrong else 0


def _fill() -> list[str]:
    """Editors, and articles with statements of a few speakers."""
    from django.contrib.auth.models import Group, User

    from tests import factories
    from tests.bench.editors import NAMES

    group = Group.objects.get(name="Editors")
    names = [f"editor-{number}" for number in range(EDITORS)]
    for name in names:
        User.objects.create_user(name, password=_PASSWORD).groups.add(group)
    for name in NAMES:
        factories.speaker(name)
    chance = random.Random(5)
    for number in range(STATEMENTS):
        who = chance.choice(NAMES)
        words = f"The pier number {number} is safe"
        factories.statement(f"“{words},” {who} said.", words, source=who)
    return names


def _speakers() -> list[str]:
    from articles.models import Speaker

    return list(Speaker.objects.values_list("slug", flat=True))


def _restart(data: Path) -> None:
    """Restart PostgreSQL in the middle of the work, as an update of it would."""
    time.sleep(float(os.environ.get("RESTART_AFTER", 15)))
    begin = time.monotonic()
    _control(data, "restart", "-m", "fast", "-w", "-l", os.devnull)
    print(
        f"The database was restarted in {time.monotonic() - begin:.1f} s.", flush=True
    )


def _stop(data: Path) -> None:
    """End the PostgreSQL that the server did not start itself."""
    from django.db import connection

    connection.close()
    _control(data, "stop", "-m", "fast", "-w")


def _control(data: Path, *command: str) -> None:
    from newsdesk.account import account
    from newsdesk.embedded import BIN

    subprocess.run(
        [str(BIN / "pg_ctl"), "-D", str(data / "postgres"), *command],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
        **account(),
    )


if __name__ == "__main__":
    sys.exit(main())
