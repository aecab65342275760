"""Long rows of sums, as SQL gives them, turned into tables. Amounts stay Decimal: pandas keeps them as they are."""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from decimal import Decimal

from pandas import DataFrame

ZERO = Decimal(0)
Sums = tuple[Decimal, ...]


def crossed(rows: Iterable[tuple[Hashable, Hashable, Decimal]]) -> DataFrame:
    """The sums of rows (down, across, amount): what is down as index, what is across as columns; 0 where no row was."""
    frame = DataFrame.from_records(list(rows), columns=["down", "across", "amount"])
    return frame.pivot_table(
        index="down", columns="across", values="amount", aggfunc="sum", fill_value=ZERO, sort=False, observed=True
    )


def at_ends(
    rises: Iterable[tuple[date, Hashable, Decimal]], starts: Sequence[date], columns: Sequence[Hashable]
) -> list[Sums]:
    """What had risen by the end of each period: a sum for each column. None before the first of `starts`.

    `rises`: (day, column, amount); `starts`: the first day of each period, oldest first.
    """
    frame = crossed((bisect_right(starts, day) - 1, column, amount) for day, column, amount in rises)
    whole = frame.reindex(index=range(len(starts)), columns=list(columns), fill_value=ZERO).cumsum()
    return list(whole.itertuples(index=False, name=None))
