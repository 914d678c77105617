"""``manage.py extract_again``: what extraction finds today in articles that are there."""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.acts import Refused
from articles.again import Difference, Plan, run
from articles.again.run import Progress, Totals
from articles.models import Article, Outlet

_LONGEST = 100
_SIGNS = {"added": "+", "gone": "-", "changed": "~"}


class Command(BaseCommand):
    help = (
        "Run extraction again on articles that were taken in before. What editors"
        " touched, added or rejected stays as it is. Without --apply this only reports"
        " what would change; a run that was stopped goes on where it was when it is"
        " started again in the same way."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_argument_group("which articles")
        which.add_argument("--article", type=int, action="append", metavar="N")
        which.add_argument("--outlet", action="append", metavar="SLUG")
        which.add_argument("--all", action="store_true")
        parser.add_argument("--apply", action="store_true", help="change them")
        parser.add_argument(
            "--from-start", action="store_true", help="go on with no run that stopped"
        )
        parser.add_argument("--undo", metavar="RUN", help="take a whole run back")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["undo"]:
            self._undo(options["undo"])
            return
        articles = _chosen(options)
        if not options["apply"]:
            self._tell(run.reports(articles))
            self.stdout.write("Nothing was written. --apply writes it.")
            return
        selection = f"{options['outlet']} {options['article']}"
        progress = Progress.of(selection, from_start=options["from_start"])
        if progress.after:
            self.stdout.write(f"Going on after article {progress.after}.")
        self.stdout.write(f"Run {progress.run}: --undo {progress.run} takes it back.")
        if self._tell(run.applied(articles, progress)):
            raise CommandError("Not all of it was written; see above.")

    def _tell(self, found: Iterable[Plan | Refused]) -> int:
        """Print the reports as they come, then their sum; give how many are missing."""
        totals, missing = Totals(), 0
        for one in found:
            if isinstance(one, Refused):
                missing += 1
                self.stderr.write(str(one))
                continue
            totals.count(one)
            for line in _lines(one):
                self.stdout.write(line)
        self.stdout.write(_sum(totals))
        return missing

    def _undo(self, key: str) -> None:
        undone = refused = 0
        for one in run.undo(key):
            if isinstance(one, Refused):
                refused += 1
                self.stderr.write(str(one))
            else:
                undone += 1
        self.stdout.write(f"{undone} acts of run {key} were taken back.")
        if not undone and not refused:
            raise CommandError("No act of this run stands.")
        if refused:
            raise CommandError(f"{refused} acts could not be taken back.")


def _chosen(options: dict[str, Any]) -> list[int]:
    """The keys of the articles that were asked for, in order."""
    rows = Article.objects.order_by("pk")
    numbers, slugs = options["article"] or [], options["outlet"] or []
    if bool(numbers or slugs) is options["all"]:
        raise CommandError("Say which: --article N, --outlet SLUG or --all.")
    known = set(Outlet.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    if unknown := set(slugs) - known:
        raise CommandError(f"No outlet has the address {', '.join(sorted(unknown))}.")
    if slugs:
        rows = rows.filter(outlet__slug__in=slugs)
    if numbers:
        rows = rows.filter(pk__in=numbers)
    found = list(rows.values_list("pk", flat=True))
    if not slugs and (missing := set(numbers) - set(found)):
        raise CommandError(f"There is no article {min(missing)}.")
    return found


def _lines(plan: Plan) -> Iterable[str]:
    """The report of one article; nothing when nothing differs."""
    article = plan.article
    name = f"Article {article.pk}, “{article}”"
    if plan.unreadable:
        yield f"{name}: left alone, its text would be cleaned otherwise today"
    if plan.differs:
        yield f"{name}: {_numbers(plan.added, len(plan.gone), plan.changed, plan.same)}"
        for one in plan.differences:
            yield from _difference(one)


def _difference(one: Difference) -> Iterable[str]:
    yield f"  {_SIGNS[one.what]} “{_short(one.words)}” ({_short(one.source)})"
    for line in one.lines:
        before, after = _short(line.before) or "nothing", _short(line.after)
        yield f"      {line.label}: {before} → {after or 'nothing'}"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + " …"


def _numbers(added: int, gone: int, changed: int, same: int) -> str:
    return f"{added} added, {gone} gone, {changed} changed, {same} the same"


def _sum(totals: Totals) -> str:
    numbers = _numbers(totals.added, totals.gone, totals.changed, totals.same)
    return (
        f"{totals.articles:,} articles: {numbers} ({totals.confidence_alone} of them"
        f" more or less sure), {totals.kept} reviewed stay as they are,"
        f" {totals.barred} were rejected and stay out,"
        f" articles left alone: {totals.unreadable}."
    )
