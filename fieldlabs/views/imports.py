"""Pages on which a hub brings in a list of Fieldlabs, and takes one out."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.access import allow
from accounts.models import Role
from fieldlabs import import_forms, permissions, states
from fieldlabs.actions import RuleBroken, imports
from fieldlabs.imports import export, preview
from fieldlabs.imports.fields import COLUMNS, guess
from fieldlabs.models import Fieldlab, ImportRow, ImportRun
from fieldlabs.views import staff
from ui.columns import MapForm, chosen_sheet, map_context

PAGE_SIZE = 50
READERS = (Role.HUB_EDITOR, Role.HUB_COORDINATOR, Role.HUB_READER, Role.AUDITOR)
EDITORS = (Role.HUB_EDITOR, Role.HUB_COORDINATOR)
NEEDED = [one.name for one in COLUMNS if one.needed]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
State = ImportRun.State


def _page(request: HttpRequest, name: str, context: dict[str, object], *crumbs, status: int = 200) -> HttpResponse:
    way = [
        (_("Fieldlabs"), reverse("fieldlabs:fieldlab_list")),
        (_("Manage"), reverse("fieldlabs:staff_list")),
        (_("Imports"), reverse("fieldlabs:import_list")),
    ]
    context["crumbs"] = (
        [*way, *(one if isinstance(one, tuple) else (one, None) for one in crumbs)]
        if crumbs
        else [*way[:2], (way[2][0], None)]
    )
    response = render(request, f"fieldlabs/imports/{name}.html", context, status=status)
    response["Cache-Control"] = "no-store, private"
    return response


def _visible(request: HttpRequest) -> QuerySet[ImportRun]:
    """The imports of this person's hub; an auditor sees all."""
    runs = ImportRun.objects.defer("content", "columns", "mapping").select_related("region", "uploaded_by", "job")
    if Role.AUDITOR in request.user.roles:
        return runs
    return runs.filter(region__in=permissions.regions_of(request.user, *permissions.HUB))


def _run(request: HttpRequest, key: UUID, *, whole: bool = False) -> ImportRun:
    """The import, or 404 for who may not know of it."""
    runs = _visible(request)
    return get_object_or_404(runs.defer(None).defer("content") if whole else runs, pk=key)


def _may_edit(request: HttpRequest, run: ImportRun) -> bool:
    return permissions.can_register(request.user, run.region)[0]


def _editable(request: HttpRequest, key: UUID, *, whole: bool = False) -> ImportRun:
    run = _run(request, key, whole=whole)
    allowed, reason = permissions.can_register(request.user, run.region)
    if not allowed:
        raise PermissionDenied(reason)
    return run


def _to(name: str, run: ImportRun) -> HttpResponseRedirect:
    return redirect(f"fieldlabs:{name}", run.pk)


@allow(*READERS)
def import_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(_visible(request), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [{"run": run, "state": preview.badge(run)} for run in page.object_list],
        "may_start": bool(permissions.regions_of(request.user, *permissions.HUB_EDITORS)),
    }
    return _page(request, "list", context)


@allow(*EDITORS)
def import_start(request: HttpRequest) -> HttpResponse:
    regions = permissions.regions_of(request.user, *permissions.HUB_EDITORS)
    if not regions:
        raise PermissionDenied(permissions.can_register(request.user, None)[1])
    given = {"regions": regions, "cancel_url": reverse("fieldlabs:import_list")}
    form = import_forms.StartForm(request.POST or None, request.FILES or None, **given)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            run = imports.bring_in(by=request.user, region=form.region_chosen(), upload=typed["file"], key=typed["key"])
        except RuleBroken as broken:
            form.add_error("file", broken.message)
        else:
            return _to("import_map", run)
    return _page(request, "start", {"form": form}, _("Bring in a list"), status=422 if form.errors else 200)


@allow(*EDITORS)
def import_map(request: HttpRequest, key: UUID) -> HttpResponse:
    run = _editable(request, key, whole=True)
    if run.state not in (State.UPLOADED, State.CHECKED, State.FAILED):
        return _to("import_preview", run)
    number, sheet = chosen_sheet(request, run.columns, run.sheet)
    chosen = run.mapping if sheet["sheet"] == run.sheet else guess(sheet["columns"])
    cancel = reverse("fieldlabs:import_list")
    if run.state == State.CHECKED:
        cancel = reverse("fieldlabs:import_preview", args=[run.pk])
    asked = [(column.name, column.label) for column in COLUMNS]
    form = MapForm(
        request.POST or None, asked=asked, columns=sheet["columns"], chosen=chosen, cancel_url=cancel, needed=NEEDED
    )
    if request.method == "POST" and form.is_valid():
        try:
            imports.match_columns(by=request.user, run=run, sheet=sheet["sheet"], mapping=form.mapping())
        except RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            return _to("import_preview", run)
    context = {
        "form": form,
        "run": run,
        **map_context(run.columns, number, chosen),
        "before": ImportRun.objects.filter(region=run.region, sha256=run.sha256, state=State.DONE)
        .only("uploaded_at")
        .first(),
    }
    return _page(request, "map", context, run.name, status=422 if form.errors else 200)


@allow(*READERS)
def import_preview(request: HttpRequest, key: UUID) -> HttpResponse:
    run = _run(request, key)
    may_edit = _may_edit(request, run)
    if run.state == State.UPLOADED and may_edit:
        return _to("import_map", run)
    if run.state == State.DONE:
        return _to("import_report", run)
    context = {"run": run, "may_edit": may_edit, **preview.progress(run)}
    if run.state == State.CHECKED:
        context |= _rows(request, run)
    return _page(request, "preview", context, run.name)


