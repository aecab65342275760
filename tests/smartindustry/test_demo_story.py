"""The money of the demonstration: made by the portal's own actions, right in the books, and marked."""

from decimal import Decimal

import pytest

from funding import audit, books, waiting
from funding.models import Award, BudgetLine, Letter
from jobs import clock
from smartindustry import demo, demo_money, demo_story


@pytest.fixture
def cast(db):
    people = demo.cast()
    demo_money.give_mandates(people)
    demo_money.enter_letter(people)
    assert demo_story.tell(people, clock.today())
    return people


def test_story_is_right_in_the_books_and_told_once(cast):
    assert audit.differences() == []
    assert not demo_story.tell(cast, clock.today())
    amounts = Award.objects.order_by("pk").values_list("amount", flat=True)
    assert list(amounts) == [Decimal(300_000), Decimal(450_000)]
    assert set(Award.objects.values_list("pool__version__scheme__demo", flat=True)) == {True}
    assert all(number.startswith("DEMO-") for number in Letter.objects.values_list("number", flat=True))
    kinds = Letter.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["grant", "advance", "settle", "recover", "grant", "advance"]
    held = books.by_line()[BudgetLine.objects.get(key="other_hubs").pk]
    assert held.of("commitments", "paid") == Decimal(240_000 - 40_000 + 200_000)
    assert held.of("commitments", "committed") == Decimal(450_000 - 200_000)
    # Nothing but the letter's own reservation lies on SMITZH.
    assert not Award.objects.filter(pool__line__key="smitzh").exists()


def test_story_leaves_work_for_everybody(cast):
    waits = {key: {one.kind for one in waiting.of(cast[key])} for key in ("eva", "fenna", "femke", "sanne")}
    assert [key for key, kinds in waits.items() if not kinds] == []
