"""What a reporting verb governs: the clause or phrase that tells what was said."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from articles.extraction import objects, verbs
from articles.extraction.ranges import (
    SUBJECTS,
    Range,
    from_to,
    subject,
    trimmed,
    whole,
    without,
)

CLAUSE_CONFIDENCE = 0.85
PHRASE_CONFIDENCE = 0.6
_FARTHEST_THAT = 25  # tokens between a verb and "that"


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb with its children, looked up once, the first of each kind."""

    token: Token
    children: tuple[Token, ...]
    by_dep: dict[str, Token]
    passive: bool
    quoted: Sequence[int]

    def beside(self, token: Token) -> bool:
        """Say whether a token is in the same quotation as the verb, or also in none."""
        return self.quoted[token.i] == self.quoted[self.token.i]

    def own_subject(self) -> Token | None:
        """Find the subject among the children, outside other people's quotations."""
        return next(
            (c for c in self.children if c.dep_ in SUBJECTS and self.beside(c)), None
        )


def read(token: Token, quoted: Sequence[int]) -> Verb:
    """Look up the children of a verb."""
    children = tuple(token.children)
    by_dep: dict[str, Token] = {}
    for child in children:
        by_dep.setdefault(child.dep_, child)
    passive = "auxpass" in by_dep or "nsubjpass" in by_dep
    passive = passive or (token.tag_ == "VBN" and token.dep_ in ("acl", "advcl"))
    # "Mayor accused of theft", in a headline: by whom is left out.
    bare = token.lemma_ == "accuse" and not {"dobj", "dative"} & by_dep.keys()
    return Verb(token, children, by_dep, passive or bare, quoted)


def content(
    verb: Verb, source: Range | None, addressee: Range | None
) -> tuple[tuple[Range, ...], float]:
    """Give the words that tell what was said, and how sure that is."""
    if verb.token.lemma in verbs.CLAUSAL:
        found = _clausal(verb, source, addressee)
        if found:
            empty = any(_says_nothing(verb, part) for part in found)
            return () if empty else found, CLAUSE_CONFIDENCE
    told = denied(verb, source) or objects.reason(verb.token, verb.by_dep.get("dobj"))
    if told is not None:
        return (told,), CLAUSE_CONFIDENCE
    phrase = None if verb.passive else _phrase(verb)
    if phrase is None or _says_nothing(verb, phrase):
        return (), CLAUSE_CONFIDENCE
    at = verb.token.i
    if phrase[0] <= at < phrase[1]:  # a fire, which the mayor called an accident
        first = min(at, source[0]) if source else at
        return without(verb.token.doc, phrase, (first, at + 1)), PHRASE_CONFIDENCE
    ordered = verb.token.lemma in verbs.ORDERING and "xcomp" in verb.by_dep
    return (phrase,), CLAUSE_CONFIDENCE if ordered else PHRASE_CONFIDENCE


def denied(verb: Verb, source: Range | None) -> Range | None:
    """Give what somebody denies that is no clause, if he does."""
    thing = verb.by_dep.get("nsubjpass" if verb.passive else "dobj")
    return objects.denied(verb.token, thing, source)


def _says_nothing(verb: Verb, phrase: Range) -> bool:
    said = [verb.token.doc[i].lower_ for i in range(*phrase)]
    cited = verb.token.lemma_ == "cite" and verb.token.tag_ == "VBG"
    return cited or objects.says_nothing(verb.token, said)


def _clausal(
    verb: Verb, source: Range | None, addressee: Range | None
) -> tuple[Range, ...]:
    complement = _complement(verb)
    if complement is None:
        return _that_clause(verb) or _aside(verb, source)
    if is_said_before(verb, complement):
        return ()
    return _around(verb, complement, source, addressee)


def _complement(verb: Verb) -> Token | None:
    """Find the clause that a verb governs; one inside a quotation governs no other."""
    inside = verb.quoted[verb.token.i] >= 0
    return next(
        (
            c
            for c in verb.children
            if c.dep_ == "ccomp" and (not inside or verb.beside(c))
        ),
        None,
    )


