"""Statements, who is behind them, and the outlets that they came through."""

from typing import Any, ClassVar

import pgtrigger
from django.contrib.postgres.fields import (
    ArrayField,
    DateRangeField,
    IntegerRangeField,
)
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Concat, Least
from django.urls import reverse

from articles.models.choices import (
    Level,
    Polarity,
    QuoteKind,
    Relation,
    SourceKind,
    Status,
    Tenure,
)
from articles.models.fields import SpansField
from articles.models.fold import Fold
from articles.models.tracking import tracked
from articles.querysets import QuoteQuerySet

# Bounds that need another row: the article's text, and whose unnamed source it is.
_INSIDE_THE_ARTICLE = """
    SELECT char_length(text) INTO text_length
    FROM articles_article WHERE id = NEW.article_id;
    IF upper(NEW.content) > text_length OR upper(NEW.cue) > text_length
       OR upper(NEW.source_span) > text_length THEN
        RAISE EXCEPTION 'a span ends behind the text of article %', NEW.article_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.anonymous_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM articles_anonymoussource
        WHERE id = NEW.anonymous_id AND article_id = NEW.article_id) THEN
        RAISE EXCEPTION 'an unnamed source belongs to one article'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
_DENSE = """
    IF EXISTS (
        SELECT FROM articles_relay WHERE quote_id = COALESCE(NEW.quote_id, OLD.quote_id)
        HAVING max(position) <> count(*) - 1) THEN
        RAISE EXCEPTION 'the positions of a chain run from 0 without a gap'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


