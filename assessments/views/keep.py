"""Stop and go on later: by a link in a letter, by a file, or in an account."""

import uuid

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import public, signed_in
from assessments import actions, origin, questionnaire, resume_file
from assessments.contact_forms import KeepForm, ResumeForm
from assessments.models import Assessment, Contact
from assessments.permissions import can_open
from assessments.scan import Scan, scan_of, with_answers
from assessments.views.shared import (
    INVALID,
    SESSION_KEY,
    crumbs,
    person_of,
    posted,
    private,
    refused,
    run_of,
    step_url,
    too_many,
    with_run,
)
from ui.formats import masked_email
from ui.language import code


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
@with_run
def keep(request: HttpRequest, scan: Scan) -> HttpResponse:
    """Three ways to keep a draft; a finished one only goes into an account."""
    run = scan.run
    form = None if run.completed else KeepForm(posted(request), initial={"email": _own_address(request)})
    if form and form.is_valid():
        return _mail(request, run, form)
    context = {
        "run": run,
        "form": form,
        "contact": _standing(run),
        "sign_in": urlencode({"next": request.path}),
        "back_url": step_url(scan.open_step, run),
        "crumbs": crumbs((_("Save for later"), None)),
    }
    return render(request, "assessments/keep.html", context, status=INVALID if form and form.errors else 200)


def _own_address(request: HttpRequest) -> str:
    return request.user.email if request.user.is_authenticated else ""


def _standing(run: Assessment) -> dict[str, object] | None:
    """How the last letter fared, without telling the address to whoever has the link of the run."""
    contact = Contact.objects.filter(pk=run.pk).first()
    if contact is None or run.completed:
        return None
    return {"email": masked_email(contact.email), "sent": contact.sent_at, "refused": contact.refused_at}


def _mail(request: HttpRequest, run: Assessment, form: KeepForm) -> HttpResponse:
    email = form.cleaned_data["email"]
    if not ratelimit.consume(request, action="assessments_letter", key=email):
        return too_many(request)
    try:
        actions.ask_link(assessment=run, email=email, language=code(), by=person_of(request))
    except actions.RuleBroken as broken:
        return refused(request, run, broken)
    return redirect("assessments:keep", key=run.pk)


@public
@private
@require_http_methods(["GET", "HEAD"])
@with_run
def file(request: HttpRequest, scan: Scan) -> HttpResponse:
    """The draft as a file to keep. A finished run has its result instead."""
    if scan.run.completed:
        messages.info(request, _("This self-assessment is finished: there is nothing to go on with."))
        return redirect("assessments:result", key=scan.run.pk)
    name = f"{_('self-assessment')}-{scan.run.started_at:%Y-%m-%d}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(resume_file.write(scan), content_type="application/json", headers=headers)


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
def resume_file_upload(request: HttpRequest) -> HttpResponse:
    """Go on with a file that was downloaded before."""
    form = ResumeForm(questionnaire.current(), posted(request), request.FILES or None)
    if form.is_valid():
        return _go_on(request, form.draft)
    context = {"form": form, "crumbs": crumbs((_("Go on with a file"), None))}
    return render(request, "assessments/resume_file.html", context, status=INVALID if form.errors else 200)


def _go_on(request: HttpRequest, draft: resume_file.Draft) -> HttpResponse:
    """The draft itself while it is there: it has what the file has, or newer. Else a new run from the file."""
    run = with_answers(Assessment.objects.filter(pk=draft.run)).first()
    if run and can_open(request.user, run)[0] and scan_of(run):
        if run.completed:
            context = {"run": run, "crumbs": crumbs((_("Go on with a file"), None))}
            return render(request, "assessments/resume_finished.html", context, status=410)
        messages.success(request, _("Your self-assessment was still here. You go on with your newest answers."))
        return _enter(request, scan_of(run))
    if not ratelimit.consume(request, action="assessments_start"):
        return too_many(request)
    new = actions.restore(
        draft=draft,
        questionnaire=questionnaire.current(),
        by=person_of(request),
        origin=origin.of_request(request),
    )
    messages.success(request, _("Your answers from the file are back."))
    return _enter(request, scan_of(new))


def _enter(request: HttpRequest, scan: Scan) -> HttpResponse:
    request.session[SESSION_KEY] = str(scan.run.pk)
    return redirect(step_url(scan.open_step, scan.run))


@signed_in
@private
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Take the run into the account. Who comes here by GET, after signing in, is asked once more."""
    run = run_of(request, key)
    if request.method != "POST":
        return redirect("assessments:keep", key=key)
    try:
        actions.claim(assessment=run, by=request.user)
    except actions.RuleBroken as broken:
        messages.error(request, broken.message)
        return redirect("assessments:start")
    sentence = _("This self-assessment is in your account now. Only you can open it; links to it have ended.")
    messages.success(request, sentence)
    return redirect("assessments:mine")


@signed_in
@private
@require_http_methods(["GET", "HEAD"])
def mine(request: HttpRequest) -> HttpResponse:
    """The runs in the account of who is signed in, and the one of this browser that is in no account yet."""
    runs = Assessment.objects.filter(person=request.user).select_related("place").order_by("-started_at")
    key = request.session.get(SESSION_KEY)
    loose = Assessment.objects.filter(pk=key, person=None).first() if key else None
    context = {
        "runs": [_row(run) for run in runs],
        "loose": loose,
        "crumbs": [(_("Self-assessment"), reverse("assessments:start")), (_("My self-assessments"), None)],
    }
    return render(request, "assessments/mine.html", context)


def _row(run: Assessment) -> dict[str, object]:
    kwargs = {"key": run.pk}
    return {
        "run": run,
        "depth": run.get_depth_display(),
        "url": reverse("assessments:result", kwargs=kwargs),
        "erase_url": reverse("assessments:erase", kwargs=kwargs),
    }
