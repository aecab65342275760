"""Versions of a plan: one as it was, and two side by side."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import allow
from funding import permissions, plan_compare, plan_page
from funding.models import PlanVersion
from funding.plan_content import with_parts
from funding.views import plan_context
from funding.views.shared import private


@allow(*permissions.APPLICANTS, *permissions.READERS)
@require_safe
@private
def plan_version(request: HttpRequest, plan: int, number: int) -> HttpResponse:
    """One version, to read and to print."""
    plan = plan_context.plan_of(request, plan)
    readable = {} if plan_context.is_own(request, plan) else {"submitted_at__isnull": False}
    version = plan_context.with_parts(plan, number=number, **readable)
    numbered = _("Version %(number)s") % {"number": number}
    context = {
        "crumbs": plan_context.plan_crumbs(version, (numbered, None)),
        "plan": plan,
        "version": version,
        "title": plan_context.title_of(version),
        "sections": plan_page.sections(version),
    }
    return render(request, "funding/plan_version.html", context)


@allow(*permissions.APPLICANTS, *permissions.READERS)
@require_safe
@private
def plan_compare_versions(request: HttpRequest, plan: int) -> HttpResponse:
    """Two versions side by side: `?van=1&naar=2`; without them the last two."""
    plan = plan_context.plan_of(request, plan)
    versions = plan_context.versions_of(request, plan)
    if len(versions) < 2:
        raise Http404
    before = _chosen(versions, request.GET.get("van"), versions[1])
    after = _chosen(versions, request.GET.get("naar"), versions[0])
    chosen = {one.number: one for one in with_parts(PlanVersion.objects.filter(pk__in=[before.pk, after.pk]))}
    context = {
        "crumbs": plan_context.plan_crumbs(after, (_("Compare versions"), None)),
        "plan": plan,
        "title": plan_context.title_of(after),
        "versions": versions,
        "before": before,
        "after": after,
        "compared": plan_compare.compare(chosen[before.number], chosen[after.number]),
    }
    return render(request, "funding/plan_compare.html", context)


def _chosen(versions: list[PlanVersion], number: str | None, otherwise: PlanVersion) -> PlanVersion:
    """The version of this number; 404 for a number that there is not."""
    if number is None:
        return otherwise
    found = next((one for one in versions if str(one.number) == number), None)
    if found is None:
        raise Http404
    return found
