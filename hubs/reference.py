"""Loads the five hubs and the national letters: only what is missing, so that what staff changed later stays."""

import tomllib
import uuid
from datetime import date
from pathlib import Path

import pghistory

from hubs.models import Hub, LetterTemplate
from jobs import clock
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
        _letters()


def _letters() -> None:
    """A title that the national desk gave to a letter of its own meanwhile stays that letter's."""
    read = tomllib.loads((DATA / "letters.toml").read_text(encoding="utf-8"))["letter"]
    wanted = [{**one, "uid": uuid.UUID(one["uid"]), **_trimmed(one)} for one in read]
    known = set(LetterTemplate.objects.filter(uid__in=[one["uid"] for one in wanted]).values_list("uid", flat=True))
    missing = [LetterTemplate(saved_at=clock.now(), **one) for one in wanted if one["uid"] not in known]
    LetterTemplate.objects.bulk_create(missing, ignore_conflicts=True)


def _trimmed(letter: dict[str, str]) -> dict[str, str]:
    return {name: letter[name].strip() for name in ("body_nl", "body_en")}


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
