"""Why the machine proposes a source: its cue, the mention, and whom that was taken for."""

import re
from dataclasses import dataclass

from articles.models import Quote


@dataclass(frozen=True, slots=True)
class Reason:
    """What the proposal rests on, in the article's words.

    ``meant`` is where the article names the one whom the mention was taken for; it is
    empty when the mention is that name itself, or when no such place was found.
    """

    cue: str
    mention: str
    name: str
    meant: tuple[int, int] | None = None

    @property
    def was_resolved(self) -> bool:
        """Whether a pronoun, a surname or a description was taken for a name."""
        return bool(self.mention and self.name) and not _same(self.mention, self.name)


def of(quote: Quote) -> Reason:
    """Read it off the statement and its article's text."""
    text = quote.article.text
    reason = Reason(
        cue=" … ".join(text[start:end] for start, end in quote.cue),
        mention=quote.source_text,
        name=_name(quote),
    )
    if not reason.was_resolved or quote.source_span is None:
        return reason
    meant = _nearest(text, reason.name, quote.source_span.lower)
    return Reason(reason.cue, reason.mention, reason.name, meant)


def _name(quote: Quote) -> str:
    if quote.speaker:
        return quote.source_name or quote.speaker.name
    return quote.anonymous.description if quote.anonymous else quote.source_name


def _same(mention: str, name: str) -> bool:
    """A mention that holds the whole name needs no telling."""
    return name.casefold() in mention.casefold()


def _nearest(text: str, name: str, at: int) -> tuple[int, int] | None:
    """The last place before ``at`` that has the name, else its last word, else after."""
    for form in dict.fromkeys([name, name.split()[-1]]):
        found = [
            match.span()
            for match in re.finditer(rf"\b{re.escape(form)}\b", text, re.IGNORECASE)
        ]
        before = [span for span in found if span[1] <= at]
        after = [span for span in found if span[0] > at]
        if before or after:
            return before[-1] if before else after[0]
    return None
