"""Letters to who filled in a run: the link to go on, and the link that confirms an address."""

from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from assessments import tokens
from assessments.models import Assessment, Contact
from jobs import clock, mail
from jobs.models import Job


def send_link(job: Job) -> dict[str, bool]:
    """The link to go on with a draft. Nothing when it is finished, deleted or sent already."""
    return _send(job, Assessment.State.STARTED, _link_letter)


def send_confirmation(job: Job) -> dict[str, bool]:
    """The link that confirms an address. Nothing when it is confirmed, deleted or sent already."""
    return _send(job, Assessment.State.COMPLETED, _confirmation_letter, confirmed_at=None)


def _send(job: Job, state: str, letter: Callable[[Contact], EmailMessage], **still: object) -> dict[str, bool]:
    """Send one letter for this job, to a contact that is `still` so.

    A refusal of the address by the mail server is noted, for the page to say so.
    """
    contact = (
        Contact.objects.select_for_update(no_key=True, of=("self",))
        .filter(pk=job.payload["run"], assessment__state=state, refused_at=None, **still)
        .exclude(sent_at__gte=job.created_at)
        .first()
    )
    if contact is None:
        return {"sent": False}
    with translation.override(contact.language):
        sent = mail.delivered(letter(contact))
    Contact.objects.filter(pk=contact.pk).update(**{"sent_at" if sent else "refused_at": clock.now()})
    return {"sent": sent}


def _link_letter(contact: Contact) -> EmailMessage:
    token = tokens.make(tokens.Purpose.RESUME, contact.pk)
    address = tokens.link("resume_link", token, contact.language)
    return _letter(contact, _("Go on with your self-assessment"), "link", {"link": address})


def _confirmation_letter(contact: Contact) -> EmailMessage:
    token = tokens.make(tokens.Purpose.CONFIRM, contact.pk, tokens.about(contact))
    address = tokens.link("confirm", token, contact.language)
    return _letter(contact, _("Confirm your e-mail address"), "confirmation", {"link": address})


def _letter(contact: Contact, subject: str, name: str, values: dict[str, object]) -> EmailMessage:
    """It repeats nothing that was typed: the address is not known to be the sender's."""
    days = tokens.VALID_FOR.days
    text = render_to_string(f"assessments/mail/{name}.txt", {"contact": contact, "days": days, **values})
    return EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [contact.email])
