"""What the rows that belong to a Fieldlab share. Each is kept in the history, also when it is taken away."""

from collections.abc import Sequence

import pghistory
from django.db import models

MONEY = {"max_digits": 14, "decimal_places": 2}


def kept(model: type[models.Model], exclude: Sequence[str] = ()) -> type[models.Model]:
    """Decorator: every change of a row, and its end, stays in the history with who did it and why."""
    # A tracker belongs to one model, so each gets its own.
    events = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    return pghistory.track(*events, context_field=pghistory.ContextJSONField(), exclude=exclude)(model)


class Part(models.Model):
    """A row on the page of a Fieldlab, in the order that its editors chose."""

    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
