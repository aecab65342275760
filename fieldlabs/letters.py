"""The letters about a Fieldlab, each in the language of who gets it."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from fieldlabs import confirming
from fieldlabs.models import ChangeProposal, Confirmation
from fieldlabs.row_sections import title_of


def question(confirmation: Confirmation) -> EmailMessage | None:
    """To the contact: is your page still right? None when there is nobody to ask any more."""
    fieldlab = confirmation.fieldlab
    to = confirming.recipient(fieldlab)
    if to is None:
        return None
    email, language = to
    link = confirming.link_to(confirmation, language)
    with translation.override(language):
        values = {"fieldlab": fieldlab, "link": link, "until": confirmation.expires_on}
        text = render_to_string("fieldlabs/mail/question.txt", values)
        return EmailMessage(_("Is the page of %(name)s still right?") % {"name": fieldlab.name}, text, None, [email])


def proposed(proposal: ChangeProposal, person: User) -> EmailMessage:
    """To who keeps the Fieldlab."""
    with translation.override(person.language):
        values = {"proposal": proposal, "section": title_of(proposal.section), "link": _address(proposal)}
        text = render_to_string("fieldlabs/mail/proposed.txt", values)
        subject = _("%(name)s: a change is proposed") % {"name": proposal.fieldlab.name}
        return EmailMessage(subject, text, None, [person.email])


def answered(proposal: ChangeProposal) -> EmailMessage:
    """To who proposed it."""
    person = proposal.proposed_by
    with translation.override(person.language):
        values = {"proposal": proposal, "section": title_of(proposal.section), "link": _address(proposal)}
        text = render_to_string("fieldlabs/mail/answered.txt", values)
        subject = _("%(name)s: your proposal has an answer") % {"name": proposal.fieldlab.name}
        return EmailMessage(subject, text, None, [person.email])


def _address(proposal: ChangeProposal) -> str:
    return settings.SITE_URL + reverse("fieldlabs:proposal_detail", args=[proposal.fieldlab.slug, proposal.pk])
