"""Plans: the list, starting one, and the page of one plan for applicant and ministry."""

from collections import defaultdict
from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import allow
from accounts.models import Organisation, Role
from funding import actions, permissions, plan_check, plan_finding, plan_page, pools
from funding.forms.plans import StartForm
from funding.models import BudgetLine, Delivery, Duty, Letter, Plan, PlanStep, PlanVersion
from funding.rules import RuleBroken
from funding.views import plan_context
from funding.views.shared import answered, private, tried
from jobs import clock
from ui.filters import alone, options
from ui.language import local

WRITERS = (Role.HUB_COORDINATOR, Role.HUB_EDITOR, Role.ADVISER, Role.FIELDLAB_CONTACT)
Panel = Callable[[HttpRequest, Plan, PlanVersion], dict[str, object]]
PANELS: list[Panel] = []
"""What the panels of others on the page of a plan need (templates/funding/plan_parts/*_panel.html), as context."""


@allow(*permissions.APPLICANTS, *permissions.READERS)
@require_safe
@private
def plan_list(request: HttpRequest) -> HttpResponse:
    """The plans of the own organisation; for the ministry all that were submitted."""
    asked = plan_finding.Question.of(request.GET)
    numbers = plan_finding.numbers(request.user)
    page = Paginator(plan_finding.found(request.user, asked), plan_finding.PAGE_SIZE).get_page(request.GET.get("page"))
    reads = permissions.reads_money(request.user)
    context = {
        "crumbs": plan_context.crumbs(),
        "asked": asked,
        "numbers": numbers,
        "reads": reads,
        "may_start": bool(_startable(request)),
        "filters": [{"title": _("State"), "options": _state_options(asked, numbers)}],
        "page": page,
        "rows": [{"plan": plan, "badge": plan_finding.badge(plan.state, own=not reads)} for plan in page.object_list],
    }
    return render(request, "funding/plan_list.html", context)


def _state_options(asked: plan_finding.Question, numbers: dict[str, int]) -> list[dict[str, object]]:
    states = [("", _("All"), numbers["all"])]
    states += [(name, label, numbers[name]) for name, (label, _states) in plan_finding.STATES.items()]
    return options(states, asked.state, alone("stand"))


def _startable(request: HttpRequest) -> list[Organisation]:
    """The organisations for which this person may start a plan."""
    mine = permissions.organisations_of(request.user, permissions.WRITERS)
    return [one for one in mine if permissions.PLANS_OF.get(one.kind)]


@allow(*WRITERS)
@private
def plan_start(request: HttpRequest) -> HttpResponse:
    """Which plan, for which line. Then it can be written in any order."""
    organisations = _startable(request)
    offered = [kind for one in organisations for kind in permissions.PLANS_OF[one.kind]]
    kinds = [kind for kind in Plan.Kind.values if kind in offered]
    lines = {kind: some for kind, some in lines_by_kind().items() if kind in kinds}
    form = StartForm(request.POST or None, organisations=organisations, kinds=kinds, lines=lines)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        region = typed["organisation"].region if typed["kind"] == Plan.Kind.REGIONAL else None
        made = tried(form, lambda: actions.start_plan(by=request.user, region=region, **typed))
        if made:
            return redirect("funding:plan_edit", plan=made.plan_id, section="over")
    context = {"crumbs": plan_context.crumbs((_("Start a plan"), None)), "organisations": organisations}
    return answered(request, "funding/plan_start.html", context, form)


def lines_by_kind() -> dict[str, list[BudgetLine]]:
    """For which parts of the budget each kind of plan asks money, by the tree of the letter."""
    below = defaultdict(list)
    for line in BudgetLine.objects.order_by("position"):
        below[line.parent_id].append(line)

    def leaves(line: BudgetLine) -> list[BudgetLine]:
        return [leaf for child in below[line.pk] for leaf in leaves(child)] if below[line.pk] else [line]

    by_key = {line.key: line for some in below.values() for line in some}
    regional = [line for line in leaves(by_key["regional"]) if line.amount_status != BudgetLine.Status.OPEN_RESERVATION]
    return {
        Plan.Kind.REGIONAL: regional,
        Plan.Kind.BUSINESS: [by_key["data_value_center"]],
        Plan.Kind.SUPPORT: [by_key["sme_support"], *leaves(by_key["sme_support"])],
    }


