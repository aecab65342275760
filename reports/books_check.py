"""What the last check of the books found, from the row of its job: one statement."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from jobs import clock
from jobs.models import Job

KIND = "funding.check_ledger"
STALE = timedelta(days=2)
SHOWN = 20


@dataclass(frozen=True)
class Check:
    """`differences`: sentences, none is: the books agree. `stale`: the nightly check did not run for two days."""

    at: datetime
    differences: tuple[str, ...]
    stale: bool

    @property
    def shown(self) -> tuple[str, ...]:
        return self.differences[:SHOWN]

    @property
    def more(self) -> int:
        return len(self.differences) - len(self.shown)


def last() -> Check | None:
    """None: not checked yet."""
    job = Job.objects.filter(kind=KIND, state=Job.State.DONE).order_by("-finished_at").first()
    if job is None:
        return None
    differences = tuple((job.result or {}).get("differences", ()))
    return Check(job.finished_at, differences, clock.now() - job.finished_at > STALE)
