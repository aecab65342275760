"""Letters about Fieldlabs, sent in the background."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldlabs import actions, confirming, letters, permissions
from fieldlabs.actions import imports
from fieldlabs.models import ChangeProposal, Confirmation, Fieldlab
from jobs import clock, mail
from jobs.models import Job
from jobs.registry import handler


@handler("fieldlabs.tell_editor")
def tell_editor(job: Job) -> dict[str, str]:
    """Tell who submitted a Fieldlab what the steering group decided. The letter is in Dutch, as all staff letters.

    A decision that was overtaken by a new submission is no longer told.
    """
    fieldlab = Fieldlab.objects.defer("search").select_related("submitted_by").get(pk=job.payload["fieldlab_id"])
    if fieldlab.recognition != job.payload["decision"]:
        return {"sent": "no"}
    with translation.override("nl"):
        recognised = fieldlab.is_recognised
        subject = _("%(name)s is recognised") if recognised else _("%(name)s was sent back")
        text = render_to_string(
            "fieldlabs/mail/decision.txt",
            {"fieldlab": fieldlab, "address": f"{settings.SITE_URL}{fieldlab.get_absolute_url()}"},
        )
        send_mail(subject % {"name": fieldlab.name}, text, None, [fieldlab.submitted_by.email])
    return {"sent": "yes"}


@handler("fieldlabs.ask_to_confirm", title=gettext_lazy("Asking contacts to confirm"), every=timedelta(days=1))
def ask_to_confirm(_job: Job) -> dict[str, int]:
    """Ask the contacts of all pages that nobody confirmed for a year."""
    asked = [actions.ask_to_confirm(by=None, fieldlab=one) for one in confirming.due()]
    return {"asked": len(asked)}


@handler("fieldlabs.send_confirmation", title=gettext_lazy("Letter to the contact of a Fieldlab"))
def send_confirmation(job: Job) -> dict[str, bool]:
    """Send the yearly question. Once; not when it was answered or replaced meanwhile."""
    question = (
        Confirmation.objects.select_for_update(of=["self"])
        .filter(pk=job.payload["confirmation_id"], sent_at=None, confirmed_at=None, replaced=False)
        .first()
    )
    letter = question and letters.question(question)
    if not letter:
        return {"sent": False}
    question.sent_at = clock.now()
    question.save(update_fields=["sent_at"])
    return {"sent": mail.delivered(letter)}


@handler("fieldlabs.tell_hub_of_proposal", title=gettext_lazy("Letter about a proposal"))
def tell_hub_of_proposal(job: Job) -> dict[str, int]:
    """Tell the editors of the hub that a change is proposed. Nobody sees the addresses of the others."""
    proposal = ChangeProposal.objects.select_related("fieldlab", "proposed_by").get(pk=job.payload["proposal_id"])
    if proposal.state != ChangeProposal.State.OPEN:
        return {"sent": 0}
    notices = [letters.proposed(proposal, person) for person in permissions.editors_of(proposal.fieldlab)]
    return {"sent": sum(mail.delivered(notice) for notice in notices)}


@handler("fieldlabs.tell_contact_of_answer", title=gettext_lazy("Letter about a proposal"))
def tell_contact_of_answer(job: Job) -> dict[str, bool]:
    """Tell who proposed a change what the hub decided."""
    proposal = ChangeProposal.objects.select_related("fieldlab", "proposed_by").get(pk=job.payload["proposal_id"])
    return {"sent": mail.delivered(letters.answered(proposal))}


@handler("fieldlabs.check_import", title=gettext_lazy("Checking a list of Fieldlabs"), steps=True)
def check_import(job: Job) -> dict[str, int]:
    with translation.override("nl"):
        return imports.look_through(job.payload["run"], job)


@handler("fieldlabs.write_import", title=gettext_lazy("Writing a list of Fieldlabs"), steps=True)
def write_import(job: Job) -> dict[str, int]:
    with translation.override("nl"):
        return imports.write(job.payload["run"], job)
