"""What happened with a company, written once and never changed: the timeline of its page and of its request."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import Q

from accounts import rules
from accounts.models import User
from hubs.actions.common import RuleBroken, in_history
from hubs.models import Company, HelpRequest, Moment
from jobs import clock

Kind = Moment.Kind
# Somebody of the desk and somebody of the company heard from each other.
CONTACTS = {Kind.ASKED, Kind.CALL, Kind.VISIT, Kind.MEETING, Kind.MAIL_OUT, Kind.MAIL_IN}


@transaction.atomic
def record(
    *,
    about: Company | HelpRequest,
    kind: str,
    by: User | None,
    text: str = "",
    subject: str = "",
    public: bool = False,
    details: Mapping[str, object] | None = None,
    happened_on: date | None = None,
    message_id: str = "",
    address: str = "",
) -> Moment:
    """Write one moment. Who may is the caller's to check; `by` None is the company itself, or the portal.

    `text` and `subject` may be personal and go with the request or the company; `details` stay, so they hold codes
    and names of organisations only. What counts as contact also keeps the company from being forgotten; a machine's
    answer (`automatic` in `details`) does not. `address`: of an e-mail, as personal as its text.
    Raises RuleBroken with the name of a broken constraint, such as an e-mail that is there already.
    """
    request = about if isinstance(about, HelpRequest) else None
    company = request.company if request else about
    day = happened_on or clock.today()
    with rules.held_by_database(RuleBroken):
        moment = Moment.objects.create(
            company=company,
            request=request,
            kind=kind,
            happened_on=day,
            subject=subject,
            text=text,
            details=dict(details or {}),
            public=public,
            recorded_at=clock.now(),
            recorded_by=by,
            message_id=message_id,
            address=address,
        )
    if company and kind in CONTACTS and not moment.details.get("automatic"):
        heard_from(company, day, by)
    return moment


def heard_from(company: Company, day: date, by: User | None) -> None:
    """There was contact on this day: the term after which the company is forgotten begins anew."""
    earlier = Q(last_contact_on__isnull=True) | Q(last_contact_on__lt=day)
    with in_history(by, "contact"):
        Company.objects.filter(earlier, pk=company.pk, erased_at__isnull=True).update(last_contact_on=day)
