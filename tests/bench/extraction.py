"""Print how well statements are found and attributed, how fast, and in what memory."""

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from spacy.tokens import Doc

from articles.extraction import Article, clean, extract_all
from articles.extraction.pipeline import pipeline
from tests.bench import naming, offsets, reliability

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
CASES = SHARED / "cases" / "cases.jsonl"
SCORER = SHARED / "bench" / "score.py"
EXAMPLES = SHARED / "examples" / "us-officials.jsonl"
DEV = SHARED / "bench" / "corpus" / "dev.jsonl"
LABELS = SHARED / "sources" / "labels.jsonl"
SOURCE_TARGETS = {
    "found with the right source": "≥ 0.80",
    "name of pronouns": "≥ 0.85",
    "unnamed kept unnamed": "≥ 0.92",
    "relays where some": "≥ 0.75",
}
SPEED_ARTICLES = 20
ROUNDS = 3


def main() -> None:
    """Run every scorer of ``../shared`` and print its figures beside the targets."""
    if not SHARED.is_dir():
        sys.exit(f"no benchmark data: {SHARED} is not there")
    with tempfile.TemporaryDirectory() as folder:
        rows = [*_quality(Path(folder)), *_speed()]
    width = max(len(name) for name, _, _ in rows)
    print(f"{'figure':<{width}}     value   target")
    for name, value, target in rows:
        print(f"{name:<{width}}  {value:>8.3f}   {_against(value, target)}")


def _against(value: float, target: str) -> str:
    """Say what was asked for, and whether it was reached: "≥ 0.51 reached"."""
    if not target:
        return ""
    sign, wanted = target.split()
    reached = value >= float(wanted) if sign == "≥" else value <= float(wanted)
    return f"{target} {'reached' if reached else 'missed'}"


Row = tuple[str, float, str]


def _quality(folder: Path) -> Iterator[Row]:
    cases = _predict(CASES, folder)
    examples = _predict(EXAMPLES, folder)
    dev = _predict(DEV, folder)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield from _corpus(dev)
    told = _scored(SHARED / "cases" / "score.py", CASES, cases)
    yield "shared cases, passed", _after("cases passed:", told), "≥ 0.85"
    told = _scored(SHARED / "cases" / "score.py", EXAMPLES, examples)
    right = _after("statements right in every field:", told)
    yield "examples, statements right in every field", right, "≥ 1"
    yield from _sources(dev)
    yield "peak memory of a run, MiB", peak, "≤ 1536"


def _sources(predictions: Path) -> Iterator[Row]:
    scorer = SHARED / "sources" / "score.py"
    for line in _scored(scorer, LABELS, DEV, predictions).splitlines():
        name, _, value = line.rpartition(" = ")
        name = name.rpartition(":")[0]
        yield f"sources, {name}", float(value), SOURCE_TARGETS.get(name, "")
    wrong = naming.wrong_share(scorer, LABELS, DEV, predictions)
    yield "sources, wrong name, of all named answers", wrong, "≤ 0.07"


def _corpus(predictions: Path) -> Iterator[Row]:
    told = json.loads(_scored(SCORER, DEV, predictions, "--json"))
    speech, kinds = told["speech"], told["speech"]["kinds"]
    yield "dev speech, content, relaxed F1", speech["relaxed"]["f1"], "≥ 0.82"
    yield "dev speech, content, exact F1", speech["exact"]["f1"], "≥ 0.67"
    yield "dev speech, content, token F1", speech["token"]["f1"], ""
    direct = kinds["direct"]
    yield "dev speech, direct, recall exact", direct["exact_recall"], "≥ 0.92"
    yield "dev speech, direct, recall relaxed", direct["relaxed_recall"], "≥ 0.97"
    for kind, target in (("mixed", "≥ 0.90"), ("indirect", "≥ 0.82")):
        name = f"dev speech, {kind}, recall relaxed"
        yield name, kinds[kind]["relaxed_recall"], target
    yield "dev speech, attribution", speech["attribution"]["accuracy"], "≥ 0.94"
    yield "dev speech, end to end F1", speech["end_to_end"]["f1"], "≥ 0.78"
    yield "dev all, content, exact F1", told["all"]["exact"]["f1"], "≥ 0.60"
    yield from reliability.rows(SCORER, DEV, predictions)


def _predict(gold: Path, folder: Path) -> Path:
    """Run ``python -m articles.extraction`` over the texts of a gold file."""
    lines = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    asked = "".join(json.dumps(_question(line)) + "\n" for line in lines)
    command = [sys.executable, "-m", "articles.extraction"]
    told = subprocess.run(
        command, input=asked, stdout=subprocess.PIPE, cwd=ROOT, check=True, text=True
    )
    answers = folder / gold.name
    with answers.open("w") as out:
        for line, answer in zip(lines, told.stdout.splitlines(), strict=True):
            given = _question(line)["text"]
            placed = json.loads(answer)
            if gold == DEV:
                placed = offsets.in_given_text(placed, given)
            print(json.dumps(placed), file=out)
    return answers


def _question(line: dict[str, str]) -> dict[str, str]:
    kept = {key: line[key] for key in ("id", "outlet", "published_on") if key in line}
    return kept | {"text": line["input"] if "input" in line else line["text"]}


def _scored(scorer: Path, *arguments: object) -> str:
    command = [sys.executable, str(scorer), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return done.stdout


def _after(label: str, told: str) -> float:
    """Read a share that a scorer printed: ``cases passed: 73/73``."""
    found = re.search(re.escape(label) + r"\s*(\d+)/(\d+)", told)
    if found is None:
        raise ValueError(f"the scorer did not print {label!r}")
    return int(found[1]) / int(found[2])


def _speed() -> Iterator[Row]:
    """Compare everything with the bare parse: one core, turn and turn about."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    lines = DEV.read_text("utf-8").splitlines()[:SPEED_ARTICLES]
    texts = [clean(json.loads(line)["text"]) for line in lines]
    words = sum(len(text.split()) for text in texts)
    _parse(texts)
    pairs = []
    for number in range(ROUNDS):
        steps = [_parse, _extract] if number % 2 else [_extract, _parse]
        seconds = {step: step(texts) for step in steps}
        pairs.append((seconds[_parse], seconds[_extract]))
    yield "bare parse, words a second", words / median(a for a, _ in pairs), ""
    yield "everything, words a second", words / median(b for _, b in pairs), ""
    yield (
        "everything, share of the bare parse",
        median(a / b for a, b in pairs),
        "≥ 0.5",
    )


def _parse(texts: list[str]) -> float:
    nlp = pipeline()
    start = time.process_time()
    ours = [name for name, step in nlp.pipeline if _is_ours(step)]
    with nlp.select_pipes(disable=ours), nlp.memory_zone():
        list(nlp.pipe(texts, batch_size=16))
    return time.process_time() - start


def _is_ours(step: Callable[[Doc], Doc]) -> bool:
    module: str = getattr(step, "__module__", "spacy")
    return module.startswith("articles.")


def _extract(texts: list[str]) -> float:
    start = time.process_time()
    list(extract_all(Article(text) for text in texts))
    return time.process_time() - start


if __name__ == "__main__":
    main()
