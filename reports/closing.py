"""Which figures on few companies are closed, so that nobody learns of one company. Pure.

A figure about 1 to 4 companies is closed for readers of other desks. What is closed in a table must together hold at
least five companies and two figures, or it could be computed from the total: then the next smallest is closed too,
and when that is not enough the total as well. A year is the sum of its quarters, so all of them are judged at once:
what is closed in one is closed in every one.
"""

from collections.abc import Hashable, Mapping, Sequence

LEAST = 5
TOTAL = "total"
"""Key of the total, among the parts of a table and among what is closed."""
Counts = Mapping[Hashable, int]
"""Companies behind each part of a table and behind its total, for as far as the reader does not know them already."""


def closed(tables: Sequence[Counts], least: int = LEAST) -> set[Hashable]:
    """The parts that are closed in all of these tables: the year first, then its quarters."""
    whole = tables[0]
    hidden = {key for table in tables for key, number in table.items() if 0 < number < least}
    left = sorted((key for key in whole if key not in hidden and key != TOTAL and whole[key]), key=whole.get)
    while not all(_is_enough(hidden, table, least) for table in tables):
        if not left:
            return hidden | {TOTAL}
        hidden.add(left.pop(0))
    return hidden


def _is_enough(hidden: set[Hashable], table: Counts, least: int) -> bool:
    """A part without any company hides nothing. With the total closed there is nothing to compute from."""
    holding = [table[key] for key in hidden - {TOTAL} if table.get(key)]
    return not holding or TOTAL in hidden or (len(holding) > 1 and sum(holding) >= least)
