"""How something was said: hedged, denied or not answered, and to whom."""

from spacy.tokens import Doc, Token

from articles.extraction.names import letters
from articles.extraction.phrases import is_plural_role
from articles.extraction.tables import listed, words
from articles.extraction.types import Finding, Polarity, Span

HEDGES = listed(
    "reportedly allegedly apparently supposedly purportedly ostensibly seemingly"
    " presumably rumoured rumored unconfirmed"
)
# "appeared to say", "is reported to have said"
_SEEMING = listed("appear seem")
_TOLD_OF = listed("report allege believe say rumour rumor understand suppose claim")
# What is denied by being rejected: "dismissed reports that".
_REJECTING = listed("reject dismiss rebuff refute rebut dispute deny")
_CLAIMS = listed(
    "claim claims report reports allegation allegations accusation accusations charge"
    " charges suggestion suggestions rumor rumors rumour rumours assertion assertions"
    " notion idea speculation"
)
_AUDIENCE = listed(
    "crowd audience jury court congregation rally followers fans viewers readers press"
    " customers investors employees people aides colleagues allies friends supporters"
    " parents children troops families listeners voters farmers workers delegates"
)
_ASKING = listed("urge ask order warn advise instruct encourage implore beg remind")


def hedges(doc: Doc, outside: tuple[int, ...], finding: Finding) -> tuple[str, ...]:
    """Words beside the cue that loosen the claim: "reportedly", "appeared to"."""
    found = [
        doc[k].text
        for k in outside
        if doc[k].lower_ in HEDGES and _goes_with(doc, k, finding)
    ]
    seeming = _seeming(doc, finding)
    return tuple([*found, seeming] if seeming else found)


def _goes_with(doc: Doc, k: int, finding: Finding) -> bool:
    """Whether a hedge stands at the cue and not in another clause."""
    if finding.verb is None:
        return True
    verb, head = doc[finding.verb], doc[k].head
    if head == verb or _in_source(doc[k], finding) and doc[k].pos_ == "ADJ":
        return True
    if doc[k].is_sent_start and doc[k + 1 : k + 2].text == ",":
        return True
    other = head.pos_ == "VERB" and head != verb.head
    return abs(k - verb.i) <= 3 and not other


def _in_source(token: Token, finding: Finding) -> bool:
    source = finding.source
    return source is not None and source.start <= token.idx < source.end


def _seeming(doc: Doc, finding: Finding) -> str | None:
    """ "is reported to", where the cue is what someone is reported to have said."""
    verb = doc[finding.verb] if finding.verb is not None else None
    to = next((c for c in verb.children if c.lower_ == "to"), None) if verb else None
    if verb is None or to is None or verb.dep_ != "xcomp":
        return None
    head = verb.head
    passive = [c for c in head.children if c.dep_ == "auxpass"]
    if head.lemma_ in _SEEMING and head.i < to.i:
        return doc[head.i : to.i + 1].text
    if head.lemma_ in _TOLD_OF and passive and head.i < to.i:
        return doc[passive[0].i : to.i + 1].text
    return None


def polarity(doc: Doc, finding: Finding) -> Polarity:
    """Whether it was said, denied or left unanswered, by all words of the cue."""
    verb = doc[finding.verb] if finding.verb is not None else None
    if verb is None or finding.polarity == "declines":
        return finding.polarity
    before = doc[max(0, verb.i - 4) : verb.i]
    if verb.lemma_ in ("deny", "confirm") and any(
        t.lower_ == "neither" for t in before
    ):
        return "declines"
    first = doc.char_span(*finding.content[0], alignment_mode="expand")
    lows = [t.lower_ for t in first[:4]] if first is not None else []
    if verb.lemma_ in ("decline", "refuse") and lows[-1:] == ["comment"]:
        return "declines"
    if verb.lemma_ in _REJECTING and any(low in _CLAIMS for low in lows):
        return "denies"
    return finding.polarity


def addressee(doc: Doc, finding: Finding) -> Span | None:
    """Who was told: "to reporters", or whom an order goes to, if not found before."""
    if finding.addressee or finding.verb is None:
        return finding.addressee
    verb = doc[finding.verb]
    if verb.lower_ == "according":
        return None
    for child in verb.children:
        if child.lower_ == "to" and child.dep_ in ("prep", "dative"):
            told = next((c for c in child.children if c.dep_ == "pobj"), None)
            if told is not None and _listens(told):
                return _whole(told)
        if child.dep_ == "dobj" and verb.lemma_ in _ASKING and _listens(child):
            return _whole(child)
    return None


def _listens(noun: Token) -> bool:
    """Whether a noun stands for people or a body, not for "applause"."""
    low = letters(noun.text)
    titles, bodies = words("titles"), words("organisations")
    if noun.ent_type_ in ("PERSON", "ORG", "NORP") or is_plural_role(noun):
        return True
    return low in titles | bodies | _AUDIENCE or noun.tag_ == "PRP"


def _whole(noun: Token) -> Span:
    """The noun with the words before it."""
    first, last = noun.doc[noun.left_edge.i], noun
    return Span(first.idx, last.idx + len(last.text))
