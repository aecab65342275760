"""What a version of a plan still needs before it can be submitted, and what its reader must know."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from funding.models import Plan, PlanVersion, SchemeVersion, Section
from funding.plan_content import rows, total
from ui import formats

ZERO = Decimal(0)


@dataclass(frozen=True)
class Missing:
    """One thing to do before the plan can be submitted."""

    section: str
    text: str


@dataclass(frozen=True)
class Sums:
    """Of one version, in euros. `match`: what co-funders put in as far as known; `unknown`: pledges without an amount.

    `needed`: match that the rules ask for the amount asked; None: the ratio is not known.
    """

    requested: Decimal | None
    scheduled: Decimal
    cost: Decimal
    match: Decimal
    unknown: int
    needed: Decimal | None

    @property
    def uncovered(self) -> Decimal:
        """Cost that neither the State nor a co-funder would pay; below zero: more money than cost."""
        return self.cost - (self.requested or ZERO) - self.match

    @property
    def short(self) -> Decimal:
        """Match that is asked by the rules and not in the plan."""
        return max((self.needed or ZERO) - self.match, ZERO)


def sums(version: PlanVersion, ratio: Decimal | None) -> Sums:
    pledges = rows(version, Section.MATCH)
    return Sums(
        requested=version.requested,
        scheduled=total(rows(version, Section.BUDGET), "amount"),
        cost=total(rows(version, Section.ACTIVITIES), "cost"),
        match=total(pledges, "amount"),
        unknown=sum(pledge["amount"] is None for pledge in pledges),
        needed=None if ratio is None or version.requested is None else ratio * version.requested,
    )


def ratio_of(plan: Plan, rules: SchemeVersion | None) -> Decimal | None:
    """Euros of match per euro of the State: by the rules, else what the letter says of the line; 0 for a programme."""
    if plan.kind == Plan.Kind.SUPPORT and (rules is None or rules.ratio is None):
        return ZERO
    return rules.ratio if rules and rules.ratio is not None else plan.line.match_ratio


def missing(version: PlanVersion, rules: SchemeVersion | None) -> list[Missing]:
    """Everything that is missing, in the order of the sections. Empty: the version can be submitted.

    `version` with its parts (plan_content.with_parts) and its plan with the line; `rules`: pools.rules_for(plan, day).
    """
    return [*missing_here(version), *_match(version, rules)]


def missing_here(version: PlanVersion) -> list[Missing]:
    """The same, as far as the version alone tells: no statement."""
    return [*_about(version), *_lists(version), *_budget(version)]


def _about(version: PlanVersion) -> list[Missing]:
    asked = [
        (version.title.strip(), _("Give the plan a title.")),
        (version.summary.strip(), _("Write what changes, for whom, and how.")),
        (version.starts_on, _("Give the first day.")),
        (version.ends_on, _("Give the last day.")),
    ]
    return [Missing(Section.ABOUT, text) for value, text in asked if not value]


def _lists(version: PlanVersion) -> list[Missing]:
    asked = [
        (Section.ACTIVITIES, _("Add at least one activity with its cost.")),
        (Section.INDICATORS, _("Add at least one indicator with its target.")),
    ]
    return [Missing(section, text) for section, text in asked if not rows(version, section)]


def _budget(version: PlanVersion) -> list[Missing]:
    sum_of = sums(version, None)
    if version.requested is None:
        return [Missing(Section.BUDGET, _("Fill in the amount that you ask."))]
    found = []
    if sum_of.scheduled != version.requested:
        difference = formats.euro(abs(version.requested - sum_of.scheduled))
        found.append(
            _("The years add up to %(there)s: %(short)s less than you ask.")
            if sum_of.scheduled < version.requested
            else _("The years add up to %(there)s: %(short)s more than you ask.")
        )
        found[-1] %= {"there": formats.euro(sum_of.scheduled), "short": difference}
    if ZERO < sum_of.cost < version.requested:
        found.append(
            _("You ask %(asked)s, but the activities cost %(cost)s.")
            % {"asked": formats.euro(version.requested), "cost": formats.euro(sum_of.cost)}
        )
    years = [row["year"] for row in rows(version, Section.BUDGET)]
    if version.starts_on and version.ends_on:
        outside = [year for year in years if not version.starts_on.year <= year <= version.ends_on.year + 1]
        if outside:
            found.append(_("The plan does not run in %(years)s.") % {"years": ", ".join(map(str, outside))})
    return [Missing(Section.BUDGET, text) for text in found]


def _match(version: PlanVersion, rules: SchemeVersion | None) -> list[Missing]:
    plan, pledges = version.plan, rows(version, Section.MATCH)
    if not pledges:
        asks = ratio_of(plan, rules) != ZERO and plan.kind == Plan.Kind.REGIONAL
        return [Missing(Section.MATCH, _("Add at least one co-funder."))] if asks else []
    found = [
        Missing(Section.MATCH, _("Name the document in which %(funder)s promises this.") % {"funder": row["funder"]})
        for row in pledges
        if not row["evidence"].strip()
    ]
    if rules is None:
        text = _("No scheme is in force yet for this budget line and region. Ask the ministry to publish it.")
        found.append(Missing(Section.MATCH, text))
    return found
