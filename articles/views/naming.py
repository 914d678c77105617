"""An editor's page of one speaker: its names, its note, what was done and may be undone."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models.fields.json import KeyTextTransform
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from articles import acts, changes, duplicates, merging, speaker_forms
from articles.access import needs
from articles.acts import Refused
from articles.changes import Told
from articles.models import Speaker, SpeakerName
from articles.speaker_forms import DescribeForm

MAY_CORRECT = "articles.change_quote"
_LAST_ACTS = 20


@dataclass(frozen=True, slots=True)
class Done:
    """One act on a speaker, and whether it was undone since."""

    told: Told
    is_undone: bool


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY_CORRECT)
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what there is to set right; take a new description."""
    speaker = load(slug)
    if speaker.merged_into:
        return redirect("articles:speaker-edit", speaker.merged_into.slug)
    if request.method != "POST":
        return page(request, speaker)
    form = DescribeForm(request.POST)
    if not form.is_valid():
        return page(request, speaker, form=form, status=422)
    told = dict(form.cleaned_data)
    as_seen = told.pop("seen")
    try:
        merging.describe(speaker, **told, as_seen=as_seen, **_by(request))
    except merging.Stale:
        return page(request, load(slug), form=_seen_now(form, speaker), stale=True)
    except Refused as refused:
        form.add_error("name", str(refused))
        return page(request, speaker, form=form, status=422)
    messages.success(request, "Saved.")
    return to_page(speaker)


@require_POST
@needs(MAY_CORRECT)
def names(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a name, or remove the one whose button was pressed."""
    speaker = load(slug)
    removed = speaker_forms.keys(request.POST, "remove")
    typed = speaker_forms.line(request.POST, "name")
    try:
        if removed:
            merging.remove_name(speaker, removed[0], **_by(request))
        else:
            merging.add_name(speaker, typed, **_by(request))
    except Refused as refused:
        return page(request, speaker, refused=str(refused), typed=typed, status=422)
    messages.success(request, "The name was removed." if removed else "Added.")
    return to_page(speaker)


@require_POST
@needs(MAY_CORRECT)
def undo(request: HttpRequest, slug: str) -> HttpResponse:
    """Take back one act whole: a merge, a split, a name."""
    speaker = load(slug)
    try:
        key = speaker_forms.act_key(request.POST)
        acts.undo(key, by=request.user, why=speaker_forms.why(request.POST))
    except Refused as refused:
        return page(request, speaker, refused=str(refused), status=409)
    messages.success(request, "Undone.")
    if Speaker.objects.filter(pk=speaker.pk).exists():
        return to_page(speaker)
    return redirect("articles:speakers")  # an undone split takes the new one along


def load(slug: str) -> Speaker:
    """The speaker of an address."""
    rows = Speaker.objects.select_related("merged_into")
    found: Speaker = get_object_or_404(rows, slug=slug)
    return found


def to_page(speaker: Speaker) -> HttpResponse:
    """Go to the editors' page of a speaker."""
    return redirect("articles:speaker-edit", speaker.slug)


def page(
    request: HttpRequest,
    speaker: Speaker,
    *,
    form: DescribeForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The editors' page of a speaker."""
    if more.get("stale"):
        status = 409
    context = {
        "speaker": speaker,
        "form": form or DescribeForm(initial=_description(speaker)),
        "names": speaker.names.order_by("pk"),
        "merged": speaker.merged_from.order_by("name"),
        "pairs": duplicates.described(duplicates.of(speaker)),
        "done": _done(speaker),
        "why": speaker_forms.why(request.POST),
        **more,
    }
    return render(request, "articles/speaker_edit.html", context, status=status)


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "why": speaker_forms.why(request.POST)}


def _description(speaker: Speaker) -> dict[str, Any]:
    return {
        "name": speaker.name,
        "wikidata_id": speaker.wikidata_id,
        "note": speaker.note,
        "seen": merging.seen(speaker),
    }


def _seen_now(form: DescribeForm, speaker: Speaker) -> DescribeForm:
    """The same form with all that was typed, to be sent over what is there now."""
    return DescribeForm({**dict(form.data.items()), "seen": merging.seen(speaker)})


def _done(speaker: Speaker) -> list[Done]:
    """The last acts on a speaker's own rows and names, and splits, the newest first."""
    keys = _acts_on(speaker)
    told = [act for act in changes.told_of(keys).values() if act.act != acts.TAKEN_IN]
    undone = changes.taken_back(act.key for act in told)
    newest = sorted(told, key=lambda act: (act.at, act.key), reverse=True)[:_LAST_ACTS]
    return [Done(act, act.key in undone) for act in newest]


def _acts_on(speaker: Speaker) -> set[Any]:
    """Acts on the speaker and on those merged into it, on their names, and splits."""
    known = [speaker.pk, *speaker.merged_from.values_list("pk", flat=True)]
    rows = changes.events_of(Speaker).filter(pgh_obj__in=known)
    names = changes.events_of(SpeakerName).filter(speaker__in=known)
    told = changes.contexts().alias(about=KeyTextTransform("speaker", "metadata"))
    named = told.filter(about=str(speaker.pk))
    return {
        *rows.values_list("pgh_context", flat=True),
        *names.values_list("pgh_context", flat=True),
        *named.values_list("pk", flat=True),
    } - {None}
