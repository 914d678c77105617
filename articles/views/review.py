"""The review queue: one statement after the other, the least certain first."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from articles import (
    acts,
    agreement,
    annotate,
    candidates,
    cards,
    history,
    reasons,
    review,
    typeahead,
    wishes,
)
from articles.access import needs
from articles.htmx import render_page, wants_part
from articles.models import Quote, Status
from articles.templatetags.quotes import source
from articles.tray import Tray
from articles.unnamed import fields, like, unnamed_source

MAY_CORRECT = "articles.change_quote"
MAY_COMPARE = "auth.view_user"  # administrators
_SHORT = 60


@needs(MAY_CORRECT)
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    """Show the statement that the address leads to, or do what is asked with it."""
    tray = Tray(request.GET)
    if request.method == "POST" and request.POST.get("as") == "undo":
        return _undo(request, tray)
    if request.method == "POST":
        return _act(request, tray, _key(request.POST, "quote"))
    return _place(request, tray)


def _place(request: HttpRequest, tray: Tray) -> HttpResponse:
    """Where the address leads: ``at`` a statement, the one ``after`` it, or ``back``."""
    if at := _key(request.GET, "at"):
        is_own = review.take(at, by=request.user)
        return _show(request, tray, _load(at), is_own=is_own)
    if passed := _key(request.GET, "after"):
        return _go_on(request, tray, _known(passed))
    if left := _key(request.GET, "back"):
        back = review.before(left, of=request.user) or left
        is_own = review.take(back, by=request.user)
        return _go(request, tray, back, is_own=is_own)
    first = tray.give_next(to=request.user)
    return _show(request, tray, _load(first) if first else None, is_own=True)


def _key(data: QueryDict, name: str) -> int:
    """A key of a statement, or 0, which is none."""
    text = data.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _known(key: int) -> Quote:
    """A statement to act on or to leave, without what its page shows."""
    found: Quote = get_object_or_404(Quote.objects.defer("search"), pk=key)
    return found


def _load(key: int) -> Quote:
    """A statement to show."""
    rows = Quote.objects.select_related("article__outlet", "speaker", "anonymous")
    return cards.complete([get_object_or_404(rows.defer("search"), pk=key)])[0]


def _act(request: HttpRequest, tray: Tray, key: int) -> HttpResponse:
    """Do one act and go on; when it is refused, show why and keep what was typed."""
    if request.POST.get("as") == "find":
        return _show(request, tray, _load(key))
    try:
        seen = wishes.seen(request.POST).cleaned_data
        wish = _wish(request.POST, key)
        done = wish.do(key, version=seen["version"], by=request.user, why=seen["why"])
    except annotate.Stale as stale:
        conflict = _conflict(request.POST, stale.current, seen["version"], wish)
        return _show(request, tray, _load(key), status=409, conflict=conflict)
    except annotate.Refused as refused:
        return _show(request, tray, _load(key), status=422, refused=str(refused))
    return _go_on(request, tray, done, done=_done(done))


def _wish(data: QueryDict, key: int) -> wishes.Wish:
    """Read which act is asked for.

    Raises:
        annotate.Refused: it makes no sense.
    """
    asked = data.get("as", "")
    if unnamed := _key(data, "unnamed"):
        return like(_known(key), unnamed)
    if asked == "dispute":
        note = data.get("why", "")
        return wishes.Wish(
            f"dispute it: {note}",
            lambda key, **seen: annotate.dispute(key, note, **{**seen, "why": ""}),
        )
    known = asked if asked in ("confirm", "reject") else "source"
    return wishes.judgement(known, data)


def _done(quote: Quote) -> str:
    """What has become of a statement, in words for the line above the next one."""
    who = source(quote, _SHORT)
    if quote.status == Status.CORRECTED:
        given = "Unnamed: " if quote.anonymous_id else "Given to "
        return (
            f"{given}{who}." if quote.source_kind != "unknown" else "Source not told."
        )
    words = {
        Status.CONFIRMED: f"Confirmed: {who}.",
        Status.REJECTED: "Rejected: no statement.",
        Status.DISPUTED: f"Disputed: {quote.dispute}",
    }
    return words.get(Status(quote.status), "Done.")


def _conflict(
    data: QueryDict, current: Quote, version: int, wish: wishes.Wish
) -> dict[str, Any]:
    """What the editor saw, what it is now and who did that, and what was asked for."""
    meanwhile = history.of(current)[: max(1, current.version - version)]
    own = ("csrfmiddlewaretoken", "version", "quote")
    return {
        "seen": meanwhile[-1].before,
        "now": meanwhile[0],
        "wish": wish.words,
        "typed": [
            (name, value)
            for name, values in data.lists()
            if name not in own
            for value in values
        ],
    }


def _undo(request: HttpRequest, tray: Tray) -> HttpResponse:
    """Take back the editor's own last act, and show what it was done to."""
    here = _key(request.POST, "quote")
    try:
        told = acts.undo_last(by=request.user)
    except annotate.Refused as refused:
        quote = _load(here) if here else None
        return _show(request, tray, quote, status=422, refused=str(refused))
    if not (shown := review.touched_by(told.key) or here):
        return _show(request, tray, None, done=f"Undone: {told.act}.")
    is_own = review.take(shown, by=request.user)
    return _go(request, tray, shown, done=f"Undone: {told.act}.", is_own=is_own)


