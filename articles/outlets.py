"""From an outlet's name to its row, known by name or alias."""

from django.db.models import BooleanField, Func, Q, QuerySet, Value

from articles.extraction.names import letters
from articles.extraction.names import outlets as well_known
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
    """Give the outlet of this name, made when it is new; a long one is cut.

    One that the world knows by another name has its row under that: "AFP" and
    "Agence France-Presse" are one.
    """
    name = " ".join(name.split())[:_LONGEST].strip()
    full = _full_name(name)
    found = named(name).first() or named(full).first()
    return found or Outlet.objects.create(
        name=full,
        slug=free_slug(full, Outlet),
        aliases=[] if full == name else [name],
    )


def _without_the(name: str) -> str:
    return name[4:] if name.lower().startswith("the ") and name[4:] else name


def _full_name(name: str) -> str:
    """The name that an outlet is best known by: "AFP" -> "Agence France-Presse"."""
    low = letters(name)
    full: str = well_known().get(low, (name,))[0]
    return name if letters(full) in (low, _without_the(low)) else full
