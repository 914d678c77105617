"""The tagger as a part of the spaCy pipeline: it sets ``doc._.tagged``."""

import logging

from spacy.language import Language
from spacy.tokens import Doc

from articles.extraction.tagger.loading import load

NAME = "statement_tagger"
log = logging.getLogger(__name__)

# ``None`` where no tagger ran; spans count from the start of the document. A part of
# an article that ``goes_on`` has no headline.
Doc.set_extension("tagged", default=None, force=True)
Doc.set_extension("goes_on", default=False, force=True)


@Language.component(NAME, assigns=["doc._.tagged"])
def tag(doc: Doc) -> Doc:
    """Tag the statements of one document, window by window.

    Windows of one document at a time are what runs fastest on one core.
    """
    tagger = load()
    if tagger is not None:
        try:
            doc._.tagged = tagger.tag(doc.text, headline=not doc._.goes_on)
        except Exception:  # one odd text must not cost the article its rules
            log.exception("The tagger failed on a text; rules find its statements.")
    return doc
