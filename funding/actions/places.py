"""Which account holds what, for each kind of owner."""

from funding.ledger import AVAILABLE, CASH, COFUNDING, COMMITMENTS, COMMITTED, FREED, PAID, RESERVED, SOURCE, Place
from funding.models import Award, BudgetLine, Pledge, Reservation


def source(ledger: str) -> Place:
    return Place(ledger, SOURCE)


def available(line: BudgetLine | int, year: int, ledger: str = COMMITMENTS) -> Place:
    return Place(ledger, AVAILABLE, line=_pk(line), year=year)


def freed(line: BudgetLine | int, year: int, ledger: str = COMMITMENTS) -> Place:
    return Place(ledger, FREED, line=_pk(line), year=year)


def reserved(reservation: Reservation) -> Place:
    return Place(COMMITMENTS, RESERVED, line=reservation.line_id, year=reservation.year, reservation=reservation.pk)


def committed(award: Award) -> Place:
    return _of(award, COMMITMENTS, COMMITTED, award.year)


def paid(award: Award) -> Place:
    return _of(award, COMMITMENTS, PAID, award.year)


def cash_paid(award: Award, year: int) -> Place:
    return _of(award, CASH, PAID, year)


def match(pledge: Pledge, kind: str) -> Place:
    return Place(COFUNDING, kind, line=pledge.pool.line_id, pool=pledge.pool_id, pledge=pledge.pk)


def _of(award: Award, ledger: str, kind: str, year: int) -> Place:
    return Place(ledger, kind, line=award.pool.line_id, year=year, pool=award.pool_id, award=award.pk)


def _pk(line: BudgetLine | int) -> int:
    return line if isinstance(line, int) else line.pk
