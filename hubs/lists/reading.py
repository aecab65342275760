"""Rows of a list of companies: what their cells mean, and what the desk knows of each already.

A row is kept as JSON: `n` its number in the file, `values` the cells by field, `mended` what was typed instead, `out`
whether it was left out; and what follows from these: `parsed`, `problems`, `outcome`, `company` and `adds`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from hubs import identity
from hubs.lists.fields import BY_NAME, Problem, Words, read
from hubs.models import Company, CompanyImport, Hub
from ui import columns, sheets

CREATE, ADDS, SAME, FAULTY, OUT = "create", "adds", "same", "faulty", "left_out"
OUTCOMES = (CREATE, ADDS, SAME, FAULTY, OUT)
# What a list tells the desk of a company that it knows; the rest stays as the desk has it.
ADDED = ("kvk_number", "place", "size", "sector")
MOST_ROWS = 5_000
Line = dict[str, object]


def lines(content: bytes, sheet: str, header: int, mapping: dict[str, int]) -> list[Line]:
    """The rows of this sheet in which at least one of the mapped cells is filled. One more than fit at most."""
    found: list[Line] = []
    read_sheet = next(one for one in sheets.parse(content) if one.name == sheet)
    for number, cells in enumerate(read_sheet.rows[header + 1 :], start=header + 2):
        filled = {
            name: columns.kept(cells[place])[:1000]
            for name, place in mapping.items()
            if place < len(cells) and cells[place] is not None
        }
        if filled:
            found.append({"n": number, "values": filled, "mended": {}, "out": False})
            if len(found) > MOST_ROWS:
                break
    return found


def typed(line: Line) -> dict[str, str]:
    """The cells as they count: mended ones instead of those of the file."""
    return {name: value for name, value in {**line["values"], **line["mended"]}.items() if value}


def judge(hub: Hub | None, rows: list[Line]) -> dict[str, int]:
    """Say of each row what it means now; how many there are of each outcome. The same seven statements for all."""
    cells = [typed(line) for line in rows]
    words = Words.of(one.get("place", "") for one in cells)
    for line, values in zip(rows, cells, strict=True):
        line["parsed"], line["problems"] = _read(values, words)
    known = _Known.of(hub, rows)
    met: dict[str, int] = {}
    for line in rows:
        _compare(line, known, met)
    return dict.fromkeys(OUTCOMES, 0) | Counter(str(line["outcome"]) for line in rows)


def _read(values: dict[str, str], words: Words) -> tuple[dict[str, object], list[dict[str, object]]]:
    parsed, problems = {}, []
    for name, value in values.items():
        if name == "province":
            continue
        try:
            parsed[name] = read(name, _meant(value), values, words)
        except Problem as problem:
            problems.append(_fault(name, problem))
    if "name" not in values:
        problems.append(_fault("name", Problem("missing")))
    if not (values.get("kvk_number") or values.get("email")):
        problems.append(_fault("kvk_number", Problem("no_identity")))
    return parsed, problems


def _meant(value: str) -> str:
    """Without the mark of text that looks like a formula; formulas and faults of the spreadsheet are refused."""
    if value.startswith("="):
        raise Problem("formula")
    if value in sheets.ERRORS:
        raise Problem("error", text=value)
    return value.removeprefix("'") if value.startswith("'=") else value


def _fault(name: str, problem: Problem) -> dict[str, object]:
    return {"field": name, "code": problem.code, "facts": problem.facts}


@dataclass(frozen=True)
class _Known:
    """What the desk knows of the companies in these rows."""

    by_identity: dict[str, Company]
    by_email: dict[str, list[Company]]

    @classmethod
    def of(cls, hub: Hub | None, rows: Iterable[Line]) -> "_Known":
        identities = {identity_of(line) for line in rows} - {""}
        emails = {str(line["parsed"].get("email", "")) for line in rows} - {""}
        at = Q(hub=hub) if hub else Q(hub__isnull=True)
        found = Company.objects.filter(at, Q(identity__in=identities) | Q(email__in=emails)).defer("search")
        known = cls({}, {})
        for one in found.order_by("pk"):
            if one.identity:
                known.by_identity[one.identity] = one
            if one.email and one.erased_at is None:
                known.by_email.setdefault(one.email, []).append(one)
        return known

    def company(self, line: Line) -> Company | None:
        """As hubs.actions.company_for finds it: by number, else by address."""
        found = self.by_identity.get(identity_of(line))
        email, number = str(line["parsed"].get("email", "")), line["parsed"].get("kvk_number")
        if found or not email:
            return found
        same = self.by_email.get(email, [])
        fitting = [one for one in same if not (number and one.kvk_number)]
        if len(same) > 1 and fitting and not number:
            raise Problem("several")
        return fitting[0] if len(same) == 1 and fitting else None


def identity_of(line: Line) -> str:
    return identity.of(str(line["parsed"].get("kvk_number", "")), str(line["parsed"].get("email", "")))


def _compare(line: Line, known: _Known, met: dict[str, int]) -> None:
    problems: list[dict[str, object]] = line["problems"]
    line["company"], line["adds"] = None, []
    if line["out"]:
        line["outcome"] = OUT
        return
    company = None
    try:
        company = known.company(line)
        if company and company.erased_at:
            raise Problem("removed")
        _meet(line, company, met)
    except Problem as problem:
        problems.append(_fault("name", problem))
    if problems:
        line["outcome"] = FAULTY
    elif company is None:
        line["outcome"] = CREATE
    else:
        line["company"] = company.pk
        line["adds"] = [name for name in ADDED if line["parsed"].get(name) and not _has(company, name)]
        line["outcome"] = ADDS if line["adds"] else SAME


def _has(company: Company, name: str) -> object:
    return getattr(company, name if name == "kvk_number" else f"{name}_id")


def _meet(line: Line, company: Company | None, met: dict[str, int]) -> None:
    """The second row about one company is told of the first. One address may belong to several numbers."""
    address, number = str(line["parsed"].get("email", "")), line["parsed"].get("kvk_number")
    own = [f"#{company.pk}" if company else identity_of(line)]
    looked = [*own, (f"bare {address}" if number else f"any {address}") if address else ""]
    if first := next((met[key] for key in looked if key in met), None):
        raise Problem("double", row=first)
    written = [*own, *([f"any {address}", *([] if number else [f"bare {address}"])] if address else [])]
    met.update(dict.fromkeys(filter(None, written), int(line["n"])))


def names_of(run: CompanyImport) -> list[str]:
    """The fields that the file has, in the order of the columns that we know."""
    return [name for name in BY_NAME if name in run.mapping]
