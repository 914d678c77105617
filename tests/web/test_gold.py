"""``manage.py export_gold``: whose work is exported, how, and that training reads it."""

import json
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles import annotate
from articles.models import Status
from tests import factories

pytestmark = pytest.mark.django_db

SCORER = Path(__file__).parents[3] / "shared" / "bench" / "score.py"
# An emoji and a letter beyond the basic plane: a UTF-16 offset would drift.
TEXT = (
    "😀 “The ferry 𝒂nd the quay\nare late,” Ilse Brandt said. “For good,” she added.\n\n"
    "Omar Nasser wrote that Bo Strand said it rained."
)
FERRY, GOOD = "The ferry 𝒂nd the quay\nare late", "For good"
WROTE, RAINED = "that Bo Strand said it rained", "it rained"


@pytest.fixture
def editor():
    return factories.editor()


@pytest.fixture
def home():
    """One article of four statements: a split one, a plain one, one inside another."""
    home = factories.article(TEXT, title="Late")
    first = factories.statement(content=FERRY, within=home)
    start = TEXT.index(GOOD)
    first.content = [*first.content, (start, start + len(GOOD))]
    first.save()
    factories.statement(content=GOOD, cue="added", source="she", within=home)
    outer = factories.statement(
        content=WROTE, cue="wrote", source="Omar Nasser", within=home, kind="indirect"
    )
    factories.statement(
        content=RAINED, cue="", source="", within=home, parent=outer,
        source_kind="unknown",
    )  # fmt: skip
    return home


def settle(editor, *quotes, how=annotate.confirm):
    for quote in quotes:
        how(quote.pk, version=1, by=editor)


@pytest.fixture
def reviewed(editor, home):
    ferry, good, *others = home.quotes.order_by("pk")
    settle(editor, good, how=annotate.reject)
    settle(editor, ferry, *others)
    return home


def export(out, *options):
    told = StringIO()
    call_command("export_gold", str(out), *options, stdout=told)
    return told.getvalue()


def lines(out):
    read = (out / name for name in ("train.jsonl", "dev.jsonl"))
    return [json.loads(one) for file in read for one in file.read_text().splitlines()]


def words(line, role):
    return [
        [line["text"][start:end] for start, end in one[role]]
        for one in line["attributions"]
    ]


def test_a_reviewed_article_is_written_as_the_corpus_is(reviewed, tmp_path):
    told = export(tmp_path / "gold")
    assert "with 2 statements" in told
    (line,) = lines(tmp_path / "gold")
    assert line["text"] == TEXT
    assert (line["publisher"], line["date"]) == ("inland-post", "2025-06-10")
    assert words(line, "content") == [[FERRY, GOOD], [WROTE]]
    assert words(line, "cue") == [["said"], ["wrote"]]
    assert words(line, "source") == [["Ilse Brandt"], ["Omar Nasser"]]
    assert {one["speech"] for one in line["attributions"]} == {True}
    assert [one["kind"] for one in line["attributions"]] == ["direct", "indirect"]


def test_inner_statements_are_written_when_asked_for(reviewed, tmp_path):
    export(tmp_path, "--inner")
    (line,) = lines(tmp_path)
    assert words(line, "content") == [[FERRY, GOOD], [WROTE], [RAINED]]
    assert words(line, "source")[2] == []


def test_where_nothing_is_reviewed_nothing_can_be_learned(tmp_path):
    factories.statement()
    with pytest.raises(CommandError, match="No article is reviewed yet"):
        export(tmp_path / "partly", "--partly")


