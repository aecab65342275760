"""Asking a desk for help with the result at hand."""

import uuid

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import public
from assessments import actions, helping
from assessments.help_form import HelpForm
from assessments.models import Assessment
from assessments.scan import Scan, scan_of
from assessments.views.shared import (
    GONE,
    INVALID,
    crumbs,
    person_of,
    posted,
    private,
    refused,
    run_of,
    step_url,
)
from hubs import actions as hub_actions
from hubs import consent
from hubs.models import HelpRequest


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
def help(request: HttpRequest, key: uuid.UUID) -> HttpResponse:  # noqa: A001 -- the page's name
    """Shows what will be sent and to whom, asks consent, and sends it."""
    run = run_of(request, key, "province__region__hub", "site__organisation")
    scan = scan_of(run)
    if scan is None:
        return render(request, "assessments/version_unknown.html", {"run": run, "crumbs": crumbs()}, status=GONE)
    if not run.completed:
        messages.info(request, _("Finish the self-assessment first. Then you can send the result with your question."))
        return redirect(step_url(scan.open_step, run))
    result_url = reverse("assessments:result", kwargs={"key": run.pk})
    sent, hub = helping.sent_of(scan), helping.desk_of(run)
    form = HelpForm(posted(request), initial=_known(request, run) | {"digest": sent.digest}, cancel_url=result_url)
    changed = form.is_bound and form.data.get("digest") != sent.digest
    if form.is_valid() and not changed:
        try:
            return _send(request, scan, form.cleaned_data, sent)
        except hub_actions.RuleBroken as broken:
            form.add_error(None, broken.message)
    if changed:
        form.data = form.data.copy() | {"digest": sent.digest}
        form.add_error(None, _("What goes along has changed meanwhile. Look at it again and send it then."))
    context = {
        "form": form,
        "hub": hub,
        "why": helping.why_this_desk(run, hub),
        "attachment": sent.attachment,
        "crumbs": crumbs((_("Your result"), result_url), (_("Ask for help"), None)),
    }
    return render(request, "assessments/help.html", context, status=INVALID if form.errors else 200)


def _known(request: HttpRequest, run: Assessment) -> dict[str, str]:
    """What the portal knows of who is signed in. What a run knows of its company is not for whoever has its address."""
    if not request.user.is_authenticated:
        return {}
    company = run.site.organisation if run.site and run.person_id else None
    who = {"company_name": company.name, "kvk_number": company.kvk_number} if company else {}
    return {**who, "contact_name": request.user.name, "email": request.user.email}


def _send(request: HttpRequest, scan: Scan, typed: dict[str, object], sent: helping.Sent) -> HttpResponse:
    key: uuid.UUID = typed["key"]
    email = typed["email"].lower()
    known = HelpRequest.objects.filter(key=key).exists()
    if not known and not ratelimit.consume(request, action="help_request", key=email):
        return render(request, "assessments/help_too_many.html", {"crumbs": crumbs()}, status=429)
    sender = hub_actions.Sender(
        typed["company_name"], typed["contact_name"], typed["email"], typed["telephone"], typed["kvk_number"]
    )
    try:
        made = actions.ask_for_help(
            assessment=scan.run,
            key=key,
            sender=sender,
            question=typed["question"],
            sent=sent,
            consent_version=consent.CURRENT,
            by=person_of(request),
        )
    except actions.RuleBroken as broken:
        return refused(request, scan.run, broken)
    return redirect("hubs:request_state", key=made.key)
