"""Match: claimed by a hub, confirmed by the co-funder or the controller, withdrawn while nothing rests on it."""

from decimal import Decimal

from django.db import transaction

from accounts.models import User
from funding import permissions
from funding.actions import places
from funding.actions.posting import Basis, once, post, refuse_unless
from funding.ledger import COFUNDING, COMMITTED, INTENDED, REALISED, Move
from funding.models import Entry, Pledge, Waiver
from funding.rules import held_by_books


@transaction.atomic
def claim(*, by: User, basis: Basis, pledge: Pledge) -> Pledge:
    """Bring in a pledge, without its amount: that follows by `intend`, when it is known."""
    refuse_unless(permissions.can_claim(by, pledge.claimed_by))
    pledge.recorded_by, pledge.document, pledge.document_date = by, basis.document, basis.document_date
    with held_by_books():
        pledge.save(force_insert=True)
    return pledge


@transaction.atomic
def intend(*, by: User, basis: Basis, pledge: Pledge, amount: Decimal, waiver: Waiver | None = None) -> Entry:
    """Book how much the co-funder means to put in."""
    refuse_unless(permissions.can_claim(by, pledge.claimed_by))
    moves = [Move(places.source(COFUNDING), places.match(pledge, INTENDED), amount)]
    return _post("pledge", by=by, basis=basis, pledge=pledge, amount=amount, moves=moves, waiver=waiver)


@transaction.atomic
def confirm_committed(*, by: User, basis: Basis, pledge: Pledge, amount: Decimal) -> Entry:
    """The co-funder has decided to put it in."""
    refuse_unless(permissions.can_confirm(by, pledge))
    moves = [Move(places.match(pledge, INTENDED), places.match(pledge, COMMITTED), amount)]
    return _post("confirm_committed", by=by, basis=basis, pledge=pledge, amount=amount, moves=moves)


@transaction.atomic
def confirm_realised(*, by: User, basis: Basis, pledge: Pledge, amount: Decimal) -> Entry:
    """The co-funder's money or work has been put in."""
    refuse_unless(permissions.can_confirm(by, pledge))
    moves = [Move(places.match(pledge, COMMITTED), places.match(pledge, REALISED), amount)]
    return _post("confirm_realised", by=by, basis=basis, pledge=pledge, amount=amount, moves=moves)


@transaction.atomic
def withdraw(*, by: User, basis: Basis, pledge: Pledge, kind: str, amount: Decimal) -> Entry:
    """Take match back from `kind` (intended, committed or realised); refused while State money rests on it."""
    refuse_unless(permissions.can_withdraw(by, pledge))
    moves = [Move(places.match(pledge, kind), places.source(COFUNDING), amount)]
    return _post("withdraw", by=by, basis=basis, pledge=pledge, amount=amount, moves=moves, origin=kind)


def _post(kind: str, *, by, basis, pledge, amount, moves, waiver=None, origin="") -> Entry:
    content = {"pledge": pledge, "amount": amount, "origin": origin, "waiver": waiver}
    about = {"kind": kind, "basis": basis, "moves": moves, "waiver": waiver}
    return once(basis, kind, content, lambda key: post(key, by=by, **about), by=by)
