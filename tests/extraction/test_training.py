"""A tiny run of training, from a corpus folder to a tagger; needs the extra."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from articles.extraction.tagger.model import Tagger

pytest.importorskip("torch", reason="`make install-training` installs it")


def test_training_writes_a_tagger(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, count in (("train", 60), ("dev", 4)):
        lines = [json.dumps(_article(f"{name}{n}")) for n in range(count)]
        (corpus / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "articles.extraction.training"]
    options = [str(corpus), str(tmp_path / "out"), "--wide-epochs", "1"]
    subprocess.run([*command, *options, "--epochs", "1"], check=True)
    again = subprocess.run(
        [*command, *options, "--epochs", "1"], check=True, capture_output=True
    )
    assert b"epoch 1" not in again.stderr  # it goes on where it stood: at the end
    tagger = Tagger(tmp_path / "out" / "tagger.onnx")
    text = "A page.\n“Rain fell,” Ida Brook said.\n" * 3
    for found in tagger.tag(text):
        assert all(text[a:b].strip() for a, b in found.content)
        assert 0 <= found.content_confidence <= 1
    assert "end to end" in (tmp_path / "out" / "CARD.md").read_text(encoding="utf-8")


def _article(name: str) -> dict[str, object]:
    text = "Rain over Lindmoor\n“Rain fell,” Ida Brook said.\nThe hall was dry."
    return {
        "id": name,
        "text": text,
        "attributions": [
            {
                "source": [_span(text, "Ida Brook")],
                "cue": [_span(text, "said")],
                "content": [_span(text, "“Rain fell,”")],
                "kind": "direct",
                "speech": True,
            }
        ],
    }


def _span(text: str, part: str) -> list[int]:
    return [text.index(part), text.index(part) + len(part)]
