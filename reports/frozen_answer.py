"""The whole answer between two days: how much, for whom, with what match, what changed, and both days whole."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _

from reports import (
    budget,
    budget_data,
    budget_difference,
    budget_export,
    budget_tables,
    difference_tables,
    frozen_difference,
    frozen_whom,
    frozen_words,
    papers,
)
from reports.budget import Board
from reports.budget_data import Places
from reports.budget_difference import Difference
from reports.forms import DifferenceForm
from reports.frozen_query import valid
from reports.reading import Moment, Reading
from reports.tables import Plain

SHORT = (
    "allotted",
    "available",
    "reserved",
    "committed",
    "paid",
    "match_intended",
    "match_committed",
    "match_needed",
    "match_shortfall",
    budget.RATIO,
)
"""Measures of the answer in short."""


def answer(query: Mapping[str, str], moment: Moment) -> Reading:
    """In the order of a reader: the answer, for whom, what changed, both days whole, the entries."""
    found, where = _asked(query, moment)
    behind = papers.of_lines(where[0])
    whom, too_many = frozen_whom.for_whom(found, where)
    entries, more = frozen_difference.entries(found, where)
    tables = (_short(found), *whom, *difference_tables.tables(found), *_both_days(found), *entries)
    tables = (*tables, papers.table(behind, budget_export.source(found.board)))
    reading = _reading(found, where, tables, (_nothing(found), too_many, more))
    return replace(reading, answer=frozen_words.sentences(found, whom, where))


def preview(query: Mapping[str, str], moment: Moment) -> Reading:
    """The same without what takes long to read, of which it gives the names."""
    found, where = _asked(query, moment)
    behind = papers.table(papers.of_lines(where[0]), budget_export.source(found.board))
    tables = (_short(found), *difference_tables.tables(found), *_both_days(found), behind)
    names = [str(one) for one in frozen_whom.FOR_WHOM.values()]
    names += [_("The entries behind each figure that changed")] if found.changes else []
    return replace(_reading(found, where, tables, (_nothing(found),)), also=tuple(names))


def _asked(query: Mapping[str, str], moment: Moment) -> tuple[Difference, Places]:
    form = valid(DifferenceForm, query)
    views = [replace(one, known_at=moment.known_at) for one in (form.since(), form.view())]
    where = budget_data.places(views[1])
    return budget_difference.compare(*budget_data.boards(views, where)), where


def _reading(found: Difference, where: Places, tables: tuple[Plain, ...], said: Iterable[str]) -> Reading:
    views = (found.since.view, found.board.view)
    demo = any(board.view.demo and board.books.demo for board in (found.since, found.board))
    with_demo = _("with the demonstration") if views[1].demo else _("without the demonstration")
    return Reading(
        tables=tables,
        query=found.query(),
        valid_on=views[1].valid_on,
        about=(
            (_("Compared with"), budget_export.day_name(views[0])),
            (_("Period"), budget_export.period(found.board)),
            (_("Demonstration"), with_demo),
        ),
        definitions=tuple((str(one.label), str(one.meaning)) for one in budget.MEASURES.values()),
        sources=(
            *((_("The books of this portal"), budget_export.source_of(one)) for one in views),
            *papers.sources(papers.of_lines(where[0])),
        ),
        demo=settings.DEMO or demo,
        empty=" ".join(one for one in said if one),
    )


def _nothing(found: Difference) -> str:
    days = {"then": budget_export.day_name(found.since.view), "now": budget_export.day_name(found.board.view)}
    return "" if found.changes else _("No figure changed from %(then)s to %(now)s.") % days


def _short(found: Difference) -> Plain:
    """Of the line for the hubs and of the whole, whether they changed or not."""
    whole = found.board.tables[0].total.key
    rows = [
        difference_tables.row(one)
        for line in (budget.REGIONAL, whole)
        for one in found.figures
        if (one.table.group, one.row.key) == ("lines", line) and one.now.measure.key in SHORT
    ]
    return Plain(
        key="short",
        title=_("The answer in short"),
        note=f"{_('Amounts in euros')}, {budget_export.period(found.board)}",
        columns=(_("Line"), _("Measure"), *difference_tables.days(found)),
        rows=tuple(rows),
        source=budget_export.source(found.board),
        unit="EUR",
    )


def _both_days(found: Difference) -> Iterable[Plain]:
    """All tables of the earlier day, then those of the later one."""
    for key, board in (("then", found.since), ("now", found.board)):
        yield from _of_day(board, key)


def _of_day(board: Board, key: str) -> Iterable[Plain]:
    """`key`: before their own, so that tables of two days can stand together."""
    day = budget_export.day_name(board.view)
    for table, plain in zip(board.tables, budget_tables.tables(board), strict=True):
        title = _("%(table)s: %(day)s") % {"table": plain.title, "day": day}
        sheet = f"{board.view.valid_on.isoformat()} {table.short}"
        yield replace(plain, key=f"{key}_{plain.key}", title=title, short=sheet)
