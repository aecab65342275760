"""Two people at once: of two judgements, deliveries or settlements one counts."""

from funding import actions
from funding.models import AcceptedCost
from tests.funding import connections
from tests.funding.award_world import Granted
from tests.funding.test_evidence_actions import handed_in
from tests.funding.world import euros


def test_of_two_judgements_at_once_one_counts(fresh_database):
    one = Granted(200_000)
    one.ask()
    delivery = handed_in(one)
    people = [one.world.preparer, one.world.decider]
    results = connections.race(2, lambda number: actions.accept(by=people[number], delivery=delivery))
    assert results == ["admitted", "funding_judgement_is_given_once"]
    assert AcceptedCost.objects.count() == 2


def test_of_two_deliveries_at_once_one_counts(fresh_database):
    one = Granted(200_000)
    one.ask()
    people = [one.coordinator, one.world.editor]
    results = connections.race(2, lambda number: handed_in(one, by=people[number]))
    assert results == ["admitted", "funding_delivery_waits_for_its_judgement"]


def test_of_two_who_settle_at_once_one_does(fresh_database):
    one = Granted(1000, realised=1000)
    proposal = one.propose("settle", amount=euros(1000))
    people = [one.world.decider, one.world.second]
    results = connections.race(2, lambda number: one.take(proposal, by=people[number]))
    assert results == ["admitted", "funding_proposal_is_live"]
