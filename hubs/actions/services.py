"""What was done for a company is recorded, and taken back when it was recorded wrongly."""

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from fieldlabs.models import Fieldlab
from hubs import de_minimis, permissions, services
from hubs.actions.book import at_desk, locked_company
from hubs.actions.common import RuleBroken, check, in_history
from hubs.actions.moments import heard_from
from hubs.models import Company, HelpRequest, ServiceDelivered
from hubs.triggers import WITHIN_CEILING
from jobs import clock
from ui.formats import date_long, euro


@dataclass(frozen=True)
class Delivered:
    """`fieldlab` None: the desk itself. `amount`, `paid`: euros without VAT, None is unknown."""

    kind: str
    delivered_on: date
    aid_basis: str
    description: str = ""
    fieldlab: Fieldlab | None = None
    request: HelpRequest | None = None
    amount: Decimal | None = None
    paid: Decimal | None = None
    award_number: str = ""


@transaction.atomic
def record_service(*, company: Company, delivered: Delivered, key: uuid.UUID, by: User) -> ServiceDelivered:
    """Record what was done for this company; the same key records it once.

    Raises RuleBroken: not_allowed, removed, future, other_request, or the name of a broken rule, such as the ceiling.
    """
    current = at_desk(company, by)
    made = ServiceDelivered.objects.filter(company=current, key=key).first()
    if made:
        return made
    if delivered.delivered_on > clock.today():
        raise RuleBroken("future", _("This date is still to come."))
    if delivered.request and delivered.request.company_id != current.pk:
        raise RuleBroken("other_request", _("This request is of another company."))
    values = vars(delivered) | {"award_number": delivered.award_number or None}
    try:
        with in_history(by, "recorded"), rules.held_by_database(RuleBroken):
            service = ServiceDelivered.objects.create(
                key=key, hub=current.hub, company=current, recorded_at=clock.now(), recorded_by=by, **values
            )
    except RuleBroken as broken:
        if broken.code != WITHIN_CEILING:
            raise
        raise RuleBroken(broken.code, _too_much(current, delivered)) from broken
    heard_from(current, delivered.delivered_on, by)
    return service


def _too_much(company: Company, delivered: Delivered) -> str:
    """The database's refusal with the amounts."""
    day = delivered.delivered_on
    left = max(de_minimis.room(services.aid_given(company), day), Decimal(0))
    return _(
        "De minimis: on %(day)s there is room for %(left)s of aid to this company, over all desks; "
        "this service counts for %(aid)s. The ceiling is %(ceiling)s in three years."
    ) % {
        "day": date_long(day),
        "left": euro(left),
        "aid": euro(de_minimis.aid_of(delivered.amount, delivered.paid)),
        "ceiling": euro(de_minimis.on(day).amount),
    }


@transaction.atomic
def withdraw_service(*, service: ServiceDelivered, reason: str, by: User) -> ServiceDelivered:
    """Take back what was recorded wrongly: it stays, with the reason, and no longer counts. Twice is once."""
    locked_company(service.company)
    current = ServiceDelivered.objects.select_related("company__hub__region").get(pk=service.pk)
    check(permissions.can_work_with(by, current.company))
    if current.withdrawn_at is None:
        current.withdrawn_at, current.withdrawn_by, current.withdrawal_reason = clock.now(), by, reason.strip()
        with in_history(by, "withdrawn"), rules.held_by_database(RuleBroken):
            current.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    return current
