"""History by database triggers: every row made, changed or deleted leaves an event."""

from collections.abc import Callable, Sequence

import pghistory
from django.db import models


def tracked(
    exclude: Sequence[str] = (),
) -> Callable[[type[models.Model]], type[models.Model]]:
    """Track a model whole; ``exclude`` names the columns that are generated."""
    return pghistory.track(  # type: ignore[no-any-return]
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=exclude or None,
    )
