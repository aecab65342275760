"""Tables as files that spreadsheet programs open: one shape for all of the portal's CSV."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

BYTE_ORDER_MARK = "\ufeff"
# A cell of text that starts so is a formula to a spreadsheet program.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Comma, dot as decimal sign, None as an empty cell; a byte order mark, so that programs read the accents."""
    return BYTE_ORDER_MARK + _written([columns]) + _written(rows)


def harmless(text: str) -> str:
    """Text that a spreadsheet shows instead of running it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def streamed(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The same file, line by line: for a list that is too long to hold."""
    yield BYTE_ORDER_MARK + _written([columns])
    for row in rows:
        yield _written([row])


def _written(rows: Iterable[Iterable[object]]) -> str:
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return file.getvalue()
