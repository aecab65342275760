"""A job's way: added in the caller's transaction, nudged after commit, claimed once, run, finished."""

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Q
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerGone

from jobs.models import Job, Repeat
from jobs.registry import handlers, in_steps, repeats

LEASE = timedelta(minutes=10)
# Of a job that tells how far it is: when it falls silent, its worker is gone.
SHORT_LEASE = timedelta(minutes=3)
MOST_ATTEMPTS = 5
log = logging.getLogger("portal.jobs")


def add(kind: str, payload: dict, *, owner=None, steps: int | None = None) -> Job:
    """Write a job in the current transaction; after commit a worker is told at once.

    kind: a registered handler's name. payload: what JSON can hold. Raises KeyError for an unknown kind.
    """
    handlers[kind]
    job = Job.objects.create(kind=kind, payload=payload, created_by=owner, steps_total=steps)
    transaction.on_commit(lambda: nudge(job))
    return job


def nudge(job: Job) -> None:
    """Tell a worker. When Redis is away nothing is lost: the sweeper sends the job later."""
    if not settings.REDIS_URL:
        run(str(job.pk))
        return
    from jobs.tasks import run_job  # noqa: PLC0415 -- tasks.py imports this module

    try:
        run_job.apply_async([str(job.pk)], retry=False)
    except (BrokerGone, OSError):
        log.warning("the queue is away; job %s waits for the sweeper", job.pk)


def claim(job_id: str) -> Job | None:
    """Take the job for one worker; None when it is done, taken, or not due. One UPDATE decides."""
    moment = timezone.now()
    free = Q(state=Job.State.WAITING, due_at__lte=moment) | Q(state=Job.State.RUNNING, leased_until__lt=moment)
    taken = Job.objects.filter(free, pk=job_id).update(
        state=Job.State.RUNNING, leased_until=moment + LEASE, attempts=F("attempts") + 1
    )
    return Job.objects.get(pk=job_id) if taken else None


def run(job_id: str) -> None:
    """Run one job to its end; an error is kept on the row and tried again, five times in all."""
    job = claim(job_id)
    if job is None:
        return
    try:
        with nullcontext() if job.kind in in_steps else transaction.atomic():
            result = handlers[job.kind](job)
    except Exception as error:
        log.exception("job %s of kind %s failed", job.pk, job.kind)
        _set_back(job, error)
        return
    Job.objects.filter(pk=job.pk).update(state=Job.State.DONE, finished_at=timezone.now(), result=result, error="")


def is_lost(job: Job) -> bool:
    """Its worker went away before it was done. The sweeper starts it anew."""
    return job.state == Job.State.RUNNING and job.leased_until < timezone.now()


def step(job: Job, done: int) -> None:
    """So many steps are done. Seen at once when the handler was registered with `steps`, else at the end."""
    Job.objects.filter(pk=job.pk).update(steps_done=done)


@contextmanager
def beside(job: Job) -> Iterator[Callable[[int], None]]:
    """For a handler that writes all or nothing: gives the function that tells how many steps are done.

    Others see it at once, for it goes over a connection of its own; each time the worker keeps the job a while longer.
    The handler is registered with `steps` and leaves the row of its job alone.
    """
    own = connection.copy()
    try:
        yield partial(_tell, own, job)
    finally:
        own.close()


def _tell(own: BaseDatabaseWrapper, job: Job, done: int) -> None:
    with own.cursor() as cursor:
        cursor.execute(
            "UPDATE jobs_job SET steps_done = least(%s, steps_total), leased_until = %s "
            "WHERE id = %s AND state = 'running' AND attempts = %s",
            [done, timezone.now() + SHORT_LEASE, job.pk, job.attempts],
        )


def _set_back(job: Job, error: Exception) -> None:
    last = job.attempts >= MOST_ATTEMPTS
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.FAILED if last else Job.State.WAITING,
        finished_at=timezone.now() if last else None,
        due_at=timezone.now() + timedelta(seconds=10 * 4**job.attempts),
        error=_where(error),
    )


def _where(error: Exception) -> str:
    """Which error and where. Not what it says: databases and mail servers quote what they got."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{error.__class__.__name__}, {Path(last.filename).name}, line {last.lineno}"


def sweep() -> int:
    """Send every job that nobody picked up and start the repeats that are due. Returns how many were sent."""
    moment = timezone.now()
    _start_repeats(moment)
    lost = Q(state=Job.State.WAITING, due_at__lte=moment) | Q(state=Job.State.RUNNING, leased_until__lt=moment)
    jobs = list(Job.objects.filter(lost).order_by("due_at")[:500])
    for job in jobs:
        nudge(job)
    return len(jobs)


def _start_repeats(moment) -> None:
    for kind, every in repeats.items():
        Repeat.objects.get_or_create(kind=kind, defaults={"due_at": moment})
        with transaction.atomic():
            # The UPDATE decides which of two sweepers starts it.
            if Repeat.objects.filter(kind=kind, due_at__lte=moment).update(due_at=moment + every):
                add(kind, {})


def last_done(*kinds: str) -> dict[str, Job]:
    """The latest job of each kind that ended well: when it ran and what came of it. Kinds that never ran are absent."""
    jobs = [Job.objects.filter(kind=kind, state=Job.State.DONE).order_by("-finished_at")[:1] for kind in kinds]
    return {job.kind: job for job in jobs[0].union(*jobs[1:], all=True)}
