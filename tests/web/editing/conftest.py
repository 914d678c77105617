"""The article, its first statement, and the browser of an editor."""

import pytest
from django.test import Client

from articles.models import Article, Quote
from tests import factories
from tests.web.editing.ferry import TEXT


@pytest.fixture
def article() -> Article:
    return factories.article(TEXT, title="Ferry late")


@pytest.fixture
def quote(article: Article) -> Quote:
    return factories.statement(
        content="The ferry is late,", source="Ada Quill", cue="told", within=article,
        speaker=factories.speaker("Ada Quill"),
    )  # fmt: skip


@pytest.fixture
def desk(client: Client) -> Client:
    """The browser of an editor."""
    client.force_login(factories.editor())
    return client
