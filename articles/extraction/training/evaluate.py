"""``python -m articles.extraction.training.evaluate CORPUS.jsonl MODEL``: predictions.

Prints one line an article in the form that the benchmark's ``score.py`` reads.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from articles.extraction.tagger.model import Tagger
from articles.extraction.training.corpus import read_corpus
from articles.extraction.types import Tagged


def main() -> None:
    """Tag a corpus file and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("model", type=Path)
    args = parser.parse_args()
    tagger = Tagger(args.model)
    for article in read_corpus(args.corpus):
        quotes = [_quote(tagged) for tagged in tagger.tag(article["text"])]
        print(json.dumps({"id": article["id"], "quotes": quotes}))


def _quote(tagged: Tagged) -> dict[str, Any]:
    return {
        "content": tagged.content,
        "source": [tagged.source] if tagged.source else [],
        "cue": tagged.cue,
        "speech": tagged.speech,
        "content_confidence": tagged.content_confidence,
        "attribution_confidence": tagged.attribution_confidence,
    }


if __name__ == "__main__":
    main()
