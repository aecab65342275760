"""From snapshot to snapshot: what somebody could learn by comparing two, or one group with another."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments import actions, snapshot
from assessments.models import Assessment, Contribution, PeerCell
from assessments.publishing import Change, accepted, find_leak
from assessments.questionnaire import TRANSFORMATIONS
from tests.assessments.companies import again, cells, companies, rows, run_of

pytestmark = pytest.mark.django_db


def test_nine_changes_leave_every_byte_as_it_is_and_ten_publish():
    runs = companies(40)
    snapshot.take()
    before = rows()

    again(runs[:9])
    assert snapshot.take().renewed == 0
    assert rows() == before

    again(runs[9:10])
    assert snapshot.take().renewed > 0
    assert cells()["25", "small"] == {"20": 30, "30": 10}


def test_nine_that_join_or_leave_leave_every_byte_as_it_is():
    runs = companies(40)
    snapshot.take()
    before = rows()

    companies(5, levels=50)
    for run in runs[:4]:
        actions.erase(assessment=run, by=None)
    snapshot.take()

    assert rows() == before


def test_the_tenth_that_joins_is_published_together_with_the_others():
    companies(40)
    snapshot.take()
    companies(9, levels=50)
    snapshot.take()
    companies(1, levels=40)
    snapshot.take()

    assert cells()["25", "small"] == {"20": 40, "40": 1, "50": 9}


def test_one_company_that_goes_back_and_forth_publishes_nothing():
    runs = companies(40)
    snapshot.take()
    before = rows()

    for day in range(12):
        run_of(runs[0].site, 30 if day % 2 else 40, days_ago=0)
        snapshot.take()

    assert rows() == before


def test_snapshot_without_changes_changes_nothing():
    companies(40)
    snapshot.take()
    before, kept = rows(), list(Contribution.objects.order_by("pk").values())

    assert snapshot.take().renewed == 0
    assert rows() == before
    assert list(Contribution.objects.order_by("pk").values()) == kept


def test_parent_does_not_give_the_changes_in_its_other_child_away():
    """Twelve change in one size, three in the other: the sector must not show fifteen."""
    small, medium = companies(30), companies(30, size="medium")
    snapshot.take()

    again(small[:12])
    again(medium[:3], size="medium")
    snapshot.take()

    assert cells()["25", "small"] == {"20": 18, "30": 12}
    assert cells()["25", "medium"] == {"20": 30}
    assert cells()["25", None] == {"20": 48, "30": 12}


def test_parent_minus_its_children_is_never_one_to_nine():
    companies(20)
    companies(20, size="medium")
    companies(3, size=None)
    companies(30, sector="28")
    companies(30, sector="28", size="medium")

    snapshot.take()

    published = cells()
    children = [counts for (sector, size), counts in published.items() if sector == "25" and size]
    assert sum(published["25", None].values()) == 43
    assert [sum(counts.values()) for counts in children] == [20]


def test_two_neighbours_do_not_give_away_what_they_share():
    """Sector 28 has two small companies: its total and that of its other size would give them."""
    companies(2, sector="28")
    companies(20, sector="28", size="medium")
    companies(20)
    companies(20, size="medium")

    snapshot.take()

    published = cells()
    sizes = {("28", "small"): 2, ("28", "medium"): 20, ("25", "small"): 20, ("25", "medium"): 20}
    assert find_leak(frozenset(published), sizes, sizes) is None
    assert not {("28", None), ("28", "medium")} <= set(published)


def test_company_that_moves_leaves_first_and_joins_a_snapshot_later():
    runs = companies(40)
    companies(40, sector="28")
    snapshot.take()

    again(runs[:10], levels=20, sector="28")
    snapshot.take()
    assert (cells()["25", None], cells()["28", None]) == ({"20": 30}, {"20": 40})

    snapshot.take()
    assert (cells()["25", None], cells()["28", None]) == ({"20": 30}, {"20": 50})
    assert Contribution.objects.filter(depth="quick").count() == 80


def test_five_companies_that_erase_and_come_back_are_not_ten_changes():
    runs = companies(40)
    snapshot.take()
    before = rows()
    for run in runs[:5]:
        actions.erase(assessment=run, by=None)
    snapshot.take()

    # The same five, whom nobody can know again.
    companies(5, levels=50)
    snapshot.take()
    assert rows() == before

    again(runs[5:10])
    snapshot.take()
    assert cells()[None, None] == {"20": 30, "30": 5, "50": 5}


def totals():
    """What is published, as sizes of atoms that could be told apart: none may be one to nine."""
    kept = list(Contribution.objects.filter(depth="quick").values_list("sector", "size", "levels"))
    for place, subject in enumerate(TRANSFORMATIONS):
        sizes = {}
        for sector, size, levels in kept:
            sizes[sector, size] = sizes.get((sector, size), 0) + (levels[place] is not None)
        yield frozenset(cells(transformation=subject)), sizes


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.sampled_from(["25", "28", None]), st.sampled_from(["small", "micro", None]), st.integers(1, 25),
                  st.lists(st.sampled_from([None, 10, 20, 30]), min_size=8, max_size=8)),
        min_size=1, max_size=8,
    ),
    st.integers(1, 30),
)  # fmt: skip
def test_no_published_group_and_no_difference_is_under_ten(groups, changing):
    Assessment.objects.all().delete()
    PeerCell.objects.all().delete()
    Contribution.objects.all().delete()
    runs = [run for sector, size, number, levels in groups
            for run in companies(number, sector=sector, size=size, levels=levels)]  # fmt: skip
    for _ in range(2):
        before = {(row.transformation, row.sector_id, row.size_id): row.counts for row in PeerCell.objects.all()}
        snapshot.take()
        for row in PeerCell.objects.all():
            old = before.get((row.transformation, row.sector_id, row.size_id))
            assert row.companies == sum(row.counts.values()) >= 10
            assert old in (None, row.counts) or changing >= 10
        for published, sizes in totals():
            assert find_leak(published, sizes, sizes) is None
        for run in runs[:changing]:
            run_of(run.site, 50, days_ago=0, sector=run.sector_id, size=run.size_id)


def test_decision_is_the_same_for_rows_as_for_numbers():
    """The SQL counts what the rules were proven for."""
    runs = companies(30)
    snapshot.take()
    again(runs[:12])
    sizes = {("25", "small"): 30}

    assert accepted(Change(sizes, sizes, {("25", "small"): 12}, {("25", "small"): 12}), frozenset(cells())) == {
        ("25", "small")
    }
    snapshot.take()
    assert cells()[None, None] == {"20": 18, "30": 12}
