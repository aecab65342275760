"""What is behind a figure, as it is frozen: the accounts and entries of the page, bounded and adding up."""

import csv
import io
from datetime import date
from decimal import Decimal
from urllib.parse import parse_qsl

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.rules import RuleBroken
from funding.models import BudgetLine
from reports import budget_data, budget_difference, figures, freezing, frozen, frozen_difference, frozen_figure, moment
from reports.budget import View
from reports.models import Annex
from reports.reading import Moment
from tests.funding import world as worlds
from tests.funding.attempts import reservation

DAY = date(2018, 6, 1)
ALLOTTED = {"groep": "lines", "rij": "regional", "maat": "allotted", "op": "2018-06-01"}


@pytest.fixture
def world(db):
    world = worlds.build()
    world.allot(500_000, 300_000)
    world.allot(100_000, 50_000)
    world.match(300_000)
    world.grant(100_000)
    return world


def read(view, query):
    return frozen.read(view, query, Moment(moment.known(), DAY))


def amounts(table):
    """Of its rows, and of its last one: the total."""
    values = [row[-1].value for row in table.rows]
    return values[:-1], values[-1]


@pytest.mark.parametrize("measure", ["allotted", "available", "committed"])
def test_frozen_entries_are_those_of_the_page(world, client_for, fenna, measure):
    query = {**ALLOTTED, "maat": measure}
    answer = b"".join(client_for(fenna).get(reverse("reports:budget_entries_export"), query).streaming_content)
    rows = list(csv.DictReader(io.StringIO(answer.decode("utf-8-sig"), newline="")))
    (table,) = read("entries", query).tables
    assert [(row[0].text.split(":")[0], row[-1].value) for row in table.rows[:-1]] == [
        (one["entry"], Decimal(one["moved"].removeprefix("'"))) for one in rows
    ]
    assert sum(amounts(table)[0]) == amounts(table)[1]


@pytest.mark.parametrize("measure", ["allotted", "available", "committed"])
def test_frozen_accounts_add_up_to_what_is_on_the_page(world, client_for, fenna, measure):
    query = {**ALLOTTED, "maat": measure}
    page = client_for(fenna).get(reverse("reports:budget_figure"), query)
    (table,) = read("figure", query).tables
    listed, total = amounts(table)
    assert (sum(listed), len(listed)) == (total, page.context["number"])
    assert total == page.context["total"]


@pytest.mark.parametrize("view", ["figure", "entries"])
def test_long_list_ends_with_the_sum_of_the_others(world, monkeypatch, view):
    whole = read(view, {**ALLOTTED, "maat": "allotted"}).tables[0]
    monkeypatch.setattr(frozen_figure, "MOST_ROWS", 1)
    short = read(view, {**ALLOTTED, "maat": "allotted"}).tables[0]
    assert len(short.rows) == 3
    assert sum(amounts(short)[0]) == amounts(short)[1] == amounts(whole)[1]
    assert "ten hoogste 1" in short.note
    assert whole.note in short.note


@pytest.mark.parametrize("query", [{}, {**ALLOTTED, "maat": "x"}, {**ALLOTTED, "rekening": "999"}])
def test_figure_that_is_not_there_is_refused(world, query):
    with pytest.raises(RuleBroken):
        read("entries", query)


def test_day_on_which_nothing_is_recorded_says_so(world):
    found = read("figure", {**ALLOTTED, "op": "2018-01-01"})
    assert (found.tables, found.empty) == ((), "Op 1 januari 2018 is hiervoor niets vastgelegd.")


def test_what_of_unknown_size_is_set_apart_goes_along(world):
    reservation(world, size=None, line=BudgetLine.objects.get(key="data_value_center"))
    found = read("figure", {**ALLOTTED, "rij": "data_value_center", "maat": "reserved"})
    (table,) = found.tables
    (row,) = table.rows
    assert (table.key, row[0].text, row[-1].status, found.empty) == ("unsized", "doel", "unknown", "")


