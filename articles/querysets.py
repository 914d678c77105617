"""Every read that the pages need, chainable, named in the words of the newsroom."""

import re
import unicodedata
from collections.abc import Collection
from datetime import date
from typing import Any, Self

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import (
    Count,
    Exists,
    F,
    Func,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import (
    Coalesce,
    Collate,
    Greatest,
    Least,
    Lower,
    Substr,
)
from psycopg.types.range import DateRange

from articles.excerpt import BEFORE, LONGEST
from articles.models.fold import Fold

_WORD = re.compile("[^\\W_][\\w'’‘ʼʻ`´′‛\u0300-\u036f]*")

_NEWEST_FIRST = (F("published_on").desc(nulls_last=True), "-article_id", "id")
_EXCLUDING = re.compile(r"(?:^|\s)-\S")


def _rows(name: str) -> models.QuerySet[Any]:
    """The rows of another table; the models import this module, not it them."""
    rows: models.QuerySet[Any] = apps.get_model("articles", name).objects.all()
    return rows


def beginnings(typed: str) -> str:
    """The text search for words that begin so: "ada q" gives "ada:* & q:*"."""
    words = _WORD.findall(unicodedata.normalize("NFKD", typed[:200]))[:10]
    return " & ".join(f"{word}:*" for word in words)


class OutletQuerySet(models.QuerySet[Any]):
    """Outlets."""

    def with_counts(self) -> Self:
        """Count what each published, and the statements that came through it."""
        standing = _rows("Quote").exclude(status="rejected")
        return self.annotate(
            published=_count(_rows("Article").filter(outlet=OuterRef("pk"))),
            statements=_count(standing.filter(outlet=OuterRef("pk"))),
            carried=_count(
                _rows("Relay")
                .filter(outlet=OuterRef("pk"))
                .exclude(quote__status="rejected"),
                "quote",
            ),
        )


class ArticleQuerySet(models.QuerySet[Any]):
    """Articles."""


class SpeakerQuerySet(models.QuerySet[Any]):
    """Speakers."""

    def standing(self) -> Self:
        """Those who were not merged into another."""
        return self.filter(merged_into=None)

    def called(self, typed: str) -> Self:
        """Those with a name in which each of the typed words begins a word."""
        prefixes = beginnings(typed)
        if not prefixes:
            return self.none()
        query = SearchQuery(Fold(Value(prefixes)), config="simple", search_type="raw")
        names = _rows("SpeakerName").filter(search=query)
        return self.filter(pk__in=names.values("speaker"))

    def beginning_with(self, letter: str) -> Self:
        """Those with a name that begins with this letter, whatever its case or accent."""
        names = _rows("SpeakerName").filter(folded__startswith=letter.lower())
        return self.filter(pk__in=names.values("speaker"))

    def with_statements(self) -> Self:
        """Count the statements of each, joint ones included; give the last title."""
        standing = _rows("Quote").exclude(status="rejected")
        own = standing.filter(speaker=OuterRef("pk"))
        joint = _rows("JointSpeaker").filter(speaker=OuterRef("pk"))
        titled = own.exclude(speaker_title="").order_by(*_NEWEST_FIRST)
        return self.annotate(
            statements=_count(own) + _count(joint.exclude(quote__status="rejected")),
            last_title=Subquery(titled.values("speaker_title")[:1]),
        )


class QuoteQuerySet(models.QuerySet[Any]):
    """Statements."""

    def standing(self) -> Self:
        """Those that no editor has rejected."""
        return self.exclude(status="rejected")

    def matching(self, typed: str) -> Self:
        """Those whose words, source or speaker match what was typed in a search box.

        Any string may be typed. A speaker is also found by the other names that it
        goes by, when all that was typed stands in one of them.
        """
        query = SearchQuery(
            Fold(Value(typed)), config="english", search_type="websearch"
        )
        if _EXCLUDING.search(typed):
            return self.filter(search=query)
        name = SearchQuery(Fold(Value(typed)), config="simple", search_type="plain")
        known = _rows("SpeakerName").filter(search=name)
        # An array and not a join, so that the indexes of both sides are used.
        is_one = Func(
            F("speaker"),
            Func(ArraySubquery(known.values("speaker")), function="ANY"),
            arg_joiner=" = ",
            template="%(expressions)s",
            output_field=models.BooleanField(),
        )
        return self.alias(is_named=is_one).filter(Q(search=query) | Q(is_named=True))

    def by(self, speakers: Collection[int]) -> Self:
        """Those of any of these speakers, alone or with others."""
        joint = _rows("JointSpeaker").filter(speaker__in=speakers)
        return self.filter(Q(speaker__in=speakers) | Q(pk__in=joint.values("quote")))

    def through(self, outlets: Collection[int], *, or_no_one: bool = False) -> Self:
        """Those that any of these outlets carried on their way, or no outlet did."""
        relays = _rows("Relay").filter(quote=OuterRef("pk"))
        wanted = Q(Exists(relays.filter(outlet__in=outlets)))
        return self.filter(wanted | ~Q(Exists(relays)) if or_no_one else wanted)

    def said_within(self, first: date | None, last: date | None) -> Self:
        """Those that may have been said in these days, both included.

        Where the article does not tell, that is the day on which it was published.
        """
        days = DateRange(first, last, "[]" if last else "[)")
        published = self._published(first, last)
        return self.filter(Q(said_on__overlap=days) | Q(said_on=None) & published)

    def published_within(self, first: date | None, last: date | None) -> Self:
        """Those of articles published in these days, both included."""
        return self.filter(self._published(first, last))

    @staticmethod
    def _published(first: date | None, last: date | None) -> Q:
        after = Q(published_on__gte=first) if first else Q()
        before = Q(published_on__lte=last) if last else Q()
        return Q(published_on__isnull=False) & after & before

    def undated(self) -> Self:
        """Those of which neither article nor statement tells a date."""
        return self.filter(said_on=None, published_on=None)

    def newest_first(self) -> Self:
        """By the day of publication; within an article as they stand in it."""
        return self.order_by(*_NEWEST_FIRST)

    def titles_by_date(self) -> Any:
        """Each title, with the first and last day of publication, latest first.

        Capitals do not count: of "Deputy Minister" and "deputy minister" the latter is
        shown.
        """
        titled = self.exclude(speaker_title="").order_by()
        return (
            titled.values(folded=Lower("speaker_title"))
            .annotate(
                title=Max(Collate("speaker_title", "C")),
                first=Min("published_on"),
                last=Max("published_on"),
                n=Count("pk"),
            )
            .order_by(F("last").desc(nulls_last=True), "-n", "title")
        )

    def with_context(self) -> Self:
        """Everything that a list of statements shows, in a few queries for all rows."""
        copies = (
            _rows("Article")
            .filter(
                Q(copy_of=OuterRef("article"))
                | Q(copy_of=OuterRef("article__copy_of"))
                | Q(pk=OuterRef("article__copy_of"))
            )
            .exclude(pk=OuterRef("article"))
        )
        return (
            self.select_related("article", "outlet", "speaker", "anonymous")
            .defer("search", "article__text")
            .prefetch_related("relays__outlet", "also_by")
            .annotate(copies=_count(copies))
            .with_excerpt()
        )

    def with_excerpt(self) -> Self:
        """Add ``excerpt``, the article's text around the statement, and where it starts."""
        first = Func("content", function="lower", output_field=models.IntegerField())
        last = Func("content", function="upper", output_field=models.IntegerField())
        start = Greatest(Value(0), first - BEFORE)
        end = Least(last, first + LONGEST) + BEFORE
        return self.annotate(
            excerpt_start=start,
            excerpt=Substr("article__text", start + 1, end - start),
        )


def _count(rows: models.QuerySet[Any], what: str = "") -> Coalesce:
    """How many rows a subquery has, or how many different values of ``what``."""
    total = Func(F(what), function="count", template="count(DISTINCT %(expressions)s)")
    number = total if what else Func(Value(1), function="count")
    counted = rows.order_by().annotate(total=number)
    return Coalesce(Subquery(counted.values("total")), 0)
