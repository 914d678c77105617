"""A statement that the machine missed: what is proposed for the words that were selected."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.core import signing

from articles.annotate import Refused
from articles.extraction.types import Relay, SaidOn, Source, Span, Statement, Unnamed
from articles.models import Article, Quote, SourceKind
from articles.templatetags.quotes import source

_SALT = "articles.missed"
_PRONOUNS = frozenset(("he", "she", "they", "it", "who", "i", "we"))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A statement as it would be added; ``like`` speaks in the article already."""

    statement: Statement
    like: Quote | None = None

    @property
    def name(self) -> str:
        """Who said it, as far as that is known."""
        if self.like:
            return source(self.like)
        found = self.statement.source
        return found.name or found.text or ""

    @property
    def token(self) -> str:
        """The proposal as a value of a form, which nobody can tamper with."""
        like = self.like.pk if self.like else None
        told = asdict(self.statement)
        if said := self.statement.said_on:
            told["said_on"] |= {"first": str(said.first), "last": str(said.last)}
        return signing.dumps([like, told], salt=_SALT, compress=True)


def propose(article: Article, content: tuple[Span, ...]) -> Proposal:
    """Find cue, source and all else for these words of an article."""
    from articles.extraction import nearby  # loads spaCy, which few pages need

    outlet = article.outlet.name if article.outlet else None
    found = nearby.read(
        article.text, content, outlet=outlet, published_on=article.published_on
    )
    return Proposal(found, _same_source(found, article))


def reopened(token: str, article: Article) -> Proposal:
    """Give the proposal that a form carried.

    Raises:
        Refused: it is none, or what it rests on is gone.
    """
    try:
        key, told = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise Refused("This form is out of date. Select the words anew.") from None
    like = article.quotes.filter(pk=key).first() if key else None
    if key and like is None:
        raise Refused("The source that was found is gone. Select the words anew.")
    return Proposal(_statement(told), like)


def _statement(told: dict[str, Any]) -> Statement:
    found = Statement(**told)
    who = Source(**told["source"])
    said = told["said_on"]
    return replace(
        found,
        content=_spans(found.content),
        cue=_spans(found.cue),
        source=replace(
            who,
            span=who.span and Span(*who.span),
            names=tuple(who.names),
            candidates=tuple(who.candidates),
            unnamed=who.unnamed and Unnamed(**told["source"]["unnamed"]),
        ),
        relays=tuple(
            Relay(relay["outlet"], relay["relation"], Span(*relay["span"]))
            for relay in told["relays"]
        ),
        said_on=said
        and SaidOn(
            date.fromisoformat(said["first"]),
            date.fromisoformat(said["last"]),
            Span(*said["span"]),
        ),
        hedges=tuple(found.hedges),
    )


def _spans(pairs: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs)


def _same_source(found: Statement, article: Article) -> Quote | None:
    """The statement of the article whose source is meant, the nearest before it.

    The article tells more than the few sentences that were read: who "she" is, or
    "Quill", or "the officials".
    """
    mention = (found.source.text or "").casefold()
    name = (found.source.name or "").casefold()
    if not mention and not name:
        return None
    start = found.content[0].start
    others = Quote.objects.standing().filter(article=article).only(*_TOLD)
    rows = others.select_related("speaker", "anonymous").order_by("content")
    known = [one for one in rows if one.speaker or one.anonymous]
    known.sort(
        key=lambda one: (one.content[0][0] > start, abs(one.content[0][0] - start))
    )
    if mention in _PRONOUNS and not name:
        return _meant_by(mention, known)
    called = {name, mention} - {""}
    return next((one for one in known if _goes_by(one, called)), None)


# Of a statement all that tells who spoke.
_TOLD = (
    "content",
    "source_text",
    "source_kind",
    "source_name",
    "candidates",
    "speaker__name",
    "anonymous__description",
)


def _meant_by(pronoun: str, known: list[Quote]) -> Quote | None:
    same = [one for one in known if one.source_text.casefold() == pronoun]
    if pronoun in ("he", "she", "who", "i"):
        known = [one for one in known if one.source_kind == SourceKind.PERSON]
    return next(iter([*same, *known]), None)


def _goes_by(quote: Quote, called: set[str]) -> bool:
    """Whether a statement's source is called so, or by a part of its name."""
    names = {quote.source_text.casefold(), source(quote).casefold()}
    if called & names:
        return True
    last_names = {name.split()[-1] for name in names if quote.speaker and name}
    return quote.source_kind == SourceKind.PERSON and bool(called & last_names)
