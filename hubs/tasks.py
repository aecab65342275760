"""What the desk does in the background: letters, and forgetting."""

import logging
from datetime import timedelta

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from hubs import actions, clean_up, event_tasks, letters, mail_tasks, news, reminding  # noqa: F401 -- the tasks register themselves
from hubs.actions import lists
from hubs.models import HelpRequest, Moment
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
        notices = [letters.nobody_there(request.hub, person) for person in letters.administrators()]
    sent = sum(mail.delivered(notice) for notice in notices)
    HelpRequest.objects.filter(pk=request.pk, desk_told_at__isnull=True).update(desk_told_at=clock.now())
    return {"sent": sent}


@handler("hubs.tell_of_moment", title=_("Letters about a help request"))
def tell_of_moment(job: Job) -> dict[str, int]:
    """Tell the company and the desks what happened. Once; an address that is refused is noted with the moment."""
    moment = news.request_of(job.payload["moment_id"])
    if moment is None:
        return {"sent": 0}
    to_company, to_desks = news.to_company(moment), news.to_desks(moment)
    reached = to_company is None or mail.delivered(to_company)
    sent = sum(mail.delivered(letter) for letter in to_desks) + (to_company is not None and reached)
    what = "sent_at" if reached else "refused_at"
    Moment.objects.filter(pk=moment.pk).update(**{what: clock.now()})
    return {"sent": sent}


@handler("hubs.tell_of_work", title=_("Letter about requests that were handed over"))
def tell_of_work(job: Job) -> dict[str, int]:
    """One letter for all that a colleague handed over at once."""
    letter = news.of_work(job.payload["person_id"], job.payload["number"])
    return {"sent": int(letter is not None and mail.delivered(letter))}


@handler("hubs.return_handovers", title=_("Requests that come back to their desk"), every=timedelta(minutes=10))
def return_handovers(job: Job) -> dict[str, int]:
    """What another desk did not accept within one working day is back at the first."""
    return {"returned": actions.return_overdue()}


@handler("hubs.remind", title=_("Reminders of first answers"), every=timedelta(hours=1))
def remind(job: Job) -> dict[str, int]:
    """On each working day, once it is past 8 in the morning: who works at a desk where a company waits."""
    return {"people": reminding.start()}


@handler("hubs.remind_person", title=_("Reminder of first answers"))
def remind_person(job: Job) -> dict[str, int]:
    return {"sent": reminding.send(job.payload["person_id"])}


@handler("hubs.write_companies", title=_("Writing a list of companies"))
def write_companies(job: Job) -> dict[str, int]:
    with translation.override("nl"):
        return lists.write_list(job.payload["list"], job)


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
