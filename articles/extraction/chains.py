"""The chain of outlets behind a statement, from its sentence and from what goes on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from articles.extraction import (
    employers,
    introduced,
    mentions,
    outlets,
    referents,
    relays,
)
from articles.extraction.figures import Cast, Figure, outlet_figure, sentence_bounds
from articles.extraction.names import fold
from articles.extraction.relays import Around, Hop
from articles.extraction.tables import listed, words
from articles.extraction.types import Finding

# "In the interview": words that take up a talk which the article has named.
TAKEN_UP = listed(
    "interview essay op-ed column appearance segment show broadcast podcast forum"
    " programme program conversation"
)
PIECES = listed("article piece story report feature profile column essay editorial")
FAR = 600  # tokens that "the interview" looks back
UNEARTHS = listed("unearth obtain uncover find leak release publish dig discover")


@dataclass(frozen=True, slots=True)
class _Talk:
    """Who last spoke to an outlet, and where."""

    hop: Hop
    figures: tuple[Figure, ...]
    at: int


@dataclass(frozen=True, slots=True)
class _Paper:
    """A document that an outlet brought to light at a token, and whose it is."""

    at: int
    noun: str
    hop: Hop
    author: str | None


@dataclass(slots=True)
class Chains:
    """What one article keeps of its outlets between its statements."""

    cast: Cast
    excerpts: list[tuple[int, int, Hop]] = field(default_factory=list)
    papers: list[_Paper] = field(default_factory=list)
    talk: _Talk | None = None
    carried: tuple[tuple[Figure, ...], list[Hop]] = ((), [])


def begin(cast: Cast) -> Chains:
    """Look for what the article copies out of another outlet's piece."""
    introduced.introduce(cast)
    return Chains(cast, list(_excerpts(cast)), list(_papers(cast)))


def read(
    chains: Chains,
    finding: Finding,
    around: Around,
    meant: tuple[Figure, ...],
    at: int,
) -> list[Hop]:
    """The outlets behind a statement at token ``at``, nearest its source first."""
    hops = relays.read(chains.cast, finding, around)
    if finding.parent is None:
        told = [h for h in hops if h.relation == "told"]
        if told:
            chains.talk = _Talk(told[0], meant, at)
    hops = (
        hops
        or _quoted_on(chains, finding, meant)
        or _obtained(chains, around, meant, at)
        or _going_on(chains, around, meant, at)
    )
    _keep_documents(hops, meant)
    hops = [*hops, *_copied(chains, hops, at)]
    for hop in hops:
        outlet_figure(chains.cast, hop.outlet, hop.start)
        chains.cast.named[fold(hop.outlet)].words.add("outlet")
    chains.carried = meant, hops
    return hops


def _quoted_on(
    chains: Chains, finding: Finding, meant: tuple[Figure, ...]
) -> list[Hop]:
    """ "She was also quoted as saying": by whoever quoted her just before."""
    doc, verb = chains.cast.doc, finding.verb
    figures, hops = chains.carried
    if verb is None or not meant or meant != figures:
        return []
    before = [token.lower_ for token in doc[max(0, verb - 2) : verb + 1]]
    return hops if {"quoted", "as"} <= {*before} or before[-1] == "quoted" else []


def _keep_documents(hops: Sequence[Hop], meant: tuple[Figure, ...]) -> None:
    """Remember who obtained a document, for when it is cited again."""
    for figure in meant:
        if figure.kind == "document" and hops and hops[0].relation == "reported":
            figure.via = figure.via or hops[0].outlet


def _obtained(
    chains: Chains, around: Around, meant: tuple[Figure, ...], at: int
) -> list[Hop]:
    """ "The memo said", after "a memo obtained by the Inland Post"."""
    start, end = around.source
    if start >= end:
        return []
    for figure in meant:
        outlet = figure.via or _unearthed(chains, figure, at)
        if outlet:
            return [Hop(outlet, "reported", start, end)]
    return []


