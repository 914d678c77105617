"""``manage.py extract_again``: reports, applies, goes on where it stopped, takes back."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles import annotate, extraction
from articles.again import run
from articles.extraction import Source, Span, Statement
from articles.models import Quote, Status
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = "“The ferry is late,” Ilse Brandt said. “It rains,” she added."
FERRY = Statement(
    kind="direct",
    content=(Span(1, 18),),
    cue=(Span(33, 37),),
    source=Source("person", Span(21, 32), "Ilse Brandt", "Ilse Brandt"),
)


class Extractor:
    """Finds the ferry alone; stops for good at the article of this number."""

    def __init__(self):
        self.asked = []
        self.most = 0
        self.stops_at = None

    def __call__(self, articles):
        self.most = max(self.most, len(articles))
        for number, article in enumerate(articles, len(self.asked)):
            if number == self.stops_at:
                raise KeyboardInterrupt
            self.asked.append(article)
            yield [FERRY]


@pytest.fixture
def extractor(monkeypatch, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    found = Extractor()
    monkeypatch.setattr(extraction, "extract_all", found)
    monkeypatch.setattr(run, "TOGETHER", 2)
    return found


@pytest.fixture
def articles():
    """Five articles, each with rain, and with a title that is read no more."""
    made = []
    for number in range(5):
        home = factories.article(TEXT, by="Inland Post" if number else "Coast")
        factories.statement(within=home, speaker_title="mayor")
        factories.statement(content="It rains", cue="added", source="she", within=home)
        made.append(home)
    return made


def again(*options):
    out, errors = StringIO(), StringIO()
    call_command("extract_again", *options, stdout=out, stderr=errors)
    return out.getvalue() + errors.getvalue()


def rain():
    return Quote.objects.filter(text="It rains").count()


def test_the_report_tells_and_writes_nothing(extractor, articles):
    told = again("--article", str(articles[1].pk), "--article", str(articles[0].pk))
    assert f"Article {articles[0].pk}, “The ferry is late”: 0 added, 1 gone" in told
    assert "  - “It rains” (she)" in told
    assert "      title: mayor → nothing" in told
    assert "2 articles: 0 added, 2 gone, 2 changed, 0 the same" in told
    assert "Nothing was written" in told
    assert rain() == 5
    assert extractor.asked[0] == (TEXT, "Coast", date(2025, 6, 10))


def test_one_outlet_is_set_right_and_the_run_taken_back(extractor, articles):
    editor = factories.editor()
    kept = articles[2].quotes.get(text="It rains")
    annotate.confirm(kept.pk, version=1, by=editor)
    before = list(
        Quote.objects.order_by("pk").values_list("pk", "text", "speaker_title")
    )
    told = again("--outlet", "inland-post", "--apply")
    assert "4 articles: 0 added, 3 gone, 4 changed" in told
    assert "1 reviewed stay as they are" in told
    assert (rain(), extractor.most) == (2, 2)
    key = told.split("Run ")[1].split(":")[0]
    assert "2 acts of run" in again("--undo", key)
    assert before == list(
        Quote.objects.order_by("pk").values_list("pk", "text", "speaker_title")
    )
    kept.refresh_from_db()
    assert kept.status == Status.CONFIRMED
    with pytest.raises(CommandError):
        again("--undo", key)


def test_a_text_that_would_be_cleaned_otherwise_is_left_alone(extractor):
    home = factories.article("“It\x0brains,” Bo Strand shouted.\r\n")
    told = again("--all", "--apply")
    assert f"Article {home.pk}, “The ferry is late”: left alone" in told
    assert "articles left alone: 1." in told


def test_a_run_that_was_stopped_goes_on(extractor, articles):
    extractor.stops_at = 3
    with pytest.raises(KeyboardInterrupt):
        again("--all", "--apply")
    assert rain() == 3
    extractor.asked, extractor.stops_at = [], None
    told = again("--all", "--apply")
    assert f"Going on after article {articles[1].pk}" in told
    assert (rain(), len(extractor.asked)) == (0, 3)
    assert "Going on" not in again("--all", "--apply")


def test_another_selection_or_another_extraction_starts_anew(
    extractor, articles, monkeypatch
):
    extractor.stops_at = 3
    with pytest.raises(KeyboardInterrupt):
        again("--all", "--apply")
    extractor.stops_at = None
    assert "Going on" not in again("--all", "--apply", "--from-start")
    extractor.stops_at = len(extractor.asked) + 3
    with pytest.raises(KeyboardInterrupt):
        again("--all", "--apply")
    extractor.stops_at = None
    monkeypatch.setenv("NEWSDESK_PIPELINE", "another")
    assert "Going on" not in again("--all", "--apply")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "Say which"),
        (("--all", "--article", "1"), "Say which"),
        (("--article", "999999999"), "There is no article 999999999"),
        (("--outlet", "nowhere"), "No outlet has the address nowhere"),
        (("--undo", "nothing"), "No act of this run stands"),
    ],
)
def test_what_makes_no_sense_is_told(extractor, articles, options, words):
    with pytest.raises(CommandError, match=words):
        again(*options)
