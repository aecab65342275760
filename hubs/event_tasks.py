"""Letters to who registers for an event, in the background."""

import logging
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from hubs import event_letters, event_retention
from hubs.models import EventMessage, Registration
from jobs import clock, mail
from jobs.models import Job
from jobs.registry import handler

log = logging.getLogger("portal.jobs")


@handler("hubs.write_registrant", title=_("Letter about an event"))
def write_registrant(job: Job) -> dict[str, bool]:
    """Send one letter, if it is still true. An address that the mail server refuses is noted on the registration."""
    rows = Registration.objects.select_for_update(no_key=True, of=("self",)).select_related("event__place")
    registration = rows.filter(pk=job.payload["registration"]).first()
    kind = job.payload["kind"]
    if registration is None or not event_letters.is_due(registration, kind):
        return {"sent": False}
    message = EventMessage.objects.filter(pk=job.payload.get("message")).first()
    sent = mail.delivered(event_letters.letter(registration, kind, message))
    if not sent:
        Registration.objects.filter(pk=registration.pk).update(refused_at=clock.now())
    return {"sent": sent}


@handler("hubs.clean_up_events", title=_("Removing what is too old at events"), every=timedelta(days=1))
def clean_up_events(job: Job) -> dict[str, int]:
    """The result is what the privacy page tells of the last clean-up."""
    emptied = event_retention.run()
    log.info("removed what was too old: %s", emptied)
    return emptied