def _go_on(
    request: HttpRequest, tray: Tray, quote: Quote, *, done: str = ""
) -> HttpResponse:
    """Leave a statement to others and go to the next one."""
    following = tray.give_next(to=request.user, after=quote)
    if following is None:
        if done and not wants_part(request):
            messages.success(request, done)
            return redirect(tray.address(after=quote.pk))
        return _show(request, tray, None, done=done, passed=quote)
    return _go(request, tray, following, done=done, is_own=True)


def _go(
    request: HttpRequest, tray: Tray, key: int, *, is_own: bool, done: str = ""
) -> HttpResponse:
    """Show a statement under its own address."""
    if wants_part(request):
        return _show(request, tray, _load(key), done=done, is_own=is_own)
    if done:
        messages.success(request, done)
    return redirect(tray.address(at=key))


def _show(
    request: HttpRequest,
    tray: Tray,
    quote: Quote | None,
    *,
    status: int = 200,
    passed: Quote | None = None,
    is_own: bool = False,
    **more: Any,
) -> HttpResponse:
    """Show a statement, or that there is none; ``is_own`` when it is the editor's."""
    context = {
        "tray": tray,
        "form": tray.form,
        "quote": quote,
        "passed": passed,
        "keys": review.keys_on(request.user),
        "left": tray.left(),
        **more,
    }
    if quote:
        holder = "" if is_own else review.holder(quote.pk, but=request.user)
        context |= {"holder": holder, **_about(request, tray, quote)}
    response = render_page(
        request, "articles/review.html", context, part="review", status=status
    )
    if wants_part(request) and status == 200:
        place = {"at": quote.pk} if quote else {"after": passed.pk} if passed else {}
        response["HX-Push-Url"] = tray.address(**place)
    return response


def _about(request: HttpRequest, tray: Tray, quote: Quote) -> dict[str, Any]:
    """All that helps to judge a statement, with what was typed about it, not another."""
    is_asked_of = _key(request.POST, "quote") == quote.pk
    typed = request.POST if is_asked_of else QueryDict()
    name = " ".join(typed.get("name", "").replace("\0", "").split())[:300]
    unnamed = unnamed_source(quote)
    is_typed = typed.get("as") == "unnamed"
    return {
        "article": quote.article,
        "here": tray.address(at=quote.pk),
        "next": tray.address(after=quote.pk),
        "back": tray.address(back=quote.pk),
        "reason": reasons.of(quote),
        "candidates": candidates.of(quote),
        "unnamed": unnamed,
        "unnamed_fields": fields(unnamed, typed if is_typed else None),
        "unnamed_open": is_typed,
        "name": name,
        "choices": typeahead.choices(name) if name else [],
        "why": typed.get("why", ""),
        "judged": _judged(quote) if tray.is_second_look else [],
    }


def _judged(quote: Quote) -> list[history.Act]:
    """What editors did to it, for a second look."""
    return [act for act in history.of(quote) if act.by]


@needs(MAY_CORRECT)
@require_POST
def switch_keys(request: HttpRequest) -> HttpResponse:
    """Switch keys on or off for the one who asks."""
    review.switch_keys(request.user, on=request.POST.get("keys") == "on")
    return redirect(Tray(request.GET).address(**_at(request.GET)))


def _at(data: QueryDict) -> dict[str, int]:
    at = _key(data, "at")
    return {"at": at} if at else {}


@needs(MAY_COMPARE)
@require_safe
def agreement_page(request: HttpRequest) -> HttpResponse:
    """How often each two editors agree, for administrators."""
    return render(request, "articles/agreement.html", {"pairs": agreement.by_pair()})
