"""From an outlet's name to its row, known by name or alias."""

from django.db.models import Q, QuerySet, Value

from articles.models import Outlet
from articles.models.fold import Fold
from articles.slugs import free_slug


def named(name: str) -> QuerySet[Outlet]:
    """Find the outlet that goes by this name.

    Case, accents, marks and a leading "the" do not count.
    """
    bare = _without_the(name)
    return Outlet.objects.filter(
        Q(folded__in=[Fold(Value(bare)), Fold(Value(f"the {bare}"))])
        | Q(aliases__contains=[bare])
    )


def find_or_make(name: str) -> Outlet:
    """Give the outlet of this name, made when it is new."""
    bare = _without_the(name)
    return named(bare).first() or Outlet.objects.create(
        name=bare, slug=free_slug(bare, Outlet)
    )


def _without_the(name: str) -> str:
    name = " ".join(name.split())
    return name[4:] if name.lower().startswith("the ") and name[4:] else name
