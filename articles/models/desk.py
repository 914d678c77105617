"""An editor's desk: whether keys act, and which statement lies on it for review."""

from django.conf import settings
from django.db import models

from articles.models.quote import Quote


class Desk(models.Model):
    """How an editor likes to work; who has no row likes it as it comes."""

    editor = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="desk",
    )
    keys = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"Desk of {self.editor}"


class Claim(models.Model):
    """A statement that one editor has before them, so that no other is given it.

    There is one a statement, and after ``until`` anybody may take it over. Those of an
    editor by ``given_at`` are the way back to what lay there before.
    """

    quote = models.OneToOneField(
        Quote, models.CASCADE, primary_key=True, related_name="claim"
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="claims", db_index=False
    )
    given_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        ordering = ["-given_at"]
        indexes = [models.Index(fields=["editor", "given_at"], name="claim_way_back")]

    def __str__(self) -> str:
        return f"{self.quote_id} with {self.editor}"
