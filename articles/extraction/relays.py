"""The outlets that a statement came through on its way to the article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Phrase

from articles.extraction import coreference, mentions
from articles.extraction.figures import Cast, Figure
from articles.extraction.names import clean, display, fold, outlets
from articles.extraction.phrases import RELATIVES
from articles.extraction.tables import listed
from articles.extraction.types import Finding, Relation, Relay, Span

# Words that end an outlet's name, or stand alone after "the".
FORMS = listed(
    "courier ledger post times news herald tribune gazette journal chronicle star sun"
    " mail telegraph mirror observer guardian independent standard examiner dispatch"
    " inquirer bulletin register sentinel globe press record advertiser argus echo"
    " express review reporter radio tv television magazine weekly daily today wire"
    " broadcasting newswire gazeta zeitung presse monitor mercury bugle beacon caller"
    " beast intelligencer democrat-gazette republican-american free-press argus network"
    " newspaper newspapers agency podcast televisión televisjon rundfunk fm"
)
ALONE = listed("radio tv channel daily")
SORTS = listed(
    "newspaper paper daily tabloid weekly magazine broadcaster network channel station"
    " agency website site outlet broadsheet publication service radio television tv"
    " media press newswire wire program programme show podcast journal"
)
# Names that are words as well: an outlet only where something says so.
COMMON = listed(
    "time people fortune wired slate variety vice fox rt independent sun hill guardian"
    " atlantic intercept mehr abc ria ansa dw ft wire sputnik world bild yahoo"
)
MEDIA = listed("media radio television tv newspapers broadcasters")
TALKS = listed(
    "interview interviews appearance conversation call briefing essay op-ed column"
    " article post message email letter statement piece"
)
REPORTS = listed(
    "say report write quote cite note add reveal claim state publish announce learn"
    " tell find confirm describe carry disclose"
)
WORKERS = listed(
    "host reporter correspondent anchor editor columnist journalist viewers"
    " readers listeners audience"
)
ORDER: dict[Relation, int] = {"told": 0, "cited": 1, "reported": 2, "according to": 3}


@dataclass(frozen=True, slots=True)
class Hop:
    """An outlet in the sentence of a statement, and how it took part."""

    outlet: str
    relation: Relation
    start: int
    end: int

    def relay(self, doc: Doc) -> Relay:
        return Relay(self.outlet, self.relation, span_of(doc, self.start, self.end))


def span_of(doc: Doc, start: int, end: int) -> Span:
    """Code points of tokens ``start:end``."""
    last = doc[end - 1]
    return Span(doc[start].idx, last.idx + len(last.text))


def read(cast: Cast, finding: Finding, tokens: "Around") -> list[Hop]:
    """The outlets around a statement, nearest its source first, each once."""
    found = sorted(
        _hops(cast, finding, tokens), key=lambda h: (ORDER[h.relation], h.start)
    )
    kept: dict[str, Hop] = {}
    for hop in found:
        kept.setdefault(fold(hop.outlet), hop)
    return list(kept.values())


@dataclass(frozen=True, slots=True)
class Around:
    """The tokens beside a statement: its sentence without what was said."""

    outside: tuple[int, ...]
    source: tuple[int, int]
    addressee: tuple[int, int]


def _hops(cast: Cast, finding: Finding, around: Around) -> Iterator[Hop]:
    doc = cast.doc
    start, end = around.addressee
    if start < end:
        yield from _hop(cast, start, end, "told")
    for k in around.outside:
        token = doc[k]
        low = token.lower_
        if around.source[0] <= k < around.source[1]:
            continue
        if low == "according" and k + 2 < len(doc) and doc[k + 1].lower_ == "to":
            yield from _after(cast, k + 2, "according to", finding)
        elif low == "by" and _passed_on(doc, k):
            yield from _after(cast, k + 1, "reported", finding)
        elif low in ("citing", "quoting"):
            yield from _after(cast, k + 1, "cited", finding)
        elif low in ("told", "tells", "telling") or _opens_talk(doc, k):
            yield from _after(cast, k + 1, "told", finding)
        elif token.pos_ == "VERB" and token.lemma_ in REPORTS:
            for hop in _subject(cast, token):
                if not around.source[0] <= hop.end - 1 < around.source[1]:
                    yield hop


def _passed_on(doc: Doc, k: int) -> bool:
    """ "as reported by", "was quoted as saying by"."""
    before = [doc[i].lemma_ for i in range(max(0, k - 3), k)]
    return bool(before) and (
        before[-1] in ("report", "publish", "quote")
        or before in (["quote", "as", "say"], ["cite", "as", "say"])
    )


def _opens_talk(doc: Doc, k: int) -> bool:
    """ "(in an interview) with CNN", "on CNN", "in a Boston Globe essay"."""
    if doc[k].lower_ not in ("with", "on", "to", "in", "for"):
        return False
    end = phrase_end(doc, k + 1)
    if end > k + 2 and doc[end - 1].text in TALKS:
        return True
    near = {doc[j].lower_ for j in range(max(0, k - 4), k)}
    return bool(near & TALKS) or doc[k].lower_ == "on"


def _after(cast: Cast, at: int, relation: Relation, finding: Finding) -> Iterator[Hop]:
    end = phrase_end(cast.doc, at)
    source = finding.source
    if at < end and not (source and cast.doc[at].idx == source.start):
        yield from _hop(cast, at, end, relation)


def phrase_end(doc: Doc, at: int) -> int:
    """Where the noun phrase that begins at ``at`` ends, what follows it left out."""
    k = at
    while k < min(len(doc), at + 12) and not _breaks(doc[k], k == at):
        k += 1
    return k


def cited_end(doc: Doc, at: int) -> int:
    """Where a cited source ends: "three people close to her", up to a comma or that."""
    k = at
    while k < min(len(doc), at + 20):
        token = doc[k]
        if token.is_space or (token.is_punct and token.text != "-"):
            break
        if token.lower_ in STOPS or token.pos_ in ("AUX", "SCONJ"):
            break
        if token.tag_ in ("VBD", "VBZ", "VBP") and k > at:
            break
        k += 1
    return k


def _breaks(token: Token, first: bool) -> bool:
    if token.is_space or (token.is_punct and token.text != "-"):
        return True
    if token.tag_ == "POS":
        return True
    low = token.lower_
    if low in RELATIVES or low in STOPS:
        return True
    if token.pos_ in ("VERB", "AUX", "SCONJ") and not first and token.text.islower():
        return True
    if token.ent_type_ in ("DATE", "TIME") and low not in ("daily", "today", "sunday"):
        return not first
    return token.pos_ == "ADP" and low != "of" and not first


STOPS = listed("that as and but before after when while without")


def _subject(cast: Cast, verb: Token) -> Iterator[Hop]:
    """The outlet that is a reporting verb's subject: "the Ledger reported"."""
    doc = cast.doc
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and child.i < verb.i:
            end = child.i + 1
            while end < verb.i and doc[end].ent_iob_ == "I":
                end += 1
            yield from _hop(cast, child.left_edge.i, end, "reported")
            return
    end = verb.i
    while end > 0 and doc[end - 1].pos_ in ("ADV", "AUX"):
        end -= 1
    start = end
    while start > 0 and doc[start - 1].pos_ in ("PROPN", "DET") and end - start < 6:
        start -= 1
    if start < end:
        yield from _hop(cast, start, end, "reported")