def _rows(request: HttpRequest, run: ImportRun) -> dict[str, object]:
    chosen = request.GET.get("soort", "")
    rows = run.rows.select_related("fieldlab").only(
        "number", "values", "mended", "problems", "changes", "parsed", "outcome", "run_id",
        "fieldlab__name", "fieldlab__slug", "fieldlab__publication",
    )  # fmt: skip
    if chosen in ImportRow.Outcome.values:
        rows = rows.filter(outcome=chosen)
    first = Case(When(outcome="faulty", then=Value(0)), default=Value(1))
    page = Paginator(rows.order_by(first, "number"), PAGE_SIZE)
    page.count = run.counts.get(chosen, 0) if chosen in ImportRow.Outcome.values else preview.total(run)
    shown = page.get_page(request.GET.get("page"))
    return {
        "page": shown,
        "rows": preview.lines(shown.object_list),
        "filters": preview.filters(run, chosen),
        "numbers": preview.numbers(run),
    }


@allow(*EDITORS)
def import_row(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    run = _editable(request, key, whole=True)
    row = get_object_or_404(run.rows.select_related("fieldlab"), number=number)
    back = reverse("fieldlabs:import_preview", args=[run.pk])
    if run.state != State.CHECKED:
        messages.info(request, _("This row cannot be changed any more."))
        return redirect(back)
    names = [column.name for column in COLUMNS if column.name in run.mapping]
    given = {"row": row, "names": names, "cancel_url": back}
    form = import_forms.RowForm(request.POST if request.method == "POST" else None, **given)
    if request.method == "POST" and form.is_valid():
        try:
            told = _change_row(request, run, row, form)
        except RuleBroken as broken:
            messages.error(request, broken.message)
            return redirect(back)
        row.refresh_from_db()
        if row.outcome != ImportRow.Outcome.FAULTY:
            messages.success(request, told)
            return redirect(back)
        form = import_forms.RowForm(None, **given)
    faulty = row.outcome == ImportRow.Outcome.FAULTY
    context = {"form": form, "run": run, "row": row, "line": preview.lines([row])[0]}
    title = _("Row %(number)s") % {"number": row.number}
    return _page(
        request, "row", context, (run.name, back), title, status=422 if faulty and request.method == "POST" else 200
    )


def _change_row(request: HttpRequest, run: ImportRun, row: ImportRow, form: import_forms.RowForm) -> str:
    facts = {"number": row.number}
    if "leave_out" in request.POST:
        imports.leave_out(by=request.user, run=run, row=row)
        return _("Row %(number)s is left out.") % facts
    if "take_back" in request.POST:
        imports.take_back(by=request.user, run=run, row=row)
        return _("Row %(number)s takes part again.") % facts
    imports.mend(by=request.user, run=run, row=row, values=form.cleaned_data)
    return _("Row %(number)s is good now.") % facts


@allow(*EDITORS)
@require_POST
def import_confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write it; or, with another button, leave out what is faulty, try again, or stop."""
    run = _editable(request, key)
    try:
        _decide(request, run)
    except RuleBroken as broken:
        messages.error(request, broken.message)
    return _to("import_preview", run)


def _decide(request: HttpRequest, run: ImportRun) -> None:
    if "leave_faulty_out" in request.POST:
        number = imports.leave_faulty_out(by=request.user, run=run)
        told = ngettext("%(number)s row is left out.", "%(number)s rows are left out.", number)
        messages.success(request, told % {"number": number})
    elif "stop" in request.POST:
        imports.stop(by=request.user, run=run)
        messages.success(request, _("The import is stopped. Nothing was written."))
    elif "again" in request.POST:
        imports.try_again(by=request.user, run=run)
    else:
        seen = {name: request.POST.get(name, "") for name in ("create", "change")}
        counts = {name: int(one) for name, one in seen.items() if one.isdigit()}
        imports.confirm(by=request.user, run=run, counts=counts)


@allow(*READERS)
def import_report(request: HttpRequest, key: UUID) -> HttpResponse:
    run = _run(request, key)
    if run.state != State.DONE:
        return _to("import_preview", run)
    context = {"run": run, **_rows(request, run), "facts": preview.facts(run)}
    return _page(request, "report", context, run.name)


@allow(*READERS)
def import_template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty list with every column, which comes in ready matched."""
    if kind == "csv":
        return _file(export.csv([]), "text/csv; charset=utf-8", "fieldlabs-voorbeeld.csv")
    return _file(export.xlsx([], explained=True), XLSX, "fieldlabs-voorbeeld.xlsx")


@allow(*permissions.READERS, *permissions.OVERSEERS)
def fieldlab_export(request: HttpRequest, kind: str) -> HttpResponse:
    """The staff list with its filter, as a file that comes in unchanged."""
    rows: QuerySet[Fieldlab] = staff.visible(request)
    state = request.GET.get("stand", "")
    if state in states.STATES:
        rows = rows.filter(states.condition(state))
    ordered = rows.order_by("region_id", "name", "pk").select_related("province", "region", "operator")
    found = ordered.prefetch_related("transformations", "sectors", "regions_served")
    lines = export.rows(found[: export.MOST])
    if kind == "csv":
        return _file(export.csv(lines), "text/csv; charset=utf-8", "fieldlabs.csv")
    return _file(export.xlsx(lines), XLSX, "fieldlabs.xlsx")


def _file(content: str | bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response
