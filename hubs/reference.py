"""Loads the five hubs of hubs/data/: only those that are missing, so that what staff changed later stays."""

from datetime import date
from pathlib import Path

import pghistory

from hubs.models import Hub
from regions import tables
from regions.models import Region

DATA = Path(__file__).parent / "data"
# The data were compiled in this month (data/README.md); the day stands for the month.
COMPILED = date(2026, 11, 1)


def load() -> None:
    """Insert the rows whose slug is not there yet; change and remove nothing."""
    rows = tables.read(DATA / "hubs.csv")
    known = set(Hub.objects.values_list("slug", flat=True))
    regions = {region.name_nl: region for region in Region.objects.all()}
    with pghistory.context(reason="reference data"):
        Hub.objects.bulk_create(_hub(row, regions[row["region_nl"]]) for row in rows if row["slug"] not in known)


def _hub(row: dict[str, str], region: Region) -> Hub:
    return Hub(
        **{name: row[name] for name in ("slug", "name", "website", "evidence", "note_nl", "note_en")},
        # Several hosts are one text on screen.
        host=row["host"].replace("; ", ", "),
        host_sourced=row["host_sourced"] == "yes",
        founded=int(row["founded"]) if row["founded"] else None,
        region=region,
        sources=row["sources"].split(";"),
        as_of=COMPILED,
    )
