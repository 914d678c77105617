"""Reporting verbs and phrases, and what they govern: who speaks, to whom, and what."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from articles.extraction.types import Polarity

Range = tuple[int, int]  # half-open, in tokens


@dataclass(slots=True)
class Clause:
    """One reporting clause: its words, in token ranges, and the words it governs.

    ``core`` runs from the source to the last word that belongs to the reporting
    itself. ``content`` is what the parse puts under the verb; it may be empty where
    the verb goes with a quotation.
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
    confidence: float = 0.8


def _ids(words: str) -> frozenset[int]:
    return frozenset(get_string_id(word) for word in words.split())


# Verbs that report a whole clause, or a quotation.
_SAYING = _ids(
    """say tell add note report write argue explain insist announce claim suggest show
    find acknowledge tweet declare predict warn conclude reveal indicate respond assert
    complain reply state joke allege concede counter rule charge assure reassure admit
    confirm deny stress testify emphasize emphasise caution contend maintain point
    recall remind repeat reiterate signal disclose estimate forecast project observe
    remark retort quip boast brag lament imply hint stipulate swear vow promise pledge
    threaten propose recommend demand urge advise agree clarify affirm attest confess
    recount relate inform notify alert proclaim quote mention opine muse exclaim shout
    yell cry scream whisper mutter chant joke gripe grumble fume continue recite post
    blog retweet text email e-mail interject chime determine rebut refute dispute
    underscore speculate surmise posit ask question order instruct read answer begin
    conceded protest elaborate summarize summarise crow sneer scoff bark snap thunder
    growl intone deadpan plead beg explode vent rant"""
)
# ... of which these report no clause without a quotation: "he continued", "it reads".
_ONLY_QUOTING = _ids(
    """continue read answer begin elaborate interject chime snap thunder growl intone
    deadpan bark explode vent rant sneer scoff crow cry scream recite question"""
)
_NAMING = _ids("call label dub brand term deem pronounce describe")
_URGING = _ids(
    """urge ask encourage order demand tell advise beg request instruct recommend
    implore exhort warn remind invite challenge call press plead petition"""
)
_COMMITTING = _ids("pledge promise vow threaten propose claim swear offer ask demand")
# Verbs whose object is what was said: "announced new measures".
_OBJECT = _ids(
    """announce praise declare defend propose criticize criticise blame denounce cite
    dismiss attack discuss highlight explain reveal predict acknowledge decry express
    question voice mock condemn slam blast repeat reiterate deny confirm ridicule laud
    applaud hail lament state stress pledge promise claim advocate downplay reference
    underscore recall admit congratulate insult tout assail deride recommend note
    denounced rebuke disavow outline detail disclose allege refute demand warn reject
    mention threaten suggest thank estimate tweet report lambaste bemoan renounce
    excoriate castigate commend salute disparage rip concede indicate chant emphasize
    emphasise urge quote apologize dispute accuse charge"""
)
_WITH_PREPOSITION = {
    get_string_id(verb): frozenset(prepositions.split())
    for verb, prepositions in {
        "talk": "about of",
        "speak": "about of against",
        "call": "for on",
        "complain": "about of",
        "refer": "to",
        "point": "to",
        "warn": "of against about",
        "comment": "on",
        "rail": "against",
        "accuse": "of",
        "charge": "with",
        "describe": "as",
        "cite": "as",
        "blame": "for on",
        "criticize": "for over as",
        "praise": "for as",
        "dismiss": "as",
        "defend": "as",
        "thank": "for",
        "congratulate": "for on",
        "compare": "to with",
        "liken": "to",
        "apologize": "for",
        "joke": "about",
        "boast": "about of",
        "brag": "about of",
        "argue": "for against",
        "advocate": "for",
        "tweet": "about",
        "write": "about",
        "allude": "to",
        "object": "to",
        "lash": "at",
        "ask": "about",
        "plead": "for",
        "appeal": "for",
        "portray": "as",
        "characterize": "as",
        "depict": "as",
        "denounce": "as",
        "hail": "as",
        "tout": "as",
        "slam": "for as over",
        "blast": "for as over",
        "chide": "for",
        "fault": "for",
        "mock": "for as",
    }.items()
}
_OBJECT_WITH_PREPOSITION = _ids(
    "accuse charge describe cite portray characterize depict liken compare"
)
_THINKING = _ids("think wonder feel believe hope wish imagine fear suspect")
_DENYING = _ids("deny refute dispute")
_DECLINING = _ids("decline refuse")
_DECLINED = _ids(
    "comment say discuss respond confirm answer elaborate reply disclose specify speak "
    "identify provide give talk address explain name release describe"
)
_UNANSWERED = _ids("respond reply return answer comment")
_UNCONFIRMED = _ids("say comment confirm discuss disclose answer specify elaborate")
_CONDITIONS = _ids("if unless whether should")
_UNREAL = _ids("will would could might may should can must shall 'll ’ll 'd")
_GOING_ON = _ids("go continue take proceed begin start appear rush")
_ACCORDING = _ids("according accord")
_TO = get_string_id("to")
_VERBS = (
    _SAYING | _NAMING | _URGING | _COMMITTING | _OBJECT | _THINKING | _DECLINING
    | frozenset(_WITH_PREPOSITION) | _UNANSWERED
)  # fmt: skip

