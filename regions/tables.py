"""The one reader of the CSV files with reference data, for every app."""

import csv
from pathlib import Path


def read(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV file (UTF-8, header first) as text by column; an empty cell is ""."""
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))
