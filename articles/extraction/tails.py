"""Where a content ends although parse and tagger go on: the rest is the writer's.

"The depot is safe, the army said, hours after a drone hit it" tells when it was said;
in "told of the plan, which A said would fail, as well as of the pier", what follows
goes on with the plan.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from articles.extraction import verbs
from articles.extraction.page import Page
from articles.extraction.ranges import SUBJECTS, is_word
from articles.extraction.tables import words
from articles.extraction.types import Finding, Span

_LENGTHS = verbs.words(
    "second seconds minute minutes hour hours day days night nights week weeks month"
    " months year years moment moments shortly soon immediately just right only barely"
    " over less more than nearly almost about some a an one two three four five six"
    " seven eight nine ten several few couple of"
)
# What somebody does while he speaks: "he said, pointing at the map".
_GESTURES = verbs.words(
    "point gesture nod shake wave hold smile laugh stand sit look wipe tap shrug grin"
    " sob weep cry refer allude echo speak cite raise lean wear"
)
# What goes on around him: "she said, as she left the court".
_SCENES = verbs.words(
    "leave arrive walk stand sit wait enter emerge board prepare head pack unlock sweep"
    " pick carry watch look step climb hug wipe"
)
_WHILE = verbs.words("as while after before when")
_HE = verbs.words("he she they")
_WITH = (("as", "well", "as"), ("along", "with"), ("in", "addition", "to"))
_PAUSES = (",", "—", "–", "--", "―", "-")
_REFERENCES = verbs.words("reference allusion nod swipe jab dig")
_WITHHOLDING = verbs.words("giving elaborating naming specifying offering providing")
_OBJECTS = ("dobj", "pobj", "attr", "conj", "appos", "oprd")


def without_tail(page: Page, finding: Finding) -> Finding:
    """Leave out the writer's own words at the end of what is not all quoted."""
    if finding.kind == "direct" or finding.verb is None:
        return finding
    first, *rest = finding.content
    kept = [first, *(p for p in rest if not _is_circumstance(page, finding, p))]
    end = _end_of_relative(page, finding.verb, kept[-1])
    end = _end_before_gloss(page, kept[-1]) if end is None else end
    if end is not None:
        kept[-1] = Span(kept[-1].start, end)
    kept[-1] = _before_conjunction(page, kept[-1])
    return replace(finding, content=tuple(kept))


def _before_conjunction(page: Page, piece: Span) -> Span:
    """Leave out ", and" before another statement."""
    tokens = page.doc.char_span(*piece, alignment_mode="expand")
    if tokens is None or len(tokens) < 3 or tokens[-1].tag_ != "CC":
        return piece
    last = tokens[-3] if tokens[-2].text == "," else tokens[-2]
    quoted = page.quoted[tokens[-1].i] >= 0
    return piece if quoted else Span(piece.start, last.idx + len(last))


def _is_circumstance(page: Page, finding: Finding, piece: Span) -> bool:
    """Say whether a piece behind "A, he said" tells when or how he said it."""
    tokens = page.doc.char_span(*piece, alignment_mode="expand")
    if tokens is None or not finding.cue or piece.start < finding.cue[-1].end:
        return False
    if any(page.quoted[token.i] >= 0 for token in tokens) or _goes_on(page, finding):
        return False
    doc, start = page.doc, tokens.start
    return is_time(doc, start) or _is_gesture(doc, start) or _is_scene(doc, start)


def _goes_on(page: Page, finding: Finding) -> bool:
    """Say whether the first piece is no whole clause: "The pier, he said, …"."""
    before = page.doc.char_span(*finding.content[0], alignment_mode="expand")
    return before is None or not any(
        token.dep_ in SUBJECTS and token.i < token.head.i < before.end
        for token in before
    )


def is_time(doc: Doc, at: int) -> bool:
    """Recognise what tells when it was said: "hours after", "just two days before"."""
    then = at
    while then < len(doc) and doc[then].lower_ in _LENGTHS:
        then += 1
    return at < then < len(doc) and doc[then].lower_ in ("after", "before")


def _is_gesture(doc: Doc, at: int) -> bool:
    """ "pointing at the map", but not "pointing out …" or "holding talks is …"."""
    token = doc[at]
    acts = token.tag_ == "VBG" and token.lemma_ in _GESTURES
    return acts and token.dep_ in ("advcl", "acl") and token.right_edge.i > at


