"""Everything that was answered on one page, before it is frozen."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import public
from assessments import actions, wizard
from assessments.forms import RemarkForm, no_level_text
from assessments.models import Assessment
from assessments.questionnaire import Dimension, Question
from assessments.scan import Scan
from assessments.scoring import NoLevel
from assessments.screens import SCREENS
from assessments.views.shared import (
    BACK,
    INVALID,
    crumbs,
    person_of,
    posted,
    private,
    refused,
    step_url,
    with_run,
)
from assessments.wizard import Step
from ui.language import local

Item = dict[str, str]


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
@with_run
def check(request: HttpRequest, scan: Scan) -> HttpResponse:
    """All answers, each to be changed, and room for a remark; the button freezes them."""
    if elsewhere := _elsewhere(request, scan):
        return elsewhere
    form = RemarkForm(posted(request), initial={"remark": scan.run.remark})
    if form.is_valid():
        return _complete(request, scan, form.cleaned_data["remark"])
    context = {
        "run": scan.run,
        "form": form,
        "groups": _groups(scan),
        "back_url": step_url(wizard.step_before_check(scan.run), scan.run),
        "erase_url": reverse("assessments:erase", kwargs={"key": scan.run.pk}),
        "crumbs": crumbs((_("Check your answers"), None)),
    }
    return render(request, "assessments/check.html", context, status=INVALID if form.errors else 200)


def _elsewhere(request: HttpRequest, scan: Scan) -> HttpResponse | None:
    """Where somebody goes who cannot check yet, or any more."""
    step = scan.open_step
    if step.name == wizard.CHECK:
        return None
    if step.name == wizard.TASKS and wizard.has_depth(scan.questions, scan.answers):
        return None
    if step.name == wizard.TASKS:
        messages.info(request, actions.TOO_SHALLOW)
    elif step.name != wizard.RESULT:
        messages.info(request, _("There are still questions without an answer. This is the first one."))
    return redirect(step_url(step, scan.run))


def _complete(request: HttpRequest, scan: Scan, remark: str) -> HttpResponse:
    by = person_of(request)
    try:
        actions.complete(assessment=scan.run, questionnaire=scan.questions, by=by, remark=remark)
    except actions.RuleBroken as broken:
        return refused(request, scan.run, broken)
    return redirect("assessments:result", key=scan.run.pk)


def _groups(scan: Scan) -> list[tuple[str, list[Item]]]:
    """Pairs of a heading and items for components/summary_list.html."""
    about = [_context_item(scan.run, name) for name in wizard.SCREENS]
    if scan.run.depth == Assessment.Depth.QUICK:
        steps = [Step(wizard.QUESTION, number) for number, _one in enumerate(scan.questions.quick_questions, start=1)]
        return [("", [*_items(scan, scan.questions.quick_questions, steps, ""), *about])]
    subjects = [_subject(scan, dimension) for dimension in scan.questions.dimensions]
    return [*subjects, (_("About your company"), about)]


def _subject(scan: Scan, dimension: Dimension) -> tuple[str, list[Item]]:
    """What was answered of one subject in depth."""
    steps = [Step(wizard.TOPIC, number, dimension.slug) for number, _one in enumerate(dimension.questions, start=1)]
    return local(dimension, "name"), _items(scan, dimension.questions, steps, f"?{BACK}=1")


def _items(scan: Scan, questions: Sequence[Question], steps: Sequence[Step], query: str) -> list[Item]:
    return [
        {
            "term": local(question, "text"),
            "value": _answer_text(scan, question),
            "url": step_url(step, scan.run) + query,
        }
        for question, step in zip(questions, steps, strict=True)
        if question.id in scan.answers
    ]


def _answer_text(scan: Scan, question: Question) -> str:
    value, ambition = scan.answers[question.id], scan.ambitions.get(question.id)
    text = no_level_text(value) if isinstance(value, NoLevel) else local(question.statement(value), "text")
    if ambition is None:
        return text
    wanted = _("In two years: %(statement)s") % {"statement": local(question.statement(ambition), "text")}
    return format_html('{}<br><span class="si-small">{}</span>', text, wanted)


def _context_item(run: Assessment, name: str) -> Item:
    if name == wizard.WHERE:
        term, text = _("Where is your site?"), _where_text(run)
    else:
        term, text = SCREENS[name].title, SCREENS[name].text(run)
    return {"term": term, "value": text or _("I prefer not to say"), "url": step_url(Step(name), run)}


def _where_text(run: Assessment) -> str:
    if run.place:
        return _("%(place)s (%(province)s)") % {"place": run.place.name, "province": local(run.province, "name")}
    return local(run.province, "name") if run.province else ""
