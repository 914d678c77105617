"""What extraction gives: frozen values whose spans are offsets into the clean text."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NamedTuple

Kind = Literal["direct", "mixed", "indirect"]
SourceKind = Literal[
    "person", "organisation", "group", "document", "anonymous", "unknown"
]
Polarity = Literal["asserts", "denies", "declines"]
Relation = Literal["told", "reported", "according to", "cited"]
Level = Literal["senior", "junior", "unstated"]
Tenure = Literal["current", "former", "unstated"]


class Span(NamedTuple):
    """A half-open range of Unicode code points: ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unnamed:
    """What an unnamed source's phrase tells.

    ``count_max`` is ``None`` when the number is open: "officials" is 2 to ``None``,
    "two officials" 2 to 2, "an official" 1 to 1. ``country`` is the country's common
    name ("United States"), ``terms`` and ``reason`` are the article's own words.
    """

    count_min: int = 1
    count_max: int | None = 1
    organisation: str | None = None
    country: str | None = None
    level: Level = "unstated"
    tenure: Tenure = "unstated"
    terms: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Who said it, resolved within one article.

    ``span`` and ``text`` are the mention beside the statement ("she"), ``name`` the
    fullest name in the article without its title; for an unnamed source or a document
    ``name`` is its fullest phrase. ``id`` is the same for all mentions of one source in
    one text. ``names`` lists the people of a joint source. ``candidates`` lists who it
    may be where the article does not tell them apart; ``kind`` is then "unknown".
    """

    kind: SourceKind = "unknown"
    span: Span | None = None
    text: str | None = None
    name: str | None = None
    title: str | None = None
    id: str | None = None
    names: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    unnamed: Unnamed | None = None


@dataclass(frozen=True, slots=True)
class Relay:
    """An outlet between the source and the article: "told Axios"."""

    outlet: str
    relation: Relation
    span: Span


@dataclass(frozen=True, slots=True)
class SaidOn:
    """The days within which it was said, both ends included, and the words for it."""

    first: date
    last: date
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that the article reports a source as having said or written.

    ``parent`` is the index, in the list that holds this statement, of the statement
    that it stands inside. Confidences run from 0 to 1.
    """

    kind: Kind
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: Source = field(default_factory=Source)
    addressee: str | None = None
    relays: tuple[Relay, ...] = ()
    said_on: SaidOn | None = None
    hedges: tuple[str, ...] = ()
    polarity: Polarity = "asserts"
    parent: int | None = None
    content_confidence: float = 1.0
    attribution_confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement before its source is read: what ``statements`` hands to the readers.

    ``source`` is the whole noun phrase that the cue governs, or ``None`` when the
    article leaves it out; ``carried`` marks a source that is taken from the statement
    before. ``verb`` is the document's token index of the cue's main verb (or of
    "according"), ``addressee`` the span of who was told.
    """

    kind: Kind
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: Span | None = None
    verb: int | None = None
    addressee: Span | None = None
    polarity: Polarity = "asserts"
    parent: int | None = None
    carried: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Tagged:
    """A statement as the trained tagger sees it, before marks and parse draw borders.

    ``speech`` is the probability that it was said or written rather than thought. One
    that is ``doubtful`` is a statement only where the rules know its cue.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: Span | None
    speech: float
    content_confidence: float
    attribution_confidence: float
    doubtful: bool = False

    def moved(self, by: int) -> "Tagged":
        """Give the same statement in a text with ``by`` more characters before it."""

        def all_moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
            return tuple(Span(start + by, end + by) for start, end in spans)

        source = all_moved((self.source,))[0] if self.source else None
        return replace(
            self,
            content=all_moved(self.content),
            cue=all_moved(self.cue),
            source=source,
        )
