"""One page of statements with everything around it, for every page that lists them."""

from collections.abc import Collection
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from articles.facets import Counts, count
from articles.filters import StatementFilter
from articles.models import Quote
from articles.querysets import QuoteQuerySet
from articles.remembered import remembered

PER_PAGE = 25


class Listing:
    """What ``_listing.html`` shows: the filter, its facets, numbers and statements."""

    def __init__(
        self,
        request: HttpRequest,
        *,
        within: QuoteQuerySet | None = None,
        fixed: Collection[str] = (),
    ) -> None:
        self.path = request.path
        self.form = StatementFilter(request.GET, within=within, fixed=fixed)
        self._page_number = request.GET.get("page", "1")

    @cached_property
    def counts(self) -> Counts:
        address = self.form.address().urlencode()
        return remembered(f"{self.path}?{address}", lambda: count(self.form))

    @cached_property
    def page(self) -> Page[int]:
        """The keys of this page's statements; a page that is not there is the nearest."""
        keys = self.form.rows().newest_first().values_list("pk", flat=True)
        paginator = Paginator(keys, PER_PAGE)
        paginator.count = self.counts.summary.statements
        return paginator.get_page(self._page_number)

    @cached_property
    def statements(self) -> list[Quote]:
        """Found in two steps, so that only what is shown is read whole."""
        keys = list(self.page.object_list)
        found = Quote.objects.filter(pk__in=keys).with_context().in_bulk()
        return [found[key] for key in keys if key in found]
