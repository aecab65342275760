"""The eight questions of the quick scan: one a screen, the first at once."""

import uuid

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import public
from assessments import actions, origin, questionnaire, wizard
from assessments.forms import QuestionForm, StartForm
from assessments.models import Assessment
from assessments.permissions import can_open
from assessments.scan import with_answers
from assessments.views.shared import (
    INVALID,
    SESSION_KEY,
    Scan,
    crumbs,
    frozen,
    initial_of,
    person_of,
    posted,
    private,
    refused,
    scan_of,
    step_url,
    too_many,
    with_run,
)
from assessments.wizard import Step
from ui.language import code


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The first question. Nothing is stored until it is answered."""
    remembered = _remembered(request)
    scan = remembered if remembered and remembered.run.depth == Assessment.Depth.QUICK else None
    questions = scan.questions if scan else questionnaire.current()
    first = questions.quick_questions[0]
    initial = initial_of(scan, first) | {"key": scan.run.pk if scan else uuid.uuid4()}
    form = StartForm(questions, first, posted(request), initial=initial)
    if form.is_valid():
        return _start(request, form.cleaned_data["key"], form.given)
    context = {
        "form": form,
        "count": len(questions.quick_questions),
        **_resume(remembered),
        "crumbs": crumbs(),
    }
    return render(request, "assessments/start.html", context, status=INVALID if form.errors else 200)


def _resume(scan: Scan | None) -> dict[str, object]:
    if scan is None:
        return {}
    return {
        "resume_url": step_url(scan.open_step, scan.run),
        "answered": len(scan.answers),
        "deep": scan.run.depth == Assessment.Depth.DEEP,
        "erase_url": reverse("assessments:erase", kwargs={"key": scan.run.pk}),
    }


def _remembered(request: HttpRequest) -> Scan | None:
    """The run that this browser has not finished; `?opnieuw` leaves it aside."""
    if "opnieuw" in request.GET or SESSION_KEY not in request.session:
        return None
    started = Assessment.objects.filter(pk=request.session[SESSION_KEY], state=Assessment.State.STARTED)
    run = with_answers(started).first()
    return scan_of(run) if run and can_open(request.user, run)[0] else None


def _start(request: HttpRequest, key: uuid.UUID, given: dict[str, object]) -> HttpResponse:
    """Make the run of this key, unless the form was sent before, and answer its first question."""
    run = with_answers(Assessment.objects.filter(pk=key)).first()
    if run is None:
        if not ratelimit.consume(request, action="assessments_start"):
            return too_many(request)
        run = actions.start(
            key=key,
            questionnaire=questionnaire.current(),
            language=code(),
            by=person_of(request),
            origin=origin.of_request(request),
        )
    if not can_open(request.user, run)[0]:
        raise Http404
    request.session[SESSION_KEY] = str(run.pk)
    scan = scan_of(run)
    return _answer(request, scan, 1, given) if scan else redirect("assessments:result", key=run.pk)


def _answer(request: HttpRequest, scan: Scan, number: int, given: dict[str, object]) -> HttpResponse:
    """Store the answer to this question and go on."""
    question_id = scan.questions.quick_questions[number - 1].id
    try:
        actions.answer(assessment=scan.run, question_id=question_id, by=person_of(request), **given)
    except actions.RuleBroken as broken:
        return refused(request, scan.run, broken)
    answered = {*scan.answers, question_id}
    step = wizard.step_after(Step(wizard.QUESTION, number), scan.run, scan.questions, answered)
    return redirect(step_url(step, scan.run))


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
@with_run(alone=True)
def question(request: HttpRequest, scan: Scan, *, number: int) -> HttpResponse:
    """One question on one screen."""
    count = len(scan.questions.quick_questions)
    if not 1 <= number <= count:
        raise Http404
    if scan.run.completed:
        return frozen(request, scan.run)
    if scan.run.depth == Assessment.Depth.DEEP:
        return redirect(step_url(scan.open_step, scan.run))
    asked = scan.questions.quick_questions[number - 1]
    form = QuestionForm(scan.questions, asked, posted(request), initial=initial_of(scan, asked))
    if form.is_valid():
        return _answer(request, scan, number, form.given)
    before = wizard.step_before(Step(wizard.QUESTION, number), scan.questions)
    context = {
        "run": scan.run,
        "form": form,
        "number": number,
        "count": count,
        "dimension": scan.questions.dimension(asked.transformation),
        "back_url": step_url(before, scan.run) if before else reverse("assessments:start"),
        "crumbs": crumbs((_("Question %(number)s") % {"number": number}, None)),
    }
    return render(request, "assessments/question.html", context, status=INVALID if form.errors else 200)
