"""Letters of a desk, in the background. The jobs hold numbers only."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from hubs import mail_out, news
from hubs.actions.mailing import SEND
from hubs.actions.receiving import TELL_OF_COMPANY
from hubs.actions.waiting import TELL_OF_WAITING
from hubs.models import Moment, WaitingMail
from jobs import clock, mail
from jobs.models import Job
from jobs.registry import handler

# One letter in this time to a desk, however many e-mails come in: the number of all of them is on its pages.
QUIET = timedelta(hours=1)


@handler(SEND, title=_("E-mail to a company"))
def send_letter(job: Job) -> dict[str, bool]:
    """Send it, once. An address that the mail server refuses is noted; a mail server that is away is tried again."""
    rows = Moment.objects.select_for_update(no_key=True, of=("self",)).filter(pk=job.payload["moment_id"])
    wide = rows.select_related("request__hub__region", "company__hub__region")
    moment = wide.filter(sent_at__isnull=True, refused_at__isnull=True).first()
    if moment is None or not mail_out.is_due(moment):
        return {"sent": False}
    sent = mail.delivered(mail_out.letter(moment))
    Moment.objects.filter(pk=moment.pk).update(**{"sent_at" if sent else "refused_at": clock.now()})
    return {"sent": sent}


@handler(TELL_OF_COMPANY, title=_("Letters about an e-mail of a company"))
def tell_of_company_mail(job: Job) -> dict[str, int]:
    """Tell the desk that a company answered, once. It names no company: who may read that, signs in."""
    rows = Moment.objects.select_for_update(no_key=True, of=("self",)).filter(pk=job.payload["moment_id"])
    moment = rows.select_related("company__hub__region").filter(sent_at__isnull=True).first()
    if moment is None or moment.company.erased_at:
        return {"sent": 0}
    sent = sum(mail.delivered(letter) for letter in news.to_desk_of_company(moment))
    Moment.objects.filter(pk=moment.pk).update(sent_at=clock.now())
    return {"sent": sent}


@handler(TELL_OF_WAITING, title=_("Letters about an e-mail to a desk"))
def tell_of_waiting_mail(job: Job) -> dict[str, int]:
    """Tell the desk that an e-mail waits, once, and not again within the hour. It names nobody."""
    rows = WaitingMail.objects.select_for_update(no_key=True, of=("self",)).select_related("hub__region")
    waits = rows.defer("search").filter(pk=job.payload["mail_id"], told_at__isnull=True, erased_at__isnull=True)
    mail_in = waits.filter(state=WaitingMail.State.WAITING).first()
    if mail_in is None:
        return {"sent": 0}
    lately = WaitingMail.objects.filter(hub=mail_in.hub, told_at__gt=clock.now() - QUIET).exists()
    sent = 0 if lately else sum(mail.delivered(letter) for letter in news.of_waiting(mail_in))
    if not lately:
        WaitingMail.objects.filter(pk=mail_in.pk).update(told_at=clock.now())
    return {"sent": sent}
