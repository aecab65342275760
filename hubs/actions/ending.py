"""How a request ends: closed with what came of it, opened again, or joined with its double."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from hubs import permissions
from hubs.actions.common import RuleBroken, at_work, check, locked, not_on_its_way, write
from hubs.actions.moments import record
from hubs.actions.working import TELL
from hubs.models import HelpRequest, Moment
from jobs import clock, queue

State = HelpRequest.State
Kind = Moment.Kind
OPEN_AGAIN = {"outcome": "", "closed_at": None, "closed_by": None, "investment": None, "jobs": None}


@dataclass(frozen=True)
class Result:
    """What came of it. `investment` in euros and `jobs`: None is not known, 0 is none."""

    outcome: str
    investment: Decimal | None = None
    jobs: int | None = None


@transaction.atomic
def close(*, request: HelpRequest, result: Result, text: str, by: User) -> HelpRequest:
    """Close it; the company gets a letter and reads `text` on its page. Closing twice is closing once.

    Raises RuleBroken on_its_way while another desk considers it, and no_step for figures without a step.
    """
    current = locked(request)
    if current.state == State.CLOSED and current.closed_by_id == by.pk:
        check(permissions.can_work(by, current))
        return current
    current = at_work(request, by)
    not_on_its_way(current)
    if result.outcome not in HelpRequest.Outcome.values:
        raise RuleBroken("outcome_unknown", _("Say with what outcome you close this request."))
    if result.outcome != HelpRequest.Outcome.STEP and (result.investment is not None or result.jobs is not None):
        raise RuleBroken("no_step", _("An investment or jobs belong to a step that the company took."))
    now = clock.now()
    first = {} if current.answered_at else {"answered_at": now, "answered_by": by}
    end = {"state": State.CLOSED, "closed_at": now, "closed_by": by}
    write(current, by, "closed", outcome=result.outcome, investment=result.investment, jobs=result.jobs, **end, **first)
    details = {"outcome": str(result.outcome)}
    moment = record(about=current, kind=Kind.CLOSED, by=by, text=text, public=True, details=details)
    queue.add(TELL, {"moment_id": moment.pk}, owner=by)
    return current


@transaction.atomic
def reopen(*, request: HelpRequest, reason: str, by: User) -> HelpRequest:
    """Go on with a closed request. Its outcome is taken back; the history keeps it."""
    current = locked(request)
    check(permissions.can_work(by, current))
    if current.state in (State.CONTACT, State.TAKEN, State.NEW, State.REFERRED):
        return current
    if current.erased or current.state != State.CLOSED:
        raise RuleBroken("not_closed", _("Only a closed request is opened again."))
    before = current.assigned_to
    mine = before not in permissions.people_of(current.hub, only_staying=True)
    details = {"outcome": current.outcome}
    write(current, by, "opened again", state=State.CONTACT, assigned_to=by if mine else before, **OPEN_AGAIN)
    record(about=current, kind=Kind.REOPENED, by=by, public=True, details=details)
    record(about=current, kind=Kind.NOTE, by=by, text=reason)
    return current


@transaction.atomic
def merge(*, request: HelpRequest, into: HelpRequest, by: User) -> HelpRequest:
    """Join a double with the request that goes on. Both timelines stay, and the double's link leads on.

    Both are open and at the same desk, so that no chain and no circle arises: what is merged is not open.
    """
    if request.pk == into.pk:
        raise RuleBroken("itself", _("Choose another request to merge with."))
    # Always in the same order: two who merge the same pair the other way round wait for each other.
    for one in sorted((request, into), key=lambda one: one.pk):
        locked(one)
    double = locked(request)
    if double.state == State.MERGED and double.merged_into_id == into.pk:
        check(permissions.can_work(by, double))
        return double
    double, goes_on = at_work(request, by), at_work(into, by)
    if double.hub_id != goes_on.hub_id:
        raise RuleBroken("other_desk", _("Merge requests of one desk only."))
    not_on_its_way(double)
    write(double, by, "merged", state=State.MERGED, merged_into=goes_on)
    for earlier in HelpRequest.objects.filter(merged_into=double).defer("attachment"):
        write(earlier, by, "merged", merged_into=goes_on)
    if double.answered_at and not goes_on.answered_at:
        write(goes_on, by, "merged", answered_at=double.answered_at, answered_by_id=double.answered_by_id)
    record(about=double, kind=Kind.MERGED, by=by, public=True, details={"into": str(goes_on.pk)})
    record(about=goes_on, kind=Kind.MERGED, by=by, details={"from": str(double.pk)})
    return double
