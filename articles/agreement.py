"""Where two editors differ on a statement, and how often each two of them agree.

An editor's judgement of a statement is what stood there after their last act on it that
they did not take back themselves. This module only reads.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from django.db.models import Count
from django.db.models.fields.json import KeyTextTransform

from articles import changes
from articles.changes import Row, Told
from articles.models import Quote, Speaker, Status


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an editor left behind: is it a statement, who said it, and which words."""

    is_statement: bool
    source: tuple[object, ...] = ()
    words: tuple[object, ...] = ()


@dataclass(slots=True)
class Agreement:
    """How often two editors who judged the same statements left the same behind."""

    editors: tuple[str, str]
    agree: int = 0
    source: int = 0
    words: int = 0
    existence: int = 0

    @property
    def statements(self) -> int:
        return self.agree + self.source + self.words + self.existence

    @property
    def share(self) -> int:
        """The share of agreement in percent."""
        return round(100 * self.agree / self.statements)

    def count(self, one: Judgement, other: Judgement) -> None:
        """Add one statement, under the first thing that they differ on."""
        if one == other:
            self.agree += 1
        elif one.is_statement != other.is_statement:
            self.existence += 1
        elif one.source != other.source:
            self.source += 1
        else:
            self.words += 1


def differing() -> list[int]:
    """The statements whose last judgement nobody shares and somebody contradicts."""
    found = judgements(_judged_by_several())
    return [key for key, by in found.items() if _is_open(list(by.values()))]


def _is_open(judged: list[Judgement]) -> bool:
    last = judged[-1]
    return len(set(judged)) > 1 and judged.count(last) < 2


def by_pair() -> list[Agreement]:
    """All pairs of editors who judged the same statements, those with most first."""
    pairs: dict[tuple[str, str], Agreement] = {}
    for judged in judgements(_judged_by_several()).values():
        for one, other in combinations(sorted(judged), 2):
            pair = pairs.setdefault((one, other), Agreement((one, other)))
            pair.count(judged[one], judged[other])
    return sorted(pairs.values(), key=lambda pair: (-pair.statements, pair.editors))


def judgements(quotes: Iterable[int]) -> dict[int, dict[str, Judgement]]:
    """Each editor's judgement of each of these statements, the latest one last."""
    lives = changes.lives(Quote, quotes)
    told = changes.told_of(step.act for life in lives.values() for step in life)
    kept = told.keys() - _withdrawn(told)
    survivors = _survivors()
    found: dict[int, dict[str, Judgement]] = defaultdict(dict)
    for key, life in lives.items():
        for step in life:
            act = told[step.act] if step.act in kept else None
            if act and step.after and _judges(act, step.after):
                found[key].pop(act.by, None)
                found[key][act.by] = _judgement(step.after, survivors)
    return dict(found)


def _withdrawn(told: Mapping[UUID, Told]) -> set[UUID]:
    """Acts that their own author took back, with what took them back."""
    gone = changes.taken_back(told)
    pairs = [
        (act, told[act.undoes])
        for act in told.values()
        if act.undoes and act.undoes in told and act.key not in gone
    ]
    return {
        act.key
        for undo, undone in pairs
        if undo.by == undone.by
        for act in (undo, undone)
    }


def _judges(act: Told, after: Row) -> bool:
    """Whether it says how a statement is: a merge does not, nor does a dispute."""
    is_judged = after["status"] not in (Status.MACHINE, Status.DISPUTED)
    return bool(act.by) and is_judged and bool(act.status or act.undoes)


def _judgement(row: Row, survivors: Mapping[int, int]) -> Judgement:
    if row["status"] == Status.REJECTED:
        return Judgement(is_statement=False)
    speaker = survivors.get(row["speaker_id"], row["speaker_id"])
    name = "" if speaker or row["anonymous_id"] else row["source_name"]
    return Judgement(
        is_statement=True,
        source=(row["source_kind"], speaker, row["anonymous_id"], name),
        words=tuple(map(tuple, row["content"])),
    )


def _survivors() -> dict[int, int]:
    """Whom merged speakers were merged into."""
    merged = Speaker.objects.exclude(merged_into=None)
    return dict(merged.values_list("pk", "merged_into"))


def _judged_by_several() -> list[int]:
    """Statements with acts of two people; each act makes a new version."""
    again = Quote.objects.filter(version__gt=2).order_by().values("pk")
    events = changes.events_of(Quote).filter(pgh_obj_id__in=again).order_by()
    by = KeyTextTransform("by", "pgh_context__metadata")
    rows = events.values("pgh_obj_id").annotate(editors=Count(by, distinct=True))
    several = rows.filter(editors__gt=1).order_by("pgh_obj_id")
    return list(several.values_list("pgh_obj_id", flat=True))
