"""The trace as it is frozen: as a reader without a desk of their own sees them."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from reports import indicator_data, indicator_period, trace_data
from reports.forms import TraceForm
from reports.frozen_query import valid
from reports.indicator_board import View
from reports.reading import Moment, Reading, Words
from reports.trace_measures import DEFINITIONS


def money_trace(query: Mapping[str, str], moment: Moment) -> Reading:
    day = query.get("op") or query.get("bekend") or moment.made_on.isoformat()
    form = valid(TraceForm, {**query, "op": day})
    view = form.view()
    now = view.valid_on == moment.made_on and view.known_on is None
    found = trace_data.money(view, form.cleaned_data["hub"], outcomes=now)
    return Reading(
        tables=found.plain,
        query=urlencode(found.query),
        valid_on=found.day,
        about=found.about,
        definitions=_definitions(),
        sources=((_("The books of this portal"), found.source),),
        demo=settings.DEMO or found.demo,
        empty="" if found.recorded else _("Nothing was recorded that is valid on %(day)s.") % {"day": found.long_day},
    )


def result_trace(query: Mapping[str, str], moment: Moment) -> Reading:
    country = indicator_data.country(_("The Netherlands"))
    period = indicator_period.asked(query.get("periode", ""), moment.made_on)
    found = trace_data.results(View(period, country, frozenset()), indicator_data.desks(), moment.made_on)
    nothing = _("Nothing was paid and no company was reached in %(period)s") % {"period": period}
    return Reading(
        tables=tuple(table.plain(found.source) for table in found.tables),
        query=f"periode={period.key}",
        valid_on=min(period.until, moment.made_on),
        about=((_("Period"), str(period)), (_("Place"), country.name)),
        definitions=_definitions(),
        sources=((_("The books of this portal"), found.source),),
        demo=settings.DEMO or found.demo,
        empty=f"{nothing}." if found.nothing else "",
    )


def _definitions() -> Words:
    return tuple((str(one.label), str(one.meaning)) for one in DEFINITIONS)
