"""Undoing by key, reverting and coming in by an invitation, in Chromium."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from playwright.sync_api import Page, expect

from articles import annotate, invitations, merging
from articles.models import Quote
from tests import factories


@pytest.fixture
def vera(live_server) -> User:
    """An editor; the group of editors goes when tables are emptied."""
    user = User.objects.create_user("vera", password="pass-it-on")
    user.user_permissions.add(Permission.objects.get(codename="change_quote"))
    return user


@pytest.fixture
def quote(vera) -> Quote:
    return factories.statement()


def log_in(page: Page, path: str) -> None:
    page.goto(f"/login/?next={path}")
    page.fill("[name=username]", "vera")
    page.fill("[name=password]", "pass-it-on")
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"**{path}")


def test_z_undoes_on_the_pages_of_statements_and_speakers(page, vera, quote):
    merging.add_name(quote.speaker, "I. Brandt", by=vera)
    annotate.reject(quote.pk, version=1, by=vera)
    annotate.confirm(quote.pk, version=2, by=vera)
    log_in(page, quote.get_absolute_url())
    page.keyboard.press("z")
    expect(page.locator(".messages")).to_contain_text("Undone: confirmed “The ferry")
    expect(page.locator(".facts .state")).to_have_text("rejected")

    page.goto(quote.speaker.get_absolute_url())
    page.locator("#q").press("z")  # in a field it is a letter
    expect(page.locator("#q")).to_have_value("z")
    page.locator("#q").blur()
    page.keyboard.press("z")
    expect(page.locator(".messages")).to_contain_text("Undone: rejected")
    page.goto(f"{quote.speaker.get_absolute_url()}edit/")
    expect(page.locator(".forms")).to_contain_text("I. Brandt")
    page.keyboard.press("z")
    expect(page.locator(".messages")).to_contain_text(
        "Undone: added the name I. Brandt"
    )
    expect(page.locator(".forms")).not_to_contain_text("I. Brandt")


def test_reverting_by_keyboard_alone_without_script(new_page, vera, quote):
    page = new_page(java_script_enabled=False)
    annotate.reject(quote.pk, version=1, by=vera)
    log_in(page, quote.get_absolute_url())
    page.get_by_role("link", name="Revert … rejected by vera").press("Enter")
    page.get_by_label("Why").fill("it is one")
    page.get_by_label("Why").press("Enter")
    expect(page.locator(".messages")).to_contain_text("Reverted")
    expect(page.locator("main")).to_contain_text("It was taken back by vera")
    quote.refresh_from_db()
    assert quote.status == "machine"


def test_coming_in_by_an_invitation_without_script(new_page, vera, console_errors):
    Group.objects.get_or_create(name="Editors")
    page = new_page(java_script_enabled=False)
    page.goto(f"/join/{invitations.token(invitations.invite('editor', by=vera))}/")
    page.get_by_label("User name").fill("bo")
    page.get_by_label("Password", exact=True).fill("1234")
    page.get_by_label("Password once more").fill("1234")
    page.get_by_role("button", name="Make my account").click()
    expect(page.locator("main")).to_contain_text("too short")
    assert "422" in console_errors.pop()
    page.get_by_label("Password", exact=True).fill("pass-it-on 9")
    page.get_by_label("Password once more").fill("pass-it-on 9")
    page.get_by_label("Password once more").press("Enter")
    expect(page.locator(".messages")).to_contain_text("Welcome, bo")
