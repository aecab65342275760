"""Mails about plans: to the ministry when one comes in or is taken back, and a receipt to who submitted it."""

from collections.abc import Iterable

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from accounts.models import Role
from funding.models import Plan, PlanStep, PlanVersion
from funding.notices import message, notice, people_with


@notice("plan_submitted")
def submitted(about: int) -> Iterable[EmailMessage]:
    """Of the version with this id."""
    version = PlanVersion.objects.select_related("plan__organisation", "submitted_by").get(pk=about)
    if version.submitted_at is None:
        return
    link = ("funding:plan_detail", {"plan": version.plan_id})
    values = {"version": version, "organisation": version.plan.organisation}
    for person in people_with(Role.MINISTRY_PREPARER):
        subject = lambda: _("Plan submitted: %(title)s") % {"title": version.title}  # noqa: E731
        yield message(person, subject, "funding/mail/plan_submitted.txt", link, **values)
    receipt = lambda: _("We have received your plan: %(title)s") % {"title": version.title}  # noqa: E731
    yield message(version.submitted_by, receipt, "funding/mail/plan_receipt.txt", link, **values)


@notice("plan_withdrawn")
def withdrawn(about: int) -> Iterable[EmailMessage]:
    """Of the plan with this id: to everybody at the ministry who prepares decisions."""
    plan = Plan.objects.select_related("organisation").get(pk=about)
    step = plan.steps.filter(kind=PlanStep.Kind.WITHDRAW).select_related("version").last()
    if step is None or step.version is None:
        return
    link = ("funding:plan_detail", {"plan": plan.pk})
    values = {"version": step.version, "organisation": plan.organisation, "reason": step.note}
    for person in people_with(Role.MINISTRY_PREPARER):
        subject = lambda: _("Plan withdrawn: %(title)s") % {"title": step.version.title}  # noqa: E731
        yield message(person, subject, "funding/mail/plan_withdrawn.txt", link, **values)