def _known(field: str, choices: type[models.TextChoices]) -> models.CheckConstraint:
    """A constraint that keeps ``field`` to its choices."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": choices.values}),
        name=f"%(class)s_{field}_known",
    )


@tracked()
class AnonymousSource(models.Model):
    """What one article tells about a source that it does not name.

    It belongs to that article and is never merged with another's. ``count_max`` is
    empty when the number is open ("officials").
    """

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="anonymous_sources"
    )
    description = models.TextField()
    span = IntegerRangeField(null=True, blank=True)
    count_min = models.PositiveIntegerField(default=1)
    count_max = models.PositiveIntegerField(null=True, blank=True)
    organisation = models.CharField(max_length=300, blank=True)
    country = models.CharField(max_length=100, blank=True)
    level = models.CharField(max_length=8, choices=Level, default=Level.UNSTATED)
    tenure = models.CharField(max_length=8, choices=Tenure, default=Tenure.UNSTATED)
    terms = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(count_min__gte=1)
                & (
                    models.Q(count_max=None)
                    | models.Q(count_max__gte=models.F("count_min"))
                ),
                name="anonymous_counts",
            ),
            models.CheckConstraint(
                condition=models.Q(span=None)
                | models.Q(span__isempty=False, span__startswith__gte=0),
                name="anonymous_span_bounds",
            ),
            _known("level", Level),
            _known("tenure", Tenure),
        ]
        indexes = [models.Index(fields=["country"], name="anonymous_country")]

    def __str__(self) -> str:
        return self.description


@tracked(exclude=["search"])
class Quote(models.Model):
    """A statement: something that the article reports a source as having said.

    ``content``, ``cue`` and ``source_span`` are offsets into the article's text.
    ``outlet`` and ``published_on`` are the article's, copied for the indexes.
    ``version`` grows with every act of an editor, so that a stale one is refused.
    ``dispute`` tells readers what editors do not agree on.
    """

    events: Any  # the history, which pghistory adds, and its model
    pgh_event_model: ClassVar[Any]

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="quotes"
    )
    kind = models.CharField(max_length=8, choices=QuoteKind)
    content = SpansField()
    cue = SpansField(default=list, blank=True)
    source_span = IntegerRangeField(null=True, blank=True)
    text = models.TextField()
    source_text = models.TextField(blank=True)
    source_kind = models.CharField(max_length=12, choices=SourceKind)
    source_name = models.TextField(blank=True)
    speaker = models.ForeignKey(
        "articles.Speaker",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="quotes",
    )
    also_by = models.ManyToManyField(
        "articles.Speaker",
        through="articles.JointSpeaker",
        related_name="joint_quotes",
        blank=True,
    )
    anonymous = models.ForeignKey(
        AnonymousSource,
        models.RESTRICT,  # goes when its article goes
        null=True,
        blank=True,
        related_name="quotes",
    )
    candidates = ArrayField(models.TextField(), default=list, blank=True)
    speaker_title = models.TextField(blank=True)
    addressee = models.TextField(blank=True)
    said_on = DateRangeField(null=True, blank=True)
    said_on_words = models.TextField(blank=True)
    hedges = ArrayField(models.TextField(), default=list, blank=True)
    polarity = models.CharField(
        max_length=8, choices=Polarity, default=Polarity.ASSERTS
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="inner"
    )
    content_confidence = models.FloatField(default=1.0)
    attribution_confidence = models.FloatField(default=1.0)
    status = models.CharField(max_length=9, choices=Status, default=Status.MACHINE)
    dispute = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    outlet = models.ForeignKey(
        "articles.Outlet",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="published_quotes",
    )
    published_on = models.DateField(null=True, blank=True)
    search = models.GeneratedField(
        expression=SearchVector(
            Fold(
                Concat(
                    "text",
                    models.Value(" "),
                    "source_text",
                    models.Value(" "),
                    "source_name",
                    models.Value(" "),
                    "speaker_title",
                    output_field=models.TextField(),
                )
            ),
            config="english",
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-article_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(speaker=None) | models.Q(anonymous=None),
                name="speaker_or_anonymous_never_both",
            ),
            models.CheckConstraint(
                condition=models.Q(speaker=None)
                | models.Q(source_kind__in=["person", "organisation", "group"]),
                name="speaker_fits_source_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(anonymous=None) | models.Q(source_kind="anonymous"),
                name="anonymous_fits_source_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(content__isempty=False, content__startswith__gte=0)
                & (models.Q(cue__isempty=True) | models.Q(cue__startswith__gte=0)),
                name="quote_span_bounds",
            ),
            models.CheckConstraint(
                condition=models.Q(source_span=None)
                | models.Q(source_span__isempty=False, source_span__startswith__gte=0),
                name="quote_source_span_bounds",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    content_confidence__range=(0, 1),
                    attribution_confidence__range=(0, 1),
                ),
                name="confidences_from_0_to_1",
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="quote_not_inside_itself",
            ),
            _known("kind", QuoteKind),
            _known("source_kind", SourceKind),
            _known("polarity", Polarity),
            _known("status", Status),
        ]
        indexes = [
            # What the list of statements shows and filters by, in its order.
            models.Index(
                models.F("published_on").desc(nulls_last=True),
                models.F("article").desc(),
                models.F("id"),
                include=[
                    "source_kind",
                    "kind",
                    "status",
                    "outlet",
                    "speaker",
                    "anonymous",
                    "said_on",
                ],
                name="quote_newest_first",
            ),
            models.Index(
                fields=["outlet", "-published_on"], name="quote_outlet_newest"
            ),
            models.Index(
                fields=["speaker", "-published_on"], name="quote_speaker_newest"
            ),
            models.Index(fields=["source_kind"], name="quote_source_kind"),
            # The review queue: what nobody has looked at, the least certain first,
            # and what more than one act has touched, where editors may differ.
            models.Index(
                Least("content_confidence", "attribution_confidence"),
                "id",
                condition=models.Q(status="machine"),
                name="quote_least_certain",
            ),
            models.Index(
                fields=["id"],
                condition=models.Q(version__gt=2),
                name="quote_acted_on_again",
            ),
            GinIndex(fields=["search"], name="quote_search"),
            GistIndex(fields=["said_on"], name="quote_said_on"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="inside_the_article",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("text_length", "integer")],
                func=_INSIDE_THE_ARTICLE,
            )
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("articles:quote", args=[self.pk])


@tracked()
class JointSpeaker(models.Model):
    """A further speaker of a joint statement, which is found under all of them."""

    pgh_event_model: ClassVar[Any]  # the history, which pghistory adds

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="joint")
    speaker = models.ForeignKey(
        "articles.Speaker", models.PROTECT, related_name="joint"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["quote", "speaker"], name="one_joint_speaker_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.speaker)


@tracked()
class Relay(models.Model):
    """An outlet between the source and the article; position 0 is next to the source."""

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="relays")
    position = models.PositiveSmallIntegerField()
    outlet = models.ForeignKey("articles.Outlet", models.PROTECT, related_name="relays")
    relation = models.CharField(max_length=12, choices=Relation)
    span = IntegerRangeField(null=True, blank=True)

    class Meta:
        ordering = ["quote_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["quote", "position"],
                name="one_relay_a_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=models.Q(span=None)
                | models.Q(span__isempty=False, span__startswith__gte=0),
                name="relay_span_bounds",
            ),
            _known("relation", Relation),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="dense_positions",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                func=_DENSE,
            )
        ]

    def __str__(self) -> str:
        return f"{self.relation} {self.outlet}"

    @property
    def goes_before(self) -> bool:
        """Where the word stands: "told → Axios", but "→ Axios reported"."""
        return self.relation in (Relation.TOLD, Relation.ACCORDING_TO)
