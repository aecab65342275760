"""The trace as it is frozen: as a reader without a desk of their own sees them."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.rules import RuleBroken
from reports import indicator_data, indicator_period, trace_data
from reports.forms import TraceForm
from reports.indicator_board import View
from reports.reading import Moment, Reading, Words
from reports.trace_measures import DEFINITIONS


def money_trace(query: Mapping[str, str], moment: Moment) -> Reading:
    form = TraceForm({name: query.get(name, "") for name in TraceForm.base_fields})
    if not form.is_valid():
        raise RuleBroken("reports_annex_view_can_be_asked", next(iter(form.errors.values()))[0])
    day = form.cleaned_data["op"] or moment.made_on
    found = trace_data.money(day, form.cleaned_data["hub"], outcomes=day == moment.made_on)
    return Reading(
        tables=found.plain,
        query=urlencode(found.query),
        valid_on=found.day,
        about=((_("Awards of"), found.hubs.get(found.hub, _("all hubs"))),),
        definitions=_definitions(),
        sources=((_("The books of this portal"), found.source),),
        demo=settings.DEMO or found.demo,
        empty="" if found.recorded else _("The books hold no entry yet. Not recorded is not the same as zero."),
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