@allow(*permissions.APPLICANTS, *permissions.READERS)
@require_safe
@private
def plan_detail(request: HttpRequest, plan: int) -> HttpResponse:
    """One plan: its newest version, its state, what is asked of whom, its history and its letters."""
    plan = plan_context.plan_of(request, plan)
    own = plan_context.is_own(request, plan)
    readable = {} if own else {"submitted_at__isnull": False}
    version = plan_context.with_parts(plan, **readable)
    rules = pools.rules_for(plan, clock.today())
    ratio = plan_check.ratio_of(plan, rules)
    writes = permissions.can_write_plan(request.user, plan, plan.state)[0]
    is_open = version.submitted_at is None
    missing = plan_check.missing(version, rules) if is_open and own else []
    remarks = plan_context.returned_remarks(plan) if own or plan.state == PlanStep.Kind.RETURN else []
    context = {
        "crumbs": plan_context.plan_crumbs(version),
        "title": plan_context.title_of(version),
        "plan": plan,
        "version": version,
        "own": own,
        "writes": writes,
        "is_open": is_open,
        "badge": plan_finding.badge(plan.state, own=own),
        "facts": _facts(plan, version),
        "missing": missing,
        "may_submit": permissions.can_submit_plan(request.user, plan, plan.state)[0],
        "may_withdraw": permissions.can_withdraw_plan(request.user, plan, plan.state)[0],
        "sections": plan_page.sections(
            version, ratio=ratio, remarks=remarks, missing=missing, editable=is_open and writes
        ),
        "has_remarks": bool(remarks),
        **_happened(plan),
        "letters": list(Letter.objects.filter(plan=plan).order_by("-pk")),
        "duties": _duties(plan),
    }
    for panel in PANELS:
        context |= panel(request, plan, version)
    return render(request, "funding/plan_detail.html", context)


def _happened(plan: Plan) -> dict[str, object]:
    steps = list(plan.steps.select_related("recorded_by", "letter", "version").order_by("pk"))
    started_on = timezone.localtime(plan.recorded_at).date()
    return {
        "steps": steps,
        # It began before anything happened to it, also where that was recorded afterwards.
        "started_on": min([started_on, *(one.valid_on for one in steps)]),
        "is_change": any(step.kind == PlanStep.Kind.GRANT for step in steps),
        "return_note": next((one.note for one in reversed(steps) if one.kind == PlanStep.Kind.RETURN), ""),
    }


def _facts(plan: Plan, version: PlanVersion) -> list[tuple[str, object]]:
    facts = [
        (_("Applicant"), plan.organisation.name),
        (_("Kind"), str(plan.get_kind_display())),
        (_("Budget line"), local(plan.line, "name")),
    ]
    if plan.region:
        facts.append((_("Region"), local(plan.region, "name")))
    return facts


def _duties(plan: Plan) -> list[Duty]:
    """What the recipient must hand in, and when; the first to come first. `handed_in`, `accepted`: how it stands."""
    deliveries = Delivery.objects.filter(duty=OuterRef("pk"))
    return list(
        Duty.objects.filter(award__plan_version__plan=plan, extended_by=None)
        .annotate(
            handed_in=Exists(deliveries.filter(judgements=None)),
            accepted=Exists(deliveries.filter(judgements__accepted=True)),
        )
        .select_related("award")
        .order_by("due_on", "pk")
    )


@allow(*WRITERS)
@require_POST
def plan_renew(request: HttpRequest, plan: int) -> HttpResponse:
    """A new version to write in: after a return, or to ask for a change of an award."""
    plan = plan_context.plan_of(request, plan)
    try:
        version = actions.open_version(by=request.user, plan=plan)
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return redirect("funding:plan_detail", plan=plan.pk)
    messages.success(request, _("Version %(number)s is ready to be written.") % {"number": version.number})
    return redirect(reverse("funding:plan_detail", kwargs={"plan": plan.pk}))
