"""Every measure of the trace from euro to outcome and back, one definition each, with its sentence for people. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_lazy as _

from assessments.disclosure import LEAST, rounded_down
from reports.facts import Fact

ZERO = Decimal(0)


@dataclass(frozen=True)
class Definition:
    key: str
    label: object
    meaning: object


DEFINITIONS = (
    Definition(
        "committed",
        _("Committed"),
        _("What decisions oblige the State to pay, paid or not yet: as on the dashboard of the money."),
    ),
    Definition(
        "paid", _("Paid"), _("Advances and payments, less what was paid back. An advance is not yet a cost."),
    ),
    Definition(
        "ungranted",
        _("Not granted"),
        _("What a line has and no decision grants: available, set apart or come free. It leads to no hub."),
    ),
    Definition(
        "traced",
        _("Traced to services"),
        _(
            "Of services that name the award: what they are worth, less what the company paid. Where it is not known "
            "what the company paid, all of the worth counts. Services without a worth are unknown and not in the sum."
        ),
    ),
    Definition(
        "untraced",
        _("Not traced"),
        _(
            "Committed, less what is traced to services. It is not lost: hubs also pay for people, Fieldlabs and "
            "events with it, and no service says so. Below zero: services name the award for more than it grants."
        ),
    ),
    Definition(
        "served", _("Companies served"), _("Companies that got a service. Each counts once in a row and in a total."),
    ),
    Definition(
        "served_step",
        _("Of which took a step"),
        _("Of these companies: those with a request that was closed with the outcome that the company took a step."),
    ),
    Definition(
        "cost_reached",
        _("Paid for each company reached"),
        _("What was paid to the hub in the period, divided by the companies that it reached in the same period."),
    ),
    Definition(
        "cost_step",
        _("Paid for each company that took a step"),
        _("What was paid to the hub in the period, divided by the companies that took a step in the same period."),
    ),
    Definition(
        "level_up",
        _("One level up"),
        _(
            "Of companies that did the same self-assessment again in the period: how many stand at least one level "
            "higher, in the mean over the eight subjects, than the first time. Said in tenths, from ten companies on."
        ),
    ),
    Definition(
        "again",
        _("Did it again"),
        _(
            "Of companies with a self-assessment before the end of the period, how many did it again in it. The others "
            "did not, or not yet: what became of them is unknown. Numbers are rounded down to five."
        ),
    ),
)  # fmt: skip
BY_KEY = {one.key: one for one in DEFINITIONS}


@dataclass(frozen=True)
class Traced:
    """Euros of services beyond what companies paid: `known` added up, and of how many services it is `unknown`."""

    known: Decimal
    unknown: int
    services: int


def traced(services: Iterable[Fact]) -> Traced:
    found = list(services)
    known = [one.value for one in found if one.value is not None]
    return Traced(sum(known, ZERO), len(found) - len(known), len(found))


@dataclass(frozen=True)
class Gain:
    """`up` of `again` companies stand a level higher; `again` of `first` did the self-assessment again."""

    up: int
    again: int
    first: int

    @property
    def shown(self) -> bool:
        return self.again >= LEAST

    @property
    def tenths(self) -> int:
        """About how many in ten stand a level higher."""
        return _tenths(self.up, self.again)

    @property
    def response(self) -> int:
        """About how many in ten did it again."""
        return _tenths(self.again, self.first)

    @property
    def again_rounded(self) -> int:
        return rounded_down(self.again)

    @property
    def first_rounded(self) -> int:
        return rounded_down(self.first)


def _tenths(part: int, whole: int) -> int:
    return int((Decimal(10 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP))


def gain(again: Sequence[Fact], scans: Sequence[Fact]) -> Gain:
    """`again`: gains of the period; `scans`: everything up to its end. A company counts by the mean of its sites."""
    last = {(one.company, one.site): one for one in sorted(again, key=lambda one: one.day)}
    sites: dict[str, list[Decimal]] = {}
    for (company, _site), one in last.items():
        sites.setdefault(company, []).append(one.value)
    up = sum(sum(values) / len(values) >= 1 for values in sites.values())
    return Gain(up, len(sites), len({one.company for one in scans} | set(sites)))


def each(amount: Decimal, number: int | None) -> Decimal | None:
    """Euros for each; None where there is nothing to divide by."""
    return (amount / number).quantize(Decimal("0.01"), ROUND_HALF_UP) if number else None
