"""Loads regions, provinces and places from regions/data/."""

from pathlib import Path

from regions import tables
from regions.models import Place, Province, Region
from regions.places import plain

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    return tables.read(DATA / f"{name}.csv")


def load() -> None:
    """Insert or update by natural key; removes nothing."""
    regions = [Region(slug=row["slug"], name_nl=row["name_nl"], name_en=row["name_en"]) for row in rows("regions")]
    Region.objects.bulk_create(
        regions, update_conflicts=True, unique_fields=["slug"], update_fields=["name_nl", "name_en"]
    )
    by_hub = {row["hub"]: Region.objects.get(slug=row["slug"]) for row in rows("regions")}
    fields = ["name_nl", "name_en", "nuts2_2021", "nuts2_2024"]
    Province.objects.bulk_create(
        [
            Province(iso=row["iso"], region=by_hub[row["hub"]], **{field: row[field] for field in fields})
            for row in rows("provinces")
        ],
        update_conflicts=True,
        unique_fields=["iso"],
        update_fields=[*fields, "region"],
    )
    Place.objects.bulk_create(
        [_place(row) for row in rows("places")],
        update_conflicts=True,
        unique_fields=["geonameid"],
        update_fields=["name", "province", "lat", "lon", "population", "aliases", "search_names"],
    )


def _place(row: dict[str, str]) -> Place:
    aliases = [alias for alias in row["aliases"].split(";") if alias]
    return Place(
        geonameid=int(row["geonameid"]),
        name=row["name"],
        province_id=row["province"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        population=int(row["population"]) if row["population"] else None,
        aliases=aliases,
        search_names=sorted({plain(name) for name in [row["name"], *aliases]}),
    )
