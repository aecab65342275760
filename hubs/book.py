"""The companies that a desk knows, as a list: search, filters, order, and each as a row of text."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, Exists, F, OrderBy, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Sector, SizeClass
from hubs.counting import MOST, InTurn, counted, shown
from hubs.desks import Desks
from hubs.finding import matching
from hubs.models import Company, HelpRequest
from hubs.triggers import OPEN
from regions.models import Region
from ui.filters import options
from ui.language import local
from ui.spreadsheet import as_csv

PAGE_SIZE = 50
UNKNOWN = "onbekend"
ASKING = {"ja": gettext_lazy("With an open request"), "nee": gettext_lazy("Without an open request")}
# Sorting: value in the address → columns. Unknown comes last.
SORTS = {"name": "name", "contact": "last_contact_on", "since": "known_since", "place": "place__name"}
CAN_BE_UNKNOWN = ("last_contact_on", "place__name")
FIRST_SORT = "name"
# Facets: value in the address → column.
FACETS = {"regio": "region", "grootte": "size", "sector": "sector"}


@dataclass(frozen=True)
class Question:
    """What somebody asked of the list; anything unknown counts as not asked."""

    words: str = ""
    regio: str = ""
    grootte: str = ""
    sector: str = ""
    vraag: str = ""
    sort: str = FIRST_SORT

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Question":
        sort, asking = query.get("sort", ""), query.get("vraag", "")
        return cls(
            words=query.get("q", "").replace("\x00", "").strip()[:200],
            **{name: query.get(name, "").replace("\x00", "")[:50] for name in FACETS},
            vraag=asking if asking in ASKING else "",
            sort=sort if sort.removeprefix("-") in SORTS else FIRST_SORT,
        )

    @cached_property
    def matching(self) -> Q:
        """What the words say; read once, for the numbers and for the rows."""
        return matching(self.words)

    @property
    def by_place(self) -> bool:
        return self.sort.removeprefix("-") == "place"

    def address(self, **changes: str) -> str:
        """The list with these changes, from its first page."""
        asked = replace(self, **changes)
        values = {"q": asked.words, **{name: getattr(asked, name) for name in FACETS}, "vraag": asked.vraag}
        values["sort"] = "" if asked.sort == FIRST_SORT else asked.sort
        return "?" + urlencode({name: value for name, value in values.items() if value})


@dataclass(frozen=True)
class Row:
    company: Company
    place: str | None
    size: str | None
    sector: str | None
    asking: int


def kept(desks: Desks) -> QuerySet[Company]:
    """The companies of these desks whose data have not been removed."""
    return Company.objects.filter(desks.where(), erased_at__isnull=True)


def fitting(desks: Desks, asked: Question) -> QuerySet[Company]:
    """The companies that fit, in no order."""
    companies = kept(desks).filter(asked.matching)
    for name in FACETS:
        companies = _narrowed(companies, name, getattr(asked, name))
    if asked.vraag:
        open_ones = HelpRequest.objects.filter(company=OuterRef("pk"), state__in=OPEN)
        companies = companies.filter(Exists(open_ones) if asked.vraag == "ja" else ~Exists(open_ones))
    return companies


def found(desks: Desks, asked: Question, number: int | None = None) -> QuerySet[Company]:
    """The same in the order asked for, as the list shows them. What is unknown comes last.

    `number`: how many fit, when that was counted. Few are found first and then put in order; an index on the names
    would be read from its beginning, past very many that do not fit.
    """
    down, column = asked.sort.startswith("-"), SORTS[asked.sort.removeprefix("-")]
    # What is always known goes as an index has it.
    order = F(column).desc(nulls_last=column in CAN_BE_UNKNOWN or None) if down else F(column).asc()
    ties = ["-name", "-pk"] if down and column == "name" else ["name", "pk"]
    if asked.words and number is not None and number <= MOST:
        order = _sorted_first(column, down=down) if column == "name" else order
    wide = fitting(desks, asked).select_related("place", "region", "size", "sector").defer("search")
    return wide.order_by(order, *(one for one in ties if one.removeprefix("-") != column))


def by_turns(desks: Desks, asked: Question, filters: "Filters") -> QuerySet[Company] | InTurn:
    """What `found` gives, for a page of it. Of very many by place: those with a place, then those without.

    Each of the two is read as an index has it, as far as the page; together they would all be read and sorted.
    """
    wide = found(desks, asked, filters.number)
    if not asked.by_place or filters.number <= MOST:
        return wide
    placed = wide.filter(place__name__isnull=False).order_by(f"{asked.sort}__name", "name", "pk")
    return InTurn(placed, filters.placed, wide.filter(place__isnull=True).order_by("name", "pk"))


def _sorted_first(column: str, *, down: bool) -> OrderBy:
    """The same order, in words that no index has."""
    text = Concat(F(column), Value(""))
    return text.desc() if down else text.asc()


def _narrowed(companies: QuerySet[Company], name: str, value: str) -> QuerySet[Company]:
    """With this value of a facet; by its own number, so that an index can find them. "" is all."""
    if not value:
        return companies
    column = FACETS[name]
    if value == UNKNOWN:
        return companies.filter(**{f"{column}__isnull": True})
    if name != "regio":
        return companies.filter(**{f"{column}_id": value})
    return companies.filter(region__in=[one.pk for one in known("region") if one.slug == value])


def rows(companies: Iterable[Company]) -> list[Row]:
    shown = list(companies)
    open_ones = HelpRequest.objects.filter(company__in=shown, state__in=OPEN).order_by()
    asking = dict(open_ones.values_list("company").annotate(Count("pk")))
    return [
        Row(one, where(one), name_of(one.size), name_of(one.sector), asking.get(one.pk, 0)) for one in shown
    ]  # fmt: skip


def where(company: Company) -> str | None:
    """ "Dordrecht, Zuid-Holland"; None when the desk does not know."""
    region = name_of(company.region)
    return ", ".join(filter(None, [company.place.name if company.place else "", region])) or None


def name_of(thing: Region | SizeClass | Sector | None) -> str | None:
    return capfirst(local(thing, "name")) if thing else None


@dataclass(frozen=True)
class Filters:
    """`number`: how many fit; `placed`: how many of those have a place, None when that is not the order.

    `groups`: as components/filters.html shows them; `sectors`: (code, label), for a select.
    Of each at most 1,001 are counted: 1,001 stands for more than 1,000.
    """

    number: int
    placed: int | None
    is_empty: bool
    groups: list[dict[str, object]]
    sectors: list[tuple[str, str]]


def filters(desks: Desks, asked: Question) -> Filters:
    """Only what occurs at these desks, with how many companies have it. One statement for all of them."""
    names = {
        "regio": {one.slug: name_of(one) for one in known("region")},
        "grootte": {one.slug: name_of(one) for one in known("size")},
        "sector": {one.code: name_of(one) for one in known("sector")},
    }
    all_of_them = kept(desks)
    lists = {"fits": fitting(desks, asked), "all": all_of_them}
    if asked.by_place:
        lists["placed"] = lists["fits"].filter(place__isnull=False)
    for name, values in names.items():
        for value in [*values, UNKNOWN]:
            lists[f"{name}:{value}"] = _narrowed(all_of_them, name, value)
    numbers = counted(lists)

    def occurring(name: str) -> list[tuple[str, str, int]]:
        labels = {**names[name], UNKNOWN: _("Unknown")}
        return [(value, label, number) for value, label in labels.items() if (number := numbers[f"{name}:{value}"])]

    return Filters(
        number=numbers["fits"],
        placed=numbers.get("placed"),
        is_empty=not numbers["all"],
        groups=[
            _group(_("Request"), "vraag", asked, [(key, str(label), None) for key, label in ASKING.items()]),
            _group(_("Region"), "regio", asked, occurring("regio")),
            _group(_("Size"), "grootte", asked, occurring("grootte")),
        ],
        sectors=[(code, _with_number(*shown(name, number))) for code, name, number in occurring("sector")],
    )


def _with_number(name: str, number: int | None) -> str:
    return name if number is None else f"{name} ({number})"


@functools.cache
def known(name: str) -> tuple[Region | SizeClass | Sector, ...]:
    """The regions, sizes or sectors in their order: reference data, which a process reads once."""
    rows = {"region": Region.objects.order_by("slug"), "size": SizeClass.objects.order_by("rank"),
            "sector": Sector.objects.order_by("code")}  # fmt: skip
    return tuple(rows[name])


def _group(title: str, name: str, asked: Question, choices: Iterable[tuple[str, str, int | None]]) -> dict[str, object]:
    listed = [("", _("All"), None), *((value, *shown(label, number)) for value, label, number in choices)]
    return {
        "title": title,
        "options": options(listed, getattr(asked, name), lambda value: asked.address(**{name: value})),
    }


def companies_csv(list_of_rows: Iterable[Row]) -> str:
    """The list as a file, with the columns of the screen."""
    demo = [_("Demonstration: not for use")] if settings.DEMO else []
    head = [_("Company"), _("KvK number"), _("Place and region"), _("Size"), _("Sector"), _("Open requests"),
            _("Last contact"), _("Known since")]  # fmt: skip
    return as_csv([*head, *demo], (_cells(row) for row in list_of_rows))


def _cells(row: Row) -> list[object]:
    company = row.company
    last = company.last_contact_on.isoformat() if company.last_contact_on else None
    return [company.name, company.kvk_number, row.place, row.size, row.sector, row.asking, last,
            company.known_since.isoformat()]  # fmt: skip
