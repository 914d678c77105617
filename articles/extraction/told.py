"""What the tagger tells of a page, and which of it is no report after all."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from articles.extraction import governed, objects, verbs
from articles.extraction.cues import Clause, is_nobody
from articles.extraction.page import Page
from articles.extraction.ranges import is_word
from articles.extraction.types import Span, Tagged


@dataclass(frozen=True, slots=True)
class Told:
    """What the tagger tells: the tag, its content's and cue's words, the cue's verb."""

    tag: Tagged
    words: frozenset[int]
    cue: frozenset[int]
    verb: Token | None
    source: int | None  # its first word


class Words:
    """The words of a page by number: marks, stops and spaces are none."""

    def __init__(self, page: Page) -> None:
        self.starts = page.doc.to_array(["IDX"]).tolist()
        self.are_words = [is_word(token) for token in page.doc]
        self._known: dict[tuple[Span, ...], frozenset[int]] = {}

    def of(self, spans: Sequence[Span]) -> frozenset[int]:
        """The words of spans; the same ones are asked for once for each statement."""
        key = tuple(spans)
        if key not in self._known:
            self._known[key] = self._of(key)
        return self._known[key]

    def _of(self, spans: tuple[Span, ...]) -> frozenset[int]:
        return frozenset(
            i
            for start, end in spans
            for i in range(
                bisect_left(self.starts, start), bisect_left(self.starts, end)
            )
            if self.are_words[i]
        )


def tell(
    page: Page, words: "Words", tag: Tagged, clauses: Mapping[int, Clause]
) -> Told:
    """Look up the words of a tag; ``clauses`` are the reporting ones, by verb."""
    tag = _without_told(page, _outside_source(page, _quoted_as(page, tag), clauses))
    tag = _from_whom(page, tag)
    source = words.of([tag.source] if tag.source else [])
    return Told(
        tag,
        words.of(tag.content),
        words.of(tag.cue),
        _verb(page, tag),
        min(source, default=None),
    )


def _quoted_as(page: Page, tag: Tagged) -> Tagged:
    """Give "KCNA quoted her as calling it late" to her; the outlet passed it on."""
    first, *rest = tag.content
    if not tag.cue or not _QUOTES.search(page.text[slice(*tag.cue[-1])].lower()):
        return tag
    for token in page.doc.char_span(*first, alignment_mode="contract") or ():
        after = token.i + 1
        if token.lower_ != "as" or not page.doc[after : after + 1].text.endswith("ing"):
            continue
        saying, source = page.doc[after], Span(first.start, token.idx - 1)
        start = saying.idx + len(saying.text_with_ws)
        if start < first.end and page.text[slice(*source)].strip():
            cue = (Span(saying.idx, saying.idx + len(saying)),)
            content = (Span(start, first.end), *rest)
            return replace(tag, content=content, cue=cue, source=source)
    return tag


def _without_told(page: Page, tag: Tagged) -> Tagged:
    """Take no one for the source who was told: "Ministers were warned that"."""
    verb = _verb(page, tag)
    if verb is None or tag.source is None:
        return tag
    passive = any(c.dep_ == "auxpass" and c.lower_ in _BE for c in verb.children)
    told = next((c for c in verb.children if c.dep_ == "nsubjpass" and passive), None)
    if told is None and verb.lemma_ == "accuse" and not _has_object(verb):
        told = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    start, end = tag.source
    if told is None or not start <= told.idx < end:
        return tag
    return _by(page, replace(tag, source=None), verb)


def _from_whom(page: Page, tag: Tagged) -> Tagged:
    """Give "The move follows complaints from hoteliers over it" to the hoteliers."""
    noun = _verb(page, tag)
    if noun is None or noun.pos_ != "NOUN":
        return tag
    froms = (child for child in noun.children if child.lower_ in ("from", "by"))
    whom = next((c for word in froms for c in word.children if c.dep_ == "pobj"), None)
    if whom is None or any(a <= whom.idx < b for a, b in tag.content):
        return tag
    return replace(tag, source=page.span((whom.left_edge.i, whom.i + 1)))


def _by(page: Page, tag: Tagged, verb: Token) -> Tagged:
    """Give it to Ada in "Bo was accused by Ada of theft", and leave her out of it."""
    by = next((child for child in verb.children if child.dep_ == "agent"), None)
    noun = next((c for c in by.children if c.dep_ == "pobj"), None) if by else None
    if noun is None:
        return tag
    source = page.span((noun.left_edge.i, noun.i + 1))
    content = tuple(
        Span(source.end + 1, piece.end)
        if source.start <= piece.start < source.end < piece.end
        else piece
        for piece in tag.content
    )
    return replace(tag, source=source, content=content)


_BE = verbs.words("is are was were be been being get got")  # "’s" may be "has"


def _has_object(verb: Token) -> bool:
    """Say whether somebody is accused: "Mayor accused of theft" leaves out by whom."""
    return any(child.dep_ in ("dobj", "dative") for child in verb.children)


