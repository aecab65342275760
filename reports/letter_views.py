"""The € 3.5 million as the letter states it, beside the books."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import public
from funding import envelope
from funding.measures import DEFINITIONS
from programme.models import Figure
from reports import freezing, letter, letter_export


@public
@require_safe
def letter_dashboard(request: HttpRequest) -> HttpResponse:
    money = envelope.read()
    topics = {one.figure.topic_id for one in (*money.contributions, money.line("data_value_center"))}
    figures = list(Figure.objects.filter(topic__in=topics).select_related("source"))
    on_match = letter.figures_on(money.contributions, figures)
    context = {
        "crumbs": [(_("Dashboard"), reverse("reports:budget_dashboard")), (_("What the letter states"), None)],
        "freezable": freezing.address(request.user, "letter", ""),
        "rows": letter.rows(money),
        "definitions": DEFINITIONS,
        "contributions": money.contributions,
        "waterfall": letter.waterfall(money),
        "match_chart": letter.match_chart(money.contributions, on_match),
        "readings": letter.readings(money, figures),
        "rivals": letter.rivals(money.contributions, on_match),
        "whole": money.line(money.envelope.root),
        "smitzh": money.line("smitzh"),
        "sme_support": money.line("sme_support"),
        "smitzh_amount": letter.in_words(money.line("smitzh").amount),
        "smitzh_match": letter.match_in_words(money, "smitzh"),
    }
    return render(request, "reports/letter_dashboard.html", context)


@public
@require_safe
def letter_as_csv(request: HttpRequest) -> HttpResponse:
    money = envelope.read()
    name = f"{'demo-' if settings.DEMO else ''}smart-industry-{letter.as_of(money).isoformat()}.csv"
    return HttpResponse(
        letter_export.letter_csv(letter.rows(money), money.contributions),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
