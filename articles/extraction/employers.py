"""The outlet that a reporter, host or anchor works for, where the article tells."""

from spacy.tokens import Doc

from articles.extraction.figures import Cast, Figure, sentence_bounds
from articles.extraction.outlets import OF, WORKERS, is_outlet, outlet


def employer(cast: Cast, figure: Figure) -> str | None:
    """The outlet that someone works for, if the article tells: "Bill Ott of Fox News"."""
    if figure.kind != "person":
        return None
    for at in figure.places:
        found = _employer_at(cast, at)
        if found:
            return found
    return None


def _employer_at(cast: Cast, at: int) -> str | None:
    """What stands around one mention: "CNN's …", "Fox News host …", "… of ABC News"."""
    doc = cast.doc
    first, last = sentence_bounds(cast, at)
    start = at
    while start > max(first, at - 9) and _may_describe(doc, start - 1):
        start -= 1
    before = [k for k in range(start, at) if _tells_work(doc, k)]
    for k in before:
        found = outlet(cast, start, k)
        if found:
            return found
        if doc[start].tag_ == "PRP$" or any(
            doc[j].tag_ == "PRP$" for j in range(start, k)
        ):
            return _subject_outlet(cast, first, start)
    stop = at + 1
    while stop < last and doc[stop].ent_iob_ == "I" and doc[stop].tag_ != "POS":
        stop += 1
    return _behind_name(cast, stop, last)


def _may_describe(doc: Doc, k: int) -> bool:
    token = doc[k]
    return (
        token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "CCONJ")
        or token.tag_ in ("POS", "PRP$", "DT")
        or token.is_quote
        or token.text in ("-", "&")
    )


def _tells_work(doc: Doc, k: int) -> bool:
    return doc[k].tag_ == "POS" or (doc[k].lower_ in WORKERS and doc[k].text.islower())


def _subject_outlet(cast: Cast, first: int, at: int) -> str | None:
    """The outlet that "its reporter" belongs to: the sentence's first."""
    for place, figure in cast.mentions:
        if first <= place < at and is_outlet(figure):
            return figure.name
    return None


def _behind_name(cast: Cast, at: int, last: int) -> str | None:
    """ "Bill Ott | of Fox News", "…, the host of “Face the Bay” on TV Øst"."""
    doc = cast.doc
    if at >= last:
        return None
    if doc[at].lower_ in ("of", "from", "at"):
        return outlet(cast, at + 1, _name_end(doc, at + 1, last))
    if doc[at].text != ",":
        return None
    for k in range(at + 1, min(last - 1, at + 8)):
        if doc[k].lower_ in OF and any(
            doc[j].lower_ in WORKERS for j in range(at + 1, k)
        ):
            return outlet(cast, k + 1, _name_end(doc, k + 1, last))
        if doc[k].text == ",":
            break
    return None


def _name_end(doc: Doc, at: int, last: int) -> int:
    """Where the capitalised words from ``at`` on end."""
    k = at
    while k < last and (
        doc[k].text[:1].isupper() or k == at or doc[k].lower_ in ("the", "of", "&")
    ):
        k += 1
    return k
