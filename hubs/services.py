"""The services that desks recorded, as a list: search, filters, order, sums; and the aid in what a company got."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from fieldlabs.models import Service
from fieldlabs.models.content import AidBasis
from hubs import de_minimis
from hubs.desks import Desks
from hubs.finding import matching
from hubs.letters import name_of
from hubs.models import Company, ServiceDelivered
from ui.filters import options
from ui.spreadsheet import as_csv

PAGE_SIZE = 50
COUNTING = {"": gettext_lazy("Counts"), "teruggenomen": gettext_lazy("Taken back"), "alle": gettext_lazy("All")}
# Sorting: value in the address → column. Unknown comes last.
SORTS = {"day": "delivered_on", "company": "company__name", "worth": "amount", "paid": "paid"}
FIRST_SORT = "-day"


@dataclass(frozen=True)
class Question:
    """What somebody asked of the list; anything unknown counts as not asked. `jaar`: the year of the service."""

    words: str = ""
    soort: str = ""
    steun: str = ""
    jaar: str = ""
    stand: str = ""
    sort: str = FIRST_SORT

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Question":
        sort, year = query.get("sort", ""), query.get("jaar", "")
        return cls(
            words=query.get("q", "").replace("\x00", "").strip()[:200],
            soort=_one_of(query.get("soort", ""), Service.Kind.values),
            steun=_one_of(query.get("steun", ""), AidBasis.values),
            jaar=year if re.fullmatch(r"(19|20)[0-9]{2}", year) else "",
            stand=_one_of(query.get("stand", ""), COUNTING),
            sort=sort if sort.removeprefix("-") in SORTS else FIRST_SORT,
        )

    def address(self, **changes: str) -> str:
        """The list with these changes, from its first page."""
        asked = replace(self, **changes)
        values = {"q": asked.words, **dict(asked.kept())}
        return "?" + urlencode({name: value for name, value in values.items() if value})

    def kept(self) -> list[tuple[str, str]]:
        """What the search keeps of the question."""
        sort = "" if self.sort == FIRST_SORT else self.sort
        values = {"soort": self.soort, "steun": self.steun, "jaar": self.jaar, "stand": self.stand, "sort": sort}
        return [(name, value) for name, value in values.items() if value]


def _one_of(value: str, known: Iterable[str]) -> str:
    return value if value in known else ""


def found(desks: Desks, asked: Question) -> QuerySet[ServiceDelivered]:
    """The services that fit, in the order asked for."""
    services = ServiceDelivered.objects.filter(desks.where())
    if asked.words:
        services = services.filter(company__in=Company.objects.filter(desks.where(), matching(asked.words)))
    if asked.soort:
        services = services.filter(kind=asked.soort)
    if asked.steun:
        services = services.filter(aid_basis=asked.steun)
    if asked.jaar:
        services = services.filter(delivered_on__year=int(asked.jaar))
    if asked.stand != "alle":
        services = services.filter(withdrawn_at__isnull=asked.stand == "")
    column = F(SORTS[asked.sort.removeprefix("-")])
    order = column.desc(nulls_last=True) if asked.sort.startswith("-") else column.asc(nulls_last=True)
    return with_names(services).order_by(order, "-delivered_on", "-pk")


def with_names(services: QuerySet[ServiceDelivered]) -> QuerySet[ServiceDelivered]:
    return services.select_related("company", "fieldlab", "hub").defer("company__search")


@dataclass(frozen=True)
class Sums:
    """Of what the list shows: how many, what is known in euros, and of how many it is not known."""

    number: int
    worth: Decimal
    worth_unknown: int
    paid: Decimal
    paid_unknown: int


def sums(services: QuerySet[ServiceDelivered]) -> Sums:
    added = services.order_by().aggregate(
        number=Count("pk"),
        worth_unknown=Count("pk", filter=Q(amount__isnull=True)),
        paid_unknown=Count("pk", filter=Q(paid__isnull=True)),
        known_worth=Sum("amount", default=Decimal(0)),
        known_paid=Sum("paid", default=Decimal(0)),
    )
    worth, paid = added.pop("known_worth"), added.pop("known_paid")
    return Sums(worth=worth, paid=paid, **added)


@dataclass(frozen=True)
class Filters:
    """`number`: all services of these desks; `groups`: as components/filters.html shows them."""

    number: int
    groups: list[dict[str, object]]


def filters(desks: Desks, asked: Question) -> Filters:
    """Only what occurs at these desks. One statement."""
    rows = ServiceDelivered.objects.filter(desks.where()).order_by()
    columns = {"year": ExtractYear("delivered_on")}
    counted = list(rows.values("kind", "aid_basis", **columns).annotate(number=Count("pk")))
    years = sorted({str(row["year"]) for row in counted}, reverse=True)
    return Filters(
        number=sum(row["number"] for row in counted),
        groups=[
            _group(_("State"), "stand", asked, COUNTING.items()),
            _group(_("Service"), "soort", asked, _occurring(Service.Kind, {row["kind"] for row in counted})),
            _group(
                pgettext("heading", "State aid"),
                "steun",
                asked,
                _occurring(AidBasis, {row["aid_basis"] for row in counted}),
            ),
            _group(_("Year"), "jaar", asked, [(year, year) for year in years]),
        ],
    )


def _occurring(choices: type, present: set[str]) -> list[tuple[str, str]]:
    return [(value, capfirst(str(label))) for value, label in choices.choices if value in present]


def _group(title: str, name: str, asked: Question, choices: Iterable[tuple[str, object]]) -> dict[str, object]:
    first = [] if name == "stand" else [("", _("All"), None)]
    listed = [*first, *((value, label, None) for value, label in choices)]
    return {
        "title": title,
        "options": options(listed, getattr(asked, name), lambda value: asked.address(**{name: value})),
    }


def provider(service: ServiceDelivered) -> str:
    """Who did it: a Fieldlab, or the desk itself."""
    return service.fieldlab.name if service.fieldlab else name_of(service.hub)


COLUMNS = (
    gettext_lazy("Day"), gettext_lazy("Company"), gettext_lazy("Service"), gettext_lazy("What was done"),
    gettext_lazy("By"), gettext_lazy("Worth"), gettext_lazy("Paid"), pgettext_lazy("heading", "State aid"),
    gettext_lazy("Award"), gettext_lazy("Taken back"),
)  # fmt: skip


def services_csv(services: Iterable[ServiceDelivered]) -> str:
    """The list as a file, with the columns of the screen."""
    demo = [_("Demonstration: not for use")] if settings.DEMO else []
    return as_csv([*map(str, COLUMNS), *demo], (_cells(one) for one in services))


def _cells(one: ServiceDelivered) -> list[object]:
    return [one.delivered_on.isoformat(), one.company.name, capfirst(one.get_kind_display()), one.description,
            provider(one), one.amount, one.paid, capfirst(one.get_aid_basis_display()), one.award_number,
            one.withdrawal_reason]  # fmt: skip


# --- De minimis ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """What a company got as de minimis aid in the period that ends on `day`, over all desks and at its own one."""

    day: date
    since: date
    ceiling: de_minimis.Ceiling
    given: Decimal
    here: Decimal
    worst_case: bool
    """Of some services it is not known what the company paid: then all of their worth counts."""

    @property
    def left(self) -> Decimal:
        return max(self.ceiling.amount - self.given, Decimal(0))

    @property
    def over(self) -> bool:
        return self.given > self.ceiling.amount


def standing(company: Company, day: date) -> Standing:
    """One statement. Of other desks the sum alone leaves this module."""
    rows = _aid_rows(company)
    ceiling = de_minimis.on(day)
    since = de_minimis.first_day(day)
    inside = [row for row in rows if since <= row["delivered_on"] <= day]
    return Standing(
        day, since, ceiling,
        given=sum(map(_aid, inside), Decimal(0)),
        here=sum((_aid(row) for row in inside if row["company"] == company.pk), Decimal(0)),
        worst_case=any(row["paid"] is None for row in inside),
    )  # fmt: skip


def aid_given(company: Company) -> list[de_minimis.Given]:
    """Everything that counts, over all desks."""
    return [(row["delivered_on"], _aid(row)) for row in _aid_rows(company)]


def _aid_rows(company: Company) -> list[dict]:
    same = Q(company__identity=company.identity) if company.identity else Q(company=company)
    services = ServiceDelivered.objects.filter(same, aid_basis=AidBasis.DE_MINIMIS, withdrawn_at__isnull=True)
    return list(services.order_by().values("company", "delivered_on", "amount", "paid"))


def _aid(row: Mapping[str, object]) -> Decimal:
    return de_minimis.aid_of(row["amount"], row["paid"])
