"""Sending a company on to who can help it further."""

from collections.abc import Mapping

from django.db import transaction

from accounts import rules
from accounts.models import User
from fieldlabs.models import Fieldlab
from hubs.actions.common import RuleBroken, at_work, write
from hubs.actions.moments import record
from hubs.actions.working import TELL, in_contact
from hubs.models import HelpRequest, Hub, Moment, Referral
from jobs import clock, queue
from programme.models import Instrument, Partner

Target = Fieldlab | Partner | Instrument | Hub
FIELDS = {Fieldlab: "fieldlab", Partner: "partner", Instrument: "instrument", Hub: "hub"}


@transaction.atomic
def refer(*, request: HelpRequest, to: Target, text: str, by: User) -> Referral:
    """Tell the company, by letter and on its page, who can help it further. To the same target once.

    Nothing of the company goes to whom it is referred: it gets in touch itself. It counts as a first answer.
    """
    current = at_work(request, by)
    name = FIELDS[type(to)]
    earlier = Referral.objects.filter(request=current, **{name: to}).first()
    if earlier:
        return earlier
    in_contact(current, by, answers=True)
    write(current, by, "referred", state=HelpRequest.State.REFERRED)
    with rules.held_by_database(RuleBroken):
        made = Referral.objects.create(request=current, referred_at=clock.now(), referred_by=by, **{name: to})
    moment = record(about=current, kind=Moment.Kind.REFERRED, by=by, text=text, public=True, details=_details(name, to))
    queue.add(TELL, {"moment_id": moment.pk}, owner=by)
    return made


def _details(name: str, to: Target) -> Mapping[str, object]:
    return {"kind": name, "name": str(to), "slug": to.region.slug if isinstance(to, Hub) else to.slug}
