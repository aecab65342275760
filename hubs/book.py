"""The companies that a desk knows, as a list: search, filters, order, and each as a row of text."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Sector, SizeClass
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


def found(desks: Desks, asked: Question) -> QuerySet[Company]:
    """The companies that fit, in the order asked for."""
    companies = kept(desks).filter(matching(asked.words))
    for name, column in FACETS.items():
        companies = _narrowed(companies, name, column, getattr(asked, name))
    if asked.vraag:
        open_ones = HelpRequest.objects.filter(company=OuterRef("pk"), state__in=OPEN)
        companies = companies.filter(Exists(open_ones) if asked.vraag == "ja" else ~Exists(open_ones))
    column = F(SORTS[asked.sort.removeprefix("-")])
    order = column.desc(nulls_last=True) if asked.sort.startswith("-") else column.asc(nulls_last=True)
    wide = companies.select_related("place", "region", "size", "sector").defer("search")
    return wide.order_by(order, "name", "pk")


def _narrowed(companies: QuerySet[Company], name: str, column: str, value: str) -> QuerySet[Company]:
    if not value:
        return companies
    if value == UNKNOWN:
        return companies.filter(**{f"{column}__isnull": True})
    return companies.filter(**{f"{column}__slug" if name == "regio" else f"{column}_id": value})


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
    """`groups`: as components/filters.html shows them; `sectors`: (code, name, number), as a select."""

    number: int
    groups: list[dict[str, object]]
    sectors: list[tuple[str, str, int]]


def filters(desks: Desks, asked: Question) -> Filters:
    """Only what occurs at these desks, with how many companies have it. One statement for all of them."""
    columns = ("region__slug", "region__name_nl", "region__name_en", "size", "size__name_nl", "size__name_en",
               "size__rank", "sector", "sector__name_nl", "sector__name_en")  # fmt: skip
    combinations = list(kept(desks).values(*columns).order_by().annotate(number=Count("pk")))
    regions = _values(combinations, "region__slug", "region", lambda row: local_of(row, "region"))
    sizes = _values(combinations, "size", "size", lambda row: row["size__rank"])
    sectors = _values(combinations, "sector", "sector", lambda row: row["sector"])
    return Filters(
        number=sum(row["number"] for row in combinations),
        groups=[
            _group(_("Request"), "vraag", asked, [(key, str(label), None) for key, label in ASKING.items()]),
            _group(_("Region"), "regio", asked, regions),
            _group(_("Size"), "grootte", asked, sizes),
        ],
        sectors=sectors,
    )


def local_of(row: Mapping[str, object], column: str) -> str:
    from_row = type("Named", (), {name: row[f"{column}__{name}"] or "" for name in ("name_nl", "name_en")})
    return capfirst(local(from_row, "name"))


def _values(combinations, key: str, column: str, order) -> list[tuple[str, str, int]]:
    """(value in the address, name, number), in order; what is unknown last."""
    numbers, first = Counter(), {}
    for row in combinations:
        numbers[row[key]] += row["number"]
        first.setdefault(row[key], row)
    known = sorted((value for value in numbers if value), key=lambda value: order(first[value]))
    found_ones = [(value, local_of(first[value], column), numbers[value]) for value in known]
    return [*found_ones, (UNKNOWN, _("Unknown"), numbers[None])] if numbers[None] else found_ones


def _group(title: str, name: str, asked: Question, choices: Iterable[tuple[str, str, int | None]]) -> dict[str, object]:
    listed = [("", _("All"), None), *choices]
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
