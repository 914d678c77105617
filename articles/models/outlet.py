"""Outlets: who published an article, and who carried a statement on its way there."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from articles.models.fold import Fold
from articles.querysets import OutletQuerySet


class Outlet(models.Model):
    """A newspaper, agency, broadcaster or site, known by one name and its aliases."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=220, unique=True)
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    folded = models.GeneratedField(
        expression=Fold("name"),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = OutletQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["folded"], name="one_outlet_name_once"),
            models.CheckConstraint(
                condition=~models.Q(name=""), name="outlet_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:outlet", args=[self.slug])
