"""The dashboard over the books: what stands on a day, per line and per hub, and that unknown never becomes zero."""

import csv
import io
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from funding import actions, books
from funding.measures import BOOK_MEASURES
from funding.models import BudgetLine, MatchPool
from jobs import clock
from jobs.models import Job
from regions.models import Region
from reports import budget_views, figures
from reports.access import BUDGET_READERS
from reports.budget import Board
from smartindustry.cast import CAST
from tests.funding import world as worlds
from tests.funding.attempts import reservation
from tests.funding.world import basis, euros
from ui import formats

pytestmark = pytest.mark.django_db
MAY = {member.key for member in CAST if member.role in BUDGET_READERS}
ADDRESSES = ("budget_dashboard", "budget_export", "budget_workbook", "budget_data")


def address(name="budget_dashboard", language="nl"):
    with translation.override(language):
        return reverse(f"reports:{name}")


def text(fragment):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", fragment)).split())


def main_of(html):
    return re.search(r"<main.*</main>", html, re.S)[0]


def screen(html):
    """{title of the table: {row: [texts of its cells]}}, as on screen."""
    found = {}
    for table in re.findall(r'<table class="utrecht-table si-budget">.*?</table>', html, re.S):
        rows = re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", table, re.S)
        found[text(re.search(r"<caption.*?</caption>", table, re.S)[0])] = {
            text(re.search(r"<th.*?</th>", row, re.S)[0]): [
                text(cell) for cell in re.findall(r"<td class=\"si-number.*?</td>", row, re.S)
            ]
            for row in rows
        }
    return found


@pytest.fixture
def world():
    return worlds.build()


def half_way_in(world, state=700_000):
    """SMITZH half way, with a reservation of unknown size beside it and a pledge without an amount."""
    rest = BudgetLine.objects.select_related("parent__parent").get(key="regional_rest")
    world.allot(state, 400_000)
    world.allot(2_100_000, None, line=rest)
    world.match(500_000, realised=100_000)
    world.pledge()
    reservation(world, size=None, line=rest)
    award = world.grant(450_000)
    world.pay(award, 300_000)
    return world


@pytest.fixture
def half_way(world):
    return half_way_in(world)


@pytest.fixture
def get(client_for, fenna):
    def page(language="nl", name="budget_dashboard", status=200, **asked):
        response = client_for(fenna).get(address(name, language), asked)
        assert response.status_code == status
        return response

    return page


def board_on(day="2019-01-01", **asked) -> Board:
    form = budget_views.ViewForm({"op": day, **asked})
    assert form.is_valid(), form.errors
    return budget_views._board(form)


def said(board, table, row):
    return {cell.measure.key: cell.shown for cell in board.table(table).row(row).cells}


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("member", CAST, ids=lambda member: member.key)
def test_dashboard_is_open_to_everyone_and_what_is_behind_it_to_some(cast, client_for, member, name, half_way):
    response = client_for(cast[member.key]).get(address(name))
    assert response.status_code == 200
    assert ("/dashboard/cijfer/" in str(response.content)) == (member.key in MAY and name == "budget_dashboard")


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


def test_figure_takes_at_most_eight_statements(half_way, client_for, fenna, django_assert_max_num_queries):
    reservation(half_way, size=None, line=BudgetLine.objects.get(key="data_value_center"))
    client = client_for(fenna)
    for measure in ("available", "reserved", "committed", "freed"):
        with django_assert_max_num_queries(8):
            page = client.get("/dashboard/cijfer/", {"groep": "lines", "rij": "si_2018", "maat": measure})
        assert sum(row["held"] for row in page.context["rows"]) == page.context["total"]


def test_figure_on_several_pages_has_one_total(half_way, client_for, fenna, monkeypatch, django_assert_max_num_queries):
    client, asked = client_for(fenna), {"groep": "lines", "rij": "si_2018", "maat": "committed"}
    whole = client.get("/dashboard/cijfer/", asked).context
    monkeypatch.setattr(figures, "PAGE_SIZE", 1)
    held = []
    for number in range(1, len(whole["rows"]) + 1):
        with django_assert_max_num_queries(8):
            page = client.get("/dashboard/cijfer/", asked | {"page": str(number)}).context
        assert (page["total"], page["number"], page["of_demo"]) == tuple(
            whole[name] for name in ("total", "number", "of_demo")
        )
        held += [row["held"] for row in page["rows"]]
    assert len(held) > 1
    assert held == [row["held"] for row in whole["rows"]]


