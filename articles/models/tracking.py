"""History by database triggers: every row made, changed or deleted leaves an event."""

from collections.abc import Callable

import pghistory
from django.db import models


def tracked(
    exclude: list[str] | None = None,
) -> Callable[[type[models.Model]], type[models.Model]]:
    """Track a model whole; ``exclude`` names the columns that are generated."""
    return pghistory.track(  # type: ignore[no-any-return]
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=exclude,
    )
