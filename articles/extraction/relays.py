"""The outlets that a statement came through on its way to the article."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from articles.extraction import mentions, referents
from articles.extraction.employers import employer
from articles.extraction.figures import Cast
from articles.extraction.names import fold
from articles.extraction.outlets import (
    TALKS,
    broadcaster,
    in_title,
    is_talk,
    known_outlet,
    outlet,
)
from articles.extraction.phrases import RELATIVES
from articles.extraction.tables import listed, words
from articles.extraction.types import Finding, Relation, Relay, Span

REPORTS = listed(
    "say report write quote cite note add reveal claim state publish announce learn"
    " tell find confirm describe carry disclose air broadcast"
)
ORDER: dict[Relation, int] = {"told": 0, "cited": 1, "reported": 2, "according to": 3}
STOPS = listed(
    "that as and but before after when while without late early earlier later"
)
# Whoever does one of these to an outlet tells it something.
SPEAKS = listed(
    "say speak talk confirm explain tell write comment appear announce complain insist"
    " respond reply admit reveal state declare argue add repeat"
)
# An outlet that did one of these to words or papers passed them on.
PASSES = listed(
    "report publish quote cite carry air broadcast obtain see review release leak"
    " release print post unearth uncover reveal record conduct share"
)
PRINTS = listed("publish print carry release post")
MEETS = listed("speak talk appear sit chat")
ASKS = listed("ask interview press question challenge")
REQUESTS = listed("ask urge order beg call instruct press demand request warn want")
# Bodies that hear people without publishing what they say.
HEARERS = listed("fbi cia police investigators prosecutors detectives court committee")


@dataclass(frozen=True, slots=True)
class Hop:
    """An outlet in the sentence of a statement, and how it took part."""

    outlet: str
    relation: Relation
    start: int
    end: int

    def relay(self, doc: Doc) -> Relay:
        return Relay(self.outlet, self.relation, span_of(doc, self.start, self.end))


@dataclass(frozen=True, slots=True)
class Around:
    """The tokens beside a statement: its sentence without what was said."""

    outside: tuple[int, ...]
    source: tuple[int, int]
    addressee: tuple[int, int]


def span_of(doc: Doc, start: int, end: int) -> Span:
    """Code points of tokens ``start:end``."""
    last = doc[end - 1]
    return Span(doc[start].idx, last.idx + len(last.text))


def read(cast: Cast, finding: Finding, around: Around) -> list[Hop]:
    """The outlets around a statement, nearest its source first, each once."""
    found = sorted(
        _hops(cast, finding, around), key=lambda h: (ORDER[h.relation], h.start)
    )
    kept: dict[str, Hop] = {}
    for hop in found:
        same = kept.setdefault(fold(hop.outlet), hop)
        if hop.start < same.start:
            kept[fold(hop.outlet)] = hop  # "according to a report in" is one hop
    return list(kept.values())


def _hops(cast: Cast, finding: Finding, around: Around) -> Iterator[Hop]:
    start, end = around.addressee
    if start < end and not _is_request(cast.doc, finding):
        yield from _told(cast, start, end)
    for k in around.outside:
        inside = around.source[0] <= k < around.source[1]
        for hop in _hops_at(cast, finding, k, inside):
            if not around.source[0] <= hop.end - 1 < around.source[1] or inside:
                yield hop


def _hops_at(cast: Cast, finding: Finding, k: int, inside: bool) -> Iterator[Hop]:
    """What one word of the sentence opens; inside the source only what it was told."""
    doc = cast.doc
    token, low = doc[k], doc[k].lower_
    if low == "by":
        own = inside and doc[k - 1].pos_ == "NOUN"  # "a report by the Inland Post"
        relation = None if own else _passed_on(doc, k)
        if relation:
            yield from _after(cast, k + 1, relation, finding)
    elif low in PLACES and opens_talk(doc, finding, k, inside):
        yield from _after(cast, k + 1, _way(doc, k), finding)
    elif token.lemma_ == "tell" and token.pos_ == "VERB":
        yield from _after(cast, k + 1, "told", finding)
    elif not inside:
        yield from _hops_beside(cast, finding, token)


def _hops_beside(cast: Cast, finding: Finding, token: Token) -> Iterator[Hop]:
    """What a word opens outside the source: "according to", "citing", "reported"."""
    doc, k, low = cast.doc, token.i, token.lower_
    if low == "according" and k + 2 < len(doc) and doc[k + 1].lower_ == "to":
        yield from _after(cast, k + 2, "according to", finding)
    elif low in ("per", "via"):
        yield from _after(cast, k + 1, "according to", finding)
    elif low in ("citing", "quoting"):
        yield from _after(cast, k + 1, "cited", finding)
    elif low == "which" and k and doc[k - 1].lower_ in ("in", "during", "on"):
        yield from _antecedent(cast, k - 1)
    elif token.pos_ == "VERB" and token.lemma_ in REPORTS:
        yield from _subject(cast, token)


PLACES = listed("with on to in for during")
PAPERS = listed("report reports article story piece profile dispatch")


def _way(doc: Doc, k: int) -> Relation:
    """Whether what follows "in", "on", "to" was spoken to or carried what was said."""
    printed = {t.text for t in doc[max(0, k - 3) : k]} & PAPERS
    return "reported" if printed or doc[k - 1].lemma_ in PRINTS else "told"


def _antecedent(cast: Cast, at: int) -> Iterator[Hop]:
    """ "Ann Lee's RT appearance, in which she said …"."""
    doc = cast.doc
    end = at
    while end > 0 and doc[end - 1].is_punct:
        end -= 1
    start = end
    while start > max(0, end - 6) and doc[start - 1].pos_ in ("NOUN", "PROPN", "ADJ"):
        start -= 1
    if start < end and is_talk(doc[end - 1]):
        yield from _told(cast, start, end)


def _told(cast: Cast, start: int, end: int) -> Iterator[Hop]:
    """The outlet that was told, or the one whose host or reporter was."""
    doc = cast.doc
    each = list(_each(cast, start, end, "told"))
    if not each and doc[start - 1].lower_ != "by":  # who asks may be a moderator
        name = _outlet_of_person(cast, start, end)
        if name:
            yield Hop(name, "told", start, end)
    yield from each


def _each(cast: Cast, start: int, end: int, relation: Relation) -> Iterator[Hop]:
    """The outlet of a phrase, and those that it is joined to: "Reuters | and the BBC"."""
    doc = cast.doc
    stop = min(phrase_end(doc, start), end)
    if doc[stop : stop + 1].text == "and" and known_outlet(doc[start:end].text):
        stop = end  # "the Mail and Guardian"
    others = [*_joined(cast, stop, relation)]
    stop = stop if others else end
    name = outlet(cast, start, stop)
    if name:
        yield Hop(name, relation, start, stop)
        yield from others


def _joined(cast: Cast, at: int, relation: Relation) -> Iterator[Hop]:
    """The outlets that follow one: ", the BBC | and Radio Ryme"."""
    doc = cast.doc
    while at + 1 < len(doc) and doc[at].lower_ in (",", "and", "or", "&"):
        at += 1 + (doc[at].text == "," and doc[at + 1].lower_ in ("and", "or"))
        end = phrase_end(doc, at)
        name = outlet(cast, at, end) if at < end else None
        if not name:
            return
        yield Hop(name, relation, at, end)
        at = end


def _is_request(doc: Doc, finding: Finding) -> bool:
    """Whether who is told is asked for something rather than given an interview."""
    return finding.verb is not None and doc[finding.verb].lemma_ in REQUESTS


def _outlet_of_person(cast: Cast, start: int, end: int) -> str | None:
    mention = mentions.read(cast.doc[start:end])
    if not mention.name:
        return None
    found = referents.resolve(cast, mention, None)
    return employer(cast, found.figures[0]) if len(found.figures) == 1 else None


def _passed_on(doc: Doc, k: int) -> Relation | None:
    """ "as reported by", "was quoted as saying by", "asked by"."""
    before = [doc[i].lemma_ for i in range(max(0, k - 3), k) if doc[i].pos_ != "ADV"]
    if not before:
        return None
    if before[-3:] in (["quote", "as", "say"], ["cite", "as", "say"]):
        return "reported"
    if before[-1] in ASKS:
        return "told"
    return "reported" if before[-1] in PASSES else None


def _stands_in(doc: Doc, k: int) -> bool:
    """ "was quoted in", "published in", "writing in"."""
    return k > 0 and doc[k - 1].lemma_ in PASSES | {"appear", "write"}


def opens_talk(doc: Doc, finding: Finding, k: int, inside: bool = False) -> bool:
    """ "(in an interview) with CNN", "on CNN", "in a Boston Globe essay".

    ``inside`` says that the word stands in the source: "two people who spoke to CNN".
    """
    low = doc[k].lower_
    head = doc[k].head
    if low == "with" and head.lower_ not in TALKS and head.lemma_ not in MEETS:
        return any(doc[j].lower_ in TALKS for j in range(max(0, k - 4), k))
    end = phrase_end(doc, k + 1)
    if end > k + 2 and doc[end - 1].text in TALKS:
        plain = not any(doc[j].lower_ == "of" for j in range(k, end))
        return plain and low in ("in", "during", "for")
    if is_talk(head) and head.i < k:
        return not (low == "for" and head.lower_ == "call")
    if low == "in" and _stands_in(doc, k):
        return True
    if inside and head.pos_ == "VERB":
        return low in ("to", "with") and head.lemma_ in SPEAKS
    if low in ("on", "to", "with", "for") and _hangs_on_cue(doc, finding, k):
        return True
    near = {doc[j].lower_ for j in range(max(0, k - 4), k)}
    return bool(near & TALKS) and low != "during"


def _hangs_on_cue(doc: Doc, finding: Finding, k: int) -> bool:
    """Whether "on CNN" says where the statement was made, not what it is about."""
    head = doc[k].head
    if finding.verb is None:
        return doc[k].lower_ == "on"
    cue = doc[finding.verb]
    if head.tag_ == "VBG" and head.lemma_ in SPEAKS and head.text[:1].isupper():
        return True  # "Speaking on CNN, …"
    verbs = {cue, *(v for v in (cue.head, *cue.children) if v.pos_ == "VERB")}
    if doc[k].lower_ == "on" and head.pos_ in ("VERB", "AUX"):
        return head in verbs or abs(k - cue.i) < 4 or doc[k].is_sent_start is True
    if doc[k].lower_ == "on":
        near = abs(k - cue.i) < 4 and not (head.pos_ == "NOUN" and not head.ent_type_)
        return near or doc[k].is_sent_start is True
    return head in verbs and head.lemma_ in SPEAKS


def _after(cast: Cast, at: int, relation: Relation, finding: Finding) -> Iterator[Hop]:
    doc, source = cast.doc, finding.source
    shown = in_title(doc[at : at + 20].text) if relation == "told" else None
    if shown:
        name = broadcaster(shown["name"] or shown["name_behind"])
        yield Hop(name, relation, at, _token_end(doc, at, shown.end()))
        return
    at, end = _phrase(doc, at)
    if at >= end or (source and doc[at].idx == source.start):
        return
    if relation == "told":
        yield from _told(cast, at, end)
        yield from _programme(cast, at, end)
        return
    yield from _each(cast, at, end, relation)


def _token_end(doc: Doc, at: int, length: int) -> int:
    """Past the last token of so many characters from the token ``at`` on."""
    end = doc[at].idx + length
    return next((t.i for t in doc[at:] if t.idx >= end), len(doc))


def _phrase(doc: Doc, at: int) -> tuple[int, int]:
    """The phrase from ``at`` on, past marks and days: "Tuesday's episode of “Bay Now”"."""
    end = phrase_end(doc, at)
    while end + 1 < len(doc) and (
        (doc[end].is_quote and (end == at or doc[end - 1].lower_ == "of"))
        or (doc[end].tag_ == "POS" and doc[end - 1].ent_type_ in ("DATE", "GPE"))
    ):
        at = end + 1
        end = phrase_end(doc, at)
    return at, end


def _programme(cast: Cast, at: int, end: int) -> Iterator[Hop]:
    """A programme that no table has: "in an interview with Morning Bay"."""
    doc = cast.doc
    spoken = doc[at - 1].head.lower_ in ("interview", "interviews")
    name = doc[at:end]
    kind = name[-1].ent_type_
    capitals = all(t.text[:1].isupper() for t in name if t.is_alpha)
    low = fold(name.text)
    if spoken and capitals and kind in ("ORG", "WORK_OF_ART") and len(name) < 6:
        heard = {*low.split()} & (HEARERS | words("organisations"))
        if not heard and not outlet(cast, at, end):
            yield Hop(name.text, "told", at, end)


def phrase_end(doc: Doc, at: int) -> int:
    """Where the noun phrase that begins at ``at`` ends, what follows it left out."""
    k = at
    while k < min(len(doc), at + 14) and not _breaks(doc, k, k == at):
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


def _breaks(doc: Doc, k: int, first: bool) -> bool:
    token = doc[k]
    if token.is_space or (token.is_punct and token.text != "-"):
        return True
    if token.tag_ == "POS":
        return True
    low = token.lower_
    if token.pos_ == "DET" and not first and k + 1 < len(doc):
        follows = doc[k - 1].pos_ in ("NOUN", "PROPN") and doc[k + 1].text.islower()
        if follows:
            return True  # "told Le Monde | the pier was shut"
    if low in RELATIVES or (low in STOPS and not token.text[:1].isupper()):
        return True
    if token.pos_ in ("VERB", "AUX", "SCONJ") and not first and token.text.islower():
        return True
    if token.ent_type_ in ("DATE", "TIME") and low not in ("daily", "today", "sunday"):
        return not first and not token.text[:1].isupper()
    if token.pos_ != "ADP" or first or token.text[:1].isupper():
        return False
    return low != "of" and not is_talk(doc[k - 1])


def _subject(cast: Cast, verb: Token) -> Iterator[Hop]:
    """The outlet that is a reporting verb's subject: "the Ledger reported"."""
    doc = cast.doc
    # The nearest: in "“The weir leaks,” the Ledger reported" the parse may have two.
    for child in reversed(list(verb.lefts)):
        if child.dep_ in ("nsubj", "nsubjpass"):
            end = child.i + 1
            while end < len(doc) and doc[end].ent_iob_ == "I" and end != verb.i:
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
