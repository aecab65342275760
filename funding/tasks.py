"""What happens to the money at night: the books are checked."""

import logging
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from funding import audit
from jobs.models import Job
from jobs.registry import handler

log = logging.getLogger("portal.funding")


@handler("funding.check_ledger", title=_("Check of the books"), every=timedelta(days=1))
def check_ledger(job: Job) -> dict[str, list[str]]:
    """The differences between the journal and what is kept; none is good. The job's row keeps them."""
    differences = audit.differences()
    if differences:
        log.error("the books differ from the journal in %d places", len(differences))
    return {"differences": differences}
