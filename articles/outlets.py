"""From an outlet's name to its row, known by name or alias."""

from django.db.models import BooleanField, Func, Q, QuerySet, Value

from articles.models import Outlet
from articles.models.fold import Fold
from articles.slugs import free_slug

_LONGEST = 200


class _HasAlias(Func):
    """Whether one of a row's aliases folds to the same words as the argument."""

    template = (
        "newsdesk_fold(%(expressions)s) IN"
        " (SELECT newsdesk_fold(alias) FROM unnest(aliases) AS alias)"
    )
    output_field = BooleanField()


def named(name: str) -> QuerySet[Outlet]:
    """Find the outlet that goes by this name or alias.

    Case, accents, marks and a leading "the" do not count.
    """
    bare = _without_the(" ".join(name.split()))
    return Outlet.objects.filter(
        Q(folded__in=[Fold(Value(bare)), Fold(Value(f"the {bare}"))])
        | Q(_HasAlias(Value(bare)))
    )


def find_or_make(name: str) -> Outlet:
    """Give the outlet of this name, made under it when it is new; a long one is cut."""
    name = " ".join(name.split())[:_LONGEST].strip()
    return named(name).first() or Outlet.objects.create(
        name=name, slug=free_slug(name, Outlet)
    )


def _without_the(name: str) -> str:
    return name[4:] if name.lower().startswith("the ") and name[4:] else name