_SUBJECTS = frozenset(map(get_string_id, ("nsubj", "nsubjpass", "csubj")))


def clauses(doc: Doc, quoted: list[int]) -> Iterator[Clause]:
    """Find the reporting clauses of a document, in text order.

    ``quoted`` says for each token in which quotation it stands, or -1.
    """
    for token in doc:
        lemma = token.lemma
        if lemma in _VERBS and token.pos_ in ("VERB", "AUX"):
            yield from _verb_clause(token, quoted)
        elif token.lower in _ACCORDING:
            yield from _according(token)


def _verb_clause(verb: Token, quoted: list[int]) -> Iterator[Clause]:
    children = list(verb.children)
    lemma = verb.lemma
    polarity: Polarity = "denies" if lemma in _DENYING else "asserts"
    refused = _refusal(verb, children)
    if refused is None and (_unreal(verb, children) or lemma in _DECLINING):
        return
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in children) or (
        verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl")
    )
    source = _source(verb, children, passive, quoted)
    if passive and source is None:
        return
    addressee = None if passive else _addressee(verb, children)
    content: tuple[Range, ...]
    if refused is not None:
        content, polarity = (refused,), "declines"
    else:
        content = _content(verb, children, source, addressee, passive)
    cue = _cue(verb, children, content)
    core = _core(cue, source, addressee, content)
    yield Clause(
        verb=verb.i,
        cue=cue,
        core=core,
        source=source,
        addressee=addressee,
        content=content,
        polarity=polarity,
        quotes=lemma in _SAYING or lemma in _THINKING or lemma in _NAMING,
        reports=lemma not in _THINKING,
    )


def _unreal(verb: Token, children: list[Token]) -> bool:
    """Say whether the verb reports nothing that was said: negated, future, if."""
    for child in children:
        if child.dep_ == "neg":
            return True
        if child.dep_ == "aux" and child.lower in _UNREAL:
            return True
        if child.dep_ == "mark" and child.lower in _CONDITIONS:
            return True
        if child.dep_ == "aux" and child.lower == _TO:
            return verb.head.lemma not in _GOING_ON
        if child.lower_ == "never" and child.i < verb.i:
            return True
    if verb.dep_ in ("conj", "xcomp") and verb.tag_ == "VB" and verb.head.i < verb.i:
        return _unreal(verb.head, list(verb.head.children))
    return verb.tag_ == "VB" and verb.dep_ == "ROOT"


def _refusal(verb: Token, children: list[Token]) -> Range | None:
    """Give what somebody declined: "(declined) to comment", "(did not) respond"."""
    if verb.lemma in _DECLINING:
        for child in children:
            if child.dep_ == "xcomp" and child.lemma in _DECLINED:
                return _trimmed(child, child.left_edge.i, child.right_edge.i + 1)
        return None
    if not any(c.dep_ == "neg" for c in children):
        return None
    aux = {c.lower_ for c in children if c.dep_ == "aux"}
    if (
        verb.lemma in _UNANSWERED and aux & {"did", "do", "does", "has", "have", "had"}
    ) or (verb.lemma in _UNCONFIRMED and aux & {"would", "could"}):
        return _trimmed(verb, verb.i, verb.right_edge.i + 1)
    return None


