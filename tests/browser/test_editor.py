"""An editor's walks in Chromium: with the mouse, by keyboard alone, without JavaScript."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission, User
from playwright.sync_api import Page, expect

from articles import annotate, history
from articles.models import Article, Quote
from tests import factories

STORY = """Pier will open in May

By Runa Aldana

“The pier will open in May,” harbour master Ada Quill told Harbour Wire on Monday. \
Quill said the cranes had been tested twice.

Two senior port officials said the audit was late.

Mayor Omar Nasser said the city would pay."""

CORNER = {"x": 6, "y": 6}  # of a statement's card, where no link is


@pytest.fixture
def vera(live_server) -> User:
    user = User.objects.create_user("vera", password="pass-it-on")
    may = Permission.objects.filter(codename__in=["add_article", "change_quote"])
    user.user_permissions.set(may)
    return user


@pytest.fixture
def article(vera) -> Article:
    text = "\n\n".join(
        [
            "“The pier is safe,” Ada Quill said.",
            *["It rained on the pier, and nothing at all was said about it."] * 40,
            "“It is not,” Bo Strand warned.",
        ]
    )
    home = factories.article(text, title="Pier is safe")
    factories.statement(content="The pier is safe", source="Ada Quill", within=home)
    factories.statement(
        content="It is not", source="Bo Strand", cue="warned", within=home
    )
    return home


def log_in(page: Page, path: str = "/articles/") -> None:
    page.goto(f"/login/?next={path}")
    page.fill("[name=username]", "vera")
    page.fill("[name=password]", "pass-it-on")
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"**{path}")


def card(page: Page, quote: Quote):
    return page.locator(f"#q{quote.pk}")


@pytest.mark.model
def test_paste_preview_save_filter_share_correct_undo(
    page: Page, new_page: Callable[..., Page], vera
):
    log_in(page, "/articles/add/")
    page.fill("[name=text]", STORY)
    preview = page.locator("#preview")
    expect(preview).to_contain_text("Two senior port officials", timeout=30_000)
    expect(page.locator("#reading")).to_have_text("1 article found.")
    page.fill("[name=outlet]", "Inland Post")
    expect(preview).to_contain_text("Inland Post")
    assert not Article.objects.exists()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile(r"/articles/\d+/$"))
    expect(page.locator("h1")).to_have_text("Pier will open in May")

    page.goto("/")
    page.get_by_role("link", name=re.compile(r"^unnamed", re.I)).first.click()
    page.wait_for_url("**/?*source=anonymous*")
    expect(page.locator("article.statement")).to_have_count(1)
    shared = new_page()  # somebody else, who is not logged in
    shared.goto(page.url)
    expect(shared.locator("article.statement")).to_have_count(1)
    expect(shared.locator("article.statement")).to_contain_text("the audit was late")

    nasser = Quote.objects.get(speaker__name="Omar Nasser")
    page.goto(nasser.article.get_absolute_url())
    card(page, nasser).click(position=CORNER)
    card(page, nasser).get_by_role("link", name="Other source").click()
    card(page, nasser).locator("[name=name]").press_sequentially("quil")
    found = card(page, nasser).locator("#choices[data-for=quil]")
    found.get_by_role("button", name="Ada Quill").click()
    expect(card(page, nasser)).to_contain_text("Ada Quill")
    expect(card(page, nasser)).to_contain_text("corrected")
    card(page, nasser).get_by_role("button", name="Undo").click()
    expect(card(page, nasser)).to_contain_text("Omar Nasser")
    expect(card(page, nasser)).to_contain_text("not reviewed")
    assert [act.act for act in history.of(nasser)][:1] == ["undone"]


@pytest.mark.model
def test_one_click_too_many_saves_once(page: Page, vera):
    log_in(page, "/articles/add/")
    page.fill("[name=text]", STORY)
    page.get_by_role("button", name="Save").dblclick()
    page.wait_for_url(re.compile(r"/articles/\d+/$"), timeout=30_000)
    assert Article.objects.count() == 1


def test_text_and_statements_light_each_other(page: Page, article):
    first, second = article.quotes.order_by("id")
    page.goto(article.get_absolute_url())
    page.locator(".mark-content").first.hover()
    expect(card(page, first)).to_have_class(re.compile("lit"))
    card(page, second).hover()
    expect(card(page, first)).not_to_have_class(re.compile("lit"))
    mark = page.locator(f".mark-content[data-s='{second.pk}']")
    expect(mark).to_have_class(re.compile("lit"))
    expect(mark).not_to_be_in_viewport()
    card(page, second).click(position=CORNER)
    expect(mark).to_be_in_viewport()
    assert page.url.endswith(f"#q{second.pk}")
    page.reload()
    expect(card(page, second)).to_have_class(re.compile("chosen"))
    expect(mark).to_be_in_viewport()
    expect(page.get_by_role("button", name="Confirm")).to_have_count(0)


def test_by_keyboard_alone(page: Page, article):
    first, second = article.quotes.order_by("id")
    log_in(page, article.get_absolute_url())
    page.keyboard.press("j")
    expect(card(page, first)).to_be_focused()
    page.keyboard.press("c")
    expect(card(page, first)).to_contain_text("confirmed")
    expect(card(page, first)).to_be_focused()
    page.keyboard.press("z")
    expect(card(page, first)).to_contain_text("not reviewed")
    page.keyboard.press("j")
    expect(card(page, second)).to_be_focused()
    page.keyboard.press("r")
    expect(card(page, second)).to_contain_text("rejected")
    expect(page.locator(".mark-rejected").first).to_have_text("It is not")
    page.keyboard.press("k")
    page.keyboard.press("/")
    field = card(page, first).locator("[name=name]")
    expect(field).to_be_focused()
    page.keyboard.type("jcxu")  # keys in a field are letters
    expect(card(page, first)).to_contain_text("Add “jcxu” as a new")
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)
    expect(card(page, first)).to_be_focused()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("strand")
    # Bo Strand stands among the candidates before; what was found has replaced them.
    expect(card(page, first)).to_contain_text("Add “strand” as a new")
    expect(card(page, first).get_by_role("button", name="Bo Strand")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(card(page, first)).to_contain_text("corrected")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (str(first.speaker), second.status) == ("Bo Strand", "rejected")


def test_on_a_phone_the_statement_lies_under_the_thumb(
    new_page: Callable[..., Page], article
):
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    first = article.quotes.order_by("id").first()
    log_in(page, article.get_absolute_url())
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width == 390
    page.locator(f".mark-content[data-s='{first.pk}']").tap()
    expect(card(page, first)).to_be_in_viewport(ratio=1)
    expect(page.locator(f"#s{first.pk}")).to_be_in_viewport()
    card(page, first).get_by_role("button", name="Confirm").tap()
    expect(card(page, first)).to_contain_text("confirmed")
    expect(card(page, first)).to_be_in_viewport(ratio=1)
    card(page, first).get_by_role("link", name="Back to the text").tap()
    expect(card(page, first)).not_to_be_in_viewport()


def test_two_editors_at_once(page: Page, article, console_errors: list[str]):
    first = article.quotes.order_by("id").first()
    log_in(page, article.get_absolute_url())
    card(page, first).click(position=CORNER)
    annotate.to_name(
        first.pk, "Ruth Abara", version=1, by=factories.reader(), why="on the tape"
    )
    card(page, first).get_by_role("button", name="Confirm").click()
    conflict = card(page, first).get_by_role("alert")
    expect(conflict).to_contain_text("Ada Quill, not reviewed")
    expect(conflict).to_contain_text("Ruth Abara, corrected")
    conflict.get_by_role("button", name="Do it all the same").click()
    expect(card(page, first)).to_contain_text("confirmed")
    assert str(Quote.objects.get(pk=first.pk).speaker) == "Ruth Abara"
    assert ["409" in error for error in console_errors] == [True]
    console_errors.clear()


@pytest.mark.model
def test_without_javascript(new_page: Callable[..., Page], vera):
    page = new_page(java_script_enabled=False)
    log_in(page, "/articles/add/")
    page.fill("[name=text]", STORY)
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview")).to_contain_text("Ada Quill", timeout=30_000)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile(r"/articles/\d+/$"))
    quote = Quote.objects.get(speaker__name="Omar Nasser")
    card(page, quote).locator("a.num").click()
    assert page.url.endswith(f"#s{quote.pk}")
    card(page, quote).get_by_role("button", name="Confirm").click()
    page.wait_for_url(f"**#q{quote.pk}")
    expect(card(page, quote)).to_contain_text("confirmed")
    card(page, quote).get_by_role("link", name="Other source").click()
    page.fill("[name=name]", "quill")
    page.press("[name=name]", "Enter")
    page.get_by_role("button", name="Ada Quill").first.click()
    page.wait_for_url(f"**#q{quote.pk}")
    expect(card(page, quote)).to_contain_text("Ada Quill")
    card(page, quote).locator("a.state").click()
    expect(page.locator("[data-copy]")).to_be_hidden()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator(".history")).to_contain_text("undone since")
    expect(page.locator(".who")).to_contain_text("Omar Nasser")


def test_the_form_for_another_source_as_a_page(page: Page, article):
    first = article.quotes.order_by("id").first()
    log_in(page, f"/quotes/{first.pk}/source/?on=article")
    page.locator("[name=name]").press_sequentially("strand")
    found = page.locator("#choices[data-for=strand]")
    found.get_by_role("button", name="Bo Strand").click()
    page.wait_for_url(f"**{article.get_absolute_url()}#q{first.pk}")
    expect(card(page, first)).to_contain_text("Bo Strand")


def test_a_statement_on_its_own_page(page: Page, article, new_page):
    first = article.quotes.order_by("id").first()
    log_in(page, first.get_absolute_url())
    expect(page.get_by_role("button", name="Copy")).to_be_visible()
    page.keyboard.press("c")
    expect(page.locator(".facts")).to_contain_text("confirmed")
    expect(page.locator(".history")).to_contain_text("confirmed by vera")
    expect(page.locator("#announcement")).to_have_text("Statement 1: confirmed.")
    page.keyboard.press("/")
    expect(page.locator("[name=name]")).to_be_focused()
    page.get_by_text("The article does not name the source").click()
    page.get_by_label("In the article’s words").fill("a port official")
    page.get_by_role("button", name="Save as unnamed").click()
    expect(page.locator(".single > div > .who")).to_contain_text("A port official")
    expect(page.locator(".mark-source")).to_have_class(re.compile("unnamed"))
