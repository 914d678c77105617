"""What speaks for two speakers being one, in tables."""

from itertools import count

import pytest

from articles.likeness import Known, evidence, keys

_numbers = count(1)


def person(*names, titles=(), wikidata=""):
    return Known(next(_numbers), True, names, frozenset(titles), wikidata)


def body(*names):
    return Known(next(_numbers), False, names)


ALIKE = [
    (person("Ilse Brandt"), person("ilse  BRANDT"), "both go by"),
    (person("Gov. Elena Marsh"), person("MARSH, ELENA"), "both go by"),
    (person("Ada Quill", "Captain Moss Ash"), person("Moss Ash"), "both go by"),
    (person("J. Marsh"), person("John Marsh"), "first names fit"),
    (person("J.R. Whitfield"), person("James Robert Whitfield"), "first names fit"),
    (person("John Marsh"), person("John A. Marsh"), "first names fit"),
    (person("Dana Whitlock"), person("Dana Whitlock Jr."), "first names fit"),
    (person("Ursula von der Heide"), person("U. von der Heide"), "first names fit"),
    (person("Elena Marsh"), person("Elaine Marsh"), "spelt alike"),
    (person("Mohamed Sabry"), person("Muhammad Sabri"), "spelt alike"),
    (person("Zoë Łukasik"), person("Zoe Lukaszik"), "spelt alike"),
    (
        person("Brandt", titles=["mayor"]),
        person("Ilse Brandt", titles=["mayor"]),
        "the same title, “mayor”",
    ),
    (person("Bo X", wikidata="Q7"), person("Ada Y", wikidata="Q7"), "Wikidata"),
    (body("Nordquay Port"), body("The Nordquay Port"), "both go by"),
    (body("Brightwell Foods"), body("Brightwell Foods Inc."), "ending"),
    (body("World Harbour Office"), body("WHO"), "first letters"),
    (body("Office of Port Safety"), body("O.P.S."), "first letters"),
]
NOT_ALIKE = [
    (person("Ilse Brandt"), person("Otto Brandt")),
    (person("Ilse Brandt"), person("Ilse Brand")),
    (person("J. Marsh"), person("Karl Marsh")),
    (person("John A. Marsh"), person("John B. Marsh")),
    (person("Dana Whitlock Sr."), person("Dana Whitlock Jr.")),
    (person("Mira"), person("Mira")),
    (person("Brandt"), person("Ilse Brandt")),
    (person("Ada Quill", titles=["mayor"]), person("Bo Strand", titles=["mayor"])),
    (person("Lee Holm"), person("Leo Holm")),
    (person("Rio Port"), body("Rio Port")),
    (body("Harbour Office"), body("HO")),
    (body("Port of Venn"), body("Port of Nord")),
]


@pytest.mark.parametrize(("one", "other", "words"), ALIKE)
def test_alike(one, other, words):
    found = evidence(one, other)
    assert found and words in " ".join(found.words)
    assert found == evidence(other, one) or found.weight == evidence(other, one).weight
    assert set(keys(one)) & set(keys(other)), "they would never be compared"


@pytest.mark.parametrize(("one", "other"), NOT_ALIKE)
def test_not_alike(one, other):
    assert evidence(one, other) is None
    assert evidence(other, one) is None


def test_a_title_in_common_adds_to_the_evidence():
    bare = evidence(person("J. Marsh"), person("John Marsh"))
    titled = evidence(
        person("J. Marsh", titles=["mayor"]), person("John Marsh", titles=["mayor"])
    )
    assert titled.weight > bare.weight
    assert titled.words[-1] == "the same title, “mayor”"
