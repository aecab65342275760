"""The envelope of the letter, straight from the data files: no database needed."""

import csv
from decimal import Decimal
from pathlib import Path

from funding.measures import Contribution, Envelope, Line

DATA = Path(__file__).resolve().parents[2] / "funding" / "data"
LETTER = "letter"
LINK = "https://linkmagazine.nl/rijk-en-regio-zuid-holland-zetten-op-versterking-maakindustrie/"


def euros(text):
    return Decimal(text) if text else None


def rows(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def envelope():
    lines = [
        Line(
            row["key"],
            row["parent"] or None,
            row["amount_status"],
            euros(row["amount_eur"]),
            euros(row["match_ratio"]),
            # The figure's phase: the letter frees this amount for a named hub.
            "committed" if row["figure_key"] == "smitzh_state_letter" else "planned",
        )
        for row in rows("budget_lines")
    ]
    pledges = [Contribution(row["budget_line"], row["source"], euros(row["amount_eur"])) for row in rows("cofunding")]
    return Envelope(lines, pledges)
