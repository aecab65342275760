"""The state of a plan, from its last step. Pure, but for the query that brings the last step along."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from funding.models import Plan, PlanStep

DRAFT = "draft"
STATES = {
    DRAFT: _("Draft"),
    PlanStep.Kind.SUBMIT: _("Submitted"),
    PlanStep.Kind.TAKE_UP: _("In review"),
    PlanStep.Kind.RETURN: _("Returned to you"),
    PlanStep.Kind.WITHDRAW: _("Withdrawn"),
    PlanStep.Kind.GRANT: _("Granted"),
    PlanStep.Kind.REFUSE: _("Refused"),
    PlanStep.Kind.AMEND: _("Award changed"),
    PlanStep.Kind.KEEP: _("Granted, change refused"),
    PlanStep.Kind.SETTLE: _("Settled"),
    PlanStep.Kind.REVOKE: _("Award withdrawn"),
}
"""By the kind of the last step; none is a draft."""

WRITABLE = frozenset([DRAFT, PlanStep.Kind.RETURN, PlanStep.Kind.GRANT, PlanStep.Kind.AMEND, PlanStep.Kind.KEEP])
"""States in which the applicant may write a (new) version."""
WITH_MINISTRY = frozenset([PlanStep.Kind.SUBMIT, PlanStep.Kind.TAKE_UP])
RUNNING = frozenset([PlanStep.Kind.GRANT, PlanStep.Kind.AMEND, PlanStep.Kind.KEEP])


def with_state(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Adds `state` and `state_since`, the day that it stands for, to each plan in the same statement. None: draft."""
    last = PlanStep.objects.filter(plan=OuterRef("pk")).order_by("-pk")
    return plans.annotate(state=Subquery(last.values("kind")[:1]), state_since=Subquery(last.values("valid_on")[:1]))


def state_of(plan: Plan) -> str:
    """The kind of the plan's last step, or DRAFT."""
    last = plan.steps.order_by("-pk").values_list("kind", flat=True).first()
    return last or DRAFT
