"""Sample articles that show what Newsdesk does: invented outlets, people and events.

Each ``.txt`` file is one article: lines of ``Name: value``, an empty line, the text.
"""

from dataclasses import dataclass
from datetime import date
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Sample:
    """One invented article, ready to be taken in."""

    outlet: str
    title: str
    byline: str
    published_on: date
    url: str
    text: str


def read() -> list[Sample]:
    """All samples, oldest first."""
    sources = [f for f in files(__name__).iterdir() if f.name.endswith(".txt")]
    samples = [_sample(source.read_text(encoding="utf-8")) for source in sources]
    return sorted(samples, key=lambda s: (s.published_on, s.outlet))


def _sample(source: str) -> Sample:
    head, _, text = source.partition("\n\n")
    field = dict(line.split(": ", 1) for line in head.splitlines())
    return Sample(
        outlet=field["Outlet"],
        title=field["Title"],
        byline=field["Byline"],
        published_on=date.fromisoformat(field["Published"]),
        url=field["URL"],
        text=text.strip(),
    )
