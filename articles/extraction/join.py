"""Where rules and tagger meet: two lists of statements become one.

Both find most statements, and each some that the other misses. Marks decide the
borders of quotations, the parse decides those of clauses, the tagger decides what is
a statement where the two do not agree.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from articles.extraction import governed
from articles.extraction.agreement import (
    MOSTLY,
    PASSING_ON,
    SURE,
    agreed,
    bordered,
    is_part,
)
from articles.extraction.cues import Clause
from articles.extraction.page import Page
from articles.extraction.tags import Ruled, reports
from articles.extraction.told import Told, Words
from articles.extraction.types import Finding, Tagged

_SAME = 0.5  # shared words over all words of two contents of one statement
_ANY = 0.01  # less than any tag is sure of
_TOUCHING = 0.2  # of a content's words: another statement has them


def join(
    page: Page,
    ruled: Sequence[Finding],
    tagged: Sequence[Tagged],
    clauses: Mapping[int, Clause],
) -> list[Finding]:
    """Join the statements of both; ``clauses`` are the reporting ones, by verb."""
    words = Words(page)
    rules = [Ruled(f, words.of(f.content), words.of(f.cue)) for f in ruled]
    told = reports(page, words, tagged, rules, clauses)
    reporting = frozenset[int]().union(*(one.cue for one in rules))
    # "Said they were tired, urging him to act" is one clause, whoever urges.
    verbs = {
        t.verb.i: t
        for t in told
        if t.verb and t.verb.tag_ != "VBG" and not t.tag.doubtful
    }
    pairs = _pairs(rules, told)
    told_of = Counter(word for one in rules for word in one.held)
    both = {
        number: agreed(
            page,
            words,
            rules[number].finding,
            told[other].tag,
            reporting,
            _is_told_of(words, rules[number], told_of),
        )
        if rules[number].held.isdisjoint(verbs.keys() - told[other].words)
        else _finding(page, words, told[other], clauses)
        for number, other in pairs.items()
    }
    paired = set(pairs.values())
    rest = [
        t
        for number, t in enumerate(told)
        if number not in paired and not _only_passes_on(t, reporting)
    ]
    around = _by_word(rest)
    lone = [
        one
        for number, one in enumerate(rules)
        if number not in both and not _is_known_better(page, words, one, around, verbs)
    ]
    claims = {word: t.tag.content_confidence for t in rest for word in t.words}
    claims |= {word: 1.0 for f in both.values() for word in words.of(f.content)}
    standing: list[Ruled] = []
    overruled: list[Ruled] = []
    for one in lone:
        (overruled if _is_overruled(one, claims) else standing).append(one)
    kept = {word for one in standing for word in one.held}
    kept |= {
        w for n in both for w in rules[n].held if rules[n].finding.kind == "direct"
    }
    new = [t for t in rest if not _touches(t.words, kept)]
    found = [
        *both.values(),
        *(one.finding for one in standing),
        *(_finding(page, words, t, clauses) for t in new),
    ]
    inside = {word for one in found for word in words.of(one.content)}
    return found + [r.finding for r in overruled if not inside.isdisjoint(r.cue)]


def _is_told_of(words: Words, one: Ruled, told_of: Mapping[int, int]) -> bool:
    """Say whether a source stands in what somebody else said."""
    of = words.of([one.finding.source] if one.finding.source else [])
    return any(told_of.get(word, 0) > (word in one.held) for word in of)


def _only_passes_on(told: Told, reporting: frozenset[int]) -> bool:
    """Recognise "X said A, according to Y" and "Y quoted X as saying A", told once."""
    passes = told.verb is not None and told.verb.lemma_ in PASSING_ON
    return passes and not told.words.isdisjoint(reporting)


def _by_word(told: Sequence[Told]) -> dict[int, list[Told]]:
    """What is told, by each word of its content and cue: long articles have thousands."""
    around = defaultdict(list)
    for t in told:
        for word in t.words | t.cue:
            around[word].append(t)
    return around


def _is_known_better(
    page: Page,
    words: Words,
    one: Ruled,
    around: Mapping[int, Sequence[Told]],
    verbs: Mapping[int, Told],
) -> bool:
    """Say whether the tagger knows better what the rules found alone.

    It has the whole sentence of a quotation, or hears something else in the cue.
    """
    if any(
        is_part(page, words, one.finding, t.tag)
        for t in around.get(min(one.held, default=-1), ())
    ):
        return True
    return one.finding.kind != "direct" and (
        _swallows(one.held, verbs)
        or any(_tells_else(t, one) for word in one.cue for t in around.get(word, ()))
        or _is_nobodys(one.finding)
    )


def _swallows(held: frozenset[int], verbs: Mapping[int, Told]) -> bool:
    """Say whether a content runs on into the cue of another, told elsewhere."""
    return any(
        len(verbs[at].words & held) < MOSTLY * len(verbs[at].words)
        for at in held & verbs.keys()
    )


def _tells_else(told: Told, one: Ruled) -> bool:
    """Say whether the tagger hears something else in a cue, not the same and more.

    Where it hears less it has to be sure.
    """
    if told.cue.isdisjoint(one.cue) or one.held <= told.words:
        return False
    return not told.words < one.held or told.tag.content_confidence >= SURE


def _is_nobodys(finding: Finding) -> bool:
    """Recognise "in attacking critics", which the tagger takes for no statement."""
    return finding.kind == "indirect" and finding.source is None


def _is_overruled(one: Ruled, claims: Mapping[int, float]) -> bool:
    """Say whether other statements, which are surer, have some of the words."""
    if one.finding.kind == "direct":
        return False
    trust = _trust(one.finding)
    return _touches(
        one.held, {word for word in one.held if claims.get(word, 0) >= trust}
    )


def _trust(finding: Finding) -> float:
    """How sure a tag must be to overrule a clause, or a mere phrase.

    A plain phrase goes without any tag; one that is quoted in part stays until one has it.
    """
    sure = finding.source is None or finding.confidence > governed.PHRASE_CONFIDENCE
    return SURE if sure else _ANY if finding.kind == "mixed" else 0.0


def _touches(held: frozenset[int], others: set[int]) -> bool:
    return len(held & others) > _TOUCHING * len(held)


def _pairs(ruled: Sequence[Ruled], told: Sequence[Told]) -> dict[int, int]:
    """Pair those that tell the same statement, the likest first, each once."""
    owner = {word: number for number, t in enumerate(told) for word in t.words}
    cues = [one.cue for one in ruled if one.cue]
    heard = frozenset[int]().union(*(t.cue for t in told))
    likeness = []
    for number, one in enumerate(ruled):
        for other in {owner[word] for word in one.held if word in owner}:
            like = _likeness(one, told[other], cues)
            if like >= _SAME and not _tells_within(one, told[other], heard):
                likeness.append((-like, number, other))
    pairs: dict[int, int] = {}
    taken = set()
    for _, number, other in sorted(likeness):
        if number not in pairs and other not in taken:
            pairs[number] = other
            taken.add(other)
    return pairs


def _tells_within(one: Ruled, told: Told, heard: frozenset[int]) -> bool:
    """Say whether one holds the other's cue: it tells that the other was told.

    That counts for a clause only where the tagger has ``heard`` something in its own cue.
    """
    inside = not one.held.isdisjoint(told.cue) and one.cue.isdisjoint(told.cue)
    inside = inside and not one.cue.isdisjoint(heard)
    return inside or not told.words.isdisjoint(one.cue)


def _likeness(one: Ruled, told: Told, cues: Sequence[frozenset[int]]) -> float:
    """Shared words over all words, and one more for a tag that runs on.

    It goes on into another clause, which the parse knows.
    """
    like = len(one.held & told.words) / len(one.held | told.words)
    if one.cue.isdisjoint(told.cue) or not one.held < told.words:
        return like
    return like + any(cue <= told.words - one.held for cue in cues)


def _finding(
    page: Page, words: Words, told: Told, clauses: Mapping[int, Clause]
) -> Finding:
    kind, content = bordered(page, words, told.tag.content)
    verb = told.verb.i if told.verb is not None else None
    clause = clauses.get(verb) if verb is not None else None
    addressee = clause.addressee if clause else None
    return Finding(
        kind=kind,
        content=content,
        cue=told.tag.cue,
        source=told.tag.source,
        verb=verb,
        addressee=page.span(addressee) if addressee else None,
        polarity=clause.polarity if clause else "asserts",
        confidence=told.tag.content_confidence,
    )
