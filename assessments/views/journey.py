"""From the first question to the check: one screen at a time."""

import uuid

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import public
from assessments import actions, questionnaire, wizard
from assessments.forms import QuestionForm, StartForm, WhereForm, no_level_text
from assessments.locations import Location
from assessments.models import Assessment
from assessments.questionnaire import Question
from assessments.scoring import Answers, NoLevel
from assessments.views.shared import (
    INVALID,
    SESSION_KEY,
    Scan,
    crumbs,
    frozen,
    person_of,
    posted,
    private,
    refused,
    scan_of,
    step_url,
    with_run,
)
from assessments.wizard import Step
from regions.models import Province
from ui.language import code, local


def _choice(answers: Answers, question: Question) -> str | None:
    """The answer to this question as the form writes it."""
    value = answers.get(question.id)
    return None if value is None else str(value)


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The first question. Nothing is stored until it is answered."""
    scan = _remembered(request)
    questions = scan.questions if scan else questionnaire.current()
    answers = scan.answers if scan else {}
    first = questions.quick_questions[0]
    initial = {"answer": _choice(answers, first), "key": scan.run.pk if scan else uuid.uuid4()}
    form = StartForm(questions, first, posted(request), initial=initial)
    if form.is_valid():
        return _start(request, form.cleaned_data["key"], form.cleaned_data["answer"])
    context = {
        "form": form,
        "count": len(questions.quick_questions),
        "resume_url": step_url(scan.open_step, scan.run) if scan else None,
        "answered": len(answers),
        "erase_url": reverse("assessments:erase", kwargs={"key": scan.run.pk}) if scan else None,
        "crumbs": crumbs(),
    }
    return render(request, "assessments/start.html", context, status=INVALID if form.errors else 200)


def _remembered(request: HttpRequest) -> Scan | None:
    """The run that this browser has not finished; `?opnieuw` leaves it aside."""
    if "opnieuw" in request.GET or SESSION_KEY not in request.session:
        return None
    run = Assessment.objects.filter(pk=request.session[SESSION_KEY], state=Assessment.State.STARTED).first()
    return scan_of(run) if run else None


def _start(request: HttpRequest, key: uuid.UUID, value: int | NoLevel) -> HttpResponse:
    """Make the run of this key, unless the form was sent before, and answer its first question."""
    run = Assessment.objects.filter(pk=key).first()
    if run is None:
        if not ratelimit.consume(request, action="assessments_start"):
            return render(request, "assessments/too_many.html", {"crumbs": crumbs()}, status=429)
        run = actions.start(key=key, questionnaire=questionnaire.current(), language=code(), by=person_of(request))
    request.session[SESSION_KEY] = str(run.pk)
    scan = scan_of(run)
    return _answer(request, scan, 1, value) if scan else redirect("assessments:result", key=run.pk)


def _answer(request: HttpRequest, scan: Scan, number: int, value: int | NoLevel) -> HttpResponse:
    """Store the answer to this question and go on."""
    question_id = scan.questions.quick_questions[number - 1].id
    try:
        actions.answer(assessment=scan.run, question_id=question_id, value=value, by=person_of(request))
    except actions.RuleBroken as broken:
        return refused(request, scan.run, broken)
    return redirect(
        step_url(wizard.step_after(number, scan.run, scan.questions, {*scan.answers, question_id}), scan.run)
    )


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
@with_run
def question(request: HttpRequest, scan: Scan, *, number: int) -> HttpResponse:
    """One question on one screen."""
    count = len(scan.questions.quick_questions)
    if not 1 <= number <= count:
        raise Http404
    if scan.run.completed:
        return frozen(request, scan.run)
    asked = scan.questions.quick_questions[number - 1]
    form = QuestionForm(scan.questions, asked, posted(request), initial={"answer": _choice(scan.answers, asked)})
    if form.is_valid():
        return _answer(request, scan, number, form.cleaned_data["answer"])
    before = wizard.step_before(Step(wizard.QUESTION, number), scan.questions)
    context = {
        "form": form,
        "number": number,
        "count": count,
        "dimension": scan.questions.dimension(asked.transformation),
        "back_url": step_url(before, scan.run) if before else reverse("assessments:start"),
        "crumbs": crumbs((_("Question %(number)s") % {"number": number}, None)),
    }
    return render(request, "assessments/question.html", context, status=INVALID if form.errors else 200)


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
@with_run
def where(request: HttpRequest, scan: Scan) -> HttpResponse:
    """Place or province of the site, or neither."""
    run = scan.run
    if run.completed:
        return frozen(request, run)
    initial = {"place": run.place.name if run.place else "", "province": "" if run.place else run.province_id}
    if "withheld" in request.POST:
        return _set_location(request, run, Location())
    form = WhereForm(list(Province.objects.all()), posted(request), initial=initial)
    if form.is_valid():
        return _set_location(request, run, form.location)
    context = {
        "form": form,
        "back_url": step_url(wizard.step_before(Step(wizard.WHERE), scan.questions), run),
        "crumbs": crumbs((_("Place"), None)),
    }
    return render(request, "assessments/where.html", context, status=INVALID if form.errors else 200)


def _set_location(request: HttpRequest, run: Assessment, location: Location) -> HttpResponse:
    try:
        actions.set_location(assessment=run, location=location, by=person_of(request))
    except actions.RuleBroken as broken:
        return refused(request, run, broken)
    return redirect("assessments:check", key=run.pk)


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
@with_run
def check(request: HttpRequest, scan: Scan) -> HttpResponse:
    """All answers on one page, each to be changed; the button freezes them."""
    run, step = scan.run, scan.open_step
    if step.name == wizard.RESULT:
        return redirect(step_url(step, run))
    if step.name != wizard.CHECK:
        messages.info(request, _("There are still questions without an answer. This is the first one."))
        return redirect(step_url(step, run))
    if request.method == "POST":
        return _complete(request, scan)
    context = {
        "items": _items(scan),
        "back_url": step_url(wizard.step_before(step, scan.questions), run),
        "erase_url": reverse("assessments:erase", kwargs={"key": run.pk}),
        "crumbs": crumbs((_("Check your answers"), None)),
    }
    return render(request, "assessments/check.html", context)


def _complete(request: HttpRequest, scan: Scan) -> HttpResponse:
    try:
        actions.complete(assessment=scan.run, questionnaire=scan.questions, by=person_of(request))
    except actions.RuleBroken as broken:
        return refused(request, scan.run, broken)
    return redirect("assessments:result", key=scan.run.pk)


def _items(scan: Scan) -> list[dict[str, str]]:
    """For components/summary_list.html."""
    items = [
        {
            "term": local(question, "text"),
            "value": _answer_text(question, scan.answers[question.id]),
            "url": step_url(Step(wizard.QUESTION, number), scan.run),
        }
        for number, question in enumerate(scan.questions.quick_questions, start=1)
    ]
    place = {
        "term": _("Where is your site?"),
        "value": _where_text(scan.run),
        "url": step_url(Step(wizard.WHERE), scan.run),
    }
    return [*items, place]


def _answer_text(question: Question, value: int | NoLevel) -> str:
    return no_level_text(value) if isinstance(value, NoLevel) else local(question.statement(value), "text")


def _where_text(run: Assessment) -> str:
    if run.place:
        return _("%(place)s (%(province)s)") % {"place": run.place.name, "province": local(run.province, "name")}
    return local(run.province, "name") if run.province else _("I prefer not to say")
