"""How a letter that somebody of a desk wrote goes out as an e-mail."""

from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from hubs import letters, merging, reply_address
from hubs.models import Moment

LOOP = "X-Loop"


def is_due(moment: Moment) -> bool:
    """Not when its request or company was emptied meanwhile: then nothing is known any more of whom it was for."""
    return bool(moment.text and moment.address)


def letter(moment: Moment) -> EmailMessage:
    """Answers, and what a mail server returns, come to the desk by the key in the address."""
    request, company = moment.request, moment.company
    about = request or company
    with translation.override(moment.details["language"]):
        desk = letters.name_of(about.hub)
        link = settings.SITE_URL + reverse("hubs:request_state", kwargs={"key": request.key}) if request else ""
        reply = reply_address.of(about)
        values = {"text": merging.fill(moment.text, {"link": link}), "desk": desk, "reply": bool(reply), "link": link}
        text = render_to_string("hubs/mail/letter.txt", values)
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    # Always the same, so that a second sending can be told from a second letter.
    headers = {
        "From": formataddr((desk, sender)),
        "Message-ID": f"<{moment.message_id.removeprefix('form:')}@{sender.partition('@')[2]}>",
    }
    if reply:
        headers |= {"Reply-To": reply, LOOP: settings.REPLY_ADDRESS}
    return EmailMessage(moment.subject, text, reply or None, [moment.address], headers=headers)
