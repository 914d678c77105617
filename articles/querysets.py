"""Every read that the pages need, chainable, named in the words of the newsroom."""

from typing import Any

from django.db import models


class OutletQuerySet(models.QuerySet[Any]):
    """Outlets."""


class ArticleQuerySet(models.QuerySet[Any]):
    """Articles."""


class SpeakerQuerySet(models.QuerySet[Any]):
    """Speakers."""


class QuoteQuerySet(models.QuerySet[Any]):
    """Statements."""
