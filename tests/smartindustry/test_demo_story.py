"""The money of the demonstration: made by the portal's own actions, right in the books, and marked."""

from datetime import date
from decimal import Decimal

import pytest

from funding import audit, books, waiting
from funding.models import Award, BudgetLine, Entry, Letter
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


DAYS = [None, date(2018, 2, 5), date(2018, 3, 1), date(2018, 4, 30), date(2020, 2, 1)]


def test_without_the_demonstration_the_books_are_exactly_the_letters(db):
    """Every measure of every line, on any day: as where there was never a demonstration."""
    people = demo.cast()
    demo_money.give_mandates(people)
    demo_money.enter_letter(people)
    assert not Entry.objects.filter(demo=True).exists()
    before = [books.read(valid_on=day or clock.today()) for day in DAYS]
    assert demo_story.tell(people, clock.today())
    assert [books.read(valid_on=day or clock.today(), demo=False) for day in DAYS] == before
    after = [books.read(valid_on=day or clock.today()) for day in DAYS]
    assert [one.demo for one in after] == [True, False, False, True, True]
    for without, read in zip(before, after, strict=True):
        assert {slot: held for slot, held in read.holdings.items() if not slot.demo} == without.holdings


def test_everything_of_the_story_is_marked_and_nothing_else(cast):
    assert set(Entry.objects.filter(demo=False).values_list("key", flat=True)) == set(
        Entry.objects.filter(key__startswith="letter-").values_list("key", flat=True)
    )
    assert Entry.objects.filter(demo=True, kind__in=["allot", "shift"]).count() == 7


def test_story_leaves_work_for_everybody(cast):
    waits = {key: {one.kind for one in waiting.of(cast[key])} for key in ("eva", "fenna", "femke", "sanne")}
    assert [key for key, kinds in waits.items() if not kinds] == []
