"""Rows on the page of a Fieldlab: add, change, move, remove and put back. One way for every kind of row."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from django.apps import apps
from django.db import models, transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from fieldlabs import permissions
from fieldlabs.actions.rules import RuleBroken, check, locked
from fieldlabs.models import Fieldlab
from fieldlabs.models.parts import Part
from fieldlabs.row_values import Values, digest, values
from jobs import clock

ADDED, CHANGED, REMOVED, PUT_BACK, MOVED = "row added", "row changed", "row removed", "row put back", "order changed"
MOST_ROWS = 200
"""Rows of one kind on one Fieldlab. More is no page that somebody reads."""


class NewerRow(RuleBroken):
    """Somebody else saved this row meanwhile; `current` is what they saved, None when they took it away."""

    def __init__(self, current: Part | None):
        super().__init__("newer_row", _("Somebody else changed this while you were working on it."))
        self.current = current


@transaction.atomic
def add_row(
    *, by: User, fieldlab: Fieldlab, model: type[Part], given: Values, key: str, reason: str, **also: Any
) -> Part:
    """At the end of its kind. The same `key` gives the same row, so that a double click makes one."""
    current = _opened(by, fieldlab)
    made = _made_with(model, current, key)
    if made is not None:
        return made
    own = model.objects.filter(fieldlab=current)
    if own.count() >= MOST_ROWS:
        raise RuleBroken("too_many_rows", _("There are %(most)s rows here, which is the most.") % {"most": MOST_ROWS})
    last = own.aggregate(last=Max("position"))["last"]
    row = model(fieldlab=current, position=0 if last is None else last + 1, **given, **also)
    with _written(by, current, reason, ADDED, key=key):
        row.save(force_insert=True)
    return row


@transaction.atomic
def change_row(*, by: User, row: Part, given: Values, base: str, reason: str) -> Part:
    """Save the fields of `given`, if they still are what the form started from (`base`: row_values.digest).

    Raises NewerRow when they were saved meanwhile, or the row is gone.
    """
    current = _opened(by, row.fieldlab)
    kept = type(row).objects.filter(pk=row.pk).first()
    if kept is None or digest(values(kept, given)) != base:
        raise NewerRow(kept)
    for name, value in given.items():
        setattr(kept, name, value)
    if digest(values(kept, given)) == base:
        return kept
    with _written(by, current, reason, CHANGED):
        kept.save()
    return kept


@transaction.atomic
def remove_row(*, by: User, row: Part, fields: tuple[str, ...], base: str, reason: str) -> None:
    """Take a row away; `put_back` undoes it. Of a row that somebody changed meanwhile, the change is seen first."""
    current = _opened(by, row.fieldlab)
    kept = type(row).objects.filter(pk=row.pk).first()
    if kept is None:
        return
    if digest(values(kept, fields)) != base:
        raise NewerRow(kept)
    try:
        with _written(by, current, reason, REMOVED):
            kept.delete()
    except ProtectedError as error:
        raise RuleBroken("row_in_use", _("This is used elsewhere in the portal, so it cannot be removed.")) from error


@transaction.atomic
def put_back(*, by: User, fieldlab: Fieldlab, model: type[Part], event: int) -> Part:
    """Undo a removal: the row comes back as it was, in the place where it was. Twice is once.

    Raises RuleBroken when what came after it stands in its way.
    """
    current = _opened(by, fieldlab)
    gone = events_of(model).objects.filter(pk=event, pgh_label="delete", fieldlab=current).first()
    if gone is None:
        raise RuleBroken("nothing_to_put_back", _("This was not removed here, or it is already back."))
    there = model.objects.filter(pk=gone.pgh_obj_id).first()
    if there is not None:
        return there
    row = model(**{field.attname: getattr(gone, field.attname) for field in model._meta.concrete_fields})
    with _written(by, current, "", PUT_BACK):
        row.save(force_insert=True)
    return row


@transaction.atomic
def move_row(*, by: User, row: Part, up: bool) -> None:
    """One place up or down among the rows of its kind; at the end it stays where it is."""
    current = _opened(by, row.fieldlab)
    order = list(type(row).objects.filter(fieldlab=current).order_by("position", "pk"))
    at = next((number for number, one in enumerate(order) if one.pk == row.pk), None)
    to = None if at is None else at + (-1 if up else 1)
    if to is None or not 0 <= to < len(order):
        return
    order[at], order[to] = order[to], order[at]
    with _written(by, current, "", MOVED):
        for number, one in enumerate(order):
            if one.position != number:
                one.position = number
                one.save(update_fields=["position"])


def events_of(model: type[Part]) -> type[models.Model]:
    """The model of the history of a kind of row."""
    return apps.get_model("fieldlabs", f"{model.__name__}Event")


def _opened(by: User, fieldlab: Fieldlab) -> Fieldlab:
    """The Fieldlab, locked, so that all who write on its rows take turns."""
    current = locked(fieldlab)
    check(permissions.can_change(by, current))
    return current


def _made_with(model: type[Part], fieldlab: Fieldlab, key: str) -> Part | None:
    """The row that this key made before. A row that was removed since is not made again by an old form."""
    before = events_of(model).objects.filter(fieldlab=fieldlab, pgh_label="insert", pgh_context__key=key).first()
    if before is None:
        return None
    made = model.objects.filter(pk=before.pgh_obj_id).first()
    if made is None:
        raise RuleBroken("removed_since", _("You added this before, and it was removed since. Put it back instead."))
    return made


@contextmanager
def _written(by: User, fieldlab: Fieldlab, reason: str, did: str, **more: str) -> Iterator[None]:
    """Write one step on the rows: its reason in the history, and the Fieldlab itself a version further.

    Of a page that visitors see, somebody says why; putting back and moving say it themselves.
    """
    said = reason.strip()
    if fieldlab.is_public and not said and did not in (PUT_BACK, MOVED):
        raise RuleBroken("reason_missing", _("This page is public. Write why you change it."))
    with pghistory.context(user=by.pk, reason=said or did, did=did, **more), rules.held_by_database(RuleBroken):
        yield
        fieldlab.version += 1
        fieldlab.as_of = clock.today()
        fieldlab.save(update_fields=["version", "as_of"])
