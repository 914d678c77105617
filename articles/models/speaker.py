"""Speakers: named people, organisations and groups, one row across all articles."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.urls import reverse

from articles.models.choices import SpeakerKind
from articles.models.fold import Fold
from articles.models.tracking import tracked
from articles.querysets import SpeakerQuerySet


@tracked()
class Speaker(models.Model):
    """A named source. Only a name makes one, never a title or a pronoun."""

    name = models.CharField(max_length=300)
    slug = models.SlugField(max_length=320, unique=True)
    kind = models.CharField(max_length=12, choices=SpeakerKind)
    wikidata_id = models.CharField(max_length=20, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(Fold("name"), "id", name="speaker_by_name")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name=""), name="speaker_has_a_name"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=SpeakerKind.values),
                name="speaker_kind_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")),
                name="speaker_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:speaker", args=[self.slug])


@tracked(exclude=["folded", "search"])
class SpeakerName(models.Model):
    """One form of a speaker's name, as it was seen; looked up in its folded form."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="names")
    name = models.CharField(max_length=300)
    folded = models.GeneratedField(
        expression=Fold("name"),
        output_field=models.TextField(),
        db_persist=True,
        db_index=True,
    )
    search = models.GeneratedField(
        expression=SearchVector(Fold("name"), config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["speaker", "folded"], name="one_speaker_name_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""), name="speaker_name_not_empty"
            ),
        ]
        indexes = [GinIndex(fields=["search"], name="speakername_search")]

    def __str__(self) -> str:
        return self.name
