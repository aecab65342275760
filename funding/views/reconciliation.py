"""The books beside the financial administration: months, imports, differences and their explanations."""

from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from accounts.models import Role
from funding import actions, bookings, permissions, reconciling
from funding.actions.reconciliation import FileRefused
from funding.bookings import month_name
from funding.forms.reconciliation import ExplanationForm, ImportForm
from funding.models import Difference, Reconciliation
from funding.views.shared import answered, private, tried
from jobs import clock
from ui.formats import date_long, euro
from ui.spreadsheet import as_csv

STATES = {
    "missing": (gettext_lazy("Not imported"), "warning"),
    "open": (gettext_lazy("Differences to explain"), "error"),
    "explained": (gettext_lazy("All differences explained"), "info"),
    "equal": (gettext_lazy("No differences"), "success"),
}
MONTHS_OFFERED = 24


@allow(*permissions.READERS)
@require_safe
@private
def reconciliation_list(request: HttpRequest) -> HttpResponse:
    months = bookings.months()
    rows = [
        {"month": one, "name": month_name(one.month), "state": STATES[one.state][0], "kind": STATES[one.state][1]}
        for one in months
    ]
    context = {
        "crumbs": _crumbs(),
        "rows": rows,
        "open": sum(one.open for one in months),
        "may_import": permissions.can_reconcile(request.user)[0],
    }
    return render(request, "funding/reconciliation_list.html", context)


def _crumbs(*more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    first = (_("Compare with the administration"), reverse("funding:reconciliation_list") if more else None)
    return [(_("Payments"), reverse("funding:payment_list")), first, *more]


@allow(*permissions.READERS)
@require_safe
@private
def reconciliation_template(request: HttpRequest) -> HttpResponse:
    """The columns that an import reads, with two rows as an example."""
    rows = [["SI-VB-0001", "2018-02-05", Decimal("125000.00")], ["SI-VB-0002", "2018-02-06", Decimal("-1250.50")]]
    response = HttpResponse(
        as_csv([str(name) for name in reconciling.NAMES.values()], rows), content_type="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="aansluiting-voorbeeld.csv"'
    return response


@allow(Role.MINISTRY_CONTROLLER)
@require_http_methods(["GET", "POST"])
@private
def reconciliation_import(request: HttpRequest) -> HttpResponse:
    listed = reverse("funding:reconciliation_list")
    form = ImportForm(request.POST or None, request.FILES or None, months=_months(), cancel_url=listed)
    faults: tuple[str, ...] = ()
    if form.is_valid():
        month, upload = form.cleaned_data["month"], form.cleaned_data["file"]
        try:
            made = actions.import_month(by=request.user, month=month, upload=upload)
        except FileRefused as refused:
            faults = refused.faults
            form.add_error("file", _("The file is not imported: see the rows below. Mend it and choose it again."))
        else:
            messages.success(request, _("The file is imported and compared with the books."))
            return redirect("funding:reconciliation_detail", reconciliation=made.pk)
    context = {"crumbs": _crumbs((_("Import a month"), None)), "faults": faults}
    return answered(request, "funding/reconciliation_import.html", context, form)


def _months() -> list[date]:
    """The last two years, newest first; the month that runs can be imported too."""
    months = [bookings.first_day(clock.today())]
    while len(months) < MONTHS_OFFERED:
        months.append(bookings.previous(months[-1]))
    known = {one.month for one in bookings.months()}
    return sorted({*months, *known}, reverse=True)


@allow(*permissions.READERS)
@require_safe
@private
def reconciliation_detail(request: HttpRequest, reconciliation: int) -> HttpResponse:
    one = get_object_or_404(Reconciliation.objects.select_related("file", "recorded_by"), pk=reconciliation)
    contents = reconciling.read(bytes(one.file.content), one.month)
    later = Reconciliation.objects.filter(month=one.month, pk__gt=one.pk).order_by("-pk").first()
    rows = bookings.explained(one.differences.select_related("reconciliation"))
    context = {
        "crumbs": _crumbs((month_name(one.month), None)),
        "title": _("Comparison of %(month)s") % {"month": month_name(one.month)},
        "one": one,
        "later": later,
        "stale": later is None and bookings.changed_since(one),
        "rows": [_row(difference, said) for difference, said in rows],
        "open": sum(said is None for _difference, said in rows),
        "doubles": ", ".join(str(row) for row in contents.doubles),
        "facts": [
            (_("File"), one.file.name),
            (_("Imported"), f"{one.recorded_by}, {date_long(one.recorded_at)}"),
            (_("Bookings in the file"), len(contents.lines)),
            (_("Total of the file"), euro(contents.total)),
            (_("Total in the portal"), euro(sum((amount for _ref, amount in bookings.of_month(one.month)), start=0))),
        ],
        "may_explain": permissions.can_reconcile(request.user)[0] and later is None,
    }
    return render(request, "funding/reconciliation_detail.html", context)


def _row(difference: Difference, said) -> dict[str, object]:
    ours, theirs = difference.ours, difference.theirs
    return {
        "difference": difference,
        "gap": (ours or 0) - (theirs or 0),
        "why": _why(difference),
        "said": said,
        "ours": ours,
        "theirs": theirs,
    }


def _why(difference: Difference) -> str:
    if difference.ours is None:
        return _("Only in the administration")
    if difference.theirs is None:
        return _("Only in the portal")
    return _("Another amount")


@allow(Role.MINISTRY_CONTROLLER)
@require_http_methods(["GET", "POST"])
@private
def difference_explain(request: HttpRequest, difference: int) -> HttpResponse:
    one = get_object_or_404(Difference.objects.select_related("reconciliation"), pk=difference)
    back = reverse("funding:reconciliation_detail", kwargs={"reconciliation": one.reconciliation_id})
    form = ExplanationForm(request.POST or None, cancel_url=back)
    if form.is_valid() and tried(
        form, lambda: actions.explain_difference(by=request.user, difference=one, **form.cleaned_data)
    ):
        messages.success(request, _("The explanation is kept."))
        return redirect(back)
    month = one.reconciliation.month
    _difference, said = bookings.explained([one])[0]
    context = {
        "crumbs": _crumbs((month_name(month), back), (one.reference, None)),
        "one": one,
        "said": said,
        "entries": bookings.entries_with(one.reference, month),
        "facts": [
            (_("Number"), one.reference),
            (_("In the portal"), euro(one.ours) if one.ours is not None else _("not there")),
            (_("In the administration"), euro(one.theirs) if one.theirs is not None else _("not there")),
        ],
    }
    return answered(request, "funding/difference_explain.html", context, form)
