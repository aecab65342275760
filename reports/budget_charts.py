"""The pictures of the dashboard, from the same cells as its tables."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from regions.models import Region
from reports.budget import Board, Row
from ui import charts, formats
from ui.language import local

CHARTED = ("paid", "open", "reserved", "freed")


def waterfall(board: Board) -> charts.Waterfall | None:
    """From all that is allotted down to what is available; None where no budget is recorded."""
    whole = board.table("lines_state").total
    if whole.cell("allotted").amount is None:
        return None
    steps = [charts.Step(_("Allotted"), whole.cell("allotted").amount.low, total=True)]
    steps += [_out(whole, key) for key in CHARTED if whole.cell(key).amount.high != 0]
    steps.append(charts.Step(str(whole.cell("available").measure.label), total=True))
    return charts.waterfall(
        _("How much of the budget is still available?"),
        steps,
        description=_("From what is allotted to what is available. What is hatched is unknown within its bounds."),
        columns=(_("Step"), _("Amount")),
        wording=wording(),
        id="chart-waterfall",
    )


def _out(whole: Row, key: str) -> charts.Step:
    cell = whole.cell(key)
    amount, name = cell.amount, str(cell.measure.label)
    if amount.known:
        return charts.Step(name, -amount.low)
    return charts.Step(name, low=None if amount.high is None else -amount.high, high=-amount.low)


def state_by_hub(board: Board) -> charts.StackedBars | None:
    """What is committed for each hub: paid and still to pay; None where nothing is."""
    rows = [row for row in _hubs(board, "hubs_state") if row.cell("committed").amount is not None]
    stacks = [charts.Stack(row.name, tuple(row.cell(key).amount.low for key in ("paid", "open"))) for row in rows]
    title = _("How much is committed for each hub, and how much of it is paid?")
    drawn = _stacked(title, (_("Paid"), _("Still to pay")), stacks, "chart-hubs-state")
    whole = board.table("hubs_state").total
    return drawn and _with_total(drawn, whole, [whole.cell(key).amount.low for key in ("paid", "open")])


def match_by_hub(board: Board) -> charts.StackedBars | None:
    """What co-funders committed for each hub: realised, and not yet. What is only intended is not added to it."""
    rows = [row for row in _hubs(board, "hubs_match") if row.cell("match_committed").amount is not None]
    amounts = [[row.cell(key).amount.low for key in ("match_realised", "match_committed")] for row in rows]
    stacks = [
        charts.Stack(row.name, (realised, committed - realised))
        for row, (realised, committed) in zip(rows, amounts, strict=True)
    ]
    title = _("How much match is committed for each hub, and how much of it is realised?")
    drawn = _stacked(title, (_("Realised"), _("Committed, not realised yet")), stacks, "chart-hubs-match")
    whole = board.table("hubs_match").total
    realised, committed = (whole.cell(key).amount for key in ("match_realised", "match_committed"))
    return drawn and _with_total(drawn, whole, [realised.low, committed.low - realised.low])


def _with_total(drawn: charts.StackedBars, whole: Row, amounts: Sequence[Decimal]) -> charts.StackedBars:
    """Its table ends with the total: of the row of totals of the dashboard, not added up again."""
    name = _("Total: %(line)s") % {"line": whole.name}
    row = (name, *(_euro(amount) for amount in amounts))
    return replace(drawn, table=replace(drawn.table, rows=(*drawn.table.rows, row)))


def over_time(board: Board) -> charts.StackedBars | None:
    """What was committed at the end of each period: paid and still to pay; None where nothing ever was."""
    rows = [row for table in board.tables if table.group == "months" for row in table.rows]
    stacks = [charts.Stack(row.name, tuple(row.cell(key).amount.low for key in ("paid", "open"))) for row in rows]
    title = _("How did what is committed and paid come about?")
    if board.view.hub or board.view.line:
        title = _("%(name)s: how did what is committed and paid come about?") % {"name": board.course.name}
    return _stacked(title, (_("Paid"), _("Still to pay")), stacks, "chart-months", first=_("Until the end of"))


def map_by_hub(board: Board, regions: Sequence[Region]) -> charts.ProvinceMap | None:
    """What is committed in the region of each hub, on the map; None where nothing is.

    A province has the shade of its region: the amount is the region's, so the table counts each once.
    """
    rows = {row.key: row.cell("committed") for row in _hubs(board, "hubs_state")}
    known = {key: cell.amount.low for key, cell in rows.items() if cell.amount is not None}
    if not known or min(known.values()) < 0:
        return None
    title = _("In which regions is money committed?")
    drawn = charts.province_map(
        title,
        [
            charts.ProvinceValue(area["iso"], local(region, "name"), known.get(region.slug), url=rows[region.slug].url)
            for region in regions
            for area in region.areas
        ],
        description=_("Each province has the shade of the region of its hub. Hatched: nothing is recorded."),
        columns=(_("Hub"), _("Committed")),
        wording=replace(wording(), unknown=_("not recorded")),
        id="chart-map",
    )
    table = tuple((row.name, row.cell("committed").shown) for row in board.table("hubs_state").rows)
    areas = tuple(replace(area, mark="") for area in drawn.areas)
    return replace(drawn, areas=areas, table=replace(drawn.table, rows=table))


def _hubs(board: Board, table: str) -> list[Row]:
    return [row for row in board.table(table).rows if not row.total]


def _stacked(
    title: str, parts: tuple[str, str], stacks: list[charts.Stack], id: str, *, first: str = ""
) -> charts.StackedBars | None:
    if not stacks or any(part < 0 for stack in stacks for part in stack.values):
        return None
    return charts.stacked_bars(title, parts, stacks, first_column=first or _("Hub"), wording=wording(), id=id)


def wording() -> charts.Wording:
    return replace(formats.wording("EUR"), number=_euro)


def _euro(amount: Decimal) -> str:
    return formats.unbroken(formats.euro(amount))
