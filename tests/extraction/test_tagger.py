"""The tagger: its words, windows and paths, and what happens without a model."""

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from articles.extraction import extract
from articles.extraction.tagger import loading
from articles.extraction.tagger.borders import quotation_runs, with_whole_quotations
from articles.extraction.tagger.decoder import Labels, best_paths
from articles.extraction.tagger.pieces import windows
from articles.extraction.tagger.words import INSIDE, MARK, OUTSIDE, read_words

STATES = {OUTSIDE: ".", INSIDE: "i", MARK: "m"}


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ('Ida said "rain fell" .', "..miim."),
        ("“Rain fell,” Ida said.", "miiim..."),
        ("Ida's team said ‘it's dry’.", "...miim."),
        ("''Rain fell,'' Ida said.", "miiim..."),
        ("“Rain fell\nIda said", "mii.."),
        ("the workers' hall", "...."),
        ("", ""),
    ],
)
def test_marks_are_seen(text: str, states: str) -> None:
    words = read_words(text)
    assert "".join(STATES[feature[0]] for feature in words.features) == states
    assert [text[a:b] for a, b in words.spans] == words.forms


@pytest.mark.parametrize(
    ("content", "whole"),
    [
        (((3, 5),), ((3, 6),)),
        (((3, 4),), ((3, 4),)),
        (((0, 1), (4, 6)), ((0, 1), (3, 6))),
        ((), ()),
    ],
)
def test_most_of_a_quotation_is_all_of_it(
    content: tuple[tuple[int, int], ...], whole: tuple[tuple[int, int], ...]
) -> None:
    words = read_words('Ida said "we will win" today')
    assert with_whole_quotations(words, content, quotation_runs(words)) == whole


def test_paths_are_allowed() -> None:
    scores = np.random.default_rng(1).normal(size=(20, 15, len(Labels)))
    opened = {Labels.BEGIN, Labels.INSIDE}
    for path in best_paths(scores.astype(np.float32)):
        steps = [Labels.NOTHING, *path, Labels.NOTHING]
        for before, after in zip(steps, steps[1:], strict=False):
            goes_on = after in {Labels.INSIDE, Labels.END}
            assert (before in opened) == goes_on


def test_windows_hold_whole_paragraphs_and_every_word() -> None:
    chance = random.Random(2)
    text = "\n".join("word " * chance.randint(1, 60) for _ in range(30))
    words = read_words(text)
    bounds = windows(words, [[1, 2]] * len(words), 80)
    assert [i for a, b in bounds for i in range(a, b)] == list(range(len(words)))
    assert all(2 * (b - a) <= 80 for a, b in bounds)


def test_the_projects_own_model_finds_statements() -> None:
    tagger = loading.load()
    assert tagger is not None and loading.trouble() == ""
    text = "Rain over Lindmoor\nThe hall stays dry, Ida Brook said on Monday."
    [found] = tagger.tag(text)
    assert [text[a:b] for a, b in found.content] == ["The hall stays dry"]
    assert [text[a:b] for a, b in found.cue] == ["said"]
    assert found.source is not None and text[slice(*found.source)] == "Ida Brook"
    assert found.content_confidence > 0.5 and found.attribution_confidence > 0.5


def test_what_training_would_not_keep_is_given_as_doubtful() -> None:
    tagger = loading.load()
    assert tagger is not None
    text = (
        "Rain over Lindmoor\nThe mayor spoke of rain and cited the mood. Ida Brook, who"
    )
    text += (
        " advises on weirs, said the question of tolls stayed open, an outline showed."
    )
    found = tagger.tag(text)
    keep = tagger.settings.keep
    assert {tag.doubtful for tag in found} == {True, False}
    assert all(tag.doubtful == (tag.content_confidence < keep) for tag in found)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "There is no tagger at"),
        (b"no model", "cannot be loaded"),
        ("off", "off"),
    ],
)
def test_without_a_model_the_rules_find_statements(
    content: bytes | str | None,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fresh_tagger: None,
) -> None:
    path = tmp_path / "tagger.onnx"
    if isinstance(content, bytes):
        path.write_bytes(content)
    named = content if isinstance(content, str) else str(path)
    monkeypatch.setenv("NEWSDESK_TAGGER", named)
    assert said in loading.trouble()
    [found] = extract("“It rained,” said farmer Jo Brack.")
    assert found.source.name == "Jo Brack"


@pytest.fixture
def fresh_tagger() -> Iterator[None]:
    loading._loaded.cache_clear()
    yield
    loading._loaded.cache_clear()


@pytest.mark.parametrize("text", ["", "\n\n", "…", "a" * 5000, "“" * 300])
def test_odd_texts_are_tagged_without_an_error(text: str) -> None:
    tagger = loading.load()
    assert tagger is not None
    assert tagger.tag(text) == []
