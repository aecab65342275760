"""The weekly snapshot on real rows: who counts, once, and what is left of who left."""

import pytest
from django.db import connection

from assessments import actions, snapshot
from assessments.models import Assessment, Contribution, LeftOut, PeerCell
from assessments.questionnaire import TRANSFORMATIONS
from jobs import queue
from jobs.registry import repeats
from tests.assessments.companies import again, cells, companies, run_of

pytestmark = pytest.mark.django_db


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


def test_job_takes_the_snapshot_every_week():
    companies(10)
    job = queue.add("assessments.take_snapshot", {})

    queue.run(str(job.pk))

    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"published": 36, "renewed": 36, "left_out": 0})
    assert repeats["assessments.take_snapshot"].days == 7
