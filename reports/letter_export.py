"""Downloads of what is on screen. Unknown stays empty, beside a column that says so."""

import pandas
from django.conf import settings
from django.utils.translation import gettext as _

from funding.amounts import UNKNOWN, Range, exactly
from funding.models import BudgetLine, StatedContribution
from programme.models import Figure
from reports.letter import PER_EURO, Cell, Row, millions
from ui import formats
from ui.language import local

# A cell that starts so is a formula to a spreadsheet program.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(value: object) -> object:
    """Text that a spreadsheet program would run gets a quote before it; everything else as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def letter_csv(rows: list[Row], contributions: tuple[StatedContribution, ...]) -> bytes:
    """One row per line and measure, then one per contribution; `shown` is the text on screen, the numbers are euros.

    UTF-8 with a byte order mark, so that spreadsheet programs read the accents.
    """
    records = [_measured(row.line, cell) for row in rows for cell in row.cells]
    records += [_contributed(one) for one in contributions]
    frame = pandas.DataFrame.from_records(records, coerce_float=False).map(harmless)
    return frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _measured(line: BudgetLine, cell: Cell) -> dict[str, object]:
    shown = f"{cell.text} ({cell.detail})" if cell.detail else cell.text
    named = {"measure": cell.measure, "name": cell.label, "shown": shown}
    unit = "EUR per EUR" if cell.measure == PER_EURO else "EUR"
    return {**_place(line), **named, **_numbers(cell.amount, unit), **_origin(line.figure), **_end(line)}


def _contributed(one: StatedContribution) -> dict[str, object]:
    amount = UNKNOWN if one.amount is None else exactly(one.amount)
    shown = formats.unknown() if one.amount is None else millions(one.amount)
    named = {"measure": f"contribution_{one.phase}", "name": one.contributor, "shown": shown}
    return {**_place(one.line), **named, **_numbers(amount, "EUR"), **_origin(one.figure), **_end(one)}


def _place(line: BudgetLine) -> dict[str, object]:
    return {"line": line.key, "line_name": local(line, "name")}


def _numbers(amount: Range | None, unit: str) -> dict[str, object]:
    """Status "not_available": the measure does not apply, or cannot be calculated; `shown` says which."""
    if amount is None:
        return {"status": "not_available", "value": None, "lower": None, "upper": None, "unit": unit}
    bounds = {"lower": None, "upper": None} if amount.known else {"lower": amount.low, "upper": amount.high}
    return {"status": amount.status, "value": amount.value, **bounds, "unit": unit}


def _origin(figure: Figure) -> dict[str, object]:
    return {
        "figure": figure.key,
        "source": local(figure.source, "title"),
        "source_url": figure.source.url,
        "place": figure.locator,
        "as_of": figure.as_of.isoformat(),
    }


def _end(thing: BudgetLine | StatedContribution) -> dict[str, object]:
    note = {"note": local(thing, "note")}
    return note | {"demo": _("Demonstration: not for use")} if settings.DEMO else note
