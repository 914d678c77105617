"""Names while they are typed: the likeliest speakers first, in a few milliseconds."""

from dataclasses import dataclass

from django.db.models import Count, Value

from articles.models import Quote, Speaker, SpeakerName
from articles.models.fold import Fold

MOST = 12  # suggestions
_OTHER_NAMES = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """A speaker with what tells it apart from others of such a name."""

    speaker: Speaker
    title: str
    statements: int
    other_names: list[str]


def choices(typed: str) -> list[Choice]:
    """Give the speakers with a name in which each typed word begins a word.

    Whoever goes by exactly what was typed comes first, then who says most.
    """
    ranked = _ranked(typed)
    rows = (
        Speaker.objects.filter(pk__in=ranked)
        .with_statements()
        .prefetch_related("names")
        .in_bulk()
    )
    return [_choice(rows[key]) for key in ranked if key in rows]


def _ranked(typed: str) -> list[int]:
    called = Speaker.objects.standing().called(typed)
    found = dict.fromkeys(_exactly(typed))
    # Whom the many statements lead to, so that only few rows are counted in full.
    spoken = Quote.objects.standing().filter(speaker__in=called.values("pk"))
    counted = spoken.order_by().values_list("speaker").annotate(n=Count("pk"))
    found |= dict.fromkeys(key for key, _ in counted.order_by("-n", "speaker")[:MOST])
    if len(found) < MOST:
        silent = called.order_by("name", "pk").values_list("pk", flat=True)
        found |= dict.fromkeys(silent[:MOST])
    return list(found)[:MOST]


def _exactly(typed: str) -> list[int]:
    words = " ".join(typed.split())
    names = SpeakerName.objects.filter(
        folded=Fold(Value(words)), speaker__merged_into=None
    )
    found = names.annotate(n=Count("speaker__quotes")).order_by("-n", "speaker")
    return list(found.values_list("speaker", flat=True)[:MOST])


def _choice(row: Speaker) -> Choice:
    names = [name.name for name in row.names.all() if name.name != row.name]
    return Choice(
        speaker=row,
        title=row.last_title or "",  # type: ignore[attr-defined]
        statements=row.statements,  # type: ignore[attr-defined]
        other_names=names[:_OTHER_NAMES],
    )