@pytest.mark.parametrize("measure", ["reserved", "available"])
def test_figure_names_what_of_unknown_size_is_set_apart(half_way, client_for, fenna, measure):
    line = BudgetLine.objects.get(key="data_value_center")
    mine = reservation(half_way, size=None, line=line)
    asked = {"groep": "lines", "rij": "data_value_center", "maat": measure}
    address, client = "/dashboard/cijfer/", client_for(fenna)
    page = client.get(address, asked)
    assert [one.sets_apart for one in page.context["unsized"]] == [mine]
    assert ("omvang onbekend" in page.text, "niets vastgelegd" in page.text) == (True, False)
    other = client.get(address, asked | {"rij": "smitzh"})
    assert ("omvang onbekend" in other.text, other.context["unsized"]) == (False, [])
    assert client.get(address, asked | {"jaar": str(mine.year + 1)}).context["unsized"] == []
    before = mine.entries.get().valid_on - timedelta(days=1)
    assert client.get(address, asked | {"op": before.isoformat()}).context["unsized"] == []


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


def test_what_is_no_demonstration_is_not_named_so(half_way, get):
    assert board_on().table("lines_state").total.cell("committed").demo is None
    assert "demonstratie" not in main_of(get().content.decode()).lower()


def test_demonstration_is_named_and_can_be_left_out(get):
    half_way_in(worlds.build(demo=True))
    html = get().content.decode()
    assert "Een deel van deze bedragen is een demonstratie" in text(html)
    rows = screen(html)["Geld van het Rijk, per post"]
    assert rows["SMITZH, hub Zuid-Holland"][0] == "€ 700.000"
    assert rows["SMITZH, hub Zuid-Holland"][1] == "€ 250.000 € 450.000 minder door de demonstratie"
    assert rows["SMITZH, hub Zuid-Holland"][3] == "€ 450.000 waarvan demonstratie € 450.000"
    figures = re.findall(r'<figure class="si-chart.*?</figure>', html, re.S)
    assert [one for one in figures if "is een demonstratie" not in one] == []
    without = screen(get(demonstratie="zonder").content.decode())["Geld van het Rijk, per post"]
    assert without["SMITZH, hub Zuid-Holland"] == [
        "€ 700.000", "€ 700.000", "€ 0", "€ 0", "€ 0", "€ 0", "€ 0", "€ 400.000", "€ 0",
    ]  # fmt: skip


def test_difference_says_that_a_part_is_a_demonstration(client_for, fenna):
    half_way_in(worlds.build(demo=True))
    address = f"{reverse('reports:budget_difference')}?van=2018-01-01"
    pages = [client_for(fenna).get(address + more).text for more in ("", "&demonstratie=zonder")]
    assert ["Een deel van deze bedragen is een demonstratie" in page for page in pages] == [True, False]


@pytest.mark.parametrize("day", ["", "2018-06-01"])
def test_amounts_lead_to_accounts_that_held_as_much(half_way, client_for, fenna, get, day):
    client = client_for(fenna)
    noord = half_way.pool_for(instrument="contract")
    other = MatchPool.objects.create(
        version=noord.version, line=half_way.line, region=Region.objects.get(slug="noord-nederland"),
        recorded_by=half_way.controller, **worlds.PAPER,
    )  # fmt: skip
    half_way.grant(1_000, pool=other)
    html = get(jaar="2018", op=day).content.decode()
    address = r'<a class="utrecht-link" href="(/dashboard/cijfer/[^"]+)">([^<]+)</a>(?:<span[^>]*>([^<]+))?'
    found = re.findall(address, html)
    assert len(found) > 30
    for url, shown, bound in found:
        page = client.get(unescape(url))
        total = formats.euro(page.context["total"])
        assert sum(row["held"] for row in page.context["rows"]) == page.context["total"]
        expected = re.sub(r"tussen .* en |hoogstens ", "", bound or shown).replace("\u00a0", " ")
        assert total == expected or "reserved" in url or "match_intended" in url, (url, shown, bound)


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


def test_charts_say_what_was_left_out_and_what_is_a_demonstration(get):
    half_way_in(worlds.build(demo=True))
    for asked, words in (
        ({}, "Een deel van deze bedragen is een demonstratie"),
        ({"demonstratie": "zonder"}, "zonder de demonstratie"),
    ):
        html = get(**asked).content.decode()
        figures = re.findall(r'<figure class="si-chart.*?</figure>', html, re.S)
        assert figures
        assert {words in text(figure) and "Deze gegevens downloaden" in figure for figure in figures} == {True}
    assert "zoals bekend op 1 juni 2018" in text(get(bekend="2018-06-01").content.decode())


def test_figure_says_what_of_it_is_a_demonstration_and_can_be_downloaded(client_for, fenna):
    half_way_in(worlds.build(demo=True))
    for measure in ("committed", "paid", "match_realised"):
        asked = {"groep": "lines", "rij": "smitzh", "maat": measure}
        html = client_for(fenna).get(reverse("reports:budget_figure"), asked).content.decode()
        (figure,) = re.findall(r'<figure class="si-chart.*?</figure>', html, re.S)
        assert "Een deel van deze bedragen is een demonstratie" in text(figure)
        address = unescape(re.search(r'href="([^"]+)">Deze gegevens downloaden', figure)[1])
        assert b"".join(client_for(fenna).get(address).streaming_content).count(b"EUR") >= 1


