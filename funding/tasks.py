"""What the money does in the background: the books are checked at night, letters go out."""

import logging
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from funding import (  # noqa: F401 -- notices register themselves
    audit,
    award_notices,
    award_reminders,
    decision_notices,
    letters,
    mandate_notices,
    match_notices,
    notices,
    payment_notices,
    payment_reminders,
    plan_letters,
)
from funding.actions.letters import write
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


@handler(letters.WRITE, title=_("Letter of a decision"))
def write_letter(job: Job) -> dict[str, str]:
    """Make the document of a letter, once, and tell the recipient; which document it is."""
    file = write(job.payload["letter"])
    return {"sha256": file.sha256}


@handler(notices.JOB, title=_("Letter about money"), steps=True)
def send_notice(job: Job) -> dict[str, int]:
    """Write the letters of one notice and hand them to the mail server; how many it took."""
    return {"sent": notices.send(job)}


@handler("funding.remind_of_payments", title=_("Reminders about payments"), every=timedelta(days=1))
def remind_of_payments(job: Job) -> dict[str, int]:
    """Payments that wait for days, and a month that nobody compared with the financial administration."""
    return {"sent": payment_reminders.send()}


@handler("funding.match_short", title=_("Letter about co-funding that is short"), every=timedelta(days=1))
def tell_of_shortfalls(job: Job) -> dict[str, int]:
    """Once for each change of a pool that is short; of how many pools it told."""
    return {"told": match_notices.remind_of_shortfalls()}


@handler("funding.remind_of_mandates", title=_("Reminders about mandates"), every=timedelta(days=1))
def remind_of_mandates(job: Job) -> dict[str, int]:
    """Mandates that end within 14 days."""
    return {"sent": mandate_notices.send()}


@handler("funding.remind_of_awards", title=_("Reminders about evidence and objections"), every=timedelta(days=1))
def remind_of_awards(job: Job) -> dict[str, int]:
    """Evidence that is due within two weeks or late, and decisions to which nobody objected in time."""
    return {"sent": award_reminders.send()}
