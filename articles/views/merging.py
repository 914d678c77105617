"""Two speakers made one, one made two, and those who may be the same."""

from typing import Any

from django.contrib import messages
from django.contrib.postgres.search import SearchQuery
from django.core.paginator import Paginator
from django.db.models import Value
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from articles import duplicates, merging, speaker_forms, speakers
from articles.access import needs
from articles.acts import Refused
from articles.models import Quote, Speaker
from articles.models.fold import Fold
from articles.views.naming import MAY_CORRECT, load, to_page

_PAIRS_A_PAGE = 25
_MATCHES = 12
_STATEMENTS = 200


@require_safe
@needs(MAY_CORRECT)
def suggestions(request: HttpRequest) -> HttpResponse:
    """All who may be one, the likeliest first."""
    found = Paginator(duplicates.pairs(), _PAIRS_A_PAGE)
    shown = found.get_page(request.GET.get("page"))
    context = {"page": shown, "pairs": duplicates.described(list(shown))}
    return render(request, "articles/duplicates.html", context)


@require_POST
@needs(MAY_CORRECT)
def tell_apart(request: HttpRequest, slug: str) -> HttpResponse:
    """Never suggest these two again."""
    speaker, other = load(slug), load(speaker_forms.line(request.POST, "other"))
    why = speaker_forms.why(request.POST)
    merging.tell_apart(speaker, other, by=request.user, why=why)
    messages.success(request, f"{speaker} and {other} will not be suggested again.")
    if request.POST.get("on") == "duplicates":
        return redirect("articles:duplicates")
    return to_page(speaker)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY_CORRECT)
def merge(request: HttpRequest, slug: str) -> HttpResponse:
    """Find the other speaker, show what would move, and merge."""
    speaker = load(slug)
    if speaker.merged_into:
        return redirect("articles:speaker-edit", speaker.merged_into.slug)
    wanted = request.POST if request.method == "POST" else request.GET
    into = speaker_forms.line(wanted, "into")
    survivor = get_object_or_404(Speaker, slug=into) if into else None
    if survivor is None or request.method != "POST":
        return _merge_page(request, speaker, survivor)
    why = speaker_forms.why(request.POST)
    try:
        merging.merge(speaker, survivor, by=request.user, why=why)
    except Refused as refused:
        return _merge_page(request, speaker, survivor, refused=str(refused))
    messages.success(request, f"{speaker} is now {survivor}. It can be undone below.")
    return to_page(survivor)


def _merge_page(
    request: HttpRequest,
    speaker: Speaker,
    survivor: Speaker | None,
    refused: str = "",
) -> HttpResponse:
    typed = speaker_forms.line(request.GET, "q")
    found = _others(speaker).called(typed) if typed else Speaker.objects.none()
    context = {
        "speaker": _with_numbers(speaker),
        "survivor": survivor and _with_numbers(survivor),
        "moves": survivor and merging.preview(speaker, survivor),
        "apart": survivor and duplicates.told_apart(speaker, survivor),
        "typed": typed,
        "matches": found.with_statements().order_by("-statements", "name")[:_MATCHES],
        "pairs": [] if survivor else duplicates.described(duplicates.of(speaker)),
        "why": request.POST.get("why", ""),
        "refused": refused,
    }
    status = 409 if refused else 200
    return render(request, "articles/speaker_merge.html", context, status=status)


def _with_numbers(speaker: Speaker) -> Speaker:
    found: Speaker = Speaker.objects.with_statements().get(pk=speaker.pk)
    return found


def _others(speaker: Speaker) -> Any:
    return Speaker.objects.standing().exclude(pk=speaker.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY_CORRECT)
def split(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the statements that somebody else made, and who that is."""
    speaker = load(slug)
    if speaker.merged_into:
        return redirect("articles:speaker-split", speaker.merged_into.slug)
    if request.method != "POST":
        return _split_page(request, speaker, request.GET)
    if "find" in request.POST:
        return _split_page(request, speaker, request.POST)
    try:
        target = _target(speaker, request.POST)
        if target is None:
            return _split_page(request, speaker, request.POST, asks_who=True)
        chosen = speaker_forms.chosen(request.POST)
        _, other = merging.split(
            speaker,
            chosen,
            target,
            names=speaker_forms.keys(request.POST, "move"),
            by=request.user,
            why=speaker_forms.why(request.POST),
        )
    except Refused as refused:
        return _split_page(request, speaker, request.POST, refused=str(refused))
    number = len(chosen)
    plural = "" if number == 1 else "s"
    messages.success(
        request, f"{number} statement{plural} went to {other}. It can be undone below."
    )
    return to_page(other)


def _target(speaker: Speaker, data: QueryDict) -> Speaker | str | None:
    """To whom the statements go; ``None`` when several may be meant by the name."""
    if keys := speaker_forms.keys(data, "to"):
        return get_object_or_404(Speaker, pk=keys[0])
    name = speaker_forms.line(data, "name")
    if name and "new" not in data and speakers.known(name, speaker.kind) - {speaker}:
        return None
    return name


def _split_page(
    request: HttpRequest,
    speaker: Speaker,
    data: QueryDict,
    *,
    refused: str = "",
    asks_who: bool = False,
) -> HttpResponse:
    """The statements to choose from; what was ticked stands first, and all is kept."""
    words = speaker_forms.line(data, "q")
    ticked = _ticked(data)
    rows = Quote.objects.by([speaker.pk]).standing().newest_first().with_context()
    found = rows.filter(search=_in(words)) if words else rows
    others = found.exclude(pk__in=ticked)
    name = speaker_forms.line(data, "name")
    context = {
        "speaker": speaker,
        "words": words,
        "statements": [*rows.filter(pk__in=ticked), *others[:_STATEMENTS]],
        "number": found.count(),
        "most": _STATEMENTS,
        "names": speaker.names.exclude(name=speaker.name),
        "ticked": ticked,
        "moving": speaker_forms.keys(data, "move"),
        "name": name,
        "why": data.get("why", ""),
        "others": _by_name(speaker, name) if asks_who else [],
        "asks_who": asks_who,
        "refused": refused,
    }
    status = 409 if refused else 200
    return render(request, "articles/speaker_split.html", context, status=status)


def _in(words: str) -> SearchQuery:
    """The words of the statements themselves: all of them have the speaker's names."""
    return SearchQuery(Fold(Value(words)), config="english", search_type="websearch")


def _ticked(data: QueryDict) -> set[int]:
    try:
        return set(speaker_forms.chosen(data))
    except Refused:
        return set()


def _by_name(speaker: Speaker, name: str) -> list[Speaker]:
    known = [row.pk for row in speakers.known(name, speaker.kind) - {speaker}]
    return list(Speaker.objects.filter(pk__in=known).with_statements())