def _unearthed(chains: Chains, figure: Figure, at: int) -> str | None:
    """The outlet that brought to light what a document, or its author, says."""
    for paper in reversed(chains.papers):
        if not 0 <= at - paper.at <= FAR:
            continue
        if figure.kind == "document":
            both = paper.noun in PIECES and not PIECES.isdisjoint(figure.words)
            if both or paper.noun in figure.words:
                return paper.hop.outlet
        elif paper.author and fold(figure.name) == fold(paper.author):
            return paper.hop.outlet
    return None


def _papers(cast: Cast) -> Iterator[_Paper]:
    """ "The Inland Post, which unearthed a 1995 story from the Courier"."""
    for token in cast.doc:
        if token.pos_ != "VERB" or token.lemma_ not in UNEARTHS:
            continue
        parts = {child.dep_: child for child in token.children}
        who, what = parts.get("nsubj"), parts.get("dobj")
        if (
            who is None
            or what is None
            or what.lower_ not in PIECES | words("documents")
        ):
            continue
        if who.tag_ in ("WDT", "WP") and token.dep_ == "relcl":
            who = token.head
        name = outlets.outlet(cast, who.left_edge.i, who.i + 1)
        if name:
            hop = Hop(name, "reported", who.left_edge.i, who.i + 1)
            yield _Paper(token.i, doc_word(what), hop, _author(cast, what, token))


def _author(cast: Cast, paper: Token, verb: Token) -> str | None:
    for child in (*paper.children, *verb.children):
        if child.i > paper.i and child.lower_ in ("from", "by", "in"):
            end = relays.phrase_end(cast.doc, child.i + 1)
            return outlets.outlet(cast, child.i + 1, end) if end > child.i + 1 else None
    return None


def _going_on(
    chains: Chains, around: Around, meant: tuple[Figure, ...], at: int
) -> list[Hop]:
    """The interview that goes on: "in the interview", or the same speaker's words."""
    doc = chains.cast.doc
    for k in around.outside:
        if _takes_up(doc, k):
            hop = _named_before(chains, k, meant)
            return [replace(hop, start=k - 1, end=k + 1)] if hop else []
    _begin_talk(chains, meant, at)
    last = chains.talk
    tells_others = around.addressee[0] < around.addressee[1]
    if last is None or not meant or meant != last.figures or tells_others:
        return []
    same = not _parts(doc, last.at, at)
    return [last.hop] if same else []


def _takes_up(doc: Doc, k: int) -> bool:
    taken = k > 0 and doc[k].lower_ in TAKEN_UP
    return taken and doc[k - 1].lower_ in ("the", "that", "same")


def _begin_talk(chains: Chains, meant: tuple[Figure, ...], at: int) -> None:
    """Note a talk of the one who speaks now in the sentence before, told or not.

    "Quill noted it in the interview. She said …"
    """
    cast = chains.cast
    last = sentence_bounds(cast, at)[0] - 1
    if last < 1 or len(meant) != 1 or _parts(cast.doc, last, at):
        return
    start, end = sentence_bounds(cast, last - 1)
    if not any(start <= place < end for place in meant[0].places):
        return
    for k in range(start, end):
        hop = _named_before(chains, k, meant) if _takes_up(cast.doc, k) else None
        if hop:
            chains.talk = _Talk(hop, meant, last)


def _parts(doc: Doc, start: int, end: int) -> bool:
    """Whether a paragraph ends between two tokens."""
    return any(t.is_space and "\n" in t.text for t in doc[start : max(start, end)])


def _named_before(chains: Chains, at: int, meant: tuple[Figure, ...]) -> Hop | None:
    """The outlet of the talk that a word takes up: one of its sort, then any."""
    doc, word = chains.cast.doc, doc_word(chains.cast.doc[at])
    fallback = None
    for k in range(at - 2, max(0, at - FAR), -1):
        sort, low = doc_word(doc[k]), doc[k].lower_
        if sort == word or low == "interviewed":
            hop = next(_hops_of_talk(chains.cast, k), None)
            if hop:
                return hop
        elif fallback is None and low in ("told", "with", "to"):
            met = low == "told" or doc[k].head.lemma_ in relays.MEETS
            fallback = next(_hops_after(chains.cast, k), None) if met else None
    return fallback


