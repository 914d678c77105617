"""The database of the tests: DATABASE_URL, or an embedded one that is thrown away."""

from collections.abc import Iterator

import pytest
from django.conf import settings

from newsdesk.database import available
from newsdesk.signals import unwind_on_request

_DATABASE = {"db", "transactional_db", "live_server"}


def pytest_configure(config: pytest.Config) -> None:
    unwind_on_request()  # a run that is ended takes its PostgreSQL along


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a database, so that it can be run again on another one."""
    for item in items:
        wants = _DATABASE.intersection(getattr(item, "fixturenames", ()))
        if wants or item.get_closest_marker("django_db"):
            item.add_marker("database")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Have the database up before pytest-django makes the tests' own in it."""
    with available(settings.DATABASE_URL, settings.CLUSTER):
        yield
