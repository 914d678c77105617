"""The statements page: search, filters with their numbers, fragments, bad input."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from articles import annotate
from tests import factories
from tests.factories import article, editor, speaker, statement

pytestmark = pytest.mark.django_db

STATEMENTS = reverse("articles:statements")
HTMX = {"HX-Request": "true"}


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


def listed(response) -> list[str]:
    """What was said in each statement of the list, from the first to the last."""
    pattern = r'<mark class="mark-content">(.*?)</mark>'
    return re.findall(pattern, response.content.decode(), re.DOTALL)


def shown(response) -> set[str]:
    return set(listed(response))


def found(client: Client, newsroom, address: str) -> set[str]:
    """The names of the statements that an address shows."""
    response = client.get(f"{STATEMENTS}?{address}")
    assert response.status_code == 200
    texts = shown(response)
    return {name for name, quote in newsroom.items() if quote.text in texts}


def numbers(response, facet: str) -> dict[str, int]:
    """The choices of one facet with the numbers beside them."""
    choices = response.context["listing"].counts.facets[facet].choices
    return {choice.label: choice.count for choice in choices}


def test_page(client, newsroom):
    response = client.get(STATEMENTS)
    text = response.content.decode()
    assert text.startswith("<!doctype html>")
    assert "5 in 5 articles, from 5 origins" in text
    assert len(shown(response)) == 5
    assert '<span class="mark-source unnamed">one of the officials</span>' in text
    assert '<span class="mark-cue">denied</span>' in text
    assert "not reviewed · 1.00" in text and "Confirmed by an editor" not in text
    assert "confirmed by an editor" in text
    assert '<span class="word">denies</span>' in text
    names = ("trust", "port", "denial", "ferry", "report")
    assert listed(response) == [newsroom[name].text for name in names]


def test_chain(client, newsroom):
    text = client.get(
        f"{STATEMENTS}?source=anonymous&outlet=inland-post"
    ).content.decode()
    chain = re.search(r'<p class="chain">(.*?)</p>', text, re.DOTALL)
    assert chain
    words = " ".join(re.sub("<[^>]+>", " ", chain[1]).split())
    assert words.startswith(
        "one of the officials told → Axios according to → Coast Courier → Inland Post , 8 Oct 2025"
    )


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


def test_refusal_to_comment_is_shown_with_its_word(client):
    statement("Ilse Brandt declined to comment.", "declined to comment", cue="declined",
              polarity="declines")  # fmt: skip
    assert "declines to comment" in client.get(STATEMENTS).content.decode()


def test_what_is_disputed_is_told_to_readers(client):
    quote = statement()
    note = "The mayor’s office says “never”"
    annotate.dispute(quote.pk, note, version=1, by=editor())
    text = client.get(STATEMENTS).content.decode()
    assert f"Disputed: {note}" in text and "disputed by an editor" in text


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


def test_nothing_found(client, newsroom):
    text = client.get(f"{STATEMENTS}?q=zeppelin").content.decode()
    assert "Nothing found." in text and "0 in 0 articles" in text


def test_pages(client):
    home = article(
        "“No 0.” “No 1.” " + "".join(f"“No {n}.” " for n in range(2, 60)), title="Many"
    )
    for number in range(60):
        statement(content=f"No {number}.", cue="", source="", within=home,
                  source_kind="unknown")  # fmt: skip
    first = client.get(f"{STATEMENTS}?source=unknown")
    assert shown(first) == {f"No {n}." for n in range(25)}
    assert 'href="/?source=unknown&amp;page=2"' in first.content.decode()
    last = client.get(f"{STATEMENTS}?source=unknown&page=99")
    assert shown(last) == {f"No {n}." for n in range(50, 60)}
    assert client.get(f"{STATEMENTS}?page=x").status_code == 200


@pytest.mark.parametrize(
    ("headers", "is_page"),
    [
        ({}, True),
        (HTMX, False),
        (HTMX | {"HX-History-Restore-Request": "true"}, True),
        ({"HX-History-Restore-Request": "true"}, True),
        (HTMX | {"HX-Boosted": "true"}, True),
    ],
)
def test_page_and_fragment(client, newsroom, headers, is_page):
    response = client.get(f"{STATEMENTS}?speaker=ilse-brandt", headers=headers)
    text = response.content.decode()
    assert text.startswith("<!doctype html>") is is_page
    assert ("masthead" in text) is is_page
    assert 'id="statements"' in text and shown(response) == {"The ferry is late"}
    assert "HX-Request" in response["Vary"]
    assert ("no-store" in response.get("Cache-Control", "")) is not is_page


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_wrong_method(client, newsroom, method):
    assert getattr(client, method)(STATEMENTS).status_code == 405


def test_nothing_typed_in_an_article_is_markup(client):
    nasty = "<img src=x onerror=alert(1)> & more,"
    statement(
        f"“{nasty}” said <b>Ola</b> Bergland.",
        nasty,
        source="<b>Ola</b> Bergland",
        speaker_title="</script><script>alert(2)</script>",
        title="<i>Late</i>",
        hedges=["<u>reportedly</u>"],
        unnamed={
            "country": "<s>France</s>",
            "organisation": '"><script>alert(3)</script>',
        },
    )
    text = client.get(STATEMENTS, {"q": "<script>alert(4)</script>"}).content.decode()
    text += client.get(
        STATEMENTS, {"organisation": '"><script>alert(3)</script>'}
    ).content.decode()
    assert shown(client.get(STATEMENTS)) == {
        "&lt;img src=x onerror=alert(1)&gt; &amp; more,"
    }
    for tag in ("<img", "<b>Ola", "<script>alert", "<i>Late", "<s>", "<u>"):
        assert tag not in text


def test_long_statement_and_far_source(client):
    long = "And so it goes. " * 400
    statement(f"Ilse Brandt rose. {'It rained. ' * 30}“{long.strip()}” she said.", long.strip(),
              cue="she said", title="Long")  # fmt: skip
    text = client.get(STATEMENTS).content.decode()
    assert "…</p>" in text or "…</span></p>" in text
    assert len(text) < 60_000


def test_reader_sees_no_controls_that_would_refuse(client, newsroom):
    text = client.get(STATEMENTS).content.decode()
    assert "Paste an article" not in text and "Log in" in text
    client.force_login(factories.reader())
    assert "Paste an article" not in client.get(STATEMENTS).content.decode()
    client.force_login(editor())
    assert "Paste an article" in client.get(STATEMENTS).content.decode()


def test_empty_installation_invites(client):
    text = client.get(STATEMENTS).content.decode()
    assert "Newsdesk reads the news articles" in text
    assert reverse("articles:samples") not in text and "Log in" in text
    client.force_login(editor())
    text = client.get(STATEMENTS).content.decode()
    assert reverse("articles:samples") in text and "Paste an article" in text


def test_samples_are_for_editors(client):
    samples = reverse("articles:samples")
    assert client.post(samples).status_code == 401
    client.force_login(factories.reader())
    assert client.post(samples).status_code == 403
    client.force_login(editor())
    assert client.get(samples).url == STATEMENTS
    assert client.put(samples).status_code == 405


@pytest.mark.model
def test_load_samples(client):
    client.force_login(editor())
    response = client.post(reverse("articles:samples"), follow=True)
    assert "sample articles were taken in" in response.content.decode()
    assert response.context["listing"].counts.summary.statements > 20


@pytest.mark.parametrize(
    "address",
    ["", "q=pier", "source=anonymous&through=axios&when=2025&speaker=ilse-brandt"],
)
def test_query_count_stays_as_rows_grow(
    client, newsroom, django_assert_max_num_queries, address
):
    _many_kinds_of_rows(range(3))
    with django_assert_max_num_queries(28) as few:
        client.get(f"{STATEMENTS}?{address}")
    _many_kinds_of_rows(range(3, 20))
    with django_assert_max_num_queries(len(few)):
        client.get(f"{STATEMENTS}?{address}")


def _many_kinds_of_rows(numbers):
    for number in numbers:
        statement(
            f"An aide of {number} told Wire {number} that the pier is safe.",
            "the pier is safe",
            cue="told",
            source=f"An aide of {number}",
            unnamed={"country": f"Country {number}"},
            through=[(f"Wire {number}", "told"), ("Axios", "reported")],
            by=f"Paper {number}",
        )
        statement(
            f"“The pier is safe,” Person Number{number} said.",
            "The pier is safe",
            source=f"Person Number{number}",
            also_by=[speaker("Bo Sandgren")],
        )


def test_closed_installation_asks_to_log_in(client, newsroom, settings):
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE,
        "articles.access.ReadingNeedsAccount",
    ]
    response = client.get(STATEMENTS)
    assert response.status_code == 302 and response.url.startswith(reverse("login"))


def test_login(client):
    user = editor()
    page = reverse("login")
    assert "Password" in client.get(page).content.decode()
    wrong = client.post(page, {"username": user.username, "password": "wrong"})
    assert "Please enter a correct username" in wrong.content.decode()
    assert user.username in wrong.content.decode()
    right = client.post(page, {"username": user.username, "password": "pass-it-on"})
    assert right.url == STATEMENTS


def test_no_such_page(client):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()


@pytest.mark.parametrize("typed", ["brandt", "ils", "Ilse Bra", "ILSE"])
def test_the_beginning_of_a_speakers_name_is_enough(client, newsroom, typed):
    response = client.get(STATEMENTS, {"speaker": typed})
    assert response.context["listing"].statements == (
        client.get(STATEMENTS, {"speaker": "ilse-brandt"}).context["listing"].statements
    )
    assert response.context["listing"].statements
