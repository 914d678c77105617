"""Articles: one story by one outlet, its text kept exactly as it was taken in."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from articles.querysets import ArticleQuerySet


class Paste(models.Model):
    """What an editor pasted, before anything was done to it.

    PostgreSQL cannot hold NUL or half a surrogate pair: they are kept as U+FFFD.
    """

    text = models.TextField()
    added_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Paste {self.pk}"


class Article(models.Model):
    """One story. Every span of its statements is an offset into ``text``.

    ``digest`` is of the words and the outlet, so that the same story by the same outlet
    is taken in once; ``body_digest`` is of the words alone and finds wire copies.
    """

    outlet = models.ForeignKey(
        "articles.Outlet",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
    )
    title = models.CharField(max_length=500, blank=True)
    byline = models.CharField(max_length=500, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    published_on = models.DateField(null=True, blank=True)
    text = models.TextField()
    paste = models.ForeignKey(Paste, models.PROTECT, related_name="articles")
    digest = models.CharField(max_length=64, editable=False)
    body_digest = models.CharField(max_length=64, editable=False, db_index=True)
    copy_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="articles",
    )
    added_at = models.DateTimeField(auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="one_digest_once"),
            models.CheckConstraint(
                condition=~models.Q(text=""), name="article_has_a_text"
            ),
            models.CheckConstraint(
                condition=~models.Q(copy_of=models.F("id")),
                name="article_is_no_copy_of_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["-published_on", "-id"], name="article_newest_first")
        ]

    def __str__(self) -> str:
        return self.title or f"Article {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("articles:article", args=[self.pk])
