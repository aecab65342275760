"""The budget: the tree with the books, decisions on it, and their history."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.models import Role, User
from funding import actions, books, budget, budget_history
from funding.forms import budget as forms
from funding.models import BudgetLine, Entry, Reservation
from funding.permissions import READERS, can_set_budget
from funding.views import confirming
from funding.views.confirming import Deed
from funding.views.shared import private
from jobs import clock
from ui import formats
from ui.language import local

FORM = "funding/deed_form.html"
PAGE_SIZE = 50


@dataclass(frozen=True)
class Kind:
    """One kind of budget decision: its form, its words, and what it does with the form."""

    form: type[forms.BudgetForm]
    title: object
    lead: object
    button: object
    act: Callable[[User, forms.BudgetForm], Entry | Reservation]


def _allot(by: User, form: forms.AllotForm, *, supplement: bool) -> Entry:
    about = {"line": form.chosen, "year": form.cleaned_data["year"], "kept": form.kept_amount}
    return actions.allot(by=by, basis=form.basis(), supplement=supplement, **about, **form.amounts)


def _shift(by: User, form: forms.ShiftForm) -> Entry:
    about = {name: form.cleaned_data[name] for name in ("ledger", "from_year", "to_year", "amount")}
    return actions.shift(by=by, basis=form.basis(), line=form.chosen, freed=form.freed, kept=form.kept_amount, **about)


def _give_back(by: User, form: forms.GiveBackForm, *, lapse: bool) -> Entry:
    about = {name: form.cleaned_data[name] for name in ("ledger", "year", "amount")}
    return actions.give_back(
        by=by, basis=form.basis(), line=form.chosen, lapse=lapse, freed=form.freed, kept=form.kept_amount, **about
    )


def _reserve(by: User, form: forms.ReserveForm) -> Reservation:
    about = {name: form.cleaned_data[name] for name in ("year", "purpose_nl", "purpose_en", "size", "at_least")}
    return actions.reserve(by=by, basis=form.basis(), line=form.chosen, kept=form.kept_amount, **about)


KINDS = {
    "toewijzen": Kind(
        forms.AllotForm,
        gettext_lazy("Allot budget"),
        gettext_lazy("A line gets its budget out of the line above it. The whole gets it from outside the books."),
        gettext_lazy("Allot this"),
        lambda by, form: _allot(by, form, supplement=False),
    ),
    "aanvullen": Kind(
        forms.AllotForm,
        gettext_lazy("Supplementary budget"),
        gettext_lazy("Comes on top of a line's amount. The whole gets it from outside, a line from the line above it."),
        gettext_lazy("Add this to the budget"),
        lambda by, form: _allot(by, form, supplement=True),
    ),
    "verschuiven": Kind(
        forms.ShiftForm,
        gettext_lazy("Shift between years"),
        gettext_lazy("Budget of a line goes to another year: what is available, or what came free."),
        gettext_lazy("Shift this"),
        _shift,
    ),
    "overboeken": Kind(
        forms.GiveBackForm,
        gettext_lazy("Transfer to another chapter"),
        gettext_lazy("Budget leaves the programme for another chapter of the State budget."),
        gettext_lazy("Transfer this"),
        lambda by, form: _give_back(by, form, lapse=False),
    ),
    "vervallen": Kind(
        forms.GiveBackForm,
        gettext_lazy("Let budget lapse"),
        gettext_lazy("Budget that is not used any more goes back to the treasury."),
        gettext_lazy("Let this lapse"),
        lambda by, form: _give_back(by, form, lapse=True),
    ),
    "reserveren": Kind(
        forms.ReserveForm,
        gettext_lazy("Set money apart"),
        gettext_lazy("Money of a line is kept for a purpose, of known or unknown size. It is not a decision to grant."),
        gettext_lazy("Set this apart"),
        _reserve,
    ),
}
"""By the word in the address."""


@allow(*READERS)
@private
@require_safe
def budget_list(request: HttpRequest) -> HttpResponse:
    """The tree of a budget year, and what is uncertain in it."""
    years = budget.years(clock.today())
    year = _year_of(request, years)
    context = {
        "crumbs": [(_("Budget"), None)],
        # A year is no amount: it is written without marks.
        "year": str(year),
        "years": [str(one) for one in years],
        "measures": budget.MEASURES,
        "rows": budget.tree(year),
        "reservations": [(one, one.size is None) for one in budget.reservations(year)],
        "readings": [_shown(one) for one in budget.readings()],
        "decides": can_set_budget(request.user)[0],
        "kinds": [(name, kind.title) for name, kind in KINDS.items()],
    }
    return render(request, "funding/budget_list.html", context)


def _year_of(request: HttpRequest, years: list[int]) -> int:
    asked = request.GET.get("jaar", "")
    known = [one for one in years if str(one) == asked]
    return known[0] if known else years[0]


def _shown(reading: budget.Reading) -> dict[str, object]:
    return {
        "pool": local(reading.pool, "name"),
        "by_text": reading.by_text,
        "most": budget.words(reading.most),
        "rest": [(local(line, "name"), budget.words(most)) for line, most in reading.rest],
    }


def _crumbs(title: str) -> list[tuple[str, str | None]]:
    return [(_("Budget"), reverse("funding:budget_list")), (title, None)]


@allow(Role.MINISTRY_DECIDER)
def budget_decide(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    about = KINDS[kind]
    form = about.form(request.POST or None, cancel=reverse("funding:budget_list"), choices=forms.choices())
    deed = Deed(
        kind,
        str(about.title),
        str(about.button),
        _("The decision is recorded."),
        lambda: about.act(request.user, form),
        _result,
        preview=confirming.on_accounts,
        warnings=_warnings,
    )
    context = {"title": about.title, "lead": about.lead, "crumbs": _crumbs(str(about.title))}
    return confirming.page(request, form, lambda: deed, FORM, context)


@allow(Role.MINISTRY_DECIDER)
def reservation_release(request: HttpRequest, reservation: int) -> HttpResponse:
    apart = get_object_or_404(books.open_reservations().select_related("line"), pk=reservation)
    form = forms.ReleaseForm(request.POST or None, cancel=reverse("funding:budget_list"), choices=forms.choices())
    title = _("Release a reservation")
    deed = Deed(
        f"release {reservation}",
        title,
        _("Release it"),
        _("The reservation is released."),
        lambda: actions.release(by=request.user, basis=form.basis(), reservation=apart),
        _result,
        preview=confirming.on_accounts,
    )
    lead = _("%(purpose)s, on %(line)s in %(year)s: %(amount)s is set apart. All of it becomes available again.") % {
        "purpose": local(apart, "purpose"),
        "line": local(apart.line, "name"),
        "year": apart.year,
        "amount": formats.euro(apart.at_least),
    }
    context = {"title": title, "lead": lead, "crumbs": _crumbs(title)}
    return confirming.page(request, form, lambda: deed, FORM, context)


def _result(made: Entry | Reservation) -> str:
    return f"{reverse('funding:budget_history')}#boeking-{confirming.entry_of(made).pk}"


def _warnings(made: Entry | Reservation) -> list[str]:
    if not isinstance(made, Reservation) or made.size is not None:
        return []
    return [_("Who takes money from this line states from now on how much stays for this reservation.")]


@allow(*READERS)
@private
@require_safe
def budget_history_list(request: HttpRequest) -> HttpResponse:
    """Every budget decision, the newest first."""
    asked = budget_history.Asked.of(request.GET)
    page = Paginator(budget_history.found(asked), PAGE_SIZE).get_page(request.GET.get("page"))
    lines = budget.in_order(list(BudgetLine.objects.all()))
    context = {
        "crumbs": _crumbs(_("Budget decisions")),
        "page": page,
        "decisions": [(one, budget_history.in_words(one)) for one in budget_history.hydrated(page.object_list)],
        "asked": asked,
        "kinds": [(kind, kind.label) for kind in budget_history.KINDS],
        "lines": [(line.pk, forms.INDENT * depth + local(line, "name")) for line, depth in lines],
        "years": budget.years(clock.today()),
        "filtered": asked != budget_history.Asked(),
    }
    return render(request, "funding/budget_history.html", context)


@allow(*READERS)
@private
@require_safe
def budget_history_export(request: HttpRequest) -> HttpResponse:
    """The same list as a file, whole."""
    decisions = budget_history.hydrated(budget_history.found(budget_history.Asked.of(request.GET)))
    name = f"{'demo-' if settings.DEMO else ''}begrotingsbesluiten.csv"
    return HttpResponse(
        budget_history.as_file(decisions, settings.DEMO),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
