"""Public pages as they are frozen: the figures with their sources, and the money in Fieldlabs."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldlabs import investment_page, totals
from programme import exports, figures
from programme.facets import Field, Found
from programme.models import Figure
from regions.models import Region
from reports.frozen_query import refuse
from reports.reading import Moment, Reading, Words
from reports.tables import Plain, Shown
from ui import formats
from ui.language import local

LONGEST_QUERY = 500
"""Characters of a question that an annex can keep."""
MEANINGS = dict(exports.COLUMNS)
COLUMNS = {
    gettext_lazy("Value"): "value",
    gettext_lazy("What it covers"): "basis_nl",
    gettext_lazy("Phase"): "phase",
    gettext_lazy("As of"): "as_of",
    gettext_lazy("Source"): "source",
}
"""Beside the name of a figure: each with its column in the file of the page, which says what it means."""


def stated_figures(query: Mapping[str, str], moment: Moment) -> Reading:
    """The figures that the page shows for this question."""
    found = figures.find(query, figures.all_figures())
    names = {"q", *(one.name for one in found.fields)}
    asked = urlencode({name: value for name, value in query.items() if value and name in names})
    if len(asked) > LONGEST_QUERY:
        refuse(_("This question is too long to keep. Search with fewer words."))
    table = Plain(
        key="figures",
        title=_("Figures"),
        note=_("If sources disagree, you see them side by side."),
        columns=(_("Figure"), *(str(one) for one in COLUMNS)),
        rows=tuple(_figure(one) for one in found.matches),
        source=_("The sources that stand beside each figure"),
    )
    sources = {(local(one.source, "title"), one.source.url) for one in found.matches}
    return Reading(
        tables=(table,),
        query=asked,
        valid_on=moment.made_on,
        about=_chosen(found),
        definitions=tuple((str(name), str(MEANINGS[column])) for name, column in COLUMNS.items()),
        sources=tuple(sorted(sources)),
        demo=settings.DEMO,
        empty="" if found.matches else _("No figure fits") + ".",
    )


def _chosen(found: Found) -> Words:
    chosen = [(str(one.label), _option(one)) for one in found.fields if one.chosen]
    return (*chosen, (_("Words"), found.text)) if found.text else tuple(chosen)


def _option(field: Field) -> str:
    return next(str(one.label) for one in field.options if one.selected)


def _figure(one: Figure) -> tuple[Shown, ...]:
    """An approximate value is the value that its source states, and no exact one."""
    unknown = one.value is None or one.precision == Figure.Precision.UNKNOWN
    value = None if unknown else one.value
    source = ", ".join(part for part in (local(one.source, "title"), local(one, "locator")) if part)
    return (
        Shown(local(one, "label")),
        Shown(
            formats.figure_value(one), value, one.lower, one.upper, "unknown" if unknown else one.precision, one.unit
        ),
        Shown(local(one, "basis")),
        Shown(str(one.get_phase_display())),
        Shown(formats.date_long(one.as_of)),
        Shown(source, url=one.source.url),
    )


# --- The money in Fieldlabs ------------------------------------------------------------------------------------------


def investments(query: Mapping[str, str], moment: Moment) -> Reading:
    """All tables of the page, of the country or of one region, with all Fieldlabs that have money."""
    regions = list(Region.objects.all())
    slug = query.get("regio", "")
    region = next((one for one in regions if one.slug == slug), None)
    if slug and region is None:
        refuse(_("This region does not exist."))
    page = investment_page.read(region, regions)
    own = investment_page.by_fieldlab(list(investment_page.fieldlabs_with_money(region)))
    source = _("The registry of Fieldlabs of this portal on %(day)s") % {"day": formats.date_long(moment.made_on)}
    letter = {(local(one.source, "title"), one.source.url) for one in page.figures}
    numbers = {"number": formats.number(page.with_money), "total": formats.number(page.fieldlabs)}
    return Reading(
        tables=tuple(_totals(one, source) for one in (*page.tables, own)),
        query=urlencode({"regio": region.slug}) if region else "",
        valid_on=moment.made_on,
        about=((_("Place"), local(region, "name") if region else _("The Netherlands")),),
        definitions=_meanings(page),
        sources=((_("The registers of this portal"), source), *sorted(letter)),
        demo=settings.DEMO,
        empty="" if own.lines else _("%(number)s of %(total)s Fieldlabs have money registered.") % numbers,
    )


def _meanings(page: investment_page.Page) -> Words:
    registered = _("As the hubs registered it; phases are never added up.")
    return (
        *((str(capfirst(one.label)), registered) for one in totals.PHASES),
        (_("Unknown amounts"), _("Registered without an amount. Unknown is not 0.")),
        *((_("Why they differ"), one) for one in page.reasons),
    )


def _totals(table: totals.Table, source: str) -> Plain:
    return Plain(
        key=table.key,
        title=table.caption,
        note=_("A dash means that nothing is registered. Unknown is not 0."),
        columns=(table.head, *table.columns),
        rows=tuple((Shown(line.name), *(_total(cell) for cell in line.cells)) for line in table.lines),
        source=source,
    )


def _total(cell: totals.Cell) -> Shown:
    """A sum with an unknown amount in it is a lower bound and no value; of what is rounded the words say so."""
    if cell.value is None:
        return Shown(cell.shown, status="not_available" if cell.shown == totals.NONE else "unknown")
    if isinstance(cell.value, int):
        return Shown(cell.shown, cell.value, status="exact", unit="count")
    if "€" not in cell.shown:
        return Shown(
            cell.shown, cell.value, status="known", unit="percent" if "%" in cell.shown else "percentage point"
        )
    amount = formats.unbroken(formats.euro(cell.value))
    if cell.shown == _("at least %(value)s") % {"value": amount}:
        return Shown(cell.shown, lower=cell.value, status="at_least", unit="EUR")
    return Shown(
        cell.shown, cell.value, status="exact" if formats.unbroken(cell.shown) == amount else "known", unit="EUR"
    )
