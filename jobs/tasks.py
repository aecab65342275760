"""What Celery carries: only a job's id. The row in PostgreSQL holds everything else."""

import logging
from datetime import timedelta

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from jobs import clean_up, queue
from jobs.models import Job
from jobs.registry import handler

log = logging.getLogger("portal.jobs")


@shared_task(name="jobs.run")
def run_job(job_id: str) -> None:
    queue.run(job_id)


@shared_task(name="jobs.sweep")
def sweep() -> None:
    queue.sweep()


@handler("jobs.clean_up", title=_("Forgetting what finished jobs were about"), every=timedelta(days=1))
def clean_up_jobs(job: Job) -> dict[str, int]:
    emptied = clean_up.run()
    log.info("removed what was too old: %s", emptied)
    return emptied
