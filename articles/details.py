"""The form for what else a statement tells, which changes nothing but what was touched."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import QueryDict

from articles.annotate import Hop, Refused, Said
from articles.forms import DayField, LineField, PlainForm, UnnamedForm
from articles.models import Polarity, Quote, QuoteKind, Relation

_PLAIN = ("kind", "polarity", "addressee", "speaker_title")
_SAID = ("first", "last", "words")
_MOST_HOPS = 12
STEPS = {"up": -1, "down": 1}  # what the arrows beside an outlet send, with its line


class DetailsForm(PlainForm):
    """Wording, polarity, hedges, title, addressee, and when it was said."""

    kind = forms.ChoiceField(label="Wording", choices=QuoteKind, required=False)
    polarity = forms.ChoiceField(label="Stance", choices=Polarity, required=False)
    hedges = LineField(
        label="Hedges", max_length=500, help_text="such as: reportedly, allegedly"
    )
    speaker_title = LineField(label="Title, as worded there", max_length=500)
    addressee = LineField(label="Said to", max_length=500)
    words = LineField(
        label="When, in its words",
        max_length=200,
        help_text="such as: on Wednesday",
    )
    first = DayField(label="Said from", required=False)
    last = DayField(label="to", required=False)


class RelayForm(PlainForm):
    """An outlet on the way from the source to the article."""

    outlet = LineField(label="Outlet", max_length=200)
    relation = forms.ChoiceField(label="How", choices=Relation, required=False)
    words = LineField(label="Words of the text", max_length=300)


RelayFormSet = forms.formset_factory(
    RelayForm, extra=1, max_num=_MOST_HOPS, absolute_max=_MOST_HOPS
)


class Details:
    """All forms of a statement's details, with what was typed or as it is.

    Each field carries what it showed at first, so that an editor who touched one field
    overwrites nothing that another editor changed meanwhile.
    """

    def __init__(self, quote: Quote, typed: QueryDict | None = None) -> None:
        self.form = _remembering(DetailsForm(typed, initial=_as_it_is(quote)))
        chain = typed if typed and "relays-TOTAL_FORMS" in typed else None
        self._step = _step(chain) if chain else None
        self.relays = RelayFormSet(chain, initial=_hops(quote), prefix="relays")
        for line, form in enumerate(self.relays.forms, start=1):
            for field in _remembering(form).fields.values():
                field.widget.attrs["aria-label"] = f"{field.label}, line {line}"
        source = quote.anonymous
        fields = UnnamedForm.base_fields
        initial = {name: getattr(source, name) for name in fields} if source else {}
        self.unnamed = (
            _remembering(UnnamedForm(typed, initial=initial)) if source else None
        )

    def told(self) -> dict[str, Any]:
        """What was changed, for ``annotate.change``.

        Raises:
            Refused: a value makes no sense, or nothing was changed.
        """
        self._check()
        told = {
            "plain": self._plain(),
            "hedges": self._hedges(),
            "said": self._said(),
            "hops": self._chain(),
            "unnamed": _changed(self.unnamed) if self.unnamed else None,
        }
        given = {name: value for name, value in told.items() if value is not None}
        given = {n: v for n, v in given.items() if v or n in ("hedges", "said", "hops")}
        if not given:
            raise Refused("Nothing was changed.")
        return given

    def words(self) -> str:
        """The same as an editor reads it: “Said to: reporters; Hedges: none”."""
        bound = [self.form, *([self.unnamed] if self.unnamed else [])]
        said = [line for form in bound for line in form.in_words(form.changed_data)]
        if (chain := self._chain()) is not None:
            hops = ", ".join(f"{hop.relation} {hop.outlet}" for hop in chain)
            said.append(f"Came through: {hops or 'none'}")
        return "; ".join(said)

    def _check(self) -> None:
        forms_of_all = [self.form, *([self.unnamed] if self.unnamed else [])]
        if self.relays.is_bound:
            forms_of_all += self.relays.forms
        for form in forms_of_all:
            if not form.is_valid():
                name, messages = next(iter(form.errors.items()))
                raise Refused(f"{form[name].label}: {messages[0]}")

    def _plain(self) -> dict[str, str]:
        changed = _changed(self.form)
        closed = ("kind", "polarity")
        return {
            name: changed[name]
            for name in _PLAIN
            if name in changed and (changed[name] or name not in closed)
        }

    def _hedges(self) -> list[str] | None:
        changed = _changed(self.form)
        if "hedges" not in changed:
            return None
        parts = [part.strip() for part in changed["hedges"].split(",")]
        return list(dict.fromkeys(filter(None, parts)))

    def _said(self) -> Said | None:
        """The whole period when any of it changed; new words alone tell new days."""
        changed = set(_SAID) & set(self.form.changed_data)
        if not changed:
            return None
        told = {name: self.form.cleaned_data[name] for name in _SAID}
        if changed == {"words"} and told["words"]:
            return Said(words=told["words"])
        return Said(**told)

    def _chain(self) -> list[Hop] | None:
        """The outlets of all lines in their order, one of them a step up or down."""
        forms_of_all = self.relays.forms if self.relays.is_bound else []
        if not self._step and not any(map(_tells_anew, forms_of_all)):
            return None
        typed = [(at, form.cleaned_data) for at, form in enumerate(forms_of_all)]
        chain = [(at, row) for at, row in typed if row.get("outlet")]
        if self._step:
            _exchange(chain, *self._step)
        return [
            Hop(row["outlet"], row["relation"] or Relation.TOLD, row["words"])
            for _, row in chain
        ]


def _tells_anew(form: Any) -> bool:
    """Whether a line differs; in an empty one a browser chooses how it was told."""
    changed = set(form.changed_data)
    return bool(changed) and bool(form.cleaned_data["outlet"] or "outlet" in changed)


def _step(typed: QueryDict) -> tuple[int, int] | None:
    """Which line is to move, and by how many places."""
    for name, by in STEPS.items():
        line = typed.get(name, "")
        if line.isdecimal() and len(line) < 3:
            return int(line), by
    return None


def _exchange(chain: list[tuple[int, Any]], line: int, by: int) -> None:
    here = next((place for place, (at, _) in enumerate(chain) if at == line), None)
    if here is None or not 0 <= here + by < len(chain):
        raise Refused("There is no place for it in that direction.")
    chain[here], chain[here + by] = chain[here + by], chain[here]


def _remembering(form: Any) -> Any:
    """Have every field carry along what it showed at first."""
    for field in form.fields.values():
        field.show_hidden_initial = True
    return form


def _changed(form: Any) -> dict[str, Any]:
    """The values that differ from what the form showed at first."""
    return {name: form.cleaned_data[name] for name in form.changed_data}


def _as_it_is(quote: Quote) -> dict[str, Any]:
    said = quote.said_on
    return {
        **{name: getattr(quote, name) for name in _PLAIN},
        "hedges": ", ".join(quote.hedges),
        "words": quote.said_on_words,
        "first": said.lower if said else None,
        "last": said.upper - timedelta(days=1) if said and said.upper else None,
    }


def _hops(quote: Quote) -> list[dict[str, str]]:
    text = quote.article.text
    return [
        {
            "outlet": str(relay.outlet),
            "relation": relay.relation,
            "words": text[relay.span.lower : relay.span.upper] if relay.span else "",
        }
        for relay in quote.relays.select_related("outlet")
    ]
