"""Letters about Fieldlabs, sent in the background."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from fieldlabs.models import Fieldlab
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
