"""What editors type about speakers: a description, a name, the statements to split off."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from articles.acts import Refused
from articles.forms import LineField
from articles.models.speaker import wikidata_number

_KEY_AND_VERSION = re.compile(r"(\d{1,18})\.(\d{1,9})", re.ASCII)
_KEY = re.compile(r"\d{1,18}", re.ASCII)


class DescribeForm(forms.Form):
    """Under which name a speaker is listed, its Wikidata item, a note."""

    name = LineField(label="Listed as", max_length=300)
    wikidata_id = LineField(
        label="Wikidata item",
        max_length=200,
        help_text="A Q and a number, such as Q42; empty when there is none.",
    )
    note = LineField(
        label="Note",
        max_length=1000,
        help_text="What tells this speaker from others of the name. Readers see it.",
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial, label_suffix="")

    def clean_wikidata_id(self) -> str:
        """Take the item out of its address, too."""
        typed: str = self.cleaned_data["wikidata_id"].rstrip("/").rpartition("/")[2]
        if typed:
            typed = typed.upper()
            wikidata_number(typed)
        return typed


def chosen(data: QueryDict) -> dict[int, int]:
    """The statements that were ticked, by key, each with the version that was seen.

    Raises:
        Refused: the form was tampered with.
    """
    found = [_KEY_AND_VERSION.fullmatch(value) for value in data.getlist("statement")]
    if None in found:
        raise Refused("This form is incomplete. Reload the page and try again.")
    return {int(match[1]): int(match[2]) for match in found if match}


def keys(data: QueryDict, field: str) -> list[int]:
    """The keys of rows that were ticked; what is no key is nobody's."""
    return [int(key) for key in data.getlist(field) if _KEY.fullmatch(key)]


def line(data: QueryDict, field: str) -> str:
    """What was typed, on one line."""
    return LineField(max_length=100_000).to_python(data.get(field))


def why(data: QueryDict) -> str:
    """The reason for the history."""
    return line(data, "why")[:1000]


def act_key(data: QueryDict) -> UUID:
    """The act that is to be undone.

    Raises:
        Refused: there is no such key.
    """
    try:
        return UUID(data.get("act", ""))
    except ValueError:
        raise Refused("There is no such act in the history.") from None
