"""What the self-assessment does in the background."""

import logging
from dataclasses import asdict
from datetime import timedelta

from django.utils import translation
from django.utils.translation import gettext_lazy

from assessments import clean_up, invitation_letter, inviting, letters, measures, report_document, reporting, snapshot
from assessments.results import outcome
from assessments.scan import scan_of
from jobs import clock, queue
from jobs.models import Job
from jobs.registry import handler

log = logging.getLogger("portal.jobs")
DAY, WEEK = timedelta(days=1), timedelta(days=7)


@handler("assessments.take_snapshot", title=gettext_lazy("Figures of the comparison"), every=WEEK)
def take_snapshot(job: Job) -> dict[str, int]:
    """The comparison is never live: nobody can watch a single company arrive."""
    return asdict(snapshot.take())


@handler("assessments.send_link", title=gettext_lazy("Letter with the link to go on"))
def send_link(job: Job) -> dict[str, bool]:
    return letters.send_link(job)


@handler("assessments.send_confirmation", title=gettext_lazy("Letter that asks to confirm your address"))
def send_confirmation(job: Job) -> dict[str, bool]:
    return letters.send_confirmation(job)


@handler(reporting.KIND, title=gettext_lazy("Report of a self-assessment"), steps=True)
def make_report(job: Job) -> dict[str, str]:
    """Compute, draw, keep. A run that was deleted meanwhile, or whose questions are gone, has no report."""
    report = reporting.waiting(job.payload["report_id"])
    scan = scan_of(report.assessment) if report else None
    if scan is None:
        return {"made": "no"}
    with translation.override(report.language):
        found = outcome(scan, report.horizon)
        queue.step(job, 1)
        pdf = report_document.pdf(found, made_at=clock.now())
        queue.step(job, 2)
    kept = reporting.keep(report=report, pdf=pdf)
    queue.step(job, reporting.STEPS)
    return {"made": "yes" if kept else "no"}


@handler("assessments.invite_again", title=gettext_lazy("Invitations to do the scan again"), every=DAY, steps=True)
def invite_again(job: Job) -> dict[str, int]:
    return {"invited": inviting.invite()}


@handler(inviting.KIND, title=gettext_lazy("Invitation to do the scan again"))
def send_invitation(job: Job) -> dict[str, bool]:
    return {"sent": invitation_letter.send(job.payload["run_id"], job.payload["number"])}


@handler("assessments.measure_quality", title=gettext_lazy("Figures on the questionnaire"), every=WEEK)
def measure_quality(job: Job) -> dict[str, int]:
    """Computed once a week, so that the page costs the same whatever the number of runs."""
    return {"figures": measures.measure()}


@handler("assessments.clean_up", title=gettext_lazy("Removing scans that are too old"), every=DAY, steps=True)
def clean_up_runs(job: Job) -> dict[str, int]:
    """The result is what the privacy page tells of the last clean-up."""
    removed = clean_up.run()
    log.info("removed what was too old: %s", removed)
    return removed
