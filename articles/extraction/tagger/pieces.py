"""Word pieces of words, and the windows of whole paragraphs that the network reads."""

from collections.abc import Iterator, Sequence

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer

from articles.extraction.tagger.words import Words, plain

UNKNOWN, START, STOP = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 8
CACHED_WORDS = 100_000


class Pieces:
    """Word pieces of words, each word cut once and remembered."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._cutter = Tokenizer(WordPiece(numbers, unk_token=UNKNOWN))
        self._cutter.normalizer = BertNormalizer(lowercase=True)
        self._known: dict[str, list[int]] = {}
        self.unknown = numbers[UNKNOWN]
        self.hidden = numbers.get("[MASK]", self.unknown)
        self.start, self.stop = numbers[START], numbers[STOP]

    def of(self, words: Words) -> list[list[int]]:
        """Give the piece numbers of each word; no word is without a piece."""
        if len(self._known) > CACHED_WORDS:
            self._known.clear()
        return [self._known.get(form) or self._cut(form) for form in words.forms]

    def mark(self, form: str) -> list[int]:
        """Give the pieces of one word, such as a quotation mark."""
        return self._known.get(form) or self._cut(form)

    def _cut(self, form: str) -> list[int]:
        found = self._cutter.encode(plain(form), add_special_tokens=False).ids
        self._known[form] = found[:LONGEST_WORD] or [self.unknown]
        return self._known[form]


def windows(
    words: Words, pieces: Sequence[Sequence[int]], limit: int, first: int | None = None
) -> list[tuple[int, int]]:
    """Pack whole paragraphs into windows of at most ``limit`` pieces.

    A paragraph that is longer than ``limit`` is cut. ``first`` is the size of the first
    window: training varies it, so that borders fall elsewhere each time.
    """
    bounds: list[tuple[int, int]] = []
    start, size, room = 0, 0, first or limit
    for begin, end in _blocks(words, pieces, limit):
        length = sum(map(len, pieces[begin:end]))
        if size and size + length > room:
            bounds.append((start, begin))
            start, size, room = begin, 0, limit
        size += length
    if size:
        bounds.append((start, len(words)))
    return bounds


def _blocks(
    words: Words, pieces: Sequence[Sequence[int]], limit: int
) -> Iterator[tuple[int, int]]:
    """Paragraphs, the too long ones cut to ``limit`` pieces."""
    start, size = 0, 0
    for i, paragraph in enumerate(words.paragraphs):
        new = i > start and paragraph != words.paragraphs[i - 1]
        if i > start and (new or size + len(pieces[i]) > limit):
            yield start, i
            start, size = i, 0
        size += len(pieces[i])
    if start < len(words):
        yield start, len(words)


def window_input(
    pieces: Sequence[Sequence[int]],
    features: Sequence[tuple[int, int, int]],
    borders: tuple[int, int],
) -> tuple[list[int], list[tuple[int, int, int]], list[int]]:
    """Lay a window out in pieces: ids, features, number of each word's first piece."""
    ids, spread, first = [borders[0]], [(0, 0, 0)], []
    for word, feature in zip(pieces, features, strict=True):
        first.append(len(ids))
        ids.extend(word)
        spread.extend([feature] * len(word))
    return [*ids, borders[1]], [*spread, (0, 0, 0)], first
