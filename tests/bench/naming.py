"""How often a statement is given to somebody who did not say it."""

from pathlib import Path
from typing import Any

from tests.bench.shared import load, read_lines


def wrong_share(scorer: Path, labels: Path, corpus: Path, predictions: Path) -> float:
    """Give the share of wrong names among all names that were answered.

    Counted are labels that were found, by the scorer's own rule, with a person or an
    organisation as the answer; wrong is one whose kind or name the label has not.
    """
    score = load(scorer)
    texts = {line["id"]: line["text"] for line in read_lines(corpus)}
    found = {line["id"]: line["statements"] for line in read_lines(predictions)}
    answers = [
        right
        for article in read_lines(labels)
        for label in article["labels"]
        if not label.get("skip")
        if (right := _is_right(score, texts, found, article["id"], label)) is not None
    ]
    return 1 - sum(answers) / max(1, len(answers))


def _is_right(
    score: Any,
    texts: dict[str, str],
    found: dict[str, list[dict[str, Any]]],
    article: str,
    label: dict[str, Any],
) -> bool | None:
    """Say whether the name that a label was given is right; without a name: None."""
    text = texts[article]
    wanted = score.token_set(text, label["content"])
    best, source = 0.0, None
    for statement in found.get(article, []):
        held = score.token_set(text, statement["content"])
        like = len(wanted & held) / len(wanted | held)
        if like > best:
            best, source = like, statement["source"]
    if source is None or best < 0.5:
        return None
    if source["kind"] not in ("person", "organisation") or not source["name"]:
        return None
    kinds = {label["source_kind"], label.get("alt_kind")}
    named = label["source_kind"] in ("person", "organisation") and label["name"]
    is_kind = source["kind"] in kinds
    return is_kind and (not named or score.right_name(label, source))
