"""Where rules and tagger meet: two lists of statements become one.

Both find most statements, and each some that the other misses. Marks decide the
borders of quotations, the parse decides those of clauses, the tagger decides what is
a statement where the two do not agree.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

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
from articles.extraction.told import Told, Words, is_report, tell
from articles.extraction.types import Finding, Span, Tagged

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
    held = [words.of(finding.content) for finding in ruled]
    cues = [words.of(finding.cue) for finding in ruled]
    others = [
        (cue, words_held)
        for finding, cue, words_held in zip(ruled, cues, held, strict=True)
        if cue and finding.kind != "direct"
    ]
    own = [
        _without_next_sentence(page, words, _without_others(words, tag, others), cues)
        for tag in tagged
    ]
    told = [tell(page, words, tag, clauses) for tag in own]
    told = _without_misread(words, ruled, told)
    told = [t for t in told if is_report(page, t, clauses)]
    pairs = _pairs(held, cues, told)
    reporting = frozenset[int]().union(*cues)
    # "Said they were tired, urging him to act" is one clause, whoever urges.
    verbs = {
        t.verb.i: t
        for t in told
        if t.verb and t.verb.tag_ != "VBG" and not t.tag.doubtful
    }
    told_of = Counter(word for some in held for word in some)
    both = {
        number: agreed(
            page,
            words,
            ruled[number],
            told[other].tag,
            reporting,
            _is_told_of(words, ruled[number].source, held[number], told_of),
        )
        if held[number].isdisjoint(verbs.keys() - told[other].words)
        else _finding(page, words, told[other], clauses)
        for number, other in pairs.items()
    }
    paired = set(pairs.values())
    rest = [
        t
        for number, t in enumerate(told)
        if number not in paired and not _only_passes_on(t, reporting)
    ]
    claimed = {word for f in both.values() for word in words.of(f.content)}
    claims = {word: t.tag.content_confidence for t in rest for word in t.words}
    claims |= dict.fromkeys(claimed, 1.0)
    found: list[Finding] = []
    inner: list[int] = []
    kept: set[int] = set()
    for number, finding in enumerate(ruled):
        if number in both:
            found.append(both[number])
            kept |= held[number] if finding.kind == "direct" else set()
        elif any(is_part(page, words, finding, t.tag) for t in rest):
            continue  # the tagger has the whole sentence of a quotation
        elif finding.kind != "direct" and (
            _swallows(held[number], verbs)
            or any(_tells_else(t, cues[number], held[number]) for t in rest)
            or _is_nobodys(finding)
        ):
            continue
        elif not _is_overruled(finding, held[number], claims):
            found.append(finding)
            kept |= held[number]
        else:
            inner.append(number)
    new = [t for t in rest if not _touches(t.words, kept)]
    found += [_finding(page, words, t, clauses) for t in new]
    inside = {word for one in found for word in words.of(one.content)}
    return found + [ruled[n] for n in inner if not inside.isdisjoint(cues[n])]


def _is_told_of(
    words: Words,
    source: Span | None,
    held: frozenset[int],
    told_of: Mapping[int, int],
) -> bool:
    """Say whether a source stands in what somebody else said."""
    of = words.of([source] if source else [])
    return any(told_of.get(word, 0) > (word in held) for word in of)


def _without_next_sentence(
    page: Page, words: Words, tag: Tagged, cues: Sequence[frozenset[int]]
) -> Tagged:
    """Leave out a later piece in which somebody else reports: "A, he said. Bo said B".

    Of its own sentence nothing is left out: "Too often, he said, what they call luck".
    """
    own = words.of(tag.cue)
    start, end = _sentence(page, own)
    first, *rest = tag.content
    kept = []
    for piece in rest:
        held = words.of([piece])
        if start <= min(held, default=0) < end or not any(
            cue and cue <= held for cue in cues
        ):
            kept.append(piece)
    return replace(tag, content=(first, *kept))


def _sentence(page: Page, held: frozenset[int]) -> tuple[int, int]:
    """Give the words of the sentence in which others begin; none for none."""
    if not held:
        return 0, 0
    sentence = page.doc[min(held)].sent
    return sentence.start, sentence.end


def _without_others(
    words: Words, tag: Tagged, others: Sequence[tuple[frozenset[int], frozenset[int]]]
) -> Tagged:
    """Leave out a piece that another verb tells: "Bemoaning A, she accused him of B"."""
    cue = words.of(tag.cue)
    kept = [
        piece
        for piece in tag.content
        if not any(
            held == words.of([piece]) and cue.isdisjoint(other)
            for other, held in others
        )
    ]
    return replace(tag, content=tuple(kept)) if cue and kept else tag


def _without_misread(
    words: Words, ruled: Sequence[Finding], told: Sequence[Told]
) -> list[Told]:
    """Drop what only names who speaks in it: "Ada said Bo, the aide, told them that".

    "Bo, the aide" is no content, and what is told there is not Ada's.
    """
    contents = {t.words: t.cue for t in told}
    misread = set[int]()
    for finding in ruled:
        source = words.of([finding.source] if finding.source else [])
        cue = words.of(finding.cue)
        if source in contents and contents[source].isdisjoint(cue):
            misread |= source | cue
    return [t for t in told if not (t.words <= misread or t.cue & misread)]


def _only_passes_on(told: Told, reporting: frozenset[int]) -> bool:
    """Recognise "X said A, according to Y" and "Y quoted X as saying A", told once."""
    passes = told.verb is not None and told.verb.lemma_ in PASSING_ON
    return passes and not told.words.isdisjoint(reporting)


def _swallows(held: frozenset[int], verbs: Mapping[int, Told]) -> bool:
    """Say whether a content runs on into the cue of another, told elsewhere."""
    return any(
        len(verbs[at].words & held) < MOSTLY * len(verbs[at].words)
        for at in held & verbs.keys()
    )


def _tells_else(told: Told, cue: frozenset[int], held: frozenset[int]) -> bool:
    """Say whether the tagger hears something else in a cue, not the same and more."""
    return not told.cue.isdisjoint(cue) and not held <= told.words


def _is_nobodys(finding: Finding) -> bool:
    """Recognise "in attacking critics", which the tagger takes for no statement."""
    return finding.kind == "indirect" and finding.source is None


def _is_overruled(
    finding: Finding, held: frozenset[int], claims: Mapping[int, float]
) -> bool:
    """Say whether other statements, which are surer, have some of the words."""
    if finding.kind == "direct":
        return False
    surer = {word for word in held if claims.get(word, 0) >= _trust(finding)}
    return _touches(held, surer)


def _trust(finding: Finding) -> float:
    """How sure a tag must be to overrule a clause, or a mere phrase.

    A plain phrase goes without any tag; one that is quoted in part stays until one has it.
    """
    sure = finding.source is None or finding.confidence > governed.PHRASE_CONFIDENCE
    return SURE if sure else _ANY if finding.kind == "mixed" else 0.0


def _touches(held: frozenset[int], others: set[int]) -> bool:
    return len(held & others) > _TOUCHING * len(held)


def _pairs(
    ruled: Sequence[frozenset[int]],
    cues: Sequence[frozenset[int]],
    told: Sequence[Told],
) -> dict[int, int]:
    """Pair those that tell the same statement, the likest first, each once.

    One that holds the other's cue tells that the other was told.
    """
    owner = {word: number for number, t in enumerate(told) for word in t.words}
    likeness = []
    for number, held in enumerate(ruled):
        for other in {owner[word] for word in held if word in owner}:
            words = told[other].words
            like = len(held & words) / len(held | words)
            if not cues[number].isdisjoint(told[other].cue) and held < words:
                # The tag runs on into another clause, which the parse knows.
                like += any(cue and cue <= words - held for cue in cues)
            if like >= _SAME and words.isdisjoint(cues[number]):
                likeness.append((-like, number, other))
    pairs: dict[int, int] = {}
    taken = set()
    for _, number, other in sorted(likeness):
        if number not in pairs and other not in taken:
            pairs[number] = other
            taken.add(other)
    return pairs


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
