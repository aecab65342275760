"""The letter of 5 February 2018 in the books: what a controller can check with the letter in hand.

Everything is entered by `enter_letter`; amounts are in millions of euros, as the letter writes them.
"""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Organisation
from funding import actions, audit, books, schemes
from funding.actions import Decision
from funding.amounts import Range
from funding.measures import BOOK_MEASURES
from funding.models import (
    Account,
    Award,
    BudgetLine,
    Entry,
    MatchPool,
    Payment,
    Pledge,
    Reservation,
    SchemeVersion,
    Settlement,
    Waiver,
)
from funding.rules import RuleBroken
from regions.models import Region
from tests.funding import connections
from tests.funding import world as worlds
from tests.funding.test_worked_examples import at_least, million
from tests.funding.world import basis, euros

LETTER_DAY = date(2018, 2, 5)


@pytest.fixture
def world(db):
    return worlds.build()


@pytest.fixture
def entered(world):
    assert actions.enter_letter(by=world.decider, waived_by=world.controller) is True
    return world


def measure(key: str, line: str, *, day: date | None = None) -> Range | None:
    """A measure of one line, over all entries or as valid on a day."""
    read = books.read(valid_on=day) if day else books.read()
    held = [one for slot, one in read.holdings.items() if slot.line == BudgetLine.objects.get(key=line).pk]
    found = next(one for one in BOOK_MEASURES if one.key == key)
    return found.value(sum(held[1:], held[0]))


def allotted(line: str):
    """What came in from above, whatever went on to the lines below."""
    return Account.objects.get(line__key=line, ledger="commitments", kind="available", year=2018).received


def pool() -> MatchPool:
    return MatchPool.objects.get(version__scheme__key="brief-2018")


# --- The budget -------------------------------------------------------------------------------------------------------


def test_3_5_is_allotted_as_2_8_for_the_regions_and_0_7_for_sme_support(entered):
    assert [allotted(line) for line in ("si_2018", "regional", "sme_support")] == [3_500_000, 2_800_000, 700_000]
    assert measure("available", "si_2018") == million(0)
    assert measure("available", "sme_support") == million("0.7")


def test_2_8_is_0_7_for_smitzh_and_2_1_for_the_rest(entered):
    assert [allotted(line) for line in ("smitzh", "regional_rest")] == [700_000, 2_100_000]
    assert measure("available", "regional") == million(0)


def test_commitments_of_2018_alone_and_no_cash_ceiling(entered):
    """The letter gives neither another year nor what may be paid when."""
    assert set(Account.objects.filter(year__isnull=False).values_list("ledger", "year")) == {("commitments", 2018)}
    assert measure("cash_available", "smitzh") is None


@pytest.mark.parametrize(
    ("key", "rule"),
    [("si_2018", "funding_line_is_within_its_amount"), ("regional", "funding_line_available_covers")],
)
def test_no_line_can_be_allotted_a_cent_more(entered, key, rule):
    line = BudgetLine.objects.get(key=key)
    with pytest.raises(RuleBroken) as refused:
        actions.allot(by=entered.decider, basis=basis(), line=line, year=2018, commitments=euros("0.01"))
    assert refused.value.code == rule


# --- What is set apart ------------------------------------------------------------------------------------------------


def test_0_7_is_set_apart_for_smitzh_and_nothing_of_it_is_left(entered):
    assert measure("reserved", "smitzh") == million("0.7")
    assert measure("available", "smitzh") == million(0)
    assert "onbekend" in Reservation.objects.get(line__key="smitzh").purpose_nl


def test_of_the_2_1_at_most_2_1_is_available_beside_the_data_value_center(entered):
    assert measure("available", "regional_rest") == million(0, "2.1")
    assert measure("reserved", "regional_rest") == million(0, "2.1")
    reservation = Reservation.objects.get(line__key="regional_rest")
    assert (reservation.purpose_nl, reservation.size) == ("Data Value Center Smart Industry", None)


def test_taking_from_the_2_1_states_what_stays_for_the_data_value_center(entered):
    """Whoever passes money on to the other hubs says how much of it is left for the Center."""
    hubs = BudgetLine.objects.get(key="other_hubs")
    about = {"by": entered.decider, "line": hubs, "year": 2018, "commitments": euros(2_000_000)}
    with pytest.raises(RuleBroken) as refused:
        actions.allot(basis=basis(), **about)
    assert refused.value.code == "funding_line_states_what_stays"
    with pytest.raises(RuleBroken) as refused:
        actions.allot(basis=basis(), kept=euros(200_000), **about)
    assert refused.value.facts["short"] == euros(100_000)
    actions.allot(basis=basis(), kept=euros(100_000), **about)


# --- The match --------------------------------------------------------------------------------------------------------


def test_match_of_smitzh_in_the_letter_is_at_least_0_7_because_the_province_names_no_amount(entered):
    assert measure("match_intended", "smitzh", day=LETTER_DAY) == at_least("0.7")
    assert measure("match_committed", "smitzh") == million(0)


def test_the_hague_stands_apart_with_its_own_source_and_day(entered):
    """The letter does not name it: on the day of the letter it is not there."""
    pledge = Pledge.objects.get(funder__name="Gemeente Den Haag")
    booked = Entry.objects.get(transfers__to_account__pledge=pledge)
    assert "Link Magazine" in pledge.document
    assert (pledge.document_date, booked.valid_on) == (date(2018, 2, 28), date(2018, 2, 28))
    assert pledge.accounts.get().balance == 1_000_000
    assert measure("match_intended", "smitzh", day=date(2018, 2, 28)) == at_least("1.7")