@pytest.fixture
def difference(world):
    where = budget_data.places()
    since, view = (View(day, known_at=moment.known()) for day in (date(2018, 1, 1), DAY))
    return budget_difference.compare(*budget_data.boards([since, view], where)), where


def test_behind_each_changed_figure_are_the_entries_of_its_page(difference):
    found, where = difference
    changes = [one for one in found.changes if one.url]
    assert len(changes) > 5
    listed = {name: one.moved for one in grouped(found, where) for name in one.names}
    for change in changes:
        query = dict(parse_qsl(change.url.partition("?")[2]))
        page = figures.asked(query, where, found.board.view, found.since.view)
        own = listed[f"{change.now.measure.label}: {change.row.name}"]
        assert own == {one["entry"]: one["moved"] for one in page.entries()}
        assert sum(own.values()) == change.amount


def grouped(found, where):
    transfers = []
    read = frozen_difference._tables

    def keep(difference, rows, places):
        transfers.extend(rows)
        return read(difference, rows, places)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frozen_difference, "_tables", keep)
        frozen_difference.entries(found, where)
    return frozen_difference._grouped(found, transfers, where)


def test_frozen_difference_lists_every_entry_once_for_figures_that_it_changed_alike(difference):
    tables, too_many = frozen_difference.entries(*difference)
    assert not too_many
    assert all(sum(amounts(one)[0]) == amounts(one)[1] for one in tables)
    assert len(tables) < len([one for one in difference[0].changes if one.url])


def test_difference_of_too_many_transfers_says_so(difference, monkeypatch):
    monkeypatch.setattr(frozen_difference, "MOST_READ", 1)
    tables, too_many = frozen_difference.entries(*difference)
    assert (tables, bool(too_many)) == ((), True)


def test_rows_are_bounded_over_all_lists(difference, monkeypatch):
    monkeypatch.setattr(frozen_difference, "MOST_ROWS", 3)
    tables, _too_many = frozen_difference.entries(*difference)
    assert sum(len(one.rows) for one in tables) <= 3 + 2 * len(tables)
    assert all(sum(amounts(one)[0]) == amounts(one)[1] for one in tables)


def test_what_is_recorded_later_is_not_in_it(world):
    at = Moment(moment.known(), DAY)
    before = frozen.read("entries", ALLOTTED, at).tables
    world.allot(5_000, 5_000)
    assert frozen.read("entries", ALLOTTED, at).tables == before
    assert read("entries", ALLOTTED).tables != before


@pytest.mark.parametrize("view", ["figure", "entries"])
def test_page_offers_to_freeze_it_to_who_may(world, client_for, fenna, gijs, view):
    address = reverse("reports:budget_figure" if view == "figure" else "reports:budget_entries")
    form = reverse("reports:annex_create", kwargs={"view": view})
    assert form in client_for(fenna).get(address, ALLOTTED).content.decode()
    assert form not in client_for(gijs).get(address, ALLOTTED).content.decode()


@pytest.mark.parametrize(
    ("view", "page", "more"),
    [("budget", "budget_difference", ""), ("entries", "budget_entries", "&groep=lines&rij=regional&maat=allotted")],
)
@pytest.mark.usefixtures("world")
def test_annex_leads_to_what_changed_since(client_for, fenna, view, page, more):
    at = moment.known()
    query = "op=2018-06-01&jaar=2018" + more
    annex = Annex(view=view, query=query, valid_on=DAY, known_at=at)
    url = freezing.changed_since(annex)
    day = timezone.localtime(at).date().isoformat()
    assert url == f"{reverse(f'reports:{page}')}?van=2018-06-01&van_bekend={day}&jaar=2018{more}"
    assert client_for(fenna).get(url).status_code == 200


def test_annex_of_what_has_no_days_leads_nowhere():
    assert freezing.changed_since(Annex(view="monitor")) == ""
