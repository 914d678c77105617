"""Roles of accounts: readers, editors, administrators; who may work and who no longer.

Administrators are superusers and editors are in a group; all others read. What became
of an account stands in Django's own log of the administration.
"""

from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.acts import Refused
from articles.models import Invitation, Role

EDITORS = "Editors"


def of(user: User) -> Role:
    """The role of an account, also of one that is closed; groups may be prefetched."""
    if user.is_superuser:
        return Role.ADMINISTRATOR
    is_editor = any(group.name == EDITORS for group in user.groups.all())
    return Role.EDITOR if is_editor else Role.READER


def give(user: User, role: str) -> None:
    """Let an account do what a role may, and nothing else."""
    user.is_superuser = user.is_staff = role == Role.ADMINISTRATOR
    user.save(update_fields=["is_superuser", "is_staff"])
    editors = Group.objects.get(name=EDITORS)
    if role == Role.EDITOR:
        user.groups.add(editors)
    else:
        user.groups.remove(editors)


@transaction.atomic
def change(user: User, role: str, *, by: User) -> None:
    """Give somebody else another role.

    Raises:
        Refused: it is one's own account, or no role.
    """
    if role not in Role.values:
        raise Refused("Choose reader, editor or administrator.")
    user = _somebody_else(user, by)
    was = of(user)
    if role == was:
        return
    give(user, role)
    _log(user, f"made {Role(role).label}, was {was.label}", by)
    if was == Role.ADMINISTRATOR:
        _withdraw_invitations_of(user)


@transaction.atomic
def switch(user: User, *, on: bool, by: User) -> None:
    """Close somebody else's account, or open it again; what it did stays.

    Raises:
        Refused: it is one's own account.
    """
    user = _somebody_else(user, by)
    if user.is_active == on:
        return
    user.is_active = on
    user.save(update_fields=["is_active"])
    _log(user, "opened again" if on else "closed", by)
    if not on:
        _withdraw_invitations_of(user)


def _somebody_else(user: User, by: User) -> User:
    """Lock an account; one administrator is left, since nobody changes their own."""
    administrators = User.objects.select_for_update().filter(is_superuser=True)
    there = {row.pk: row for row in administrators.order_by("pk")}
    if by.pk not in there or not there[by.pk].is_active:
        raise Refused("You are no administrator any more.")
    if user.pk == by.pk:
        raise Refused("Another administrator has to do that with your own account.")
    return there.get(user.pk) or User.objects.select_for_update().get(pk=user.pk)


def _withdraw_invitations_of(user: User) -> None:
    """What somebody gave out who is no administrator any more leads nowhere."""
    given = Invitation.objects.filter(made_by=user, accepted_at=None, withdrawn_at=None)
    given.update(withdrawn_at=timezone.now())


def note_password(user: User) -> None:
    """Keep that somebody chose another password; nobody's password itself is kept."""
    _log(user, "chose another password", by=user)


def _log(user: User, what: str, by: User) -> None:
    LogEntry.objects.log_actions(by.pk, [user], CHANGE, what, single_object=True)


def log() -> QuerySet[Any]:
    """What became of accounts, the newest first."""
    entries = LogEntry.objects.filter(
        content_type__app_label="auth", content_type__model="user"
    )
    return entries.select_related("user").order_by("-action_time", "-pk")


def accounts() -> QuerySet[User]:
    """All accounts with their groups: who works first, by name."""
    users: QuerySet[User] = get_user_model().objects.prefetch_related("groups")
    return users.order_by("-is_active", "username")
