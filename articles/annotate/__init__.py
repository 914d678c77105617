"""The one door for corrections: one function an act, versioned, undoable.

Each act is refused when someone else changed the statement meanwhile, is written whole
or not at all, and leaves one entry in the history, which triggers write.
"""

from articles.annotate.adding import add
from articles.annotate.borders import PARTS, Part, drag, draw, move
from articles.annotate.details import Hop, Said, change
from articles.annotate.door import Refused, Stale
from articles.annotate.source import to_name, to_speaker, to_unknown, to_unnamed
from articles.annotate.status import confirm, dispute, reject, undo

__all__ = [
    "PARTS",
    "Hop",
    "Part",
    "Refused",
    "Said",
    "Stale",
    "add",
    "change",
    "confirm",
    "dispute",
    "drag",
    "draw",
    "move",
    "reject",
    "to_name",
    "to_speaker",
    "to_unknown",
    "to_unnamed",
    "undo",
]
