"""Pages that read across the apps."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.access import allow, signed_in
from accounts.models import Role
from funding import envelope
from funding.measures import DEFINITIONS
from programme.models import Figure
from reports import budget, exports, start_page

BUDGET_READERS = (
    Role.MINISTRY_READER,
    Role.MINISTRY_PREPARER,
    Role.MINISTRY_DECIDER,
    Role.MINISTRY_PAYER,
    Role.MINISTRY_CONTROLLER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)


@signed_in
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "reports/start.html", start_page.context(request.user))


@allow(*BUDGET_READERS)
def budget_dashboard(request: HttpRequest) -> HttpResponse:
    money = envelope.read()
    topics = {one.figure.topic_id for one in (*money.contributions, money.line("data_value_center"))}
    figures = list(Figure.objects.filter(topic__in=topics).select_related("source"))
    on_match = budget.figures_on(money.contributions, figures)
    context = {
        "crumbs": [(_("Dashboard"), None)],
        "rows": budget.rows(money),
        "definitions": DEFINITIONS,
        "contributions": money.contributions,
        "waterfall": budget.waterfall(money),
        "match_chart": budget.match_chart(money.contributions, on_match),
        "readings": budget.readings(money, figures),
        "rivals": budget.rivals(money.contributions, on_match),
        "whole": money.line(money.envelope.root),
        "smitzh": money.line("smitzh"),
        "sme_support": money.line("sme_support"),
        "smitzh_amount": budget.in_words(money.line("smitzh").amount),
        "smitzh_match": budget.match_in_words(money, "smitzh"),
    }
    return render(request, "reports/budget_dashboard.html", context)


@allow(*BUDGET_READERS)
def budget_export(request: HttpRequest) -> HttpResponse:
    money = envelope.read()
    name = f"{'demo-' if settings.DEMO else ''}smart-industry-{budget.as_of(money).isoformat()}.csv"
    return HttpResponse(
        exports.budget_csv(budget.rows(money), money.contributions),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
