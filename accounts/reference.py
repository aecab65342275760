"""Loads sectors and size classes from accounts/data/."""

from pathlib import Path

from accounts.models import Sector, SizeClass
from regions import tables

DATA = Path(__file__).parent / "data"


def load() -> None:
    """Insert or update by natural key; removes nothing."""
    _upsert(SizeClass, "slug", [_size_class(row) for row in tables.read(DATA / "size_classes.csv")])
    _upsert(Sector, "code", [_sector(row) for row in tables.read(DATA / "sectors.csv")])


def _upsert(model, key: str, objects: list) -> None:
    fields = [field.name for field in model._meta.fields if field.name != key]
    model.objects.bulk_create(objects, update_conflicts=True, unique_fields=[key], update_fields=fields)


def _size_class(row: dict[str, str]) -> SizeClass:
    texts = {name: row[name] for name in ("slug", "name_nl", "name_en", "rule_nl", "rule_en", "source")}
    return SizeClass(
        **texts,
        rank=int(row["rank"]),
        staff_min=int(row["staff_min"]),
        staff_max=int(row["staff_max"]) if row["staff_max"] else None,
        is_sme=row["is_sme"] == "yes",
    )


def _sector(row: dict[str, str]) -> Sector:
    texts = {name: row[name] for name in ("code", "level", "section", "name_nl", "name_en")}
    return Sector(**texts, discrete_manufacturing=row["discrete_manufacturing"] == "yes")
