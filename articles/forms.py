"""What editors type, as values: a paste with its details, an act, another source."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.ingest import Details
from articles.models import Level, SpeakerKind, Tenure


class LineField(forms.CharField):
    """One line of text; what no line can hold becomes a space."""

    def __init__(self, *, max_length: int, **options: Any) -> None:
        super().__init__(max_length=max_length, required=False, **options)

    def to_python(self, value: Any) -> str:
        printable = (char if char.isprintable() else " " for char in value or "")
        return " ".join("".join(printable).split())


class DayField(forms.DateField):
    """A date; a wrong one is named in the message."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def to_python(self, value: Any) -> date | None:
        try:
            return super().to_python(value)
        except ValidationError:
            raise ValidationError(
                f"“{value}” is not a date. Write it as year-month-day: 2025-03-05."
            ) from None


class PlainForm(forms.Form):
    """A form whose labels are words alone, without a colon."""

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, label_suffix="", **options)

    def in_words(self, names: Iterable[str]) -> list[str]:
        """What was typed in these fields: ``["Hedges: reportedly", "Said to: none"]``."""
        return [f"{self[name].label}: {self[name].value() or 'none'}" for name in names]


class PasteForm(PlainForm):
    """The paste and what the editor says about it. Which text is good, ingest says."""

    # No CharField: that would refuse a NUL, which ingest cleans away.
    text = forms.Field(
        label="Text of the article",
        required=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
    )
    outlet = LineField(
        max_length=200,
        widget=forms.TextInput(attrs={"list": "outlets", "autocomplete": "off"}),
    )
    published_on = DayField(label="Published on", required=False)
    title = LineField(max_length=500)
    url = forms.URLField(
        label="Web address",
        max_length=2000,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={
            "invalid": "This is not a web address. Write it as"
            " https://outlet.example/story."
        },
    )

    def clean_text(self) -> str:
        return self.cleaned_data["text"] or ""

    def clean_published_on(self) -> date | None:
        day: date | None = self.cleaned_data["published_on"]
        if day and day > timezone.localdate():
            raise ValidationError(
                f"{day:%-d %B %Y} lies in the future. Give the day on which it was"
                " published, or leave it empty."
            )
        return day

    def clean(self) -> None:
        if "published_on" in self.errors:
            # A date field of the browser would show nothing of what was typed.
            self.fields["published_on"].widget.attrs["type"] = "text"

    @property
    def details(self) -> Details:
        """What was typed beside the text."""
        data = self.cleaned_data
        return Details(data["outlet"], data["title"], data["url"], data["published_on"])


class ActForm(PlainForm):
    """What comes with every act: the version that the editor saw, from where, and why.

    ``on`` is the page that shows the statement, so that the answer fits into it.
    """

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    on = forms.ChoiceField(choices=[("quote", ""), ("article", "")], required=False)
    why = LineField(max_length=1000)


class SpeakerForm(PlainForm):
    """A named source: somebody known, or a new name with its kind."""

    speaker = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    name = LineField(max_length=300)
    candidate = LineField(max_length=300)
    kind = forms.ChoiceField(choices=SpeakerKind, required=False)


class UnnamedForm(PlainForm):
    """What the article tells about a source that it does not name."""

    description = LineField(
        label="In the article’s words",
        max_length=300,
        help_text="such as: two senior port officials",
    )
    count_min = forms.IntegerField(
        label="At least", required=False, min_value=1, max_value=1_000_000
    )
    count_max = forms.IntegerField(
        label="At most", required=False, min_value=1, max_value=1_000_000
    )
    organisation = LineField(max_length=300)
    country = LineField(max_length=100)
    level = forms.ChoiceField(choices=Level, required=False, initial=Level.UNSTATED)
    tenure = forms.ChoiceField(
        label="In office", choices=Tenure, required=False, initial=Tenure.UNSTATED
    )
    terms = LineField(
        label="Speaks on these terms",
        max_length=1000,
        help_text="such as: on condition of anonymity",
    )
    reason = LineField(label="For this reason", max_length=1000)

    @property
    def told(self) -> dict[str, Any]:
        """The fields of the unnamed source, without those that nobody filled.

        What was emptied of the terms is told, since else they stay as they were.
        """
        emptied = {name for name in ("terms", "reason") if name in self.data}
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if value or name in emptied
        }
