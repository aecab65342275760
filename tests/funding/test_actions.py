"""Each verb, as its people use it."""

import pytest

from funding.rules import RuleBroken
from tests.funding import world as worlds
from tests.funding.world import balances, euros

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return worlds.build()


def test_story_from_budget_to_payment(world):
    world.allot(700_000, 700_000)
    world.match(700_000)
    award = world.grant(700_000)
    world.pay(award, 560_000)
    assert balances(line=world.line) == {
        ("commitments", "committed"): euros(140_000),
        ("commitments", "paid"): euros(560_000),
        ("cash", "available"): euros(140_000),
        ("cash", "paid"): euros(560_000),
        ("cofunding", "committed"): euros(700_000),
    }
    with pytest.raises(RuleBroken, match=r"nog € 0,01 zijn ingelegd") as caught:
        world.pay(award, "0.01")
    assert caught.value.code == "funding_pool_realised_match_covers_payment"
