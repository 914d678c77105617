"""When it was said: which of the days around it a statement's cue goes with."""

import re
from collections.abc import Iterator
from datetime import date

from spacy.tokens import Doc, Token

from articles.extraction import days
from articles.extraction.days import DOCUMENT, Days
from articles.extraction.tables import listed
from articles.extraction.types import Finding, SaidOn, Span

_BORDER = re.compile(r"[,;:“”\"(]|\b(?:and|but|who|which|that)\b")
# What comes, or has gone on since: "until Friday", "since May", "ahead of Monday’s vote".
_NOT_THEN = re.compile(
    r"\b(?:next|(?<!not )until|till|before|after|by|since|as of|starting|beginning|effective"
    r"|(?:ahead of|before|until|about|regarding|concerning|since)\s"
    r"(?!midnight|noon|midday|dawn|dusk|\d)(?:[\w’'-]+\s){1,4}?"
    r"(?:on|at|for|in)?)\s*$",
    re.IGNORECASE,
)
# "Testifying before the senate on Monday": before is no time there.
_HEARD = re.compile(
    r"\b(?:testif\w+|appear\w*|sp[eo]ak\w*|spoke|argu\w+|plead\w*|went|came)\s+before\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"\b(?:who|whom|whose|which|that)\b")
_THAT = re.compile(r"[\s,]*that[\s,]*[“\"‘']?")
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_AND = re.compile(r"\s*(?:and|to|through|until|or|–|-)\s*(?:on\s+)?", re.IGNORECASE)
_MADE = (
    "publish release issue date post send air broadcast file unseal record deliver"
    " submit distribute circulate make write"
)
_PUBLISHED = listed(_MADE)
_PUBLISHED_WORDS = re.compile(
    r"\b(?:published|released|issued|dated|posted|sent|filed|unsealed|aired|broadcast"
    r"|submitted|written|recorded|made|delivered)\b[^,]*$"
)
# Someone who does this speaks as they do: "Visiting the dam on Monday, she said".
_SPEAKING = listed(
    "speak address talk testify appear write post tweet brief respond reply answer react"
    " comment announce visit tour attend meet host open unveil present debate preach"
    " campaign conclude warn argue launch interview"
)
_SPOKEN_TO = listed(
    "ask reach contact question press approach interview quiz challenge"
)
_NAMES = ("ORG", "WORK_OF_ART", "PRODUCT", "LAW")
_PROGRAMMES = ("today", "tonight", "yesterday", "this morning", "last night")
_DOCUMENT = re.compile(rf"(?:['’]s)?\s+{DOCUMENT}")
_OF_DOCUMENT = re.compile(rf"\b{DOCUMENT}\s+(?:of|from)\s+$", re.IGNORECASE)
_ON_AIR = re.compile(
    r"['’]s\s+(?:\w+\s){0,2}?(?:call|show|programme|program|broadcast|edition|podcast"
    r"|webcast|newscast|episode|livestream)\b"
)
_THE = re.compile(r"\b(?:the|a)\s+$", re.IGNORECASE)
_OWN_DAY = re.compile(
    r"\b(?:at|during|in|from|through|throughout|on\s+the\s+(?:sidelines|margins)\s+of)\s+(?:an?\s+|the\s+)?$",
    re.I,
)
_BACK = 700  # how far "the next day" looks back


def said_on(
    doc: Doc, text: str, finding: Finding, base: date, sentence: tuple[int, int]
) -> SaidOn | None:
    """The days within which a statement was made, from the words of its cue's clause.

    ``sentence`` bounds the tokens of the sentence that the cue stands in.
    """
    ranked = sorted(
        _candidates(doc, text, finding, sentence), key=lambda m: _distance(m, finding)
    )
    for match in ranked:
        found = days.resolve(match, base, _anchor(text, match.start(), base))
        if found and found[0] <= base:
            return _capped(_widened(match, found, base), base)
    return None


def _capped(found: SaidOn, base: date) -> SaidOn:
    return SaidOn(found.first, min(found.last, base), found.span)


def _anchor(text: str, at: int, base: date) -> date | None:
    """The day that the text spoke of last before ``at``."""
    found: date | None = None
    for match in days.find(text, max(0, at - _BACK), at):
        known = days.resolve(match, base, found)
        if known and known[0] == known[1] and not _is_coming(match):
            found = known[0]
    return found


def _widened(match: re.Match[str], found: Days, base: date) -> SaidOn:
    """ "Monday | and Tuesday", "from Oct. 7 | to Oct. 9": both days and all between."""
    text, first, last = match.string, found[0], found[1]
    start, end = match.span()
    for other in days.find(text, max(0, start - 40), end + 40):
        known = days.resolve(other, base)
        if known is None or other.span() == match.span():
            continue
        if _AND.fullmatch(text, other.end(), start) and known[0] <= first:
            first, start = known[0], other.start()
        elif _AND.fullmatch(text, end, other.start()) and last <= known[1]:
            last, end = known[1], other.end()
    return SaidOn(first, last, Span(start, end))


def _distance(match: re.Match[str], finding: Finding) -> int:
    start, end = match.span()
    return min(max(start - cue.end, cue.start - end, 0) for cue in finding.cue)


def _candidates(
    doc: Doc, text: str, finding: Finding, sentence: tuple[int, int]
) -> Iterator[re.Match[str]]:
    """Date expressions of the cue's sentence that belong to the cue's clause."""
    last = doc[sentence[1] - 1]
    low, high = doc[sentence[0]].idx, last.idx + len(last.text)
    for match in days.find(text, low, high):
        if _is_part_of_name(doc, match, low) or _is_coming(match):
            continue
        if _outside(doc, match, finding) and _in_clause(doc, match, finding):
            yield match


def _is_part_of_name(doc: Doc, match: re.Match[str], low: int) -> bool:
    """ "This Morning" is a programme, the Sunday Times is a newspaper."""
    start, end = match.span()
    text, word = match.string, match[0]
    if start > low and word.lower() in _PROGRAMMES:
        return word.istitle()
    if start > low and text[start - 1] in "“\"‘'" and word.istitle():
        return " " in word  # “This Week” is a programme
    token = token_at(doc, start)
    named = token is not None and token.ent_type_ in _NAMES
    capital = text[end : end + 2].strip()[:1].isupper()
    return capital and (named or bool(_THE.search(text, low, start)))


def _is_coming(match: re.Match[str]) -> bool:
    """Whether the words before say that this is no day on which something was said."""
    before = match.string[max(0, match.start() - 60) : match.start()]
    return bool(_NOT_THEN.search(_HEARD.sub("", before)))


def token_at(doc: Doc, at: int) -> Token | None:
    span = doc.char_span(at, at + 1, alignment_mode="expand")
    return span[0] if span else None


def _outside(doc: Doc, match: re.Match[str], finding: Finding) -> bool:
    """Whether a match lies neither in what was said nor in who said it."""
    start, end = match.span()
    text = match.string
    for span in finding.content:
        if start < span.end and end > span.start:
            return False
    owns = text[end : end + 2] in ("'s", "’s")
    source = finding.source
    if source and source.start <= start < source.end:
        if start == source.start and not owns or _DOCUMENT.match(text, end):
            return True
        words = text[source.start : start]
        told = _PUBLISHED_WORDS.search(words) or _OF_DOCUMENT.search(words)
        return bool(told) or _is_speaking(_clause_at(doc, start))
    if not owns or _OWN_DAY.search(text, 0, start):
        return True
    return bool(_DOCUMENT.match(text, end) or _ON_AIR.match(text, end))


def _in_clause(doc: Doc, match: re.Match[str], finding: Finding) -> bool:
    """Beside the cue, or hanging on its verb or on what goes with the verb."""
    start, end = match.span()
    if _before_that(match, finding):
        return True
    for cue in finding.cue:
        between = match.string[min(end, cue.end) : max(start, cue.start)]
        if len(between.split()) <= 8 and not _BORDER.search(between):
            return True
    clause = _clause_at(doc, start)
    if clause is None or finding.verb is None:
        return False
    verbs = _ancestors(doc[finding.verb])
    return clause.i in verbs or _goes_with(clause, verbs, finding)


def _before_that(match: re.Match[str], finding: Finding) -> bool:
    """ "Told her colleague, Jon Falk, | in August | that …"."""
    text, (start, end) = match.string, match.span()
    if not finding.content or not finding.cue[-1].end <= start:
        return False
    told = not _WHO.search(text, finding.cue[-1].end, start)
    return told and bool(_THAT.fullmatch(text, end, finding.content[0].start))


def _goes_with(clause: Token, verbs: set[int], finding: Finding) -> bool:
    """Speaking on Monday, …; in a statement issued Monday; the lawsuit, filed Monday."""
    head = clause.head
    spoken_to = clause.lemma_ in _SPOKEN_TO and clause.tag_ == "VBN"
    if _is_speaking(clause) or spoken_to:
        return head.i in verbs or _is_source(head, verbs, finding)
    if clause.lemma_ in _PUBLISHED and clause.dep_ in ("acl", "relcl"):
        return _is_source(head, verbs, finding) or _clause(head).i in verbs
    return False


def _is_speaking(clause: Token | None) -> bool:
    """ "Speaking on Monday", "who spoke on Monday"."""
    if clause is None or clause.lemma_ not in _SPEAKING:
        return False
    return clause.tag_ == "VBG" or clause.lemma_ == "speak" and clause.dep_ == "relcl"


def _is_source(noun: Token, verbs: set[int], finding: Finding) -> bool:
    source = finding.source
    inside = source is not None and source.start <= noun.idx < source.end
    return inside or noun.head.i in verbs and noun.dep_ in ("nsubj", "nsubjpass")


def _clause_at(doc: Doc, at: int) -> Token | None:
    token = token_at(doc, at)
    return None if token is None else _clause(token)


def _clause(token: Token) -> Token:
    """The verb that an expression hangs on."""
    for _ in range(12):
        named = token.ent_type_ in _NAMES  # “Face the Bay” on Sunday
        verbal = token.pos_ in ("VERB", "AUX") and token.dep_ != "prep" and not named
        if verbal or token.head is token:
            break
        token = token.head
    return token


_WITH_OWN = ("conj", "advcl")
_CONTINUES = ("conj", "advcl", "xcomp", "aux", "auxpass", "pcomp", "prep")


def _ancestors(verb: Token) -> set[int]:
    """A verb and those that it continues: "met …, telling", "told … and said".

    A verb that has a subject of its own goes with a new day.
    """
    found = {verb.i}
    for _ in range(4):
        own = any(child.dep_ == "nsubj" for child in verb.children)
        goes_on = verb.dep_ in _CONTINUES and not (own and verb.dep_ in _WITH_OWN)
        if not goes_on and not _is_cleft(verb.head):
            break
        verb = verb.head
        found.add(verb.i)
    return found


def _is_cleft(verb: Token) -> bool:
    """ "It was on Friday that she said"."""
    firsts = [child.lower_ for child in verb.children if child.dep_ == "nsubj"]
    return verb.lemma_ == "be" and firsts == ["it"]