def _source(
    verb: Token, children: list[Token], passive: bool, quoted: list[int]
) -> Range | None:
    if passive:
        for child in children:
            if child.dep_ == "agent":
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        return noun_phrase(noun)
        return None
    subject = _subject(verb, children)
    if subject is None or (quoted[subject.i] != quoted[verb.i]):
        return None
    return noun_phrase(subject, stop=verb.i)


def _subject(verb: Token, children: list[Token]) -> Token | None:
    for child in children:
        if child.dep in _SUBJECTS:
            return child
    at = verb
    for _ in range(6):
        if at.dep_ not in (
            "conj",
            "advcl",
            "xcomp",
            "pcomp",
            "prep",
            "acl",
            "ccomp",
            "relcl",
        ):
            return None
        if at.dep_ == "acl":
            return at.head if at.head.pos_ in ("NOUN", "PROPN", "PRON") else None
        if at.dep_ == "pcomp" and at.head.lower_ == "as":
            for child in at.head.head.children:
                if child.dep_ == "dobj":
                    return child
        if at.dep_ in ("ccomp", "relcl"):
            return None
        at = at.head
        for child in at.children:
            if child.dep in _SUBJECTS:
                return child
    return None


def noun_phrase(noun: Token, stop: int | None = None) -> Range:
    """Give the whole noun phrase around a noun, cut before the verb it serves."""
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    if stop is not None and start <= stop < end:
        start, end = (start, stop) if noun.i < stop else (stop + 1, end)
    return _trimmed(noun, start, end)


def _trimmed(near: Token, start: int, end: int) -> Range:
    doc = near.doc
    while end - 1 > start and (doc[end - 1].is_space or doc[end - 1].text in ",;:.—–-"):
        end -= 1
    while start < end - 1 and (doc[start].is_space or doc[start].text in ",;:.—–-"):
        start += 1
    return start, end


def _addressee(verb: Token, children: list[Token]) -> Range | None:
    for child in children:
        if child.dep_ == "dative" and child.tag_ != "IN":
            return noun_phrase(child)
    if verb.lemma in _TELLING:
        for child in children:
            if child.dep_ == "dobj":
                return noun_phrase(child)
    return None


_TELLING = _ids(
    "tell assure reassure remind inform notify warn ask advise alert promise"
)


def _content(
    verb: Token,
    children: list[Token],
    source: Range | None,
    addressee: Range | None,
    passive: bool,
) -> tuple[Range, ...]:
    by_dep: dict[str, Token] = {}
    for child in children:
        by_dep.setdefault(child.dep_, child)
    lemma = verb.lemma
    if lemma in _SAYING and lemma not in _ONLY_QUOTING and "ccomp" in by_dep:
        return _around(verb, by_dep["ccomp"], source, addressee)
    if lemma in _SAYING and (aside := _as_aside(verb, children, source, addressee)):
        return aside
    if passive:
        return ()
    rest = _without_clause(verb, children, by_dep)
    return (rest,) if rest else ()


def _without_clause(
    verb: Token, children: list[Token], by_dep: dict[str, Token]
) -> Range | None:
    lemma = verb.lemma
    thing = by_dep.get("dobj")
    if lemma in _NAMING and "oprd" in by_dep and thing is not None:
        return _range([thing, by_dep["oprd"]])
    if lemma in _URGING and "xcomp" in by_dep and thing is not None:
        return _range([thing, by_dep["xcomp"]])
    if lemma in _URGING and "ccomp" in by_dep:
        return _range([by_dep["ccomp"]])
    if lemma in _COMMITTING and "xcomp" in by_dep and thing is None:
        return _range([by_dep["xcomp"]])
    prepositions = _WITH_PREPOSITION.get(lemma, frozenset())
    for child in children:
        if child.dep_ == "prep" and child.lower_ in prepositions and child.i > verb.i:
            if thing is not None:
                return _range([thing, child])
            if child.right_edge.i > child.i:
                return _trimmed(child, child.i + 1, child.right_edge.i + 1)
    if thing is not None and lemma in _OBJECT and lemma not in _OBJECT_WITH_PREPOSITION:
        return _range([thing])
    return None


