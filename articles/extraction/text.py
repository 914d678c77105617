"""Clean-up of pasted text, and the view of it that the parser reads.

Offsets always refer to ``clean(text)``. The parser's view has the same length, so a
span of one is a span of the other.
"""

import re
import unicodedata
from collections.abc import Iterator

from ftfy import fix_encoding

from articles.extraction.types import Span

_NEWLINES = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Tabs and newlines stay; so does ZWNJ, which some scripts need.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u180e\u200b\u2060\ufeff\ud800-\udfff]"
    # A zero-width joiner stays only inside emoji and after Indic letters.
    "|(?<![\u0900-\u0dff\u2190-\u32ff\ufe0f\U0001f000-\U0001faff])\u200d"
)
_MOST_PASSES = 8


def clean(text: str) -> str:
    """Give the text as it is stored; cleaning it again changes nothing.

    >>> clean("“All clear,” said Mar\\u200bia Lo\\u0308fgren.\\r\\n")
    '“All clear,” said Maria Löfgren.\\n'
    """
    for _ in range(_MOST_PASSES):
        cleaned = _clean_once(text)
        if cleaned == text:
            break
        text = cleaned
    return text


def _clean_once(text: str) -> str:
    # Lone surrogates go first: the mojibake mender encodes.
    text = re.sub("[\ud800-\udfff]", "", text)
    if not text.isascii():
        lines = re.split("(\r\n?|\n)", text)
        text = "".join(fix_encoding(line) for line in lines)
    text = _UNWANTED.sub("", _NEWLINES.sub("\n", text))
    return unicodedata.normalize("NFC", text)


# A question mark inside a word, or one that opens a word, stands where a mark or an
# accent was lost. Addresses hold question marks of their own.
_DAMAGE = re.compile(
    r"(?<![^\W\d_][.:/])\b[^\W\d_]{2,}(?:\?|\ufffd+)(?:s|t|re|ve|ll|d|m)\b"
    r"|(?<!\S)[?\ufffd][^\W\d_]{2,}"
    r"|[^\W\d_]\ufffd[^\W\d_]"
)


def damaged(text: str) -> list[Span]:
    """Find where characters were lost for good: ``?We won?t move,?``."""
    return [Span(*m.span()) for m in _DAMAGE.finditer(text)]


def paragraphs(text: str) -> list[Span]:
    """Split at blank lines and at line ends that are no mere wrapping."""
    found = []
    start = 0
    for at, end in _breaks(text):
        if text[start:at].strip():
            found.append(Span(start, at))
        start = end
    if text[start:].strip():
        found.append(Span(start, len(text.rstrip())))
    return found


_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_NEW_LINE_START = re.compile(r"[—–•*-]|[A-Z][A-Z .,'’-]+:|Q:|A:")
_SHORT_LINE = 40


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    line_start = 0
    while (at := text.find("\n", line_start)) >= 0:
        blank = _BLANK_LINES.match(text, at)
        end = blank.end() if blank else at + 1
        following = text[end : end + 40].lstrip(" \t")
        if blank or _parts_paragraphs(text[line_start:at], following):
            yield at, end
        line_start = end


def _parts_paragraphs(line: str, following: str) -> bool:
    """Say whether a single line end parts two paragraphs, or only wraps a line."""
    if not following or following[0].islower():
        return False
    if _NEW_LINE_START.match(following) or _SENTENCE_END.search(line[-12:].rstrip()):
        return True
    short = len(line) < _SHORT_LINE and line[-1:].isalnum()
    return short and following[0].isupper()


def hard_breaks(text: str) -> list[Span]:
    """Give the blank lines, which no unclosed quotation crosses."""
    return [Span(*m.span()) for m in _BLANK_LINES.finditer(text)]


# Runs that would make the tokeniser slow: it peels off one mark after another.
_LONG_RUN = re.compile(r"[^\w\s]{9,}|\S{200}")
_ODD_SPACE = re.compile(r"[^\S\n ]")
# "NAIROBI, Kenya (AP) — ", "LONDON - "
_DATELINE = re.compile(
    r"(?m)^[ \t]*[A-Z][A-Z.’'-]+(?:[ ,]+[A-Z][\w.’'-]*){0,5}[ ]?"
    r"(?:\([A-Z][\w ]{1,20}\)[ ]?(?:--?|[–—])|(?:--|[–—])|-(?=[ ]))[ ]*"
)
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b(?:[^\w\n]+[A-Z]+\b){4,}")
_LOWER_IN_CAPITALS = frozenset(
    re.findall(
        r"\w+",
        """a an and as at by for from had has have in is it of on or said says say tell
        told that the to was were will with without would not no""",
    )
)


def parser_view(text: str) -> str:
    """Rewrite for the parser without moving a character.

    Wrapped lines become running text, a run of capitals gets ordinary case, datelines
    and odd spaces become plain spaces: the parser knows none of them.
    """
    view = _ODD_SPACE.sub(" ", _unwrapped(text))
    for blank in (_DATELINE, _LONG_RUN):
        view = blank.sub(lambda run: " " * len(run[0]), view)
    return _CAPITALS.sub(lambda run: _ordinary_case(run[0]), view)


def _unwrapped(text: str) -> str:
    kept = {at for start, end in _breaks(text) for at in (start, end - 1)}
    parts = []
    start = 0
    for match in re.finditer("\n", text):
        parts += [text[start : match.start()], "\n" if match.start() in kept else " "]
        start = match.end()
    return "".join([*parts, text[start:]])


def _ordinary_case(run: str) -> str:
    words = re.sub(r"[A-Z]+", lambda word: _ordinary_word(word[0]), run)
    return words if len(words) == len(run) else run


def _ordinary_word(word: str) -> str:
    lower = word.lower()
    return lower if lower in _LOWER_IN_CAPITALS else word[0] + lower[1:]