def doc_word(token: Token) -> str:
    """A noun in the singular: "interviews" -> "interview"."""
    return token.lower_.removesuffix("s") if token.pos_ == "NOUN" else token.lower_


def _hops_of_talk(cast: Cast, k: int) -> Iterator[Hop]:
    """The outlet around "interview": before it, or after with, on, for, to, in."""
    doc = cast.doc
    start = k
    while start > 0 and doc[start - 1].pos_ in ("PROPN", "ADJ", "NOUN"):
        start -= 1
    name = outlets.outlet(cast, start, k) if start < k else None
    if name:
        yield Hop(name, "told", start, k)
    for j in range(k + 1, min(len(doc), k + 6)):
        if doc[j].lower_ in relays.PLACES | {"by"}:
            yield from _hops_after(cast, j)


def _hops_after(cast: Cast, k: int) -> Iterator[Hop]:
    start = k + 2 if cast.doc[k + 1 : k + 2].text.isspace() else k + 1
    end = relays.phrase_end(cast.doc, start)
    name = outlets.outlet(cast, start, end) if end > start else None
    if name:
        yield Hop(name, "told", start, end)


def _copied(chains: Chains, hops: Sequence[Hop], at: int) -> Iterator[Hop]:
    """The outlet whose piece is copied out around token ``at``."""
    for start, end, hop in chains.excerpts:
        if start <= at < end and fold(hop.outlet) not in {fold(h.outlet) for h in hops}:
            yield hop
            return


def _excerpts(cast: Cast) -> Iterator[tuple[int, int, Hop]]:
    """Paragraphs that an outlet or its reporter is quoted with: "Lee reports:"."""
    paragraphs = list(_paragraphs(cast.doc))
    number = 0
    while number < len(paragraphs) - 1:
        hop = _introduced(cast, *paragraphs[number])
        last = number
        if hop and _is_quoted(cast.doc, *paragraphs[number + 1]):
            while last + 1 < len(paragraphs) and _continues(
                cast.doc, *paragraphs[last + 1]
            ):
                last += 1
            yield paragraphs[number][0], paragraphs[last][1], hop
        number = max(last, number) + 1


def _paragraphs(doc: Doc) -> Iterator[tuple[int, int]]:
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            if token.i > start:
                yield start, token.i
            start = token.i + 1
    if start < len(doc):
        yield start, len(doc)


def _introduced(cast: Cast, start: int, end: int) -> Hop | None:
    """The outlet in a paragraph that ends "The Inland Post reports:"."""
    doc = cast.doc
    if end - start < 2 or doc[end - 1].text != ":":
        return None
    first = sentence_bounds(cast, end - 1)[0]
    for k in range(end - 2, max(start, first) - 1, -1):
        token = doc[k]
        if token.pos_ != "VERB" or token.lemma_ not in relays.REPORTS:
            continue
        for child in token.children:
            if child.dep_ == "nsubj":
                left, right = child.left_edge.i, child.i + 1
                name = outlets.outlet(cast, left, right) or _writer(cast, left, right)
                return Hop(name, "reported", left, right) if name else None
    return None


def _writer(cast: Cast, start: int, end: int) -> str | None:
    mention = mentions.read(cast.doc[start:end])
    if not mention.name:
        return None
    found = referents.resolve(cast, mention, None)
    writer = found.figures[0] if len(found.figures) == 1 else None
    return employers.employer(cast, writer) if writer else None


def _is_quoted(doc: Doc, start: int, end: int) -> bool:
    return doc[start].is_quote or doc[start].text[:1] in "\"“'‘«"


def _continues(doc: Doc, start: int, end: int) -> bool:
    """Whether a paragraph still belongs to what is copied out, or leads on to more."""
    if _is_quoted(doc, start, end) or doc[end - 1].text == ":":
        return True
    return any(
        doc[k].lower_ in PIECES and k and doc[k - 1].lower_ == "the"
        for k in range(start, min(end, start + 12))
    )
