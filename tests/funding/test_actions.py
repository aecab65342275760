"""Each verb, as its people use it, and what they may not do."""

import random
import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import Role
from funding import actions, audit, permissions
from funding.actions import places
from funding.actions.history import LOCK
from funding.actions.payment_desk import PROPOSING
from funding.actions.posting import mandate_of, open_accounts
from funding.actions.sending import FORMS
from funding.actions.turns import DECISIONS
from funding.models import Account, Entry, Reservation
from funding.rules import RuleBroken
from tests.funding import world as worlds
from tests.funding.attempts import reservation
from tests.funding.ruled import ordered
from tests.funding.world import DAY, LONG, PAPER, balances, basis, euros

pytestmark = pytest.mark.django_db
LATER = date(2019, 3, 1)


@pytest.fixture
def world():
    return worlds.build()


def held(world, **filters):
    return balances(line=world.line, **filters)


def test_from_budget_to_payment(world):
    world.allot(700_000, 700_000)
    world.match(700_000)
    award = world.grant(700_000)
    world.pay(award, 560_000)
    assert held(world) == {
        ("commitments", "committed"): euros(140_000),
        ("commitments", "paid"): euros(560_000),
        ("cash", "available"): euros(140_000),
        ("cash", "paid"): euros(560_000),
        ("cofunding", "committed"): euros(700_000),
    }
    with pytest.raises(RuleBroken, match=r"nog € 0,01 zijn ingelegd") as caught:
        world.pay(award, "0.01")
    assert caught.value.code == "funding_pool_realised_match_covers_payment"
    assert caught.value.facts["short"] == euros("0.01")


def test_settled_lower_recovered_and_shifted_to_a_later_year(world):
    """80 paid of 100, settled at 60 a year later: 20 comes back, 40 comes free, and a budget decision moves it."""
    world.allot(1000, 1000)
    pledge = world.match(100, realised=60)
    award = world.grant(100)
    world.pay(award, 80)
    settlement = world.settle(award, 60)
    actions.use_match(by=world.decider, basis=basis(LATER), settlement=settlement)
    with pytest.raises(RuleBroken) as caught:
        actions.withdraw(by=world.giver, basis=basis(LATER), pledge=pledge, kind="realised", amount=euros(1))
    assert caught.value.code == "funding_pledge_covers"
    actions.withdraw(by=world.giver, basis=basis(LATER), pledge=pledge, kind="committed", amount=euros(40))
    actions.refund(by=world.payer, basis=basis(LATER), award=award, paid_in=2018, amount=euros(20))
    actions.decommit(by=world.decider, basis=basis(LATER), award=award, amount=euros(40))
    assert held(world) == {
        ("commitments", "available"): euros(900),
        ("commitments", "paid"): euros(60),
        ("commitments", "freed"): euros(40),
        ("cash", "available"): euros(920),
        ("cash", "paid"): euros(60),
        ("cash", "freed"): euros(20),
        ("cofunding", "used"): euros(60),
    }
    for ledger, amount in (("commitments", 40), ("cash", 20)):
        about = {"line": world.line, "ledger": ledger, "from_year": 2018, "to_year": 2019, "amount": euros(amount)}
        actions.shift(by=world.decider, basis=basis(LATER), freed=True, **about)
    assert held(world, year=2019) == {("commitments", "available"): euros(40), ("cash", "available"): euros(20)}
    assert audit.differences() == []


def test_settlement_uses_the_oldest_realised_pledge_first(world):
    world.allot(1000, 1000)
    first, second, third = (world.match(50, realised=50) for _ in range(3))
    settlement = world.settle(world.grant(100), 60)
    actions.use_match(by=world.decider, basis=basis(), settlement=settlement)
    used = {pledge: balances(pledge=pledge).get(("cofunding", "used"), 0) for pledge in (first, second, third)}
    assert used == {first: euros(50), second: euros(10), third: 0}


def test_budget_lapses_or_goes_to_another_chapter(world):
    world.allot(100, 100)
    about = {"line": world.line, "year": 2018, "amount": euros(30)}
    actions.give_back(by=world.decider, basis=basis(), ledger="commitments", lapse=True, **about)
    actions.give_back(by=world.decider, basis=basis(), ledger="cash", lapse=False, **about)
    assert held(world) == {("commitments", "available"): euros(70), ("cash", "available"): euros(70)}
    assert set(Entry.objects.values_list("kind", flat=True)) == {"allot", "lapse", "transfer"}


