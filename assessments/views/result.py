"""The result of a run, and its end."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import public
from assessments import actions, helping
from assessments.change import HAS_CHANGE
from assessments.results import USUAL_HORIZON, outcome
from assessments.views.shared import SESSION_KEY, Scan, crumbs, person_of, private, run_of, step_url, with_run


@public
@private
@require_http_methods(["GET", "HEAD"])
@with_run(asked=helping.ASKED, has_change=HAS_CHANGE)
def result(request: HttpRequest, scan: Scan) -> HttpResponse:
    """The result of a completed run, for the horizon asked. Before that: the first open question."""
    run = scan.run
    if not run.completed:
        return redirect(step_url(scan.open_step, run))
    context = {
        "run": run,
        "outcome": outcome(scan, request.GET.get("horizon", USUAL_HORIZON)),
        "help_asked": helping.asked_of(run.asked),
        "erase_url": reverse("assessments:erase", kwargs={"key": run.pk}),
        "crumbs": crumbs((_("Your result"), None)),
    }
    return render(request, "assessments/result.html", context)


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Asks once, then deletes the run with all its answers."""
    run = run_of(request, key, asked=helping.ASKED)
    if request.method == "POST":
        actions.erase(assessment=run, by=person_of(request), also_withdraw="withdraw" in request.POST)
        if request.session.get(SESSION_KEY) == str(key):
            del request.session[SESSION_KEY]
        messages.success(request, _("Your self-assessment and its answers have been deleted."))
        return redirect("assessments:start")
    context = {
        "run": run,
        "open_questions": [one for one in helping.asked_of(run.asked) if not one.withdrawn],
        "back_url": reverse("assessments:result", kwargs={"key": key}),
        "crumbs": crumbs((_("Delete"), None)),
    }
    return render(request, "assessments/erase.html", context)
