"""Loads the envelope and the stated contributions from funding/data/ (columns: funding/data/README.md)."""

from decimal import Decimal
from pathlib import Path

from django.db import models

from funding.models import BudgetLine, StatedContribution
from programme.models import Figure
from regions import tables
from regions.models import Region

DATA = Path(__file__).parent / "data"
Row = dict[str, str]
# The file names the hub; only this one has stated contributions.
REGION_OF_HUB = {"smitzh": "zuid-holland"}


def rows(name: str) -> list[Row]:
    return tables.read(DATA / f"{name}.csv")


def load() -> None:
    """Insert or update by key; removes nothing. Lines stand in the file with the higher one first."""
    figures = {figure.key: figure for figure in Figure.objects.select_related("source")}
    lines: dict[str, BudgetLine] = {}
    for position, row in enumerate(rows("budget_lines"), start=1):
        line = _line(position, row, lines.get(row["parent"]), figures[row["figure_key"]])
        _upsert([line])
        lines[line.key] = BudgetLine.objects.get(key=line.key)
    regions = {region.slug: region for region in Region.objects.all()}
    _upsert(
        [
            _contribution(position, row, lines[row["budget_line"]], figures[row["figure_key"]], regions)
            for position, row in enumerate(rows("cofunding"), start=1)
        ]
    )


def _upsert(things: list[models.Model]) -> None:
    model = type(things[0])
    fields = [field.name for field in model._meta.concrete_fields if field.name not in ("id", "key")]
    model.objects.bulk_create(things, update_conflicts=True, unique_fields=["key"], update_fields=fields)


def _euros(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _line(position: int, row: Row, parent: BudgetLine | None, figure: Figure) -> BudgetLine:
    return BudgetLine(
        key=row["key"],
        position=position,
        parent=parent,
        name_nl=row["name_nl"],
        name_en=row["name_en"],
        amount=_euros(row["amount_eur"]),
        amount_status=row["amount_status"],
        match_ratio=_euros(row["match_ratio"]),
        figure=figure,
        note_nl=row["note_nl"],
        note_en=row["note_en"],
    )


def _contribution(
    position: int, row: Row, line: BudgetLine, figure: Figure, regions: dict[str, Region]
) -> StatedContribution:
    return StatedContribution(
        key=row["key"],
        position=position,
        line=line,
        region=regions[REGION_OF_HUB[row["hub"]]],
        contributor=row["contributor"],
        contributor_type=row["contributor_type"],
        amount=_euros(row["amount_eur"]),
        amount_status=row["amount_status"],
        phase=row["phase"],
        announced_on=row["announced_on"],
        figure=figure,
        # The file's source and place are the figure's own; there they stand in both languages.
        source=figure.source,
        locator_nl=figure.locator_nl,
        locator_en=figure.locator_en,
        note_nl=row["note_nl"],
        note_en=row["note_en"],
    )