def _hop(cast: Cast, start: int, end: int, relation: Relation) -> Iterator[Hop]:
    name = outlet(cast, start, end)
    if name:
        yield Hop(name, relation, start, end)


def outlet(cast: Cast, start: int, end: int) -> str | None:
    """The outlet that a phrase names, in the form that is shown; ``None`` for others.

    "the Axios news website" -> "Axios", "the Turkish news agency" -> "Anadolu" where
    the article has spoken of it, "CNN's Ann Lee" -> "CNN".
    """
    doc = cast.doc
    phrase = doc[start:end]
    for k in range(start, end):
        if doc[k].tag_ == "POS" or doc[k].text in ("'s", "’s"):
            return outlet(cast, start, k) if k > start else None
    if doc[end - 1].text in TALKS | WORKERS and end - start > 1:
        return outlet(cast, start, end - 1)
    for k in range(start + 1, end - 1):
        if doc[k].lower_ in ("of", "from", "at") and doc[k - 1].pos_ == "PROPN":
            return outlet(cast, k + 1, end)  # "Bill Ott of Fox News"
    run = names_run(phrase)
    known = known_outlet(phrase.text) or known_outlet(run.text)
    if known and _sure(phrase, known):
        return known
    named = _before_its_sort(phrase)
    if named:
        return named
    mention = mentions.read(phrase)
    if mention.definite and mention.head in SORTS:
        resolved = coreference.body(cast, mention)
        if resolved.figures and is_outlet(resolved.figures[0]):
            name = resolved.figures[0].name
            return name if _is_named(name) else None
    return _by_form(cast, phrase)


