"""What the rows that belong to a Fieldlab share. Each is kept in the history, also when it is taken away."""

from collections.abc import Sequence

import pghistory
import pgtrigger
from django.db import models
from pghistory.trigger import Event

MONEY = {"max_digits": 14, "decimal_places": 2}


# What the library writes for a context in a table of its own, which nobody here reads.
_CONTEXT_BESIDE = (
    "WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) ",
    ", _pgh_attached_context",
)


class _AddedAtOnce(Event):
    """All new rows of a statement go into the history with one INSERT; the context lies in each of them already."""

    level = pgtrigger.Statement

    def get_func(self, model: type[models.Model]) -> pgtrigger.Func:
        func = super().get_func(model).func
        for part in _CONTEXT_BESIDE:
            func = func.replace(part, "")
        return pgtrigger.Func(func)


class Added(pghistory.InsertEvent):
    """A new row. Kept by the statement: a list of thousands of rows comes in three times as fast."""

    level = pgtrigger.Statement

    def add_event_trigger(self, event_model: type[models.Model]) -> None:
        added = _AddedAtOnce(
            event_model=event_model,
            label=self.label,
            name=self.trigger_name,
            row=self.row,
            operation=self.operation,
            condition=self.condition,
        )
        pgtrigger.register(added)(event_model.pgh_tracked_model)


def kept(model: type[models.Model], exclude: Sequence[str] = ()) -> type[models.Model]:
    """Decorator: every change of a row, and its end, stays in the history with who did it and why."""
    # A tracker belongs to one model, so each gets its own.
    events = (Added(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    return pghistory.track(*events, context_field=pghistory.ContextJSONField(), exclude=exclude)(model)


class Part(models.Model):
    """A row on the page of a Fieldlab, in the order that its editors chose."""

    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
