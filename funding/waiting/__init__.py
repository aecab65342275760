"""What waits for a person, from every kind of work with money; for the start page and the queues."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import User


@dataclass(frozen=True)
class Waiting:
    """One thing to do. `kind`: for filters; `due_on` None: no last day; `since`: when it began to wait."""

    kind: str
    title: str
    text: str
    url: str
    since: date | None = None
    due_on: date | None = None


Source = Callable[[User], Iterable[Waiting]]
SOURCES: list[Source] = []
"""One function for each kind of work; each reads in a constant number of statements, and nothing for other roles."""
TITLES: dict[str, object] = {}
"""Title of each kind above a list of its things; translatable."""


def of(user: User) -> list[Waiting]:
    """Everything that waits for this person, the most urgent first."""
    found = [one for source in SOURCES for one in source(user)]
    return sorted(found, key=lambda one: (one.due_on or date.max, one.since or date.max))


# At the end: each of them makes the entries above.
from funding.waiting import awards, budget, match, payments, plans, review  # noqa: E402

SOURCES.append(plans.plans)
SOURCES.append(payments.waiting)
SOURCES.append(review.waiting)
SOURCES += match.SOURCES
SOURCES.append(budget.budget)
SOURCES += [awards.evidence_due, awards.to_prepare]
