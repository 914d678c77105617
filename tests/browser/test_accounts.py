"""Accounts in Chromium: a link that is copied and used, a password that is changed."""

from collections.abc import Callable

from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from tests.browser.desk import log_in


def test_a_link_is_copied_and_used_and_its_password_changed(
    new_page: Callable[..., Page], live_server
):
    admin = User.objects.create_superuser("ada", password="pass-it-on")
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    log_in(page, admin, "/accounts/")
    page.get_by_role("button", name="Make a link").click()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    guest = new_page(viewport={"width": 390, "height": 800})
    guest.goto(link)
    guest.get_by_label("User name").fill("vera")
    for field in ("password1", "password2"):
        guest.fill(f"[name={field}]", "pass-it-on 9")
    guest.get_by_role("button", name="Make my account").click()
    expect(guest.locator(".messages")).to_contain_text("Welcome, vera")
    guest.get_by_role("link", name="vera").click()
    guest.get_by_label("Your password now").fill("pass-it-on 9")
    guest.get_by_label("New password", exact=True).fill("further on 7")
    guest.get_by_label("New password once more").fill("further on 7")
    guest.keyboard.press("Enter")
    expect(guest.locator(".messages")).to_contain_text("Your password was changed")
    assert User.objects.get(username="vera").check_password("further on 7")
