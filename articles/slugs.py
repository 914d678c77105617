"""Addresses made from names."""

from django.db import models
from django.utils.text import slugify

_LONGEST = 200


def free_slug(name: str, model: type[models.Model]) -> str:
    """Give a slug that no row of ``model`` has: ``ilse-brandt``, else ``ilse-brandt-2``.

    A name in no Latin letters keeps its own.
    """
    stem = slugify(name) or slugify(name, allow_unicode=True) or "name"
    stem = stem[:_LONGEST]
    taken = set(
        model._default_manager.filter(slug__startswith=stem).values_list(
            "slug", flat=True
        )
    )
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)
