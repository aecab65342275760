"""Many at once, each with its own connection at READ COMMITTED, behind one barrier: never more than is there.

Every writer's request fits alone; together they do not. Exactly as many are admitted as fit, and the books agree.
"""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from funding import actions, audit
from funding.actions import Decision, places
from funding.actions.posting import open_accounts
from funding.ledger import COMMITTED
from funding.models import BudgetLine, Closing, Entry
from funding.rules import RuleBroken
from tests.funding import connections
from tests.funding import world as worlds
from tests.funding.world import PAPER, basis, euros

WRITERS = pytest.mark.parametrize("writers", [2, 16])


@pytest.fixture
def world(fresh_database):
    return worlds.build()


def outcome(writers: int, admitted: int, rule: str) -> list[str]:
    return sorted(["admitted"] * admitted + [rule] * (writers - admitted))


def decision(world, number, amount) -> Decision:
    return Decision(
        number=f"V-{number}", pool=world.pool, recipient=world.hub, amount=euros(amount), prepared_by=world.preparer
    )


@WRITERS
def test_commitments_never_exceed_what_is_available(world, writers):
    world.allot(150, 10_000)
    world.match(10_000)
    bases = [basis() for _ in range(writers)]

    def write(number):
        actions.grant(by=world.decider, basis=bases[number], decision=decision(world, number, 100))

    assert connections.race(writers, write) == outcome(writers, 1, "funding_line_available_covers")
    assert audit.differences() == []


@WRITERS
def test_children_never_exceed_the_line_above(world, writers):
    root = world.line.parent.parent
    actions.allot(by=world.decider, basis=basis(), line=root, year=2018, commitments=euros(150))
    lines = list(BudgetLine.objects.filter(parent=root))
    bases = [basis() for _ in range(writers)]

    def write(number):
        line = lines[number % len(lines)]
        actions.allot(by=world.decider, basis=bases[number], line=line, year=2018, commitments=euros(100))

    assert connections.race(writers, write) == outcome(writers, 1, "funding_line_available_covers")
    assert audit.differences() == []


@WRITERS
def test_commitments_never_exceed_the_committed_match(world, writers):
    world.allot(10_000, 10_000)
    world.match(150)
    bases = [basis() for _ in range(writers)]

    def write(number):
        actions.grant(by=world.decider, basis=bases[number], decision=decision(world, number, 100))

    assert connections.race(writers, write) == outcome(writers, 1, "funding_pool_committed_match_covers")
    assert audit.differences() == []


@WRITERS
def test_commitment_and_withdrawal_of_the_match_behind_it_do_not_both_pass(world, writers):
    """With locks on the accounts alone both pass: they share none."""
    world.allot(10_000, 10_000)
    pledge = world.match(100)
    bases = [basis() for _ in range(writers)]

    def write(number):
        if number % 2:
            actions.grant(by=world.decider, basis=bases[number], decision=decision(world, number, 100))
        else:
            actions.withdraw(by=world.giver, basis=bases[number], pledge=pledge, kind=COMMITTED, amount=euros(100))

    results = connections.race(writers, write)
    assert results.count("admitted") == 1, results
    assert set(results) <= {"admitted", "funding_pool_committed_match_covers", "funding_pledge_covers"}
    assert audit.differences() == []


@WRITERS
def test_payments_never_exceed_the_commitment(world, writers):
    world.allot(10_000, 10_000)
    world.match(10_000, realised=10_000)
    award = world.grant(150)
    payments = [world.approved(award, 100) for _ in range(writers)]
    bases = [basis() for _ in range(writers)]

    def write(number):
        actions.pay(by=world.payer, basis=bases[number], payment=payments[number])

    assert connections.race(writers, write) == outcome(writers, 1, "funding_award_commitment_covers")
    assert audit.differences() == []


@WRITERS
def test_payments_of_two_awards_never_exceed_the_cash_year(world, writers):
    world.allot(10_000, 150)
    world.match(10_000, realised=10_000)
    payments = [world.approved(world.grant(100), 100) for _ in range(writers)]
    bases = [basis() for _ in range(writers)]

    def write(number):
        actions.pay(by=world.payer, basis=bases[number], payment=payments[number])

    assert connections.race(writers, write) == outcome(writers, 1, "funding_line_cash_covers")
    assert audit.differences() == []


@WRITERS
def test_payments_of_two_awards_never_rest_on_the_same_realised_match(world, writers):
    """Each award may be paid 80 in advance; 20 of match is realised, for one of them."""
    world.allot(10_000, 10_000)
    world.match(10_000, realised=20)
    payments = [world.approved(world.grant(100), 100) for _ in range(writers)]
    bases = [basis() for _ in range(writers)]

    def write(number):
        actions.pay(by=world.payer, basis=bases[number], payment=payments[number])

    rule = "funding_pool_realised_match_covers_payment"
    assert connections.race(writers, write) == outcome(writers, 1, rule)
    assert audit.differences() == []


