#!/usr/bin/env python
"""The command line of Newsdesk; starts the embedded PostgreSQL for what needs it."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext

from newsdesk.signals import note_requests, unwind_on_request

# These need no database, or see to it themselves.
WITHOUT_DATABASE = {
    "check",
    "collectstatic",
    "diffsettings",
    "findstatic",
    "help",
    "makemigrations",
    "serve",
    "version",
}


def main(arguments: list[str]) -> int:
    """Run one command; return the status to leave with."""
    if arguments[1:2] == ["serve"]:
        note_requests()
    else:
        unwind_on_request()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsdesk.settings")
    try:
        run(arguments)
    except KeyboardInterrupt:
        return 130
    return 0


def run(arguments: list[str]) -> None:
    """Run one command, and end with one sentence when something is set up wrongly."""
    from django.core.management import execute_from_command_line

    from newsdesk.environment import Misconfigured

    try:
        with database(arguments[1:]):
            execute_from_command_line(arguments)
    except Misconfigured as error:
        print(f"Newsdesk cannot start: {error}", file=sys.stderr)
        sys.exit(2)


def database(arguments: list[str]) -> AbstractContextManager[None]:
    """Return a context in which the database that the command needs is up."""
    from django.conf import settings

    from newsdesk.database import available

    asks = {"--help", "-h", "--version"}.intersection(arguments)
    if asks or not arguments or arguments[0] in WITHOUT_DATABASE:
        return nullcontext()
    return available(settings.DATABASE_URL, settings.CLUSTER)


if __name__ == "__main__":
    sys.exit(main(sys.argv))
