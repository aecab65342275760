"""What waits of payments: to approve, to release, what comes back, account numbers, differences to explain."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from funding import account_numbers, bookings, payments, permissions, recoveries
from funding.models import Payment
from funding.waiting import TITLES, Waiting
from ui.formats import euro


def waiting(user: User) -> Iterable[Waiting]:
    """For deciders, payers and controllers; nothing for others."""
    if permissions.can_decide(user)[0]:
        yield from _of_payments(user, payments.TO_APPROVE)
    if permissions.can_release(user)[0]:
        yield from _of_payments(user, payments.TO_RELEASE)
        yield from _numbers(user)
        yield from _recoveries(user)
    if permissions.can_reconcile(user)[0]:
        yield from _months()


def _of_payments(user: User, state: str) -> Iterable[Waiting]:
    """Not what this person prepared or approved, nor what goes to an organisation of theirs: another acts on that."""
    others = (
        payments.with_state(payments.waiting())
        .filter(state=state)
        .exclude(Q(recorded_by=user) if state == payments.TO_APPROVE else Q(approvals__recorded_by=user))
        .exclude(award__recipient__in=[one.organisation_id for one in user.holdings])
    )
    title = (
        _("Approve a payment of %(amount)s") if state == payments.TO_APPROVE else _("Release a payment of %(amount)s")
    )
    for one in others.select_related("award__recipient").order_by("pk"):
        yield Waiting(
            kind=state,
            title=title % {"amount": euro(one.amount)},
            text=_("%(recipient)s, award %(number)s") % {"recipient": one.award.recipient, "number": one.award.number},
            url=reverse("funding:payment_detail", kwargs={"payment": one.pk}),
            since=_since(one),
        )


def _since(payment: Payment):
    return timezone.localtime(payment.approved_at or payment.recorded_at).date()


def _numbers(user: User) -> Iterable[Waiting]:
    for one in account_numbers.to_confirm():
        if one.recorded_by_id != user.pk:
            yield Waiting(
                kind="account_number",
                title=_("Check an account number"),
                text=one.organisation.name,
                url=reverse("funding:bank_account_confirm", kwargs={"account": one.pk}),
                since=timezone.localtime(one.recorded_at).date(),
            )


def _recoveries(user: User) -> Iterable[Waiting]:
    """What was asked back and is not booked yet; not of an organisation of this person's."""
    own = {one.organisation_id for one in user.holdings}
    for one in recoveries.waiting():
        award = one.award
        if award.recipient_id not in own:
            yield Waiting(
                kind="recovery",
                title=_("Book what comes back: %(amount)s") % {"amount": euro(one.amount)},
                text=_("%(recipient)s, award %(number)s") % {"recipient": award.recipient, "number": award.number},
                url=reverse("funding:refund_create", kwargs={"number": award.number}),
                since=one.since,
                due_on=one.due_on,
            )


def _months() -> Iterable[Waiting]:
    months = bookings.months()
    late = bookings.late_month(months)
    if late:
        yield Waiting(
            kind="reconciliation",
            title=_("Compare the books with the administration"),
            text=bookings.month_name(late),
            url=reverse("funding:reconciliation_import"),
            since=bookings.following(late),
        )
    for month in months:
        if month.open:
            said = ngettext("%(count)s difference to explain", "%(count)s differences to explain", month.open)
            yield Waiting(
                kind="difference",
                title=said % {"count": month.open},
                text=bookings.month_name(month.month),
                url=reverse("funding:reconciliation_detail", kwargs={"reconciliation": month.latest.pk}),
                since=timezone.localtime(month.latest.recorded_at).date(),
            )


TITLES.update(
    {
        payments.TO_APPROVE: gettext_lazy("Payments to approve"),
        payments.TO_RELEASE: gettext_lazy("Payments to release"),
        "account_number": gettext_lazy("Account numbers to check"),
        "recovery": gettext_lazy("Money that must come back"),
        "reconciliation": gettext_lazy("Months to compare with the administration"),
        "difference": gettext_lazy("Differences to explain"),
    }
)
