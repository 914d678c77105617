"""Reporting clauses: which words report, who speaks, to whom, and what is governed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.attrs import LEMMA, LOWER, POS
from spacy.symbols import AUX, VERB
from spacy.tokens import Doc, Token

from articles.extraction import verbs
from articles.extraction.types import Polarity

Range = tuple[int, int]  # half-open, in tokens

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_EDGES = ",;:.—–-"
# Words that say nothing by themselves: "he rejects that" reports no content.
_EMPTY = frozenset("that this it so her him them me us you which what who".split())
# Whom one cites, not what: "citing two officials".
_CITED = frozenset("officials official sources source people aides experts".split())
# What somebody asked for when it was about his own name.
_ANONYMITY = frozenset("name named identified identify surname anonymity".split())


@dataclass(slots=True)
class Clause:
    """One reporting clause, in token ranges.

    ``core`` holds source, cue and addressee, ``content`` what the parse puts under the
    verb; it is empty where the verb goes with a quotation only. ``quotes`` tells
    whether a quotation beside the clause belongs to it, ``reports`` is false for
    thoughts, whose quotations are no statements.
    """

    verb: int
    cue: Range
    core: Range
    source: Range | None = None
    addressee: Range | None = None
    content: tuple[Range, ...] = ()
    polarity: Polarity = "asserts"
    quotes: bool = True
    reports: bool = True
    confidence: float = 0.85


def clauses(doc: Doc, quoted: Sequence[int]) -> Iterator[Clause]:
    """Find the reporting clauses of a document, in text order.

    ``quoted`` says for each token in which quotation it stands, or -1.
    """
    rows = doc.to_array([LEMMA, POS, LOWER]).tolist()
    for at, (lemma, pos, lower) in enumerate(rows):
        if lower in verbs.ACCORDING:
            clause = _according(doc[at])
        elif lemma in verbs.VERBS and pos in (VERB, AUX):
            clause = _Verb(doc[at], quoted).clause()
        else:
            continue
        if clause is not None:
            yield clause


class _Verb:
    """A reporting verb with its parts, read once."""

    def __init__(self, verb: Token, quoted: Sequence[int]) -> None:
        self.token = verb
        self.quoted = quoted
        self.lemma = verb.lemma
        self.children = list(verb.children)
        self.by_dep: dict[str, Token] = {}
        for child in self.children:
            self.by_dep.setdefault(child.dep_, child)
        self.passive = bool({"auxpass", "nsubjpass"} & set(self.by_dep)) or (
            verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl")
        )

    def clause(self) -> Clause | None:
        refused = self._refused()
        if refused is None:
            if self.lemma in verbs.DECLINING or _unreal(self.token, self.children):
                return None
        source = self._source()
        if self.passive and source is None:
            return None
        addressee = self._addressee()
        content, confidence = (
            ((refused,), 0.9) if refused else self._content(source, addressee)
        )
        cue = self._cue(content)
        parts = [part for part in (cue, source, addressee) if part]
        return Clause(
            verb=self.token.i,
            cue=cue,
            core=(min(p[0] for p in parts), max(p[1] for p in parts)),
            source=source,
            addressee=addressee,
            content=content,
            polarity=self._polarity(refused),
            quotes=self.lemma in verbs.QUOTING,
            reports=self.lemma not in verbs.THINKING,
            confidence=confidence,
        )

    def _polarity(self, refused: Range | None) -> Polarity:
        if refused:
            return "declines"
        return "denies" if self.lemma in verbs.DENYING else "asserts"

    def _refused(self) -> Range | None:
        """Give what was declined: "(declined) to comment", "(did not) respond"."""
        verb = self.token
        if self.lemma in verbs.DECLINING:
            asked = self.by_dep.get("xcomp")
            return _whole(asked) if asked and asked.lemma in verbs.DECLINED else None
        if "neg" not in self.by_dep:
            return None
        aux = {child.lower_ for child in self.children if child.dep_ == "aux"}
        if (
            self.lemma in verbs.UNANSWERED
            and aux & verbs.UNANSWERING
            or (self.lemma in verbs.UNCONFIRMED and aux & {"would", "could"})
        ):
            return trimmed(verb.doc, verb.i, verb.right_edge.i + 1)
        return None

    def _source(self) -> Range | None:
        if self.passive:
            by = self.by_dep.get("agent")
            noun = (
                next((c for c in by.children if c.dep_ == "pobj"), None) if by else None
            )
            return _whole(noun) if noun else None
        subject = self._own_subject() or self._subject_above()
        return noun_phrase(subject, self.token.i) if subject is not None else None

    def _beside(self, token: Token) -> bool:
        return self.quoted[token.i] == self.quoted[self.token.i]

    def _own_subject(self) -> Token | None:
        return next(
            (c for c in self.children if c.dep_ in _SUBJECTS and self._beside(c)), None
        )

    def _subject_above(self) -> Token | None:
        """Find the subject of "saying", "and said", "went on to say" further up."""
        complement = self.by_dep.get("ccomp")
        if complement is not None and complement.i < self.token.i:
            # “X told reporters that A, and said, “B””, parsed upside down.
            if complement.lemma in verbs.SAYING and (found := _subject(complement)):
                return found
        at = self.token
        for _ in range(6):
            if at.dep_ == "acl":
                found = at.head if at.head.pos_ in ("NOUN", "PROPN", "PRON") else None
                return found if found and self._beside(found) else None
            if at.dep_ == "pcomp" and at.head.lower_ == "as":
                quoted = [c for c in at.head.head.children if c.dep_ == "dobj"]
                if quoted:
                    return quoted[0]
            if at.dep_ not in ("conj", "advcl", "xcomp", "pcomp", "prep"):
                return None
            at = at.head
            if (found := _subject(at)) and self._beside(found):
                return found
        return None

    def _addressee(self) -> Range | None:
        if self.passive:
            told = self.by_dep.get("nsubjpass")
            return _whole(told) if told and self.lemma in verbs.TELLING else None
        told = self.by_dep.get("dative")
        if told is not None and told.tag_ != "IN":
            return _whole(told)
        told = self.by_dep.get("dobj")
        return _whole(told) if told and self.lemma in verbs.TELLING else None

    def _content(
        self, source: Range | None, addressee: Range | None
    ) -> tuple[tuple[Range, ...], float]:
        if self.lemma in verbs.CLAUSAL:
            found = self._clausal(source, addressee)
            if any(self._says_nothing(words) for words in found):
                return (), 0.85
            if found:
                return found, 0.85
        if self.passive:
            return (), 0.85
        phrase = self._phrase()
        if phrase is None or self._says_nothing(phrase):
            return (), 0.85
        return (phrase,), 0.6

    def _says_nothing(self, phrase: Range) -> bool:
        doc = self.token.doc
        words = [doc[i].lower_ for i in range(*phrase)]
        cites = self.token.lemma_ == "cite" and (
            self.token.tag_ == "VBG" or bool(_CITED.intersection(words))
        )
        conceals = self.token.lemma_ == "ask" and bool(_ANONYMITY.intersection(words))
        return cites or conceals or (len(words) == 1 and words[0] in _EMPTY)

    def _clausal(
        self, source: Range | None, addressee: Range | None
    ) -> tuple[Range, ...]:
        complement = self.by_dep.get("ccomp")
        if complement is None:
            return self._that_clause() or self._aside(source)
        if (
            complement.i < self.token.i
            and source
            and complement.left_edge.i <= source[0]
        ):
            if complement.lemma in verbs.SAYING and _subject(complement) is not None:
                if self._own_subject() is None:
                    return ()
        doc = self.token.doc
        words = {
            doc[i].lower_ for i in range(complement.i, complement.right_edge.i + 1)
        }
        if self.token.lemma_ == "ask" and words & _ANONYMITY:
            return ()
        return self._around(complement, source, addressee)

    def _that_clause(self) -> tuple[Range, ...]:
        """Find a clause with "that" which the parse hangs on another word."""
        doc = self.token.doc
        for i in range(
            self.token.i + 1, min(self.token.right_edge.i, self.token.i + 25)
        ):
            word = doc[i]
            if word.dep_ == "mark" and word.lower_ == "that" and self._beside(word):
                if word.head.dep_ in ("acl", "advcl", "ccomp", "relcl"):
                    return (trimmed(doc, i, word.head.right_edge.i + 1),)
        return ()

    def _around(
        self, complement: Token, source: Range | None, addressee: Range | None
    ) -> tuple[Range, ...]:
        """Give the words of a clause without the reporting words inside it."""
        verb = self.token
        start = complement.left_edge.i
        end = self._end(complement)
        if not start <= verb.i < end:
            return (trimmed(verb.doc, start, end),)
        first = min(verb.i, source[0]) if source else verb.i
        last = max(p[1] for p in (source, addressee, (0, verb.i + 1)) if p)
        if verb.dep_ == "relcl":  # which X said would save
            return (trimmed(verb.doc, last, end),)
        return _pieces(verb.doc, start, end, first, last)

    def _end(self, complement: Token) -> int:
        """Find where a clause ends, with what the parse wrongly hangs on the verb.

        "said that A is B but wants C": the tense tells whose verb "wants" is.
        """
        end = complement.right_edge.i + 1
        for child in complement.children:
            if (
                child.dep_ == "conj"
                and child.lemma in verbs.CLAUSAL
                and _reports(child)
            ):
                return _before_conjunction(child, complement.i)
        for child in self.children:
            if child.dep_ != "conj" or child.i < end or _subject(child) is not None:
                continue
            marked = any(
                c.dep_ == "mark" and c.lower_ == "that" for c in child.children
            )
            present = complement.tag_ in ("VBZ", "VBP") and self.token.tag_ == "VBD"
            if marked or (present and child.tag_ in ("VBZ", "VBP")):
                end = child.right_edge.i + 1
        return end

    def _aside(self, source: Range | None) -> tuple[Range, ...]:
        """Give the clause around an aside: "A, engineer B said, would C"."""
        verb = self.token
        if source is None or verb.head == verb or self._own_subject() is None:
            return ()
        as_said = verb.dep_ == "advcl" and any(c.lower_ == "as" for c in self.children)
        first, last = min(verb.left_edge.i, source[0]), verb.right_edge.i + 1
        start, end = verb.head.left_edge.i, verb.head.right_edge.i + 1
        after_comma = first > start and verb.doc[first - 1].text == ","
        if not (
            as_said or verb.dep_ == "parataxis" or verb.dep_ == "ccomp" and after_comma
        ):
            return ()
        if "xcomp" in self.by_dep or (
            "dobj" in self.by_dep and self.lemma not in verbs.TELLING
        ):
            return ()
        return _pieces(verb.doc, start, end, first, last)

    def _phrase(self) -> Range | None:
        """Give what was said where it is no clause: a noun, an infinitive, "for" it."""
        thing = self.by_dep.get("dobj")
        todo = self.by_dep.get("xcomp")
        if thing and self.lemma in verbs.NAMING and "oprd" in self.by_dep:
            return _from_to(thing, self.by_dep["oprd"])
        if thing and todo and self.lemma in verbs.URGING:
            return _from_to(thing, todo)
        if self.lemma in verbs.URGING and "ccomp" in self.by_dep:
            return _whole(self.by_dep["ccomp"])
        if todo and not thing and self.lemma in verbs.COMMITTING:
            return _whole(todo)
        return self._after_preposition(thing) or self._object(thing)

    def _after_preposition(self, thing: Token | None) -> Range | None:
        wanted = verbs.WITH_PREPOSITION.get(self.lemma, frozenset())
        for child in self.children:
            if (
                child.dep_ == "prep"
                and child.lower_ in wanted
                and child.i > self.token.i
            ):
                if thing is not None:
                    return _from_to(thing, child)
                if child.right_edge.i > child.i:
                    return trimmed(child.doc, child.i + 1, child.right_edge.i + 1)
        return None

    def _object(self, thing: Token | None) -> Range | None:
        if thing is None or self.lemma not in verbs.OBJECT:
            return None
        return _whole(thing)

    def _cue(self, content: tuple[Range, ...]) -> Range:
        verb = self.token.i
        if content and content[0][0] == verb:  # (did not) respond
            first = min(c.i for c in self.children if c.dep_ in ("aux", "neg"))
            return first, verb
        start, end = verb, verb + 1
        for child in self.children:
            if child.dep_ in ("aux", "auxpass", "neg") and verb - 4 <= child.i < verb:
                start = min(start, child.i)
            elif child.dep_ == "prt" and child.i == verb + 1:
                end = verb + 2
        overlaps = any(a < verb and start < b for a, b in content)
        return (verb if overlaps else start), end


def _unreal(verb: Token, children: list[Token]) -> bool:
    """Say whether the verb tells of nothing that was said: negated, future, if."""
    for child in children:
        if child.dep_ == "neg" or (child.lower_ == "never" and child.i < verb.i):
            return True
        if child.dep_ == "aux":
            if child.lower in verbs.UNREAL:
                return True
            if child.lower == verbs.TO:
                return verb.head.lemma not in verbs.GOING_ON
        if child.dep_ == "mark" and child.lower in verbs.CONDITIONS:
            return True
    if verb.tag_ == "VB" and verb.dep_ in ("conj", "xcomp") and verb.head.i < verb.i:
        return _unreal(verb.head, list(verb.head.children))
    return verb.tag_ == "VB" and verb.dep_ == "ROOT"


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in _SUBJECTS), None)


def _reports(verb: Token) -> bool:
    """Say whether a verb has a speaker and a clause of its own."""
    return {"nsubj", "ccomp"} <= {child.dep_ for child in verb.children}


def _before_conjunction(clause: Token, start: int) -> int:
    end = clause.left_edge.i
    while end - 1 > start and (
        clause.doc[end - 1].is_punct or clause.doc[end - 1].dep_ == "cc"
    ):
        end -= 1
    return end


def noun_phrase(noun: Token, verb: int) -> Range:
    """Give the whole noun phrase around a noun, cut at the verb it serves."""
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    if start <= verb < end:
        start, end = (start, verb) if noun.i < verb else (verb + 1, end)
    return trimmed(noun.doc, start, end)


def trimmed(doc: Doc, start: int, end: int) -> Range:
    """Leave out spaces and stops at both ends, down to one token."""
    while end - 1 > start and (doc[end - 1].is_space or doc[end - 1].text in _EDGES):
        end -= 1
    while start < end - 1 and (doc[start].is_space or doc[start].text in _EDGES):
        start += 1
    return start, end


def _whole(head: Token) -> Range:
    return trimmed(head.doc, head.left_edge.i, head.right_edge.i + 1)


def _from_to(first: Token, last: Token) -> Range:
    start = min(first.left_edge.i, last.left_edge.i)
    return trimmed(first.doc, start, max(first.right_edge.i, last.right_edge.i) + 1)


def _pieces(doc: Doc, start: int, end: int, first: int, last: int) -> tuple[Range, ...]:
    """Give ``start:end`` without ``first:last``, and without empty pieces."""
    pieces = []
    for a, b in ((start, min(first, end)), (max(last, start), end)):
        if any(not (doc[i].is_punct or doc[i].is_space) for i in range(a, b)):
            pieces.append(trimmed(doc, a, b))
    return tuple(pieces)


def _according(token: Token) -> Clause | None:
    """Read "according to X", and the clause or sentence that it stands in."""
    doc = token.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower != verbs.TO:
        return None
    noun = next((c for c in doc[token.i + 1].children if c.dep_ == "pobj"), None)
    if noun is None:
        return None
    source = _whole(noun)
    head = token.head
    while head.head != head and head.tag_ not in _FINITE:
        head = head.head
    start, end = head.left_edge.i, head.right_edge.i + 1
    if head.dep_ == "ROOT":
        start, end = head.sent.start, head.sent.end
    return Clause(
        verb=token.i,
        cue=(token.i, token.i + 2),
        core=(token.i, source[1]),
        source=source,
        content=_pieces(doc, start, end, token.i, source[1]),
    )
