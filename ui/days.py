"""Days as people type them."""

import re
from datetime import date, timedelta

_DUTCH = "januari februari maart april mei juni juli augustus september oktober november december"
_ENGLISH = "january february march april may june july august september october november december"
MONTHS = {
    name: number
    for names in (_DUTCH, _ENGLISH)
    for number, full in enumerate(names.split(), start=1)
    for name in (full, full[:3])
} | {"mrt": 3}
_FIRST_OF_SHEETS = date(1899, 12, 30)


def read_day(typed: str) -> date | None:
    """31-12-2018, 31/12/18, 2018-12-31, 31 december 2018, Dec 31 2018, or a spreadsheet's number; None for the rest."""
    text = typed.lower().replace(",", " ").strip()
    if re.fullmatch(r"[2-6]\d{4}", text):
        return _FIRST_OF_SHEETS + timedelta(days=int(text))
    parts = [part for part in re.split(r"[\s./-]+", text.removesuffix("t00:00:00")) if part]
    if len(parts) > 3 and re.fullmatch(r"\d\d?:\d\d(:\d\d)?", parts[3]):
        parts = parts[:3]
    if len(parts) != 3:
        return None
    if parts[0] in MONTHS:
        parts[0], parts[1] = parts[1], parts[0]
    numbers = [str(MONTHS.get(part, part)) for part in parts]
    if not all(re.fullmatch(r"[0-9]{1,4}", part) for part in numbers):
        return None
    first, month, last = map(int, numbers)
    year, number = (first, last) if len(parts[0]) == 4 else (last + 2000 if last < 100 else last, first)
    try:
        return date(year, month, number)
    except ValueError:
        return None
