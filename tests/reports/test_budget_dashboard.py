"""The dashboard over the books: what stands on a day, per line and per hub, and that unknown never becomes zero."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from funding import books
from funding.measures import BOOK_MEASURES
from funding.models import BudgetLine, MatchPool
from jobs import clock
from jobs.models import Job
from regions.models import Region
from reports.access import BUDGET_READERS
from smartindustry.cast import CAST
from tests.funding import world as worlds
from tests.funding.attempts import reservation
from tests.reports.books import ADDRESSES, address, board_on, half_way_in, said, screen, text

pytestmark = pytest.mark.django_db
MAY = {member.key for member in CAST if member.role in BUDGET_READERS}


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("member", CAST, ids=lambda member: member.key)
def test_dashboard_is_open_to_everyone_and_what_is_behind_it_to_some(cast, client_for, member, name, half_way):
    response = client_for(cast[member.key]).get(address(name))
    assert response.status_code == 200
    assert ("/dashboard/verschil/" in str(response.content)) == (member.key in MAY and name == "budget_dashboard")


def test_books_without_entries_say_not_recorded_and_never_zero(get):
    html = get().content.decode()
    assert "De boeken zijn nog niet gecontroleerd" in text(html)
    assert "Voor deze dag is niets vastgelegd" in text(html)
    cells = {cell for rows in screen(html).values() for row in rows.values() for cell in row}
    assert cells == {"niet vastgelegd", "niets verleend", "niet per hub verdeeld"}
    assert "€ 0" not in text(html)


def test_line_shows_every_measure(half_way):
    board = board_on()
    assert said(board, "lines_state", "smitzh") == {
        "allotted": "€ 700.000",
        "available": "€ 250.000",
        "reserved": "€ 0",
        "committed": "€ 450.000",
        "open": "€ 150.000",
        "paid": "€ 300.000",
        "freed": "€ 0",
        "cash_available": "€ 100.000",
        "cash_paid": "€ 300.000",
    }
    assert said(board, "lines_match", "smitzh") == {
        "match_intended": "onbekend",
        "match_committed": "€ 500.000",
        "match_realised": "€ 100.000",
        "match_used": "€ 0",
        "match_needed": "€ 450.000",
        "match_shortfall": "€ 0",
        "match_ratio": "1,11",
    }


def test_reservation_of_unknown_size_makes_a_range_of_its_own_line_only(half_way):
    board = board_on()
    assert said(board, "lines_state", "regional_rest")["available"] == "onbekend (hoogstens €\u00a02.100.000)"
    assert said(board, "lines_state", "regional_rest")["reserved"] == "onbekend (hoogstens €\u00a02.100.000)"
    assert said(board, "lines_state", "si_2018")["available"] == "tussen €\u00a0250.000 en €\u00a02.350.000"
    assert said(board, "lines_state", "smitzh")["available"] == "€ 250.000"
    assert said(board, "lines_state", "sme_support")["available"] == "niet vastgelegd"


def test_reservation_of_unknown_size_without_budget_is_unknown(world):
    line = BudgetLine.objects.get(key="data_value_center")
    reservation(world, size=None, line=line)
    assert said(board_on(), "lines_state", "data_value_center")["reserved"] == "onbekend"
    assert said(board_on(), "lines_state", "data_value_center")["available"] == "niet vastgelegd"


def test_hub_has_its_own_line_and_its_awards(half_way):
    board = board_on()
    assert said(board, "hubs_state", "zuid-holland") == {
        "available": "€ 250.000", "reserved": "€ 0", "committed": "€ 450.000", "open": "€ 150.000", "paid": "€ 300.000",
    }  # fmt: skip
    assert said(board, "hubs_state", "noord-nederland") == {
        "available": "niet per hub verdeeld", "reserved": "niet per hub verdeeld",
        "committed": "niet vastgelegd", "open": "niet vastgelegd", "paid": "niet vastgelegd",
    }  # fmt: skip
    assert said(board, "hubs_state", "none")["available"] == "onbekend (hoogstens €\u00a02.100.000)"
    assert said(board, "hubs_state", "regional")["available"] == "tussen €\u00a0250.000 en €\u00a02.350.000"
    assert said(board, "hubs_match", "zuid-holland")["match_ratio"] == "1,11"
    assert said(board, "hubs_match", "regional")["match_ratio"] == "1,11"


def test_shortfall_of_one_hub_is_not_made_up_by_another(world):
    world.allot(700_000, 700_000)
    world.match(300_000)
    rules = {"instrument": "contract"}
    noord = world.pool_for(**rules)
    other = MatchPool.objects.create(
        version=noord.version, line=world.line, region=Region.objects.get(slug="noord-nederland"),
        recorded_by=world.controller, **worlds.PAPER,
    )  # fmt: skip
    world.grant(100_000, pool=other)
    board = board_on()
    assert said(board, "hubs_match", "noord-nederland")["match_shortfall"] == "€ 100.000"
    assert said(board, "hubs_match", "zuid-holland")["match_shortfall"] == "niets verleend"
    assert said(board, "hubs_match", "regional")["match_shortfall"] == "€ 100.000"
    assert said(board, "hubs_match", "regional")["match_ratio"] == "3"


def test_hubs_and_what_is_not_divided_add_up_to_the_whole(half_way):
    table = board_on().table("hubs_state")
    for measure in table.measures:
        amounts = [row.cell(measure.key).amount for row in table.rows[:-1]]
        known = [amount for amount in amounts if amount is not None]
        assert sum(known[1:], known[0]) == table.total.cell(measure.key).amount


def test_as_of_a_day_shows_the_books_as_they_were_valid(half_way):
    assert said(board_on("2018-05-31"), "lines_state", "smitzh")["committed"] == "€ 0"
    assert said(board_on("2018-05-31"), "lines_state", "smitzh")["available"] == "€ 700.000"
    assert said(board_on("2018-05-31"), "lines_state", "regional_rest")["available"] == "€ 2.100.000"
    assert said(board_on("2018-05-31"), "lines_match", "smitzh")["match_intended"] == "niet vastgelegd"
    assert said(board_on("2018-06-01"), "lines_state", "smitzh")["committed"] == "€ 450.000"
    assert said(board_on("2018-01-01"), "lines_state", "smitzh")["allotted"] == "niet vastgelegd"


def test_day_before_the_first_entry_says_when_that_is(half_way, get):
    html = text(get(op="2018-01-01").content.decode())
    assert "Voor deze dag is niets vastgelegd De eerste boeking geldt op 2 januari 2018." in html


def test_today_equals_the_balances_of_the_accounts(half_way):
    today = books.read(valid_on=clock.today())
    assert today.holdings == books.read().holdings


def test_settlement_counts_from_the_day_of_its_document(half_way):
    award = half_way.grant(1_000)
    half_way.settle(award, 400)
    assert said(board_on("2018-06-01"), "lines_match", "smitzh")["match_needed"] == "€ 450.400"
    settled = books.read(valid_on=date(2018, 5, 31))
    assert all(held.needed == 0 for held in settled.holdings.values())


def test_year_leaves_out_other_years_but_not_of_the_match(world):
    half_way_in(world, 699_970).allot(30, 20, year=2019)
    board = board_on("2019-02-01", jaar="2019")
    assert said(board, "lines_state", "smitzh")["allotted"] == "€ 30"
    assert said(board, "lines_state", "regional_rest")["available"] == "niet vastgelegd"
    assert said(board, "lines_match", "smitzh")["match_committed"] == "€ 500.000"
    assert said(board, "lines_match", "smitzh")["match_ratio"] == "1,11"
    assert board.books.years == (2018, 2019)


def test_page_offers_the_years_that_occur(world, get):
    half_way_in(world, 699_970).allot(30, 20, year=2019)
    shown = re.search(r'<select[^>]*name="jaar".*?</select>', get(op="2019-02-01").content.decode(), re.S)[0]
    options = re.findall(r'<option value="(\d*)"', shown)
    assert options == ["", "2018", "2019"]


TYPED = [
    ("2017-12-31", "Het budget van het programma begint op 1 januari 2018."),
    ("2999-01-01", "1 januari 2999 is nog niet geweest."),
    ("gisteren", "“gisteren” is geen dag."),
    ("2018-02-30", "“2018-02-30” is geen dag."),
    ("<b>1</b>", "“<b>1</b>” is geen dag."),
]


@pytest.mark.parametrize(("typed", "sentence"), TYPED)
def test_day_that_cannot_be_gets_a_sentence(get, typed, sentence):
    html = get(op=typed, status=422).content.decode()
    assert sentence in unescape(html)
    assert "<b>1" not in html
    assert screen(html) == {}


@pytest.mark.parametrize("year", ["abc", "1999", "2018.5", "99999999999"])
def test_year_that_cannot_be_gets_a_sentence(get, year):
    assert f"“{year}” is geen begrotingsjaar" in text(get(jaar=year, status=422).content.decode())


@pytest.mark.parametrize("name", ["budget_export", "budget_workbook", "budget_data"])
def test_download_of_what_cannot_be_leads_back_to_the_sentence(get, name):
    response = get(name=name, op="morgen", status=302)
    assert response.url == f"{address()}?op=morgen"


def test_day_may_be_written_as_the_dutch_do(half_way, get):
    assert "Stand op 1 juni 2018" in text(get(op="1-6-2018").content.decode())


def test_permalink_names_the_day_also_for_today(get):
    html = get(jaar="2018").content.decode()
    day = clock.today().isoformat()
    assert f'href="?op={day}&amp;jaar=2018&amp;bekend={day}"' in html


def test_check_of_the_books_is_shown_with_its_moment(get):
    checked(differences=[])
    assert re.search(r"Controle van de boeken op \d+ \w+ \d{4} \d\d:\d\d: 0 verschillen", text(get().content.decode()))


def test_differences_stand_on_top(get):
    checked(differences=[f"verschil {number}" for number in range(25)])
    shown = text(get().content.decode())
    assert "De controle van de boeken vond 25 verschillen" in shown
    assert "verschil 19" in shown
    assert "verschil 20" not in shown
    assert "en nog 5" in shown


def test_old_check_is_a_warning(get):
    checked(differences=[], at=timezone.now() - timedelta(days=3))
    assert "De laatste controle van de boeken is meer dan twee dagen oud" in text(get().content.decode())


def checked(*, differences, at=None):
    Job.objects.create(
        kind="funding.check_ledger", state="done", finished_at=at or timezone.now(), result={"differences": differences}
    )


def test_charts_have_their_table_source_and_date(half_way, get):
    html = get(op="2018-06-01").content.decode()
    figures = re.findall(r'<figure class="si-chart.*?</figure>', html, re.S)
    assert len(figures) == 5
    for figure in figures:
        assert "<table" in figure
        shown = text(figure)
        assert "Bron: De boeken van dit portaal" in shown
        assert "stand op 1 juni 2018" in shown
        assert "alle begrotingsjaren" in shown


def test_year_without_money_says_so_and_draws_no_zero(half_way, get):
    year = clock.today().year + 1
    html = get(jaar=str(year)).content.decode()
    assert f"Voor begrotingsjaar {year} is niets vastgelegd" in text(html)
    assert "chart-waterfall" not in html
    assert set(screen(html)["Geld van het Rijk, per post"]["Totaal: Smart Industry 2018"]) == {"niet vastgelegd"}
    figure = {"groep": "lines", "rij": "smitzh", "maat": "paid", "jaar": "2018"}
    assert "begrotingsjaar 2018" in text(get(name="budget_figure", **figure).content.decode())
    assert f"begrotingsjaar {year} is niets vastgelegd" not in text(get(jaar="2018").content.decode())


def test_every_measure_is_explained(half_way, get):
    shown = text(get().content.decode())
    for measure in BOOK_MEASURES:
        assert f"{measure.label} {measure.meaning}" in shown


def test_headings_go_down_one_step_at_a_time(half_way, get):
    levels = [int(level) for level in re.findall(r"<h([1-6])", get().content.decode())]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_english_writes_the_same_numbers_its_own_way(half_way, get):
    rows = screen(get("en", op="2018-06-01").content.decode())["Money of the State, by line"]
    assert rows["Total: Smart Industry 2018"][:3] == [
        "€ 2,800,000", "between € 250,000 and € 2,350,000", "unknown at most € 2,100,000",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ADDRESSES)
def test_dashboard_takes_eight_statements_whatever_the_books_hold(
    half_way, client_for, fenna, django_assert_max_num_queries, name
):
    client = client_for(fenna)
    with django_assert_max_num_queries(8):
        client.get(address(name))
    for _number in range(3):
        half_way.grant(1)
        half_way.match(1)
    with django_assert_max_num_queries(8):
        client.get(address(name), {"op": "2018-06-01"})


def test_header_offers_the_dashboard_to_who_reads_the_books_and_the_footer_to_everyone(cast, client_for):
    offered = set()
    for key, person in {**cast, "": None}.items():
        html = client_for(person).get(reverse("programme:overview")).content.decode()
        header, footer = html.split("<footer", 1)
        assert f'href="{address()}"' in footer
        if f'href="{address()}"' in header:
            offered.add(key)
    assert offered == MAY


def test_dashboard_begins_with_the_totals_of_its_tables(half_way, client_for, fenna):
    page = client_for(fenna).get("/dashboard/")
    board = page.context["board"]
    lines, match = board.table("lines_state").total, board.table("lines_match").total
    state = [lines.cell(key) for key in ("allotted", "available", "reserved", "committed", "paid")]
    assert page.context["glance"] == [*state, match.cell("match_committed")]
