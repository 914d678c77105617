"""Names as strings: folding, showing, family names."""

import pytest

from articles.extraction import extract
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
        ("Ana de la Cruz-Pell", "de la cruz pell"),
        ("Ann Fitz-Lee Jr.", "fitz lee"),
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


IN_THE_NEWS = [
    ("Crown Prince Halid bin Tarif", "Halid bin Tarif", "Crown Prince"),
    ("Commission President Ursel von der Haide", "Ursel von der Haide", "Commission President"),
    ("North Korean leader Pak Jong Un", "Pak Jong Un", "North Korean leader"),
    ("Rep. Alma de la Vega (D-Texas)", "Alma de la Vega", "Rep."),
    ("Pieter van ’t Hoff, a baker,", "Pieter van ’t Hoff", "baker"),
    ("Muhammed Shia’ al-Sabri, the premier,", "Muhammed Shia’ al-Sabri", "premier"),
    ("Mexican President Andrés Manuel López Obrador", "Andrés Manuel López Obrador", "Mexican President"),
    ("Sen. Robert Casemore Jr.", "Robert Casemore Jr.", "Sen."),
    ("Martin Kell III, a lawyer,", "Martin Kell III", "lawyer"),
    ("J.D. Vencel, the senator,", "J.D. Vencel", "senator"),
    ("William “Bill” Harding, a fisherman,", "William “Bill” Harding", "fisherman"),
    ("Mary-Anne Fitz-Gerrit, a nurse,", "Mary-Anne Fitz-Gerrit", "nurse"),
    ("Dame Angela Eagleton MP", "Angela Eagleton", "Dame"),
    ("Lt. Col. Nadav Shosha", "Nadav Shosha", "Lt. Col."),
    ("Det. Insp. Ola Berg", "Ola Berg", "Det. Insp."),
    ("Baroness Hallet", "Hallet", "Baroness"),
    ("Prince Harry", "Harry", "Prince"),
    ("Mr. Trimp", "Trimp", None),
    ("Baker, a councillor,", "Baker", "councillor"),
    ("Secretary of Defense Lloyd Austen", "Lloyd Austen", "Secretary of Defense"),
    ("Foreign and Defense Minister Iska Darr", "Iska Darr", "Foreign and Defense Minister"),
    ("ex-PM Anna Modder", "Anna Modder", "ex-PM"),
    ("then-Defense Secretary Bob Gantry", "Bob Gantry", "then-Defense Secretary"),
    ("Hakan Fidel, 56,", "Hakan Fidel", None),
    ("Recep Emre Erdolan", "Recep Emre Erdolan", None),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("source", "name", "title"), IN_THE_NEWS)
def test_a_name_comes_without_its_title(source, name, title) -> None:
    (found,) = extract(f"On Monday, {source} said the dam held.")
    who = found.source
    assert (who.kind, who.name, who.title) == ("person", name, title)


@pytest.mark.model
@pytest.mark.parametrize(
    ("source", "name", "title"),
    [
        ("Gov. Ana Pell", "Ana Pell", "Gov."),
        ("Lt. Col. Nadav Shosha", "Nadav Shosha", "Lt. Col."),
        ("Ana Pell", "Ana Pell", None),
        ("Prime Minister Olga Brenn", "Olga Brenn", "Prime Minister"),
    ],
)
def test_a_day_before_a_name_is_no_title(source: str, name: str, title: str) -> None:
    for when in ("On Monday", "Late Tuesday"):
        (found,) = extract(f"{when} {source} said the dam held.")
        assert (found.source.name, found.source.title) == (name, title)


@pytest.mark.model
@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Judge Roten Center", "Roten Center"),
        ("Prince William County", "William County"),
        ("Der Spiegel", "Der Spiegel"),
        ("Prime Minister Benny Natan’s office", "Prime Minister Benny Natan’s office"),
        ("Kyiv", "Kyiv"),
        ("Goldman Sachs", "Goldman Sachs"),
        ("the Kremlin", "Kremlin"),
        ("state news agency KCNA", "KCNA"),
        ("state broadcaster KBS", "KBS"),
        ("the insurer Aviva", "Aviva"),
        ("the Joint Chiefs of Staff", "Joint Chiefs of Staff"),
        ("Doctors Without Borders", "Doctors Without Borders"),
    ],
)
def test_a_body_is_no_person(source: str, name: str) -> None:
    (found,) = extract(f"“The dam held,” {source} said.")
    assert found.source.kind == "organisation"
    assert (found.source.name or "").endswith(name)


@pytest.mark.model
def test_a_noun_that_tells_what_somebody_built_makes_nobody_a_body() -> None:
    text = "Mayor Ida Marsk left. The company Marsk built said nothing. Marsk said no."
    assert extract(text)[-1].source.name == "Ida Marsk"


@pytest.mark.model
@pytest.mark.parametrize(
    ("introduced", "later", "name"),
    [
        ("Mayor Ana de la Cruz-Pell", "De la Cruz-Pell", "Ana de la Cruz-Pell"),
        ("Tomas “Tom” Reuter", "Reuter", "Tomas “Tom” Reuter"),
        ("Baroness Hallet", "Hallet", "Hallet"),
        ("Commission President Ursel von der Haide", "Von der Haide", "Ursel von der Haide"),
        ("Premier Kim Jong Su", "Kim", "Kim Jong Su"),
        ("President Yun Suk Yool", "Yun", "Yun Suk Yool"),
    ],
)  # fmt: skip
def test_a_surname_is_its_bearer(introduced: str, later: str, name: str) -> None:
    text = f"On Monday, {introduced} came to Ryme. “The dam held,” {later} told us."
    (found,) = extract(text)
    assert (found.source.kind, found.source.name) == ("person", name)


@pytest.mark.model
@pytest.mark.parametrize("source", ["the mayor", "the Deputy Prime Minister", "she"])
def test_a_bare_title_names_nobody(source: str) -> None:
    (found,) = extract(f"“The dam held,” {source} said.")
    assert found.source.kind != "person"


@pytest.mark.model
def test_a_word_of_a_headline_is_no_name() -> None:
    text = "Hillary Marsk Goes After Bo Lind\n\nMarsk came. “The dam held,” Marsk said."
    (found,) = extract(text)
    assert found.source.name == "Hillary Marsk"
