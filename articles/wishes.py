"""What an editor asks for, from a form to the one act that does it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from articles import annotate, selection
from articles.annotate.borders import spans_of
from articles.details import Details
from articles.extraction.types import Span
from articles.forms import ActForm, LineField, SpeakerForm, UnnamedForm
from articles.models import Quote, Speaker

# Those of the second line have a form of their own.
ACTS = ("confirm", "reject", "undo")
FORMS = ("source", "borders", "details", "dispute")


@dataclass(frozen=True, slots=True)
class Wish:
    """One act: in words, and as the call that does it."""

    words: str
    do: Callable[..., Quote]


def read(act: str, data: QueryDict, quote: Quote) -> Wish:
    """Read what an editor sent about a statement.

    Raises:
        annotate.Refused: it makes no sense; the message says why.
    """
    if act == "dispute":
        return _dispute(data)
    if act == "borders":
        return _move(data) if "move" in data else _draw(data, quote)
    if act == "details":
        details = Details(quote, data)
        told = details.told()
        return Wish(
            details.words(), lambda pk, **seen: annotate.change(pk, **told, **seen)
        )
    return judgement(act, data)


def judgement(act: str, data: QueryDict) -> Wish:
    """Read what an editor sent of whom a statement is from, or whether it is right.

    Raises:
        annotate.Refused: it makes no sense; the message says why.
    """
    if act == "source":
        return with_others(_source(data), data)
    return {
        "confirm": Wish("confirm it", annotate.confirm),
        "reject": Wish("reject it: no statement", annotate.reject),
        "undo": Wish("undo the last act", annotate.undo),
    }[act]


def with_others(wish: Wish, data: QueryDict) -> Wish:
    """Give the other statements of the mention the same source, if that is asked for."""
    if not data.get("every"):
        return wish
    found = [_KEY_AND_VERSION.fullmatch(value) for value in data.getlist("mention")]
    if None in found:
        raise annotate.Refused(
            "This form is incomplete. Reload the page and try again."
        )
    also = {int(match[1]): int(match[2]) for match in found if match}
    return Wish(
        f"{wish.words}, of {len(also) + 1} statements",
        lambda pk, **seen: wish.do(pk, also=also, **seen),
    )


_KEY_AND_VERSION = re.compile(r"(\d{1,18})\.(\d{1,9})", re.ASCII)
_MOVE = re.compile(r"(content|cue|source)\.(start|end)\.(-?[1-9]\d?)", re.ASCII)
_BETWEEN = " … "  # pieces of a split statement, where they are shown and typed


def _dispute(data: QueryDict) -> Wish:
    note = LineField(max_length=1000).clean(data.get("note", "")[:1000])
    return Wish(
        f"dispute it: {note}", lambda pk, **seen: annotate.dispute(pk, note, **seen)
    )


def _move(data: QueryDict) -> Wish:
    match = _MOVE.fullmatch(data.get("move", ""))
    if match is None:
        raise annotate.Refused("Say which end is to move, and by how many words.")
    part, end, words = match[1], match[2], int(match[3])
    return Wish(
        f"move the {end} of the {annotate.PARTS[part]} by {words:+d}",  # type: ignore[index]
        lambda pk, **seen: annotate.move(pk, part, end, words, **seen),  # type: ignore[arg-type]
    )


def _draw(data: QueryDict, quote: Quote) -> Wish:
    """A part selected anew in the text, or the words of all three as they were typed."""
    text = quote.article.text
    anew: dict[annotate.Part, list[Span]] = {}
    if "part" in data:
        part = next((one for one in annotate.PARTS if one == data["part"]), None)
        if part is None:
            raise annotate.Refused("Choose words, cue or source.")
        anew[part] = selection.selected(data, text)
    for part in annotate.PARTS:
        words = " ".join(data.get(f"{part}-words", "").split())
        if f"{part}-words" in data and words != words_of(quote, part):
            anew[part] = _typed(words, quote, part)
    if not anew:
        raise annotate.Refused("Nothing was changed.")
    told = "; ".join(
        f"{annotate.PARTS[part]}: “{_BETWEEN.join(text[a:b] for a, b in spans)}”"
        for part, spans in anew.items()
    )
    return Wish(told, lambda pk, **seen: annotate.draw(pk, anew, **seen))


def words_of(quote: Quote, part: annotate.Part) -> str:
    """The words of a part as they are shown in its field."""
    text = quote.article.text
    found = (text[start:end] for start, end in spans_of(quote, part))
    return " ".join(_BETWEEN.join(found).split())


def _typed(words: str, quote: Quote, part: annotate.Part) -> list[Span]:
    """Where the typed words stand, each piece as near to where the part was as can be."""
    text = quote.article.text
    near = (spans_of(quote, part) or quote.content)[0][0]
    return [
        selection.nearest(piece, text, near)
        for piece in words.split(_BETWEEN.strip())
        if piece.strip()
    ]


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
    words = form.in_words(form.changed_data)
    return Wish(
        f"unnamed; {'; '.join(words) or 'in the words of the text'}",
        lambda pk, **seen: annotate.to_unnamed(pk, **seen, **told),
    )


def _first_error(form: Any) -> str:
    """The first thing that is wrong, with the name of its field."""
    name, messages = next(iter(form.errors.items()))
    return f"{form[name].label}: {messages[0]}"
