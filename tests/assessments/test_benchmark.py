"""What a company reads about itself among the participants."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection

from assessments import benchmark
from assessments.disclosure import Kind
from assessments.models import Assessment, PeerCell
from assessments.questionnaire import TRANSFORMATIONS
from jobs import clock
from tests.refusals import refused

pytestmark = pytest.mark.django_db
FIRST = TRANSFORMATIONS[0]
WIDE = {"10": 10, "20": 10, "30": 10}


def run_of(levels=(20, 20, 20, 20, 20, 20, 20, 20), **values):
    quick = {"depth": "quick", "quick_levels": list(levels)} | values
    return Assessment(questionnaire="smart-industry", version="2026.1", **quick)


def cell(counts=WIDE, **values):
    given = {"questionnaire": "smart-industry", "version": "2026.1", "depth": "quick", "transformation": FIRST,
             "shown": True, "as_of": clock.today()} | values  # fmt: skip
    return PeerCell.objects.create(counts=counts, companies=sum(counts.values()), **given)


def test_nothing_published_says_so_for_every_transformation():
    found = benchmark.comparison_for(run_of())

    assert [peer.transformation for peer in found.peers] == list(TRANSFORMATIONS)
    assert found.is_empty
    assert found.as_of is None
    assert {peer.words for peer in found.peers} == {"Er zijn nog niet genoeg deelnemers om mee te vergelijken."}
    assert found.of(FIRST).group == ""


def test_comparison_is_one_query(django_assert_num_queries):
    for sector in (None, "25"):
        for size in (None, "small"):
            cell(sector_id=sector, size_id=size)
    run = run_of(sector_id="25", size_id="small")

    with django_assert_num_queries(1):
        assert benchmark.comparison_for(run).of(FIRST).group


@pytest.mark.parametrize(
    ("groups", "own", "group", "fell_back"),
    [
        ([("25", "small"), ("25", None), (None, "small"), (None, None)], ("25", "small"), ("25", "small"), False),
        ([("25", None), (None, "small"), (None, None)], ("25", "small"), ("25", None), True),
        ([(None, "small"), (None, None)], ("25", "small"), (None, "small"), True),
        ([(None, None), ("24", None)], ("25", "small"), (None, None), True),
        ([("25", "small"), ("25", None), (None, None)], ("25", None), ("25", None), False),
        ([("25", "small"), (None, "small"), (None, None)], (None, "small"), (None, "small"), False),
        ([("25", "small"), ("25", None), (None, None)], (None, None), (None, None), False),
    ],
)
def test_comparison_takes_the_narrowest_group_there_is(groups, own, group, fell_back):
    for sector, size in groups:
        cell(sector_id=sector, size_id=size)

    peer = benchmark.comparison_for(run_of(sector_id=own[0], size_id=own[1])).of(FIRST)

    assert (peer.sector and peer.sector.pk, peer.size and peer.size.pk, peer.fell_back) == (*group, fell_back)


def test_group_over_ninety_per_cent_at_one_level_falls_back():
    cell({"20": 99, "30": 1}, sector_id="25", shown=False)
    cell()

    peer = benchmark.comparison_for(run_of(sector_id="25")).of(FIRST)

    assert (peer.sector, peer.fell_back, peer.kind) == (None, True, Kind.RANK)


def test_numbers_pass_the_gate_even_when_the_table_holds_too_much():
    cell({"20": 99, "30": 1})

    assert benchmark.comparison_for(run_of()).is_empty


def test_groups_older_than_two_years_are_not_shown():
    cell(as_of=clock.today() - datetime.timedelta(days=732))

    assert benchmark.comparison_for(run_of()).is_empty


def test_run_in_depth_is_compared_in_depth_and_else_by_the_quick_question():
    cell({"10": 20, "15": 20}, depth="deep")
    cell(transformation=TRANSFORMATIONS[1])
    run = run_of(depth="deep", deep_levels=[21, 33, *[None] * 6])

    found = benchmark.comparison_for(run)

    assert (found.of(FIRST).depth, found.of(FIRST).higher_than) == ("deep", 10)
    assert (found.of(TRANSFORMATIONS[1]).depth, found.of(TRANSFORMATIONS[1]).higher_than) == ("quick", 5)
    assert benchmark.comparison_for(run_of()).of(FIRST).kind == Kind.NONE


def test_run_without_levels_gets_the_band():
    cell()
    run = run_of(quick_levels=None)

    peer = benchmark.comparison_for(run).of(FIRST)

    assert peer.words == "De helft van de deelnemers zit tussen niveau 1 en 3. Het midden is 2."
    assert (peer.low, peer.high, peer.companies) == (Decimal(1), Decimal(3), 30)


def test_narrow_band_is_said_in_one_number():
    cell({"20": 25, "10": 3, "30": 3})

    assert benchmark.comparison_for(run_of(quick_levels=None)).of(FIRST).words == (
        "Minstens de helft van de deelnemers zit rond niveau 2."
    )


def test_rank_is_said_in_one_sentence():
    cell()

    assert benchmark.comparison_for(run_of()).of(FIRST).words == "Hoger dan ongeveer 5 op de 10 deelnemers."


def test_medians_are_by_transformation():
    cell()

    assert benchmark.medians(run_of()) == {FIRST: Decimal(2)} | dict.fromkeys(TRANSFORMATIONS[1:])


@pytest.mark.parametrize(
    ("higher", "words"),
    [
        (0, "Bijna alle deelnemers staan hoger."),
        (1, "Hoger dan ongeveer 1 op de 10 deelnemers."),
        (6, "Hoger dan ongeveer 6 op de 10 deelnemers."),
        (10, "Hoger dan bijna alle deelnemers."),
    ],
)
def test_rank_is_told_in_words(higher, words):
    assert benchmark.rank_words(higher) == words


@pytest.mark.parametrize(
    ("sector", "size", "name"),
    [
        ("10", "small", "deelnemers uit ‘Voedingsmiddelen’, grootte ‘10 tot en met 49 mensen’"),
        ("10", None, "deelnemers uit ‘Voedingsmiddelen’"),
        (None, "small", "deelnemers met grootte ‘10 tot en met 49 mensen’"),
        (None, None, "alle deelnemers"),
    ],
)
def test_group_is_named(sector, size, name):
    cell(sector_id=sector, size_id=size)

    assert benchmark.comparison_for(run_of(sector_id=sector, size_id=size)).of(FIRST).group == name


CELL = """INSERT INTO assessments_peercell
    (questionnaire, version, depth, transformation, sector_id, size_id, companies, counts, shown, as_of)
    VALUES ('smart-industry', '2026.1', 'quick', 'x', NULL, NULL, {}, '{{}}', true, '2026-01-01')"""
REPEATED = {
    "assessments_peercell_once_per_group": CELL.format(10),
    "assessments_contribution_once_per_company": """INSERT INTO assessments_contribution
        (questionnaire, version, depth, company, sector, size, levels)
        VALUES ('smart-industry', '2026.1', 'quick', 1, '', '', '{}')""",
    "assessments_qualityfigure_once_per_subject": """INSERT INTO assessments_qualityfigure
        (questionnaire, version, depth, kind, subject, number, as_of)
        VALUES ('smart-industry', '2026.1', 'quick', 'started', '', 1, '2026-01-01')""",
}


def test_group_under_ten_companies_is_refused_by_the_database():
    assert refused(CELL.format(9)) == "assessments_peercell_at_least_10_companies"


@pytest.mark.parametrize("name", REPEATED)
def test_rows_are_kept_once(name):
    with connection.cursor() as cursor:
        cursor.execute(REPEATED[name])

    assert refused(REPEATED[name]) == name
