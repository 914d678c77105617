"""Measures the tagger against gold statements, by the rules of the benchmark."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from articles.extraction.tagger.borders import quotation_runs
from articles.extraction.tagger.choice import choose
from articles.extraction.tagger.decoder import Candidate, Output, decode
from articles.extraction.tagger.model import Tagger
from articles.extraction.tagger.settings import Settings
from articles.extraction.tagger.words import Words, is_word, read_words
from articles.extraction.training.corpus import OPENERS, covered

PAIRED = 0.5


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold statement as sets of word numbers."""

    content: frozenset[int]
    source: frozenset[int]
    speech: bool


@dataclass(frozen=True, slots=True)
class Read:
    """An article with its gold and what the network says of it."""

    words: Words
    gold: list[Gold]
    outputs: list[Output]

    def candidates(self, settings: Settings) -> list[Candidate]:
        """Decode what the network says."""
        quotations = quotation_runs(self.words)
        return [
            candidate
            for output in self.outputs
            for candidate in decode(self.words, quotations, output, settings)
        ]


@dataclass(slots=True)
class Counts:
    """Running totals of one subset."""

    gold: int = 0
    predicted: int = 0
    exact: int = 0
    relaxed: int = 0
    sourced: int = 0
    right_source: int = 0
    end_to_end: int = 0

    def f1(self, name: str) -> float:
        """Give the F1 of "exact", "relaxed" or "end_to_end"."""
        right: int = getattr(self, name)
        return 2 * right / max(1, self.predicted + self.gold)

    def f2(self, name: str) -> float:
        """Give the F measure that weighs recall twice: editors see what is unsure."""
        right: int = getattr(self, name)
        return 5 * right / max(1, self.predicted + 4 * self.gold)

    def line(self) -> str:
        """Give one line of the figures."""
        share = self.relaxed / max(1, self.predicted), self.relaxed / max(1, self.gold)
        return (
            f"exact {self.f1('exact'):.3f}  relaxed P {share[0]:.3f} R {share[1]:.3f} "
            f"F1 {self.f1('relaxed'):.3f}  attribution "
            f"{self.right_source / max(1, self.sourced):.3f}  "
            f"end to end {self.f1('end_to_end'):.3f}"
        )


@dataclass(slots=True)
class Figures:
    """The totals of what was said, and of everything."""

    speech: Counts = field(default_factory=Counts)
    everything: Counts = field(default_factory=Counts)


def read_all(corpus: Iterable[dict[str, Any]], tagger: Tagger) -> list[Read]:
    """Run the network over a corpus once; deciding afterwards is cheap."""
    read = []
    for article in corpus:
        words = read_words(article["text"])
        gold = [_gold(words, a) for a in article["attributions"]]
        outputs = list(tagger.outputs(words))
        read.append(Read(words, [g for g in gold if g.content], outputs))
    return read


def _gold(words: Words, attribution: dict[str, Any]) -> Gold:
    return Gold(
        content_set(words, covered(words, attribution["content"])),
        frozenset(_real(words, covered(words, attribution["source"]))),
        attribution["speech"],
    )


def content_set(words: Words, numbers: Sequence[int]) -> frozenset[int]:
    """Give the words that count, without an opening "that"."""
    real = _real(words, numbers)
    if len(real) > 1 and words.forms[real[0]].lower() in OPENERS:
        real = real[1:]
    return frozenset(real)


def _real(words: Words, numbers: Sequence[int]) -> list[int]:
    return [i for i in numbers if is_word(words.forms[i])]


def candidate_sets(
    words: Words, candidate: Candidate
) -> tuple[frozenset[int], frozenset[int]]:
    """Give a candidate's content and source as sets of word numbers."""
    content = [i for a, b in candidate.content for i in range(a, b)]
    source = range(*candidate.source) if candidate.source else ()
    return content_set(words, content), frozenset(_real(words, source))


def match(
    gold: Sequence[frozenset[int]], found: Sequence[frozenset[int]]
) -> dict[int, int]:
    """Pair contents one to one, the most alike first: found number -> gold number."""
    alike = []
    for g, a in enumerate(gold):
        for p, b in enumerate(found):
            if a & b and len(a & b) / len(a | b) >= PAIRED:
                alike.append((-len(a & b) / len(a | b), g, p))
    pairs: dict[int, int] = {}
    for _, g, p in sorted(alike):
        if p not in pairs and g not in pairs.values():
            pairs[p] = g
    return pairs


def right_source(gold: frozenset[int], found: frozenset[int]) -> bool:
    """Whether two sources share half of the shorter one, or both are absent."""
    if not gold or not found:
        return not gold and not found
    return 2 * len(gold & found) >= min(len(gold), len(found))


@dataclass(frozen=True, slots=True)
class Decoded:
    """An article with its gold and the candidates that the decoder makes."""

    words: Words
    gold: list[Gold]
    candidates: list[Candidate]


def decode_all(read: Iterable[Read], settings: Settings) -> list[Decoded]:
    """Decode all articles in one way."""
    return [Decoded(r.words, r.gold, r.candidates(settings)) for r in read]


def measure(articles: Iterable[Decoded], settings: Settings) -> Figures:
    """Count what is kept against the gold."""
    figures = Figures()
    for article in articles:
        kept = choose(article.candidates, settings)
        sets = [candidate_sets(article.words, c) for c in kept]
        sets = [s for s in sets if s[0]]
        pairs = match([g.content for g in article.gold], [s[0] for s in sets])
        _count(figures.everything, article.gold, sets, pairs, lambda gold: True)
        _count(figures.speech, article.gold, sets, pairs, lambda gold: gold.speech)
    return figures


def _count(
    counts: Counts,
    gold: Sequence[Gold],
    found: Sequence[tuple[frozenset[int], frozenset[int]]],
    pairs: dict[int, int],
    counts_in: Callable[[Gold], bool],
) -> None:
    counts.gold += sum(map(counts_in, gold))
    counts.predicted += len(found)
    for p, g in pairs.items():
        if not counts_in(gold[g]):
            counts.predicted -= 1
            continue
        right = right_source(gold[g].source, found[p][1])
        counts.relaxed += 1
        counts.exact += gold[g].content == found[p][0]
        counts.end_to_end += right
        counts.sourced += bool(gold[g].source)
        counts.right_source += right and bool(gold[g].source)
