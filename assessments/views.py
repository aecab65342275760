"""The pages of the self-assessment. All public: whoever has the address of a run has the run."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import public
from assessments import actions, questionnaire, wizard
from assessments.forms import QuestionForm, StartForm, WhereForm, no_level_text
from assessments.locations import Location
from assessments.models import RUN_IS_FROZEN, Assessment
from assessments.questionnaire import Question, Questionnaire
from assessments.results import result_of
from assessments.scoring import Answers, NoLevel, score_quick
from assessments.wizard import Step
from hubs.models import Hub
from regions.models import Province
from ui.language import code, local

SESSION_KEY = "assessment"
INVALID, GONE = 422, 410

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Scan:
    """A run with the questionnaire it was begun with and its answers by question id."""

    run: Assessment
    questions: Questionnaire
    answers: Answers

    @property
    def open_step(self) -> Step:
        return wizard.open_step(self.run, self.questions, self.answers)


def private(view: View) -> View:
    """Answers of a company: kept by no cache and found by no search engine."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        if "key" in kwargs:
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    return wrapped


def with_run(view: View) -> View:
    """Fetch the run, its questionnaire and its answers; 404 for an unknown run, 410 for an unknown version."""

    @wraps(view)
    def wrapped(request: HttpRequest, key: uuid.UUID, **kwargs) -> HttpResponse:
        run = get_object_or_404(Assessment.objects.select_related("place", "province__region"), pk=key)
        scan = _scan(run)
        if scan is None:
            return render(request, "assessments/version_unknown.html", {"run": run, "crumbs": _crumbs()}, status=GONE)
        return view(request, scan, **kwargs)

    return wrapped


def _scan(run: Assessment) -> Scan | None:
    """None when the portal does not have the questions that were answered."""
    try:
        questions = questionnaire.of_version(run.version)
    except LookupError:
        return None
    answers = {answer.question_id: answer.value for answer in run.answers.all()}
    known = questions.slug == run.questionnaire and set(answers) <= {one.id for one in questions.quick_questions}
    return Scan(run, questions, answers) if known else None


def _url(step: Step, run: Assessment) -> str:
    numbers = {"number": step.number} if step.number else {}
    return reverse(f"assessments:{step.name}", kwargs={"key": run.pk, **numbers})


