"""The public statistics: who took part, at which level."""

import csv
import io

import pytest

from assessments import snapshot
from assessments.models import PeerCell
from tests.assessments.companies import companies, run_of
from tests.assessments.runs import text, url

pytestmark = pytest.mark.django_db


def some(number=20, **values):
    """Companies at levels 1 to 4, five of each in twenty."""
    return [run for level in (10, 20, 30, 40) for run in companies(number // 4, levels=level, **values)]


def lines(client, **values):
    answer = client.get(url("participants_csv"), values)
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_without_participants_the_page_says_when_it_will_show_something(client):
    page = text(client.get(url("participants")))

    assert "Er zijn nog niet genoeg deelnemers" in page
    assert "zodra 10 bedrijven hebben meegedaan" in page
    assert lines(client) == []


def test_page_shows_numbers_rounded_and_medians(client):
    some(24)
    some(12, sector="10", size="medium")
    snapshot.take()

    page = text(client.get(url("participants")))

    assert "Deelnemers: minstens 35." in page
    assert "50 tot en met 249 mensen Deelnemers minstens 20 minstens 10 Slim produceren 2,5 2,5" in page
    assert "Voedingsmiddelen minstens 10 2,5" in page
    assert "36" not in page


def test_page_says_participants_and_not_the_sector(client):
    some()
    snapshot.take()

    page = text(client.get(url("participants")))

    assert "Zij kozen er zelf voor om mee te doen." in page
    assert "de sector" not in page


def test_group_at_one_level_is_not_shown(client):
    companies(20)
    snapshot.take()

    page = text(client.get(url("participants")))

    assert "Slim produceren niet getoond" in page
    assert {line["subject"] for line in lines(client)} == {"all"}


def test_numbers_pass_the_gate_even_when_the_table_holds_too_much(client):
    companies(20)
    snapshot.take()
    PeerCell.objects.update(shown=True)

    assert {line["subject"] for line in lines(client)} == {"all"}


def test_nothing_of_fewer_than_ten_is_on_the_page(client):
    some(20)
    some(8, sector="28", size="medium")
    snapshot.take()

    assert "Machines" not in text(client.get(url("participants")))
    assert {line["sector"] for line in lines(client)} == {""}


def test_file_has_no_sector_times_size_and_no_exact_number(client):
    some(24)
    snapshot.take()

    found = lines(client)

    assert {(line["sector"], line["size"]) for line in found} == {("", ""), ("25", ""), ("", "small")}
    assert {line["participants_at_least"] for line in found} == {"20"}
    levels = [line for line in found if line["subject"] == "digital-factory"]
    assert {(line["median"], line["middle_from"], line["middle_to"]) for line in levels} == {("2.5", "1", "3")}


def test_in_depth_is_apart(client):
    some(depth="deep", quick_levels=[20] * 8)
    some()
    snapshot.take()

    assert "Deelnemers: minstens 40." in text(client.get(url("participants")))
    assert "Deelnemers: minstens 20." in text(client.get(url("participants") + "?diepte=verdieping"))
    assert {line["depth"] for line in lines(client, diepte="verdieping")} == {"deep"}


def test_page_and_file_are_the_same_bytes_after_nine_changes_and_not_after_ten(client):
    runs = some(40)
    snapshot.take()

    def seen():
        return client.get(url("participants_csv")).content

    before = seen()
    for run in runs[:9]:
        run_of(run.site, 50, days_ago=0)
    snapshot.take()
    assert seen() == before

    run_of(runs[9].site, 50, days_ago=0)
    snapshot.take()
    assert seen() != before


@pytest.mark.parametrize("sectors", [1, 3])
def test_page_is_few_queries_whatever_there_is(client, sectors, django_assert_max_num_queries):
    for sector in ("25", "10", "28")[:sectors]:
        some(20, sector=sector)
    snapshot.take()
    client.get(url("participants"))

    with django_assert_max_num_queries(2):
        assert client.get(url("participants")).status_code == 200
    with django_assert_max_num_queries(2):
        client.get(url("participants_csv"))


def test_page_in_english(client):
    some()
    snapshot.take()

    page = text(client.get(url("participants", language="en")))

    assert "Participants: at least 20." in page
    assert PeerCell.objects.exists()


def test_only_reading(client):
    assert client.post(url("participants")).status_code == 405
