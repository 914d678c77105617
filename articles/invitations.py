"""Invitation links: each lets one person make one account, within some days.

A link is the key of an invitation, signed by Django; its row says whether it was used.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import forms as auth_forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from articles import changes, roles
from articles.models import Invitation, Role

LASTS = timedelta(days=7)
_signer = Signer(salt="articles.invitations")

if TYPE_CHECKING:
    _UserCreationForm = auth_forms.UserCreationForm[User]
else:  # it takes no type arguments when the code runs
    _UserCreationForm = auth_forms.UserCreationForm


class Closed(Exception):
    """Nobody comes in by this link; the message says why, in plain words."""


class JoinForm(_UserCreationForm):
    """The name and the password that an invited person chooses."""

    class Meta:
        model = User
        fields = ["username"]
        field_classes = {"username": auth_forms.UsernameField}
        labels = {"username": "User name"}
        help_texts = {
            "username": "Letters, digits and @ . + - _ only. It stands beside all"
            " that you do here."
        }

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.fields["password2"].label = "Password once more"
        self.fields["password2"].help_text = ""

    def clean_username(self) -> str:
        """Nobody takes the name of somebody whose acts are in the history."""
        name: str = super().clean_username()
        if changes.contexts().filter(told_by=name).exists():
            raise ValidationError("Somebody of this name worked here. Choose another.")
        return name


class InviteForm(forms.Form):
    """As what somebody is invited, and who that is, for the list of invitations."""

    role = forms.ChoiceField(choices=Role)
    note = forms.CharField(
        label="For whom (optional, for this list)",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"role": "editor"}, label_suffix="")


def invite(role: str, note: str = "", *, by: User) -> Invitation:
    """Make an invitation; ``token`` gives what its link ends with."""
    expires = timezone.now() + LASTS
    row: Invitation = Invitation.objects.create(
        role=role, note=note, made_by=by, expires_at=expires
    )
    return row


def token(invitation: Invitation) -> str:
    """What the link of an invitation ends with."""
    return _signer.sign(str(invitation.pk))


def find(link: str) -> Invitation:
    """The open invitation of a link.

    Raises:
        Closed: there is none.
    """
    return _checked(Invitation.objects.filter(pk=_key(link)).first())


def _key(link: str) -> int:
    try:
        return int(_signer.unsign(link))
    except BadSignature:
        raise Closed(
            "This link is not complete, or not from here. Copy all of it, or ask for"
            " another one."
        ) from None


def _checked(invitation: Invitation | None) -> Invitation:
    if invitation is None or invitation.withdrawn_at:
        raise Closed("This invitation was withdrawn. Ask for another one.")
    if invitation.accepted_at:
        day = _day(invitation.accepted_at)
        raise Closed(
            f"This invitation was used on {day}; each link works once. If it was you,"
            " log in. If it was not, tell an administrator."
        )
    if not invitation.is_open:
        day = _day(invitation.expires_at)
        raise Closed(f"This invitation ended on {day}. Ask for another one.")
    return invitation


def _day(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "j F Y, H:i")


@transaction.atomic
def accept(link: str, form: JoinForm) -> User:
    """Make the account of a valid form; the link is used up with it.

    Raises:
        Closed: somebody was quicker, or it ended meanwhile.
    """
    rows = Invitation.objects.select_for_update()
    invitation = _checked(rows.filter(pk=_key(link)).first())
    user: User = form.save()
    roles.give(user, invitation.role)
    invitation.accepted_by, invitation.accepted_at = user, timezone.now()
    invitation.save(update_fields=["accepted_by", "accepted_at"])
    return user


@transaction.atomic
def withdraw(key: int) -> bool:
    """Let nobody come in by an invitation; tell whether it was open until now."""
    row = Invitation.objects.select_for_update().filter(pk=key).first()
    if row is None or not row.is_open:
        return False
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    return True
