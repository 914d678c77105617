"""Names as strings: folding, showing, family names."""

import pytest

from articles.extraction.names import clean, clean_title, display, fold, surname


@pytest.mark.parametrize(
    "forms",
    [
        [
            "Gov. Elin Marsk",
            "Elin Marsk",
            "MARSK, ELIN",
            "Elin Marsk’s",
            "Elin Marsk, the governor",
        ],
        ["J.R. Whitlow", "J. R. Whitlow", "Whitlow, J.R.", "J R Whitlow"],
        ["Trần Hải Đăng", "Tran Hai Dang", "Tra\u0302\u0300n Ha\u0309i Đa\u0306ng"],
        ["Łukasz Søby", "Lukasz Soby", "LUKASZ SØBY"],
        ["Selim Aratlı", "Selim Aratli", "Selim Arat\u200blı"],
        ["Conor O’Dell", "Conor O'Dell", "conor odell"],
        ["the Harbour Board", "Harbour Board", "THE HARBOUR BOARD"],
        ["Jo Weiß", "Jo Weiss"],
    ],
)
def test_forms_of_one_name_fold_alike(forms: list[str]) -> None:
    assert {fold(form) for form in forms} == {fold(forms[0])}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Elena Marsk", "Elaine Marsk"), ("Ann Lee", "Anna Lee"), ("Judge", "Dean")],
)
def test_names_that_differ_fold_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Ursel von der Haide", "von der haide"),
        ("Von der Haide", "von der haide"),
        ("Mohammed bin Tarif", "bin tarif"),
        ("Layla Al Farou", "al farou"),
        ("Dana Whitlow Jr.", "whitlow"),
        ("Whitlow, J.R.", "whitlow"),
        ("MARSK, ELIN", "marsk"),
        ("", ""),
    ],
)
def test_surname_keeps_its_particles(name: str, family: str) -> None:
    assert surname(name) == family


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("VERA GUPTIL", "Vera Guptil"),
        ("FIONA MCADAM", "Fiona McAdam"),
        ("URSEL VON DER HAIDE", "Ursel von der Haide"),
        ("SEAN O’DELL-PRICE", "Sean O’Dell-Price"),
        ("Okafo’s", "Okafo"),
        ("Mar\u200bia\nLöfgren,", "Maria Löfgren"),
        ("NATO", "NATO"),
        ("J.R. Whitlow", "J.R. Whitlow"),
    ],
)
def test_clean_shows_a_name_as_it_is_written(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_titles_and_bodies_lose_their_article() -> None:
    assert clean_title("the port’s\nfinance director,") == "port’s finance director"
    assert display("the Wall Street Journal") == "Wall Street Journal"
    assert display("Anadolu Agency") == "Anadolu"
    assert display("The Harbor Courier") == "Harbor Courier"
