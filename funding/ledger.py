"""The journal's arithmetic. Pure: no ORM. Amounts are Decimals in euros with at most two decimals."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ui.amounts import CENT

COMMITMENTS, CASH, COFUNDING = "commitments", "cash", "cofunding"
SOURCE, AVAILABLE, RESERVED, COMMITTED, PAID, FREED = "source", "available", "reserved", "committed", "paid", "freed"
INTENDED, REALISED, USED = "intended", "realised", "used"

_BOTH = (COMMITMENTS, CASH)
MOVES: frozenset[tuple[str, str, str, str]] = frozenset(
    [("allot", ledger, origin, AVAILABLE) for ledger in _BOTH for origin in (SOURCE, AVAILABLE)]
    + [("supplement", ledger, origin, AVAILABLE) for ledger in _BOTH for origin in (SOURCE, AVAILABLE)]
    + [("shift", ledger, origin, AVAILABLE) for ledger in _BOTH for origin in (AVAILABLE, FREED)]
    + [
        (kind, ledger, origin, SOURCE)
        for kind in ("transfer", "lapse")
        for ledger in _BOTH
        for origin in (AVAILABLE, FREED)
    ]
    + [
        ("reserve", COMMITMENTS, AVAILABLE, RESERVED),
        ("release", COMMITMENTS, RESERVED, AVAILABLE),
        ("commit", COMMITMENTS, AVAILABLE, COMMITTED),
        ("commit", COMMITMENTS, RESERVED, COMMITTED),
        ("commit", COMMITMENTS, RESERVED, AVAILABLE),
        ("order", COMMITMENTS, SOURCE, COMMITTED),
        ("decommit", COMMITMENTS, COMMITTED, AVAILABLE),
        ("decommit", COMMITMENTS, COMMITTED, FREED),
        ("pay", COMMITMENTS, COMMITTED, PAID),
        ("pay", CASH, AVAILABLE, PAID),
        ("refund", COMMITMENTS, PAID, COMMITTED),
        ("refund", CASH, PAID, AVAILABLE),
        ("refund", CASH, PAID, FREED),
        ("pledge", COFUNDING, SOURCE, INTENDED),
        ("confirm_committed", COFUNDING, INTENDED, COMMITTED),
        ("confirm_realised", COFUNDING, COMMITTED, REALISED),
        ("use", COFUNDING, REALISED, USED),
        *[("withdraw", COFUNDING, origin, SOURCE) for origin in (INTENDED, COMMITTED, REALISED)],
    ]
)
"""(kind of entry, ledger, from, to): what each kind may move. The database holds it: funding/sql/check_moves.sql."""


@dataclass(frozen=True)
class Place:
    """An account, by what it is: owners are ids. Only a source has no line."""

    ledger: str
    kind: str
    line: int | None = None
    year: int | None = None
    pool: int | None = None
    award: int | None = None
    pledge: int | None = None
    reservation: int | None = None


@dataclass(frozen=True)
class Move:
    origin: Place
    target: Place
    amount: Decimal


def comes_back_as(year: int, valid_on: date) -> str:
    """Where money of a budget year goes that comes back on a day: of an earlier year it is not available."""
    return AVAILABLE if valid_on.year == year else FREED


def digest(kind: str, content: Mapping[str, object]) -> str:
    """SHA-256 (hex) of what is asked: equal for the same request, other for any other."""
    text = json.dumps({"kind": kind, **{name: _plain(value) for name, value in content.items()}}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value.quantize(CENT))
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return getattr(value, "pk", value) if value is None or hasattr(value, "pk") else str(value)
