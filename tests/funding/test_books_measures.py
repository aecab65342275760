"""The measures over the books: a case that a controller can check, and what is unknown stays so."""

from decimal import Decimal

import pytest

from funding import actions, books
from funding.amounts import Range
from funding.measures import BOOK_MEASURES, Holdings
from tests.funding import world as worlds
from tests.funding.attempts import reservation
from tests.funding.world import basis, euros

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return worlds.build()


def measured(held: Holdings) -> dict[str, str]:
    """Every measure in words of its own: "100", "0–100", "100–" or "-"."""
    found = {measure.key: measure.value(held) for measure in BOOK_MEASURES}
    return {key: words(amount) for key, amount in found.items()}


def words(amount: Range | None) -> str:
    if amount is None:
        return "-"
    if amount.known:
        return f"{amount.low.normalize():f}"
    return f"{amount.low.normalize():f}–" + ("" if amount.high is None else f"{amount.high.normalize():f}")


def test_smitzh_half_way(world):
    world.allot(700_000, 400_000)
    world.match(500_000, realised=100_000)
    reservation(world, size=euros(50_000))
    award = world.grant(450_000)
    world.pay(award, 300_000)
    assert measured(books.by_line()[world.line.pk]) == {
        "allotted": "700000",
        "available": "200000",
        "reserved": "50000",
        "committed": "450000",
        "open": "150000",
        "paid": "300000",
        "freed": "0",
        "cash_available": "100000",
        "cash_paid": "300000",
        "match_intended": "0",
        "match_committed": "500000",
        "match_realised": "100000",
        "match_used": "0",
        "match_needed": "450000",
        "match_shortfall": "0",
        "match_ratio": "1.111111111111111111111111111",
    }


def test_reservation_of_unknown_size_makes_what_is_left_a_range(world):
    world.allot(700_000, 700_000)
    reservation(world, size=None, at_least=euros(100_000))
    found = measured(books.by_line()[world.line.pk])
    assert (found["available"], found["reserved"]) == ("0–600000", "100000–700000")
    assert found["match_ratio"] == "-"


def test_pledge_without_an_amount_makes_the_match_a_minimum(world):
    world.pledge()
    pledge = world.pledge()
    actions.intend(by=world.editor, basis=basis(), pledge=pledge, amount=euros(5))
    assert measured(books.by_line()[world.line.pk])["match_intended"] == "5–"


def test_award_on_proof_needs_no_match_before_it_is_paid(world):
    world.allot(700_000, 700_000)
    award = world.grant(100, condition="proof_of_match")
    assert measured(books.by_line()[world.line.pk])["match_needed"] == "0"
    world.match(100)
    world.pay(award, 10)
    assert measured(books.by_line()[world.line.pk])["match_needed"] == "100"


def test_year_leaves_out_other_years_and_sums_add_up(world):
    world.allot(100, 50)
    world.allot(30, 20, year=2019)
    both, one, other = (books.by_line(year)[world.line.pk] for year in (None, 2018, 2019))
    assert measured(one)["allotted"] == "100"
    assert measured(other)["cash_available"] == "20"
    assert measured(one + other) == measured(both)
    unknown = Holdings(needed=None)
    assert measured(both + unknown)["match_needed"] == "-"
    assert measured(unknown)["match_shortfall"] == "-"


def test_every_measure_has_its_words_once():
    assert len({measure.key for measure in BOOK_MEASURES}) == len(BOOK_MEASURES)
    assert [one.key for one in BOOK_MEASURES if not str(one.label) or not str(one.meaning).endswith(".")] == []


def test_books_are_read_in_the_same_statements_whatever_they_hold(world, django_assert_num_queries):
    world.allot(700_000, 700_000)
    world.match(700_000)
    world.grant(Decimal(1))
    with django_assert_num_queries(2):
        books.by_line()
    world.grant(Decimal(1))
    world.grant(Decimal(1))
    with django_assert_num_queries(2):
        books.by_line()
