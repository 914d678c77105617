"""``manage.py export_gold OUT``: what editors reviewed, as data to train and measure."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import gold


class Command(BaseCommand):
    help = (
        "Write reviewed articles into the empty folder OUT: train.jsonl and dev.jsonl"
        " (one article in ten, the same one every time, copies together) for `make"
        " train CORPUS=OUT`, and brat/ with a .txt and an .ann for each."
        " An article counts as reviewed when it has statements and editors have"
        " confirmed, corrected, added or rejected every one of them; one that is"
        " disputed or that nobody has looked at leaves its article out. Rejected"
        " statements are not written: that their words are none is what they teach."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("out", type=Path, metavar="OUT")
        parser.add_argument(
            "--partly",
            action="store_true",
            help="also articles with one reviewed statement at least: what nobody has"
            ' settled in them is written as the machine found it, "reviewed": false',
        )
        parser.add_argument(
            "--inner",
            action="store_true",
            help="also statements inside another one, which the benchmark's corpus"
            " does not mark",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path = options["out"]
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise CommandError(f"{out} is there already: name a new or empty folder.")
        if not gold.articles(partly=options["partly"]).exists():
            raise CommandError(
                "No article is reviewed yet, so nothing can be learned."
                if options["partly"]
                else "No article is reviewed to its end yet; --partly takes others, too."
            )
        done = gold.write(out, partly=options["partly"], inner=options["inner"])
        self.stdout.write(
            f"{done.train} articles for training and {done.dev} for dev, with"
            f" {done.statements} statements, are in {out}."
        )
        if not (done.train and done.dev):
            self.stdout.write("Training needs some of both: review more articles.")
