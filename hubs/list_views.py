"""Pages on which a desk brings in a list of companies."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow
from hubs import desks, letters, list_forms, permissions
from hubs.actions import RuleBroken, lists
from hubs.book_views import INVALID, private
from hubs.lists import reading
from hubs.lists.fields import BY_NAME, COLUMNS, guess
from hubs.models import CompanyImport
from jobs.models import Job
from ui.columns import MapForm, chosen_sheet, map_context
from ui.filters import alone, options
from ui.formats import date_long

PAGE_SIZE, MOST = 50, 100
State = CompanyImport.State
KINDS = {
    reading.CREATE: ("success", gettext_lazy("New")),
    reading.ADDS: ("info", gettext_lazy("Known, adds something")),
    reading.SAME: ("neutral", gettext_lazy("Known already")),
    reading.FAULTY: ("error", gettext_lazy("To mend")),
    reading.OUT: ("warning", gettext_lazy("Left out")),
}
STATE_KINDS = {State.DONE: "success", State.FAILED: "error", State.CANCELLED: "neutral", State.CHECKED: "warning"}


def _page(request: HttpRequest, name: str, context: dict[str, object], *crumbs: str, status: int = 200) -> HttpResponse:
    way = [
        (_("Help requests"), reverse("hubs:request_list")),
        (_("Companies"), reverse("hubs:company_list")),
        (_("Lists of companies"), reverse("hubs:company_import_list")),
    ]
    context["crumbs"] = [*way, *((label, None) for label in crumbs)] if crumbs else [*way[:2], (way[2][0], None)]
    return private(render(request, f"hubs/company_import_{name}.html", context, status=status))


def _visible(request: HttpRequest) -> QuerySet[CompanyImport]:
    """Those of the own desks."""
    if not permissions.has_desk(request.user):
        raise PermissionDenied(_("Only who works at a desk sees its companies."))
    wide = CompanyImport.objects.filter(desks.at_own_desks(request.user))
    return wide.defer("content").select_related("hub__region", "uploaded_by", "confirmed_by", "job")


def _editable(request: HttpRequest, key: UUID) -> CompanyImport:
    run = get_object_or_404(_visible(request), key=key)
    if not permissions.works_at(request.user, run.hub):
        raise PermissionDenied(_("You read at this desk. Its coordinators and editors do the work."))
    return run


def _to(name: str, run: CompanyImport) -> HttpResponseRedirect:
    return redirect(f"hubs:company_import_{name}", run.key)


@allow(*permissions.DESK)
@require_safe
def company_import_list(request: HttpRequest) -> HttpResponse:
    runs = _visible(request).defer("content", "rows", "columns", "mapping")
    context = {
        "rows": [(run, letters.name_of(run.hub), STATE_KINDS.get(run.state, "info")) for run in runs[:MOST]],
        "works": permissions.works_somewhere(request.user),
    }
    return _page(request, "list", context)


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def company_import_start(request: HttpRequest) -> HttpResponse:
    hub, there_is = desks.worked_by(request.user).chosen(request.GET.get("bureau", "-"))
    if not there_is:
        raise PermissionDenied(_("Only who works at a desk brings in its companies."))
    form = list_forms.StartForm(
        request.POST or None,
        request.FILES or None,
        action=request.get_full_path(),
        cancel_url=reverse("hubs:company_import_list"),
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        given = {"basis": typed["basis"], "key": typed["key"], "by": request.user}
        try:
            run = lists.bring_in(hub=hub, upload=typed["file"], **given)
        except RuleBroken as broken:
            form.add_error("file", broken.message)
        else:
            return _to("map", run)
    context = {"form": form, "desk": letters.name_of(hub)}
    return _page(request, "start", context, _("Bring in a list"), status=INVALID if form.errors else 200)


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def company_import_map(request: HttpRequest, key: UUID) -> HttpResponse:
    run = _editable(request, key)
    if run.state not in (State.UPLOADED, State.CHECKED):
        return _to("preview", run)
    number, sheet = chosen_sheet(request, run.columns, run.sheet)
    chosen = run.mapping if sheet["sheet"] == run.sheet else guess(sheet["columns"])
    asked = [(column.name, column.label) for column in COLUMNS]
    cancel = reverse("hubs:company_import_list")
    form = MapForm(
        request.POST or None, asked=asked, columns=sheet["columns"], chosen=chosen, cancel_url=cancel, needed=["name"]
    )
    if request.method == "POST" and form.is_valid():
        try:
            lists.match_columns(run=run, sheet=sheet["sheet"], mapping=form.mapping(), by=request.user)
        except RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            return _to("preview", run)
    context = {
        "form": form,
        "run": run,
        **map_context(run.columns, number, chosen),
    }
    return _page(request, "map", context, run.name, status=INVALID if form.errors else 200)


@allow(*permissions.DESK)
@require_safe
def company_import_preview(request: HttpRequest, key: UUID) -> HttpResponse:
    """How it is: rows to look at, at work, written (with its numbers), or stopped."""
    run = get_object_or_404(_visible(request), key=key)
    works = permissions.works_at(request.user, run.hub)
    if run.state == State.UPLOADED and works:
        return _to("map", run)
    job = run.job
    context = {
        "run": run,
        "works": works,
        "desk": letters.name_of(run.hub),
        "numbers": {name: run.counts.get(name, 0) for name in reading.OUTCOMES},
        "facts": _facts(run),
        "gave_up": bool(job and run.state == State.WRITING and job.state == Job.State.FAILED),
        "broken": bool(job and job.state == Job.State.RUNNING and job.leased_until < timezone.now()),
    }
    if run.state == State.CHECKED:
        context |= _rows(request, run)
    return _page(request, "preview", context, run.name)


def _facts(run: CompanyImport) -> list[tuple[str, object]]:
    facts = [
        (_("Desk"), letters.name_of(run.hub)),
        (_("Where this list comes from"), run.basis),
        (_("Brought in"), f"{run.uploaded_by}, {date_long(run.uploaded_at)}"),
    ]
    if run.confirmed_at:
        facts.append((_("Confirmed"), f"{run.confirmed_by}, {date_long(run.confirmed_at)}"))
    return facts


def _rows(request: HttpRequest, run: CompanyImport) -> dict[str, object]:
    chosen = request.GET.get("soort", "")
    chosen = chosen if chosen in KINDS else ""
    rows = [line for line in run.rows if not chosen or line["outcome"] == chosen]
    rows.sort(key=lambda line: (line["outcome"] != reading.FAULTY, line["n"]))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    counted = [(name, word, run.counts.get(name, 0)) for name, (_kind, word) in KINDS.items()]
    useful = [("", _("All rows"), len(run.rows)), *(one for one in counted if one[2] or one[0] == chosen)]
    shown = options(useful, chosen, alone("soort"))
    return {
        "page": page,
        "rows": [_line(line) for line in page.object_list],
        "filters": [{"title": _("Rows"), "options": shown}],
    }


def _line(line: dict[str, object]) -> dict[str, object]:
    kind, word = KINDS[str(line["outcome"])]
    values = reading.typed(line)
    return {
        "number": line["n"],
        "name": values.get("name", ""),
        "known_by": values.get("kvk_number") or values.get("email", ""),
        "outcome": word,
        "kind": kind,
        "faults": [
            (BY_NAME[str(one["field"])].label, values.get(str(one["field"]), "")[:200], list_forms.sentence(one))
            for one in line["problems"]
        ],
        "adds": [(BY_NAME[name].label, values.get(name, "")) for name in line["adds"]],
        "company": line["company"],
    }


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def company_import_row(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    run = _editable(request, key)
    back = reverse("hubs:company_import_preview", args=[run.key])
    if run.state != State.CHECKED:
        messages.info(request, _("This row cannot be changed any more."))
        return redirect(back)
    try:
        line = lists.row_of(run, number)
    except RuleBroken as broken:
        raise Http404 from broken
    given = {"names": reading.names_of(run), "cancel_url": back}
    form = list_forms.RowForm(request.POST if request.method == "POST" else None, line=line, **given)
    if request.method == "POST" and form.is_valid():
        try:
            line, told = _changed(request, run, number, form.cleaned_data)
        except RuleBroken as broken:
            messages.error(request, broken.message)
            return redirect(back)
        if line["outcome"] != reading.FAULTY:
            messages.success(request, told)
            return redirect(back)
        form = list_forms.RowForm(None, line=line, **given)
    context = {"form": form, "run": run, "number": number, "name": reading.typed(line).get("name", "")}
    status = INVALID if request.method == "POST" else 200
    return _page(request, "row", context, run.name, _("Row %(number)s") % {"number": number}, status=status)


def _changed(request: HttpRequest, run: CompanyImport, number: int, typed: dict) -> tuple[dict[str, object], str]:
    facts, given = {"number": number}, {"run": run, "number": number, "by": request.user}
    if "leave_out" in request.POST:
        lists.leave_row_out(**given)
        return {"outcome": reading.OUT}, _("Row %(number)s is left out.") % facts
    if "take_back" in request.POST:
        lists.leave_row_out(**given, out=False)
        return {"outcome": ""}, _("Row %(number)s takes part again.") % facts
    return lists.mend_row(values=typed, **given), _("Row %(number)s is good now.") % facts


@allow(*permissions.WORKERS)
@require_POST
def company_import_confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write it; or, with another button, leave out what is faulty, try again, or stop."""
    run = _editable(request, key)
    try:
        _decide(request, run)
    except RuleBroken as broken:
        messages.error(request, broken.message)
    return _to("preview", run)


def _decide(request: HttpRequest, run: CompanyImport) -> None:
    given = {"run": run, "by": request.user}
    if "leave_faulty_out" in request.POST:
        number = lists.leave_faulty_out(**given)
        told = ngettext("%(number)s row is left out.", "%(number)s rows are left out.", number)
        messages.success(request, told % {"number": number})
    elif "stop" in request.POST:
        lists.stop_list(**given)
        messages.success(request, _("The list is stopped. Nothing was written."))
    elif "again" in request.POST:
        lists.try_list_again(**given)
    else:
        seen = {name: request.POST.get(name, "") for name in (reading.CREATE, reading.ADDS)}
        lists.confirm_list(seen={name: int(one) for name, one in seen.items() if one.isdigit()}, **given)
