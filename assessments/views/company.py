"""Which company this is: after the result, only when wanted, each field with its purpose."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import public
from assessments import actions
from assessments.actions.people import is_own_address
from assessments.contact_forms import CompanyForm
from assessments.models import Assessment, Contact
from assessments.scan import Scan
from assessments.views.shared import (
    INVALID,
    crumbs,
    person_of,
    posted,
    private,
    refused,
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
def company(request: HttpRequest, scan: Scan) -> HttpResponse:
    """Name, number and address of the company; says how far the confirmation is."""
    run = scan.run
    if not run.completed:
        return redirect(step_url(scan.open_step, run))
    contact = Contact.objects.filter(pk=run.pk).first()
    private_to_me = request.user.is_authenticated and run.person_id == request.user.pk
    form = CompanyForm(posted(request), initial=_initial(request, contact if private_to_me else None))
    if form.is_valid():
        return _save(request, run, form.cleaned_data)
    context = {
        "run": run,
        "form": form,
        "contact": _standing(run, contact),
        "private": private_to_me,
        "crumbs": crumbs((_("Your company"), None)),
    }
    return render(request, "assessments/company.html", context, status=INVALID if form.errors else 200)


def _initial(request: HttpRequest, contact: Contact | None) -> dict[str, object]:
    """What was given before is shown in an account only, and not to whoever has the address of the run.

    Name and address only to who reads that address: somebody else may have given them before this account took the run.
    """
    own = {"email": request.user.email, "name": request.user.name} if request.user.is_authenticated else {}
    if contact is None:
        return own
    names = ("company_name", "kvk_number", "wants_invitation")
    personal = {"email": contact.email, "name": contact.name} if is_own_address(request.user, contact.email) else {}
    return personal | {name: getattr(contact, name) for name in names}


def _standing(run: Assessment, contact: Contact | None) -> dict[str, object] | None:
    """None while nothing was given here; a draft may have left an address for its link only."""
    if contact is None or not (contact.company_name or contact.confirmed_at):
        return None
    return {
        "email": masked_email(contact.email),
        "confirmed": contact.confirmed_at is not None,
        "attached": run.site_id is not None,
        "refused": contact.refused_at is not None,
        "sent": contact.sent_at is not None,
    }


def _save(request: HttpRequest, run: Assessment, given: dict[str, object]) -> HttpResponse:
    if not ratelimit.consume(request, action="assessments_letter", key=given["email"]):
        return too_many(request)
    try:
        actions.give_contact(assessment=run, by=person_of(request), language=code(), **given)
    except actions.RuleBroken as broken:
        return refused(request, run, broken)
    messages.success(request, _("Your company has been kept."))
    return redirect("assessments:company", key=run.pk)
