"""Invitations: who let whom in, as what, and until when a link may be used."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Role(models.TextChoices):
    """What an account may do; each one may also do what stands before it."""

    READER = "reader", "reader"
    EDITOR = "editor", "editor"
    ADMINISTRATOR = "administrator", "administrator"


class Invitation(models.Model):
    """One account to be made by whoever has the link; ``note`` says for whom it is.

    The link is no column: it is this row's key, signed, so that nobody who reads the
    table can use it.
    """

    role = models.CharField(max_length=13, choices=Role)
    note = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="invitations",
    )
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_by = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitation",
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="invitation_role_known"
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(withdrawn_at=None),
                name="invitation_used_or_withdrawn_never_both",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.note}" if self.note else str(self.role)

    @property
    def is_open(self) -> bool:
        """Whether somebody may still come in by it."""
        ended = self.accepted_at or self.withdrawn_at
        return not ended and timezone.now() < self.expires_at
