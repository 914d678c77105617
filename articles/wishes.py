"""What an editor asks for, from a form to the one act that does it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from articles import annotate
from articles.forms import ActForm, SpeakerForm, UnnamedForm
from articles.models import Quote, Speaker

ACTS = ("confirm", "reject", "source", "undo")


@dataclass(frozen=True, slots=True)
class Wish:
    """One act: in words, and as the call that does it."""

    words: str
    do: Callable[..., Quote]


def read(act: str, data: QueryDict) -> Wish:
    """Read what an editor sent.

    Raises:
        annotate.Refused: it makes no sense; the message says why.
    """
    if act == "source":
        return _source(data)
    return {
        "confirm": Wish("confirm it", annotate.confirm),
        "reject": Wish("reject it: no statement", annotate.reject),
        "undo": Wish("undo the last act", annotate.undo),
    }[act]


def seen(data: QueryDict) -> ActForm:
    """Which version of the statement the editor looked at, on which page, and why.

    Raises:
        annotate.Refused: the form does not say, so nothing can be done safely.
    """
    form = ActForm(data)
    if not form.is_valid():
        if "why" in form.errors:
            raise annotate.Refused("The reason is too long: 1,000 letters at most.")
        raise annotate.Refused(
            "This form is incomplete. Reload the page and try again."
        )
    return form


def _source(data: QueryDict) -> Wish:
    form = SpeakerForm(data)
    if not form.is_valid():
        raise annotate.Refused(_first_error(form))
    if form.cleaned_data["speaker"]:
        return _known(form.cleaned_data["speaker"])
    if candidate := form.cleaned_data["candidate"]:
        return _named(candidate, "person")
    if form.cleaned_data["kind"]:
        return _named(form.cleaned_data["name"], form.cleaned_data["kind"])
    return _nameless(data)


def _known(key: int) -> Wish:
    speaker = Speaker.objects.select_related("merged_into").filter(pk=key).first()
    if speaker is None:
        raise annotate.Refused("There is no such speaker any more. Choose another.")
    return Wish(
        str(speaker), lambda pk, **seen: annotate.to_speaker(pk, speaker, **seen)
    )


def _named(name: str, kind: str) -> Wish:
    return Wish(
        f"{name} ({kind})", lambda pk, **seen: annotate.to_name(pk, name, kind, **seen)
    )


def _nameless(data: QueryDict) -> Wish:
    if data.get("as") == "unknown":
        return Wish("source unknown", annotate.to_unknown)
    if data.get("as") != "unnamed":
        raise annotate.Refused("Choose who said it.")
    form = UnnamedForm(data)
    if not form.is_valid():
        raise annotate.Refused(_first_error(form))
    told = form.told
    return Wish(
        f"unnamed: {told.get('description', 'in the words of the text')}",
        lambda pk, **seen: annotate.to_unnamed(pk, **seen, **told),
    )


def _first_error(form: Any) -> str:
    """The first thing that is wrong, with the name of its field."""
    name, messages = next(iter(form.errors.items()))
    return f"{form[name].label}: {messages[0]}"