def shift_in_a_demonstration(world):
    """Of the € 700.000 of the line € 200.000 is invented, and € 30.000 of its own goes to the next year."""
    moved = {"by": world.decider, "line": world.line}
    for line in (world.line.parent.parent, world.line.parent, world.line):
        given = {"year": 2018, "commitments": euros(200_000)}
        actions.allot(by=world.decider, basis=basis(demo=True), line=line, supplement=True, **given)
    years = {"ledger": "commitments", "from_year": 2018, "to_year": 2019, "amount": euros(30_000)}
    actions.shift(basis=basis(demo=True), **moved, **years)


def test_each_figure_and_each_entry_says_what_of_it_is_a_demonstration(client_for, fenna, world):
    half_way_in(world, 500_000)
    shift_in_a_demonstration(world)
    client = client_for(fenna)
    asked = {"groep": "lines", "rij": "smitzh", "maat": "available", "jaar": "2018"}
    figure = client.get(reverse("reports:budget_figure"), asked)
    assert [(row["held"], row["mark"]) for row in figure.context["rows"]] == [
        (euros(220_000), "waarvan demonstratie € 170.000")
    ]
    assert text(figure.text).count("waarvan demonstratie € 170.000") == 2
    entries = client.get(reverse("reports:budget_entries"), asked)
    marks = [(row["moved"], row["entry"].demo) for row in entries.context["rows"]]
    assert marks == [(500_000, False), (-450_000, False), (200_000, True), (-30_000, True)]
    assert text(entries.text).count("Demonstratie") == 2
    file = b"".join(client.get(reverse("reports:budget_entries_export"), asked).streaming_content).decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(file))
    assert [(row["moved"], row["demonstration"]) for row in rows] == [
        ("500000.00", ""), ("-450000.00", ""), ("200000.00", "1"), ("-30000.00", "1"),
    ]  # fmt: skip
    without = client.get(reverse("reports:budget_figure"), asked | {"demonstratie": "zonder"})
    assert [(row["held"], row["mark"]) for row in without.context["rows"]] == [(euros(50_000), "")]


def test_difference_says_of_each_figure_what_of_it_is_a_demonstration(client_for, fenna, world):
    half_way_in(world, 500_000)
    shift_in_a_demonstration(world)
    asked = {"van": "2018-05-31", "op": "2018-06-01", "jaar": "2018"}
    html = client_for(fenna).get(reverse("reports:budget_difference"), asked).content.decode()
    (own,) = [row for row in re.findall(r"<tr>.*?</tr>", html, re.S) if "SMITZH" in row and "Beschikbaar" in text(row)][
        :1
    ]
    assert text(own) == (
        "SMITZH, hub Zuid-Holland Beschikbaar € 500.000 € 220.000 waarvan demonstratie € 170.000 "
        "−€ 280.000 waarvan demonstratie +€ 170.000"
    )
    file = client_for(fenna).get(reverse("reports:budget_difference_export"), asked).content.decode("utf-8-sig")
    (row,) = [
        row for row in csv.DictReader(io.StringIO(file))
        if (row["table"], row["row"], row["measure"]) == ("lines_state", "smitzh", "available")
    ]  # fmt: skip
    names = ("then_of_which_demonstration", "now_of_which_demonstration", "difference_demonstration")
    assert [row[name] for name in names] == ["", "waarvan demonstratie € 170.000", "170000.00"]


def test_ratio_says_what_it_is_without_the_demonstration(world):
    half_way_in(world, 600_000)
    invented = world.pool_for(demo=True)
    world.match(100_000, pool=invented)
    world.grant(50_000, pool=invented)
    cells = {cell.measure.key: cell for cell in board_on().table("lines_match").row("smitzh").cells}
    assert cells["match_ratio"].shown == "1,2"
    assert cells["match_ratio"].mark == "zonder de demonstratie 1,11"
    assert cells["match_needed"].mark == "waarvan demonstratie € 50.000"
    assert cells["match_committed"].mark == "waarvan demonstratie € 100.000"
    assert cells["match_used"].mark == ""