def test_supplementary_budget_comes_at_the_top(world):
    root = world.line.parent.parent
    actions.allot(by=world.decider, basis=basis(), line=root, year=2018, commitments=euros(5), supplement=True)
    assert balances(line=root) == {("commitments", "available"): euros(5)}


def test_award_that_a_court_orders_goes_beyond_the_ceiling_and_stays_so(world):
    world.allot(10, 100)
    award = ordered(world, 50)
    assert held(world)["commitments", "committed"] == euros(50)
    assert award.get_ordered_by_display() == "rechter"
    assert Entry.objects.latest("pk").kind == "order"


def test_award_on_proof_takes_room_and_pays_nothing_before_proof(world):
    world.allot(100, 100)
    award = world.grant(60, condition="proof_of_match")
    with pytest.raises(RuleBroken) as caught:
        world.pay(award, 1)
    assert caught.value.code == "funding_pool_committed_match_covers"
    assert caught.value.facts["short"] == euros(60)
    world.match(60)
    world.pay(award, 48)


@pytest.mark.parametrize(("amount", "left"), [(60, 940), (100, 900), (250, 750)])
def test_award_out_of_a_reservation_gives_back_the_rest_or_takes_more(world, amount, left):
    world.allot(1000, 1000)
    world.match(1000)
    one = reservation(world)
    world.grant(amount, reservation=one)
    assert held(world)["commitments", "available"] == euros(left)
    assert ("commitments", "reserved") not in held(world)


def test_reservation_of_unknown_size_ends_without_moving_anything(world):
    one = reservation(world, size=None)
    entry = actions.release(by=world.decider, basis=basis(), reservation=one)
    assert (entry.parts, entry.transfers.count()) == (0, 0)


def test_historical_record_is_a_reservation_under_a_waiver(world):
    """SMITZH: € 0.7 million set apart on 5 February 2018, instrument unknown; no decision."""
    world.allot(700_000)
    waiver = actions.waive(by=world.controller, kind="historical_record", reason="vóór het portaal", **PAPER)
    one = reservation(world, size=euros(700_000), waiver=waiver)
    assert Entry.objects.get(waiver=waiver).kind == "reserve"
    assert held(world) == {("commitments", "reserved"): euros(700_000)}
    assert str(Reservation.objects.get()) == str(one) == "doel"


def test_waiver_lets_somebody_decide_on_what_they_prepared(world):
    world.allot(100, 100)
    world.match(100)
    waiver = actions.waive(by=world.controller, kind="own_preparation", reason="enige collega", **PAPER)
    assert world.grant(50, prepared_by=world.decider, waiver=waiver).waiver == waiver


def test_deputy_counts_as_whom_they_stand_in_for(world):
    """The second decider stands in for the decider, who approved: releasing is then not for them."""
    world.allot(100, 100)
    world.match(100)
    payment = world.approved(world.grant(50), 10)
    deputy = worlds.person("deputy", Role.MINISTRY_PAYER, world.ministry)
    about = {"person": deputy, "kind": "release", "stands_in_for": world.decider, **LONG, **PAPER}
    actions.give_mandate(by=world.controller, **about)
    with pytest.raises(RuleBroken) as caught:
        actions.pay(by=deputy, basis=basis(), payment=payment)
    assert caught.value.code == "funding_payment_is_released_by_another"
    actions.give_mandate(by=world.controller, **{**about, "stands_in_for": None})
    assert mandate_of(deputy, "release").stands_in_for is None


def test_correction_takes_back_also_in_a_closed_period(world):
    root = world.line.parent.parent
    one = actions.allot(by=world.decider, basis=basis(), line=root, year=2018, commitments=euros(5))
    actions.close_period(by=world.controller, until=date(2018, 12, 31), **PAPER)
    correction = actions.correct(by=world.controller, basis=basis(DAY), entry=one)
    assert (correction.corrects, correction.valid_on) == (one, DAY)
    assert balances(line=root) == {}


