"""The verbs of payments and account numbers: who may, once, and what happens when two act at once."""

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Organisation, Role
from accounts.rules import constraint_of
from funding import actions, audit, iban, payments, permissions, waiting
from funding.models import BankAccount, Entry, Letter, Payment, PaymentApproval, PaymentWithdrawal
from funding.rules import RuleBroken
from jobs.models import Job
from tests.funding import connections, payment_world
from tests.funding import world as worlds
from tests.funding.payment_world import TODAY, also
from tests.funding.world import PAPER, basis, euros

OTHER_NUMBER = "NL02ABNA0123456789"
WRITERS = pytest.mark.parametrize("writers", [2, 16])


@pytest.fixture
def desk(db):
    return payment_world.build()


@pytest.fixture
def busy(fresh_database):
    return payment_world.build()


def told(name) -> list[int]:
    return list(
        Job.objects.filter(kind="funding.send_notice", payload__notice=name)
        .order_by("created_at")
        .values_list("payload__about", flat=True)
    )


def refused(sql, *values) -> str:
    """The rule that this statement breaks."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    return constraint_of(caught.value)


def in_the_hub(desk, who):
    """This person of the ministry, who also reads for the hub that receives the award."""
    worlds.RoleHolding.objects.create(
        person=who, organisation=desk.world.hub, role=Role.HUB_READER, starts_on=worlds.LONG["starts_on"]
    )
    return type(who).objects.get(pk=who.pk)


# --- Who may ----------------------------------------------------------------------------------------------------------


def test_nobody_approves_or_releases_a_payment_to_their_own_organisation(desk):
    proposed, approved = desk.propose(10), desk.approved(20)
    decider, payer = in_the_hub(desk, desk.world.decider), in_the_hub(desk, desk.world.payer)
    with pytest.raises(RuleBroken, match="U werkt voor de organisatie"):
        actions.approve_advance(by=decider, payment=proposed)
    with pytest.raises(RuleBroken, match="U werkt voor de organisatie"):
        actions.pay(by=payer, basis=basis(TODAY), payment=approved)
    assert (proposed.approvals.count(), Entry.objects.filter(kind="pay").count()) == (0, 0)
    assert not [one for one in (*waiting.of(decider), *waiting.of(payer)) if "/betalingen/" in one.url]


@pytest.mark.parametrize("who", ["decider", "payer", "controller", "editor"])
def test_who_may_do_what(desk, who):
    person, world = getattr(desk.world, who), desk.world
    assert permissions.can_prepare(person)[0] == (who == "decider")
    assert permissions.can_stop_payment(person, world.preparer.pk)[0] == (who in ("decider", "payer"))
    assert permissions.can_stop_payment(person, person.pk)[0] == (who in ("decider", "payer"))
    assert permissions.can_reconcile(person)[0] == (who == "controller")
    assert permissions.can_see_account_numbers(person)[0] == (who == "payer")
    assert permissions.can_enter_account(person, world.hub)[0] is False
    assert permissions.can_see_payments(person, world.hub)[0] is True
    assert permissions.can_see_payments(person, world.funder)[0] == (who != "editor")


def test_preparer_stops_what_they_prepared_and_nothing_else(desk):
    assert permissions.can_stop_payment(desk.world.preparer, desk.world.preparer.pk)[0] is True
    assert permissions.can_stop_payment(desk.world.preparer, desk.world.decider.pk)[0] is False


def test_coordinator_enters_the_number_of_the_own_organisation_alone(desk):
    assert permissions.can_enter_account(desk.coordinator, desk.world.hub)[0] is True
    assert permissions.can_enter_account(desk.coordinator, desk.world.funder)[0] is False
    assert permissions.can_enter_account(desk.world.preparer, desk.world.funder)[0] is True


@pytest.mark.parametrize("verb", ["prepare", "approve", "pay", "stop", "enter", "confirm"])
def test_stranger_is_refused(desk, verb):
    payment, editor = desk.propose(), desk.world.editor
    acts = {
        "prepare": lambda: desk.propose(by=editor),
        "approve": lambda: actions.approve_advance(by=editor, payment=payment),
        "pay": lambda: actions.pay(by=editor, basis=basis(), payment=payment),
        "stop": lambda: actions.stop_payment(by=editor, payment=payment, reason="x"),
        "enter": lambda: actions.enter_bank_account(by=editor, organisation=desk.world.hub, iban="x", **PAPER),
        "confirm": lambda: actions.confirm_bank_account(by=editor, account=desk.world.bank, **PAPER),
    }
    with pytest.raises(RuleBroken) as caught:
        acts[verb]()
    assert caught.value.code == "not_allowed"


# --- Propose ----------------------------------------------------------------------------------------------------------


def test_proposal_goes_to_the_newest_confirmed_number(desk):
    newer = actions.enter_bank_account(by=desk.coordinator, organisation=desk.world.hub, iban=OTHER_NUMBER, **PAPER)
    assert desk.propose().bank_account == desk.world.bank
    assert payments.number_of(desk.world.hub) == (desk.world.bank, newer)
    actions.confirm_bank_account(by=desk.world.payer, account=newer, **PAPER)
    assert desk.propose().bank_account == newer
    assert payments.number_of(desk.world.hub) == (newer, None)


def test_without_a_confirmed_number_nothing_is_proposed(desk):
    desk.world.match(10)
    award = desk.world.grant(10, day=TODAY, recipient=desk.world.funder)
    with pytest.raises(RuleBroken) as caught:
        desk.propose(1, award=award)
    assert caught.value.code == "funding_payment_goes_to_a_confirmed_account"


def test_same_form_proposes_once_and_other_content_is_refused(desk):
    first = desk.propose(10, key="a")
    assert desk.propose(10, key="a") == first
    with pytest.raises(RuleBroken) as caught:
        desk.propose(11, key="a")
    assert caught.value.code == "funding_sentform_key_is_used_once"
    assert told("payment_waiting") == [first.pk]


@WRITERS
def test_proposals_at_once_never_exceed_what_may_be_paid(busy, writers):
    """80,000 may be paid; each asks 50,000."""

    def write(number):
        busy.propose(50_000, key=f"k{number}")

    results = connections.race(writers, write)
    rule = "funding_pool_realised_match_covers_payment"
    assert set(results) <= {"admitted", rule, "funding_award_commitment_covers"}
    assert results.count("admitted") == 1
    assert Payment.objects.count() == 1


# --- Approve, and its letter ------------------------------------------------------------------------------------------


def test_approval_sends_the_decision_on_the_advance(desk):
    payment = desk.approved(500)
    letter = Letter.objects.get(payment=payment)
    assert (letter.award, letter.amount, letter.recipient) == (desk.award, euros(500), desk.world.hub)
    assert "eerste voorschot" in letter.ground
    assert told("payment_waiting") == [payment.pk, payment.pk]


def test_approving_twice_is_once_for_the_same_person_alone(desk):
    payment = desk.propose()
    first = actions.approve_advance(by=desk.world.decider, payment=payment)
    assert actions.approve_advance(by=desk.world.decider, payment=payment) == first
    with pytest.raises(RuleBroken) as caught:
        actions.approve_advance(by=desk.world.second, payment=payment)
    assert caught.value.code == "funding_paymentapproval_is_given_once"
    assert Letter.objects.count() == 1


@WRITERS
def test_double_click_approves_once_and_writes_one_letter(busy, writers):
    payment = busy.propose()
    write = lambda _number: actions.approve_advance(by=busy.world.decider, payment=payment)  # noqa: E731
    assert connections.race(writers, write) == ["admitted"] * writers
    assert (PaymentApproval.objects.count(), Letter.objects.count()) == (1, 1)


# --- Stop -------------------------------------------------------------------------------------------------------------


def test_stop_says_why(desk):
    with pytest.raises(RuleBroken) as caught:
        actions.stop_payment(by=desk.world.preparer, payment=desk.propose(), reason=" ")
    assert caught.value.code == "funding_paymentwithdrawal_says_why"


def test_stopping_twice_is_once_for_the_same_person_alone(desk):
    payment = desk.propose()
    first = actions.stop_payment(by=desk.world.preparer, payment=payment, reason="x")
    assert actions.stop_payment(by=desk.world.preparer, payment=payment, reason="x") == first
    with pytest.raises(RuleBroken) as caught:
        actions.stop_payment(by=desk.world.payer, payment=payment, reason="x")
    assert caught.value.code == "funding_payment_withdrawn_stays_so"
    assert told("payment_stopped") == [payment.pk]


def test_approved_payment_that_was_stopped_is_not_paid(desk):
    payment = desk.approved()
    actions.stop_payment(by=desk.world.payer, payment=payment, reason="x")
    with pytest.raises(RuleBroken) as caught:
        desk.pay(payment)
    assert caught.value.code == "funding_payment_withdrawn_stays_so"


STOP = (
    "INSERT INTO funding_paymentwithdrawal (payment_id, kind, reason, recorded_by_id)"
    " SELECT %s, 'withdrawn', 'x', %s FROM generate_series(1, %s)"
)


def test_plain_sql_stops_no_payment_twice_nor_one_that_was_paid(desk):
    preparer, paid, open_one = desk.world.preparer, desk.approved(), desk.approved()
    desk.pay(paid)
    assert refused(STOP, paid.pk, preparer.pk, 1) == "funding_payment_paid_is_not_withdrawn"
    assert refused(STOP, 10**9, preparer.pk, 1) == "funding_entry_refers_to_what_exists"
    # Both rows of one statement: the trigger sees the first, and else the table's own rule would.
    rules = ("funding_payment_withdrawn_stays_so", "funding_paymentwithdrawal_is_made_once")
    assert refused(STOP, open_one.pk, preparer.pk, 2) in rules


@WRITERS
def test_payment_and_its_withdrawal_do_not_both_pass(busy, writers):
    payment = busy.approved()
    bases = [basis(TODAY) for _ in range(writers)]

    def write(number):
        if number % 2:
            actions.pay(by=busy.world.payer, basis=bases[number], payment=payment)
        else:
            actions.stop_payment(by=busy.world.preparer, payment=payment, reason="x")

    results = connections.race(writers, write)
    rules = {"funding_payment_withdrawn_stays_so", "funding_payment_paid_is_not_withdrawn"}
    assert set(results) <= {"admitted", "funding_entry_payment_is_paid_once", *rules}
    paid, stopped = Entry.objects.filter(kind="pay").count(), PaymentWithdrawal.objects.count()
    assert (paid, stopped) in [(1, 0), (0, 1)]
    assert audit.differences() == []


@WRITERS
def test_approval_and_withdrawal_at_once_leave_nothing_to_pay(busy, writers):
    payment = busy.propose()

    def write(number):
        if number % 2:
            actions.approve_advance(by=busy.world.decider, payment=payment)
        else:
            actions.stop_payment(by=busy.world.preparer, payment=payment, reason="x")

    results = connections.race(writers, write)
    assert set(results) <= {"admitted", "funding_payment_withdrawn_stays_so"}
    assert PaymentWithdrawal.objects.count() == 1
    with pytest.raises(RuleBroken):
        busy.pay(payment)


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_older_snapshot_stops_no_payment(busy, level):
    payment = busy.approved()
    with connections.application() as own, own.cursor() as cursor:
        cursor.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
        with pytest.raises(Exception, match="READ COMMITTED"):
            cursor.execute(
                "INSERT INTO funding_paymentwithdrawal (payment_id, kind, reason, recorded_by_id)"
                " VALUES (%s, 'withdrawn', 'x', %s)",
                [payment.pk, busy.world.preparer.pk],
            )


# --- Pay --------------------------------------------------------------------------------------------------------------


@WRITERS
def test_two_payers_at_once_pay_once(busy, writers):
    payment = busy.approved()
    second = worlds.person("tweede", Role.MINISTRY_PAYER, busy.world.ministry)
    actions.give_mandate(by=busy.world.controller, person=second, kind="release", **worlds.LONG, **PAPER)
    payers, bases = [busy.world.payer, second], [basis(TODAY) for _ in range(writers)]

    def write(number):
        actions.pay(by=payers[number % 2], basis=bases[number], payment=payment)

    results = connections.race(writers, write)
    assert results == sorted(["admitted"] + ["funding_entry_payment_is_paid_once"] * (writers - 1))
    assert Entry.objects.filter(kind="pay").count() == 1
    assert told("payment_made") == [payment.pk]
    assert audit.differences() == []


@WRITERS
def test_double_click_pays_once_and_tells_once(busy, writers):
    payment, one = busy.approved(), basis(TODAY)
    write = lambda _number: actions.pay(by=busy.world.payer, basis=one, payment=payment)  # noqa: E731
    assert connections.race(writers, write) == ["admitted"] * writers
    assert told("payment_made") == [payment.pk]


def test_who_prepared_may_not_approve_and_who_approved_may_not_release(desk):
    own = desk.propose(by=desk.world.decider)
    with pytest.raises(RuleBroken) as caught:
        actions.approve_advance(by=desk.world.decider, payment=own)
    assert caught.value.code == "funding_payment_is_approved_by_another"
    actions.approve_advance(by=desk.world.second, payment=own)
    also(desk.world.second, Role.MINISTRY_PAYER, desk.world.ministry)
    with pytest.raises(RuleBroken) as caught:
        actions.pay(by=desk.world.second, basis=basis(TODAY), payment=own)
    assert caught.value.code == "funding_payment_is_released_by_another"


# --- Account numbers --------------------------------------------------------------------------------------------------

VALID = [
    "NL91ABNA0417164300",
    "NL02ABNA0123456789",
    "DE89370400440532013000",
    "BE68539007547034",
    "MT84MALT011000012345MTLCAST001S",
]
INVALID = ["NL92ABNA0417164300", "NL91ABNA0417164301", "NL91ABNA0471164300", "NL00ABNA0417164300"]


@pytest.mark.parametrize("number", VALID + INVALID)
def test_check_digits_are_the_same_in_python_and_in_the_database(desk, number):
    sql = (
        "INSERT INTO funding_bankaccount (organisation_id, iban, document, document_date, recorded_by_id)"
        " VALUES (%s, %s, 'x', '2018-01-01', %s)"
    )
    values = (desk.world.hub.pk, number, desk.world.preparer.pk)
    assert iban.is_valid(number) == (number in VALID)
    if number in INVALID:
        assert refused(sql, *values) == "funding_bankaccount_check_digits_are_right"
    else:
        account = actions.enter_bank_account(
            by=desk.world.preparer, organisation=desk.world.funder, iban=iban.readable(number).lower(), **PAPER
        )
        assert account.iban == number


def test_number_of_another_form_is_no_iban():
    assert [iban.is_valid(text) for text in ("", "123", "NL91", "NL91ABNA04171643é0")] == [False] * 4
    assert iban.plain(" nl91 abna-0417.1643 00") == VALID[0]
    assert iban.masked(VALID[0]) == "NL91 •••• 4300"


def test_same_number_again_is_the_same_row(desk):
    first = actions.enter_bank_account(by=desk.coordinator, organisation=desk.world.hub, iban=OTHER_NUMBER, **PAPER)
    again = actions.enter_bank_account(by=desk.coordinator, organisation=desk.world.hub, iban=OTHER_NUMBER, **PAPER)
    assert again == first
    assert told("account_number_changed")[-1:] == [first.pk]
    assert told("account_number_changed").count(first.pk) == 1


def test_number_that_was_replaced_is_not_confirmed_any_more(desk):
    first = actions.enter_bank_account(by=desk.coordinator, organisation=desk.world.hub, iban=OTHER_NUMBER, **PAPER)
    actions.enter_bank_account(by=desk.coordinator, organisation=desk.world.hub, iban=VALID[2], **PAPER)
    with pytest.raises(RuleBroken) as caught:
        actions.confirm_bank_account(by=desk.world.payer, account=first, **PAPER)
    assert caught.value.code == "account_is_the_newest"


def test_old_number_back_again_is_a_new_row_that_waits(desk):
    newer = actions.enter_bank_account(by=desk.coordinator, organisation=desk.world.hub, iban=OTHER_NUMBER, **PAPER)
    back = actions.enter_bank_account(by=desk.coordinator, organisation=desk.world.hub, iban=VALID[0], **PAPER)
    assert back.pk > newer.pk
    assert payments.number_of(desk.world.hub) == (desk.world.bank, back)


def test_two_people_who_enter_the_same_number_at_once_make_one_row(busy):
    organisation = Organisation.objects.get(pk=busy.world.hub.pk)

    def write(_number):
        actions.enter_bank_account(by=busy.world.preparer, organisation=organisation, iban=OTHER_NUMBER, **PAPER)

    assert connections.race(16, write) == ["admitted"] * 16
    assert BankAccount.objects.filter(iban=OTHER_NUMBER).count() == 1
