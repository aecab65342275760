"""What can be frozen as an annex: each view with the function that reads it as tables, words and sources.

A page that offers freezing adds its view to FREEZABLE; nothing else is needed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding import envelope
from funding.measures import DEFINITIONS
from jobs import clock
from reports import (
    budget_data,
    budget_export,
    budget_tables,
    frozen_answer,
    frozen_award,
    frozen_figure,
    frozen_public,
    frozen_trace,
    indicator_data,
    indicator_period,
    indicator_tables,
    letter,
    letter_tables,
    monitor,
    monitor_data,
    monitor_tables,
    papers,
)
from reports.budget import MEASURES
from reports.budget_spots import NoSuchPlace
from reports.forms import ViewForm
from reports.frozen_query import refuse, valid
from reports.indicator_board import View
from reports.indicators import INDICATORS
from reports.reading import Moment, Reading
from ui import formats

NUMBER = re.compile(r"[\w.-]{1,40}")


@dataclass(frozen=True)
class Freezable:
    """`page`: the view's page, by name. `read` raises RuleBroken for a query that the page refuses too.

    `again`: is all that it reads kept, so that the same moment gives the same figures for ever? `preview`: what the
    form shows of a view that takes long to read. `named`: what in the query is the number in the page's address.
    """

    title: object
    page: str
    read: Callable[[Mapping[str, str], Moment], Reading]
    again: bool = True
    preview: Callable[[Mapping[str, str], Moment], Reading] | None = None
    named: str = ""

    def url(self, query: Mapping[str, str]) -> str:
        """Of the page, for what is asked. KeyError where the address names no such thing."""
        asked = dict(query)
        parts = {"number": asked.pop(self.named)} if self.named else {}
        if not all(NUMBER.fullmatch(one) for one in parts.values()):
            raise KeyError(self.named)
        return reverse(self.page, kwargs=parts) + (f"?{urlencode(asked)}" if asked else "")


def _budget(query: Mapping[str, str], moment: Moment) -> Reading:
    form = valid(ViewForm, query)
    view = replace(form.view(), known_at=moment.known_at)
    where = budget_data.places(view)
    try:
        board, behind = budget_data.board(view, where), papers.of_lines(where[0])
    except NoSuchPlace:
        form.refuse_course()
        refuse(form.non_field_errors()[0])
    day = formats.date_long(view.valid_on)
    course = ((_("Over time"), board.course.name),) if view.line or view.hub else ()
    with_demo = _("with the demonstration") if view.demo else _("without the demonstration")
    chosen = ((_("Period"), budget_export.period(board)), (_("Demonstration"), with_demo))
    return Reading(
        tables=(*budget_tables.tables(board), papers.table(behind, budget_export.source(board))),
        query=view.query(),
        valid_on=view.valid_on,
        about=(*chosen, *course),
        definitions=tuple((str(one.label), str(one.meaning)) for one in MEASURES.values()),
        sources=(
            (_("The books of this portal"), budget_export.source(board)),
            (_("Register of awards"), settings.SITE_URL + reverse("funding:award_list")),
            *papers.sources(behind),
        ),
        demo=settings.DEMO or (view.demo and board.books.demo),
        empty="" if board.recorded else _("Nothing was recorded that is valid on %(day)s.") % {"day": day},
    )


def _letter(query: Mapping[str, str], moment: Moment) -> Reading:
    money = envelope.read()
    sources = {one.figure.source for one in (*money.lines, *money.contributions)}
    return Reading(
        tables=letter_tables.tables(money),
        query="",
        valid_on=letter.as_of(money),
        about=((_("Period"), _("budget of 2018")),),
        definitions=tuple((str(name), str(meaning)) for _key, name, meaning in DEFINITIONS),
        sources=tuple(sorted((letter_tables.title_of(one), one.url) for one in sources)),
        demo=settings.DEMO,
    )


def _indicators(query: Mapping[str, str], moment: Moment) -> Reading:
    """As a reader without a desk of their own sees it: no small figure leaves by an annex."""
    places = indicator_data.desks()
    country = indicator_data.country(_("The Netherlands"))
    period = indicator_period.asked(query.get("periode", ""), clock.today())
    board = indicator_data.board(View(period, country, frozenset()), places)
    found = indicator_tables.tables(board, moment.made_on)
    counted = [cell for table in board.tables for row in table.rows for cell in row.cells if cell.value.companies]
    return Reading(
        tables=found,
        query=f"periode={period.key}",
        valid_on=min(period.until, moment.made_on),
        about=((_("Period"), str(period)), (_("Place"), country.name)),
        definitions=tuple((str(one.label), str(one.meaning)) for one in INDICATORS),
        sources=((_("The registers of this portal"), indicator_tables.source(moment.made_on)),),
        demo=settings.DEMO,
        empty="" if counted else _("In %(period)s no company was reached.") % {"period": period},
    )


def _monitor(query: Mapping[str, str], moment: Moment) -> Reading:
    """With what the desks reached, as a reader without a desk of their own sees it."""
    found = monitor.monitor(monitor_data.read(moment.made_on, desks=True))
    return Reading(
        tables=tuple(monitor_tables.tables(found)),
        query="",
        valid_on=moment.made_on,
        about=(),
        definitions=tuple(monitor_tables.definitions(found)),
        sources=((_("The registers of this portal"), monitor_tables.source(found)),),
        demo=settings.DEMO,
    )


FREEZABLE: dict[str, Freezable] = {
    "budget": Freezable(gettext_lazy("Where does the money stand?"), "reports:budget_dashboard", _budget),
    "difference": Freezable(
        gettext_lazy("What changed between two days?"),
        "reports:budget_difference",
        frozen_answer.answer,
        preview=frozen_answer.preview,
    ),
    "figure": Freezable(
        gettext_lazy("What is behind a figure?"),
        "reports:budget_figure",
        frozen_figure.figure,
        preview=frozen_figure.preview_of_figure,
    ),
    "entries": Freezable(
        gettext_lazy("The entries behind a figure"),
        "reports:budget_entries",
        frozen_figure.entries,
        preview=frozen_figure.preview_of_entries,
    ),
    "letter": Freezable(gettext_lazy("What the letter states"), "reports:letter_dashboard", _letter),
    "indicators": Freezable(gettext_lazy("Indicators"), "reports:indicator_list", _indicators, again=False),
    "monitor": Freezable(gettext_lazy("Monitor of the programme"), "reports:programme_monitor", _monitor, again=False),
    "figures": Freezable(gettext_lazy("Figures"), "programme:figure_list", frozen_public.stated_figures, again=False),
    "fieldlabs": Freezable(
        gettext_lazy("Investments in Fieldlabs"), "fieldlabs:investment_totals", frozen_public.investments, again=False
    ),
    "award": Freezable(gettext_lazy("Award"), "funding:award_detail", frozen_award.award, again=False, named="nummer"),
    "awards": Freezable(gettext_lazy("Awards"), "funding:award_list", frozen_award.awards, again=False),
    "trace": Freezable(
        gettext_lazy("From euro to outcome"), "reports:money_trace", frozen_trace.money_trace, again=False
    ),
    "results": Freezable(
        gettext_lazy("What was reached, and paid for it"),
        "reports:result_trace",
        frozen_trace.result_trace,
        again=False,
    ),
}
"""By key of the view."""


def read(view: str, query: Mapping[str, str], moment: Moment) -> Reading:
    """Raises KeyError for a view that cannot be frozen, RuleBroken for a query that its page refuses."""
    return _with_rows(FREEZABLE[view].read(query, moment))


def preview(view: str, query: Mapping[str, str], moment: Moment) -> Reading:
    """What the form shows before anything is frozen; raises as `read` does."""
    found = FREEZABLE[view]
    return _with_rows((found.preview or found.read)(query, moment))


def _with_rows(found: Reading) -> Reading:
    return replace(found, tables=tuple(one for one in found.tables if one.rows))


def _gone(query: Mapping[str, str], moment: Moment) -> Reading:
    raise KeyError("this view is gone")


GONE = Freezable(gettext_lazy("A view that is gone"), "reports:start", _gone)
"""What an annex of a view that the portal no longer has was frozen from."""
