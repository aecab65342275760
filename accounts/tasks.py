"""Letters that go out in the background."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import clean_up
from accounts.models import Invitation
from accounts.tokens import link_to
from jobs.models import Job
from jobs.registry import handler

log = logging.getLogger("portal.jobs")


@handler("accounts.send_invitation")
def send_invitation(job: Job) -> dict[str, bool]:
    """Send an open invitation once. A second run of the same job sends nothing more."""
    invitation = (
        Invitation.objects.open()
        .select_for_update(of=["self"])
        .select_related("organisation", "created_by")
        .filter(pk=job.payload["invitation_id"], sent_at__isnull=True)
        .first()
    )
    if invitation is None:
        return {"sent": False}
    with translation.override(invitation.language):
        text = render_to_string(
            "accounts/email/invitation.txt", {"invitation": invitation, "link": link_to(invitation)}
        )
        letter = EmailMessage(
            _("Your invitation to Smart Industry"), text, settings.DEFAULT_FROM_EMAIL, [invitation.email]
        )
    letter.send()
    invitation.sent_at = timezone.now()
    invitation.save(update_fields=["sent_at"])
    return {"sent": True}


@handler("accounts.clean_up", title=gettext_lazy("Forgetting where people were signed in"), every=timedelta(days=1))
def clean_up_sessions(job: Job) -> dict[str, int]:
    """The result is what the privacy page tells of the last clean-up."""
    forgotten = clean_up.run()
    log.info("removed what was too old: %s", forgotten)
    return forgotten
