"""What the links in letters open: go on, delete, confirm. Each way in which a link can be dead has words of its own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import public
from assessments import actions, tokens
from assessments.models import Assessment, Contact
from assessments.permissions import can_open
from assessments.scan import Scan, scan_of, with_answers
from assessments.tokens import Purpose, Trouble
from assessments.views.shared import GONE, SESSION_KEY, SignInFirst, crumbs, person_of, private, step_url
from ui.formats import masked_email

NOT_FOUND = 404


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """Shows what the link leads to: going on, or deleting. Opening it changes nothing, for scanners of mail open it.

    Only who presses the button goes on with this run in this browser: a link from somebody else takes nobody along.
    """
    read = tokens.read(token, Purpose.RESUME)
    if read.run is None:
        return _dead(request, read.trouble, NOT_FOUND)
    run = with_answers(Assessment.objects.filter(pk=read.run)).first()
    if run is None:
        return _dead(request, "erased", GONE)
    _let_in(request, run)
    if read.trouble:
        return _dead(request, read.trouble, GONE, token=token)
    if run.completed:
        return _dead(request, "finished", GONE, run=run, token=token)
    scan = scan_of(run)
    if scan is None:
        return _dead(request, "version", GONE, run=run, token=token)
    return _go_on(request, scan, token)


def _go_on(request: HttpRequest, scan: Scan, token: str) -> HttpResponse:
    if request.method == "POST":
        request.session[SESSION_KEY] = str(scan.run.pk)
        return redirect(step_url(scan.open_step, scan.run))
    context = {
        "run": scan.run,
        "answered": len(scan.answers),
        "token": token,
        "crumbs": crumbs((_("Go on"), None)),
    }
    return render(request, "assessments/resume.html", context)


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, token: str) -> HttpResponse:
    """Delete everything with the link of the letter, also when it has expired or the scan is finished."""
    read = tokens.read(token, Purpose.RESUME)
    if read.run is None:
        return _dead(request, read.trouble, NOT_FOUND)
    run = Assessment.objects.filter(pk=read.run).first()
    if run is None:
        return _dead(request, "erased", GONE)
    _let_in(request, run)
    if request.method == "POST":
        actions.erase(assessment=run, by=person_of(request))
        messages.success(request, _("Your self-assessment and its answers have been deleted."))
        return redirect("assessments:start")
    return render(request, "assessments/erase.html", {"run": run, "crumbs": crumbs((_("Delete"), None))})


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Asks whether it is right, and then the address counts as confirmed."""
    read = tokens.read(token, Purpose.CONFIRM)
    if read.run is None:
        return _dead(request, read.trouble, NOT_FOUND)
    contact = Contact.objects.select_related("assessment").filter(pk=read.run).first()
    if why := _why_dead(read, contact):
        return _dead(request, why, GONE)
    if request.method == "POST":
        return _confirm(request, contact)
    context = {"contact": contact, "email": masked_email(contact.email), "crumbs": crumbs((_("Confirm"), None))}
    return render(request, "assessments/confirm.html", context)


def _why_dead(read: tokens.Token, contact: Contact | None) -> str | None:
    """Why an honest link confirms nothing any more; None while it does."""
    if contact is None:
        return "erased"
    if tokens.about(contact) != read.about:
        return "changed"
    return "used" if contact.confirmed_at else read.trouble


def _confirm(request: HttpRequest, contact: Contact) -> HttpResponse:
    try:
        outcome = actions.confirm(contact=contact, by=person_of(request))
    except actions.RuleBroken as broken:
        return _dead(request, "erased" if broken.code == "gone" else "changed", GONE)
    context = {
        "attached": outcome == actions.Confirmed.ATTACHED,
        "contact": contact,
        "crumbs": crumbs((_("Confirm"), None)),
    }
    return render(request, "assessments/confirmed.html", context)


def _let_in(request: HttpRequest, run: Assessment) -> None:
    """A run in an account opens for its person alone, with or without the link."""
    if not can_open(request.user, run)[0]:
        raise SignInFirst


def _dead(request: HttpRequest, why: Trouble | str, status: int, **values: object) -> HttpResponse:
    context = {"why": str(why), "days": tokens.VALID_FOR.days, **values, "crumbs": crumbs((_("Link"), None))}
    return render(request, "assessments/link_dead.html", context, status=status)
