"""Parsed documents built by hand, so that the rules are tested without a pipeline."""

from spacy.lang.en import English
from spacy.tokens import Doc

_NLP = English()
_POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "PRP": "PRON", "WDT": "PRON",
    "WP": "PRON", "VB": "VERB", "VBD": "VERB", "VBZ": "VERB", "VBP": "VERB",
    "VBN": "VERB", "VBG": "VERB", "MD": "AUX", "IN": "ADP", "DT": "DET", "TO": "PART",
    "RB": "ADV", "RP": "ADP", "JJ": "ADJ", "JJR": "ADJ", "CC": "CCONJ", "CD": "NUM", ".": "PUNCT", ",": "PUNCT",
    ":": "PUNCT", "``": "PUNCT", "''": "PUNCT", "_SP": "SPACE",
}  # fmt: skip


def parsed(text: str, annotation: str) -> Doc:
    """Annotate each token of a text: tag, dependency, head's number, perhaps a lemma.

    >>> parsed("Ada said it rained.", "NNP nsubj 1; VBD ROOT 1 say; PRP nsubj 3;"
    ...        "VBD ccomp 1 rain; . punct 1")
    """
    plain = _NLP.make_doc(text)
    rows = [row.split() for row in annotation.split(";") if row.strip()]
    words = [token.text for token in plain]
    assert len(rows) == len(words), f"{len(rows)} rows for {len(words)} words {words}"
    return Doc(
        _NLP.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in plain],
        tags=[row[0] for row in rows],
        pos=[_POS[row[0]] for row in rows],
        deps=[row[1] for row in rows],
        heads=[int(row[2]) for row in rows],
        lemmas=[
            row[3] if len(row) > 3 else word.lower()
            for row, word in zip(rows, words, strict=True)
        ],
    )


def flat(text: str) -> Doc:
    """Give a text whose every word hangs on the first: marks and layout only."""
    plain = _NLP.make_doc(text)
    size = len(plain)
    return Doc(
        _NLP.vocab,
        words=[token.text for token in plain],
        spaces=[bool(token.whitespace_) for token in plain],
        pos=["SPACE" if token.is_space else "X" for token in plain],
        deps=["ROOT", *["dep"] * (size - 1)][:size],
        heads=[0] * size,
        lemmas=[token.lower_ for token in plain],
    )
