"""Which model the tagger uses, loaded once a process, or why there is none."""

import logging
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles.extraction.tagger.model import Tagger

MODEL = Path(__file__).parents[1] / "model" / "tagger.onnx"
log = logging.getLogger(__name__)


def load() -> "Tagger | None":
    """Give the model that ``NEWSDESK_TAGGER`` names, or the project's own.

    ``None`` where it cannot be loaded, or where ``NEWSDESK_TAGGER`` is ``off``: the
    rules work alone then.
    """
    return _loaded()[0]


def trouble() -> str:
    """Say why the rules work alone, in a sentence for administrators; else nothing."""
    return _loaded()[1]


@cache
def _loaded() -> "tuple[Tagger | None, str]":
    named = os.environ.get("NEWSDESK_TAGGER", "")
    if named == "off":
        return None, "The tagger is switched off by NEWSDESK_TAGGER."
    path = Path(named) if named else MODEL
    if not path.is_file():
        log.error("There is no tagger at %s; statements are found by rules.", path)
        return None, f"There is no tagger at {path}."
    try:
        from articles.extraction.tagger.model import Tagger

        return Tagger(path), ""
    except Exception as error:  # onnxruntime's errors have no base of their own
        log.exception("The tagger cannot be loaded; statements are found by rules.")
        return None, f"The tagger at {path} cannot be loaded: {error}"