@WRITERS
def test_settlements_never_rest_on_the_same_realised_match(world, writers):
    world.allot(10_000, 10_000)
    world.match(10_000, realised=100)
    awards = [world.grant(100) for _ in range(writers)]

    def write(number):
        world.settle(awards[number], 100)

    rule = "funding_pool_realised_match_covers_settlement"
    assert connections.race(writers, write) == outcome(writers, 1, rule)
    assert audit.differences() == []


@WRITERS
def test_award_is_settled_once(world, writers):
    world.allot(10_000, 10_000)
    world.match(10_000, realised=10_000)
    award = world.grant(100)
    results = connections.race(writers, lambda number: world.settle(award, 50))
    assert results == outcome(writers, 1, "funding_settlement_first_is_one")


@WRITERS
def test_refunds_never_exceed_what_was_paid(world, writers):
    world.allot(10_000, 10_000)
    world.match(10_000, realised=10_000)
    award = world.grant(100)
    world.pay(award, 100)
    bases = [basis() for _ in range(writers)]

    def write(number):
        actions.refund(by=world.payer, basis=bases[number], award=award, paid_in=2018, amount=euros(60))

    assert connections.race(writers, write) == outcome(writers, 1, "funding_award_paid_covers")
    assert audit.differences() == []


@WRITERS
def test_reservation_is_resolved_once(world, writers):
    world.allot(10_000, 10_000)
    reservation = actions.reserve(
        by=world.decider, basis=basis(), line=world.line, year=2018, purpose_nl="x", purpose_en="x", size=euros(100)
    )
    bases = [basis() for _ in range(writers)]

    def write(number):
        actions.release(by=world.decider, basis=bases[number], reservation=reservation)

    assert connections.race(writers, write) == outcome(writers, 1, "funding_reservation_resolves_once")
    assert audit.differences() == []


@WRITERS
def test_commitment_and_a_reservation_of_unknown_size_do_not_pass_each_other(world, writers):
    """Whoever commits after the reservation states what stays; whoever came before did not have to."""
    world.allot(10_000, 10_000)
    world.match(10_000)
    bases = [basis() for _ in range(writers)]

    def write(number):
        if number:
            actions.grant(by=world.decider, basis=bases[number], decision=decision(world, number, 1))
        else:
            about = {"purpose_nl": "x", "purpose_en": "x", "size": None, "at_least": euros(5)}
            actions.reserve(by=world.decider, basis=bases[0], line=world.line, year=2018, **about)

    results = connections.race(writers, write)
    assert set(results) <= {"admitted", "funding_line_states_what_stays"}
    assert results.count("admitted") == 1 + Entry.objects.filter(kind="commit").count()
    # Whoever comes now finds the reservation.
    with pytest.raises(RuleBroken, match="onbekende omvang"):
        world.grant(1)
    assert audit.differences() == []


@WRITERS
def test_same_evidence_counts_once_also_on_two_lines(world, writers):
    line = BudgetLine.objects.get(key="other_hubs")
    pools = [world.pool, world.pool_for(line=line)]
    pledges = [world.pledge(pool=pools[number % 2], evidence="besluit 1") for number in range(writers)]
    for pledge in pledges:
        actions.intend(by=world.editor, basis=basis(), pledge=pledge, amount=euros(10))
    bases = [basis() for _ in range(writers)]

    def write(number):
        actions.confirm_committed(by=world.giver, basis=bases[number], pledge=pledges[number], amount=euros(10))

    assert connections.race(writers, write) == outcome(writers, 1, "funding_pledge_counts_once")
    assert audit.differences() == []


@WRITERS
def test_same_evidence_counts_once_also_when_a_withdrawal_is_taken_back(world, writers):
    first = world.match(10, evidence="besluit 1")
    gone = actions.withdraw(by=world.giver, basis=basis(), pledge=first, kind=COMMITTED, amount=euros(10))
    pledges = [world.pledge(evidence="besluit 1") for _ in range(writers)]
    for pledge in pledges:
        actions.intend(by=world.editor, basis=basis(), pledge=pledge, amount=euros(10))
    bases = [basis() for _ in range(writers)]

    def write(number):
        if number:
            actions.confirm_committed(by=world.giver, basis=bases[number], pledge=pledges[number], amount=euros(10))
        else:
            actions.correct(by=world.controller, basis=bases[0], entry=gone)

    assert connections.race(writers, write) == outcome(writers, 1, "funding_pledge_counts_once")
    assert audit.differences() == []