def _crumbs(*more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [(_("Self-assessment"), reverse("assessments:start") if more else None), *more]


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _frozen(request: HttpRequest, run: Assessment) -> HttpResponse:
    messages.info(request, RUN_IS_FROZEN)
    return redirect("assessments:result", key=run.pk)


def _refused(request: HttpRequest, run: Assessment, broken: actions.RuleBroken) -> HttpResponse:
    """The run changed while the visitor was on the page: say how, and show what there is now."""
    messages.info(request, broken.message)
    return redirect("assessments:start") if broken.code == "gone" else redirect("assessments:result", key=run.pk)


def _person(request: HttpRequest):
    return request.user if request.user.is_authenticated else None


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
    form = StartForm(questions, first, _posted(request), initial=initial)
    if form.is_valid():
        return _start(request, form.cleaned_data["key"], form.cleaned_data["answer"])
    context = {
        "form": form,
        "count": len(questions.quick_questions),
        "resume_url": _url(scan.open_step, scan.run) if scan else None,
        "answered": len(answers),
        "erase_url": reverse("assessments:erase", kwargs={"key": scan.run.pk}) if scan else None,
        "crumbs": _crumbs(),
    }
    return render(request, "assessments/start.html", context, status=INVALID if form.errors else 200)


def _remembered(request: HttpRequest) -> Scan | None:
    """The run that this browser has not finished; `?opnieuw` leaves it aside."""
    if "opnieuw" in request.GET or SESSION_KEY not in request.session:
        return None
    run = Assessment.objects.filter(pk=request.session[SESSION_KEY], state=Assessment.State.STARTED).first()
    return _scan(run) if run else None


def _start(request: HttpRequest, key: uuid.UUID, value: int | NoLevel) -> HttpResponse:
    """Make the run of this key, unless the form was sent before, and answer its first question."""
    run = Assessment.objects.filter(pk=key).first()
    if run is None:
        if not ratelimit.consume(request, action="assessments_start"):
            return render(request, "assessments/too_many.html", {"crumbs": _crumbs()}, status=429)
        run = actions.start(key=key, questionnaire=questionnaire.current(), language=code(), by=_person(request))
    request.session[SESSION_KEY] = str(run.pk)
    scan = _scan(run)
    return _answer(request, scan, 1, value) if scan else redirect("assessments:result", key=run.pk)


def _answer(request: HttpRequest, scan: Scan, number: int, value: int | NoLevel) -> HttpResponse:
    """Store the answer to this question and go on."""
    question_id = scan.questions.quick_questions[number - 1].id
    try:
        actions.answer(assessment=scan.run, question_id=question_id, value=value, by=_person(request))
    except actions.RuleBroken as broken:
        return _refused(request, scan.run, broken)
    return redirect(_url(wizard.step_after(number, scan.run, scan.questions, {*scan.answers, question_id}), scan.run))


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
        return _frozen(request, scan.run)
    asked = scan.questions.quick_questions[number - 1]
    form = QuestionForm(scan.questions, asked, _posted(request), initial={"answer": _choice(scan.answers, asked)})
    if form.is_valid():
        return _answer(request, scan, number, form.cleaned_data["answer"])
    before = wizard.step_before(Step(wizard.QUESTION, number), scan.questions)
    context = {
        "form": form,
        "number": number,
        "count": count,
        "dimension": scan.questions.dimension(asked.transformation),
        "back_url": _url(before, scan.run) if before else reverse("assessments:start"),
        "crumbs": _crumbs((_("Question %(number)s") % {"number": number}, None)),
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
        return _frozen(request, run)
    initial = {"place": run.place.name if run.place else "", "province": "" if run.place else run.province_id}
    if "withheld" in request.POST:
        return _set_location(request, run, Location())
    form = WhereForm(list(Province.objects.all()), _posted(request), initial=initial)
    if form.is_valid():
        return _set_location(request, run, form.location)
    context = {
        "form": form,
        "back_url": _url(wizard.step_before(Step(wizard.WHERE), scan.questions), run),
        "crumbs": _crumbs((_("Place"), None)),
    }
    return render(request, "assessments/where.html", context, status=INVALID if form.errors else 200)


def _set_location(request: HttpRequest, run: Assessment, location: Location) -> HttpResponse:
    try:
        actions.set_location(assessment=run, location=location, by=_person(request))
    except actions.RuleBroken as broken:
        return _refused(request, run, broken)
    return redirect("assessments:check", key=run.pk)


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
@with_run
def check(request: HttpRequest, scan: Scan) -> HttpResponse:
    """All answers on one page, each to be changed; the button freezes them."""
    run, step = scan.run, scan.open_step
    if step.name == wizard.RESULT:
        return redirect(_url(step, run))
    if step.name != wizard.CHECK:
        messages.info(request, _("There are still questions without an answer. This is the first one."))
        return redirect(_url(step, run))
    if request.method == "POST":
        return _complete(request, scan)
    context = {
        "items": _items(scan),
        "back_url": _url(wizard.step_before(step, scan.questions), run),
        "erase_url": reverse("assessments:erase", kwargs={"key": run.pk}),
        "crumbs": _crumbs((_("Check your answers"), None)),
    }
    return render(request, "assessments/check.html", context)


def _complete(request: HttpRequest, scan: Scan) -> HttpResponse:
    try:
        actions.complete(assessment=scan.run, questionnaire=scan.questions, by=_person(request))
    except actions.RuleBroken as broken:
        return _refused(request, scan.run, broken)
    return redirect("assessments:result", key=scan.run.pk)


def _items(scan: Scan) -> list[dict[str, str]]:
    """For components/summary_list.html."""
    items = [
        {
            "term": local(question, "text"),
            "value": _answer_text(question, scan.answers[question.id]),
            "url": _url(Step(wizard.QUESTION, number), scan.run),
        }
        for number, question in enumerate(scan.questions.quick_questions, start=1)
    ]
    place = {
        "term": _("Where is your site?"),
        "value": _where_text(scan.run),
        "url": _url(Step(wizard.WHERE), scan.run),
    }
    return [*items, place]


def _answer_text(question: Question, value: int | NoLevel) -> str:
    return no_level_text(value) if isinstance(value, NoLevel) else local(question.statement(value), "text")


def _where_text(run: Assessment) -> str:
    if run.place:
        return _("%(place)s (%(province)s)") % {"place": run.place.name, "province": local(run.province, "name")}
    return local(run.province, "name") if run.province else _("I prefer not to say")


@public
@private
@require_http_methods(["GET", "HEAD"])
@with_run
def result(request: HttpRequest, scan: Scan) -> HttpResponse:
    """The profile of a completed run, with the reason of each level. Before that: the first open question."""
    run = scan.run
    if not run.completed:
        return redirect(_url(scan.open_step, run))
    context = {
        "run": run,
        "result": result_of(scan.questions, score_quick(scan.questions, scan.answers)),
        "changed": run.digest != scan.questions.digest,
        "hubs": _hubs(run),
        "erase_url": reverse("assessments:erase", kwargs={"key": run.pk}),
        "crumbs": _crumbs((_("Your result"), None)),
    }
    return render(request, "assessments/result.html", context)


def _hubs(run: Assessment) -> list[Hub]:
    """The hub of the run's region; all of them while the region is unknown."""
    hubs = Hub.objects.select_related("region")
    return list(hubs.filter(region=run.province.region_id) if run.province else hubs)


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Asks once, then deletes the run with all its answers."""
    run = get_object_or_404(Assessment, pk=key)
    if request.method == "POST":
        actions.erase(assessment=run, by=_person(request))
        if request.session.get(SESSION_KEY) == str(key):
            del request.session[SESSION_KEY]
        messages.success(request, _("Your self-assessment and its answers have been deleted."))
        return redirect("assessments:start")
    context = {"run": run, "back_url": reverse("assessments:result", kwargs={"key": key})}
    return render(request, "assessments/erase.html", context | {"crumbs": _crumbs((_("Delete"), None))})
