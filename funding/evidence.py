"""What a recipient accounts for, and when. Pure: no ORM. Where the terms come from: docs/decisions/0033.

Amounts in euros. The levels are those of the Uniform Subsidy Framework (Aanwijzingen voor subsidieverstrekking).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

MATCH_PROOF, YEARLY_REPORT = "match_proof", "yearly_report"
PERFORMANCE, COSTS, AUDITOR = "performance", "costs", "auditor"
NONE = "none"
AT_THE_END = {NONE: (), PERFORMANCE: (PERFORMANCE,), COSTS: (PERFORMANCE, COSTS, AUDITOR)}
"""What is asked at the end, by the level of evidence in a scheme version."""

SHORT, LONG = timedelta(weeks=13), timedelta(weeks=22)
"""Our terms: most things within 13 weeks; what needs closed books and an auditor within 22."""
TERMS = {PERFORMANCE: SHORT, COSTS: LONG, AUDITOR: LONG}


@dataclass(frozen=True)
class Asked:
    """One obligation. `kind` as in Duty.Kind; `about`: the year that a report is about, else ""."""

    kind: str
    due_on: date
    about: str = ""


@dataclass(frozen=True)
class Terms:
    """What an award is, as last decided: `amount` in euros, `decided_on` the day of that decision.

    `on_proof`: under the condition of proof of match. First and last day are both included.
    """

    amount: Decimal
    decided_on: date
    starts_on: date
    ends_on: date
    on_proof: bool = False


def level_for(amount: Decimal, table: Iterable[Sequence]) -> str:
    """The level of evidence for an amount: of the highest row [from, level] that it reaches; below all: none.

    Raises KeyError for a level that does not exist.
    """
    reached = [(Decimal(str(start)), level) for start, level in table if amount >= Decimal(str(start))]
    level = max(reached, key=lambda row: row[0])[1] if reached else NONE
    AT_THE_END[level]
    return level


def asked(terms: Terms, table: Iterable[Sequence]) -> tuple[Asked, ...]:
    """All obligations of an award, by date. Nothing is due within 13 weeks of the decision.

    A yearly report is about a calendar year in which the award ran and after which it goes on; the last year is in
    the account at the end. Without an account at the end there are no yearly reports either.
    """
    level = level_for(terms.amount, table)
    found = [Asked(MATCH_PROOF, terms.decided_on + SHORT)] if terms.on_proof else []
    if level != NONE:
        years = range(terms.starts_on.year, terms.ends_on.year)
        found += [Asked(YEARLY_REPORT, date(year, 12, 31) + SHORT, str(year)) for year in years]
    found += [Asked(kind, terms.ends_on + TERMS[kind]) for kind in AT_THE_END[level]]
    soonest = terms.decided_on + SHORT
    return tuple(Asked(one.kind, max(one.due_on, soonest), one.about) for one in sorted(found, key=_by_date))


def _by_date(one: Asked) -> date:
    return one.due_on
