"""What the letter states as plain tables (reports/tables.py): the lines, and what others put in."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from funding.amounts import UNKNOWN, exactly
from funding.envelope import StatedMoney
from funding.measures import DEFINITIONS
from funding.models import BudgetLine, StatedContribution
from programme.models import Figure, Source
from reports import letter
from reports.budget_tables import numbered
from reports.letter import PER_EURO, Cell, Row
from reports.tables import Plain, Shown
from ui import formats
from ui.language import local


def tables(money: StatedMoney) -> tuple[Plain, Plain]:
    return _lines(money), _contributions(money)


def _lines(money: StatedMoney) -> Plain:
    return Plain(
        key="lines",
        title=_("The € 3.5 million by line, in millions of euros"),
        note=_("Each amount is in millions of euros."),
        columns=(_("Line"), *(str(name) for _key, name, _meaning in DEFINITIONS), _("Source")),
        rows=tuple(_line(row) for row in letter.rows(money)),
        source=source_of(money.line(money.envelope.root).figure),
        unit="EUR",
    )


def _line(row: Row) -> tuple[Shown, ...]:
    name = local(row.line, "name")
    name = _("Total: %(line)s") % {"line": name} if row.depth == 0 else name
    return (Shown(name), *(_shown(cell) for cell in row.cells), Shown(_place(row.line), url=row.line.figure.source.url))


def _shown(cell: Cell) -> Shown:
    text = f"{cell.text} ({cell.detail})" if cell.detail else cell.text
    return numbered(text, cell.amount, unit="EUR per EUR" if cell.measure == PER_EURO else "")


def _contributions(money: StatedMoney) -> Plain:
    return Plain(
        key="contributions",
        title=_("Contributions to SMITZH beside the State"),
        note=_("Sums of different sources are not added up."),
        columns=(_("Contributor"), _("Phase"), _("Amount"), _("Source"), pgettext("remark", "Note")),
        rows=tuple(_contribution(one) for one in money.contributions),
        source="; ".join(dict.fromkeys(local(one.source, "title") for one in money.contributions)),
        unit="EUR",
    )


def _contribution(one: StatedContribution) -> tuple[Shown, ...]:
    amount = UNKNOWN if one.amount is None else exactly(one.amount)
    shown = numbered(formats.euro(one.amount), amount)
    return (
        Shown(one.contributor),
        Shown(one.get_phase_display()),
        shown,
        Shown(_place(one), url=one.figure.source.url),
        Shown(local(one, "note")),
    )


def _place(thing: BudgetLine | StatedContribution) -> str:
    return source_of(thing.figure)


def title_of(source: Source) -> str:
    return local(source, "title")


def source_of(figure: Figure) -> str:
    """Title of the source, the place in it, and the date that the figure is of."""
    as_of = _("as of %(date)s") % {"date": formats.date_long(figure.as_of)}
    return ", ".join(part for part in (title_of(figure.source), figure.locator, as_of) if part)