@pytest.mark.parametrize("status", [Status.MACHINE, Status.DISPUTED])
def test_an_article_that_is_not_settled_is_left_out(reviewed, tmp_path, status):
    factories.article("Nobody spoke.")
    reviewed.quotes.filter(text=GOOD).update(status=status)
    with pytest.raises(CommandError, match="reviewed to its end yet; --partly"):
        export(tmp_path / "whole")
    assert not (tmp_path / "whole").exists()
    export(tmp_path / "partly", "--partly")
    (line,) = lines(tmp_path / "partly")
    assert words(line, "content") == [[FERRY, GOOD], [GOOD], [WROTE]]
    assert [one["reviewed"] for one in line["attributions"]] == [True, False, True]
    ann = next((tmp_path / "partly" / "brat").glob("*.ann")).read_text()
    assert ann.count("Unreviewed") == 1


def test_brat_tells_the_same_by_code_points(reviewed, tmp_path):
    export(tmp_path)
    (line,) = lines(tmp_path)
    text = (tmp_path / "brat" / f"{line['id']}.txt").read_bytes().decode()
    assert text == TEXT
    ann = (tmp_path / "brat" / f"{line['id']}.ann").read_text().splitlines()
    found = [one.split("\t") for one in ann if one.startswith("T")]
    for _, bound, told in found:
        pieces = bound.split(" ", 1)[1].split(";")
        spans = [tuple(map(int, piece.split())) for piece in pieces]
        assert " ".join(text[start:end] for start, end in spans) == told
    assert found[0][2] == FERRY.replace("\n", " ") + " " + GOOD
    assert "R1\tCued Arg1:T1 Arg2:T2" in ann
    assert "R2\tSaid Arg1:T1 Arg2:T3" in ann
    assert "A1\tKind T1 direct" in ann


def test_articles_stay_in_their_part_and_copies_with_them(editor, tmp_path):
    for number in range(40):
        quote = factories.statement(on=date(2025, 1, 1), by=f"Outlet {number % 2}")
        quote.article.body_digest = f"{number // 2:08x}"
        quote.article.save()
        settle(editor, quote)
    told = export(tmp_path / "one")
    assert "36 articles for training and 4 for dev" in told
    export(tmp_path / "two")
    for name in ("train.jsonl", "dev.jsonl"):
        one, two = ((tmp_path / part / name).read_text() for part in ("one", "two"))
        assert one == two


def test_a_folder_with_something_in_it_is_left_alone(reviewed, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(CommandError, match="is there already"):
        export(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_training_reads_the_export(reviewed, tmp_path):
    pytest.importorskip("tokenizers")
    from articles.extraction.tagger.words import read_words
    from articles.extraction.training import corpus

    export(tmp_path)
    files = [tmp_path / name for name in ("train.jsonl", "dev.jsonl")]
    (article,) = [one for file in files for one in corpus.read_corpus(file)]
    lexicon = corpus.CueLexicon([article])
    read = read_words(article["text"])
    for attribution, cue in zip(
        article["attributions"], ["said", "wrote"], strict=True
    ):
        at = lexicon.anchor(read, corpus.covered(read, attribution["cue"]))
        assert read.forms[at] == cue
    pieces = corpus.content_pieces(
        read, corpus.covered(read, article["attributions"][0]["content"])
    )
    told = [read.forms[one] for piece in pieces for one in piece]
    assert [one for one in told if one.isalpha()] == f"{FERRY} {GOOD}".split()


def test_the_scorer_finds_the_export_right_against_itself(reviewed, tmp_path):
    if not SCORER.is_file():
        pytest.skip(f"no scorer: {SCORER} is not there")
    export(tmp_path)
    gold, found = tmp_path / "all.jsonl", tmp_path / "found.jsonl"
    gold.write_text("".join(json.dumps(line) + "\n" for line in lines(tmp_path)))
    found.write_text(
        "".join(
            json.dumps({"id": line["id"], "quotes": line["attributions"]}) + "\n"
            for line in lines(tmp_path)
        )
    )
    run = [sys.executable, str(SCORER), str(gold), str(found), "--json"]
    told = json.loads(subprocess.run(run, check=True, capture_output=True).stdout)
    for subset in ("speech", "all"):
        assert told[subset]["exact"]["f1"] == 1
        assert told[subset]["end_to_end"]["f1"] == 1
