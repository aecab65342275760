"""The co-funding of a plan in the books: brought in at submission, kept while it says the same, else taken back."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from funding import ledger, pools
from funding.actions import match
from funding.actions.posting import Basis
from funding.actions.schemes import open_pool
from funding.models import Account, MatchPool, Plan, PlannedPledge, PlanStep, PlanVersion, Pledge, SchemeVersion
from funding.rules import RuleBroken
from jobs import clock

SAME = ("kind", "origin", "evidence", "valued_on", "valuation", "without_vat", "also_declared")
"""What a promise says besides who gives it and how much: when one of these changes it is another promise."""


@dataclass(frozen=True)
class Submission:
    """One version on its way into the books."""

    by: User
    version: PlanVersion
    pool: MatchPool

    def basis(self, what: str, about: int, document: str) -> Basis:
        today = clock.today()
        reason = _("Plan %(plan)s, version %(number)s") % {"plan": self.version.plan_id, "number": self.version.number}
        key = f"plan-version-{self.version.pk}-{what}-{about}"
        return Basis(key=key, valid_on=today, document=document[:200], document_date=today, reason=reason)


def book(*, by: User, version: PlanVersion) -> None:
    """Bring the planned pledges of a version that is still open into the books, and take back what it leaves out.

    A pledge that says the same stays. One of which only the amount changed is raised or lowered. Any other change is
    another promise: the old one is taken back, except, after a grant, what the co-funder already committed.
    """
    planned = list(version.pledges.select_related("pledge__funder", "pledge__pool").order_by("position", "pk"))
    booked = _booked_before(version)
    if not planned and not booked:
        return
    pool = _pool(version.plan, by) if planned else None
    if planned and pool is None:
        message = _("No scheme is in force yet for this budget line and region. Ask the ministry to publish it.")
        raise RuleBroken("plan_has_no_pool", message)
    work = Submission(by, version, pool)
    stays = {one.pledge_id for one in planned if one.pledge_id and _says_the_same(one, pool)}
    for pledge in booked:
        if pledge.pk not in stays:
            take_back(by=by, basis=work.basis, pledge=pledge, committed=not _is_granted(version))
    for one in planned:
        if one.pledge_id in stays:
            _adjust(work, one)
        else:
            _bring_in(work, one)


def _pool(plan: Plan, by: User) -> MatchPool | None:
    """The pool of this plan's co-funding; opened now where the ratio is held for each award."""
    rules = pools.rules_for(plan, clock.today())
    found = pools.pool_for(plan, clock.today())
    if rules is None or found or rules.level != SchemeVersion.Level.AWARD:
        return found
    paper = {"document": rules.document, "document_date": rules.document_date}
    return open_pool(by=by, version=rules, line=plan.line, plan=plan, **paper)


def _booked_before(version: PlanVersion) -> list[Pledge]:
    """Pledges of the last version that was submitted before this one, by this plan."""
    earlier = version.plan.versions.filter(submitted_at__isnull=False, number__lt=version.number)
    last = earlier.order_by("-number").first()
    if last is None:
        return []
    found = Pledge.objects.select_related("funder", "pool", "claimed_by").filter(planned_as__version=last)
    return list(found.distinct().order_by("pk"))


def _says_the_same(planned: PlannedPledge, pool: MatchPool) -> bool:
    pledge = planned.pledge
    if pledge.pool_id != pool.pk or _name(planned.funder).casefold() != pledge.funder.name.casefold():
        return False
    # An amount that became unknown cannot be booked: that is another promise.
    known = planned.amount is not None or not _held(pledge)
    return known and all(getattr(planned, name) == getattr(pledge, name) for name in SAME)


def _is_granted(version: PlanVersion) -> bool:
    return version.plan.steps.filter(kind=PlanStep.Kind.GRANT).exists()


def _held(pledge: Pledge) -> dict[str, Decimal]:
    """What the books hold of a pledge, by kind of account; only what is above zero."""
    accounts = Account.objects.filter(pledge=pledge, balance__gt=0)
    return dict(accounts.order_by("pk").values_list("kind", "balance"))


def take_back(*, by: User, basis, pledge: Pledge, committed: bool) -> None:
    """Withdraw what is intended of a pledge and, with `committed`, what its co-funder committed."""
    kinds = (ledger.INTENDED, ledger.COMMITTED) if committed else (ledger.INTENDED,)
    for kind, amount in _held(pledge).items():
        if kind in kinds:
            ground = basis(f"withdraw-{kind}", pledge.pk, pledge.evidence)
            match.take_back(by=by, basis=ground, pledge=pledge, kind=kind, amount=amount)


def _adjust(work: Submission, planned: PlannedPledge) -> None:
    """Raise or lower what is intended to the amount of the plan. What was confirmed is not the plan's to lower."""
    if planned.amount is None:
        return
    held = _held(planned.pledge)
    more = planned.amount - sum(held.values(), Decimal(0))
    pledge = planned.pledge
    if more > 0:
        basis = work.basis("raise", pledge.pk, planned.evidence)
        match.state_amount(by=work.by, basis=basis, pledge=pledge, amount=more)
    if more < 0:
        kind = ledger.INTENDED
        if held.get(kind, Decimal(0)) < -more:
            message = _(
                "%(funder)s has confirmed more than you now write. Ask the co-funder to withdraw the rest first."
            )
            raise RuleBroken("pledge_is_confirmed", message % {"funder": planned.funder})
        basis = work.basis("lower", pledge.pk, planned.evidence)
        match.take_back(by=work.by, basis=basis, pledge=pledge, kind=kind, amount=-more)


def _bring_in(work: Submission, planned: PlannedPledge) -> None:
    basis = work.basis("pledge", planned.pk, planned.evidence)
    plan = work.version.plan
    promise = Pledge(
        pool=work.pool,
        funder=funder_named(planned.funder),
        claimed_by=plan.organisation,
        **{name: getattr(planned, name) for name in SAME},
    )
    planned.pledge = match.bring_in(by=work.by, basis=basis, pledge=promise, amount=planned.amount)
    planned.save(update_fields=["pledge"])


def funder_named(name: str) -> Organisation:
    """The co-funder of this name; made when nobody knows it yet, once, however many ask at the same moment."""
    name = _name(name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('funding.funder'), hashtext(%s))", [name.casefold()])
    known = Q(kind=Organisation.Kind.COFUNDER, name__iexact=name)
    found = Organisation.objects.filter(known).order_by("pk").first()
    return found or Organisation.objects.create(name=name, kind=Organisation.Kind.COFUNDER)


def _name(text: str) -> str:
    return " ".join(text.split())
