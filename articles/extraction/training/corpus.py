"""Reads the corpus format and turns articles into labelled windows for the network."""

import json
import math
import random
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from articles.extraction.tagger.decoder import NONE, OTHER, SPEECH, Labels
from articles.extraction.tagger.pieces import Pieces, windows
from articles.extraction.tagger.words import Words, is_word, read_words

Attribution = dict[str, Any]
OPENERS = {"that", "whether", "if"}
HELD_OUT_SHARE = 25


@dataclass(frozen=True, slots=True)
class Statement:
    """One gold statement in word numbers of its article."""

    anchor: int
    speech: bool
    labels: dict[int, Labels]


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its words, their pieces and its gold statements."""

    id: str
    words: Words
    pieces: list[list[int]]
    statements: list[Statement]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of whole paragraphs: what the network reads at once."""

    pieces: list[list[int]]
    features: list[tuple[int, int, int]]
    paragraphs: list[int]
    anchors: list[int]
    statements: list[tuple[int, list[Labels]]]


def read_corpus(path: Path) -> list[dict[str, Any]]:
    """Read one article a line, in the format of the benchmark's corpus."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def is_held_out(article_id: str) -> bool:
    """Whether an article of the training file is kept for calibration: about 4 %."""
    return crc32(article_id.encode()) % HELD_OUT_SHARE == 0


class CueLexicon:
    """How often each word stands in a cue: finds the word that carries a cue."""

    def __init__(self, articles: Iterable[dict[str, Any]]) -> None:
        self._in_cue: Counter[str] = Counter()
        self._total: Counter[str] = Counter()
        for article in articles:
            self._count(article)

    def _count(self, article: dict[str, Any]) -> None:
        words = read_words(article["text"])
        forms = [form.lower() for form in words.forms]
        self._total.update(forms)
        for attribution in article["attributions"]:
            self._in_cue.update(forms[i] for i in covered(words, attribution["cue"]))

    def anchor(self, words: Words, cue: Sequence[int]) -> int:
        """Give the word of the cue that most belongs to cues: "has *said* in"."""
        return max(cue, key=lambda i: self._share(words.forms[i].lower()))

    def _share(self, form: str) -> float:
        return self._in_cue[form] / (self._total[form] + 3)


def covered(words: Words, spans: Iterable[Sequence[int]]) -> list[int]:
    """Give the numbers of the words that the spans touch."""
    found: set[int] = set()
    for start, end in spans:
        first = bisect_right(words.spans, start, key=lambda span: span.end)
        last = bisect_left(words.spans, end, key=lambda span: span.start)
        found.update(range(first, last))
    return sorted(found)


def read_article(
    article: dict[str, Any], lexicon: CueLexicon, pieces: Pieces
) -> Article:
    """Turn one corpus line into words, pieces and labelled statements."""
    words = read_words(article["text"])
    found = (_statement(words, a, lexicon) for a in article["attributions"])
    statements = [s for s in found if s is not None]
    return Article(article["id"], words, pieces.of(words), statements)


def _statement(
    words: Words, attribution: Attribution, lexicon: CueLexicon
) -> Statement | None:
    cue = covered(words, attribution["cue"])
    content = covered(words, attribution["content"])
    if not cue or not content:
        return None
    labels = dict.fromkeys(cue, Labels.CUE)
    labels.update(dict.fromkeys(covered(words, attribution["source"]), Labels.SOURCE))
    for piece in content_pieces(words, content):
        labels.update(_piece_labels(piece))
    anchor = lexicon.anchor(words, cue)
    labels[anchor] = Labels.CUE
    return Statement(anchor, attribution["speech"], labels)


def content_pieces(words: Words, content: Sequence[int]) -> list[list[int]]:
    """Split a content into runs, without an opening "that" and outer punctuation.

    Annotators differ on both and the scorer counts neither, so the network should not
    have to guess. Runs with nothing but punctuation between them are one.
    """
    kept = [i for i in content if is_word(words.forms[i])]
    if len(kept) > 1 and words.forms[kept[0]].lower() in OPENERS:
        kept = kept[1:]
    pieces: list[list[int]] = []
    for i in kept:
        between = range(pieces[-1][-1] + 1, i) if pieces else range(0)
        if pieces and not any(is_word(words.forms[j]) for j in between):
            pieces[-1].extend([*between, i])
        else:
            pieces.append([i])
    return pieces


def _piece_labels(piece: list[int]) -> dict[int, Labels]:
    if len(piece) == 1:
        return {piece[0]: Labels.SINGLE}
    labels = dict.fromkeys(piece, Labels.INSIDE)
    return labels | {piece[0]: Labels.BEGIN, piece[-1]: Labels.END}


def cut_windows(article: Article, limit: int, first: int | None = None) -> list[Window]:
    """Cut an article into windows of whole paragraphs with their labels."""
    bounds = windows(article.words, article.pieces, limit, first)
    return [_window(article, start, end) for start, end in bounds]


def _window(article: Article, start: int, end: int) -> Window:
    inside = [s for s in article.statements if start <= s.anchor < end]
    anchors = [NONE] * (end - start)
    for statement in inside:
        anchors[statement.anchor - start] = SPEECH if statement.speech else OTHER
    rows = [
        (s.anchor - start, [s.labels.get(i, Labels.NOTHING) for i in range(start, end)])
        for s in inside
    ]
    return Window(
        article.pieces[start:end],
        article.words.features[start:end],
        article.words.paragraphs[start:end],
        anchors,
        rows,
    )


def batches(
    articles: Sequence[Article], size: int, limit: int, chance: random.Random
) -> list[list[Window]]:
    """Cut all articles anew, at other borders each time, into batches of a length."""
    cut: list[Window] = []
    for article in articles:
        cut.extend(cut_windows(article, limit, chance.randint(limit // 4, limit)))
    cut.sort(key=lambda w: sum(map(len, w.pieces)) + chance.random())
    grouped = [cut[i : i + size] for i in range(0, len(cut), size)]
    chance.shuffle(grouped)
    return grouped


def batch_count(articles: Sequence[Article], size: int, limit: int) -> int:
    """Estimate how many batches one epoch has, for the learning rate's schedule."""
    cut = sum(len(cut_windows(a, limit, limit * 5 // 8)) for a in articles)
    return math.ceil(cut / size)
