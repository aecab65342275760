"""What finished jobs forget: whom and what they were about. That they ran, and what came of it, stays."""

from datetime import timedelta

from django.db.models import Q

from jobs import clock
from jobs.models import Job

KEPT_DAYS = 30
"""A job keeps what it was about, and the error it met, this long after it finished."""


def run() -> dict[str, int]:
    """Empty the payloads and errors that are too old; returns of how many jobs. A second run finds nothing left."""
    old = clock.now() - timedelta(days=KEPT_DAYS)
    finished = Job.objects.filter(finished_at__lt=old).exclude(Q(payload={}) & Q(error=""))
    return {"jobs": finished.update(payload={}, error="")}