def test_correction_that_refills_a_reservation_of_unknown_size_states_nothing_for_it(world):
    """What goes back to the reservation stays for that one; for another of unknown size it must be stated."""
    world.allot(20, 20)
    world.match(20)
    one = reservation(world, size=None, at_least=euros(5))
    commitment = Entry.objects.get(transfers__to_account__award=world.grant(2, reservation=one))
    actions.correct(by=world.controller, basis=basis(), entry=commitment)
    assert held(world)["commitments", "reserved"] == euros(5)
    again = Entry.objects.filter(kind="commit", transfers__to_account__award=world.grant(2, reservation=one)).get()
    actions.reserve(
        by=world.decider, basis=basis(), line=world.line, year=2018, purpose_nl="ander", purpose_en="other", size=None
    )
    with pytest.raises(RuleBroken) as caught:
        actions.correct(by=world.controller, basis=basis(), entry=again)
    assert caught.value.code == "funding_line_states_what_stays"


def test_new_accounts_are_opened_in_one_order_whoever_asks(world):
    """In an order of one's own, two sessions would each wait for an account that the other has just opened."""
    orders = []
    for line in (world.line, world.line.parent):
        years = range(2019, 2139 if orders else 2039)
        open_accounts([places.available(line, year) for year in random.Random(1).sample(years, len(years))])
        opened = Account.objects.filter(line=line, year__lt=2039).order_by("pk")
        orders.append(list(opened.values_list("year", flat=True)))
    assert orders[0] == orders[1]


def test_reservation_without_a_lower_bound_is_made_once_per_key(world):
    """It moves nothing, and yet has its entry: with key, reason and, for the historical record, its waiver."""
    one, paper = basis(), {"by": world.controller, "kind": "historical_record", "reason": "vóór het portaal"}
    waiver = actions.waive(**paper, **PAPER)
    about = {"line": world.line, "year": 2018, "purpose_nl": "x", "purpose_en": "x", "size": None, "waiver": waiver}
    first = actions.reserve(by=world.decider, basis=one, **about)
    assert actions.reserve(by=world.decider, basis=one, **about) == first
    entry = Entry.objects.get(sets_apart=first)
    assert (entry.kind, entry.parts, entry.waiver, entry.key) == ("reserve", 0, waiver, one.key)
    with pytest.raises(RuleBroken) as caught:
        actions.reserve(by=world.decider, basis=one, **{**about, "purpose_nl": "iets anders"})
    assert caught.value.code == "funding_entry_key_is_used_once"
    assert Reservation.objects.get() == first
    assert audit.differences() == []


def test_key_of_somebody_else_is_refused_also_for_the_same_request(world):
    """Who did not act is not told that they did."""
    world.allot(100, 100)
    world.match(100)
    payment, one = world.approved(world.grant(50), 10), basis()
    actions.pay(by=world.payer, basis=one, payment=payment)
    other = worlds.person("other", Role.MINISTRY_PAYER, world.ministry)
    actions.give_mandate(by=world.controller, person=other, kind="release", **LONG, **PAPER)
    with pytest.raises(RuleBroken) as caught:
        actions.pay(by=other, basis=one, payment=payment)
    assert caught.value.code == "key_is_of_another"
    assert held(world)["commitments", "paid"] == euros(10)


def test_line_is_allotted_no_more_than_its_amount_over_all_years(world):
    """SMITZH is € 0.7 million: what lapses makes room, a supplementary budget comes on top."""
    root = world.line.parent.parent
    world.allot(600_000)
    world.allot(100_000, year=2019)
    with pytest.raises(RuleBroken, match="€ 0,01") as caught:
        world.allot("0.01", year=2019)
    assert caught.value.code == "funding_line_is_within_its_amount"
    about = {"line": world.line, "year": 2019, "ledger": "commitments", "lapse": True}
    lapsed = actions.give_back(by=world.decider, basis=basis(LATER), amount=euros(50), **about)
    world.allot(50, year=2019)
    with pytest.raises(RuleBroken) as caught:
        actions.correct(by=world.controller, basis=basis(LATER), entry=lapsed)
    assert caught.value.code == "funding_line_is_within_its_amount"
    world.allot(1000, supplement=True)
    assert balances(line=world.line) == {("commitments", "available"): euros(701_000)}
    assert balances(line=root) == {}


