"""Serve the pages, with all that they need."""

from typing import Any

from django.core.management.base import BaseCommand

from newsdesk.server import run


class Command(BaseCommand):
    help = "Prepare the database and serve Newsdesk until Ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        run(self._say)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
