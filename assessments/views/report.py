"""To take along: the result as a report (PDF/UA) that a job makes, and as data."""

import uuid
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import public
from assessments import reporting
from assessments.actions import RuleBroken
from assessments.models import Assessment, Report
from assessments.priorities import HORIZONS, USUAL_HORIZON
from assessments.result_data import as_data
from assessments.results import outcome
from assessments.results.ranking import horizon_name
from assessments.scan import Scan
from assessments.views.shared import crumbs, person_of, private, refused, run_of, step_url, with_run
from jobs import clock
from jobs.models import Job
from ui.language import code

View = Callable[..., HttpResponse]
FILE_NAMES = {"nl": "smart-industry-zelfscan", "en": "smart-industry-self-assessment"}
SLOW = 15
"""Seconds after which a job that nobody has picked up is called late."""


def with_result(view: View) -> View:
    """Only for a completed run; before that on to the first open question."""

    @wraps(view)
    def wrapped(request: HttpRequest, scan: Scan, **kwargs) -> HttpResponse:
        if not scan.run.completed:
            return redirect(step_url(scan.open_step, scan.run))
        return view(request, scan, **kwargs)

    return wrapped


def horizon_of(request: HttpRequest) -> str:
    """The chosen horizon, also in a form; the usual one for anything else."""
    chosen = request.POST.get("horizon") or request.GET.get("horizon")
    return chosen if chosen in HORIZONS else USUAL_HORIZON


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
@with_run
@with_result
def report(request: HttpRequest, scan: Scan) -> HttpResponse:
    """Asks for the report, follows the job that makes it, and gives it."""
    horizon = horizon_of(request)
    if request.method == "POST":
        return _ask(request, scan, horizon)
    found = reporting.of(scan.run, code(), horizon)
    if request.headers.get("Accept") == "application/json":
        job = found.job if found else None
        return JsonResponse({"state": job.state if job else "none", "percent": job.percent if job else None})
    context = {
        "key": scan.run.pk,
        "report": found,
        "state": _state(found),
        "late": bool(found) and (clock.now() - found.asked_at).total_seconds() > SLOW,
        "of_today": bool(found) and reporting.is_of_today(found),
        "horizon": horizon,
        "horizon_name": horizon_name(horizon),
        "back_url": _result_url(scan, horizon),
        "crumbs": crumbs((_("Your result"), _result_url(scan, horizon)), (_("Report"), None)),
    }
    return render(request, "assessments/report.html", context)


def _ask(request: HttpRequest, scan: Scan, horizon: str) -> HttpResponse:
    try:
        reporting.ask(assessment=scan.run, language=code(), horizon=horizon, by=person_of(request))
    except RuleBroken as broken:
        return refused(request, scan.run, broken)
    return redirect(f"{reverse('assessments:report', kwargs={'key': scan.run.pk})}?horizon={horizon}")


def _state(report: Report | None) -> str:
    """none, waiting, running, made (also when an attempt to renew it failed) or failed."""
    if report is None:
        return "none"
    if reporting.is_being_made(report):
        return report.job.state
    return "failed" if report.job.state == Job.State.FAILED or report.made_at is None else "made"


def _result_url(scan: Scan, horizon: str) -> str:
    return f"{reverse('assessments:result', kwargs={'key': scan.run.pk})}?horizon={horizon}"


@public
@private
@require_safe
def report_file(request: HttpRequest, key: uuid.UUID, report: uuid.UUID) -> HttpResponse:
    """The document itself. 404 when it is of another run or not made yet."""
    run = run_of(request, key)
    found = get_object_or_404(Report.objects.filter(assessment=run, made_at__isnull=False), pk=report)
    response = HttpResponse(bytes(found.pdf), content_type="application/pdf")
    return _as_file(response, run, found.language, "pdf")


@public
@private
@require_safe
@with_run
@with_result
def data(request: HttpRequest, scan: Scan) -> HttpResponse:
    """The result as JSON, see docs/self-assessment-json.md."""
    options = {"ensure_ascii": False, "indent": 1}
    response = JsonResponse(as_data(outcome(scan, horizon_of(request))), json_dumps_params=options)
    return _as_file(response, scan.run, code(), "json")


def _as_file(response: HttpResponse, run: Assessment, language: str, ending: str) -> HttpResponse:
    """To be kept under a name that says what it is and of what day, and nothing of the company."""
    day = timezone.localdate(run.completed_at)
    name = f"{FILE_NAMES[language]}-{day:%Y-%m-%d}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
