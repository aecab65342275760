"""The public page of the money in Fieldlabs: its tables for the country or one region, and the same as files."""

from dataclasses import dataclass
from io import BytesIO

import xlsxwriter
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from fieldlabs import stated, totals
from fieldlabs.models import Fieldlab
from fieldlabs.totals import Group, Line, Table
from regions.models import Region
from ui import spreadsheet
from ui.language import local

Publication = Fieldlab.Publication


@dataclass(frozen=True, slots=True)
class Page:
    """`tables` in the order of the screen; `reasons` and `sources` belong to the table beside the letter."""

    region: Region | None
    tables: tuple[Table, ...]
    reasons: tuple[str, ...]
    figures: tuple[object, ...]
    with_money: int
    fieldlabs: int


def known() -> QuerySet[Fieldlab]:
    """The Fieldlabs whose money is public: those on the list, and those that closed."""
    return Fieldlab.objects.filter(publication__in=[Publication.PUBLISHED, Publication.ARCHIVE])


def read(region: Region | None, regions: list[Region]) -> Page:
    """The tables of the country, or of one region; without that of the Fieldlabs, which has pages."""
    own = known().filter(region=region) if region else known()
    groups = totals.of_fieldlabs(own)
    numbers = own.aggregate(all=Count("pk", distinct=True), money=Count("investments__fieldlab", distinct=True))
    tables = [totals.by_year(groups), totals.by_money(groups), totals.by_source(groups)]
    letter = {}
    if region is None:
        letter = stated.figures()
        tables = [stated.beside(groups, letter), *tables, _by_region(groups, regions)]
    return Page(
        region=region,
        tables=tuple(tables),
        reasons=tuple(stated.reasons(groups, numbers["money"], numbers["all"])) if letter else (),
        figures=tuple(letter[key] for key in stated.KEYS if key in letter),
        with_money=numbers["money"],
        fieldlabs=numbers["all"],
    )


def _by_region(groups: list[Group], regions: list[Region]) -> Table:
    areas = [(one.pk, local(one, "name"), f"?regio={one.slug}") for one in regions]
    if any(one.area is None for one in groups):
        areas.append((None, _("National, or region unknown"), ""))
    lines = []
    for key, name, url in areas:
        own = [one for one in groups if one.area == key]
        lines.append(totals.line_of(name, {one: totals.total(own, one) for one in totals.PHASES}, url=url))
    columns = (*totals.phase_columns(), _("Unknown amounts"))
    return Table("region", _("By region"), _("Region"), columns, tuple(lines))


def fieldlabs_with_money(region: Region | None) -> QuerySet[Fieldlab]:
    """Those with at least one investment, by name."""
    own = known().filter(region=region) if region else known()
    return own.filter(investments__isnull=False).distinct().only("pk", "slug", "name").order_by("name", "pk")


def by_fieldlab(fieldlabs: list[Fieldlab]) -> Table:
    sums = totals.by_fieldlab(fieldlabs)
    lines = tuple(totals.line_of(one.name, sums.get(one.pk, {}), url=one.get_absolute_url()) for one in fieldlabs)
    columns = (*totals.phase_columns(), _("Unknown amounts"))
    return Table("fieldlab", _("By Fieldlab"), _("Fieldlab"), columns, lines)


def as_csv(tables: list[Table]) -> str:
    """A row for each cell: what is on screen, and the number behind it with a point; empty where there is none."""
    return spreadsheet.as_csv(
        (_("table"), _("row"), _("column"), _("shown"), _("number behind it")),
        [
            (table.caption, line.name, column, cell.shown, cell.value)
            for table in tables
            for line in table.lines
            for column, cell in zip(table.columns, line.cells, strict=True)
        ],
    )


def as_xlsx(tables: list[Table]) -> bytes:
    """A sheet for each table, as on screen; numbers as numbers, and words where there is no number."""
    file = BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, {"in_memory": True, **safe}) as workbook:
        bold, amount = workbook.add_format({"bold": True}), workbook.add_format({"num_format": "#,##0.##"})
        for table in tables:
            sheet = workbook.add_worksheet(table.caption[:31])
            sheet.set_column(0, 0, 48)
            sheet.set_column(1, len(table.columns), 22)
            sheet.write_row(0, 0, [table.head, *table.columns], bold)
            for number, line in enumerate(table.lines, start=1):
                _write(sheet, number, line, amount)
    return file.getvalue()


def _write(sheet, number: int, line: Line, amount: object) -> None:
    sheet.write_string(number, 0, line.name)
    for column, cell in enumerate(line.cells, start=1):
        if cell.value is None:
            sheet.write_string(number, column, cell.shown)
        else:
            sheet.write_number(number, column, float(cell.value), amount)
