"""What happens to a help request: it is asked, and it is withdrawn."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from hubs import consent
from hubs.actions.common import RuleBroken, in_history
from hubs.actions.moments import record
from hubs.models import HelpRequest, Hub, Moment
from jobs import clock, queue
from regions.models import Place, Region

State = HelpRequest.State
# What is left of the personal fields of a request that was withdrawn or whose term is over.
ERASED = {
    "company_name": "",
    "contact_name": "",
    "email": "",
    "telephone": "",
    "question": "",
    "subjects": [],
    "place": None,
    "attachment": None,
}


@dataclass(frozen=True)
class Sender:
    """Who asks. `telephone` may be empty."""

    company_name: str
    contact_name: str
    email: str
    telephone: str = ""


@transaction.atomic
def ask_for_help(
    *,
    key: uuid.UUID,
    hub: Hub | None,
    region: Region | None,
    place: Place | None,
    sender: Sender,
    question: str,
    language: str,
    subjects: Sequence[str],
    attachment: Mapping | None,
    consent_version: str,
    by: User | None,
) -> HelpRequest:
    """Put a question at the desk of a hub (None: the national desk); letters go out as jobs.

    The same key gives the same request, whoever sends it second: a double click makes one. Raises
    RuleBroken("consent_missing") for a text that nobody can have agreed to, or with the name of a broken constraint.
    """
    if consent_version not in consent.TEXTS:
        raise RuleBroken("consent_missing", _("Agree to sending your data to the desk, or send nothing."))
    now = clock.now()
    wanted = HelpRequest(
        key=key,
        hub=hub,
        region=region,
        place=place,
        company_name=sender.company_name,
        contact_name=sender.contact_name,
        email=sender.email.lower(),
        telephone=sender.telephone,
        question=question,
        language=language,
        subjects=list(subjects),
        attachment=None if attachment is None else dict(attachment),
        consent_version=consent_version,
        consented_at=now,
        created_at=now,
        created_by=by,
    )
    with in_history(by, "asked"), rules.held_by_database(RuleBroken):
        # A second sending waits here for the first one, and then finds its request.
        HelpRequest.objects.bulk_create([wanted], ignore_conflicts=True)
    made = HelpRequest.objects.select_related("hub__region", "region", "place").get(key=key)
    if made.pk == wanted.pk:
        record(about=made, kind=Moment.Kind.ASKED, by=by, public=True, details={"source": made.source})
        queue.add("hubs.confirm_request", {"request_id": str(made.pk)}, owner=by)
        queue.add("hubs.tell_desk", {"request_id": str(made.pk)}, owner=by)
    return made


@transaction.atomic
def withdraw(*, request: HelpRequest, by: User | None) -> bool:
    """Take a request back: who asked and what was sent go at once, the row remains. False when it was withdrawn."""
    locked = HelpRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    if locked.withdrawn:
        return False
    now = clock.now()
    changes = {"state": State.WITHDRAWN, "withdrawn_at": now, "withdrawn_by": by, "erased_at": locked.erased_at or now}
    with in_history(by, "withdrawn"), rules.held_by_database(RuleBroken):
        HelpRequest.objects.filter(pk=locked.pk).update(**ERASED, **changes)
    record(about=locked, kind=Moment.Kind.WITHDRAWN, by=by, public=True)
    return True
