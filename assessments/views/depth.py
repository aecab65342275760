"""In depth: a list of the eight subjects, from which each is opened, left and finished in any order."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import public
from assessments import actions, wizard
from assessments.forms import QuestionForm
from assessments.models import Assessment
from assessments.questionnaire import Dimension
from assessments.scan import Scan
from assessments.scoring import FEWEST
from assessments.views.shared import (
    BACK,
    INVALID,
    SESSION_KEY,
    crumbs,
    frozen,
    initial_of,
    person_of,
    posted,
    private,
    refused,
    run_of,
    step_url,
    with_run,
)
from assessments.wizard import Step
from ui.language import local


@public
@private
@require_POST
def deepen(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Copy the finished run to one in depth and show its list."""
    run = run_of(request, key)
    try:
        copy = actions.deepen(assessment=run, by=person_of(request))
    except actions.RuleBroken as broken:
        return refused(request, run, broken)
    request.session[SESSION_KEY] = str(copy.pk)
    return redirect("assessments:tasks", key=copy.pk)


@public
@private
@require_http_methods(["GET", "HEAD"])
@with_run(alone=True)
def tasks(request: HttpRequest, scan: Scan) -> HttpResponse:
    """The eight subjects and how far each is."""
    step = scan.open_step
    if step.name != wizard.TASKS:
        return redirect(step_url(step, scan.run))
    context = {
        "run": scan.run,
        "subjects": [_subject(scan, dimension) for dimension in scan.questions.dimensions],
        "enough": wizard.has_depth(scan.questions, scan.answers),
        "check_url": step_url(Step(wizard.CHECK), scan.run),
        "erase_url": reverse("assessments:erase", kwargs={"key": scan.run.pk}),
        "fewest": FEWEST,
        "crumbs": crumbs((_("In depth"), None)),
    }
    return render(request, "assessments/tasks.html", context)


def _subject(scan: Scan, dimension: Dimension) -> dict[str, object]:
    number = wizard.first_open_of(dimension.questions, scan.answers)
    text, kind = _standing(scan, dimension)
    return {
        "name": local(dimension, "name"),
        "url": step_url(Step(wizard.TOPIC, number, dimension.slug), scan.run),
        "count": wizard.count_of(dimension, scan.answers),
        "whole": len(dimension.questions),
        "text": text,
        "kind": kind,
    }


def _standing(scan: Scan, dimension: Dimension) -> tuple[str, str]:
    """Words and colour of how far a subject is. Its first question came along from the quick scan."""
    given = [scan.answers[question.id] for question in dimension.questions if question.id in scan.answers]
    left = len(dimension.questions) - len(given)
    needed = FEWEST - sum(isinstance(value, int) for value in given)
    if left == 0:
        return _("done"), "success"
    if len(given) <= 1:
        return _("only the quick scan"), "neutral"
    if needed <= 0:
        return _("in progress, enough for a level"), "info"
    if needed > left:
        return _("in progress"), "info"
    text = ngettext("in progress, %(number)s more for a level", "in progress, %(number)s more for a level", needed)
    return text % {"number": needed}, "info"


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
@with_run(alone=True)
def topic(request: HttpRequest, scan: Scan, *, slug: str, number: int) -> HttpResponse:
    """One question of one subject on one screen."""
    run, dimension = scan.run, _dimension(scan, slug, number)
    if run.completed:
        return frozen(request, run)
    if run.depth != Assessment.Depth.DEEP:
        return redirect(step_url(scan.open_step, run))
    asked = dimension.questions[number - 1]
    form = QuestionForm(scan.questions, asked, posted(request), initial=initial_of(scan, asked))
    if form.is_valid():
        return _answer(request, scan, Step(wizard.TOPIC, number, slug), form.given)
    context = {
        "run": run,
        "form": form,
        "number": number,
        "count": len(dimension.questions),
        "dimension": dimension,
        "back_url": step_url(wizard.topic_before(Step(wizard.TOPIC, number, slug)), run),
        "tasks_url": step_url(Step(wizard.TASKS), run),
        "crumbs": crumbs((_("In depth"), step_url(Step(wizard.TASKS), run)), (local(dimension, "name"), None)),
    }
    return render(request, "assessments/question.html", context, status=INVALID if form.errors else 200)


def _dimension(scan: Scan, slug: str, number: int) -> Dimension:
    try:
        dimension = scan.questions.dimension(slug)
    except LookupError:
        raise Http404 from None
    if not 1 <= number <= len(dimension.questions):
        raise Http404
    return dimension


def _answer(request: HttpRequest, scan: Scan, step: Step, given: dict[str, object]) -> HttpResponse:
    question = scan.questions.dimension(step.slug).questions[step.number - 1]
    try:
        actions.answer(assessment=scan.run, question_id=question.id, by=person_of(request), **given)
    except actions.RuleBroken as broken:
        return refused(request, scan.run, broken)
    following = Step(wizard.CHECK) if BACK in request.GET else wizard.topic_after(step, scan.questions)
    if following.name == wizard.TASKS:
        messages.success(request, _("Your answers on %(subject)s have been kept.") % {"subject": _name(scan, step)})
    return redirect(step_url(following, scan.run))


def _name(scan: Scan, step: Step) -> str:
    return local(scan.questions.dimension(step.slug), "name")
