"""Answers about mended text, told in the offsets of the text as the corpus has it."""

from difflib import SequenceMatcher
from typing import Any


def in_given_text(answer: dict[str, Any], given: str) -> dict[str, Any]:
    """Move an answer's contents and sources from its stored text to the given one.

    Statements are found in the stored text, which clean-up may have made shorter; the
    corpus' scorer knows the given one only.
    """
    stored = answer.get("text")
    if stored is None:
        return answer
    place = _places(stored, given)

    def moved(span: list[int]) -> list[int]:
        return [place[span[0]], place[span[1] - 1] + 1]

    for statement in answer["statements"]:
        statement["content"] = [moved(span) for span in statement["content"]]
        source = statement["source"]
        source["span"] = source["span"] and moved(source["span"])
    return answer


def _places(stored: str, given: str) -> list[int]:
    """Give for each character of the stored text its place in the given one."""
    places: list[int] = []
    steps = SequenceMatcher(None, stored, given, autojunk=False).get_opcodes()
    for step, start, end, there, _ in steps:
        same = step == "equal"
        places += [there + (i - start if same else 0) for i in range(start, end)]
    return places
