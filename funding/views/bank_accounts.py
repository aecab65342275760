"""Account numbers: whose they are, who entered and who confirmed them."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from accounts.models import Organisation, Role
from accounts.refusals import NotYou
from funding import account_numbers, actions, permissions
from funding.forms.payments import AccountForm, ConfirmAccountForm
from funding.iban import masked, readable
from funding.models import BankAccount
from funding.views.shared import answered, private, require, tried
from ui.formats import date_long


@allow(*permissions.READERS, *permissions.APPLICANTS)
@require_safe
@private
def bank_account_list(request: HttpRequest) -> HttpResponse:
    rows = account_numbers.rows(request.user)
    context = {
        "crumbs": [(_("Account numbers"), None)],
        "rows": rows,
        "may_enter": bool(_organisations(request).exists()),
        "may_confirm": permissions.can_release(request.user)[0],
        "in_full": permissions.can_see_account_numbers(request.user)[0],
    }
    return render(request, "funding/bank_account_list.html", context)


def _organisations(request: HttpRequest) -> QuerySet[Organisation]:
    """For whom this person may enter a number."""
    own = [one.pk for one in permissions.organisations_of(request.user, permissions.SIGNERS)]
    if Role.MINISTRY_PREPARER in request.user.roles:
        return Organisation.objects.filter(kind__in=permissions.PLANS_OF).order_by("name")
    return Organisation.objects.filter(pk__in=own).order_by("name")


@allow(Role.MINISTRY_PREPARER, Role.HUB_COORDINATOR, Role.ADVISER, Role.FIELDLAB_CONTACT)
@require_http_methods(["GET", "POST"])
@private
def bank_account_create(request: HttpRequest) -> HttpResponse:
    listed = reverse("funding:bank_account_list")
    form = AccountForm(request.POST or None, organisations=_organisations(request), cancel_url=listed)
    if form.is_valid():
        entered = tried(form, lambda: actions.enter_bank_account(by=request.user, **form.cleaned_data))
        if entered:
            messages.success(request, _("The number is entered. It is paid to once somebody else confirms it."))
            return redirect(listed)
    context = {"crumbs": [(_("Account numbers"), listed), (_("Enter an account number"), None)]}
    return answered(request, "funding/bank_account_create.html", context, form)


@allow(Role.MINISTRY_PAYER)
@require_http_methods(["GET", "POST"])
@private
def bank_account_confirm(request: HttpRequest, account: int) -> HttpResponse:
    found = get_object_or_404(BankAccount.objects.select_related("organisation", "recorded_by"), pk=account)
    if not permissions.can_see_payments(request.user, found.organisation)[0]:
        raise Http404
    listed = reverse("funding:bank_account_list")
    given = found.confirmations.first()
    if given:
        same = given.recorded_by_id == request.user.pk
        said = _("You confirmed this number.") if same else _("This account number is already confirmed.")
        (messages.success if same else messages.info)(request, said)
        return redirect(listed)
    other = found.recorded_by_id != request.user.pk
    require((other, NotYou(_("Somebody else must confirm: you entered this account number."), listed)))
    form = ConfirmAccountForm(request.POST or None, cancel_url=listed)
    if form.is_valid() and tried(
        form, lambda: actions.confirm_bank_account(by=request.user, account=found, **form.cleaned_data)
    ):
        messages.success(request, _("The number is confirmed. From now on payments go there."))
        return redirect(listed)
    before = account_numbers.in_use(found.organisation)
    context = {
        "crumbs": [(_("Account numbers"), listed), (_("Confirm an account number"), None)],
        "before": before,
        "facts": [
            (_("Organisation"), found.organisation.name),
            (_("New number"), readable(found.iban)),
            (_("Number until now"), masked(before.iban) if before else _("none")),
            (_("Entered by"), f"{found.recorded_by}, {date_long(found.recorded_at)}"),
            (_("From which document"), f"{found.document}, {date_long(found.document_date)}"),
        ],
    }
    return answered(request, "funding/bank_account_confirm.html", context, form)
