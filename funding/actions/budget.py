"""Budget decisions and reservations: money of a line before it is anyone's."""

from decimal import Decimal

from django.db import transaction

from accounts.models import User
from funding import permissions
from funding.actions import places
from funding.actions.posting import Basis, check_amount, once, open_accounts, post, refuse_unless
from funding.ledger import CASH, COMMITMENTS, Move
from funding.models import BudgetLine, Entry, Reservation, Waiver


@transaction.atomic
def allot(
    *,
    by: User,
    basis: Basis,
    line: BudgetLine,
    year: int,
    commitments: Decimal | None = None,
    cash: Decimal | None = None,
    supplement: bool = False,
    kept: Decimal | None = None,
) -> Entry:
    """Give a line budget for a year, out of the line above it; the whole gets it from outside the books.

    `supplement`: by a supplementary budget, on top of the line's amount. `kept`: what stays
    above for reservations of unknown size.
    """
    refuse_unless(permissions.can_set_budget(by))
    kind = "supplement" if supplement else "allot"
    amounts = [(COMMITMENTS, commitments), (CASH, cash)]
    moves = [
        Move(
            places.source(ledger) if line.parent_id is None else places.available(line.parent_id, year, ledger),
            places.available(line, year, ledger),
            amount,
        )
        for ledger, amount in amounts
        if amount is not None
    ]
    content = {"line": line, "year": year, "commitments": commitments, "cash": cash, "kept": kept}
    return once(
        basis, kind, content, lambda key: post(key, by=by, kind=kind, basis=basis, moves=moves, kept=kept), by=by
    )


@transaction.atomic
def shift(
    *,
    by: User,
    basis: Basis,
    line: BudgetLine,
    ledger: str,
    from_year: int,
    to_year: int,
    amount: Decimal,
    freed: bool = False,
    kept: Decimal | None = None,
) -> Entry:
    """Move budget of a line to another year; `freed`: out of what came back from that earlier year."""
    refuse_unless(permissions.can_set_budget(by))
    origin = places.freed if freed else places.available
    moves = [Move(origin(line, from_year, ledger), places.available(line, to_year, ledger), amount)]
    content = {"line": line, "ledger": ledger, "years": [from_year, to_year], "amount": amount}
    content |= {"freed": freed, "kept": kept}
    return once(
        basis, "shift", content, lambda key: post(key, by=by, kind="shift", basis=basis, moves=moves, kept=kept), by=by
    )


@transaction.atomic
def give_back(
    *,
    by: User,
    basis: Basis,
    line: BudgetLine,
    year: int,
    ledger: str,
    amount: Decimal,
    lapse: bool,
    freed: bool = False,
    kept: Decimal | None = None,
) -> Entry:
    """Budget leaves the programme: it lapses, or goes to another chapter of the State budget."""
    refuse_unless(permissions.can_set_budget(by))
    kind, origin = "lapse" if lapse else "transfer", places.freed if freed else places.available
    moves = [Move(origin(line, year, ledger), places.source(ledger), amount)]
    content = {"line": line, "year": year, "ledger": ledger, "amount": amount, "freed": freed, "kept": kept}
    return once(
        basis, kind, content, lambda key: post(key, by=by, kind=kind, basis=basis, moves=moves, kept=kept), by=by
    )


@transaction.atomic
def reserve(
    *,
    by: User,
    basis: Basis,
    line: BudgetLine,
    year: int,
    purpose_nl: str,
    purpose_en: str,
    size: Decimal | None,
    at_least: Decimal | None = None,
    kept: Decimal | None = None,
    waiver: Waiver | None = None,
) -> Reservation:
    """Set money of a line apart. `size` None: unknown, at least `at_least` euros, which are set apart now.

    Without a lower bound its entry moves nothing.
    """
    refuse_unless(permissions.can_set_budget(by))
    bound = check_amount(size) if size is not None else at_least or Decimal(0)
    about = {"line": line, "year": year, "purpose_nl": purpose_nl, "purpose_en": purpose_en, "size": size}
    about |= {"at_least": bound}

    def make(key: str) -> Entry:
        # The row of the reservation locks the line: the line's account is opened before it.
        open_accounts([places.available(line, year)])
        reservation = Reservation.objects.create(**about, recorded_by=by, **basis.paper)
        moves = [Move(places.available(line, year), places.reserved(reservation), bound)] if bound else []
        more = {"kept": kept, "waiver": waiver, "sets_apart": reservation}
        return post(key, by=by, kind="reserve", basis=basis, moves=moves, **more)

    return once(basis, "reserve", {**about, "kept": kept, "waiver": waiver}, make, by=by).sets_apart


@transaction.atomic
def release(*, by: User, basis: Basis, reservation: Reservation) -> Entry:
    """End a reservation: all that is set apart is available again."""
    refuse_unless(permissions.can_set_budget(by))
    back = places.available(reservation.line_id, reservation.year)
    moves = [Move(places.reserved(reservation), back, reservation.at_least)] if reservation.at_least else []
    return once(
        basis,
        "release",
        {"reservation": reservation},
        lambda key: post(key, by=by, kind="release", basis=basis, moves=moves, resolves=reservation),
        by=by,
    )
