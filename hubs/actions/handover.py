"""One desk gives a request to another. It stays at the first until the other accepts, so that nobody falls between."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from hubs import consent, permissions, working_days
from hubs.actions.asking import forget_with_request, profile_of
from hubs.actions.common import RuleBroken, at_work, check, locked, write
from hubs.actions.companies import company_for
from hubs.actions.moments import record
from hubs.actions.working import TELL
from hubs.models import Company, HandOver, HelpRequest, Hub, Moment
from jobs import clock, queue

Kind = Moment.Kind
BATCH = 200


@transaction.atomic
def hand_over(
    *, request: HelpRequest, to: Hub | None, reason: str, by: User, agreed_on: date | None = None
) -> HandOver:
    """Offer it to another desk (None: the national one), which accepts within one working day or it comes back.

    `agreed_on`: when the company said yes, for who asked under a text that named one desk (hubs.consent); without it
    RuleBroken("ask_first"). Offering it twice to the same desk is offering it once.
    """
    current = at_work(request, by)
    open_one = HandOver.objects.filter(permissions.OPEN_HAND_OVER, request=current).first()
    if open_one and open_one.to_hub_id == (to.pk if to else None) and open_one.offered_by_id == by.pk:
        return open_one
    if not consent.allows_hand_over(current.consent_version) and agreed_on is None:
        raise RuleBroken("ask_first", _("Ask the company first: it agreed to one desk only."))
    if agreed_on and not current.created_at.date() <= agreed_on <= clock.today():
        raise RuleBroken("agreed_when", _("The company agreed after it asked, and not later than today."))
    now = clock.now()
    with rules.held_by_database(RuleBroken):
        made = HandOver.objects.create(
            request=current,
            from_hub=current.hub,
            to_hub=to,
            reason=reason,
            offered_at=now,
            offered_by=by,
            due_at=working_days.accept_due(now),
        )
    agreed = {"agreed_on": agreed_on.isoformat()} if agreed_on else {}
    _tell(made, current, Kind.OFFERED, by, agreed)
    return made


@transaction.atomic
def accept(*, handover: HandOver, by: User) -> HelpRequest:
    """The other desk takes it over: it starts there as new, and its clock of the first answer runs on.

    The first desk keeps no contact of a company that it knew from this request alone.
    """
    current, offer = _both(handover)
    check(permissions.can_answer_offer(by, offer))
    if offer.accepted_at:
        return current
    _still_open(offer)
    HandOver.objects.filter(pk=offer.pk).update(accepted_at=clock.now(), accepted_by=by)
    left, company = current.company, _company_at(offer.to_hub, current, by)
    new = {"state": HelpRequest.State.NEW, "assigned_to": None, "company": company}
    write(current, by, "accepted", hub=offer.to_hub, **new)
    if left and left != company:
        forget_with_request(left, by, "handed over")
    _tell(offer, current, Kind.ACCEPTED, by)
    return current


def _company_at(hub: Hub | None, request: HelpRequest, by: User) -> Company | None:
    """The company as this desk knows it: each desk has its own. None once the request is emptied."""
    if request.erased:
        return None
    number = request.company.kvk_number if request.company else ""
    return company_for(hub=hub, profile=profile_of(request, number), source=Company.Source.REQUEST, by=by)


@transaction.atomic
def give_back(*, handover: HandOver, answer: str, by: User) -> HandOver:
    """The other desk says no, and why."""
    current, offer = _both(handover)
    check(permissions.can_answer_offer(by, offer))
    if offer.returned_at and offer.returned_by_id == by.pk:
        return offer
    _still_open(offer)
    return _end(offer, current, by, answer, {})


@transaction.atomic
def take_back(*, handover: HandOver, by: User) -> HandOver:
    """The first desk keeps it after all."""
    current, offer = _both(handover)
    check(permissions.can_work(by, current))
    if offer.returned_at and offer.returned_by_id == by.pk:
        return offer
    _still_open(offer)
    return _end(offer, current, by, "", {"recalled": True})


def return_overdue() -> int:
    """Bring back what no desk accepted in time. What another session holds now is left for the next time."""
    late = HandOver.objects.filter(permissions.OPEN_HAND_OVER, due_at__lt=clock.now()).order_by("due_at")
    return sum(_return_one(pk) for pk in list(late.values_list("pk", flat=True)[:BATCH]))


@transaction.atomic
def _return_one(pk: int) -> bool:
    current, offer = _both(HandOver.objects.get(pk=pk))
    if offer.accepted_at or offer.returned_at:
        return False
    _end(offer, current, None, "", {"overdue": True})
    return True


def _both(handover: HandOver) -> tuple[HelpRequest, HandOver]:
    """The request, locked, and the hand-over as it is now: the lock on the request is the lock on both."""
    current = locked(HelpRequest(pk=handover.request_id))
    return current, HandOver.objects.select_related("from_hub__region", "to_hub__region").get(pk=handover.pk)


def _still_open(offer: HandOver) -> None:
    if offer.accepted_at:
        raise RuleBroken("accepted", _("The other desk has accepted this request meanwhile."))
    if offer.returned_at:
        raise RuleBroken("came_back", _("This request went back to the first desk meanwhile."))


def _end(offer: HandOver, current: HelpRequest, by: User | None, answer: str, details: dict) -> HandOver:
    offer.returned_at, offer.returned_by, offer.answer = clock.now(), by, answer
    with rules.held_by_database(RuleBroken):
        offer.save(update_fields=["returned_at", "returned_by", "answer"])
    _tell(offer, current, Kind.CAME_BACK, by, details)
    return offer


def _tell(offer: HandOver, current: HelpRequest, kind: str, by: User | None, details: dict | None = None) -> None:
    """The moment that company and both desks read, and the letters."""
    desks = {"from": _name(offer.from_hub), "to": _name(offer.to_hub), "handover": offer.pk}
    moment = record(about=current, kind=kind, by=by, public=True, details=desks | (details or {}))
    queue.add(TELL, {"moment_id": moment.pk}, owner=by)


def _name(hub: Hub | None) -> str | None:
    """None: the national desk, whose name depends on the reader's language."""
    return hub.name if hub else None
