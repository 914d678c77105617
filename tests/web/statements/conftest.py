"""What there is to filter."""

from datetime import date

import pytest

from tests.factories import statement


@pytest.fixture
def newsroom():
    """Six statements that differ in everything that can be filtered."""
    officials = {"country": "United States", "organisation": "Ministry of Transport"}
    return {
        "trust": statement(
            "“Our trust is low,” one of the officials said.",
            "Our trust is low",
            source="one of the officials",
            unnamed={**officials, "level": "senior"},
            through=[("Axios", "told"), ("Coast Courier", "according to")],
            on=date(2025, 10, 8),
        ),
        "port": statement(
            "Two people told Axios that the port is sold.",
            "the port is sold",
            cue="told",
            source="Two people",
            kind="indirect",
            unnamed={"country": "France"},
            through=[("Axios", "told")],
            by="Coast Courier",
            on=date(2025, 7, 2),
        ),
        "ferry": statement(
            on=date(2024, 6, 10), said=(date(2024, 5, 1), date(2024, 5, 31))
        ),
        "denial": statement(
            "The harbour board denied that it has a buyer.",
            "that it has a buyer",
            cue="denied",
            source="The harbour board",
            source_kind="organisation",
            kind="indirect",
            polarity="denies",
            status="confirmed",
            by="Coast Courier",
            on=date(2025, 7, 1),
        ),
        "wrong": statement(
            "“Nonsense,” Bo Sandgren said.",
            "Nonsense",
            source="Bo Sandgren",
            status="rejected",
        ),
        "report": statement(
            "A report found the pier “may not last”.",
            "the pier “may not last”",
            cue="found",
            source="A report",
            source_kind="document",
            kind="mixed",
            by=None,
            on=None,
        ),
    }