def is_said_before(verb: Verb, complement: Token) -> bool:
    """Recognise "X told them that A, and said, “B”", which is parsed upside down."""
    return (
        complement.i < verb.token.i
        and complement.lemma in verbs.SAYING
        and subject(complement) is not None
        and verb.own_subject() is None
    )


def _that_clause(verb: Verb) -> tuple[Range, ...]:
    """Find a clause with "that" which the parse hangs on another word."""
    doc, at = verb.token.doc, verb.token.i
    for i in range(at + 1, min(verb.token.right_edge.i, at + _FARTHEST_THAT)):
        word = doc[i]
        if word.lower_ != "that" or word.dep_ != "mark" or not verb.beside(word):
            continue
        if word.head.dep_ in ("acl", "advcl", "ccomp", "relcl"):
            start = _start_of_denial(verb.token, word.head.head)
            return (trimmed(doc, start or i, word.head.right_edge.i + 1),)
    return ()


def _start_of_denial(verb: Token, above: Token) -> int | None:
    """Where "no evidence (to suggest) that crews were to blame" begins.

    Nobody said that they were.
    """
    while above.i > verb.i:
        if NONE.intersection(child.lower_ for child in above.children):
            return above.left_edge.i
        above = above.head
    return None


NONE = verbs.words("no little scant insufficient")


def _around(
    verb: Verb, complement: Token, source: Range | None, addressee: Range | None
) -> tuple[Range, ...]:
    """Give the words of a clause without the reporting words inside it."""
    at, doc = verb.token.i, verb.token.doc
    start, end = _start(verb, complement), _end(verb, complement)
    spoken = max(part[1] for part in (addressee, (at, at + 1)) if part)
    if start == spoken:
        start = _after_date(complement, start)
    if not start <= at < end:
        return (trimmed(doc, start, end),)
    first = min(at, source[0]) if source else at
    last = max(part[1] for part in (source, addressee, (at, at + 1)) if part)
    if verb.token.dep_ == "relcl":  # which X said would save
        return (trimmed(doc, last, end),)
    return without(doc, (start, end), (first, last))


def _start(verb: Verb, complement: Token) -> int:
    """Find where a clause starts: at its "that", whatever the parse puts before it."""
    for child in complement.children:
        if child.dep_ == "mark" and child.lower_ == "that" and child.i > verb.token.i:
            return child.i
    return complement.left_edge.i


def _after_date(complement: Token, start: int) -> int:
    """Skip when it was said, which the parse hangs on what was said.

    In "told them on Tuesday the pier was unsafe" the date goes with "told".
    """
    doc, at = complement.doc, start
    while at < complement.i and (
        doc[at].ent_type_ in ("DATE", "TIME")
        or (doc[at].lower_ in ("on", "in", "at") and doc[at + 1].ent_type_ == "DATE")
    ):
        at += 1
    clause = subject(complement)
    return at if clause is not None and at <= clause.left_edge.i else start


def _end(verb: Verb, complement: Token) -> int:
    """Find where a clause ends: the parse joins too much to it, or too little.

    Another speaker's clause is cut off; "said that A is B but wants C" goes on, since
    the tense tells that "wants" is no second verb of the speaker.
    """
    for child in complement.children:
        if child.dep_ != "conj" or child.lemma not in verbs.VERBS:
            continue
        if _reports(child) or goes_on(verb, complement, child):
            return _before_conjunction(child, complement.i)
    end = complement.right_edge.i + 1
    for child in verb.children:
        if child.dep_ != "conj" or child.i < end or subject(child) is not None:
            continue
        marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
        if marked or (verb.token.tag_ == "VBD" and _present(complement, child)):
            end = child.right_edge.i + 1
    return end


def _present(*tokens: Token) -> bool:
    return all(token.tag_ in ("VBZ", "VBP") for token in tokens)


def _reports(verb: Token) -> bool:
    """Say whether a verb has a speaker and a clause of its own."""
    clausal = verb.lemma in verbs.CLAUSAL
    return clausal and {"nsubj", "ccomp"} <= {child.dep_ for child in verb.children}


