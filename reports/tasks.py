"""What reports do in the background: the documents of annexes, and the nightly check that they can be made again."""

import logging
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from jobs import queue
from jobs.models import Job
from jobs.registry import handler
from reports import annex_check, annex_files
from reports.actions import WRITE
from reports.models import Annex, AnnexFile

log = logging.getLogger("portal.reports")


@handler(WRITE, title=_("Documents of an annex"), steps=True)
def write_annex(job: Job) -> dict[str, str]:
    """Make what is not there yet; the digest of each document. One that cannot be made keeps no other from being there.

    Raises what went wrong first, once all were tried.
    """
    annex, made, broken = Annex.objects.select_related("replaces").get(pk=job.payload["annex"]), {}, []
    for one in AnnexFile.Format.values:
        try:
            made[one] = annex_files.write(annex, one).sha256
        except Exception as error:
            log.exception("annex %s cannot be made as %s", annex.number, one)
            broken.append(error)
        else:
            queue.step(job, len(made))
    if broken:
        raise broken[0]
    return made


@handler(annex_check.JOB, title=_("Check of the annexes"), every=timedelta(days=1))
def check_annexes(job: Job) -> dict[str, object]:
    """How many were checked, and what differs, by number. The job's row keeps it."""
    found = annex_check.every()
    if found["broken"]:
        log.error("the bytes of %d annexes are not what was kept", len(found["broken"]))
    return found
