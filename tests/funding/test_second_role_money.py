"""A second role where money is booked: nobody lowers, books back, corrects, confirms or remarks for whom they serve."""

import pytest
from django.db.models import Model

from funding import actions, award_state
from funding.actions import places
from funding.ledger import CASH, Move
from funding.models import BankAccount, Remark
from funding.rules import RuleBroken, held_by_books
from tests.funding import connections
from tests.funding import papers as paper
from tests.funding.attempts import raw
from tests.funding.award_world import Granted
from tests.funding.test_second_role import GIVE, RULE, built, rich, serves, wait_until_somebody_waits
from tests.funding.world import DAY, PAPER, basis, euros


def lowered(world, by):
    to = places.available(world.line, 2018)
    return raw(world, "decommit", Move(places.committed(world.award), to, euros(1)), by=by)


def committed_again(world, by):
    moves = [Move(places.available(world.line, 2018), places.committed(world.award), euros(1))]
    return raw(world, "commit", *moves, by=by)


def paid_back(world, by):
    moves = [
        Move(places.paid(world.award), places.committed(world.award), euros(1)),
        Move(places.cash_paid(world.award, 2018), places.available(world.line, 2018, CASH), euros(1)),
    ]
    return raw(world, "refund", *moves, by=by)


def taken_back(world, by):
    return actions.correct(by=by, basis=basis(), entry=world.paid)


MOVES = {"lowered": "second", "committed_again": "second", "paid_back": "payer", "taken_back": "controller"}


def moved(world, move) -> str:
    """The rule that refuses this entry, made past all permissions; "" when it is let in."""
    try:
        globals()[move](world, getattr(world, MOVES[move]))
    except RuleBroken as broken:
        return broken.code
    return ""


@pytest.fixture
def running(db):
    """Something was paid, and the commitment was lowered, by others than who act in MOVES."""
    world = built()
    world.paid = actions.pay(by=world.payer, basis=basis(), payment=world.approved_one)
    actions.decommit(by=world.decider, basis=basis(), award=world.award, amount=euros(10))
    return world


@pytest.mark.parametrize("move", MOVES)
def test_nobody_moves_money_of_an_organisation_that_they_serve(running, move):
    serves(getattr(running, MOVES[move]), running.hub)
    assert moved(running, move) == RULE


@pytest.mark.parametrize("move", MOVES)
def test_who_serves_another_moves_money(running, move):
    serves(getattr(running, MOVES[move]), running.funder)
    assert moved(running, move) == ""


def test_actions_refuse_it_before_the_database_does(running):
    serves(running.payer, running.hub)
    del running.payer.holdings
    account = BankAccount.objects.get()
    for act in (
        lambda: actions.refund(by=running.payer, basis=basis(), award=running.award, paid_in=2018, amount=euros(1)),
        lambda: actions.confirm_bank_account(by=running.payer, account=account, **PAPER),
    ):
        with pytest.raises(RuleBroken) as caught:
            act()
        assert caught.value.code == "not_allowed"


@pytest.mark.django_db
def test_what_a_waived_decision_lowers_goes_under_its_waiver():
    """A change and a settlement of an own organisation's award, each by the waiver of its letter."""
    one = Granted(1000, realised=1000)
    world = one.world
    serves(world.decider, world.hub)

    def exception():
        about = {"kind": "own_preparation", "reason": "Niemand anders", **PAPER}
        return actions.waive(by=world.controller, **about)

    one.decide("amend", amount=euros(900), legal_ground="4:50", waiver=exception())
    one.decide("settle", amount=euros(700), legal_ground="4:46-a", waiver=exception())
    assert award_state.standing_of(one.award).sum("committed") == euros(700)
    # What follows from no decision stays refused, also to who once decided under a waiver.
    with pytest.raises(RuleBroken) as caught:
        raw(world, "decommit", Move(places.committed(one.award), places.available(world.line, 2018), euros(1)))
    assert caught.value.code == RULE


# --- At the same moment ----------------------------------------------------------------------------------------------


LATER = {
    "refund": lambda world: actions.refund(
        by=world.payer, basis=basis(), award=world.award, paid_in=2018, amount=euros(1)
    ),
    "lowering": lambda world: lowered(world, world.payer),
    "confirmation": lambda world: actions.confirm_bank_account(by=world.payer, account=world.newer, **PAPER),
    "remark": lambda world: insert(remark_on(world.in_review, world.payer)),
}


def remark_on(papers, by):
    return Remark(version=papers.version, section="about", text="beter", recorded_by=by)


def insert(row: Model) -> None:
    with held_by_books():
        row.save(force_insert=True)


@pytest.mark.parametrize("act", LATER)
def test_who_is_getting_a_role_waits_and_does_not_book_confirm_or_remark(fresh_database, act):
    busy = rich()
    busy.award = busy.grant(100)
    busy.pay(busy.award, 10)
    about = {"organisation": busy.hub, "iban": "NL02ABNA0123456789"}
    busy.newer = actions.enter_bank_account(by=busy.preparer, **about, **PAPER)
    busy.in_review = paper.proposed(busy)
    with connections.application() as giving, connections.Session() as acting:
        with giving.cursor() as cursor:
            cursor.execute(GIVE, [busy.payer.pk, busy.hub.pk, DAY])
        acted = acting.start(lambda: LATER[act](busy))
        wait_until_somebody_waits()
        giving.commit()
        with pytest.raises(RuleBroken) as caught:
            connections.result(acted)
    assert caught.value.code == RULE