def goes_on(verb: Verb, complement: Token, child: Token) -> bool:
    """Recognise a second verb of the speaker, by its tense or a quotation before it.

    "Told A he would go, and told B he was ill", "said it was “late” and called on B".
    """
    if subject(child) is not None:
        return False
    denied = any(grandchild.dep_ == "neg" for grandchild in child.children)
    if child.lemma in verbs.DECLINING or denied and child.lemma in verbs.UNCONFIRMED:
        return True  # "confirmed that it burned but would not comment further"
    if not child.tag_ == verb.token.tag_ == "VBD":
        return False
    between = verb.quoted[complement.i : child.i]
    quoted = any(number >= 0 for number in between) and verb.quoted[child.i] < 0
    return complement.tag_ == "VB" or quoted and not verbs.DENYING & {child.lemma}


def _before_conjunction(clause: Token, start: int) -> int:
    doc, end = clause.doc, clause.left_edge.i
    while end - 1 > start and (doc[end - 1].is_punct or doc[end - 1].dep_ == "cc"):
        end -= 1
    return end


def _aside(verb: Verb, source: Range | None) -> tuple[Range, ...]:
    """Give the clause around an aside: "A, engineer B said, would C", "A, as B said"."""
    token = verb.token
    if source is None or token.head == token or verb.own_subject() is None:
        return ()
    if verb.quoted[token.head.i] > verb.quoted[token.i]:
        return ()  # the quotation is what was said, whatever the parse hangs on it
    if "xcomp" in verb.by_dep or (
        "dobj" in verb.by_dep and token.lemma not in verbs.TELLING
    ):
        return ()
    first, last = min(token.left_edge.i, source[0]), token.right_edge.i + 1
    around = token.head.left_edge.i, token.head.right_edge.i + 1
    if not _is_aside(verb, first > around[0] and token.doc[first - 1].text == ","):
        return ()
    return without(token.doc, around, (first, last))


def _is_aside(verb: Verb, after_comma: bool) -> bool:
    if verb.token.dep_ == "advcl":
        return any(child.lower_ == "as" for child in verb.children)
    return verb.token.dep_ == "parataxis" or (
        verb.token.dep_ == "ccomp" and after_comma
    )


def _phrase(verb: Verb) -> Range | None:
    """Give what was said where it is no clause: a noun, an infinitive, "for" a noun."""
    lemma, by_dep = verb.token.lemma, verb.by_dep
    thing, todo = by_dep.get("dobj"), by_dep.get("xcomp")
    if thing and lemma in verbs.NAMING and "oprd" in by_dep:
        return from_to(thing, by_dep["oprd"])
    if thing and todo and lemma in verbs.URGING:
        return from_to(thing, todo)
    if lemma in verbs.URGING and "ccomp" in by_dep:
        return whole(by_dep["ccomp"])
    if todo and not thing and lemma in verbs.COMMITTING:
        return whole(todo)
    after = _after_preposition(verb, thing)
    return after or (whole(thing) if thing and lemma in verbs.OBJECT else None)


def _after_preposition(verb: Verb, thing: Token | None) -> Range | None:
    wanted = verbs.WITH_PREPOSITION.get(verb.token.lemma, frozenset())
    for child in verb.children:
        if child.dep_ != "prep" or child.lower_ not in wanted or child.i < verb.token.i:
            continue
        if thing is not None:
            return from_to(thing, child)
        if child.right_edge.i > child.i:
            end = max(child.right_edge.i, _todo(verb, child)) + 1
            return trimmed(child.doc, child.i + 1, end)
    return None


def _todo(verb: Verb, after: Token) -> int:
    """Find the end of what somebody is called on to do, where it hangs on the verb."""
    todo = verb.by_dep.get("xcomp") or verb.by_dep.get("advcl")
    if verb.token.lemma not in verbs.CALLING or todo is None or todo.i < after.i:
        return 0
    if not any(child.dep_ == "aux" and child.lower_ == "to" for child in todo.children):
        return 0
    for child in todo.children:
        if child.dep_ == "conj" and child.tag_ in ("VBD", "VBN", "VBZ"):
            return _before_conjunction(child, todo.i) - 1  # "and called on others to"
    return int(todo.right_edge.i)
