"""What the ministry sees beside a plan: where it stands, what can be done with it, and what was prepared."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from funding import decision_page, permissions, plan_match, proposals, terms
from funding.models import Award, Plan, PlanStep, PlanVersion, Proposal
from funding.views.plans import PANELS
from jobs import clock

Kind = Proposal.Kind
PREPARE = {
    Kind.GRANT: gettext_lazy("Prepare an award"),
    Kind.REFUSE: gettext_lazy("Prepare a refusal"),
    Kind.AMEND: gettext_lazy("Prepare a change of the award"),
    Kind.KEEP: gettext_lazy("Refuse a change"),
}


def panel(request: HttpRequest, plan: Plan, version: PlanVersion) -> dict[str, object]:
    """For the page of a plan; `review` None for who does not read for the ministry, and while nothing was submitted."""
    if version.submitted_at is None or not permissions.reads_money(request.user):
        return {"review": None}
    return {"review": _review(plan, version, request.user), "match_now": plan_match.of(plan, version)}


def _review(plan: Plan, version: PlanVersion, user: User) -> dict[str, object]:
    last = plan.steps.order_by("-pk").first()
    asked = plan.steps.filter(kind=PlanStep.Kind.SUBMIT).order_by("-pk").first()
    state = last.kind if last else ""
    with_us = state in (PlanStep.Kind.SUBMIT, PlanStep.Kind.TAKE_UP)
    due_on = terms.decide_until(asked.valid_on) if with_us and asked else None
    prepares = permissions.can_prepare_on(user, plan.organisation_id)[0]
    return {
        "plan": plan,
        "due_on": due_on,
        "late": due_on is not None and due_on < clock.today(),
        "take_up": prepares and state == PlanStep.Kind.SUBMIT,
        "actions": _actions(plan) if prepares and state == PlanStep.Kind.TAKE_UP else [],
        "proposals": _proposals(plan),
        "remarks": decision_page.remarks_of(version),
    }


def _actions(plan: Plan) -> list[dict[str, str]]:
    """In review: what can be done now, the usual way first."""
    award = Award.objects.filter(plan_version__plan=plan).order_by("-pk").first()
    kinds = [Kind.AMEND, Kind.KEEP] if award else [Kind.GRANT, Kind.REFUSE]
    found = [
        {"label": str(PREPARE[kind]), "url": decision_page.address_of(kind, plan=plan, award=award)} for kind in kinds
    ]
    remarks = {"label": _("Add a remark"), "url": reverse("funding:plan_remark", kwargs={"plan": plan.pk})}
    back = {"label": _("Return the plan"), "url": reverse("funding:plan_return", kwargs={"plan": plan.pk})}
    return [*found, remarks, back]


def _proposals(plan: Plan) -> list[dict[str, object]]:
    prepared = proposals.with_ends(plan.proposals.select_related("recorded_by")).order_by("-pk")
    return [
        {
            "title": str(decision_page.TITLES[one.kind]),
            "state": decision_page.state_of(one),
            "url": reverse("funding:proposal_detail", kwargs={"proposal": one.pk}),
            "proposal": one,
        }
        for one in prepared
    ]


PANELS.append(panel)
