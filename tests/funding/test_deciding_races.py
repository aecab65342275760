"""Two people, or two clicks, that decide at the same moment."""

from funding.actions.deciding import decide, send_back
from funding.models import Award, Letter, ProposalReturn
from jobs import clock
from tests.funding import planned
from tests.funding.connections import race
from tests.funding.world import build

NUMBER = {"reference": "FA-1"}


def with_money():
    world = build()
    world.allot(200_000, 200_000, year=clock.today().year)
    world.match(100_000)
    return world, planned.proposed(world, planned.in_review(world))


def test_two_deciders_at_once_take_one_decision(fresh_database):
    world, proposal = with_money()
    people = [world.decider, world.second]
    results = race(2, lambda number: decide(by=people[number], proposal=proposal, **NUMBER))
    assert results == ["admitted", "funding_proposal_is_live"]
    assert (Award.objects.count(), Letter.objects.count()) == (1, 1)


def test_a_double_click_at_once_is_one_decision(fresh_database):
    world, proposal = with_money()
    assert race(4, lambda number: decide(by=world.decider, proposal=proposal, **NUMBER)) == ["admitted"] * 4
    assert (Award.objects.count(), Letter.objects.count()) == (1, 1)


def test_deciding_and_sending_back_at_once_does_one_of_them(fresh_database):
    world = build()
    proposal = planned.proposed(world, planned.in_review(world), kind="refuse")

    def act(number):
        if number:
            return send_back(by=world.second, proposal=proposal, note="Beter.")
        return decide(by=world.decider, proposal=proposal)

    assert race(2, act) == ["admitted", "funding_proposal_is_live"]
    assert Letter.objects.count() + ProposalReturn.objects.count() == 1
