"""On which documents a view rests: on the dashboard, and in what is frozen of it."""

from datetime import date

import pytest
from django.urls import reverse

from funding import actions
from reports import frozen, moment, papers
from reports.budget import View
from reports.reading import Moment
from tests.funding import world as worlds
from tests.funding.world import basis

LETTER = "https://zoek.officielebekendmakingen.nl/kst-29826-94.html"
NAME = "Kamerstuk 29 826 nr. 94"
DAY = date(2018, 3, 1)
LINKED = f'<a class="utrecht-link" href="{LETTER}">{NAME}</a>'
FIGURE = {"groep": "lines", "rij": "regional", "maat": "reserved", "op": "2018-03-01"}


@pytest.fixture
def empty(db):
    return worlds.build()


@pytest.fixture
def world(empty):
    world = empty
    actions.enter_letter(by=world.decider, waived_by=world.controller)
    return world


def names(view):
    return [(one.shown, one.url) for one in papers.of_view(view).known]


def read(view, query):
    return frozen.read(view, query, Moment(moment.known(), DAY))


def test_letter_is_behind_the_books_of_2018_and_sources_of_later_only_later(world):
    before, after = View(date(2018, 2, 4)), View(date(2018, 2, 5))
    assert names(before) == []
    assert (NAME, LETTER) in names(after)
    counted = next(one for one in papers.of_view(after).known if one.url == LETTER)
    # Five allotments, two reservations (one of unknown size, that moves nothing) and what the letter says of pledges.
    assert counted.entries >= 7


def test_budget_of_another_year_rests_on_no_budget_decision_of_this_one(world):
    (only,) = [one for one in papers.of_view(View(DAY, year=2017)).known if one.url == LETTER]
    (all_years,) = [one for one in papers.of_view(View(DAY)).known if one.url == LETTER]
    # What is left is match, which has no budget year.
    assert all_years.entries - only.entries == 7


def test_paper_of_a_co_funder_is_counted_and_not_named(world):
    world.pledge()
    pledge = world.pledge()
    paper = basis(DAY, document="Besluit van burgemeester en wethouders van Nergens")
    actions.intend(by=world.editor, basis=paper, pledge=pledge, amount=worlds.euros(5))
    assert [one for one in names(View(DAY)) if not one[1]] == [("1 document van een cofinancier, niet openbaar", "")]


def test_no_more_documents_are_named_than_a_page_holds(empty, monkeypatch):
    world = empty
    monkeypatch.setattr(papers, "MOST", 1)
    world.allot(100_000)
    line = world.line.parent.parent
    assert line.parent is None
    paper = basis(DAY, document="Besluit van de minister")
    actions.allot(by=world.decider, basis=paper, line=line, year=2018, commitments=worlds.euros(1))
    found = papers.of_view(View(DAY))
    assert ([one.name for one in found.known], found.more) == (["Besluit van de minister"], True)


@pytest.mark.parametrize("view", [View(DAY), View(DAY, year=2018), View(DAY, demo=False)])
def test_documents_are_one_statement(world, django_assert_num_queries, view):
    with django_assert_num_queries(1):
        papers.of_view(view)


def test_dashboard_links_the_letter_and_the_register_of_awards(world, client_for, fenna):
    shown = client_for(fenna).get(reverse("reports:budget_dashboard"), {"op": "2018-03-01"}).content.decode()
    part = shown[shown.index('id="bronnen"') :]
    assert LINKED in part
    assert f'href="{reverse("funding:award_list")}"' in part


def test_entries_link_the_letter_on_each_row(world, client_for, fenna):
    client = client_for(fenna)
    shown = client.get(reverse("reports:budget_entries"), FIGURE).content.decode()
    assert LINKED in shown
    unsized = {**FIGURE, "rij": "regional_rest"}
    assert LINKED in client.get(reverse("reports:budget_figure"), unsized).content.decode()


@pytest.mark.parametrize(
    ("view", "query"),
    [
        ("budget", {"op": "2018-03-01"}),
        ("difference", {"van": "2018-02-01", "op": "2018-03-01"}),
        ("figure", FIGURE),
        ("entries", FIGURE),
        ("letter", {}),
    ],
)
def test_annex_names_the_letter_with_its_address(world, view, query):
    found = read(view, query)
    (where,) = [where for _title, where in found.sources if LETTER in where]
    assert where in (LETTER, f"5 februari 2018, {LETTER}")
    assert LETTER in {cell.url for table in found.tables for row in table.rows for cell in row}
    cells = found.content("x")["tables"][-1]["rows"][0]
    assert all(set(cell) <= {"text", "value", "lower", "upper", "status", "unit", "url"} for cell in cells)


def test_frozen_row_of_an_award_leads_to_its_public_page(empty, settings):
    world = empty
    world.allot(500_000, 300_000)
    world.match(300_000)
    award = world.grant(100_000)
    address = f"{settings.SITE_URL}/toekenningen/{award.number}/"
    for view in ("figure", "entries"):
        found = read(view, {**FIGURE, "maat": "committed", "op": "2018-06-01"})
        assert address in {cell.url for table in found.tables for row in table.rows for cell in row}, view
