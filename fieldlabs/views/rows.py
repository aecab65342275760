"""Pages on which staff keep the rows of a Fieldlab: services, partners, investments … One set for every kind."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow
from fieldlabs import actions, panels, permissions, row_values, rows
from fieldlabs.kinds import Kind
from fieldlabs.models import Fieldlab
from fieldlabs.models.parts import Part
from fieldlabs.row_forms import RemoveForm, RowForm
from fieldlabs.views.shared import (
    CONFLICT,
    EDITORS,
    edit_crumbs,
    for_insider,
    private,
    require,
    status_of,
)

READERS = (*permissions.READERS, *permissions.OVERSEERS)


def address(kind: Kind, page: str, fieldlab: Fieldlab, *more: object) -> str:
    return reverse(f"fieldlabs:{kind.key}_{page}", args=[fieldlab.slug, *more])


@allow(*READERS)
@private
def row_list(request: HttpRequest, slug: str, kind: Kind) -> HttpResponse:
    fieldlab = _for_reader(request, slug)
    may_change, reason = permissions.can_change(request.user, fieldlab)
    found = rows.of(fieldlab, kind)
    context = {
        "crumbs": edit_crumbs(fieldlab, (kind.title, None)),
        "fieldlab": fieldlab,
        "kind": kind,
        "columns": [heading for heading, _cell in kind.columns],
        "rows": [_row(fieldlab, kind, row, number, len(found)) for number, row in enumerate(found)],
        "removed": rows.removed(fieldlab, kind, found),
        "may_change": may_change,
        "why_not": reason,
        "add_url": address(kind, "add", fieldlab),
        "restore_url": address(kind, "restore", fieldlab),
        "history_url": address(kind, "history", fieldlab),
        "panel": panels.of(kind, fieldlab, found),
    }
    return render(request, "fieldlabs/rows/list.html", context)


def _row(fieldlab: Fieldlab, kind: Kind, row: Part, number: int, total: int) -> dict[str, object]:
    return {
        "name": rows.name_of(kind, row),
        "cells": [cell(row) for _heading, cell in kind.columns],
        "change_url": address(kind, "change", fieldlab, row.pk),
        "remove_url": address(kind, "remove", fieldlab, row.pk),
        "move_url": address(kind, "move", fieldlab, row.pk) if kind.ordered and total > 1 else "",
        "is_first": number == 0,
        "is_last": number == total - 1,
    }


@allow(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
@private
def row_add(request: HttpRequest, slug: str, kind: Kind) -> HttpResponse:
    fieldlab = for_editor(request, slug)
    back = address(kind, "list", fieldlab)
    form = kind.form(request.POST or None, fieldlab=fieldlab, cancel_url=back)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: _add(request, fieldlab, kind, form))
        if made:
            messages.success(request, _("%(name)s is added.") % {"name": rows.name_of(kind, made)})
            return redirect(back)
    return form_page(request, fieldlab, kind, form, title=str(kind.one))


def _add(request: HttpRequest, fieldlab: Fieldlab, kind: Kind, form: RowForm) -> Part:
    return actions.add_row(
        by=request.user,
        fieldlab=fieldlab,
        model=kind.model,
        given=form.given(),
        key=str(form.cleaned_data["key"] or ""),
        reason=form.cleaned_data["note"],
    )


@allow(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
@private
def row_change(request: HttpRequest, slug: str, pk: int, kind: Kind) -> HttpResponse:
    fieldlab = for_editor(request, slug)
    row = _find(fieldlab, kind, pk)
    if row is None:
        return _gone(request, fieldlab, kind, pk)
    back = address(kind, "list", fieldlab)
    title = _("Change: %(name)s") % {"name": rows.name_of(kind, row)}
    # The form writes on its own copy; `row` stays what is saved.
    copy = _find(fieldlab, kind, pk) if request.method == "POST" else row
    form = kind.form(request.POST or None, instance=copy, fieldlab=fieldlab, cancel_url=back)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, fieldlab, kind, form, title=title)
    typed = form.cleaned_data
    try:
        done = tried(
            form,
            lambda: actions.change_row(
                by=request.user, row=row, given=form.given(), base=typed["base"], reason=typed["note"]
            ),
        )
    except actions.NewerRow as newer:
        if newer.current is None:
            return _gone(request, fieldlab, kind, pk)
        return _conflict(request, kind, form, newer.current, title)
    if not done:
        return form_page(request, fieldlab, kind, form, title=title)
    messages.success(request, _("%(name)s is saved.") % {"name": rows.name_of(kind, done)})
    return redirect(back)


def _conflict(request: HttpRequest, kind: Kind, form: RowForm, current: Part, title: str) -> HttpResponse:
    """Both texts. Saving again after having seen the other one is a choice."""
    fieldlab = form.fieldlab
    held, mine = row_values.values(current, kind.fields), row_values.plain(form.given())
    others = row_values.others(kind.model, [held, mine])
    again = request.POST.copy()
    again["base"] = row_values.digest(held)
    form = kind.form(again, instance=current, fieldlab=fieldlab, cancel_url=address(kind, "list", fieldlab))
    newer = {"lines": rows.differences(kind, held, mine, others), "by": rows.last_step(kind, current.pk)}
    return form_page(request, fieldlab, kind, form, title=title, newer=newer, status=CONFLICT)


def _gone(request: HttpRequest, fieldlab: Fieldlab, kind: Kind, pk: int) -> HttpResponse:
    """Somebody took the row away meanwhile: what was typed stays, in a form that adds it anew."""
    step = rows.last_step(kind, pk, fieldlab)
    if step is None:
        raise Http404
    back = address(kind, "list", fieldlab)
    form = kind.form(request.POST or None, fieldlab=fieldlab, cancel_url=back)
    form.helper.form_action = address(kind, "add", fieldlab)
    page = {"title": _("Removed: %(name)s") % {"name": step.name}, "gone": step, "back": back}
    return form_page(request, fieldlab, kind, form, status=CONFLICT, **page)


@allow(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
@private
def row_remove(request: HttpRequest, slug: str, pk: int, kind: Kind) -> HttpResponse:
    fieldlab = for_editor(request, slug)
    back = address(kind, "list", fieldlab)
    row = _find(fieldlab, kind, pk)
    if row is None:
        if request.method == "POST" and rows.last_step(kind, pk, fieldlab):
            return redirect(back)
        raise Http404
    form = _remove_form(request.POST or None, fieldlab, kind, row)
    changed = False
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            done = tried(form, lambda: _remove(request, kind, row, typed))
        except actions.NewerRow as newer:
            row, done, changed = newer.current, False, True
            again = {**request.POST.dict(), "base": row_values.digest(row_values.values(row, kind.fields))}
            form = _remove_form(again, fieldlab, kind, row)
        if done:
            told = _("%(name)s is removed. You can put it back below.")
            messages.success(request, told % {"name": rows.name_of(kind, row)})
            return redirect(back)
    context = {
        "crumbs": edit_crumbs(fieldlab, (kind.title, back), (_("Remove"), None)),
        "fieldlab": fieldlab,
        "kind": kind,
        "name": rows.name_of(kind, row),
        "facts": [(heading, cell(row)) for heading, cell in kind.columns],
        "form": form,
        "changed": changed,
    }
    return render(request, "fieldlabs/rows/remove.html", context, status=CONFLICT if changed else status_of(form))


def _remove_form(data, fieldlab: Fieldlab, kind: Kind, row: Part) -> RemoveForm:
    base = row_values.digest(row_values.values(row, kind.fields))
    back = address(kind, "list", fieldlab)
    return RemoveForm(data, initial={"base": base}, cancel_url=back, needs_reason=fieldlab.is_public)


def _remove(request: HttpRequest, kind: Kind, row: Part, typed: dict[str, str]) -> bool:
    actions.remove_row(by=request.user, row=row, fields=kind.fields, base=typed["base"], reason=typed["note"])
    return True


@allow(*EDITORS)
@require_POST
@private
def row_restore(request: HttpRequest, slug: str, kind: Kind) -> HttpResponse:
    fieldlab = for_editor(request, slug)
    event = request.POST.get("event", "")
    try:
        back = actions.put_back(
            by=request.user, fieldlab=fieldlab, model=kind.model, event=int(event) if event.isdigit() else 0
        )
        messages.success(request, _("%(name)s is put back.") % {"name": rows.name_of(kind, back)})
    except actions.RuleBroken as broken:
        messages.error(request, broken.message)
    return redirect(address(kind, "list", fieldlab))


@allow(*EDITORS)
@require_POST
@private
def row_move(request: HttpRequest, slug: str, pk: int, kind: Kind) -> HttpResponse:
    fieldlab = for_editor(request, slug)
    row = _find(fieldlab, kind, pk)
    if row is None or not kind.ordered:
        raise Http404
    actions.move_row(by=request.user, row=row, up=request.POST.get("way") == "up")
    return redirect(address(kind, "list", fieldlab))


@allow(*READERS)
@private
def row_history(request: HttpRequest, slug: str, kind: Kind) -> HttpResponse:
    fieldlab = _for_reader(request, slug)
    back = address(kind, "list", fieldlab)
    context = {
        "crumbs": edit_crumbs(fieldlab, (kind.title, back), (_("History"), None)),
        "fieldlab": fieldlab,
        "kind": kind,
        "steps": rows.history(fieldlab, kind),
    }
    return render(request, "fieldlabs/rows/history.html", context)


def form_page(
    request: HttpRequest, fieldlab: Fieldlab, kind: Kind, form: RowForm, *, status: int = 0, **more: object
) -> HttpResponse:
    back = address(kind, "list", fieldlab)
    context = {
        "crumbs": edit_crumbs(fieldlab, (kind.title, back), (more["title"], None)),
        "fieldlab": fieldlab,
        "kind": kind,
        "form": form,
        **more,
    }
    return render(request, "fieldlabs/rows/form.html", context, status=status or status_of(form))


def tried(form: RowForm, act: Callable[[], object]) -> object | None:
    """Act; a broken rule becomes an error of the form, so that nothing typed is lost."""
    try:
        return act()
    except actions.NewerRow:
        raise
    except actions.RuleBroken as broken:
        form.add_error(None, broken.message)
        return None


def for_editor(request: HttpRequest, slug: str) -> Fieldlab:
    fieldlab = for_insider(request, slug)
    require(permissions.can_change(request.user, fieldlab))
    return fieldlab


def _for_reader(request: HttpRequest, slug: str) -> Fieldlab:
    fieldlab = for_insider(request, slug)
    if not permissions.is_insider(request.user, fieldlab):
        raise PermissionDenied(_("Only staff who keep this Fieldlab, the steering group and auditors see this."))
    return fieldlab


def _find(fieldlab: Fieldlab, kind: Kind, pk: int) -> Part | None:
    """A row of this very Fieldlab: another one's number finds nothing."""
    row = kind.model.objects.filter(fieldlab=fieldlab, pk=pk).select_related(*kind.related).first()
    if row is not None:
        row.fieldlab = fieldlab
    return row
