"""The monitor of the programme: what was agreed with its source, what is counted, and that unknown is never zero."""

import csv
import io
import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from assessments.participation import Group, Numbers, Participation
from fieldlabs import coverage
from jobs import clock
from programme.models import Figure, Project, Source
from programme.promises import Kind, State, contributions, promises
from reports import monitor_data
from reports.monitor_shapes import KNOWN
from tests.reports.spreadsheets import cells

pytestmark = pytest.mark.django_db
PAGE = "/dashboard/monitor/"
MOST_STATEMENTS = 8


def text(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def main_of(response):
    return text(re.search(r"<main.*</main>", response.content.decode(), re.S)[0])


def records(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


# --- What the letter says --------------------------------------------------------------------------------------------


def test_contributions_are_of_the_nine_projects_with_figures_that_exist():
    found = contributions()
    assert {one.project for one in found} == set(Project.objects.values_list("slug", flat=True))
    keys = {one.figure for one in found} - {""}
    assert set(Figure.objects.filter(key__in=keys).values_list("key", flat=True)) == keys
    assert all(bool(one.figure) == (one.kind == Kind.MONEY) for one in found)
    assert all(one.what_nl and one.what_en and one.locator_nl.startswith("tabel, project") for one in found)


def test_promises_have_a_place_in_the_letter_and_a_source_for_what_became_of_them():
    found = promises()
    slugs = set(Source.objects.values_list("slug", flat=True))
    keys = {key for one in found for key in one.figures}
    assert {one.source for one in found} == {"letter"}
    assert all(one.locator_nl and one.locator_en and one.state_nl and one.state_en for one in found)
    assert {one.state_source for one in found} - {""} <= slugs
    assert set(Figure.objects.filter(key__in=keys).values_list("key", flat=True)) == keys
    assert len({one.key for one in found}) == len(found)


def test_promise_is_kept_only_by_a_source_and_on_a_day():
    for one in promises():
        assert (one.state_on is not None) == (one.state != State.UNKNOWN), one.key
        assert one.state == State.UNKNOWN or one.state_source, one.key


# --- The page --------------------------------------------------------------------------------------------------------


def test_monitor_is_open_to_everyone_and_shows_no_desks_to_a_stranger(client):
    response = client.get(PAGE)
    assert response.status_code == 200
    monitor = response.context["monitor"]
    assert (len(monitor.projects), len(monitor.goals), len(monitor.transformations)) == (9, 3, 8)
    assert len(monitor.promises) == len(promises())
    assert (monitor.desks, monitor.targets, monitor.found.board) == ((), (), None)
    assert "Wat de bureaus bereikten" not in main_of(response)


@pytest.mark.parametrize("key", ["productivity", "energy", "materials", "jobs"])
def test_what_nobody_measures_is_unknown_and_not_zero(client, key):
    (tile,) = [one for one in client.get(PAGE).context["monitor"].tiles if one.key == key]
    assert (tile.answer, tile.number, tile.status) == ("onbekend", None, "unknown")


def test_every_tile_tells_its_definition_and_every_number_its_source(client_for, fenna):
    for tile in client_for(fenna).get(PAGE).context["monitor"].tiles:
        assert tile.meaning.endswith("."), tile.key
        assert tile.status != KNOWN or tile.origins, tile.key
        assert tile.counted or tile.status != KNOWN or tile.figures, tile.key


def test_stated_figures_stand_beside_the_registered_ones(client):
    tiles = {one.key: one for one in client.get(PAGE).context["monitor"].tiles}
    whole = coverage.read(clock.today()).whole
    assert (tiles["fieldlabs"].number, tiles["skillslabs"].answer) == (whole.total, whole.text)
    assert "fieldlabs_count_letter" in [one.key for one in tiles["fieldlabs"].figures]
    assert [one.key for one in tiles["workers"].figures][0] == "workers_2030_article"
    assert "120.000" in tiles["workers"].answer


def test_source_of_an_answer_is_named_only_where_a_source_gives_it(client):
    tiles = client.get(PAGE).context["monitor"].tiles
    assert {one.key for one in tiles if one.said_by} == {"fieldlab_money", "state_money", "workers"}
    assert all(isinstance(one.said_by, str) for one in tiles)


def test_participants_are_counted_by_the_gate_of_the_self_assessment(client, monkeypatch):
    numbers = Numbers(45, None, None, None, date(2018, 5, 1))
    everyone = Group(None, None, {"": numbers})
    monkeypatch.setattr(monitor_data, "participation", lambda *_asked: Participation(None, "quick", everyone, (), ()))
    (tile,) = [one for one in client.get(PAGE).context["monitor"].tiles if one.key == "participants"]
    assert (tile.answer, tile.number, tile.said_by) == ("minstens 45", 45, "")


def test_desks_are_those_of_the_indicators_for_a_reader_without_a_desk(client_for, fenna):
    client = client_for(fenna)
    monitor = client.get(PAGE).context["monitor"]
    period = monitor.found.board.view.period.key
    board = client.get("/indicatoren/", {"periode": period}).context["board"]
    total = board.tables[0].rows[-1]
    assert [(tile.key, tile.answer) for tile in monitor.desks] == [
        (f"desk_{cell.indicator.key}", cell.text) for cell in total.cells
    ]
    assert [(one.key, one.cell.shown) for one in monitor.targets] == [
        (one.key, one.cell.shown) for one in board.targets
    ]


@pytest.mark.parametrize("who", ["nobody", "fenna", "eva"])
def test_monitor_takes_few_statements(client, client_for, request, django_assert_max_num_queries, who):
    client = client if who == "nobody" else client_for(request.getfixturevalue(who))
    client.get(PAGE)
    with django_assert_max_num_queries(MOST_STATEMENTS):
        client.get(PAGE)


# --- Files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_file_says_what_the_screen_says(client, prefix):
    page = client.get(f"{prefix}{PAGE}")
    screen, monitor = main_of(page), page.context["monitor"]
    rows = records(client.get(f"{prefix}{PAGE}monitor.csv"))
    answers = {row["row_name"]: row["shown"] for row in rows if row["table"] == "questions" and row["column"] == "1"}
    assert answers == {tile.question: tile.answer for tile in monitor.tiles}
    assert all(" ".join(f"{question} {answer}".split()) in screen for question, answer in answers.items())
    for table, column in (("projects", "1"), ("promises", "4"), ("transformations", "1")):
        shown = [row["shown"] for row in rows if row["table"] == table and row["column"] == column]
        assert shown, table
        assert all(" ".join(one.split("; ")[0].split()) in screen for one in shown), table


def test_unknown_is_empty_in_the_file(client):
    rows = records(client.get(f"{PAGE}monitor.csv"))
    (answer,) = [
        row for row in rows if row["row_name"] == "Gebruikt de industrie minder energie?" and row["column"] == "1"
    ]
    assert (answer["shown"], answer["status"], answer["value"]) == ("onbekend", "unknown", "")


def test_workbook_has_the_tables_of_the_file(client):
    response = client.get(reverse("reports:monitor_workbook"))
    sheets = cells(response.content)
    assert [name for name in sheets if name[0].isdigit()] == [
        "1 Vragen en antwoorden",
        "2 Negen versnellingsprojecten",
        "3 Toezeggingen aan de Tweede Ka",
        "4 Acht transformaties",
    ]