def test_allotment_that_is_corrected_makes_room_again(world):
    root = world.line.parent.parent
    one = actions.allot(by=world.decider, basis=basis(), line=root, year=2018, commitments=euros(3_500_000))
    actions.correct(by=world.controller, basis=basis(), entry=one)
    actions.allot(by=world.decider, basis=basis(), line=root, year=2018, commitments=euros(3_500_000))
    assert balances(line=root) == {("commitments", "available"): euros(3_500_000)}


def test_same_request_again_changes_nothing(world):
    world.allot(100, 100)
    world.match(100)
    payment, one = world.approved(world.grant(50), 10), basis()
    first = actions.pay(by=world.payer, basis=one, payment=payment)
    assert actions.pay(by=world.payer, basis=one, payment=payment) == first
    assert held(world)["commitments", "paid"] == euros(10)


def test_what_stays_for_a_reservation_is_part_of_the_request(world):
    world.allot(100)
    about = {"line": world.line, "ledger": "commitments", "from_year": 2018, "to_year": 2019, "amount": euros(10)}
    one, other = basis(), basis()
    moved = actions.shift(by=world.decider, basis=one, **about)
    with pytest.raises(RuleBroken) as caught:
        actions.shift(by=world.decider, basis=one, kept=euros(1), **about)
    assert caught.value.code == "funding_entry_key_is_used_once"
    actions.correct(by=world.controller, basis=other, entry=moved)
    with pytest.raises(RuleBroken) as caught:
        actions.correct(by=world.controller, basis=other, entry=moved, kept=euros(1))
    assert caught.value.code == "funding_entry_key_is_used_once"


def test_each_advisory_lock_has_a_number_of_its_own():
    """Two that share one wait for what has nothing to do with them."""
    files = (Path(settings.BASE_DIR) / "funding" / "sql").glob("*.sql")
    numbers = {*re.findall(r"advisory_xact_lock(?:_shared)?\((\d+),", "".join(one.read_text() for one in files))}
    assert sorted([*numbers, *map(str, (FORMS, DECISIONS, PROPOSING, LOCK))]) == [str(one) for one in range(4800, 4806)]


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("0", "amount_is_not_positive"),
        ("-1", "amount_is_not_positive"),
        ("NaN", "amount_is_not_positive"),
        ("1.005", "amount_is_too_precise"),
        ("100000000000000", "amount_is_too_large"),
    ],
)
def test_what_is_no_amount_is_refused(world, amount, code):
    root = world.line.parent.parent
    with pytest.raises(RuleBroken) as caught:
        actions.allot(by=world.decider, basis=basis(), line=root, year=2018, commitments=euros(amount))
    assert caught.value.code == code


def test_without_a_mandate_nobody_decides(world):
    newcomer = worlds.person("newcomer", Role.MINISTRY_DECIDER, world.ministry)
    with pytest.raises(RuleBroken, match="mandaat"):
        world.grant(1, by=newcomer)


ROLES = {
    "can_set_budget": {"decider", "second"},
    "can_prepare": {"preparer", "decider", "second"},
    "can_decide": {"decider", "second"},
    "can_release": {"payer"},
    "can_keep_books": {"controller"},
    "can_waive": {"decider", "second", "controller"},
}
PEOPLE = ("preparer", "decider", "second", "payer", "controller", "editor", "giver")


def test_roles_open_what_they_should(world):
    for name, allowed in ROLES.items():
        answers = {person: getattr(permissions, name)(getattr(world, person)) for person in PEOPLE}
        assert {person for person, (yes, _reason) in answers.items() if yes} == allowed
        assert [person for person, (yes, reason) in answers.items() if yes == bool(reason)] == []


def test_pledge_is_claimed_confirmed_and_withdrawn_by_its_own_people(world):
    pledge = world.pledge()
    can = {
        "claim": {one for one in PEOPLE if permissions.can_claim(getattr(world, one), world.hub)[0]},
        "confirm": {one for one in PEOPLE if permissions.can_confirm(getattr(world, one), pledge)[0]},
        "withdraw": {one for one in PEOPLE if permissions.can_withdraw(getattr(world, one), pledge)[0]},
    }
    assert can == {
        "claim": {"preparer", "decider", "second", "editor"},
        "confirm": {"controller", "giver"},
        "withdraw": {"controller", "editor", "giver"},
    }
    with pytest.raises(RuleBroken) as caught:
        actions.confirm_committed(by=world.payer, basis=basis(), pledge=pledge, amount=euros(1))
    assert caught.value.code == "not_allowed"
