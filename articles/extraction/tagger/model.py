"""The trained tagger: text in, statements with source, cue and content spans out.

One ONNX file holds the network, its vocabulary and the settings of the decoder. For
each window of whole paragraphs the network finds the words that carry a cue and gives,
for each of them, a label to every word: that cue's source, its content, or nothing.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from articles.extraction.tagger.borders import Run, quotation_runs
from articles.extraction.tagger.choice import choose, confidence
from articles.extraction.tagger.decoder import Candidate, Output, decode
from articles.extraction.tagger.pieces import Pieces, window_input, windows
from articles.extraction.tagger.settings import Settings, read_settings
from articles.extraction.tagger.words import Words, is_word, read_words
from articles.extraction.types import Span, Tagged

_LEAST = 0.13  # of confidence; what training would not keep is given as doubtful


class Tagger:
    """The network and its decoder; make one a process and share it."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
        meta = self._session.get_modelmeta().custom_metadata_map
        self.pieces = Pieces(meta["vocabulary"].split("\n"))
        self.settings = read_settings(json.loads(meta["settings"]))

    def tag(self, text: str, headline: bool = True) -> list[Tagged]:
        """Find the statements of ``text``, in the order of their cues.

        ``headline`` says whether the text begins with one, as articles do.
        """
        words = read_words(text, headline)
        chosen = choose(self.candidates(words), replace(self.settings, keep=_LEAST))
        chosen.sort(key=lambda c: c.anchor)
        return [_tagged(c, words, self.settings) for c in chosen]

    def candidates(self, words: Words) -> list[Candidate]:
        """Decode every cue that the network proposes."""
        quotations = quotation_runs(words)
        return [
            candidate
            for output in self.outputs(words)
            for candidate in decode(words, quotations, output, self.settings)
        ]

    def outputs(self, words: Words) -> Iterator[Output]:
        """Run the network over all windows."""
        pieces = self.pieces.of(words)
        for start, end in windows(words, pieces, self.settings.limit):
            feed = self._feed(words, pieces, start, end)
            yield Output(start, *self._session.run(None, feed))

    def _feed(
        self, words: Words, pieces: Sequence[Sequence[int]], start: int, end: int
    ) -> dict[str, NDArray[Any]]:
        ids, features, first = window_input(
            pieces[start:end],
            words.features[start:end],
            (self.pieces.start, self.pieces.stop),
        )
        return {
            "ids": np.array([ids]),
            "features": np.array([features]),
            "first": np.array([first]),
            "paragraphs": np.array([words.paragraphs[start:end]]),
            "floor": np.array(self.settings.cue_floor, np.float32),
        }


def _tagged(candidate: Candidate, words: Words, settings: Settings) -> Tagged:
    _, speech, other = candidate.classes
    sure = confidence(candidate.content_features, settings.content_weights)
    return Tagged(
        tuple(_span(words, piece) for piece in candidate.content),
        (_span(words, candidate.cue),),
        candidate.source and _span(words, candidate.source),
        speech / (speech + other),
        sure,
        confidence(candidate.source_features, settings.source_weights),
        doubtful=sure < settings.keep,
    )


def _span(words: Words, run: Run) -> Span:
    """The characters of a run of words, without punctuation at its ends."""
    start, end = run
    while end - start > 1 and not is_word(words.forms[start]):
        start += 1
    while end - start > 1 and not is_word(words.forms[end - 1]):
        end -= 1
    return Span(words.spans[start].start, words.spans[end - 1].end)
