"""What only administrators do, through Django's own pages: set right and delete."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin

from articles import acts
from articles.models import Article, Outlet, Speaker, SpeakerName

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
    _TabularInline = admin.TabularInline[Any, Any]
else:  # these classes take no type arguments when the code runs
    _ModelAdmin, _TabularInline = admin.ModelAdmin, admin.TabularInline


class _Told(_ModelAdmin):
    """What is changed or deleted here is an act in the history like any other."""

    def changeform_view(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        with _act(request):
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        with _act(request):
            return super().delete_view(request, *args, **kwargs)

    def changelist_view(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        with _act(request):
            return super().changelist_view(request, *args, **kwargs)


def _act(request: Any) -> Any:
    return acts.act("changed in the administration", by=request.user)


@admin.register(Outlet)
class OutletAdmin(_Told):
    """Outlets, whose aliases decide which names are one outlet."""

    list_display = ["name", "aliases"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


class SpeakerNameInline(_TabularInline):
    """The forms of a speaker's name."""

    model = SpeakerName
    fields = ["name"]
    extra = 0


@admin.register(Speaker)
class SpeakerAdmin(_Told):
    """Speakers and the names that they go by."""

    list_display = ["name", "kind", "merged_into"]
    list_filter = ["kind"]
    search_fields = ["names__name"]
    raw_id_fields = ["merged_into"]
    inlines = [SpeakerNameInline]

    def formfield_for_foreignkey(
        self, db_field: Any, request: Any, **kwargs: Any
    ) -> Any:
        """Merge into a speaker that is left, so that addresses never lead in a ring."""
        if db_field.name == "merged_into":
            kwargs["queryset"] = Speaker.objects.filter(merged_into=None)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Article)
class ArticleAdmin(_Told):
    """Articles: taken in on their own page, deleted here."""

    list_display = ["title", "outlet", "published_on", "added_by"]
    list_filter = ["outlet"]
    search_fields = ["title"]
    fields = ["outlet", "title", "byline", "url", "published_on"]
    readonly_fields = ["outlet", "published_on"]

    def has_add_permission(self, request: Any) -> bool:
        return False
