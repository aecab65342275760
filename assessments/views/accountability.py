"""How the self-assessment works, for everyone: bank, rules, tables, limits, and the bank as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import public
from accounts.models import SizeClass
from assessments import accountability as account_of
from assessments import questionnaire
from assessments.questionnaire import Questionnaire
from assessments.views.shared import crumbs

TYPES = {"toml": "application/toml; charset=utf-8", "json": "application/json; charset=utf-8"}


@public
@require_http_methods(["GET", "HEAD"])
def accountability(request: HttpRequest) -> HttpResponse:
    """The current version, or the one that `?versie=` asks for."""
    version = request.GET.get("versie")
    questions = _of_version(version) if version else questionnaire.current()
    context = {
        "account": account_of.account(questions, SizeClass.objects.all()),
        "versions": [one.version for one in questionnaire.catalogue()],
        "crumbs": crumbs((_("How the self-assessment works"), None)),
    }
    return render(request, "assessments/accountability.html", context)


@public
@require_http_methods(["GET", "HEAD"])
def bank(request: HttpRequest, version: str, kind: str, form: str) -> HttpResponse:
    """The questionnaire or the advice of a version as a file: TOML as it is kept, JSON with everything together."""
    questions = _of_version(version)
    content = account_of.as_json(questions) if form == "json" else account_of.file_of(questions, kind)
    response = HttpResponse(content, content_type=TYPES[form])
    name = f"{questions.slug}-{questions.version}{'-advice' if kind == account_of.ADVICE else ''}.{form}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _of_version(version: str) -> Questionnaire:
    try:
        return questionnaire.of_version(version)
    except LookupError as missing:
        raise Http404 from missing
