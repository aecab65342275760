"""Makes the canonical CSV of an annex again, from the books as known then, and compares it with what is kept."""

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.utils import translation

from accounts.rules import RuleBroken
from reports import frozen
from reports.actions import demo_mark
from reports.models import Annex
from reports.reading import Moment
from reports.table_files import COLUMNS, as_csv
from ui.language import DEFAULT
from ui.spreadsheet import BYTE_ORDER_MARK

JOB = "reports.check_annexes"
MOST_SHOWN = 100
PLACE = ("table", "row", "column")
FIGURES = ("status", "value", "lower", "upper")


@dataclass(frozen=True)
class Difference:
    """A cell: what the annex keeps and what is made now ("" where it is not there). `figures`: are numbers other?"""

    table: str
    row: str
    column: str
    kept: str
    now: str
    figures: bool


@dataclass(frozen=True)
class Outcome:
    """`intact`: are the kept bytes those of the digest? `same`: are the bytes made now the same as the kept ones?

    `differences`: the first hundred, `number` of them in all. `refused`: why the view cannot be read any more.
    """

    intact: bool
    same: bool
    differences: tuple[Difference, ...] = ()
    number: int = 0
    refused: str = ""


def compare(annex: Annex) -> Outcome:
    kept = bytes(annex.csv)
    intact = hashlib.sha256(kept).hexdigest() == annex.sha256
    try:
        now = again(annex)
    except (KeyError, RuleBroken) as gone:
        return Outcome(intact, same=False, refused=str(gone))
    if now == kept:
        return Outcome(intact, same=True)
    found = list(_differences(_cells(kept), _cells(now)))
    return Outcome(intact, same=False, differences=tuple(found[:MOST_SHOWN]), number=len(found))


def again(annex: Annex) -> bytes:
    """The canonical CSV as the books give it now for what was known then."""
    with translation.override(DEFAULT):
        moment = Moment(annex.known_at, annex.made_on)
        reading = frozen.read(annex.view, dict(parse_qsl(annex.query, keep_blank_values=True)), moment)
        return as_csv(reading.tables, demo_mark(annex.demo))


def _cells(content: bytes) -> dict[tuple[str, ...], dict[str, str]]:
    text = content.decode().removeprefix(BYTE_ORDER_MARK)
    return {tuple(row[name] for name in PLACE): row for row in csv.DictReader(io.StringIO(text, newline=""))}


def _differences(kept: dict[tuple, dict[str, str]], now: dict[tuple, dict[str, str]]) -> Iterator[Difference]:
    nothing = dict.fromkeys(COLUMNS, "")
    for place in dict.fromkeys([*kept, *now]):
        old, new = kept.get(place, nothing), now.get(place, nothing)
        if old != new:
            one = old if place in kept else new
            figures = any(old[name] != new[name] for name in FIGURES)
            texts = (old["shown"], new["shown"])
            yield Difference(one["table_name"], one["row_name"], one["column_name"], *texts, figures)


def every() -> dict[str, object]:
    """All annexes: how many, the numbers of those whose bytes are broken, and how much differs of which."""
    checked, broken, differing = 0, [], {}
    for annex in Annex.objects.order_by("pk").iterator(chunk_size=20):
        checked += 1
        outcome = compare(annex)
        if not outcome.intact:
            broken.append(annex.number)
        if not outcome.same and frozen.FREEZABLE.get(annex.view, frozen.GONE).again:
            differing[annex.number] = outcome.refused or outcome.number
    return {"checked": checked, "broken": broken, "differing": differing}
