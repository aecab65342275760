"""The report of a run: asked for once per language and horizon, made by a job, made anew when a later day asks."""

import uuid

from django.db import transaction
from django.db.models import F, Func, IntegerField
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.actions.run import RuleBroken, locked
from assessments.models import Assessment, Report
from assessments.priorities import HORIZONS
from jobs import clock, queue
from jobs.models import Job

KIND = "assessments.make_report"
STEPS = 3
"""Compute, draw, keep."""


@transaction.atomic
def ask(*, assessment: Assessment, language: str, horizon: str, by: User | None) -> Report:
    """The report in this language and horizon: the one being made, else today's, else one that a job now makes.

    Raises RuleBroken: gone, unfinished, horizon.
    """
    run = locked(assessment)
    if not run.completed:
        raise RuleBroken("unfinished", _("There is no result yet. Finish the self-assessment first."))
    if horizon not in HORIZONS:
        raise RuleBroken("horizon", _("Choose one of the three horizons."))
    report = of(run, language, horizon)
    if report and (is_being_made(report) or is_of_today(report)):
        return report
    number = report.pk if report else uuid.uuid4()
    job = queue.add(KIND, {"report_id": str(number)}, owner=by, steps=STEPS)
    values = {"job": job, "asked_at": clock.now()}
    new = {"id": number, **values}
    return Report.objects.update_or_create(values, new, assessment=run, language=language, horizon=horizon)[0]


def of(run: Assessment, language: str, horizon: str) -> Report | None:
    """Without its document; `size` is how many bytes that has, None while it is not there."""
    size = Func(F("pdf"), function="octet_length", output_field=IntegerField())
    reports = Report.objects.select_related("job").defer("pdf").annotate(size=size)
    return reports.filter(assessment=run, language=language, horizon=horizon).first()


def is_being_made(report: Report) -> bool:
    return report.job.state in (Job.State.WAITING, Job.State.RUNNING)


def is_of_today(report: Report) -> bool:
    return report.made_at is not None and timezone.localdate(report.made_at) == clock.today()


def keep(*, report: Report, pdf: bytes) -> bool:
    """Keep what the job made. False when the run was deleted meanwhile."""
    return bool(Report.objects.filter(pk=report.pk).update(pdf=pdf, made_at=clock.now()))


def waiting(number: str) -> Report | None:
    """For the job: with the run, its place, size and sector; None when it was deleted meanwhile."""
    related = (f"assessment__{name}" for name in ("place", "province__region", "size", "sector"))
    return Report.objects.select_related(*related).defer("pdf").filter(pk=number).first()
