"""Decisions on awards: grant, lower, settle; and the mandates and waivers that they need."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from accounts.models import Organisation, User
from funding import award_state, cofunding, ledger, permissions
from funding.actions import places
from funding.actions.posting import Basis, check_amount, mandate_of, once, post, refuse_unless
from funding.ledger import REALISED, USED, Move
from funding.models import (
    Account,
    Award,
    Entry,
    Mandate,
    MandateEnd,
    MatchPool,
    Objection,
    PlanVersion,
    Reservation,
    Ruling,
    Settlement,
    Waiver,
)
from funding.rules import held_by_books


@transaction.atomic
def give_mandate(
    *,
    by: User,
    person: User,
    kind: str,
    starts_on: date,
    ends_on: date,
    document: str,
    document_date: date,
    stands_in_for: User | None = None,
) -> Mandate:
    """Let a person decide, approve or release from a day until, and including, another."""
    refuse_unless(permissions.can_waive(by))
    with held_by_books():
        return Mandate.objects.create(
            person=person,
            kind=kind,
            stands_in_for=stands_in_for,
            starts_on=starts_on,
            ends_on=ends_on,
            document=document,
            document_date=document_date,
            recorded_by=by,
        )


@transaction.atomic
def end_mandate(*, by: User, mandate: Mandate, ends_on: date, document: str, document_date: date) -> MandateEnd:
    """Withdraw a mandate early: `ends_on` is its last day, yesterday to end it at once."""
    refuse_unless(permissions.can_waive(by))
    with held_by_books():
        return MandateEnd.objects.create(
            mandate=mandate, ends_on=ends_on, document=document, document_date=document_date, recorded_by=by
        )


@transaction.atomic
def waive(*, by: User, kind: str, reason: str, document: str, document_date: date) -> Waiver:
    """Allow an exception, for somebody else to use in one decision. Its kind and reason are published, no names."""
    refuse_unless(permissions.can_waive(by))
    with held_by_books():
        return Waiver.objects.create(
            kind=kind, reason=reason, document=document, document_date=document_date, recorded_by=by
        )


@dataclass(frozen=True)
class Decision:
    """What an award grants. `amount`: the most that it commits, in euros.

    `ordered_by` (Award.OrderedBy) comes with the objection or the ruling that ordered it.
    """

    number: str
    pool: MatchPool
    recipient: Organisation
    amount: Decimal
    prepared_by: User
    plan_version: PlanVersion | None = None
    condition: str = Award.Condition.NONE
    ordered_by: str = ""
    objection: Objection | None = None
    ruling: Ruling | None = None


@transaction.atomic
def grant(
    *,
    by: User,
    basis: Basis,
    decision: Decision,
    reservation: Reservation | None = None,
    kept: Decimal | None = None,
    waiver: Waiver | None = None,
) -> Award:
    """Take the decision and commit its amount, out of a reservation or of what is available on the line."""
    refuse_unless(permissions.can_decide(by))
    mandate = mandate_of(by, Mandate.Kind.DECIDE)

    def make(key: str) -> Entry:
        award = Award.objects.create(
            **vars(decision), year=basis.valid_on.year, mandate=mandate, waiver=waiver, recorded_by=by, **basis.paper
        )
        return _commit(key, by=by, basis=basis, award=award, amount=award.amount, reservation=reservation, kept=kept)

    content = {**vars(decision), "reservation": reservation, "kept": kept, "waiver": waiver}
    once(basis, _kind(decision.ordered_by), content, make, by=by)
    return Award.objects.get(number=decision.number)


def _kind(ordered_by: str) -> str:
    return "order" if ordered_by else "commit"


@transaction.atomic
def commit(
    *,
    by: User,
    basis: Basis,
    award: Award,
    amount: Decimal,
    reservation: Reservation | None = None,
    kept: Decimal | None = None,
) -> Entry:
    """Commit (again) within what the decision grants."""
    refuse_unless(permissions.can_decide(by))
    about = {"award": award, "amount": amount, "reservation": reservation, "kept": kept}
    return once(basis, _kind(award.ordered_by), about, lambda key: _commit(key, by=by, basis=basis, **about), by=by)


def _commit(key: str, *, by, basis, award, amount, reservation, kept) -> Entry:
    check_amount(amount)
    target, line = places.committed(award), places.available(award.pool.line_id, award.year)
    if award.ordered_by:
        moves = [Move(places.source(ledger.COMMITMENTS), target, amount)]
    elif reservation is None:
        moves = [Move(line, target, amount)]
    else:
        # What is set apart goes first; the rest of it is available again, or more comes from the line.
        apart = reservation.at_least
        parts = [
            Move(places.reserved(reservation), target, min(apart, amount)),
            Move(places.reserved(reservation), line, apart - amount),
            Move(line, target, amount - apart),
        ]
        moves = [part for part in parts if part.amount > 0]
    return post(key, by=by, kind=_kind(award.ordered_by), basis=basis, moves=moves, kept=kept, resolves=reservation)


@transaction.atomic
def decommit(*, by: User, basis: Basis, award: Award, amount: Decimal) -> Entry:
    """Lower a commitment; of an earlier year it does not become available by itself."""
    refuse_unless(permissions.can_decide(by))
    return _decommit(by=by, basis=basis, award=award, amount=amount)


def _decommit(*, by: User, basis: Basis, award: Award, amount: Decimal) -> Entry:
    back = ledger.comes_back_as(award.year, basis.valid_on)
    to = places.available if back == ledger.AVAILABLE else places.freed
    moves = [Move(places.committed(award), to(award.pool.line_id, award.year), amount)]
    content = {"award": award, "amount": amount}
    return once(
        basis, "decommit", content, lambda key: post(key, by=by, kind="decommit", basis=basis, moves=moves), by=by
    )


@transaction.atomic
def settle(
    *,
    by: User,
    award: Award,
    amount: Decimal,
    prepared_by: User,
    document: str,
    document_date: date,
    replaces: Settlement | None = None,
    waiver: Waiver | None = None,
) -> Settlement:
    """Determine finally what the award is. What is committed above it is lowered by `decommit`."""
    refuse_unless(permissions.can_decide(by))
    mandate = mandate_of(by, Mandate.Kind.DECIDE)
    with held_by_books():
        return Settlement.objects.create(
            award=award,
            amount=amount,
            replaces=replaces,
            prepared_by=prepared_by,
            mandate=mandate,
            waiver=waiver,
            document=document,
            document_date=document_date,
            recorded_by=by,
        )


@transaction.atomic
def use_match(*, by: User, basis: Basis, settlement: Settlement) -> Entry | None:
    """Book which realised euros the settlement used, oldest pledge first; they cannot be withdrawn any more.

    What an earlier settlement of the award used counts. None where nothing is left to use.
    """
    refuse_unless(permissions.can_decide(by))
    moves = _moves_to_used(settlement)
    if not moves and not Entry.objects.filter(key=basis.key).exists():
        return None

    def make(key: str) -> Entry:
        return post(key, by=by, kind="use", basis=basis, moves=moves, settlement=settlement)

    return once(basis, "use", {"settlement": settlement}, make, by=by)


def _moves_to_used(settlement: Settlement) -> list[Move]:
    ratio = settlement.award.pool.version.ratio or Decimal(0)
    left = cofunding.needed(settlement.amount, ratio).quantize(ledger.CENT) - award_state.used_for(settlement.award)
    moves = []
    for account in _realised(settlement.award):
        amount = min(left, account.balance)
        if amount > 0:
            moves.append(Move(places.match(account.pledge, REALISED), places.match(account.pledge, USED), amount))
            left -= amount
    return moves


def _realised(award: Award) -> list[Account]:
    accounts = Account.objects.filter(pool_id=award.pool_id, kind=REALISED, balance__gt=0)
    return list(accounts.select_related("pledge__pool").order_by("pledge"))


@transaction.atomic
def lower_to_settlement(*, by: User, basis: Basis, award: Award) -> Entry | None:
    """Lower what is committed above the settlement. It follows from that decision, so who books a refund does it too.

    None where nothing is above it.
    """
    refuse_unless(_either(permissions.can_decide(by), permissions.can_release(by)))
    part = next(one for one in award_state.standing_of(award).parts if one.award.pk == award.pk)
    if not part.above:
        # Nothing is left to lower: by this request before, or there never was.
        return Entry.objects.filter(key=basis.key, kind="decommit").first()
    return _decommit(by=by, basis=basis, award=award, amount=part.above)


def _either(*answers: tuple[bool, str]) -> tuple[bool, str]:
    return next((one for one in answers if one[0]), answers[-1])
