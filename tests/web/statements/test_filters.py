"""Filters of the statements and the numbers beside them, chips, values that are wrong."""

import pytest

from tests.factories import article, statement
from tests.web.statements.listing import STATEMENTS, found, numbers, shown

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("source=anonymous", {"trust", "port"}),
        ("source=anonymous&source=document", {"trust", "port", "report"}),
        ("source=anonymous&country=United+States", {"trust"}),
        ("country=United+States&country=France", {"trust", "port"}),
        ("organisation=Ministry+of+Transport", {"trust"}),
        ("level=senior", {"trust"}),
        ("source=anonymous&country=United+States&through=axios", {"trust"}),
        ("through=axios", {"trust", "port"}),
        ("through=_none", {"ferry", "denial", "report"}),
        ("through=_none&through=coast-courier", {"trust", "ferry", "denial", "report"}),
        ("outlet=coast-courier", {"port", "denial"}),
        ("outlet=coast-courier&through=axios", {"port"}),
        ("outlet=nobody-knows-it", set()),
        ("speaker=ilse-brandt", {"ferry"}),
        ("speaker=ILSE+BRANDT", {"ferry"}),
        ("speaker=nobody", set()),
        ("speaker=the-harbour-board&speaker=ilse-brandt", {"ferry", "denial"}),
        ("wording=mixed", {"report"}),
        ("wording=mixed&wording=direct", {"report", "trust", "ferry"}),
        ("status=rejected", {"wrong"}),
        ("status=confirmed&status=rejected", {"wrong", "denial"}),
        ("when=2025", {"trust", "port", "denial"}),
        ("when=2025-07", {"port", "denial"}),
        ("when=2025-07&when=2024", {"port", "denial", "ferry"}),
        ("when=undated", {"report"}),
        ("date=published&when=2024-05", set()),
        ("date=published&when=2024-06", {"ferry"}),
        ("since=2025-07-02", {"trust", "port"}),
        ("until=2025-07-01", {"denial", "ferry"}),
        ("since=2025-07-01&until=2025-07-02", {"port", "denial"}),
        ("since=2024-05-15&until=2024-05-20", {"ferry"}),
        ("date=published&since=2024-05-15&until=2024-05-20", set()),
        ("q=ferry", {"ferry"}),
        ("q=brandt", {"ferry"}),
        ("q=ferry+-late", set()),
        ("q=trust+or+port", {"trust", "port"}),
        ("q=%22port+is+sold%22", {"port"}),
        ("q=trust&source=document", set()),
        ("q=&source=&since=", {"trust", "port", "ferry", "denial", "report"}),
        (
            "utm_source=elsewhere&page=99",
            {"trust", "port", "ferry", "denial", "report"},
        ),
    ],
)
def test_filter(client, newsroom, address, names):
    assert found(client, newsroom, address) == names


def test_numbers_beside_the_choices(client, newsroom):
    response = client.get(f"{STATEMENTS}?source=anonymous&through=axios")
    assert numbers(response, "source") == {"Unnamed": 2}
    assert numbers(response, "through") == {
        "Axios": 2,
        "Coast Courier": 1,
    }
    assert numbers(response, "outlet") == {"Coast Courier": 1, "Inland Post": 1}
    assert numbers(response, "country") == {"France": 1, "United States": 1}
    assert numbers(response, "wording") == {"Direct": 1, "Indirect": 1}
    assert numbers(response, "when") == {"2025": 2}
    assert numbers(response, "speaker") == {}


def test_numbers_of_everything(client, newsroom):
    response = client.get(STATEMENTS)
    assert numbers(response, "status") == {
        "Not reviewed": 4,
        "Confirmed": 1,
        "Rejected": 1,
    }
    assert numbers(response, "when") == {"2025": 3, "2024": 1, "No date": 1}
    assert numbers(response, "speaker") == {"Ilse Brandt": 1, "The harbour board": 1}
    assert numbers(response, "level") == {"Level not stated": 1, "Senior only": 1}
    assert numbers(response, "through")["No one: said to the outlet"] == 3


def test_each_number_is_what_its_link_gives(client, newsroom):
    for address in (
        "",
        "source=anonymous",
        "when=2025",
        "through=_none&wording=direct",
    ):
        listing = client.get(f"{STATEMENTS}?{address}").context["listing"]
        for facet in listing.counts.facets.values():
            for choice in facet.choices:
                if not choice.chosen:
                    chosen = {facet.name: [choice_value(choice, facet.name)]}
                    alone = listing.form.address(**chosen)
                    there = client.get(f"{STATEMENTS}?{alone.urlencode()}")
                    total = there.context["listing"].counts.summary.statements
                    assert total == choice.count, (address, facet.name, choice.label)


def choice_value(choice, name: str) -> str:
    return str(choice.address.getlist(name)[-1])


def test_months_of_a_chosen_year(client, newsroom):
    response = client.get(f"{STATEMENTS}?when=2025")
    assert numbers(response, "when") == {
        "2025": 3,
        "July 2025": 2,
        "October 2025": 1,
        "2024": 1,
        "No date": 1,
    }
    july = response.context["listing"].counts.facets["when"].choices[1]
    assert july.address.urlencode() == "when=2025-07"


def test_undated_are_not_dropped_without_notice(client, newsroom):
    text = client.get(
        f"{STATEMENTS}?since=2024-05-15&until=2025-10-08"
    ).content.decode()
    assert "4 in 4 articles" in text
    assert '<a href="/?when=undated">1 has no date</a>' in text


def test_copies_of_a_wire_story_are_one_origin(client):
    first = article("“Yes,” Ilse Brandt said.", by="Harbour Wire")
    for name in ("Coast Courier", "Inland Post"):
        copy = article("“Yes,” Ilse Brandt said.", by=name, copy_of=first)
        statement(content="Yes", within=copy)
    statement(content="Yes", within=first)
    text = client.get(STATEMENTS).content.decode()
    assert "3 in 3 articles, from 1 origin" in text
    assert text.count("2 copies") == 3


def test_chips(client, newsroom):
    address = "q=trust&source=anonymous&through=axios&when=2025&since=2025-01-01"
    response = client.get(f"{STATEMENTS}?{address}&page=1")
    chips = response.context["listing"].form.chips()
    assert [f"{chip.before} {chip.value}".strip() for chip in chips] == [
        "“trust”",
        "Unnamed",
        "through Axios",
        "said in 2025",
        "said from 1 Jan 2025",
    ]
    assert chips[2].address.urlencode() == (
        "q=trust&source=anonymous&when=2025&since=2025-01-01"
    )
    assert 'href="/" hx-get="/"' in response.content.decode()  # clear all


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("since=2025-06-10&until=2025-06-09", "The first day lies after the last one."),
        ("since=yesterday", "Enter a valid date."),
        ("source=martian", "“martian” is none of: person"),
        ("when=June", "“June” is no year"),
        ("when=2025-13", "“2025-13” is no year"),
        ("when=0000", "“0000” is no year"),
        ("date=never", "Select a valid choice"),
        ("status=%3Cscript%3E", "“&lt;script&gt;” is none of"),
    ],
)
def test_wrong_value_is_named(client, newsroom, address, message):
    response = client.get(f"{STATEMENTS}?{address}")
    assert response.status_code == 200
    assert message in response.content.decode()
    assert shown(response) == set()
    chips = response.context["listing"].form.chips()
    assert chips or address.startswith("date="), "it cannot be taken off"
