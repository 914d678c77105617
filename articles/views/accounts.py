"""Accounts: for administrators the list, roles, invitations; one's own; the way in."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import User
from django.contrib.auth.views import PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from articles import invitations, roles
from articles.access import needs
from articles.acts import Refused
from articles.invitations import Closed, InviteForm, JoinForm
from articles.models import Invitation, Role

MAY_MANAGE = "auth.change_user"  # administrators
_LAST = 20


@needs(MAY_MANAGE)
@never_cache
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """List all accounts, what became of them, and the invitations that are open."""
    return _page(request)


def _page(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    invited = Invitation.objects.select_related("made_by", "accepted_by")
    context = {
        "accounts": [(user, roles.of(user)) for user in roles.accounts()],
        "roles": Role.choices,
        "form": InviteForm(),
        "invited": [
            (row, _link(request, row) if row.is_open else "") for row in invited[:_LAST]
        ],
        "log": roles.log()[:_LAST],
        **more,
    }
    return render(request, "articles/accounts.html", context, status=status)


def _link(request: HttpRequest, invitation: Invitation) -> str:
    path = reverse("articles:join", args=[invitations.token(invitation)])
    return request.build_absolute_uri(path)


@needs(MAY_MANAGE)
@require_POST
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody another role, close their account, or open it again."""
    user = get_object_or_404(User, pk=pk)
    asked = request.POST.get("active")
    try:
        if asked in ("on", "off"):
            roles.switch(user, on=asked == "on", by=_me(request))
        else:
            roles.change(user, request.POST.get("role", ""), by=_me(request))
    except Refused as refused:
        return _page(request, 422, refused=str(refused))
    messages.success(request, f"The account of {user.get_username()} was changed.")
    return redirect("articles:accounts")


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)  # the view lets nobody through who has no account


@needs(MAY_MANAGE)
@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Make an invitation and show its link."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, 422, form=form)
    invitation = invitations.invite(**form.cleaned_data, by=_me(request))
    messages.success(request, "The link stands below: send it to one person.")
    return redirect(f"{reverse('articles:accounts')}#i{invitation.pk}")


@needs(MAY_MANAGE)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Let nobody come in by an invitation any more."""
    if invitations.withdraw(pk):
        messages.success(request, "The invitation was withdrawn.")
    else:
        messages.error(request, "This invitation had ended already.")
    return redirect("articles:accounts")


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, link: str) -> HttpResponse:
    """Ask an invited person for a name and a password; looking uses nothing up."""
    form = JoinForm(request.POST if request.method == "POST" else None)
    try:
        invitation = invitations.find(link)
        if request.user.is_authenticated or not form.is_valid():
            status = 422 if form.errors else 200
            context = {"form": form, "invitation": invitation}
            return render(request, "articles/join.html", context, status=status)
        user = invitations.accept(link, form)
    except Closed as closed:
        words = {"closed": str(closed)}
        return render(request, "articles/join.html", words, status=410)
    login(request, user, "django.contrib.auth.backends.ModelBackend")
    messages.success(request, f"Welcome, {user.get_username()}: you are logged in.")
    return redirect("articles:statements")


class _OwnAccount(SuccessMessageMixin, PasswordChangeView):  # type: ignore[type-arg]
    """One's role, and the form for another password, which ends all other sessions."""

    template_name = "articles/own_account.html"
    success_url = reverse_lazy("articles:own-account")
    success_message = "Your password was changed. You are logged out everywhere else."

    def form_valid(self, form: "SetPasswordForm[User]") -> HttpResponse:
        with transaction.atomic():
            response = super().form_valid(form)
            roles.note_password(cast(User, self.request.user))
        return response

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        role = roles.of(cast(User, self.request.user))
        return super().get_context_data(role=role, **more)


own_account = never_cache(_OwnAccount.as_view())
