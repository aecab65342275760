"""What the query of a collection asks, read strictly: what is not in the contract is refused with 400."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from reports.api.problem import Fault, InvalidQuery
from reports.datasets.columns import BOOLEAN, DATE, INTEGER, MOMENT, Column, Dataset, Question, WrongQuestion

PAGE_SIZE, MOST = 100, 1000
LAST_PAGE = 1_000_000_000
LONGEST = 100
"""Characters of a value to filter on."""
PAGE, SIZE, SORT = "page", "pageSize", "sort"
UNREADABLE = "\ufffd"
"""What Django puts where bytes are no UTF-8."""
BOOLEANS = {"true": True, "false": False}
RANGES = {"From": "gte", "Until": "lte"}


@dataclass(frozen=True)
class Filter:
    """`lookup`: "" is equal (for a list: has), "gte" and "lte" are bounds, included."""

    column: Column
    value: object
    lookup: str = ""


@dataclass(frozen=True)
class Asked:
    page: int
    size: int
    sort: tuple[str, ...]
    filters: tuple[Filter, ...]
    question: Question


def keys(dataset: Dataset) -> dict[str, tuple[Column, str]]:
    """The keys by which a dataset can be filtered, with their column and lookup."""
    found: dict[str, tuple[Column, str]] = {}
    for column in dataset.filters:
        if column.type in (DATE, MOMENT):
            found |= {f"{column.name}{end}": (column, lookup) for end, lookup in RANGES.items()}
        else:
            found[column.name] = (column, "")
    return found


def read(dataset: Dataset, query: QueryDict) -> Asked:
    """Raises InvalidQuery with everything that is wrong, not only the first, in the active language."""
    known = keys(dataset)
    given, faults = _given(query, {one.name: one for one in dataset.parameters}, (*known, PAGE, SIZE, SORT))
    filters = []
    wrong = {one.name for one in faults}
    for name in (one for one in query if one in known and one not in wrong):
        column, lookup = known[name]
        try:
            filters.append(Filter(column, _value(column, query[name]), lookup))
        except ValueError as error:
            faults.append(Fault(name, "invalid", str(error)))
    faults += _reversed(filters)
    page = _number(query, PAGE, 1, LAST_PAGE, faults)
    size = _number(query, SIZE, PAGE_SIZE, MOST, faults)
    sort = _sort(dataset, query, faults)
    question = _question(dataset, given, faults)
    if faults:
        raise InvalidQuery(faults)
    return Asked(page, size, sort, tuple(filters), question)


def read_parameters(dataset: Dataset, query: QueryDict) -> Question:
    """For addresses that know no other keys. Raises InvalidQuery as `read` does."""
    given, faults = _given(query, {one.name: one for one in dataset.parameters})
    question = _question(dataset, given, faults)
    if faults:
        raise InvalidQuery(faults)
    return question


def _reversed(filters: Iterable[Filter]) -> Iterator[Fault]:
    """A first day after the last one: no row can lie between them."""
    bounds = {(one.column.name, one.lookup): one.value for one in filters if one.lookup}
    for (name, lookup), first in bounds.items():
        last = bounds.get((name, "lte"))
        if lookup == "gte" and last and first > last:
            sentence = _("This day comes before %(first)s, the first day that you ask. Give that day or a later one.")
            yield Fault(f"{name}Until", "impossible", sentence % {"first": first.isoformat()})


def _given(
    query: QueryDict, parameters: Mapping[str, Column], others: Collection[str] = ()
) -> tuple[dict[str, object], list[Fault]]:
    """The values of the parameters, and what is wrong with any key; `others`: keys that are read elsewhere."""
    given, faults, known = {}, [], (*parameters, *others)
    for name, values in query.lists():
        if name not in known:
            faults.append(Fault(name[:LONGEST], "unknown", _unknown(known)))
        elif UNREADABLE in "".join((name, *values)):
            faults.append(Fault(name[:LONGEST], "invalid", _("Write the address in UTF-8.")))
        elif len(values) > 1:
            faults.append(Fault(name, "repeated", _("This key can be given once.")))
        elif name in parameters:
            try:
                given[name] = _value(parameters[name], values[0])
            except ValueError as error:
                faults.append(Fault(name, "invalid", str(error)))
    return given, faults


def _unknown(known: Collection[str]) -> str:
    if not known:
        return _("This address has no keys.")
    return _("This key is not known here. Known are: %(keys)s.") % {"keys": ", ".join(known)}


def _question(dataset: Dataset, given: Mapping[str, object], faults: list[Fault]) -> Question:
    """What is asked, if nothing was wrong before: a sentence about two days needs both."""
    if faults:
        return ()
    try:
        return dataset.ask(given)
    except WrongQuestion as error:
        faults += [Fault(name, "impossible", text) for name, text in error.faults]
        return ()


def _value(column: Column, text: str) -> object:
    """Raises ValueError with a sentence."""
    if column.type == BOOLEAN:
        if text not in BOOLEANS:
            raise ValueError(_("Give true or false."))
        return BOOLEANS[text]
    if column.type == INTEGER:
        if not re.fullmatch(r"-?[0-9]{1,9}", text):
            raise ValueError(_("Give a whole number."))
        return int(text)
    if column.type in (DATE, MOMENT):
        return _day(text)
    if column.choices and text not in dict(column.choices):
        raise ValueError(_("Give one of %(values)s.") % {"values": ", ".join(dict(column.choices))})
    if not 0 < len(text) <= LONGEST:
        raise ValueError(_("Give 1 to %(most)s characters.") % {"most": LONGEST})
    return text


def _day(text: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(_("Give a date as 2018-02-05."))
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(_("This day does not exist.")) from None


def _number(query: QueryDict, name: str, otherwise: int, most: int, faults: list[Fault]) -> int:
    text = query.get(name)
    if text is None:
        return otherwise
    if re.fullmatch(r"[0-9]{1,10}", text) and 1 <= int(text) <= most:
        return int(text)
    faults.append(Fault(name, "invalid", _("Give a whole number from 1 to %(most)s.") % {"most": most}))
    return otherwise


def _sort(dataset: Dataset, query: QueryDict, faults: list[Fault]) -> tuple[str, ...]:
    text = query.get(SORT)
    if text is None:
        return dataset.order
    if text.removeprefix("-") in dataset.sortable:
        return (text, dataset.key.name)
    sentence = _("Give one of %(columns)s, with a minus before it to turn the order round.")
    faults.append(Fault(SORT, "invalid", sentence % {"columns": ", ".join(dataset.sortable)}))
    return dataset.order
