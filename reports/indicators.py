"""Every indicator, one definition each, with its sentence for people. Pure: facts in, values out.

The page, the files and every later reader take what they show from here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reports.facts import Fact

CONTACTS = frozenset({"request", "contact", "service", "event", "scan"})
"""By these a company is reached."""
MATURITY = "maturity"
MATURITY_LEAST = 10
"""Companies: as in the comparison of the self-assessment (assessments/disclosure.py)."""
TENTH = Decimal("0.1")
Facts = Sequence[Fact]


@dataclass(frozen=True)
class Value:
    """`number` None: not known. `companies`: how many are behind it, each once; None where no company is known.

    `unknown`: of how many things the number is not known. `of`: what the number is a part of.
    """

    number: Decimal | int | None
    companies: int | None
    unknown: int = 0
    of: int | None = None


@dataclass(frozen=True)
class Indicator:
    """`unit`: count, euro, people or level. `by_company`: can it be split by size, sector and province?"""

    key: str
    label: object
    meaning: object
    kinds: frozenset[str]
    unit: str
    count: Callable[[Facts], Value]
    by_company: bool = True

    def value(self, facts: Facts) -> Value:
        return self.count([fact for fact in facts if fact.kind in self.kinds])


def companies(facts: Facts) -> set[str]:
    return {fact.company for fact in facts if fact.company}


def _companies(facts: Facts) -> Value:
    number = len(companies(facts))
    return Value(number, number)


def _sites(facts: Facts) -> Value:
    """A company of which no place is known counts as one site."""
    known = {(fact.company, fact.site) for fact in facts if fact.site}
    placed = {company for company, _site in known}
    return Value(len(known) + len(companies(facts) - placed), len(companies(facts)))


def _times(facts: Facts) -> Value:
    return Value(len(facts), len(companies(facts)))


def _in_time(facts: Facts) -> Value:
    number = sum(fact.value == 1 for fact in facts)
    return Value(number if facts else None, len(companies(facts)), of=len(facts))


def _sum(facts: Facts) -> Value:
    """What is known, added up; None when nothing is known of what there is."""
    known = [fact.value for fact in facts if fact.value is not None]
    unknown = len(facts) - len(known)
    number = None if unknown and not known else sum(known, Decimal(0))
    return Value(number, len(companies(facts)), unknown)


def _trained(facts: Facts) -> Value:
    added = _sum(facts)
    return Value(added.number, None, added.unknown, of=len(facts))


def _gain(facts: Facts) -> Value:
    """The mean over companies of the mean over their sites; of each site the last time counts."""
    last = {(fact.company, fact.site): fact for fact in sorted(facts, key=lambda one: one.day)}
    by_company: dict[str, list[Decimal]] = {}
    for fact in last.values():
        by_company.setdefault(fact.company, []).append(fact.value)
    means = [sum(values) / len(values) for values in by_company.values()]
    mean = (sum(means) / len(means)).quantize(TENTH, ROUND_HALF_UP) if means else None
    return Value(mean, len(means))


INDICATORS = (
    Indicator(
        "reached",
        _("Companies reached"),
        _(
            "Companies that asked for help, spoke to a desk (call, visit, meeting or e-mail), got a service, came to "
            "an event, or finished a self-assessment under their own name. A company counts once, by its KvK number or "
            "else its e-mail address, however often and at however many desks. So the country is less than the hubs "
            "together."
        ),
        CONTACTS, "count", _companies,
    ),
    Indicator(
        "sites",
        _("Sites reached"),
        _(
            "The places of the companies reached: one company at two places is two sites. "
            "Without a known place a company counts as one site."
        ),
        CONTACTS, "count", _sites,
    ),
    Indicator(
        "requests",
        _("Help requests"),
        _(
            "Requests received, at the desk that has them now. Requests that were withdrawn, or merged with another, "
            "do not count."
        ),
        frozenset({"request"}), "count", _times,
    ),
    Indicator(
        "in_time",
        _("First answers in time"),
        _(
            "Of the requests received: first answers before the end of the second working day. "
            "A request whose time still runs does not count yet; one without an answer after its time is too late."
        ),
        frozenset({"answer"}), "count", _in_time,
    ),
    Indicator(
        "referrals",
        _("Referrals"),
        _("Times that a desk sent a company on to a Fieldlab, a partner, a scheme or another hub."),
        frozenset({"referral"}), "count", _times,
    ),
    Indicator(
        "steps",
        _("Companies that took a step"),
        _("Companies with a request that was closed with the outcome that the company took a step. Each once."),
        frozenset({"step"}), "count", _companies,
    ),
    Indicator(
        "investment",
        _("Investment triggered"),
        _(
            "What companies told that they invest, of requests closed in the period. Of closed requests with a step "
            "and no amount it is unknown: that number stands beside it, and counts as nothing in the sum."
        ),
        frozenset({"investment"}), "euro", _sum,
    ),
    Indicator(
        "jobs",
        pgettext_lazy("indicator", "Jobs"),
        _("What companies told of jobs that came of it, of requests closed in the period; unknown as with investment."),
        frozenset({"jobs"}), "count", _sum,
    ),
    Indicator(
        "services",
        _("Services delivered"),
        _("What desks and Fieldlabs did for companies and a desk recorded; without what was taken back."),
        frozenset({"service"}), "count", _times,
    ),
    Indicator(
        "trained",
        _("People trained"),
        _(
            "Who took part in trainings that ended in the period, in the region of the training. Of dates without a "
            "number it is unknown. Who they are and for whom they work is not recorded."
        ),
        frozenset({"training"}), "people", _trained, by_company=False,
    ),
    Indicator(
        MATURITY,
        _("Maturity gained"),
        _(
            "Of sites that did the same self-assessment again: the mean rise in level over the eight subjects, from "
            "the first time to the last time in the period; levels go from 1 to 5. Shown from ten companies on, to one "
            "decimal, to nobody split further: results belong to the companies."
        ),
        frozenset({"gain"}), "level", _gain, by_company=False,
    ),
)  # fmt: skip
BY_KEY = {one.key: one for one in INDICATORS}