def _is_named(name: str) -> bool:
    """ "Morning Ledger", but not "the newspaper"."""
    return any(word[:1].isupper() for word in name.removeprefix("The ").split())


def names_run(phrase: Phrase) -> Phrase:
    """The capitalised words at the end of a phrase, or all of it: "a | Boston Globe"."""
    doc, start = phrase.doc, phrase.end
    while start > phrase.start and not doc[start - 1].text[:1].islower():
        start -= 1
    return doc[start : phrase.end] if start < phrase.end else phrase


def known_outlet(text: str) -> str | None:
    """A well-known outlet by name or alias, with or without its sort behind it."""
    parts = fold(display(clean(text))).split()
    while parts:
        found = outlets().get(" ".join(parts))
        if found:
            return found[0]
        if parts[-1] not in SORTS | {"news"}:
            return None
        parts.pop()
    return None


def _sure(phrase: Phrase, known: str) -> bool:
    """Whether a name that is a common word too stands for the outlet here."""
    bare = fold(known)
    if bare not in COMMON:
        return True
    text = phrase.text
    if text.lower().startswith("the ") or len(phrase) > 1 or text.isupper():
        return phrase[-1].text[:1].isupper() or phrase[-1].lower_ in SORTS
    return phrase[0].ent_type_ in ("ORG", "WORK_OF_ART") and text[:1].isupper()


def _by_form(cast: Cast, phrase: Phrase) -> str | None:
    """An outlet known by its form: "the Evening Ledger", "TV Øst", "Local radio"."""
    words = [t for t in phrase if not t.is_space]
    name = display(clean(names_run(phrase).text))
    if not words or not fold(name):
        return None
    sorted_ = _after_its_sort(phrase)
    if sorted_:
        return sorted_
    first, last = fold(words[0].text), fold(words[-1].text)
    capitals = sum(t.text[:1].isupper() for t in words)
    if last in FORMS and words[-1].text[:1].isupper():
        if " " in fold(name):
            return name if capitals >= 2 else None
        return _short(cast, fold(name)) or name if first == "the" else None
    if first in ALONE and capitals and len(words) > 1:
        return name
    unnamed = last in MEDIA and 1 < len(words) <= 3 and words[0].tag_ != "PRP$"
    return name if unnamed and first not in ("the", "social") else None


def _after_its_sort(phrase: Phrase) -> str | None:
    """ "Danish broadcaster TV Øst" -> "TV Øst"."""
    for k in range(phrase.start, phrase.end - 1):
        token = phrase.doc[k]
        rest = clean(phrase.doc[k + 1 : phrase.end].text)
        if token.lower_ in SORTS and token.text.islower() and rest[:1].isupper():
            return known_outlet(rest) or display(rest)
    return None


def _before_its_sort(phrase: Phrase) -> str | None:
    """ "the Harbour Wire news agency" -> "Harbour Wire"."""
    words = [token.text for token in phrase]
    while words and words[-1] in SORTS | {"news", "online", "state"}:
        words.pop()
    if len(words) == len(phrase) or not words or not words[-1][:1].isupper():
        return None
    last = phrase[len(words) - 1]
    if last.pos_ != "PROPN" or last.ent_type_ in ("NORP", "GPE"):
        return None  # "the Turkish news agency" is a description
    start = len(words)
    while start and words[start - 1][:1].isupper():
        start -= 1
    return display(clean(" ".join(words[start:]))) or None


def _short(cast: Cast, low: str) -> str | None:
    """ "the Ledger" -> the Evening Ledger of the same article."""
    for figure in cast.short.get(low, []):
        if figure.kind == "organisation" and fold(figure.name).split()[-1] == low:
            return figure.name
    return None


def is_outlet(figure: Figure) -> bool:
    """Whether a body is an outlet: known, or called one, or named like one."""
    if figure.kind != "organisation":
        return False
    parts = fold(figure.name).split()
    if fold(figure.name) in outlets():
        return True
    if figure.words & {"newspaper", "broadcaster", "magazine", "tabloid"}:
        return True
    if not parts:
        return False
    named_like = parts[-1] in FORMS - {"star", "record", "press", "agency", "network"}
    return (named_like and len(parts) > 1) or (parts[0] in ALONE and len(parts) > 1)


def same(one: str, other: str) -> bool:
    """Whether two names mean one outlet: "The Post" and "Post", aliases too."""
    first, second = known_outlet(one) or one, known_outlet(other) or other
    return fold(re.sub(r"\.\w+$", "", first)) == fold(re.sub(r"\.\w+$", "", second))
