"""What the desk does in the background: letters, and forgetting."""

import logging
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from hubs import clean_up, letters
from hubs.models import HelpRequest
from jobs import clock, mail
from jobs.models import Job
from jobs.registry import handler

log = logging.getLogger("portal.jobs")


@handler("hubs.confirm_request", title=_("Letter to the company"))
def confirm_request(job: Job) -> dict[str, bool]:
    """Tell the company that its question arrived, with the link to its own page. Sent once.

    An address that the mail server refuses is noted, so that the company's page can say so.
    """
    request = _open_request(job, confirmation_sent_at__isnull=True, confirmation_refused_at__isnull=True)
    if request is None:
        return {"sent": False}
    sent = mail.delivered(letters.confirmation(request))
    what = "confirmation_sent_at" if sent else "confirmation_refused_at"
    HelpRequest.objects.filter(pk=request.pk).update(**{what: clock.now()})
    return {"sent": sent}


@handler("hubs.tell_desk", title=_("Letter to the desk"))
def tell_desk(job: Job) -> dict[str, int]:
    """Tell everybody at the desk that there is a new question. Sent once; nobody sees the addresses of the others.

    Where nobody works yet the administrators are told that, so that no question waits unseen.
    An address that is refused keeps no letter from the others, nor brings them a second one.
    """
    request = _open_request(job, desk_told_at__isnull=True)
    if request is None:
        return {"sent": 0}
    notices = [letters.notice(request, person) for person in letters.people_of_desk(request)]
    if not notices:
        notices = [letters.nobody_there(request, person) for person in letters.administrators()]
    sent = sum(mail.delivered(notice) for notice in notices)
    HelpRequest.objects.filter(pk=request.pk, desk_told_at__isnull=True).update(desk_told_at=clock.now())
    return {"sent": sent}


@handler("hubs.clean_up", title=_("Removing what is too old at the desks"), every=timedelta(days=1))
def clean_up_requests(job: Job) -> dict[str, int]:
    """The result is what the privacy page tells of the last clean-up."""
    emptied = clean_up.run()
    log.info("removed what was too old: %s", emptied)
    return emptied


def _open_request(job: Job, **conditions: object) -> HelpRequest | None:
    """The request of this job, locked; None when it was withdrawn or erased meanwhile, or the letter has gone out."""
    found = HelpRequest.objects.select_for_update(no_key=True, of=("self",)).select_related("hub__region", "region")
    return found.filter(pk=job.payload["request_id"], erased_at__isnull=True, **conditions).first()
