"""When each statement of an article was made: beside its cue, or told just before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from spacy.tokens import Doc

from articles.extraction import dates, days
from articles.extraction.figures import Cast, Figure, sentence_bounds
from articles.extraction.mentions import Mention
from articles.extraction.paste import dateline
from articles.extraction.tables import listed
from articles.extraction.types import Finding, SaidOn, Span

_SPOKE = listed(
    "speak address testify appear meet brief write post tweet talk hold give say tell"
)
_HEAD = 1_500  # where a dateline may stand


@dataclass(slots=True)
class Diary:
    """When each statement of one article was made, found in the order of the text.

    ``base`` is the day of writing, ``text`` what the cast's document shows.
    """

    cast: Cast
    text: str
    base: date | None
    of_source: dict[Span, SaidOn | None] = field(default_factory=dict)
    before: tuple[tuple[Figure, ...], SaidOn | None, int] = ((), None, 0)

    def said_on(
        self, finding: Finding, mention: Mention | None, meant: tuple[Figure, ...]
    ) -> SaidOn | None:
        """The days beside the cue, or of the words before by the same source."""
        found = self._beside(finding)
        source = None if finding.carried else finding.source
        if found is None and source:
            found = self.of_source.get(source)
        if (
            found is None
            and meant
            and (not source or mention and mention.kind == "pronoun")
        ):
            found = self._goes_on(finding, meant)
        if source:
            self.of_source[source] = found
        if finding.parent is None:
            spans = (*finding.content, *finding.cue, *([source] if source else []))
            self.before = meant, found, max(span.end for span in spans)
        return found

    def _beside(self, finding: Finding) -> SaidOn | None:
        if self.base is None or not finding.cue:
            return None
        doc = self.cast.doc
        token = dates.token_at(doc, finding.cue[0].start)
        bounds = sentence_bounds(self.cast, token.i if token is not None else 0)
        return dates.said_on(doc, self.text, finding, self.base, bounds)

    def _goes_on(self, finding: Finding, meant: tuple[Figure, ...]) -> SaidOn | None:
        """The day of the source's last words, or speech, in the same paragraph."""
        at = min(span.start for span in (*finding.content, *finding.cue))
        said_by, day, end = self.before
        if day and said_by == meant and "\n" not in self.text[end:at]:
            return day
        return self._spoke(meant, at)

    def _spoke(self, meant: tuple[Figure, ...], at: int) -> SaidOn | None:
        """The day of "She met reporters on Monday." before "“No,” she said."""
        doc = self.cast.doc
        token = dates.token_at(doc, at)
        first = sentence_bounds(self.cast, token.i)[0] if token is not None else 0
        start, end = sentence_bounds(self.cast, first - 1) if first else (0, 0)
        if self.base is None or "\n" in self.text[doc[start].idx : doc[first].idx]:
            return None
        for heard in _speeches(doc, start, end, meant):
            day = dates.said_on(doc, self.text, heard, self.base, (start, end))
            if day:
                return day
        return None


def _speeches(
    doc: Doc, start: int, end: int, meant: tuple[Figure, ...]
) -> Iterator[Finding]:
    """Each verb of a sentence that tells of someone's speaking, as if it were a cue."""
    places = {place for figure in meant for place in figure.places}
    for verb in doc[start:end]:
        if verb.lemma_ not in _SPOKE:
            continue
        for child in verb.children:
            who = doc[child.left_edge.i : child.right_edge.i + 1]
            if child.dep_ == "nsubj" and places & set(range(who.start, who.end)):
                cue = Span(verb.idx, verb.idx + len(verb.text))
                source = Span(who.start_char, who.end_char)
                yield Finding("indirect", (), (cue,), source, verb.i)


def written_on(text: str, published: date | None) -> date | None:
    """The day from which the text counts: its dateline's, if that is just before."""
    if published is None:
        return None
    for line in re.finditer(r"^.", text[:_HEAD], re.MULTILINE):
        found = dateline.read(text, line.start())
        given = found and found.date_words and days.read(found.date_words, published)
        if given and given[0] == given[1] >= published - timedelta(days=3):
            return given[0]
    return published
