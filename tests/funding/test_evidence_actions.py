"""Evidence: handed in, judged by another, asked for later; one thing at a time, also of two people at once."""

from datetime import date, timedelta

import pytest
from django.core import mail

from accounts.models import Role
from funding import actions, award_state
from funding.actions import Cost
from funding.models import CostLine, Delivery, Duty, Judgement
from funding.rules import RuleBroken, held_by_books
from tests.funding import world as worlds
from tests.funding.award_world import Granted
from tests.funding.test_settlement import refused
from tests.funding.world import euros

pytestmark = pytest.mark.django_db
COSTS = [Cost("fieldlabs", "Proeflijn", euros(300)), Cost("support", "Advies", euros("100.50"))]


@pytest.fixture
def granted():
    one = Granted(200_000, realised=200_000)
    one.ask()
    return one


def duty(one, kind="costs", about="") -> Duty:
    return Duty.objects.get(award=one.award, kind=kind, about=about, extended_by=None)


def handed_in(one, kind="costs", about="", costs=COSTS, by=None) -> Delivery:
    costs = costs if kind in ("costs", "yearly_report") else ()
    return actions.hand_in(by=by or one.coordinator, duty=duty(one, kind, about), note="bijgaand", costs=costs)


def test_handed_in_and_accepted_in_part(granted):
    delivery = handed_in(granted)
    first, second = delivery.costs.all()
    judgement = actions.accept(
        by=granted.world.preparer, delivery=delivery, accepted={first.pk: euros(250)}, note="zonder reiskosten"
    )
    assert judgement.accepted
    assert dict(judgement.costs.values_list("cost", "amount")) == {first.pk: euros(250), second.pk: euros("100.50")}
    found = [(one.kind, one.reported, one.accepted) for one in award_state.costs_of(granted.award)]
    assert found == [("fieldlabs", euros(300), euros(250)), ("support", euros("100.50"), euros("100.50"))]
    assert award_state.facts_of(granted.award).costs == euros("350.50")


def test_sent_back_and_handed_in_again(granted):
    first = handed_in(granted)
    later = duty(granted).due_on + timedelta(days=30)
    actions.send_back(by=granted.world.preparer, delivery=first, note="De facturen ontbreken.", mend_by=later)
    assert (duty(granted).due_on, duty(granted).reason) == (later, "De facturen ontbreken.")
    assert award_state.costs_of(granted.award) == []
    actions.accept(by=granted.world.preparer, delivery=handed_in(granted))
    assert [one.accepted for one in award_state.costs_of(granted.award)] == [euros(300), euros("100.50")]


def test_sent_back_without_a_later_date_keeps_the_old_one(granted):
    before = duty(granted)
    actions.send_back(by=granted.world.preparer, delivery=handed_in(granted), note="Onvolledig.", mend_by=before.due_on)
    assert duty(granted) == before


def test_account_at_the_end_stands_in_place_of_the_reports(granted):
    actions.accept(by=granted.world.preparer, delivery=handed_in(granted, "yearly_report", "2018"))
    report = handed_in(granted, "yearly_report", "2019", costs=[Cost("support", "Advies", euros(50))])
    found = {one.kind: (one.reported, one.accepted) for one in award_state.costs_of(granted.award)}
    assert found == {"fieldlabs": (euros(300), euros(300)), "support": (euros("150.50"), euros("100.50"))}
    actions.accept(by=granted.world.preparer, delivery=report)
    actions.accept(by=granted.world.preparer, delivery=handed_in(granted, costs=[Cost("support", "Alles", euros(900))]))
    assert [(one.kind, one.accepted) for one in award_state.costs_of(granted.award)] == [("support", euros(900))]


def test_what_handing_in_refuses(granted):
    before = {
        "no costs": refused(lambda: handed_in(granted, costs=[])),
        "nothing": refused(lambda: actions.hand_in(by=granted.coordinator, duty=duty(granted, "performance"))),
        "costs elsewhere": refused(
            lambda: actions.hand_in(by=granted.coordinator, duty=duty(granted, "auditor"), note="x", costs=COSTS)
        ),
        "zero": refused(lambda: handed_in(granted, costs=[Cost("support", "x", euros(0))])),
        "half a cent": refused(lambda: handed_in(granted, costs=[Cost("support", "x", euros("1.005"))])),
    }
    handed_in(granted)
    actions.accept(by=granted.world.preparer, delivery=handed_in(granted, "performance"))
    old = duty(granted, "auditor")
    actions.extend(by=granted.world.preparer, duty=old, due_on=old.due_on + timedelta(days=7), reason="ziekte")
    after = {
        "waits": refused(lambda: handed_in(granted)),
        "accepted": refused(lambda: handed_in(granted, "performance")),
        "old date": refused(lambda: actions.hand_in(by=granted.coordinator, duty=old, note="x")),
    }
    granted.decide("settle", amount=euros(200_000))
    assert {**before, **after, "settled": refused(lambda: handed_in(granted, "auditor"))} == {
        "no costs": "costs_are_stated",
        "nothing": "funding_delivery_holds_something",
        "costs elsewhere": "funding_costline_is_in_a_report",
        "zero": "amount_is_not_positive",
        "half a cent": "amount_is_too_precise",
        "waits": "funding_delivery_waits_for_its_judgement",
        "accepted": "funding_delivery_is_still_asked",
        "old date": "funding_delivery_is_for_the_newest_date",
        "settled": "award_is_settled",
    }