def test_pledge_of_the_province_has_no_amount_and_that_is_not_nothing(entered):
    pledge = Pledge.objects.get(funder__name="Provincie Zuid-Holland")
    assert (pledge.document, pledge.accounts.count()) == ("Kamerstuk 29 826 nr. 94", 0)


def test_pledges_of_unknown_origin_count_for_nothing_until_it_is_known(entered):
    pledge = Pledge.objects.get(funder__name__contains="MRDH")
    assert (pledge.origin, pledge.claimed_by.region.slug) == ("unknown", "zuid-holland")
    with pytest.raises(RuleBroken) as refused:
        actions.confirm_committed(by=entered.controller, basis=basis(), pledge=pledge, amount=euros(700_000))
    assert refused.value.code == "funding_pledge_origin_counts"


# --- No decision ------------------------------------------------------------------------------------------------------


def test_of_the_rules_only_the_ratio_is_known(entered):
    version = pool().version
    unknown = ["instrument", "level", "advance_share", "origins", "in_kind", "evidence"]
    assert (version.ratio, version.instrument, schemes.unknown_rules(version)) == (1, "unknown", unknown)


def test_nothing_can_be_granted_to_smitzh_under_what_the_letter_says(entered):
    recipient = Pledge.objects.filter(pool=pool()).first().claimed_by
    decision = Decision(
        number="V-1", pool=pool(), recipient=recipient, amount=euros(700_000), prepared_by=entered.preparer
    )
    reservation = Reservation.objects.get(line__key="smitzh")
    with pytest.raises(RuleBroken) as refused:
        actions.grant(by=entered.decider, basis=basis(), decision=decision, reservation=reservation)
    assert refused.value.code == "funding_award_is_under_known_rules"


def test_no_decision_payment_or_settlement_is_made_up(entered):
    assert not any(model.objects.exists() for model in (Award, Payment, Settlement))
    assert set(Entry.objects.values_list("kind", flat=True)) == {"allot", "reserve", "pledge"}
    assert not SchemeVersion.objects.get(scheme__key="brief-2018").scheme.demo


def test_each_reservation_and_amount_of_match_rests_on_a_waiver_of_its_own_by_another(entered):
    waived = Entry.objects.filter(kind__in=["reserve", "pledge"])
    assert {entry.waiver.kind for entry in waived} == {"historical_record"}
    assert len({entry.waiver_id for entry in waived}) == waived.count() == Waiver.objects.count() == 4
    assert {entry.recorded_by for entry in waived} == {entered.decider}
    assert {waiver.recorded_by for waiver in Waiver.objects.all()} == {entered.controller}


def test_every_entry_has_its_document_and_date(entered):
    letter = Entry.objects.exclude(document__contains="Link Magazine")
    assert set(letter.values_list("document", "document_date", "valid_on")) == {
        ("Kamerstuk 29 826 nr. 94", LETTER_DAY, LETTER_DAY)
    }
    assert letter.count() == Entry.objects.count() - 1


# --- Entering ---------------------------------------------------------------------------------------------------------


def test_entering_again_changes_nothing_whoever_does_it(entered):
    before = (Entry.objects.count(), Pledge.objects.count(), Waiver.objects.count(), Organisation.objects.count())
    assert actions.enter_letter(by=entered.second, waived_by=entered.controller) is False
    assert before == (
        Entry.objects.count(), Pledge.objects.count(), Waiver.objects.count(), Organisation.objects.count()
    )  # fmt: skip
    assert audit.differences() == []


def test_organisations_that_are_there_are_found(world):
    region = Region.objects.get(slug="zuid-holland")
    known = Organisation.objects.create(name="Gemeente Den Haag", kind="cofunder", region=region)
    actions.enter_letter(by=world.decider, waived_by=world.controller)
    assert Pledge.objects.get(document__contains="Link Magazine").funder == known


@pytest.mark.parametrize(
    ("by", "waived_by", "rule"),
    [
        ("decider", "decider", "funding_waiver_is_of_this_kind_and_by_another"),
        ("payer", "controller", "not_allowed"),
        ("decider", "preparer", "not_allowed"),
        ("editor", "giver", "not_allowed"),
    ],
)
def test_letter_is_entered_by_a_decider_with_waivers_of_the_controller(world, by, waived_by, rule):
    with pytest.raises(RuleBroken) as refused:
        actions.enter_letter(by=getattr(world, by), waived_by=getattr(world, waived_by))
    assert refused.value.code == rule
    assert not Entry.objects.exists()


def test_command_enters_once(world, capsys):
    people = ["--by", world.decider.email.upper(), "--waived-by", world.controller.email]
    for said in ("is entered", "was already entered"):
        call_command("enter_letter", *people)
        assert said in capsys.readouterr().out


def test_command_says_who_is_missing_or_may_not(world):
    with pytest.raises(CommandError, match="Nobody here has the e-mail address niemand@test.example"):
        call_command("enter_letter", "--by", "niemand@test.example", "--waived-by", world.controller.email)
    with pytest.raises(CommandError, match="Met uw rol kunt u dit niet doen"):
        call_command("enter_letter", "--by", world.payer.email, "--waived-by", world.controller.email)


def test_two_who_enter_at_once_enter_it_once(fresh_database):
    world = worlds.build()
    entered = []

    def write(_number):
        entered.append(actions.enter_letter(by=world.decider, waived_by=world.controller))

    assert connections.race(2, write) == ["admitted", "admitted"]
    assert sorted(entered) == [False, True]
    assert audit.differences() == []
