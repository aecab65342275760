"""What the pages of a plan share: fetching it for who may know of it, and its crumbs."""

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from funding import permissions, plan_content, plan_state
from funding.models import Plan, PlanStep, PlanVersion, Remark


def plan_of(request: HttpRequest, pk: int) -> Plan:
    """The plan with its `state`; 404 for who may not know of it. One statement."""
    mine = Q(organisation__in=permissions.organisations_of(request.user, permissions.FOLLOWERS))
    if permissions.reads_money(request.user):
        mine |= Q(pk__in=PlanStep.objects.filter(kind=PlanStep.Kind.SUBMIT).values("plan"))
    plans = plan_state.with_state(Plan.objects.select_related("organisation", "line", "region", "recorded_by"))
    plan = plans.filter(mine, pk=pk).first()
    if plan is None:
        raise Http404
    plan.state = plan.state or plan_state.DRAFT
    return plan


def is_own(request: HttpRequest, plan: Plan) -> bool:
    return plan.organisation in permissions.organisations_of(request.user, permissions.FOLLOWERS)


def versions_of(request: HttpRequest, plan: Plan) -> list[PlanVersion]:
    """The versions that this person may read, the newest first, without their parts. One statement."""
    versions = PlanVersion.objects.filter(plan=plan).select_related("submitted_by", "saved_by").order_by("-number")
    if not is_own(request, plan):
        versions = versions.filter(submitted_at__isnull=False)
    found = list(versions)
    for version in found:
        version.plan = plan
    return found


def with_parts(plan: Plan, **one: object) -> PlanVersion:
    """One version with its parts; 404 without it. One statement."""
    versions = PlanVersion.objects.filter(plan=plan).select_related("submitted_by", "saved_by")
    version = plan_content.with_parts(versions).filter(**one).order_by("-number").first()
    if version is None:
        raise Http404
    version.plan = plan
    return version


def open_version(plan: Plan) -> PlanVersion:
    """The version that is being written, with its parts; 404 without one."""
    return with_parts(plan, submitted_at__isnull=True)


def returned_remarks(plan: Plan) -> list[Remark]:
    """What the ministry said of the version that it returned last: the applicant reads it from that moment."""
    returned = PlanStep.objects.filter(plan=plan, kind=PlanStep.Kind.RETURN).order_by("-pk").values("version")[:1]
    return list(Remark.objects.filter(version__in=returned))


def title_of(version: PlanVersion) -> str:
    return version.title or _("Plan without a title")


def crumbs(*more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [(_("Plans"), reverse("funding:plan_list") if more else None), *more]


def plan_crumbs(version: PlanVersion, *more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    url = reverse("funding:plan_detail", kwargs={"plan": version.plan_id})
    return crumbs((title_of(version), url if more else None), *more)
