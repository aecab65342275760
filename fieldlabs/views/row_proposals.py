"""The contact of a Fieldlab proposes changes of rows: services, partners, links … The hub decides as on a section."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import signed_in
from fieldlabs import actions, permissions, row_proposals, row_sections, rows
from fieldlabs.kinds import KINDS, Kind
from fieldlabs.models import ChangeProposal, Fieldlab
from fieldlabs.models.parts import Part
from fieldlabs.row_forms import RemoveForm, RowForm
from fieldlabs.section_forms import sent
from fieldlabs.views.shared import crumbs_of, for_insider, private, require, status_of, tried

State = ChangeProposal.State


def _opened(request: HttpRequest, slug: str, path: str) -> tuple[Fieldlab, Kind]:
    kind = next((one for one in KINDS.values() if one.path == path), None)
    if kind is None:
        raise Http404
    fieldlab = for_insider(request, slug)
    require(permissions.can_propose(request.user, fieldlab))
    return fieldlab, kind


def _list(fieldlab: Fieldlab, kind: Kind) -> str:
    return reverse("fieldlabs:proposal_rows", args=[fieldlab.slug, kind.path])


def _crumbs(fieldlab: Fieldlab, kind: Kind, *more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    above = (_("Proposals"), reverse("fieldlabs:proposal_list", args=[fieldlab.slug]))
    return crumbs_of(fieldlab, above, (str(kind.title), _list(fieldlab, kind) if more else None), *more)


@signed_in
@private
@require_safe
def proposal_rows(request: HttpRequest, slug: str, path: str) -> HttpResponse:
    """The rows of one kind: which one should change, or go? Or is one missing?"""
    fieldlab, kind = _opened(request, slug, path)
    own = fieldlab.proposals.filter(proposed_by=request.user, state=State.OPEN, section__startswith=f"row-{kind.key}-")
    waiting = set(own.values_list("section", flat=True))
    context = {
        "crumbs": _crumbs(fieldlab, kind),
        "fieldlab": fieldlab,
        "kind": kind,
        "columns": [heading for heading, _cell in kind.columns],
        "rows": [_row(fieldlab, kind, row, waiting) for row in rows.of(fieldlab, kind)],
        "add_url": reverse("fieldlabs:proposal_row_add", args=[slug, path]),
    }
    return render(request, "fieldlabs/proposal_rows.html", context)


def _row(fieldlab: Fieldlab, kind: Kind, row: Part, waiting: set[str]) -> dict[str, object]:
    where = [fieldlab.slug, kind.path, row.pk]
    return {
        "name": rows.name_of(kind, row),
        "cells": [cell(row) for _heading, cell in kind.columns],
        "waits": row_sections.section_for(kind, row) in waiting,
        "change_url": reverse("fieldlabs:proposal_row_change", args=where),
        "remove_url": reverse("fieldlabs:proposal_row_remove", args=where),
    }


@signed_in
@private
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_row_add(request: HttpRequest, slug: str, path: str) -> HttpResponse:
    fieldlab, kind = _opened(request, slug, path)
    return _write(request, fieldlab, kind, None, str(kind.one))


@signed_in
@private
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_row_change(request: HttpRequest, slug: str, path: str, pk: int) -> HttpResponse:
    """An own proposal that waits is shown to be changed."""
    fieldlab, kind = _opened(request, slug, path)
    row = _found(fieldlab, kind, pk)
    return _write(request, fieldlab, kind, row, _("Change: %(name)s") % {"name": rows.name_of(kind, row)})


def _found(fieldlab: Fieldlab, kind: Kind, pk: int) -> Part:
    row = row_proposals.find(fieldlab, kind, pk)
    if row is None:
        raise Http404
    return row


def _write(request: HttpRequest, fieldlab: Fieldlab, kind: Kind, row: Part | None, title: str) -> HttpResponse:
    section = row_sections.section_for(kind, row)
    given = {"fieldlab": fieldlab, "cancel_url": _list(fieldlab, kind), "proposes": True}
    make = row_proposals.form_of(kind, row)
    # The form writes on its own copy; `row` stays what is saved.
    copy = row_proposals.find(fieldlab, kind, row.pk) if row else None
    if request.method != "POST":
        waiting = fieldlab.proposals.filter(section=section, proposed_by=request.user, state=State.OPEN).first()
        start = sent(waiting.data).dict() if waiting and row_proposals.REMOVE not in waiting.data else {}
        return _page(request, fieldlab, kind, make(instance=copy, initial=start, **given), title, waiting=bool(start))
    form = make(request.POST, instance=copy, **given)
    if form.is_valid() and tried(form, lambda: _proposed(request, fieldlab, kind, form, row=row, section=section)):
        messages.success(request, _("Your proposal is sent."))
        return redirect("fieldlabs:proposal_list", fieldlab.slug)
    return _page(request, fieldlab, kind, form, title)


def _proposed(
    request: HttpRequest, fieldlab: Fieldlab, kind: Kind, form: RowForm, *, row: Part | None, section: str
) -> ChangeProposal:
    typed = {name: request.POST.getlist(name) for name in form.fields if name in request.POST}
    data = {**typed, "seen": [row_proposals.base_of(kind, row)]}
    same = ChangeProposal(fieldlab=fieldlab, section=section, data=data)
    if row and not row_proposals.wanted(fieldlab, same).lines:
        raise actions.RuleBroken("nothing_differs", _("You changed nothing. Change what should be different."))
    note = form.cleaned_data["note"]
    # Sending a form for a new row twice proposes it once: its own key names it.
    key = str(form.cleaned_data["key"] or "")
    section = section if row or not key else f"row-{kind.key}-new-{key[:6]}"
    return actions.propose(by=request.user, fieldlab=fieldlab, section=section, data=data, note=note)


def _page(
    request: HttpRequest, fieldlab: Fieldlab, kind: Kind, form: RowForm, title: str, *, waiting: bool = False
) -> HttpResponse:
    context = {
        "crumbs": _crumbs(fieldlab, kind, (title, None)),
        "fieldlab": fieldlab,
        "title": title,
        "form": form,
        "waiting": waiting,
    }
    return render(request, "fieldlabs/proposal_row.html", context, status=status_of(form))


@signed_in
@private
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_row_remove(request: HttpRequest, slug: str, path: str, pk: int) -> HttpResponse:
    """That a row should go, and why."""
    fieldlab, kind = _opened(request, slug, path)
    row = _found(fieldlab, kind, pk)
    start = {"base": row_proposals.base_of(kind, row)}
    form = RemoveForm(
        request.POST or None, initial=start, cancel_url=_list(fieldlab, kind), needs_reason=True, proposes=True
    )
    if form.is_valid():
        data, note = {row_proposals.REMOVE: ["1"], "seen": [form.cleaned_data["base"]]}, form.cleaned_data["note"]
        section = row_sections.section_for(kind, row)
        given = {"by": request.user, "fieldlab": fieldlab, "section": section, "data": data, "note": note}
        if tried(form, lambda: actions.propose(**given)):
            messages.success(request, _("Your proposal is sent."))
            return redirect("fieldlabs:proposal_list", slug)
    title = _("Remove: %(name)s") % {"name": rows.name_of(kind, row)}
    return _page(request, fieldlab, kind, form, title)