def test_demonstration_beside_a_reservation_of_unknown_size(world):
    """Of the letter: the bounds are real, and what the demonstration took is said. Its own: it is a part itself."""
    world.allot(700_000)
    reservation(world, size=None)
    given = {"line": world.line, "year": 2018, "ledger": "commitments", "lapse": True}
    actions.give_back(by=world.decider, basis=basis(demo=True), amount=euros(100_000), kept=euros(1), **given)
    cell = board_on().table("lines_state").row("smitzh").cell("available")
    assert (cell.shown, cell.mark) == ("onbekend (hoogstens €\u00a0600.000)", "€ 100.000 minder door de demonstratie")
    other = BudgetLine.objects.select_related("parent__parent").get(key="regional_rest")
    world.allot(500_000, line=other)
    reservation(world, size=None, line=other, of_demo=True)
    cells = {cell.measure.key: cell for cell in board_on().table("lines_state").row("regional_rest").cells}
    assert cells["reserved"].mark == "waarvan demonstratie onbekend (hoogstens €\u00a0500.000)"
    without = {
        cell.measure.key: cell
        for cell in board_on(demonstratie="zonder").table("lines_state").row("regional_rest").cells
    }
    assert (without["reserved"].shown, without["available"].shown) == ("€ 0", "€ 500.000")


def test_figure_names_the_pledges_of_unknown_amount(half_way, client_for, fenna, django_assert_max_num_queries):
    """As the dashboard, which says that such an amount is a minimum."""
    intended = half_way.pledge()
    actions.intend(by=half_way.editor, basis=basis(), pledge=intended, amount=euros(300))
    client, asked = client_for(fenna), {"groep": "lines", "rij": "smitzh", "maat": "match_intended"}
    assert said(board_on(), "lines_match", "smitzh")["match_intended"] == "minstens €\u00a0300"
    with django_assert_max_num_queries(8):
        page = client.get("/dashboard/cijfer/", asked)
    assert [one.funder for one in page.context["silent"]] == [half_way.funder]
    assert "minstens € 300" in text(page.text)
    for more in ({"op": "2018-05-31"}, {"bekend": "2018-06-01", "op": "2018-06-01"}, {"rij": "other_hubs"}):
        assert client.get("/dashboard/cijfer/", asked | more).context["silent"] == []


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


# --- Over time -------------------------------------------------------------------------------------------------------


def over_time(board):
    return [table for table in board.tables if table.group == "months"]


def test_course_of_each_line_and_hub_ends_at_its_row_of_the_dashboard(world):
    half_way_in(world)
    board, ended = board_on(), []
    rows = [("lines_state", "post", row) for row in board.course_lines]
    rows += [("hubs_state", "hub", row) for row in board.course_hubs]
    for table, name, row in rows:
        found = over_time(board_on(**{name: row.key}))
        if not found:
            assert row.cell("committed").amount is None or not row.cell("committed").amount.high
            continue
        last, own = found[0].rows[-1], board.table(table).row(row.key)
        assert [cell.shown for cell in last.cells] == [own.cell(cell.measure.key).shown for cell in last.cells]
        ended.append(row.key)
    assert {"smitzh", "zuid-holland"} <= set(ended)


def test_course_of_a_hubs_part_of_a_line_is_what_both_have(half_way):
    (both,) = over_time(board_on(post="smitzh", hub="zuid-holland"))
    (hub,) = over_time(board_on(hub="zuid-holland"))
    assert both.title == "Verplicht en betaald in de tijd: Zuid-Holland, SMITZH, hub Zuid-Holland"
    assert [[cell.shown for cell in row.cells] for row in both.rows] == [
        [cell.shown for cell in row.cells] for row in hub.rows
    ]
    assert over_time(board_on(post="smitzh", hub="noord-nederland")) == []


@pytest.mark.parametrize(
    "asked", [{"hub": "atlantis"}, {"post": "<b>x</b>"}, {"hub": "regional"}, {"hub": "x" * 5000}], ids=range(4)
)
def test_line_or_hub_that_is_not_there_gets_a_sentence_and_files_lead_to_it(half_way, get, asked):
    html = get(status=422, **asked).content.decode()
    assert "De begroting heeft geen post of hub" in html
    assert "<b>x</b>" not in html
    assert not {'name="hub"', 'name="post"'} & set(re.findall(r'name="\w+"', html))
    assert "si-budget" not in re.sub("si-budget-form", "", html)
    for name in ADDRESSES[1:]:
        assert get(name=name, status=302, **asked).url.startswith("/dashboard/?")


def test_course_of_what_has_none_says_so_and_never_zero(half_way, get):
    html = get(hub="noord-nederland").content.decode()
    assert "Noord-Nederland: er is niets verplicht of betaald" in text(html)
    assert 'value="noord-nederland" selected' in html


def test_choosing_a_hub_takes_no_more_statements(half_way, client_for, fenna, django_assert_max_num_queries):
    client = client_for(fenna)
    client.get(address())
    with django_assert_max_num_queries(8) as chosen:
        client.get(address(), {"hub": "zuid-holland", "post": "smitzh"})
    with django_assert_max_num_queries(8) as whole:
        client.get(address())
    assert len(chosen.captured_queries) == len(whole.captured_queries)
