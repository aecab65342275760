"""The pictures of the trace, from the same cells as its tables. What is closed or unknown is written and not drawn."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.budget_charts import wording
from reports.tables import Shown
from reports.trace import Trace
from reports.trace_cells import Row, Table
from reports.trace_results import Results
from ui import charts, formats
from ui.charts.base import Chart


def of_money(trace: Trace) -> list[Chart]:
    """From line to hub; and, where services are counted, how much of it they name."""
    tables = {table.key: table for table in trace.tables}
    if not trace.recorded:
        return []
    found = [_stacked(_("Which money leads to a hub?"), tables["lines"], (1, 2, 3), "chart-lines")]
    if trace.outcomes:
        title = _("How much of what is committed do services name?")
        found.append(_stacked(title, tables["hubs"], (3, 4), "chart-hubs"))
    else:
        title = _("How much is committed to each hub?")
        found.append(_bars(title, tables["hubs"], 0, formats.euro, "chart-hubs"))
    return [chart for chart in found if chart]


class Picture(NamedTuple):
    """A chart, if there is one, with the period that it is about, and its unit."""

    drawn: Chart | None
    period: str
    unit: str


def of_results(results: Results) -> list[Picture]:
    """None where there is nothing to show."""
    tables = {table.key: table for table in results.shown}
    if not tables:
        return []
    view = results.view
    year = _("%(place)s, %(year)s") % {"place": view.place.name, "year": view.period.year}
    cost = _bars(_("How much was paid for each company reached?"), tables["hubs"], 2, formats.euro, "chart-cost")
    reached = _("How many companies were reached in each quarter?")
    found = [
        Picture(cost, str(view.period), _("Amounts in euros")),
        Picture(_bars(reached, tables["quarters"], 1, formats.number, "chart-reached"), year, _("Companies")),
    ]
    return [one for one in found if one.drawn]


def _stacked(title: str, table: Table, places: Sequence[int], id: str) -> charts.StackedBars | None:
    """Of these columns; None where nothing is known, or anything is below zero."""
    rows = [row for row in table.rows if not row.total]
    stacks = [charts.Stack(row.name, tuple(_known(row.cells[place]) for place in places)) for row in rows]
    drawn = [part for stack in stacks for part in stack.values if part is not None]
    if not drawn or min(drawn) < 0:
        return None
    parts = [table.columns[place] for place in places]
    chart = charts.stacked_bars(
        title, parts, stacks, description=table.note, first_column=table.first, wording=_words(formats.euro), id=id
    )
    return _with_texts(chart, table.rows, places)


def _bars(title: str, table: Table, place: int, number, id: str) -> charts.Bars | None:
    """Of one column; None where nothing of it is known."""
    items = [charts.Bar(row.name, _known(row.cells[place])) for row in table.rows if not row.total]
    if not any(item.value is not None for item in items):
        return None
    columns = (table.first, table.columns[place])
    chart = charts.bars(title, items, description=table.note, columns=columns, wording=_words(number), id=id)
    return _with_texts(chart, table.rows, [place])


def _known(cell: Shown) -> object:
    """What is known at least; what is not known has no value."""
    return cell.lower if cell.value is None else cell.value


def _words(number) -> charts.Wording:
    return replace(wording(), number=number, unknown=pgettext("figure", "not shown"))


def _with_texts(chart: Chart, rows: Sequence[Row], places: Sequence[int]) -> Chart:
    """Its table says what the cells say, with the total as its last row."""
    texts = tuple((row.name, *(_text(row.cells[place]) for place in places)) for row in rows)
    return replace(chart, table=replace(chart.table, rows=texts))


def _text(cell: Shown) -> str:
    return formats.unbroken(cell.text) if cell.status == "exact" else cell.text
