"""What the self-assessment does in the background."""

from dataclasses import asdict
from datetime import timedelta

from django.utils.translation import gettext_lazy

from assessments import snapshot
from jobs.models import Job
from jobs.registry import handler

WEEK = timedelta(days=7)


@handler("assessments.take_snapshot", title=gettext_lazy("Figures of the comparison"), every=WEEK)
def take_snapshot(job: Job) -> dict[str, int]:
    """The comparison is never live: nobody can watch a single company arrive."""
    return asdict(snapshot.take())
