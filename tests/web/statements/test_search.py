"""Words and names that are looked for, however they are typed."""

import pytest

from tests.factories import speaker, statement
from tests.web.statements.listing import STATEMENTS, found, numbers, shown

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed",
    ["'", '"unclosed', "desk:harbor", "stop!", "12 (b)", "a &", "C\\", ":*", "—", "<->",
     "", " ", "\x00", "(((", "-", "-the", "or", "'' & !", "the", "%", "a" * 5000, "🛳",
     "‏مرحبا", "e\u0301", "x\ud800".encode("utf-8", "replace").decode(), "$$", "--", ";"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["q", "speaker", "country", "through"])
def test_any_string_may_be_typed(client, newsroom, name, typed):
    assert client.get(STATEMENTS, {name: typed}).status_code == 200


@pytest.mark.parametrize(
    "typed", ["O'Neill", "O’Neill", "O‘Neill", "Oʼneill", "ONeill"]
)
def test_apostrophes_of_all_kinds(client, typed):
    statement(
        "“I will appeal,” said Sean O’Neill.", "I will appeal", source="Sean O’Neill"
    )
    statement("“I won’t,” said Sean O'Neill.", "I won’t", source="Sean O'Neill")
    response = client.get(STATEMENTS, {"q": typed})
    assert shown(response) == {"I will appeal", "I won’t"}
    assert numbers(response, "speaker") == {"Sean O’Neill": 2}


@pytest.mark.parametrize("typed", ["Joao", "joão", "Ceuse", "CEUSÉ", "“Chegamos”"])
def test_accents_do_not_count(client, typed):
    statement("“Chegamos,” said João Ceusé.", "Chegamos", source="João Ceusé")
    response = client.get(STATEMENTS, {"q": typed})
    assert "João Ceusé" in response.content.decode() and shown(response)


def test_search_knows_a_speakers_other_names(client, newsroom):
    speaker("Ilse Brandt").names.create(name="Ilse Sommer-Brandt")
    assert found(client, newsroom, "q=sommer") == {"ferry"}
    assert found(client, newsroom, "q=sommer+-brandt") == set()


def test_speaker_that_was_merged(client, newsroom):
    row = speaker("Elsa Brandt")
    row.merged_into = speaker("Ilse Brandt")
    row.save()
    assert found(client, newsroom, "speaker=elsa-brandt") == {"ferry"}


def test_joint_statement_is_found_under_both(client, newsroom):
    statement(
        "Ilka Venn and Bo Sandgren said that they resign.",
        "that they resign",
        source="Ilka Venn",
        also_by=[speaker("Bo Sandgren")],
    )
    for slug in ("ilka-venn", "bo-sandgren"):
        response = client.get(f"{STATEMENTS}?speaker={slug}")
        assert shown(response) == {"that they resign"}
        assert set(numbers(response, "speaker").values()) == {1}


@pytest.mark.parametrize("typed", ["brandt", "ils", "Ilse Bra", "ILSE"])
def test_the_beginning_of_a_speakers_name_is_enough(client, newsroom, typed):
    response = client.get(STATEMENTS, {"speaker": typed})
    assert response.context["listing"].statements == (
        client.get(STATEMENTS, {"speaker": "ilse-brandt"}).context["listing"].statements
    )
    assert response.context["listing"].statements
