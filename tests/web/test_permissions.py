"""Who may open what: one table over all addresses, so that a new one needs a decision."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from articles import acts, annotate, ingest, invitations
from tests import factories

pytestmark = pytest.mark.django_db

ROLES = ["nobody", "reader", "editor", "administrator"]
READ, OWN, EDIT, OVERSEE = (
    "nobody",
    "reader",
    "editor",
    "administrator",
)  # the least that is needed
DECIDED = {
    "login": READ,
    "logout": READ,
    "admin": OVERSEE,
    "articles:statements": READ,
    "articles:articles": READ,
    "articles:article": READ,
    "articles:article-history": READ,
    "articles:quote": READ,
    "articles:speakers": READ,
    "articles:speaker": READ,
    "articles:speaker-history": READ,
    "articles:suggest": READ,
    "articles:choices": READ,
    "articles:outlets": READ,
    "articles:outlet": READ,
    "articles:join": READ,
    "articles:own-account": OWN,
    "articles:samples": EDIT,
    "articles:add": EDIT,
    "articles:preview": EDIT,
    "articles:act": EDIT,
    "articles:missed": EDIT,
    "articles:article-undo": EDIT,
    "articles:article-keys": EDIT,
    "articles:review": EDIT,
    "articles:review-keys": EDIT,
    "articles:duplicates": EDIT,
    "articles:speaker-edit": EDIT,
    "articles:speaker-names": EDIT,
    "articles:speaker-undo": EDIT,
    "articles:speaker-merge": EDIT,
    "articles:speaker-split": EDIT,
    "articles:speaker-apart": EDIT,
    "articles:undo-last": EDIT,
    "articles:entry": EDIT,
    "articles:again": OVERSEE,
    "articles:agreement": OVERSEE,
    "articles:history": OVERSEE,
    "articles:accounts": OVERSEE,
    "articles:account": OVERSEE,
    "articles:invite": OVERSEE,
    "articles:withdraw": OVERSEE,
}
# Open to those without an account, even where reading is closed.
ALWAYS_OPEN = {"login", "articles:join"}


def routes() -> Iterator[tuple[str, str, list[str]]]:
    """Name, pattern and arguments of every address; the administration is one."""

    def walk(patterns: Any, space: str = "") -> Iterator[tuple[str, str, list[str]]]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                if pattern.namespace == "admin":
                    yield "admin", "admin/", []
                    continue
                inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
                yield from walk(pattern.url_patterns, inner)
            elif isinstance(pattern, URLPattern):
                arguments = list(pattern.pattern.converters)
                yield f"{space}{pattern.name}", str(pattern.pattern), arguments

    return walk(get_resolver().url_patterns)


ROUTES = list(routes())


@pytest.fixture
def clients(admin_user: User) -> dict[str, Client]:
    found = {role: Client() for role in ROLES}
    found["reader"].force_login(factories.reader())
    found["editor"].force_login(factories.editor())
    found["administrator"].force_login(admin_user)
    return found


@pytest.fixture
def address(admin_user: User, monkeypatch: pytest.MonkeyPatch):
    """Addresses of things that are there, so that it is access that decides."""
    nothing = ingest.TakenIn([], [])
    monkeypatch.setattr(ingest, "load_samples", lambda **_: nothing)
    quote = factories.statement()
    vera = factories.editor()
    annotate.confirm(quote.pk, version=1, by=vera)
    told = acts.last_of(vera)
    invitation = invitations.invite("editor", by=admin_user)
    things: dict[str, dict[str, Any]] = {
        "articles/": {"pk": quote.article_id},
        "quotes/": {"pk": quote.pk, "act": "confirm"},
        "speakers/": {"slug": quote.speaker.slug},
        "outlets/": {"slug": quote.outlet.slug},
        "history/": {"key": told.key if told else uuid4()},
        "accounts/invitations/": {"pk": invitation.pk},
        "accounts/": {"pk": vera.pk},
        "join/": {"link": invitations.token(invitation)},
    }

    def made(name: str, pattern: str, arguments: list[str]) -> str:
        if name == "admin":
            return reverse("admin:index")
        known = next(
            (t for start, t in things.items() if pattern.startswith(start)), {}
        )
        return reverse(name, kwargs={one: known[one] for one in arguments})

    return made


def is_refused(response) -> bool:
    to_login = response.status_code == 302 and "/login/" in response["Location"]
    return to_login or response.status_code in (401, 403)


def test_every_address_has_its_decision():
    assert {name for name, _, _ in ROUTES} <= DECIDED.keys()


def test_who_may(clients: dict[str, Client], address) -> None:
    """One test, so that accounts and rows are made once for all addresses."""
    for route in ROUTES:
        least = ROLES.index(DECIDED[route[0]])
        for rank, role in enumerate(ROLES):
            answers = _answers(clients[role], route[0], address(*route))
            refused = [is_refused(answer) for answer in answers]
            others = {a.status_code for a in answers if not is_refused(a)}
            if rank < least:
                assert any(refused) and others <= {405}, (route, role, answers)
            else:
                assert not any(refused), (route, role, answers)


def test_the_refusal_says_whose_account_it_takes(clients: dict[str, Client]) -> None:
    editors = clients["reader"].get("/review/").content.decode()
    assert "An administrator can make you an editor" in editors
    administrators = clients["editor"].get("/accounts/").content.decode()
    assert "That takes an administrator’s account" in administrators


def _answers(client: Client, name: str, path: str) -> list[Any]:
    """What is said to looking and, unless it changes who one is, to a form."""
    looking = client.get(path)
    if name in ("admin", "articles:join", "login", "logout"):
        return [looking]
    return [looking, client.post(path)]


def test_where_reading_is_closed_nobody_sees_anything(
    clients: dict[str, Client], address, settings
) -> None:
    closed = "articles.access.ReadingNeedsAccount"
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, closed]
    for route in ROUTES:
        path, nobody = address(*route), clients["nobody"]
        page, part = nobody.get(path), nobody.get(path, headers={"HX-Request": "true"})
        if route[0] in ALWAYS_OPEN:
            assert page.status_code == part.status_code == 200, route
        elif page.status_code != 405:  # a form without a page
            assert is_refused(page), route
            assert is_refused(part) or "HX-Redirect" in part, route


def test_where_reading_is_closed_a_paste_is_kept_all_the_same(
    client: Client, settings
) -> None:
    closed = "articles.access.ReadingNeedsAccount"
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, closed]
    response = client.post("/articles/add/", {"text": "“It is late,” Ada Quill said."})
    assert response.status_code == 403 and "Ada Quill" in response.content.decode()


def test_a_page_that_keeps_what_was_typed_keeps_no_password(
    client: Client, settings: Any
) -> None:
    closed = "articles.access.ReadingNeedsAccount"
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, closed]
    typed = {"old_password": "before 7", "new_password1": "after 77", "note": "my note"}
    kept = client.post(reverse("articles:own-account"), typed)
    page = kept.content.decode()
    assert kept.status_code == 401 and "my note" in page
    assert "before 7" not in page and "after 77" not in page