def _range(heads: list[Token]) -> Range:
    start = min(head.left_edge.i for head in heads)
    return _trimmed(heads[0], start, max(head.right_edge.i for head in heads) + 1)


def _around(
    verb: Token, complement: Token, source: Range | None, addressee: Range | None
) -> tuple[Range, ...]:
    """Give the words of a clause, leaving out the reporting words inside it."""
    start, end = complement.left_edge.i, complement.right_edge.i + 1
    if not start <= verb.i < end:
        return (_trimmed(verb, start, end),)
    first = min(verb.i, source[0]) if source else verb.i
    last = max(r[1] for r in (source, addressee, (verb.i, verb.i + 1)) if r)
    if start == complement.i or verb.dep_ == "relcl":
        return (_trimmed(verb, last, end),)
    return _pieces(verb, start, end, first, last)


def _pieces(
    verb: Token, start: int, end: int, first: int, last: int
) -> tuple[Range, ...]:
    pieces = []
    if first > start:
        pieces.append(_trimmed(verb, start, first))
    if last < end:
        pieces.append(_trimmed(verb, last, end))
    return tuple(
        p for p in pieces if any(not t.is_punct for t in verb.doc[p[0] : p[1]])
    )


def _as_aside(
    verb: Token, children: list[Token], source: Range | None, addressee: Range | None
) -> tuple[Range, ...]:
    """The clause around an aside: "A, engineer B said, would C", "A, as B said"."""
    if (
        source is None
        or verb.head is verb
        or not any(c.dep in _SUBJECTS for c in children)
    ):
        return ()
    as_said = verb.dep_ == "advcl" and any(c.lower_ == "as" for c in children)
    if verb.dep_ not in ("parataxis", "ccomp") and not as_said:
        return ()
    if (
        any(c.dep_ in ("dobj", "xcomp") and c.i > verb.i for c in children)
        and not addressee
    ):
        return ()
    head = verb.head
    first = min(verb.left_edge.i, source[0])
    last = verb.right_edge.i + 1
    start, end = head.left_edge.i, head.right_edge.i + 1
    if verb.dep_ == "ccomp" and not (first > start and verb.doc[first - 1].text == ","):
        return ()
    return _pieces(verb, start, end, first, last)


def _cue(verb: Token, children: list[Token], content: tuple[Range, ...]) -> Range:
    start = end = verb.i
    for child in children:
        if child.dep_ in ("aux", "auxpass", "neg") and 0 < verb.i - child.i <= 4:
            start = min(start, child.i)
        elif child.dep_ == "prt" and child.i == verb.i + 1:
            end = child.i
    if any(a <= t < b for a, b in content for t in range(start, verb.i)):
        start = verb.i
    if content and content[0][0] == verb.i:  # (did not) respond
        return start, verb.i
    return start, end + 1


def _core(
    cue: Range,
    source: Range | None,
    addressee: Range | None,
    content: tuple[Range, ...],
) -> Range:
    parts = [r for r in (cue, source, addressee) if r]
    return min(r[0] for r in parts), max(r[1] for r in parts)


def _according(token: Token) -> Iterator[Clause]:
    doc = token.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower != _TO:
        return
    noun = next((c for c in doc[token.i + 1].children if c.dep_ == "pobj"), None)
    if noun is None:
        return
    start, end = noun_phrase(noun)
    head = token.head
    while head.head != head and head.pos_ not in ("VERB", "AUX"):
        head = head.head
    first, last = head.left_edge.i, head.right_edge.i + 1
    if head.dep_ == "ROOT":
        first, last = head.sent.start, head.sent.end
    content = _pieces(token, first, last, token.i, end)
    yield Clause(
        verb=token.i,
        cue=(token.i, token.i + 2),
        core=(token.i, end),
        source=(start, end),
        content=content,
        confidence=0.85,
    )
