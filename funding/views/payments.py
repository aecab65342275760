"""Payments: the list, proposing one, and the page of one with approval, release and withdrawal."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from accounts.models import Role
from funding import actions, payment_list, payments, permissions, readers
from funding.actions import Basis
from funding.actions.awards import lower_to_settlement
from funding.forms.payments import ApproveForm, PaymentForm, RefundForm, ReleaseForm, StopForm
from funding.iban import masked, readable
from funding.models import Award, Entry, Payment
from funding.models.recorded import Recorded
from funding.payable import Situation
from funding.views.shared import answered, private, tried
from ui import filters
from ui.formats import date_long, euro

READERS = (*permissions.READERS, *permissions.APPLICANTS)
# Refusals that are about the amount that was typed.
ABOUT_AMOUNT = dict.fromkeys(
    [
        "funding_award_commitment_covers",
        "funding_award_paid_is_within_the_settlement",
        "funding_pool_realised_match_covers_payment",
        "funding_line_cash_covers",
        "funding_award_paid_covers",
    ],
    "amount",
)
Crumbs = list[tuple[str, str | None]]


@allow(*READERS)
@require_safe
@private
def payment_list_page(request: HttpRequest) -> HttpResponse:
    asked = payment_list.Question.of(request.GET)
    totals = payment_list.totals(request.user, asked.words)
    page = Paginator(payment_list.found(request.user, asked), payment_list.PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "crumbs": [(_("Payments"), None)],
        "asked": asked,
        "anything": totals[""].count or asked.words,
        "totals": [(label, totals[name]) for name, (label, _states) in payment_list.STATES.items()],
        "total": totals[asked.state],
        "filters": [{"title": _("State"), "options": _state_options(asked, totals)}],
        "page": page,
        "rows": [_row(one) for one in page.object_list],
        "hidden": [("stand", asked.state)] if asked.state else [],
        "reads_all": permissions.reads_money(request.user),
    }
    return render(request, "funding/payment_list.html", context)


def _state_options(asked: payment_list.Question, totals: dict[str, payment_list.Total]) -> list[dict[str, object]]:
    options = [("", _("All")), *((name, str(label)) for name, (label, _states) in payment_list.STATES.items())]
    words = f"&q={asked.words}" if asked.words else ""
    counted = [(name, label, totals[name].count) for name, label in options]
    return filters.options(counted, asked.state, lambda name: f"?stand={name}{words}")


def _row(payment: Payment) -> dict[str, object]:
    return {
        "payment": payment,
        "state": payments.STATES[payment.state],
        "kind": payments.KINDS[payment.state],
        "demo": payment_list.is_demo(payment),
    }


@allow(*READERS)
@require_safe
@private
def payment_orders(request: HttpRequest) -> HttpResponse:
    """The same list as a file, whole."""
    rows = payment_list.found(request.user, payment_list.Question.of(request.GET))
    response = HttpResponse(payment_list.orders_csv(request.user, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="betaalopdrachten.csv"'
    return response


# --- Propose ----------------------------------------------------------------------------------------------------------


def _award(number: str) -> Award:
    return get_object_or_404(
        Award.objects.select_related("recipient", "pool__version__scheme", "pool__line"), number=number
    )


def _award_crumbs(award: Award, last: str) -> Crumbs:
    story = reverse("funding:award_story", kwargs={"number": award.number})
    return [(_("Payments"), reverse("funding:payment_list")), (award.number, story), (last, None)]


@allow(Role.MINISTRY_PREPARER, Role.MINISTRY_DECIDER)
@require_http_methods(["GET", "POST"])
@private
def payment_propose(request: HttpRequest, number: str) -> HttpResponse:
    award = _award(number)
    form = PaymentForm(request.POST or None, cancel_url=reverse("funding:payment_list"))
    if form.is_valid():
        payment = tried(
            form,
            lambda: actions.prepare_payment(by=request.user, award=award, **form.cleaned_data),
            fields=ABOUT_AMOUNT,
        )
        if payment:
            messages.success(request, _("The payment is proposed. Somebody else approves it."))
            return redirect("funding:payment_detail", payment=payment.pk)
    situation, (account, newer) = payments.situation(award), payments.number_of(award.recipient)
    context = {
        "crumbs": _award_crumbs(award, _("Propose a payment")),
        "award": award,
        "demo": award.pool.version.scheme.demo,
        "situation": situation,
        "columns": [_("Step"), _("Euros")],
        "rows": room_rows(situation),
        "why": why(situation),
        "account": masked(account.iban) if account else None,
        "newer": masked(newer.iban) if newer else None,
    }
    return answered(request, "funding/payment_propose.html", context, form)


def room_rows(situation: Situation) -> list[tuple[str, str | None]]:
    """What may be paid now, step by step: (what, amount in words)."""
    rows = [(_("Granted"), euro(situation.granted))]
    if situation.settled is not None:
        rows.append((_("Settled at"), euro(situation.settled)))
    elif situation.rules is not None:
        share = f"{situation.rules.advance_share * 100:.0f}%"
        rows.append((_("Advance: %(share)s of what is granted") % {"share": share}, euro(situation.advance)))
        rows.append((_("Realised match allows beyond that"), euro(situation.by_match)))
    rows += [
        (_("The most that may be paid in all"), euro(situation.ceiling)),
        (_("Less: already paid"), euro(situation.paid)),
        (_("Less: waiting for approval or release"), euro(situation.waiting)),
        (_("Cash left this year on this budget line, less what waits"), _cash(situation.cash_left)),
    ]
    return rows


def _cash(left: Decimal | None) -> str | None:
    return None if left is None else euro(left)


def why(situation: Situation) -> str:
    """What holds the amount, in a sentence."""
    left = situation.ceiling - situation.paid - situation.waiting
    if situation.cash_left is None:
        return _("No cash ceiling is set for this budget line and year, so nothing can be paid.")
    if situation.proof_short > 0:
        short = euro(situation.proof_short)
        return _("Nothing can be paid before co-funders commit %(short)s more.") % {"short": short}
    if situation.cash_left < left:
        return _("The cash of this year is the limit.")
    if situation.settled is not None:
        return _("The settlement is the limit.")
    if situation.ceiling < situation.granted:
        return _("The advance share and the realised match are the limit. More match realised makes more room.")
    return _("The award is the limit.")


# --- One payment ------------------------------------------------------------------------------------------------------


def _payment(request: HttpRequest, pk: int) -> Payment:
    """404 for who may not know of it."""
    found = payments.with_state(
        Payment.objects.select_related(
            "award__recipient", "award__pool__version__scheme", "award__pool__line", "bank_account", "recorded_by"
        )
    )
    payment = get_object_or_404(found, pk=pk)
    if not permissions.can_see_payments(request.user, payment.award.recipient)[0]:
        raise Http404
    return payment


@allow(*READERS)
@require_http_methods(["GET", "POST"])
@private
def payment_detail(request: HttpRequest, payment: int) -> HttpResponse:
    """One payment. What is sent here is the button that was pressed: approve, release or stop."""
    one = _payment(request, payment)
    pressed = next((name for name in ACTS if name in request.POST), None)
    forms = _forms(request, one, pressed)
    form = forms.get(pressed)
    if request.method == "POST":
        if form is None:
            # Somebody acted before, or the same click came twice: the page says where it stands.
            return _sent_again(request, one, pressed)
        if form.is_valid() and _done(request, one, form, pressed):
            return redirect("funding:payment_detail", payment=one.pk)
    context = {**_facts(request, one), **{f"{name}_form": each for name, each in forms.items()}}
    return render(request, "funding/payment_detail.html", context, status=422 if form else 200)


def _forms(request: HttpRequest, payment: Payment, pressed: str | None) -> dict[str, object]:
    """What this person may do with the payment as it stands, by the name of its button."""
    make: dict[str, Callable[[dict | None], object]] = {}
    user, mine = request.user, request.user.pk == payment.recorded_by_id
    if payment.state == payments.TO_APPROVE and permissions.can_approve(user, payment)[0] and not mine:
        make["approve"] = lambda data: ApproveForm(data, amount=payment.amount)
    if payment.state == payments.TO_RELEASE and permissions.can_release_payment(user, payment)[0]:
        make["release"] = lambda data: ReleaseForm(data, amount=payment.amount)
    if payment.state in payments.OPEN and permissions.can_stop_payment(user, payment.recorded_by_id)[0]:
        make["stop"] = lambda data: StopForm(data, mine=mine)
    return {name: one(request.POST if name == pressed else None) for name, one in make.items()}


def _sent_again(request: HttpRequest, payment: Payment, pressed: str | None) -> HttpResponse:
    """The state moved on between the page and the click. The same request again is no fault; another one is."""
    done = {"approve": _approved_by, "release": _released_with, "stop": _stopped_by}.get(pressed)
    if done is None or not done(request, payment):
        messages.error(request, _("This is not possible any more: somebody may have acted before you."))
    return redirect("funding:payment_detail", payment=payment.pk)


def _approved_by(request: HttpRequest, payment: Payment) -> bool:
    return payment.approvals.filter(recorded_by=request.user).exists()


def _released_with(request: HttpRequest, payment: Payment) -> bool:
    return Entry.objects.filter(payment=payment, key=request.POST.get("key", "")[:64]).exists()


def _stopped_by(request: HttpRequest, payment: Payment) -> bool:
    return payment.withdrawals.filter(recorded_by=request.user).exists()


def _done(request: HttpRequest, payment: Payment, form, pressed: str) -> bool:
    said = tried(form, lambda: ACTS[pressed](request, payment, form.cleaned_data))
    if said:
        messages.success(request, said)
    return bool(said)


def _approve(request: HttpRequest, payment: Payment, data: dict) -> str:
    actions.approve_advance(by=request.user, payment=payment)
    return _("You approved this payment. Somebody else releases it.")


def _release(request: HttpRequest, payment: Payment, data: dict) -> str:
    basis = Basis(
        key=data["key"],
        valid_on=data["valid_on"],
        document=_("Payment %(number)s") % {"number": payment.pk},
        document_date=data["valid_on"],
        reason=payment.reason,
        reference=data["reference"],
    )
    actions.pay(by=request.user, basis=basis, payment=payment)
    return _("The payment is released and booked.")


def _stop(request: HttpRequest, payment: Payment, data: dict) -> str:
    actions.stop_payment(by=request.user, payment=payment, reason=data["stop_reason"])
    return _("The payment does not go on.")


ACTS: dict[str, Callable[[HttpRequest, Payment, dict], str]] = {
    "approve": _approve,
    "release": _release,
    "stop": _stop,
}


def _facts(request: HttpRequest, payment: Payment) -> dict[str, object]:
    account, newer = payments.number_of(payment.award.recipient)
    iban = payment.bank_account.iban
    in_full = permissions.can_see_account_numbers(request.user)[0]
    entry = payment.entries.select_related("recorded_by").first()
    waits = payment.state in payments.OPEN
    number = readable(iban) if in_full else masked(iban)
    title = _("Payment %(number)s") % {"number": payment.pk}
    return {
        "crumbs": [(_("Payments"), reverse("funding:payment_list")), (title, None)],
        "title": title,
        "payment": payment,
        "award": payment.award,
        "demo": payment_list.is_demo(payment),
        "state": payments.STATES[payment.state],
        "kind": payments.KINDS[payment.state],
        "facts": [
            (_("Amount"), euro(payment.amount)),
            (_("Award"), payment.award.number),
            (_("Recipient"), payment.award.recipient.name),
            (_("Account number"), number),
            (_("For"), payment.reason),
            (_("Number in the financial administration"), entry.reference if entry else _("not paid yet")),
        ],
        "history": _history(payment, entry, names=readers.reads_names(request.user)),
        "entry": entry,
        "letter": payment.letters.first(),
        "stops": payment.withdrawals.all(),
        "newer": masked(newer.iban) if newer and waits else None,
        "other_account": waits and account is not None and account.pk != payment.bank_account_id,
    }


def _history(payment: Payment, entry: Entry | None, *, names: bool) -> list[tuple[str, str]]:
    """(what, who and when), oldest first; the recipient reads that the ministry did it, not who."""
    steps: list[tuple[str, Recorded]] = [(_("Proposed"), payment)]
    steps += [(_("Approved"), one) for one in payment.approvals.select_related("recorded_by")]
    steps += [(one.get_kind_display().capitalize(), one) for one in payment.withdrawals.select_related("recorded_by")]
    if entry:
        steps.append((_("Released, valid on %(date)s") % {"date": date_long(entry.valid_on)}, entry))
        steps += [(_("Corrected"), one) for one in entry.corrected_by.select_related("recorded_by")]
    return [(what, _by(one, names=names)) for what, one in steps]


def _by(one: Recorded, *, names: bool) -> str:
    who = one.recorded_by if names else _("the ministry")
    return _("%(name)s, %(date)s") % {"name": who, "date": date_long(one.recorded_at)}


# --- What comes back --------------------------------------------------------------------------------------------------


@allow(Role.MINISTRY_PAYER)
@require_http_methods(["GET", "POST"])
@private
def refund_create(request: HttpRequest, number: str) -> HttpResponse:
    award = _award(number)
    years = payments.years_paid(award)
    form = RefundForm(request.POST or None, years=years, cancel_url=reverse("funding:payment_list"))
    if form.is_valid():
        data = form.cleaned_data
        basis = Basis(
            key=data["key"],
            valid_on=data["valid_on"],
            document=data["document"],
            document_date=data["valid_on"],
            reason=data["reason"],
            reference=data["reference"],
        )
        about = {"award": award, "paid_in": data["paid_in"], "amount": data["amount"]}
        if tried(form, lambda: _booked(request, basis, about), fields=ABOUT_AMOUNT):
            messages.success(request, _("%(amount)s that came back is booked.") % {"amount": euro(data["amount"])})
            return redirect("funding:payment_list")
    context = {
        "crumbs": _award_crumbs(award, _("Book a refund")),
        "award": award,
        "demo": award.pool.version.scheme.demo,
        "years": years,
    }
    return answered(request, "funding/refund_create.html", context, form)


@transaction.atomic
def _booked(request: HttpRequest, basis: Basis, about: dict[str, object]) -> Entry:
    """The refund; of a settled award what it leaves above the settlement is no longer committed."""
    entry = actions.refund(by=request.user, basis=basis, **about)
    lower_to_settlement(by=request.user, basis=replace(basis, key=f"{basis.key[:50]}-lower"), award=about["award"])
    return entry
