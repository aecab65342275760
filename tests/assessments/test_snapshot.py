"""The weekly snapshot on real rows, and everything that somebody could try against it."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments import actions, snapshot
from assessments.models import Assessment, Contribution, LeftOut, PeerCell
from assessments.publishing import Change, accepted, find_leak
from assessments.questionnaire import TRANSFORMATIONS
from jobs import queue
from jobs.registry import repeats
from tests.assessments.companies import companies, run_of

pytestmark = pytest.mark.django_db
FIRST = TRANSFORMATIONS[0]


def cells(depth="quick", transformation=FIRST):
    rows = PeerCell.objects.filter(depth=depth, transformation=transformation)
    return {(row.sector_id, row.size_id): row.counts for row in rows}


def rows():
    return list(PeerCell.objects.order_by("pk").values())


def again(runs, levels=30, **values):
    """The same sites once more, later and at another level."""
    return [run_of(run.site, levels, days_ago=0, **values) for run in runs]


def test_ten_companies_are_published_with_all_their_groups():
    companies(5, levels=20)
    companies(5, levels=30)

    taken = snapshot.take()

    assert cells() == dict.fromkeys([(None, None), ("25", None), (None, "small"), ("25", "small")], {"20": 5, "30": 5})
    assert cells(transformation="") == dict.fromkeys(
        [(None, None), ("25", None), (None, "small"), ("25", "small")], {"0": 10}
    )
    assert (taken.published, taken.renewed, taken.left_out) == (36, 36, 0)


def test_nine_companies_are_not():
    companies(9)

    assert snapshot.take() == snapshot.Taken(0, 0, 0)


def test_of_a_site_the_latest_run_counts():
    runs = companies(10, levels=20, days_ago=5)
    again(runs[:4])

    snapshot.take()

    assert cells()[None, None] == {"20": 6, "30": 4}


def test_company_with_two_sites_counts_once_with_the_mean_rounded_up_at_the_half():
    from assessments.models import Site
    from regions.models import Province

    runs = companies(10, levels=20)
    second = Site.objects.create(organisation=runs[0].site.organisation, province=Province.objects.first())
    run_of(second, 35, days_ago=0, sector="28", size="medium")

    snapshot.take()

    assert cells()[None, None] == {"20": 9, "28": 1}
    assert {(row.sector, row.size) for row in Contribution.objects.filter(levels__0=28)} == {("28", "medium")}


@pytest.mark.parametrize(
    "values",
    [{"flags": ["too-fast"]}, {"demo": True}, {"days_ago": 732}, {"days_ago": -1}, {"state": "started"}],
    ids=str,
)
def test_what_does_not_count(values):
    if values == {"state": "started"}:
        values = values | {"completed_at": None, "quick_levels": None}
        runs = companies(10)
        Assessment.objects.filter(pk__in=[run.pk for run in runs]).delete()
        for run in runs:
            Assessment.objects.create(site=run.site, questionnaire=run.questionnaire, version=run.version,
                                      digest=run.digest, language="nl")  # fmt: skip
    else:
        companies(10, **values)

    assert snapshot.take().published == 0


def test_run_without_a_company_does_not_count():
    for run in companies(10):
        Assessment.objects.filter(pk=run.pk).update(site=None)

    assert snapshot.take().published == 0


def test_demo_runs_count_in_demo_mode(settings):
    settings.DEMO = True
    companies(10, demo=True)

    assert cells() == {}
    snapshot.take()
    assert cells()[None, None] == {"20": 10}


def test_quick_takes_runs_in_depth_too_and_depth_only_those():
    companies(10, levels=25, depth="deep", quick_levels=[30] * 8)
    companies(10, levels=10)

    snapshot.take()

    assert cells()[None, None] == {"10": 10, "30": 10}
    assert cells("deep")[None, None] == {"25": 10}


def test_later_quick_scan_does_not_take_a_company_out_of_the_comparison_in_depth():
    runs = companies(10, levels=25, depth="deep", days_ago=5)
    again(runs)

    snapshot.take()

    assert cells("deep")[None, None] == {"25": 10}


def test_subject_without_a_level_is_not_counted_there():
    companies(10, levels=[None, *[20] * 7])

    snapshot.take()

    assert cells() == {}
    assert cells(transformation=TRANSFORMATIONS[1])[None, None] == {"20": 10}


def test_unknown_sector_and_size_are_no_group():
    companies(20, sector=None, size=None)

    snapshot.take()

    assert cells() == {(None, None): {"20": 20}}


def test_over_ninety_per_cent_at_one_level_is_kept_and_not_shown():
    companies(20)

    snapshot.take()

    assert set(PeerCell.objects.exclude(transformation="").values_list("shown", flat=True)) == {False}
    assert set(PeerCell.objects.filter(transformation="").values_list("shown", flat=True)) == {True}


# Attacks: by joining and leaving, by time, by parent minus child, by two neighbours, by poisoning.


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


def test_hundred_runs_of_one_company_count_as_one():
    runs = companies(10)
    for number in range(100):
        run_of(runs[0].site, 50, days_ago=1 - number / 200)

    snapshot.take()

    assert cells()[None, None] == {"20": 9, "50": 1}


def test_burst_from_one_network_is_left_out_for_good():
    companies(40)
    fake = companies(5, levels=50, origin="a" * 32)

    assert snapshot.take().left_out == 5
    assert cells()[None, None] == {"20": 40}

    Assessment.objects.filter(origin="a" * 32).update(origin="")
    companies(9, levels=30)
    snapshot.take()
    assert cells()[None, None] == {"20": 40}
    assert set(LeftOut.objects.values_list("pk", flat=True)) == {run.pk for run in fake}


def test_four_companies_from_one_network_in_a_week_do_count():
    # The digest of a network is another one each week.
    for digest, days_ago in (("a", 1), ("b", 9)):
        companies(4, origin=digest * 32, days_ago=days_ago)
    companies(4)

    assert snapshot.take().left_out == 0
    assert cells()[None, None] == {"20": 12}


def test_what_is_copied_from_a_burst_is_left_out_as_well():
    companies(40)
    fake = companies(5, levels=50, origin="a" * 32)
    snapshot.take()
    Assessment.objects.filter(origin="a" * 32).update(origin="")
    for run in fake:
        run_of(run.site, 50, days_ago=0, depth="deep", copied_from=run)

    assert snapshot.take().left_out == 5
    assert cells()[None, None] == {"20": 40}


def test_many_runs_of_one_company_from_one_network_are_no_burst():
    run = companies(1, origin="a" * 32)[0]
    for _ in range(20):
        run_of(run.site, origin="a" * 32)

    assert snapshot.take().left_out == 0


def test_run_that_was_left_out_can_be_erased():
    runs = companies(6, origin="a" * 32)
    snapshot.take()

    actions.erase(assessment=runs[0], by=None)

    assert LeftOut.objects.count() == 5
    connection.check_constraints()


def test_company_that_left_is_nobody_while_its_numbers_stay():
    runs = companies(10)
    snapshot.take()
    actions.erase(assessment=runs[0], by=None)

    snapshot.take()

    assert cells()[None, None] == {"20": 10}
    assert Contribution.objects.filter(company=None).count() == 1
    assert not Contribution.objects.filter(company=runs[0].site.organisation_id).exists()


def test_company_of_which_nothing_is_left_has_no_row():
    runs = companies(30)
    snapshot.take()
    Assessment.objects.filter(pk__in=[run.pk for run in runs[:10]]).update(site=None)
    snapshot.take()

    assert cells()[None, None] == {"20": 20}
    assert Contribution.objects.count() == 20


def test_erasing_takes_a_company_out_of_the_table_at_once_with_its_last_run():
    runs = companies(10)
    other = run_of(runs[0].site)
    snapshot.take()

    actions.erase(assessment=runs[0], by=None)
    assert Contribution.objects.filter(company=None).count() == 0

    actions.erase(assessment=other, by=None)
    assert Contribution.objects.filter(company=None).count() == 1


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


def test_job_takes_the_snapshot_every_week():
    companies(10)
    job = queue.add("assessments.take_snapshot", {})

    queue.run(str(job.pk))

    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"published": 36, "renewed": 36, "left_out": 0})
    assert repeats["assessments.take_snapshot"].days == 7