def _is_scene(doc: Doc, at: int) -> bool:
    """ "as she left court", "after leaving the court"."""
    if doc[at].lower_ not in _WHILE or at + 1 >= len(doc):
        return False
    follows, verb = doc[at + 1], doc[at].head
    if follows.tag_ == "VBG":
        return follows.lemma_ in _SCENES
    tells = verb.lemma_ in _SCENES and verb.tag_ == "VBD" and doc[at].dep_ != "prep"
    return tells and follows.lower_ in _HE


def _end_of_relative(page: Page, verb: int, piece: Span) -> int | None:
    """Give where a content in a relative clause ends before what goes on behind it."""
    relative = _relative(page.doc, verb)
    tokens = page.doc.char_span(*piece, alignment_mode="expand")
    if relative is None or tokens is None:
        return None
    of_people = relative.lower_ in ("who", "whom")
    for comma, other in _with_others(page, tokens.start, tokens.end):
        if comma > verb and _is_human(other) == of_people:
            last = page.doc[comma - 1]
            return last.idx + len(last)
    return None


def _end_before_gloss(page: Page, piece: Span) -> int | None:
    """Give where a content ends before what the writer says to explain it."""
    tokens = page.doc.char_span(*piece, alignment_mode="expand")
    for token in tokens[1:-1] if tokens is not None else ():
        after = token.i + 1
        if token.text not in _PAUSES or page.quoted[token.i] >= 0:
            continue
        remark = token.text != "," and _is_remark(page.doc, after)
        if remark or _is_gloss(page.doc, after):
            last = page.doc[token.i - 1]
            return last.idx + len(last)
    return None


def _is_gloss(doc: Doc, at: int) -> bool:
    """ "an apparent reference to", "apparently referring to", "citing"."""
    if doc[at].lower_ in ("a", "an"):
        noun = next((t for t in doc[at + 1 : at + 5] if t.pos_ == "NOUN"), doc[at])
        return noun.lower_ in _REFERENCES and _low(doc, noun.i + 1) in ("to", "at")
    at += doc[at].pos_ == "ADV"
    if _low(doc, at) in ("referring", "alluding"):
        return _low(doc, at + 1) == "to"
    if _low(doc, at) == "without":
        return _low(doc, at + 1) in _WITHHOLDING
    return _low(doc, at) in ("citing", "quoting")


def _is_remark(doc: Doc, at: int) -> bool:
    """ "— as was true of her father", "— probably not what he had in mind"."""
    if doc[at].lower_ == "as":
        return at + 1 < len(doc) and doc[at + 1].pos_ == "AUX"
    return doc[at].lower_ in ("probably", "perhaps")


def _low(doc: Doc, at: int) -> str:
    """Give a word in lower case, or nothing behind the last one."""
    return str(doc[at].lower_) if at < len(doc) else ""


def _relative(doc: Doc, verb: int) -> Token | None:
    """Find the word for an object that a clause tells of: "the offer, | which | …"."""
    for at in range(verb, doc[verb].sent.start, -1):
        token = doc[at]
        if token.tag_ in ("WDT", "WP") and doc[at - 1].text == ",":
            clause = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
            tells = clause is not None and clause.head.dep_ in _OBJECTS
            return token if tells else None
    return None


def _with_others(page: Page, start: int, end: int) -> Iterator[tuple[int, Token]]:
    """Find ", as well as the strike", and its noun."""
    doc = page.doc
    for comma in range(start, end):
        if doc[comma].text != "," or page.quoted[comma] >= 0:
            continue
        for phrase in _WITH:
            at = comma + 1 + len(phrase)
            said = tuple(token.lower_ for token in doc[comma + 1 : at])
            if said == phrase and at < end and is_word(doc[at]):
                yield comma, _noun(doc, at)


def _noun(doc: Doc, at: int) -> Token:
    """Give the noun of a phrase that begins here."""
    while doc[at].head.i > at and doc[at].dep_ in (
        "det", "poss", "amod", "nummod", "compound", "nmod",
    ):  # fmt: skip
        at = doc[at].head.i
    return doc[at]


def _is_human(noun: Token) -> bool:
    return noun.ent_type_ == "PERSON" or noun.lower_ in words("titles")
