"""All open data of the portal, one definition each: for the API, the files, the pages and the catalogue."""

from reports.datasets import books, money, outcomes, programme, promises, registry
from reports.datasets.columns import Column, Dataset

DATASETS: tuple[Dataset, ...] = (
    *registry.DATASETS,
    *programme.DATASETS,
    *promises.DATASETS,
    *books.DATASETS,
    *money.DATASETS,
    *outcomes.DATASETS,
)
BY_NAME: dict[str, Dataset] = {one.name: one for one in DATASETS}
__all__ = ["BY_NAME", "DATASETS", "Column", "Dataset"]