@WRITERS
def test_double_click_pays_once_and_tells_everyone_the_same(world, writers):
    world.allot(10_000, 10_000)
    world.match(10_000, realised=10_000)
    payment, one, entries = world.approved(world.grant(100), 60), basis(), set()

    def write(number):
        entries.add(actions.pay(by=world.payer, basis=one, payment=payment).pk)

    assert connections.race(writers, write) == ["admitted"] * writers
    assert len(entries) == 1
    assert audit.differences() == []


@WRITERS
def test_payment_and_a_changing_account_number_do_not_pass_each_other(world, writers):
    world.allot(10_000, 10_000)
    world.match(10_000, realised=10_000)
    award = world.grant(10_000)
    payments = [world.approved(award, 1) for _ in range(writers)]
    new = actions.enter_bank_account(by=world.preparer, organisation=world.hub, iban="NL02ABNA0123456789", **PAPER)
    bases = [basis() for _ in range(writers)]

    def write(number):
        if number:
            actions.pay(by=world.payer, basis=bases[number], payment=payments[number])
        else:
            actions.confirm_bank_account(by=world.payer, account=new, **PAPER)

    results = connections.race(writers, write)
    assert set(results) <= {"admitted", "funding_payment_goes_to_a_confirmed_account"}
    late = world.approved(award, 1)
    with pytest.raises(RuleBroken, match="rekeningnummer"):
        actions.pay(by=world.payer, basis=basis(), payment=late)
    assert audit.differences() == []


@WRITERS
def test_closing_waits_for_entries_on_their_way_and_stops_later_ones(world, writers):
    root = world.line.parent.parent
    bases = [basis() for _ in range(writers)]

    def write(number):
        if number:
            actions.allot(by=world.decider, basis=bases[number], line=root, year=2018, commitments=euros(1))
        else:
            actions.close_period(by=world.controller, until=date(2018, 12, 31), **PAPER)

    results = connections.race(writers, write)
    assert set(results) <= {"admitted", "funding_entry_is_valid_in_an_open_period"}
    closing = Closing.objects.get()
    assert [entry for entry in Entry.objects.filter(kind="allot") if entry.recorded_at > closing.recorded_at] == []


def test_second_session_in_between_waits_and_then_sees(world):
    """One session has committed 100 and not ended; another that wants the same waits, and is refused."""
    world.allot(150, 10_000)
    world.match(10_000)

    def other():
        with pytest.raises(RuleBroken) as refused:
            actions.grant(by=world.decider, basis=basis(), decision=decision(world, "other", 100))
        return refused.value.code

    with connections.Session() as session:
        with transaction.atomic():
            actions.grant(by=world.decider, basis=basis(), decision=decision(world, "one", 100))
            waiting = session.start(other)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.5)
        assert connections.result(waiting) == "funding_line_available_covers"


def test_reservation_waits_for_a_new_account_without_holding_its_line(world):
    """Whoever holds the line while it waits for an account waits for somebody who wants the line."""
    root = world.line.parent.parent

    def reserve():
        about = {"purpose_nl": "x", "purpose_en": "x", "size": euros(5)}
        return actions.reserve(by=world.decider, basis=basis(), line=root, year=2030, **about)

    with connections.Session() as session:
        with transaction.atomic():
            open_accounts([places.available(root, 2030)])
            waiting = session.start(reserve)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.5)
            actions.allot(by=world.decider, basis=basis(), line=root, year=2030, commitments=euros(5))
        assert connections.result(waiting).size == euros(5)


@transaction.atomic
def die_while_paying(world, one, payment):
    actions.pay(by=world.payer, basis=one, payment=payment)
    with connection.cursor() as cursor, connections.application() as other, other.cursor() as killer:
        cursor.execute("SELECT pg_backend_pid()")
        killer.execute("SELECT pg_terminate_backend(%s)", cursor.fetchone())
        cursor.execute("SELECT 1")


def test_killed_between_pay_and_confirm_pays_exactly_once(world):
    """The session dies before it could commit; the same request again pays, and once more changes nothing."""
    world.allot(10_000, 10_000)
    world.match(10_000, realised=10_000)
    payment, one = world.approved(world.grant(100), 60), basis()
    with pytest.raises(DatabaseError, match=r"connection|terminat|closed"):
        die_while_paying(world, one, payment)
    connection.close()
    assert not Entry.objects.filter(kind="pay").exists()
    entry = actions.pay(by=world.payer, basis=one, payment=payment)
    assert actions.pay(by=world.payer, basis=one, payment=payment) == entry
    assert Entry.objects.filter(kind="pay").count() == 1
    assert audit.differences() == []
