"""Stretches of tokens: whole phrases, and what is left when others are taken out."""

from spacy.tokens import Doc, Token

Range = tuple[int, int]  # half-open, in tokens

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_EDGES = ",;:.—–-"


def is_word(token: Token) -> bool:
    """Say whether a token is more than a mark, a stop or a space."""
    return not (token.is_punct or token.is_space or token.is_quote)


def trimmed(doc: Doc, start: int, end: int) -> Range:
    """Leave out spaces and stops at both ends, down to one token."""
    while end - 1 > start and (doc[end - 1].is_space or doc[end - 1].text in _EDGES):
        end -= 1
    while start < end - 1 and (doc[start].is_space or doc[start].text in _EDGES):
        start += 1
    return start, end


def whole(head: Token) -> Range:
    """Give everything that hangs on a token."""
    return trimmed(head.doc, head.left_edge.i, head.right_edge.i + 1)


def from_to(first: Token, last: Token) -> Range:
    """Give everything that hangs on two tokens, and what is between."""
    start = min(first.left_edge.i, last.left_edge.i)
    return trimmed(first.doc, start, max(first.right_edge.i, last.right_edge.i) + 1)


def noun_phrase(noun: Token, verb: int) -> Range:
    """Give the whole noun phrase around a noun, cut at the verb it serves."""
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    if start > 0 and noun.doc[start - 1].ent_type_ == "CARDINAL":
        start -= 1  # a number that the parse leaves alone
    if start <= verb < end:
        start, end = (start, verb) if noun.i < verb else (verb + 1, end)
    return trimmed(noun.doc, start, end)


def without(doc: Doc, words: Range, out: Range) -> tuple[Range, ...]:
    """Give the pieces of a range that are left without another one."""
    (start, end), (first, last) = words, out
    sides = (start, min(first, end)), (max(last, start), end)
    return tuple(
        trimmed(doc, a, b)
        for a, b in sides
        if any(is_word(doc[i]) for i in range(a, b))
    )


def subject(verb: Token) -> Token | None:
    """Find the subject that the parse gives a verb."""
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)
