"""Mandates end early: by another person, from today at the earliest, and what was done under them stands."""

from datetime import timedelta

import pytest
from django.db import transaction

from funding import actions, permissions
from funding.models import Award, Mandate, MandateEnd
from funding.rules import RuleBroken
from jobs import clock
from tests.funding import connections
from tests.funding import world as worlds
from tests.funding.world import LONG, PAPER
from tests.refusals import refusal


@pytest.fixture
def world(db):
    return worlds.build()


def rich(world):
    world.allot(100, 100)
    world.match(100)
    return world


def end(world, *, day, by=None, person=None, kind="decide"):
    mandate = (person or world.decider).mandates.get(kind=kind)
    return actions.end_mandate(by=by or world.controller, mandate=mandate, ends_on=day, **PAPER)


def yesterday():
    return clock.today() - timedelta(days=1)


def test_mandate_that_ended_yesterday_decides_nothing_more(world):
    before = rich(world).grant(10)
    end(world, day=yesterday())
    with pytest.raises(RuleBroken) as refused:
        world.grant(10)
    assert refused.value.code == "funding_mandate_covers_the_act"
    assert Award.objects.get() == before
    assert world.grant(10, by=world.second).mandate.person == world.second


def test_mandate_holds_until_and_including_its_last_day(world):
    end(rich(world), day=clock.today())
    assert world.grant(10).mandate.person == world.decider


def test_another_mandate_takes_the_place_of_the_one_that_ended(world):
    end(rich(world), day=yesterday())
    again = actions.give_mandate(by=world.controller, person=world.decider, kind="decide", **LONG, **PAPER)
    assert world.grant(10).mandate == again


def test_mandate_that_has_not_begun_is_withdrawn_too(world):
    later = {"starts_on": clock.today() + timedelta(days=30), "ends_on": clock.today() + timedelta(days=60)}
    one = actions.give_mandate(by=world.controller, person=world.payer, kind="approve", **later, **PAPER)
    ended = actions.end_mandate(by=world.controller, mandate=one, ends_on=clock.today(), **PAPER)
    assert str(ended) == f"{one} – {clock.today()}"


def test_only_who_gives_mandates_withdraws_them(world):
    assert permissions.can_waive(world.payer)[0] is False
    with pytest.raises(RuleBroken) as refused:
        end(world, day=clock.today(), by=world.payer)
    assert refused.value.code == "not_allowed"


# --- Plain SQL --------------------------------------------------------------------------------------------------------

END = (
    "INSERT INTO funding_mandateend (mandate_id, ends_on, document, document_date, recorded_by_id)"
    " VALUES (%s, %s, 'x', '2018-06-01', %s)"
)


def insert(mandate, by, days) -> str:
    return refusal(END, mandate.pk, clock.today() + timedelta(days=days), by.pk)


@pytest.mark.parametrize(
    ("who", "days", "rule"),
    [
        ("controller", -1, ""),
        ("controller", 0, ""),
        ("decider", 0, "funding_mandateend_is_given_by_another"),
        ("controller", -2, "funding_mandateend_lies_ahead"),
        ("controller", 40_000, "funding_mandateend_lies_ahead"),
    ],
)
def test_withdrawal_is_by_another_and_lies_ahead(world, who, days, rule):
    assert insert(world.decider.mandates.get(kind="decide"), getattr(world, who), days) == rule


def test_withdrawal_is_of_a_mandate_that_exists_and_given_once(world):
    mandate = world.decider.mandates.get(kind="decide")
    missing = Mandate(pk=mandate.pk + 1_000_000)
    assert insert(missing, world.controller, 0) == "funding_entry_refers_to_what_exists"
    assert insert(mandate, world.controller, 0) == ""
    assert insert(mandate, world.controller, -1) == "funding_mandateend_is_given_once"


def test_act_under_a_withdrawn_mandate_is_refused_by_the_database(world):
    award = rich(world).grant(10)
    end(world, day=yesterday())
    same = (
        "recipient_id, pool_id, year, condition, ordered_by, prepared_by_id, mandate_id, document_date, recorded_by_id"
    )
    another_award = (
        f"INSERT INTO funding_award (number, amount, document, {same}) SELECT 'X', 1, 'x', {same}"
        f" FROM funding_award WHERE id = {award.pk}"
    )
    same = "prepared_by_id, mandate_id, document, document_date, recorded_by_id"
    settlement = (
        f"INSERT INTO funding_settlement (award_id, amount, {same}) SELECT id, 5, {same}"
        f" FROM funding_award WHERE id = {award.pk}"
    )
    assert [refusal(sql) for sql in (another_award, settlement)] == ["funding_mandate_covers_the_act"] * 2


# --- Two sessions -----------------------------------------------------------------------------------------------------


def test_withdrawal_waits_for_the_act_that_is_on_its_way(fresh_database):
    world = rich(worlds.build())
    with connections.Session() as session:
        with transaction.atomic():
            world.grant(10)
            waiting = session.start(lambda: end(world, day=yesterday()))
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.5)
        connections.result(waiting)
    assert MandateEnd.objects.count() == Award.objects.count() == 1
