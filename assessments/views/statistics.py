"""Pages about all participants together: what is public, and how good the questionnaire is."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import allow, public
from accounts.models import Role
from assessments import measures, quality, quality_page, questionnaire
from assessments.disclosure import LEAST
from assessments.participation import figures_csv, participation
from assessments.questionnaire import DEEP, QUICK
from assessments.snapshot import MOST_FROM_ONE_NETWORK
from assessments.views.shared import crumbs

DEPTHS = {"verdieping": DEEP}
# The ministry, the Expertise Centre, and who looks after both.
READERS = (
    Role.MINISTRY_READER,
    Role.MINISTRY_PREPARER,
    Role.MINISTRY_DECIDER,
    Role.MINISTRY_PAYER,
    Role.MINISTRY_CONTROLLER,
    Role.ADVISER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
CSV = "text/csv; charset=utf-8"


@public
@require_http_methods(["GET", "HEAD"])
def participants(request: HttpRequest) -> HttpResponse:
    """Who took part and at which level, per sector and size; in depth with `?diepte=verdieping`."""
    depth = _depth(request)
    context = {
        "found": participation(questionnaire.current(), depth),
        "in_depth": depth == DEEP,
        "least": LEAST,
        "crumbs": crumbs((_("Participants"), None)),
    }
    return render(request, "assessments/participants.html", context)


@public
@require_http_methods(["GET", "HEAD"])
def participants_csv(request: HttpRequest) -> HttpResponse:
    """The same numbers, with the middle band and the day of each."""
    found = participation(questionnaire.current(), _depth(request))
    return _file(figures_csv(found), f"deelnemers-{found.depth}.csv")


@allow(*READERS)
@require_http_methods(["GET", "HEAD"])
def quality_figures(request: HttpRequest) -> HttpResponse:
    """How the self-assessment is used, and how well its questions measure."""
    context = {
        "quality": quality_page.quality_of(questionnaire.current()),
        "reliable_from": measures.RELIABLE_FROM,
        "too_fast": quality.TOO_FAST_SECONDS,
        "fast": quality.FAST_SECONDS,
        "straight_line": quality.STRAIGHT_LINE,
        "contradictions": len(quality.CONTRADICTIONS),
        "most": MOST_FROM_ONE_NETWORK,
        "least": LEAST,
        "crumbs": crumbs((_("Quality of the questionnaire"), None)),
    }
    return render(request, "assessments/quality.html", context)


@allow(*READERS)
@require_http_methods(["GET", "HEAD"])
def quality_csv(request: HttpRequest) -> HttpResponse:
    """The same figures as a file."""
    return _file(quality_page.figures_csv(quality_page.quality_of(questionnaire.current())), "kwaliteit.csv")


def _depth(request: HttpRequest) -> str:
    return DEPTHS.get(request.GET.get("diepte", ""), QUICK)


def _file(content: str, name: str) -> HttpResponse:
    name = f"demo-{name}" if settings.DEMO else name
    return HttpResponse(content, content_type=CSV, headers={"Content-Disposition": f'attachment; filename="{name}"'})
