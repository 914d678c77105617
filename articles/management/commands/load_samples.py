"""``manage.py load_samples``: take in the sample articles."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.ingest import load_samples


class Command(BaseCommand):
    help = (
        "Take in the invented sample articles; those that are there stay as they are."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        taken = load_samples(by=None)
        self.stdout.write(
            f"{len(taken.articles)} sample articles taken in,"
            f" {len(taken.known)} were there already."
        )
