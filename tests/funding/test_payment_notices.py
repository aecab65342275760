"""Mails, reminders and what waits: to whose turn it is, in their own language, without account numbers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Role, User
from funding import actions, bookings, payment_reminders, waiting
from funding.models import Reminder
from funding.notices import WRITERS
from jobs import clock
from jobs.models import Job
from jobs.registry import handlers, repeats
from tests.funding import payment_world
from tests.funding.payment_world import TODAY, also
from tests.funding.world import PAPER

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return payment_world.build()


def mails(name, about):
    return {letter.to[0].split("@")[0]: letter for letter in WRITERS[name](about)}


def kinds(person):
    return [one.kind for one in waiting.of(User.objects.get(pk=person.pk))]


def test_waiting_payment_is_told_to_approvers_and_then_to_payers(desk):
    payment = desk.propose(500)
    told = mails("payment_waiting", payment.pk)
    assert set(told) == {"decider", "second"}
    assert told["decider"].subject == "Een betaling wacht op uw goedkeuring"
    assert "€ 500" in told["decider"].body
    assert f"/betalingen/{payment.pk}/" in told["decider"].body
    desk.approve(payment)
    told = mails("payment_waiting", payment.pk)
    assert set(told) == {"payer"}
    assert told["payer"].subject == "Een betaling wacht tot u haar vrijgeeft"
    desk.pay(payment)
    assert mails("payment_waiting", payment.pk) == {}


def test_who_acted_is_not_asked_again(desk):
    also(desk.world.decider, Role.MINISTRY_PAYER, desk.world.ministry)
    payment = desk.propose(by=desk.world.second)
    assert set(mails("payment_waiting", payment.pk)) == {"decider"}
    desk.approve(payment)
    assert set(mails("payment_waiting", payment.pk)) == {"payer"}


def test_recipient_is_told_of_the_payment_in_their_language(desk):
    User.objects.filter(pk=desk.coordinator.pk).update(language="en")
    payment = desk.approved(500)
    desk.pay(payment)
    told = mails("payment_made", payment.pk)
    assert set(told) == {"coordinator"}
    assert told["coordinator"].subject == "The ministry pays € 500"
    assert "NL91 •••• 4300" in told["coordinator"].body
    assert "NL91ABNA0417164300" not in told["coordinator"].body


def test_stopped_payment_is_told_to_who_prepared_it_and_to_who_had_its_letter(desk):
    payment = desk.propose()
    actions.stop_payment(by=desk.world.decider, payment=payment, reason="de factuur ontbreekt")
    told = mails("payment_stopped", payment.pk)
    assert set(told) == {"preparer"}
    assert "de factuur ontbreekt" in told["preparer"].body
    payment = desk.approved()
    actions.stop_payment(by=desk.world.payer, payment=payment, reason="x")
    assert set(mails("payment_stopped", payment.pk)) == {"preparer", "decider", "coordinator"}


def test_every_change_of_a_number_warns_who_signs_for_the_organisation(desk):
    account = actions.enter_bank_account(
        by=desk.world.preparer, organisation=desk.world.hub, iban="NL02ABNA0123456789", **PAPER
    )
    told = mails("account_number_changed", account.pk)
    assert set(told) == {"coordinator"}
    assert "Iemand voerde een nieuw rekeningnummer" in told["coordinator"].body
    assert "NL02 •••• 6789" in told["coordinator"].body
    actions.confirm_bank_account(by=desk.world.payer, account=account, **PAPER)
    assert "Vanaf nu betaalt het op" in mails("account_number_changed", account.pk)["coordinator"].body


def test_long_waiting_payment_is_reminded_of_once_at_each_desk(desk, monkeypatch):
    payment = desk.propose(500)
    assert payment_reminders.send() == 0
    later = timezone.now() + timedelta(days=5, minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert [payment_reminders.send() for _day in range(2)] == [1, 0]
    assert set(mails("payment_waits_long", payment.pk)) == {"decider", "second"}
    monkeypatch.undo()
    desk.approve(payment)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert [payment_reminders.send() for _day in range(2)] == [1, 0]
    told = mails("payment_waits_long", payment.pk)
    assert "wacht al sinds" in told["payer"].body


def test_late_month_is_reminded_of_once(desk, monkeypatch):
    after = bookings.following(TODAY.replace(day=1))
    monkeypatch.setattr(clock, "today", lambda: after.replace(day=12))
    assert [payment_reminders.send() for _day in range(2)] == [1, 0]
    key = TODAY.year * 100 + TODAY.month
    assert Reminder.objects.filter(key=f"reconciliation-{key}").count() == 1
    assert Job.objects.filter(payload__notice="reconciliation_late", payload__about=key).count() == 1
    told = mails("reconciliation_late", key)
    assert "controller" in told
    assert bookings.month_name(TODAY) in told["controller"].body


def test_each_desk_sees_what_waits_for_it(desk):
    payment = desk.propose(500)
    assert (kinds(desk.world.decider), kinds(desk.world.payer), kinds(desk.world.preparer)) == (["to_approve"], [], [])
    desk.approve(payment)
    assert (kinds(desk.world.decider), kinds(desk.world.payer)) == ([], ["to_release"])
    desk.pay(payment)
    actions.enter_bank_account(by=desk.coordinator, organisation=desk.world.hub, iban="NL02ABNA0123456789", **PAPER)
    (one,) = waiting.of(desk.world.payer)
    assert (one.kind, one.text, one.since) == ("account_number", "Hub", timezone.localdate())


def test_nothing_waits_for_who_acted_on_it(desk):
    desk.propose(10, by=desk.world.decider)
    assert kinds(desk.world.decider) == []
    assert kinds(desk.world.second) == ["to_approve"]
    also(desk.world.decider, Role.MINISTRY_PAYER, desk.world.ministry)
    desk.approved(10)
    assert "to_release" not in kinds(desk.world.decider)
    assert kinds(desk.world.payer) == ["to_release"]


@pytest.mark.parametrize("count", [1, 3])
def test_waiting_takes_as_many_statements_for_one_as_for_three(desk, count, django_assert_num_queries):
    for _number in range(count):
        desk.approved(10)
    person = User.objects.get(pk=desk.world.payer.pk)
    assert person.roles
    with django_assert_num_queries(3):  # Payments, account numbers, what comes back.
        list(waiting.payments.waiting(person))


def test_reminders_run_every_day():
    job = Job.objects.create(kind="funding.remind_of_payments", payload={})
    assert handlers["funding.remind_of_payments"](job) == {"sent": 0}
    assert repeats["funding.remind_of_payments"] == timedelta(days=1)
