"""Plans at the ministry: the list, take up, remark, return."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow
from accounts.models import Role
from accounts.rules import RuleBroken
from funding import inbox, permissions, plan_state
from funding.actions import reviewing
from funding.actions.sending import once_sent
from funding.decision_page import remarks_of
from funding.forms.review import RemarkForm, ReturnForm
from funding.models import Plan, PlanStep, PlanVersion
from funding.views.shared import answered, private, tried
from ui import filters

PREPARERS = (Role.MINISTRY_PREPARER, Role.MINISTRY_DECIDER)


@allow(*permissions.READERS)
@require_safe
@private
def plan_inbox(request: HttpRequest) -> HttpResponse:
    """Every submitted plan, what waits longest first."""
    asked = inbox.Question.of(request.GET)
    numbers = inbox.numbers()
    page = Paginator(inbox.found(asked), inbox.PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "crumbs": [(_("Plans"), None)],
        "asked": asked,
        "numbers": numbers,
        "filters": _filters(request, asked, numbers),
        "page": page,
        "rows": inbox.rows(page.object_list),
    }
    return render(request, "funding/plan_inbox.html", context)


def _filters(request: HttpRequest, asked: inbox.Question, numbers: dict[str, int]) -> list[dict[str, object]]:
    states = [("", _("All"), numbers["all"])]
    states += [(name, str(label), numbers[name]) for name, (label, _which) in inbox.STATES.items()]
    kinds = [("", _("All"), None), *[(value, str(label), None) for value, label in Plan.Kind.choices]]
    return [
        {"title": _("State"), "options": _options(request, "stand", asked.state, states)},
        {"title": _("Kind of plan"), "options": _options(request, "soort", asked.kind, kinds)},
    ]


def _options(request: HttpRequest, name: str, now: str, choices: list[tuple]) -> list[dict[str, object]]:
    """Links that change one filter, keep the others and go back to the first page."""

    def address(value: str) -> str:
        query = request.GET.copy()
        query.pop("page", None)
        query.pop(name, None)
        if value:
            query[name] = value
        return f"?{query.urlencode()}"

    return filters.options(choices, now, address)


@allow(*permissions.READERS)
@require_safe
@private
def plan_inbox_export(request: HttpRequest) -> HttpResponse:
    """The same list as a file, whole."""
    text = inbox.as_file(inbox.rows(inbox.found(inbox.Question.of(request.GET))))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="plannen.csv"'
    return response


def submitted(plan_id: int) -> tuple[Plan, PlanVersion]:
    """A plan with its newest submitted version; 404 where there is none."""
    plan = get_object_or_404(Plan.objects.select_related("organisation", "line", "region"), pk=plan_id)
    version = plan.versions.filter(submitted_at__isnull=False).order_by("-number").first()
    if version is None:
        raise Http404
    version.plan = plan
    return plan, version


def crumbs(plan: Plan, version: PlanVersion, *more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    address = reverse("funding:plan_detail", kwargs={"plan": plan.pk})
    return [(_("Plans"), reverse("funding:plan_inbox")), (version.title or str(plan), address), *more]


@allow(*PREPARERS)
@require_POST
@private
def plan_take_up(request: HttpRequest, plan: int) -> HttpResponse:
    found, version = submitted(plan)
    try:
        reviewing.take_up(by=request.user, version=version)
        messages.success(request, _("The plan is in review. You can make remarks and prepare a decision."))
    except RuleBroken as broken:
        messages.error(request, broken.message)
    return redirect("funding:plan_detail", plan=found.pk)


@allow(*PREPARERS)
@require_http_methods(["GET", "HEAD", "POST"])
@private
def plan_remark(request: HttpRequest, plan: int) -> HttpResponse:
    """All remarks on the newest version, and one more."""
    found, version = submitted(plan)
    here = reverse("funding:plan_remark", kwargs={"plan": found.pk})
    first = {"section": request.GET.get("onderdeel")}
    cancel = reverse("funding:plan_detail", kwargs={"plan": found.pk})
    form = RemarkForm(request.POST or None, initial=first, cancel_url=cancel)
    if request.method == "POST" and form.is_valid() and tried(form, lambda: _keep_remark(request, version, form, here)):
        messages.success(request, _("Your remark is kept. The applicant reads it when the plan comes back."))
        return redirect(here)
    context = {
        "crumbs": crumbs(found, version, (_("Remarks"), None)),
        "plan": found,
        "version": version,
        "open": plan_state.state_of(found) == PlanStep.Kind.TAKE_UP,
        "sections": remarks_of(version),
    }
    return answered(request, "funding/plan_remark.html", context, form)


def _keep_remark(request: HttpRequest, version: PlanVersion, form: RemarkForm, result: str) -> str:
    typed = {name: form.cleaned_data[name] for name in ("section", "text")}

    def make() -> str:
        reviewing.remark(by=request.user, version=version, **typed)
        return result

    content = {"version": version, **typed}
    return once_sent(by=request.user, key=form.cleaned_data["key"], kind="remark", content=content, make=make)


@allow(*PREPARERS)
@require_http_methods(["GET", "HEAD", "POST"])
@private
def plan_return(request: HttpRequest, plan: int) -> HttpResponse:
    """Back to the applicant, with the reason and the remarks."""
    found, version = submitted(plan)
    detail = reverse("funding:plan_detail", kwargs={"plan": found.pk})
    form = ReturnForm(request.POST or None, cancel_url=detail)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: reviewing.return_plan(by=request.user, version=version, reason=reason)):
            messages.success(request, _("The plan is back with the applicant, who gets a letter by mail."))
            return redirect(detail)
    context = {
        "crumbs": crumbs(found, version, (_("Return"), None)),
        "plan": found,
        "version": version,
        "sections": remarks_of(version),
    }
    return answered(request, "funding/plan_return.html", context, form)
