"""Letters that a test sends and opens."""

import re

from jobs import queue
from jobs.models import Job


def work():
    """Do the jobs that wait, as a worker would after the commit."""
    for job in Job.objects.filter(state=Job.State.WAITING):
        queue.run(str(job.pk))


def link_in(letter):
    return re.search(r"https?://[^/\s]+(/\S+)", letter.body).group(1)
