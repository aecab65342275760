"""The letter that invites to do the scan again."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from assessments import inviting
from assessments.models import Contact
from jobs import clock, mail


@transaction.atomic
def send(run_id: str, number: int) -> bool:
    """Send the letter with this number, unless the company said no, is gone, or a later letter went out.

    An address that the mail server refuses gets no more letters and is removed after its term.
    """
    contacts = Contact.objects.select_for_update(of=("self",)).select_related("assessment")
    contact = contacts.filter(
        pk=run_id,
        wants_invitation=True,
        confirmed_at__isnull=False,
        refused_at__isnull=True,
        invitations_sent=number,
    ).first()
    if contact is None:
        return False
    sent = mail.delivered(_letter(contact))
    Contact.objects.filter(pk=run_id).update(**{"sent_at" if sent else "refused_at": clock.now()})
    return sent


def _letter(contact: Contact) -> EmailMessage:
    with translation.override(contact.language):
        stop = _address("no_more_letters", inviting.stop_token(contact.pk))
        values = {
            "contact": contact,
            "again": _address("invited", inviting.again_token(contact.pk)),
            "stop": stop,
            "days": inviting.VALID_FOR.days,
        }
        text = render_to_string("assessments/mail/again.txt", values)
        subject = _("See what changed: do the self-assessment again")
    return EmailMessage(subject, text, None, [contact.email], headers={"List-Unsubscribe": f"<{stop}>"})


def _address(name: str, token: str) -> str:
    return settings.SITE_URL + reverse(f"assessments:{name}", kwargs={"token": token})
