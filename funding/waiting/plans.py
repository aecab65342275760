"""Plans that wait for who writes them."""

from collections.abc import Iterable

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from funding import permissions, plan_state
from funding.models import Plan, PlanStep, PlanVersion
from funding.waiting import TITLES, Waiting


def plans(user: User) -> Iterable[Waiting]:
    """Drafts in progress, returned plans, and changes being written: one statement; none for who writes no plans."""
    mine = permissions.organisations_of(user, permissions.WRITERS)
    if not mine:
        return
    versions = PlanVersion.objects.filter(plan=OuterRef("pk")).order_by("-number")
    found = plan_state.with_state(Plan.objects.filter(organisation__in=mine)).annotate(
        title=Subquery(versions.values("title")[:1]),
        saved_at=Subquery(versions.filter(submitted_at__isnull=True).values("saved_at")[:1]),
        open_number=Subquery(versions.filter(submitted_at__isnull=True).values("number")[:1]),
    )
    writable = Q(state=None) | Q(state__in=plan_state.WRITABLE)
    for plan in found.filter(writable, Q(open_number__isnull=False) | Q(state=PlanStep.Kind.RETURN)).order_by("pk"):
        yield _entry(plan)


def _entry(plan: Plan) -> Waiting:
    returned = plan.state == PlanStep.Kind.RETURN
    since = plan.state_since if returned else timezone.localtime(plan.saved_at or plan.recorded_at).date()
    return Waiting(
        kind="plan_returned" if returned else "plan_draft",
        title=plan.title or _("Plan without a title"),
        text=_("Came back from the ministry: read the remarks and submit it again.")
        if returned
        else _("Is being written: complete it and submit it."),
        url=reverse("funding:plan_detail", kwargs={"plan": plan.pk}),
        since=since,
    )


TITLES.update(
    {
        "plan_returned": gettext_lazy("Plans that came back"),
        "plan_draft": gettext_lazy("Plans in progress"),
    }
)
