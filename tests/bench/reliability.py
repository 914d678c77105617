"""How often statements are right that are given a confidence: the reliability table."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.shared import load, read_lines

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
SURE = 0.9
Judged = tuple[float, bool]  # a confidence, and whether it was right


def rows(
    scorer: Path, gold: Path, predictions: Path
) -> Iterator[tuple[str, float, str]]:
    """Give the share of right statements for each step of confidence.

    A content is right when it pairs with gold, by the scorer's own rules; a source when
    the content does and the source is right too. Inner statements and refusals, which
    the gold has not, are left out.
    """
    content: list[Judged] = []
    source: list[Judged] = []
    score = load(scorer)
    for line, answer in zip(read_lines(gold), read_lines(predictions), strict=True):
        _judge(score, line, answer, content, source)
    for name, judged in (("content", content), ("attribution", source)):
        sure = [right for given, right in judged if given >= SURE]
        share = sum(sure) / max(1, len(sure))
        yield f"{name}, right of those given 0.9 or more", share, "≥ 0.90"
        yield from _table(name, judged)


def _table(name: str, judged: list[Judged]) -> Iterator[tuple[str, float, str]]:
    for low, high in zip(BINS, BINS[1:], strict=False):
        inside = [pair for pair in judged if low <= pair[0] < high]
        if inside:
            mean = sum(given for given, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            row = f"  {name} from {low:.2f}: {len(inside)} given {mean:.3f}, right"
            yield row, share, ""


def _judge(
    score: Any,
    gold: dict[str, Any],
    answer: dict[str, Any],
    content: list[Judged],
    source: list[Judged],
) -> None:
    tokens = score.Tokens(gold["text"])
    found = [
        s
        for s in answer["statements"]
        if s["parent"] is None and s["polarity"] != "declines"
    ]
    wanted = [tokens.content(a["content"]) for a in gold["attributions"]]
    given = [tokens.content(s["content"]) for s in found]
    pairs = {p: g for g, p, _ in score.match(wanted, given)}
    for number, statement in enumerate(found):
        sure = statement["confidence"]
        content.append((sure["content"], number in pairs))
        if number in pairs:
            span = statement["source"]["span"]
            own = tokens.of([span] if span else [])
            right = tokens.of(gold["attributions"][pairs[number]]["source"])
            source.append((sure["attribution"], score.right_source(right, own)))
