"""Accounts: invited once by a link, given roles, closed; what they did stays."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles import annotate, history, invitations, roles
from articles.models import Invitation
from tests import factories

pytestmark = pytest.mark.django_db

TYPED = {"username": "vera", "password1": "pass-it-on 9", "password2": "pass-it-on 9"}


def invite(admin_client: Client, role: str = "editor", note: str = "") -> str:
    """Make an invitation; give the path of its link as the page shows it."""
    answer = admin_client.post(
        "/accounts/invite/", {"role": role, "note": note}, follow=True
    )
    assert answer.status_code == 200
    link = re.findall(
        r'value="http://testserver(/join/[^"]+)"', answer.content.decode()
    )
    return str(link[0])


def words(response) -> str:
    text = re.sub(r"<[^>]*>", " ", response.content.decode())
    return " ".join(text.replace("&#x27;", "'").split())


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("reader", (False, False)),
        ("editor", (True, False)),
        ("administrator", (True, True)),
    ],
)
def test_an_invited_person_chooses_name_and_password_and_works(
    admin_client, client, role, may
):
    link = invite(admin_client, role, note="Vera of the night desk")
    for _ in range(2):  # looking at it, as programs of mail do, uses nothing up
        page = client.get(link)
        assert page.status_code == 200 and f"{role}. Choose a name" in words(page)
    answer = client.post(link, TYPED, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert "Welcome, vera" in words(answer)
    user = User.objects.get(username="vera")
    assert (
        user.has_perm("articles.change_quote"),
        user.has_perm("auth.view_user"),
    ) == may
    assert roles.of(user) == role
    assert client.get("/review/").status_code == (200 if may[0] else 403)
    said = words(admin_client.get("/accounts/"))
    assert "for Vera of the night desk by admin" in said and "used by vera" in said
    other = Client()
    assert other.login(username="vera", password="pass-it-on 9")
    used = Client().get(link)
    assert used.status_code == 410
    assert "was used on" in words(used) and "each link works once" in words(used)
    assert Client().post(link, {**TYPED, "username": "bo"}).status_code == 410
    assert not User.objects.filter(username="bo").exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "This field is required"),
        ({**TYPED, "username": "two words"}, "valid username"),
        ({**TYPED, "username": "ADMIN"}, "already exists"),
        ({**TYPED, "password2": "another"}, "didn’t match"),
        ({**TYPED, "password1": "1234", "password2": "1234"}, "too short"),
        ({**TYPED, "username": "vera\x00"}, "Null characters"),
    ],
)
def test_what_does_not_make_an_account_leaves_the_link_as_it_was(
    admin_client, client, typed, message
):
    link = invite(admin_client)
    answer = client.post(link, typed)
    assert answer.status_code == 422 and message in words(answer)
    if typed.get("username") == "two words":
        assert 'value="two words"' in answer.content.decode()
    assert client.post(link, TYPED).status_code == 302


def test_nobody_takes_a_name_that_stands_in_the_history(admin_client, client):
    gone = factories.editor()
    annotate.confirm(factories.statement().pk, version=1, by=gone)
    name = gone.get_username()
    gone.delete()
    link = invite(admin_client)
    answer = client.post(link, {**TYPED, "username": name})
    assert answer.status_code == 422 and "Somebody of this name worked" in words(answer)


def expire(row: Invitation) -> None:
    row.expires_at = timezone.now() - timedelta(seconds=1)
    row.save()


def withdraw(row: Invitation) -> None:
    assert invitations.withdraw(row.pk) and not invitations.withdraw(row.pk)


def lose(row: Invitation) -> None:
    row.delete()


@pytest.mark.parametrize(
    ("end", "message"),
    [(expire, "ended on"), (withdraw, "was withdrawn"), (lose, "was withdrawn")],
)
def test_a_link_that_ended_says_so(admin_client, client, end, message):
    link = invite(admin_client)
    end(Invitation.objects.get())
    for answer in (client.get(link), client.post(link, TYPED)):
        assert answer.status_code == 410 and message in words(answer)
    assert not User.objects.filter(username="vera").exists()
    assert link not in admin_client.get("/accounts/").content.decode()


def test_a_link_lasts_seven_days(admin_client):
    invite(admin_client)
    left = Invitation.objects.get().expires_at - timezone.now()
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)


def test_a_link_that_was_tampered_with_is_none(admin_client, client):
    link = invite(admin_client)
    pk = Invitation.objects.get().pk
    for other in (link[:-3] + "/", link.replace(f"{pk}:", f"{pk + 1}:"), "/join/1/",
                  f"/join/{pk}:x/", "/join/%00/"):  # fmt: skip
        answer = client.get(other)
        assert answer.status_code == 410 and "not complete" in words(answer), other


def test_somebody_with_an_account_uses_nothing_up(admin_client, client):
    link = invite(admin_client)
    client.force_login(factories.reader())
    for answer in (client.get(link), client.post(link, TYPED)):
        assert answer.status_code == 200
        assert "You have an account already" in words(answer)
    client.logout()
    assert client.post(link, TYPED).status_code == 302


def test_roles_are_changed_and_logged(admin_client, client):
    user = factories.reader()
    client.force_login(user)
    address = f"/accounts/{user.pk}/"
    for role, status in [("editor", 200), ("administrator", 200), ("reader", 403)]:
        assert admin_client.post(address, {"role": role}).status_code == 302
        assert roles.of(User.objects.get(pk=user.pk)) == role
        assert client.get("/review/").status_code == status
    assert client.get("/admin/").status_code == 302, "no administrator any more"
    said = words(admin_client.get("/accounts/"))
    assert f"{user}: made reader, was administrator by admin" in said
    assert admin_client.post(address, {"role": "king"}).status_code == 422
    assert admin_client.post("/accounts/999999/", {"role": "reader"}).status_code == 404


def test_a_closed_account_is_out_at_once_and_its_history_stays(admin_client, client):
    user = factories.editor()
    quote = factories.statement()
    annotate.confirm(quote.pk, version=1, by=user, why="heard it")
    client.force_login(user)
    address = f"/accounts/{user.pk}/"
    assert client.get("/review/").status_code == 200
    admin_client.post(address, {"active": "off"})
    assert client.get("/review/").status_code == 302
    assert not Client().login(username=user.username, password="pass-it-on")
    assert history.of(quote)[0].by == user.username
    assert "heard it" in words(admin_client.get(f"/history/?by={user.username}"))
    assert f"{user}: closed by admin" in words(admin_client.get("/accounts/"))
    admin_client.post(address, {"active": "on"})
    assert Client().login(username=user.username, password="pass-it-on")


def test_ones_own_password_is_changed_and_only_this_session_stays(client, admin_client):
    vera = factories.reader()
    here, there = client, Client()
    for one in (here, there):
        assert one.login(username=vera.username, password="pass-it-on")
    own = "/accounts/own/"
    assert f"as {vera.username}, a reader" in words(here.get(own))
    typed = {
        "old_password": "pass-it-on",
        "new_password1": "further on 7",
        "new_password2": "further on 7",
    }
    for wrong in (
        {"old_password": "guessed"},
        {"new_password2": "further"},
        {"new_password1": "12345678", "new_password2": "12345678"},
        {"new_password1": ""},
    ):
        refused = here.post(own, {**typed, **wrong})
        assert 'class="errorlist"' in refused.content.decode(), wrong
        assert "further on 7" not in refused.content.decode()
    assert there.get(own).status_code == 200  # nothing has changed
    logged = f"{vera}: chose another password by {vera}"
    assert logged not in words(admin_client.get("/accounts/"))
    changed = here.post(own, typed, follow=True)
    assert "Your password was changed" in words(changed)
    assert here.get(own).status_code == 200
    assert there.get(own)["Location"] == f"/login/?next={own}"
    assert not there.login(username=vera.username, password="pass-it-on")
    assert there.login(username=vera.username, password="further on 7")
    assert logged in words(admin_client.get("/accounts/"))


def test_there_is_always_an_administrator(admin_client, admin_user):
    for sent in ({"role": "reader"}, {"active": "off"}):
        answer = admin_client.post(f"/accounts/{admin_user.pk}/", sent)
        assert answer.status_code == 422
        assert "Another administrator has to do that" in words(answer)
    admin_user.refresh_from_db()
    assert admin_user.is_superuser and admin_user.is_active


def test_invitations_of_a_former_administrator_lead_nowhere(admin_client, admin_user):
    other = factories.reader()
    admin_client.post(f"/accounts/{other.pk}/", {"role": "administrator"})
    theirs = Client()
    theirs.force_login(other)
    link = invite(theirs, "administrator")
    admin_client.post(f"/accounts/{other.pk}/", {"active": "off"})
    assert Client().post(link, TYPED).status_code == 410


def test_wrong_invitations(admin_client):
    for sent in ({}, {"role": "king"}, {"role": "editor", "note": "x" * 201}):
        assert admin_client.post("/accounts/invite/", sent).status_code == 422
    assert not Invitation.objects.exists()
    answer = admin_client.post("/accounts/invitations/999999/withdraw/", follow=True)
    assert "had ended already" in words(answer)


def at_once(*deeds):
    """Do all at the same moment, each on a connection of its own."""
    start = Barrier(len(deeds))

    def run(deed):
        start.wait(30)
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(run, deeds))


@pytest.mark.django_db(transaction=True)
def test_two_who_open_a_link_at_once_make_one_account():
    Group.objects.get_or_create(name=roles.EDITORS)
    admin = User.objects.create_superuser("admin", password="pass-it-on")
    for number in range(3):
        link = f"/join/{invitations.token(invitations.invite('editor', by=admin))}/"
        names = [f"vera{number}", f"bo{number}"]
        answers = at_once(
            *(
                lambda name=name, link=link: Client().post(
                    link, {**TYPED, "username": name}
                )
                for name in names
            )
        )
        assert sorted(answer.status_code for answer in answers) == [302, 410]
        assert User.objects.filter(username__in=names).count() == 1
        (late,) = [answer for answer in answers if answer.status_code == 410]
        assert "was used on" in words(late)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_do_not_close_each_other_out():
    Group.objects.get_or_create(name=roles.EDITORS)
    one, two = (User.objects.create_superuser(name) for name in ("one", "two"))

    def demote(user, by):
        client = Client()
        client.force_login(by)
        return client.post(f"/accounts/{user.pk}/", {"role": "reader"}).status_code

    at_once(lambda: demote(two, one), lambda: demote(one, two))
    assert User.objects.filter(is_superuser=True, is_active=True).count() == 1
