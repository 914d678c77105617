"""Speakers: named people, organisations and groups, one row across all articles."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from articles.models.choices import SpeakerKind
from articles.models.fold import Fold
from articles.models.tracking import tracked
from articles.querysets import SpeakerQuerySet

wikidata_number = RegexValidator(
    r"\AQ[1-9][0-9]{0,18}\Z", "A Wikidata item is a Q and a number, such as Q42."
)


@tracked()
class Speaker(models.Model):
    """A named source. Only a name makes one, never a title or a pronoun.

    ``note`` tells editors and readers which of several people of a name this is.
    """

    name = models.CharField(max_length=300)
    slug = models.SlugField(max_length=320, unique=True)
    kind = models.CharField(max_length=12, choices=SpeakerKind)
    wikidata_id = models.CharField(
        "Wikidata item", max_length=20, blank=True, validators=[wikidata_number]
    )
    note = models.CharField(max_length=1000, blank=True)
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


@tracked()
class DifferentSpeakers(models.Model):
    """Two speakers of whom an editor said that they are two: never suggested again."""

    first = models.ForeignKey(Speaker, models.CASCADE, related_name="+")
    second = models.ForeignKey(Speaker, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="two_speakers_told_apart_once"
            ),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")),
                name="speakers_told_apart_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} is not {self.second}"
