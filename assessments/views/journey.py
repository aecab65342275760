"""From the first question to the check: one screen at a time."""

import uuid

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import public
from assessments import actions, origin, questionnaire, wizard
from assessments.forms import QuestionForm, RemarkForm, StartForm, no_level_text
from assessments.models import Assessment
from assessments.questionnaire import Question
from assessments.scoring import NoLevel
from assessments.screens import SCREENS
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
from ui.language import code, local


def _initial(scan: Scan | None, question: Question) -> dict[str, object]:
    """The answer to this question as the form writes it."""
    value = scan.answers.get(question.id) if scan else None
    if value is None:
        return {}
    return {"answer": str(value), "ambition": scan.ambitions.get(question.id)}


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The first question. Nothing is stored until it is answered."""
    scan = _remembered(request)
    questions = scan.questions if scan else questionnaire.current()
    first = questions.quick_questions[0]
    initial = _initial(scan, first) | {"key": scan.run.pk if scan else uuid.uuid4()}
    form = StartForm(questions, first, posted(request), initial=initial)
    if form.is_valid():
        return _start(request, form.cleaned_data["key"], form.given)
    context = {
        "form": form,
        "count": len(questions.quick_questions),
        "resume_url": step_url(scan.open_step, scan.run) if scan else None,
        "answered": len(scan.answers) if scan else 0,
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


def _start(request: HttpRequest, key: uuid.UUID, given: dict[str, object]) -> HttpResponse:
    """Make the run of this key, unless the form was sent before, and answer its first question."""
    run = Assessment.objects.filter(pk=key).first()
    if run is None:
        if not ratelimit.consume(request, action="assessments_start"):
            return render(request, "assessments/too_many.html", {"crumbs": crumbs()}, status=429)
        run = actions.start(
            key=key,
            questionnaire=questionnaire.current(),
            language=code(),
            by=person_of(request),
            origin=origin.of_request(request),
        )
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
@with_run
def question(request: HttpRequest, scan: Scan, *, number: int) -> HttpResponse:
    """One question on one screen."""
    count = len(scan.questions.quick_questions)
    if not 1 <= number <= count:
        raise Http404
    if scan.run.completed:
        return frozen(request, scan.run)
    asked = scan.questions.quick_questions[number - 1]
    form = QuestionForm(scan.questions, asked, posted(request), initial=_initial(scan, asked))
    if form.is_valid():
        return _answer(request, scan, number, form.given)
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
def check(request: HttpRequest, scan: Scan) -> HttpResponse:
    """All answers on one page, each to be changed; the button freezes them."""
    run, step = scan.run, scan.open_step
    if step.name == wizard.RESULT:
        return redirect(step_url(step, run))
    if step.name != wizard.CHECK:
        messages.info(request, _("There are still questions without an answer. This is the first one."))
        return redirect(step_url(step, run))
    form = RemarkForm(posted(request), initial={"remark": run.remark})
    if form.is_valid():
        return _complete(request, scan, form.cleaned_data["remark"])
    context = {
        "form": form,
        "items": _items(scan),
        "back_url": step_url(wizard.step_before(step, scan.questions), run),
        "erase_url": reverse("assessments:erase", kwargs={"key": run.pk}),
        "crumbs": crumbs((_("Check your answers"), None)),
    }
    return render(request, "assessments/check.html", context, status=INVALID if form.errors else 200)


def _complete(request: HttpRequest, scan: Scan, remark: str) -> HttpResponse:
    by = person_of(request)
    try:
        actions.complete(assessment=scan.run, questionnaire=scan.questions, by=by, remark=remark)
    except actions.RuleBroken as broken:
        return refused(request, scan.run, broken)
    return redirect("assessments:result", key=scan.run.pk)


def _items(scan: Scan) -> list[dict[str, str]]:
    """For components/summary_list.html."""
    questions = [
        {
            "term": local(question, "text"),
            "value": _answer_text(scan, question),
            "url": step_url(Step(wizard.QUESTION, number), scan.run),
        }
        for number, question in enumerate(scan.questions.quick_questions, start=1)
    ]
    return [*questions, *(_context_item(scan.run, name) for name in wizard.SCREENS)]


def _answer_text(scan: Scan, question: Question) -> str:
    value, ambition = scan.answers[question.id], scan.ambitions.get(question.id)
    text = no_level_text(value) if isinstance(value, NoLevel) else local(question.statement(value), "text")
    if ambition is None:
        return text
    wanted = _("In two years: %(statement)s") % {"statement": local(question.statement(ambition), "text")}
    return format_html('{}<br><span class="si-small">{}</span>', text, wanted)


def _context_item(run: Assessment, name: str) -> dict[str, str]:
    if name == wizard.WHERE:
        term, text = _("Where is your site?"), _where_text(run)
    else:
        term, text = SCREENS[name].title, SCREENS[name].text(run)
    return {"term": term, "value": text or _("I prefer not to say"), "url": step_url(Step(name), run)}


def _where_text(run: Assessment) -> str:
    if run.place:
        return _("%(place)s (%(province)s)") % {"place": run.place.name, "province": local(run.province, "name")}
    return local(run.province, "name") if run.province else ""