def test_what_judging_refuses(granted):
    delivery = handed_in(granted)
    cost = delivery.costs.first()
    by = granted.world.preparer
    tries = {
        "more": lambda: actions.accept(by=by, delivery=delivery, accepted={cost.pk: euros("300.01")}),
        "less unexplained": lambda: actions.accept(by=by, delivery=delivery, accepted={cost.pk: euros(0)}, note=" "),
        "negative": lambda: actions.accept(by=by, delivery=delivery, accepted={cost.pk: euros(-1)}, note="x"),
        "returned in silence": lambda: actions.send_back(by=by, delivery=delivery, note=" "),
    }
    codes = {name: refused(act) for name, act in tries.items()}
    actions.accept(by=by, delivery=delivery, accepted={cost.pk: euros(0)}, note="geen bewijs")
    codes["twice"] = refused(lambda: actions.accept(by=granted.world.decider, delivery=delivery))
    codes["added later"] = refused(lambda: add_cost(granted, delivery))
    assert codes == {
        "more": "funding_acceptedcost_is_within_the_report",
        "less unexplained": "less_is_explained",
        "negative": "amount_is_not_positive",
        "returned in silence": "funding_judgement_return_says_why",
        "twice": "funding_judgement_is_given_once",
        "added later": "funding_costline_is_in_a_report",
    }
    assert Judgement.objects.count() == 1


def add_cost(one, delivery):
    with held_by_books():
        CostLine.objects.create(
            delivery=delivery, kind="support", description="later", reported=1, recorded_by=one.coordinator
        )


def test_date_moves_later_with_a_reason_while_it_is_open(granted):
    by, one = granted.world.preparer, duty(granted)
    week = timedelta(days=7)
    codes = {
        "earlier": refused(lambda: actions.extend(by=by, duty=one, due_on=one.due_on - week, reason="x")),
        "same": refused(lambda: actions.extend(by=by, duty=one, due_on=one.due_on, reason="x")),
        "no reason": refused(lambda: actions.extend(by=by, duty=one, due_on=one.due_on + week, reason=" ")),
    }
    actions.extend(by=by, duty=one, due_on=one.due_on + week, reason="ziekte")
    codes["twice"] = refused(lambda: actions.extend(by=by, duty=one, due_on=one.due_on + 2 * week, reason="x"))
    handed_in(granted)
    now = duty(granted)
    codes["handed in"] = refused(lambda: actions.extend(by=by, duty=now, due_on=now.due_on + week, reason="x"))
    assert codes == {
        "earlier": "funding_duty_is_extended_to_later",
        "same": "funding_duty_is_extended_to_later",
        "no reason": "funding_duty_extension_says_why",
        "twice": "funding_duty_is_extended_once",
        "handed in": "funding_duty_is_open_when_extended",
    }
    assert (now.due_on, now.letter, now.about) == (one.due_on + week, one.letter, one.about)


def test_roles(granted):
    world = granted.world
    reader = worlds.person("reader", Role.HUB_READER, world.hub)
    people = {"coordinator": granted.coordinator, "editor": world.editor, "preparer": world.preparer,
              "decider": world.decider, "payer": world.payer, "giver": world.giver, "reader": reader}  # fmt: skip
    kinds = iter(["performance", "auditor"])
    hands_in = {
        name
        for name, by in people.items()
        if not _refuses(lambda by=by: handed_in(granted, next(kinds, "costs"), by=by))
    }
    delivery = handed_in(granted, "yearly_report", "2018")
    judges = {
        name for name, by in people.items() if not _refuses(lambda by=by: actions.accept(by=by, delivery=delivery))
    }
    one = duty(granted, "yearly_report", "2019")
    later = one.due_on + timedelta(days=1)
    extends = {
        name
        for name, by in people.items()
        if not _refuses(lambda by=by: actions.extend(by=by, duty=one, due_on=later, reason="x"))
    }
    assert (hands_in, judges, extends) == ({"coordinator", "editor"}, {"preparer", "decider"}, {"preparer", "decider"})


def _refuses(act) -> bool:
    """Only for want of a right: that somebody was before them is another answer."""
    try:
        act()
    except RuleBroken as broken:
        return broken.code == "not_allowed"
    return False


def test_who_handed_in_does_not_judge_in_a_second_role(granted):
    worlds.RoleHolding.objects.create(
        person=granted.coordinator, organisation=granted.world.ministry, role=Role.MINISTRY_PREPARER,
        starts_on=date(2018, 1, 1),
    )  # fmt: skip
    delivery = handed_in(granted)
    assert refused(lambda: actions.accept(by=granted.coordinator, delivery=delivery)) == "not_allowed"


def test_evidence_of_ones_own_organisation_is_not_judged_in_a_second_role(granted):
    preparer = granted.world.preparer
    worlds.RoleHolding.objects.create(
        person=preparer, organisation=granted.world.hub, role=Role.HUB_READER, starts_on=date(2018, 1, 1)
    )
    delivery, judge = handed_in(granted), type(preparer).objects.get(pk=preparer.pk)
    assert refused(lambda: actions.accept(by=judge, delivery=delivery)) == "not_allowed"


def test_nothing_is_mailed_before_the_transaction_ends(granted):
    handed_in(granted)
    assert mail.outbox == []
