"""Doing the scan again, and what changed since."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import public
from assessments import actions, questionnaire
from assessments.change import scans_with
from assessments.change_page import change_of
from assessments.inviting import FIRST_MONTHS
from assessments.models import Assessment
from assessments.permissions import can_open
from assessments.views.shared import (
    SESSION_KEY,
    crumbs,
    person_of,
    private,
    refused,
    run_of,
    scan_of,
    step_url,
)
from jobs import clock
from ui.language import code


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Tells when a repeat makes sense, and starts it."""
    run = run_of(request, key)
    if not run.completed:
        messages.info(request, _("Finish this self-assessment first. Then you can do it again."))
        return redirect("assessments:result", key=key)
    if request.method == "POST":
        return _repeat(request, run)
    result_url = reverse("assessments:result", kwargs={"key": key})
    started = Assessment.objects.filter(repeats=run, state=Assessment.State.STARTED).exists()
    context = {
        "run": run,
        "started": started,
        "months": FIRST_MONTHS,
        "early": run.completed_at > clock.months_ago(FIRST_MONTHS),
        "result_url": result_url,
        "crumbs": crumbs((_("Your result"), result_url), (_("Do it again"), None)),
    }
    return render(request, "assessments/again.html", context)


def _repeat(request: HttpRequest, run: Assessment) -> HttpResponse:
    try:
        new = actions.repeat(
            assessment=run, questionnaire=questionnaire.current(), language=code(), by=person_of(request)
        )
    except actions.RuleBroken as broken:
        return refused(request, run, broken)
    request.session[SESSION_KEY] = str(new.pk)
    return redirect(step_url(scan_of(new).open_step, new))


@public
@private
@require_safe
def change(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """T0, T1, T2 beside each other, on the questions that all of them asked in the same words."""
    run = run_of(request, key)
    if not run.completed:
        return redirect("assessments:result", key=key)
    scans = [scan for scan in scans_with(run) if can_open(request.user, scan.run)[0]]
    result_url = reverse("assessments:result", kwargs={"key": key})
    context = {
        "run": run,
        "change": change_of(scans) if len(scans) > 1 else None,
        "months": FIRST_MONTHS,
        "crumbs": crumbs((_("Your result"), result_url), (_("What changed"), None)),
    }
    return render(request, "assessments/change.html", context)
