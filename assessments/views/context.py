"""The screens about the company: size, sector, place, goals and the role of who fills it in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import public
from assessments import actions, wizard
from assessments.forms import ScreenForm, WhereForm
from assessments.locations import Location
from assessments.screens import SCREENS
from assessments.views.shared import (
    INVALID,
    Scan,
    crumbs,
    frozen,
    person_of,
    posted,
    private,
    refused,
    step_url,
    with_run,
)
from assessments.wizard import Step
from regions.models import Province


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
@with_run(alone=True)
def screen(request: HttpRequest, scan: Scan, *, name: str) -> HttpResponse:
    """One simple question about the company, see `assessments.screens`."""
    if scan.run.completed:
        return frozen(request, scan.run)
    asked = SCREENS[name]
    if "withheld" in request.POST:
        return _keep(request, scan, name, None)
    form = ScreenForm(asked, posted(request), initial={"value": asked.value(scan.run)})
    if form.is_valid():
        return _keep(request, scan, name, form.cleaned_data["value"])
    context = {"form": form, "screen": asked, **_surroundings(scan, name), "crumbs": crumbs((asked.title, None))}
    return render(request, "assessments/screen.html", context, status=INVALID if form.errors else 200)


def _keep(request: HttpRequest, scan: Scan, name: str, value: object) -> HttpResponse:
    try:
        actions.set_context(assessment=scan.run, screen=name, value=value, by=person_of(request))
    except actions.RuleBroken as broken:
        return refused(request, scan.run, broken)
    return _next(scan, name)


def _next(scan: Scan, name: str) -> HttpResponse:
    """Straight on, or back to the check for who came from there."""
    scan.run.answered_screens = [*scan.run.answered_screens, name]
    return redirect(step_url(wizard.step_after(Step(name), scan.run, scan.questions, scan.answers), scan.run))


def _surroundings(scan: Scan, name: str) -> dict[str, object]:
    before = wizard.step_before(Step(name), scan.questions)
    turn = wizard.SCREENS.index(name) + 1
    return {"run": scan.run, "back_url": step_url(before, scan.run), "number": turn, "count": len(wizard.SCREENS)}


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
@with_run(alone=True)
def where(request: HttpRequest, scan: Scan) -> HttpResponse:
    """Place or province of the site, or neither."""
    run = scan.run
    if run.completed:
        return frozen(request, run)
    initial = {"place": run.place.name if run.place else "", "province": "" if run.place else run.province_id}
    if "withheld" in request.POST:
        return _set_location(request, scan, Location())
    form = WhereForm(list(Province.objects.all()), posted(request), initial=initial)
    if form.is_valid():
        return _set_location(request, scan, form.location)
    context = {"form": form, **_surroundings(scan, wizard.WHERE), "crumbs": crumbs((_("Place"), None))}
    return render(request, "assessments/where.html", context, status=INVALID if form.errors else 200)


def _set_location(request: HttpRequest, scan: Scan, location: Location) -> HttpResponse:
    try:
        actions.set_location(assessment=scan.run, location=location, by=person_of(request))
    except actions.RuleBroken as broken:
        return refused(request, scan.run, broken)
    return _next(scan, wizard.WHERE)
