"""Loads the Fieldlabs of fieldlabs/data/: only those that are missing, so that what staff changed later stays."""

from datetime import date
from pathlib import Path

import pghistory

from fieldlabs.models import Fieldlab
from programme.models import Transformation
from regions import tables
from regions.models import Province

DATA = Path(__file__).parent / "data"
# The data were compiled in this month (data/README.md); the day stands for the month.
COMPILED = date(2026, 11, 1)
HUB_REGIONS = {
    "noord": "noord-nederland",
    "oost": "oost-nederland",
    "zuid": "zuid-nederland",
    "noordwest": "noordwest-nederland",
    "smitzh": "zuid-holland",
}
PUBLIC = ("A", "B")


def rows(name: str = "fieldlabs") -> list[dict[str, str]]:
    return tables.read(DATA / f"{name}.csv")


def load() -> None:
    """Insert the rows whose slug is not there yet; change and remove nothing."""
    known = set(Fieldlab.objects.values_list("slug", flat=True))
    missing = [row for row in rows() if row["slug"] not in known]
    if not missing:
        return
    regions = dict(Province.objects.values_list("region__slug", "region_id"))
    notes = {row["slug"]: row["note_nl"] for row in rows("notes_nl")}
    with pghistory.context(reason="reference data"):
        made = Fieldlab.objects.bulk_create([_fieldlab(row, regions, notes.get(row["slug"], "")) for row in missing])
        _link(made, missing)


def _link(made: list[Fieldlab], missing: list[dict[str, str]]) -> None:
    transformations = dict(Transformation.objects.values_list("slug", "id"))
    link = Fieldlab.transformations.through
    link.objects.bulk_create(
        link(fieldlab=fieldlab, transformation_id=transformations[row["suggested_transformation"]])
        for fieldlab, row in zip(made, missing, strict=True)
        if row["suggested_transformation"]
    )


def _fieldlab(row: dict[str, str], regions: dict[str, int], note_nl: str) -> Fieldlab:
    evidence = row["evidence"]
    return Fieldlab(
        **{name: row[name] for name in ("slug", "name", "city", "topic_nl", "topic_en", "website", "note_en")},
        note_nl=note_nl,
        city_sourced=row["city_sourced"] == "yes",
        province_id=row["province"] or None,
        region_id=regions[HUB_REGIONS[row["hub"]]] if row["hub"] in HUB_REGIONS else None,
        national=row["hub"] == "national",
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
        evidence=evidence,
        sources=[source for source in row["sources"].split(";") if source],
        as_of=COMPILED,
        publication=Fieldlab.Publication.PUBLISHED if evidence in PUBLIC else Fieldlab.Publication.DRAFT,
        recognition=Fieldlab.Recognition.UNKNOWN,
    )
