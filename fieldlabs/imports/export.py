"""The Fieldlabs as a file that comes back in unchanged, and an empty one to fill in."""

import io
from collections.abc import Callable, Iterable, Iterator

import xlsxwriter
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fieldlabs.imports.fields import COLUMNS
from fieldlabs.models import Fieldlab
from ui.language import local
from ui.spreadsheet import as_csv, harmless

MOST = 100_000


def headers() -> list[str]:
    return [capfirst(str(column.label)) for column in COLUMNS]


def rows(fieldlabs: Iterable[Fieldlab]) -> Iterator[list[str]]:
    """`fieldlabs` come with what COLUMNS names: region, operator, transformations and so on. Unknown is empty."""
    for one in fieldlabs:
        yield [_cell(one, column.name) for column in COLUMNS]


def _names(things: Iterable[object]) -> str:
    return "; ".join(local(one, "name") for one in things)


def _technologies(one: Fieldlab) -> str:
    """One that has a comma itself is closed with a semicolon, so that it stays one."""
    alone = len(one.technologies) == 1 and any(sign in one.technologies[0] for sign in ",|")
    return "; ".join(one.technologies) + (";" if alone else "")


def _operator(one: Fieldlab) -> str:
    if one.operator is None:
        return ""
    return f"{one.operator.name} ({one.operator.kvk_number})" if one.operator.kvk_number else one.operator.name


_CELLS: dict[str, Callable[[Fieldlab], str]] = {
    "region": lambda one: local(one.region, "name") if one.region else "",
    "province_id": lambda one: local(one.province, "name") if one.province else "",
    "operator_id": _operator,
    "type": lambda one: one.get_type_display() if one.type else "",
    "transformation_slugs": lambda one: _names(one.transformations.all()),
    "sectors": lambda one: "; ".join(link.code for link in one.sectors.all()),
    "regions_served": lambda one: _names(one.regions_served.all()),
    "technologies": _technologies,
}


def _cell(one: Fieldlab, name: str) -> str:
    if name in _CELLS:
        return str(_CELLS[name](one))
    value = getattr(one, name)
    return "" if value is None else str(value)


def csv(lines: Iterable[list[str]]) -> str:
    return as_csv(headers(), lines)


def xlsx(lines: Iterable[list[str]], *, explained: bool = False) -> bytes:
    """One sheet; with `explained` a second one that says what may stand in each column."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("Fieldlabs")
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(COLUMNS) - 1, 24)
    for number, line in enumerate([headers(), *lines]):
        for place, cell in enumerate(line):
            if cell:
                sheet.write_string(number, place, harmless(cell), bold if number == 0 else None)
    if explained:
        told = book.add_worksheet(_("Explanation"))
        told.set_column(0, 0, 32)
        told.set_column(1, 1, 90, wrapped)
        for number, (head, text) in enumerate(zip(headers(), explanations(), strict=True)):
            told.write_string(number, 0, head, bold)
            told.write_string(number, 1, text)
    book.close()
    return out.getvalue()


def explanations() -> list[str]:
    """What may stand in each column, in its order."""
    said = {
        "slug": _("Leave empty for a new Fieldlab. For one that is there: the last part of its page's address."),
        "name": _("Needed. At most 120 characters."),
        "topic_nl": _("Needed. A few words that companies search for."),
        "region": _("Only your own region. May be left empty."),
        "province_id": _("A province of your region, only needed when several places have the same name."),
        "city": _("A place in your region. Position and province follow from it."),
        "postal_code": "1234 AB",
        "website": "https://www.voorbeeld.nl",
        "type": ", ".join(str(label) for label in Fieldlab.Type.labels),
        "operator_id": _("The name of one of its partners, with the KvK number behind it when several are called so."),
        "transformation_slugs": _("Names or numbers, with a semicolon between them."),
        "technologies": _("In your own words, with a semicolon between them."),
        "trl_min": _("A number from 1 to 9, or both together: 4-7."),
        "trl_max": _("A number from 1 to 9."),
        "sectors": _("Codes or names of SBI 2008, with a semicolon between them: 25; 28."),
        "regions_served": _("Other regions in which it works, with a semicolon between them."),
        **dict.fromkeys(("plan_starts_on", "plan_ends_on", "started_on"), "31-12-2018"),
    }
    return [said.get(column.name, _("Text. An empty cell changes nothing.")) for column in COLUMNS]