def _outside_source(page: Page, tag: Tagged, clauses: Mapping[int, Clause]) -> Tagged:
    """Leave the source out: "A, said two officials, | a diplomat and an officer"."""
    verb = _verb(page, tag)
    clause = clauses.get(verb.i) if verb is not None else None
    if clause is None or clause.source is None:
        return tag
    start, end = page.span(clause.source)
    if tag.source is None or not start <= tag.source.start < end:
        return tag
    first = tag.source.end
    kept = tuple(p for p in tag.content if not first <= p.start < p.end <= end)
    if not kept or len(kept) == len(tag.content):
        return tag
    return replace(tag, content=kept, source=Span(start, end))


_QUOTES = re.compile(r"\b(?:quot|cit)(?:e|es|ed|ing)\b")


def _verb(page: Page, tag: Tagged) -> Token | None:
    cue = page.doc.char_span(*tag.cue[0], alignment_mode="expand") if tag.cue else None
    return None if cue is None else cue.root


# "The form asks for “domicile”": a word that is mentioned, and nobody speaks.
_FORMS = verbs.words("form questionnaire application survey field box prompt screen")


def is_report(page: Page, told: Told, clauses: Mapping[int, Clause]) -> bool:
    """Leave out thoughts, what was not or not yet said, titles and empty contents."""
    verb, words = told.verb, told.words
    if verb is None or not words or page.quoted[verb.i] >= 0:
        return False
    if told.tag.doubtful and not _is_said(page, told):
        return False
    if _is_title(page, words) or _is_source(words, verb, clauses):
        return False
    source = told.source
    if source is not None and is_nobody(page.doc, source):
        return False
    if any(page.doc[i].lower_ in governed.NONE for i in told.cue):
        return False  # "gave no indication that it would"
    if _is_purpose(verb) or (verb.lemma in verbs.DECLINING and verb.i not in clauses):
        return False  # "declined to be named" says nothing
    if verb.lemma_ == "ask" and _FORMS.intersection(_named(page, told.tag.source)):
        return False
    if told.tag.source and page.text[slice(*told.tag.source)] in ("Q", "A", "Q.", "A."):
        return False
    asked = verb.lemma_ == "ask" and verb.tag_ == "VBN" and verb.dep_ == "advcl"
    return not (
        asked  # "Asked whether it would close, he said …": by whom is not told
        or verb.lemma in verbs.THINKING
        or _is_unreal(verb)
        or objects.says_nothing(verb, [page.doc[i].lower_ for i in sorted(words)])
    )


def _is_said(page: Page, told: Told) -> bool:
    """Say whether the cue is a word of saying, which a doubtful tag needs."""
    verb = told.verb
    if verb is None or (told.source is None and not _tells_alone(verb)):
        return False
    apart = told.cue.isdisjoint(told.words) and told.source not in told.words
    stands = verb.dep_ not in ("amod", "compound")  # "the alleged thief"
    return apart and stands and any(page.doc[i].lemma in verbs.SPOKEN for i in told.cue)


def _tells_alone(cue: Token) -> bool:
    """Say whether it tells something without a source: "allegations of fraud".

    Of "The heating was discussed", "He was told", "pointing at it" nobody says a thing.
    """
    if cue.pos_ != "VERB":
        return cue.lemma in verbs.SPEECHES
    says = cue.lemma in verbs.CLAUSAL and cue.lemma not in _HEARD
    return says and cue.tag_ != "VBG"


_HEARD = verbs.ids("tell inform notify assure reassure remind alert")


def _is_purpose(verb: Token) -> bool:
    """Recognise "spoke on condition of anonymity to describe the talks"."""
    if not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return False
    before = verb.doc[verb.sent.start : verb.i]
    return any(token.lower_ in ("anonymity", "anonymously") for token in before[-8:])


def _named(page: Page, source: Span | None) -> list[str]:
    return page.text[slice(*source)].lower().split() if source else []


def _is_title(page: Page, words: frozenset[int]) -> bool:
    """Recognise a work that is named: her film “Nobody Said Goodbye” did better."""
    first = min(words)
    number = page.quoted[first]
    if number < 0 or page.inside[number][0] != first:
        return False
    title = [page.doc[i] for i in range(*page.inside[number]) if is_word(page.doc[i])]
    noun = page.doc[max(0, page.before(number))]
    return (
        len(title) > 1
        and all(word.text[0].isupper() for word in title if len(word) > 3)
        and noun.pos_ in ("NOUN", "PROPN", "PART", "ADP", "DET")
    )


def _is_source(
    words: frozenset[int], verb: Token, clauses: Mapping[int, Clause]
) -> bool:
    """Recognise an apposition: "The chief of police, Dr Alec Tainter, agreed"."""
    clause = clauses.get(verb.i)
    source = clause.source if clause else None
    return source is not None and all(source[0] <= i < source[1] for i in words)


def _is_unreal(verb: Token) -> bool:
    """Say whether nothing was said (yet): negated, future, if, "expected to say"."""
    for child in verb.children:
        if child.dep_ == "neg" or (child.lower_ == "never" and child.i < verb.i):
            return True
        if child.dep_ == "aux" and child.lower in verbs.UNREAL:
            return True
        if child.dep_ == "mark" and child.lower in verbs.CONDITIONS:
            return True
        if child.dep_ == "aux" and child.lower == verbs.TO:
            none = governed.NONE.intersection(c.lower_ for c in verb.head.children)
            return verb.head.lemma in verbs.UNDONE or bool(none)
    return False
