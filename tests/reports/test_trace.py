"""From euro to outcome and back: each level adds up to the dashboard, few companies are closed, files say the same."""

import csv
import io
import json
import re
import uuid
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest

from funding import books
from hubs import actions
from hubs.actions import Delivered, Profile
from jobs import clock
from regions.models import Region
from reports import budget, budget_data, indicator_data, pivots, trace_data, trace_measures, trace_results
from reports.facts import Fact
from reports.indicator_board import COUNTRY, Place, View
from reports.indicator_period import Period
from reports.trace_cells import Shutter
from reports.trace_measures import DEFINITIONS, Gain
from reports.trace_results import Paid
from smartindustry.cast import CAST
from tests.funding import world as worlds
from tests.hubs.asking import hub_of
from tests.reports.spreadsheets import cells

DAY = date(2018, 5, 14)
MONEY, RESULTS = "/dashboard/spoor/", "/dashboard/spoor/opbrengst/"
PAGES = [MONEY, f"{MONEY}spoor.csv", f"{MONEY}spoor.xlsx", f"{MONEY}spoor.json", RESULTS]
PAGES += [f"{RESULTS}opbrengst.csv", f"{RESULTS}opbrengst.xlsx", f"{RESULTS}opbrengst.json"]
MAY = {member.key for member in CAST if member.role in indicator_data.READERS}
SOUTH = "zuid-holland"


def served(by, *numbers, award="", worth=Decimal(1000), paid=None, start=10_000_000):
    """So many companies of the desk in South Holland got one service each."""
    for number in numbers:
        profile = Profile(f"Demo {number}", str(start + number))
        company = actions.company_for(hub=hub_of(), profile=profile, source="desk", by=None)
        delivered = Delivered("advice", clock.today(), "market", amount=worth, paid=paid, award_number=award)
        actions.record_service(company=company, delivered=delivered, key=uuid.uuid4(), by=by)


@pytest.fixture
def world():
    found = worlds.build()
    found.allot(700_000, 400_000)
    found.match(650_000, realised=100_000)
    return found


def tables(page):
    found = page.context["trace"] if "trace" in page.context else page.context["results"]
    return {table.key: table for table in found.tables}


def values(table):
    """{name of the row: values of its cells}; a closed one is "closed"."""
    return {
        row.name: [cell.value if cell.status == "exact" else cell.status for cell in row.cells] for row in table.rows
    }


# --- Definitions: pure -----------------------------------------------------------------------------------------------


def test_every_definition_has_a_sentence():
    assert all(str(one.label) and str(one.meaning).endswith(".") for one in DEFINITIONS)
    assert len({one.key for one in DEFINITIONS}) == len(DEFINITIONS)


def fact(kind, company, value=None, day=DAY, **more):
    return Fact(kind, company, 1, day, value=value, **more)


def test_services_without_a_worth_are_unknown_and_not_in_the_sum():
    found = trace_measures.traced([fact("service", "a", Decimal(500)), fact("service", "b")])
    assert (found.known, found.unknown, found.services) == (Decimal(500), 1, 2)


def test_nothing_is_divided_by_nobody():
    assert trace_measures.each(Decimal(1000), 3) == Decimal("333.33")
    assert trace_measures.each(Decimal(1000), 0) is None


def test_company_is_a_level_up_by_the_mean_of_its_sites_of_the_last_time():
    later = DAY + timedelta(days=1)
    again = [
        fact("gain", "a", Decimal(0), site="1"),
        fact("gain", "a", Decimal(2), later, site="1"),
        fact("gain", "a", Decimal(0), site="2"),
        fact("gain", "b", Decimal("0.9")),
    ]
    scans = [fact("scan", "c"), fact("scan", "a")]
    assert trace_measures.gain(again, scans) == Gain(up=1, again=2, first=3)


def test_share_of_companies_is_said_from_ten_on_and_in_tenths():
    assert not Gain(5, 9, 100).shown
    found = Gain(up=7, again=23, first=57)
    assert (found.shown, found.tenths, found.again_rounded) == (True, 3, 20)
    assert (found.response, found.first_rounded) == (4, 55)


def test_few_companies_are_closed_with_their_complement():
    parts = {
        "a": [fact("service", str(one)) for one in range(20)],
        "b": [fact("service", str(one)) for one in range(20, 30)],
        "c": [fact("service", str(one)) for one in range(30, 33)],
    }
    shutter = Shutter(parts, set())
    assert [shutter.hides(part) for part in ("a", "b", "c", "total")] == [False, True, True, False]


def test_parts_of_what_is_closed_are_closed():
    above = Shutter({"hub": [fact("service", "1")], "other": [fact("service", str(one)) for one in range(9)]}, set())
    award = Shutter({"V-1": [fact("service", str(one)) for one in range(9)]}, set()).within(above, "hub")
    assert award.hides("V-1")


# --- Money -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("member", CAST, ids=lambda member: member.key)
def test_trace_is_open_to_who_reads_the_indicators(cast, client_for, member, address):
    assert client_for(cast[member.key]).get(address).status_code == (200 if member.key in MAY else 403)


@pytest.mark.django_db
def test_every_level_adds_up_to_the_dashboard(client_for, fenna, eva, world):
    first, second = world.grant(300_000), world.grant(150_000)
    world.pay(first, 200_000)
    served(eva, *range(7), award=first.number, paid=Decimal(400))
    served(eva, *range(5, 11), award=second.number, worth=None)
    served(eva, *range(20, 26))
    client = client_for(fenna)
    found = tables(client.get(MONEY))
    state = client.get("/dashboard/").context["board"].table("lines_state")

    whole = {cell.measure.key: cell.amount.low for cell in state.total.cells if cell.amount}
    lines = values(found["lines"])
    assert lines["Alle posten"] == [whole["allotted"], whole["committed"], 0, whole["allotted"] - whole["committed"]]
    own = [row for name, row in lines.items() if name != "Alle posten"]
    assert [sum(column) for column in zip(*own, strict=True)] == lines["Alle posten"]

    hubs, awards = values(found["hubs"]), values(found["awards"])
    assert hubs["Alle hubs"][:2] == awards["Alle toekenningen"][:2] == [whole["committed"], whole["paid"]]
    (hub,) = [row for name, row in hubs.items() if name != "Alle hubs"]
    assert hub == hubs["Alle hubs"] == awards["Alle toekenningen"]
    # Seven services of 1,000 of which the company paid 400; six of which nobody knows the worth.
    assert hub == [450_000, 200_000, 13, "at_least", 450_000 - 4_200, 11, 0]
    by_award = {name.split(",")[0]: row for name, row in awards.items()}
    assert by_award[first.number] == [300_000, 200_000, 7, 4_200, 295_800, 7, 0]
    assert by_award[second.number] == [150_000, 0, 6, "at_least", 150_000, 6, 0]


@pytest.mark.django_db
def test_services_without_an_award_lead_to_no_euro(client_for, fenna, eva, world):
    award = world.grant(300_000)
    served(eva, *range(7), award=award.number)
    served(eva, *range(20, 26))
    found = values(tables(client_for(fenna).get(MONEY))["back"])
    assert found == {
        "Het bureau zelf": [13, 7_000, 6_000, 13, 0],
        "Alle diensten": [13, 7_000, 6_000, 13, 0],
    }


@pytest.mark.django_db
def test_what_leads_nowhere_is_a_row_both_ways(client_for, fenna, eva, world):
    award = world.grant(300_000)
    served(eva, *range(7), award=award.number)
    served(eva, *range(20, 26), worth=None)
    found = tables(client_for(fenna).get(MONEY))
    allotted, to_hubs, without, ungranted = values(found["lines"])["Alle posten"]
    assert values(found["whole"]) == {
        "Te volgen naar diensten": [7_000],
        "Niet te volgen": [to_hubs + without - 7_000],
        "Niet verleend": [ungranted],
        "Toegedeeld": [allotted],
    }
    assert values(found["back_whole"]) == {
        "Noemen een toekenning": [7, 7_000, 7, 0],
        "Noemen geen toekenning: niet te volgen": [6, "at_least", 6, 0],
        "Alle diensten": [13, "at_least", 13, 0],
    }


@pytest.mark.django_db
def test_few_companies_are_closed_in_the_rows_that_lead_nowhere(client_for, fenna, eva, world):
    award = world.grant(300_000)
    served(eva, *range(7), award=award.number)
    served(eva, 20)
    found = values(tables(client_for(fenna).get(MONEY))["back_whole"])
    assert {value for row in found.values() for value in row} == {"closed"}


@pytest.mark.django_db
def test_trace_is_shown_as_it_was_known_on_a_day(client_for, fenna, world):
    """Everything is recorded today: as known before, there was nothing, and that is not zero."""
    world.grant(100_000, day=date(2018, 3, 1))
    client = client_for(fenna)
    before = client.get(MONEY, {"op": "2018-03-02", "bekend": "2018-03-05"})
    assert list(tables(before)) == ["lines"]
    assert {cell.text for row in tables(before)["lines"].rows for cell in row.cells} == {"niet vastgelegd"}
    assert "Stand op 2 maart 2018, zoals bekend op 5 maart 2018" in before.content.decode()
    now = client.get(MONEY, {"bekend": clock.today().isoformat()})
    assert now.context["trace"].outcomes
    file = client.get(f"{MONEY}spoor.json", {"op": "2018-03-02", "bekend": "2018-03-05"})
    assert "2018-03-02-bekend-2018-03-05" in file.headers["Content-Disposition"]
    assert "bekend op 5 maart 2018" in json.loads(file.content)["source"]


@pytest.mark.django_db
def test_euros_of_few_companies_without_an_award_are_closed(client_for, fenna, eva, world):
    award = world.grant(300_000)
    served(eva, *range(7), award=award.number)
    served(eva, 20)
    found = values(tables(client_for(fenna).get(MONEY))["back"])
    assert found["Alle diensten"] == [8, 7_000, "closed", 8, 0]


@pytest.mark.django_db
def test_award_that_reached_few_companies_is_closed_and_its_money_stays_open(client_for, fenna, eva, world):
    small, large = world.grant(100_000), world.grant(200_000)
    served(eva, *range(2), award=small.number)
    served(eva, *range(2, 12), award=large.number)
    page = client_for(fenna).get(MONEY)
    awards = {name.split(",")[0]: row for name, row in values(tables(page)["awards"]).items()}
    assert awards[small.number] == [100_000, 0, *["closed"] * 5]
    assert awards[large.number] == [200_000, 0, *["closed"] * 5]
    assert awards["Alle toekenningen"][2:6] == [12, 12_000, 288_000, 12]
    assert page.context["trace"].closed
    assert "Afgeschermd" in page.content.decode()


@pytest.mark.django_db
def test_books_without_entries_say_not_recorded_and_never_zero(client_for, fenna):
    page = client_for(fenna).get(MONEY)
    lines = tables(page)["lines"]
    assert {cell.text for row in lines.rows for cell in row.cells} == {"niet vastgelegd"}
    assert set(tables(page)) == {"lines", "back_whole", "back"}
    assert "Niet vastgelegd is niet hetzelfde als nul" in page.content.decode()


@pytest.mark.django_db
def test_hub_can_be_chosen_and_unknown_ones_are_all(client_for, fenna, world):
    world.grant(300_000)
    client = client_for(fenna)
    chosen = client.get(MONEY, {"hub": SOUTH})
    assert chosen.context["trace"].hub == SOUTH
    assert list(values(tables(chosen)["awards"]))[-1] == "Zuid-Holland"
    assert client.get(MONEY, {"hub": "atlantis'"}).context["trace"].hub == ""


@pytest.mark.django_db
@pytest.mark.parametrize("address", [MONEY, RESULTS])
@pytest.mark.parametrize("who", ["fenna", "eva"])
def test_trace_takes_few_statements(client_for, cast, world, django_assert_max_num_queries, *, address, who):
    eva, client = cast["eva"], client_for(cast[who])
    award = world.grant(300_000)
    served(eva, *range(6), award=award.number)
    client.get(address)
    with django_assert_max_num_queries(8) as few:
        client.get(address)
    second = world.grant(50_000)
    served(eva, *range(20, 27), award=second.number)
    with django_assert_max_num_queries(8) as more:
        client.get(address)
    assert len(few.captured_queries) == len(more.captured_queries)


# --- Results ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_was_paid_by_quarter_is_what_the_books_hold(world):
    award = world.grant(300_000)
    world.pay(award, 100_000, day=worlds.DAY)
    world.pay(award, 50_000, day=worlds.DAY + timedelta(days=100))
    found = trace_data.paid(clock.today())
    held = sum(one.paid for one in books.read().awards.values())
    slug = Region.objects.get(pk=world.pool.region_id).slug
    assert found.amounts.to_numpy().sum() == held == 150_000
    assert found.of(slug, Period(worlds.DAY.year)) == 150_000
    assert found.of("noord-nederland", Period(worlds.DAY.year)) == 0
    assert sum(found.of(None, one) for one in Period(worlds.DAY.year).quarters()) == 150_000


PLACES = [
    Place(1, SOUTH, "Zuid-Holland"),
    Place(2, "noord-nederland", "Noord-Nederland"),
    Place(None, "landelijk", "L"),
]


def results(found, paid=0, own=(), place=None):
    period = Period(2018, 2)
    view = View(period, place or Place(COUNTRY, "nederland", "Nederland"), frozenset(own))
    amounts = pivots.crossed([(SOUTH, period, Decimal(paid))] if paid else [])
    read = trace_results.results(view, found, PLACES, Paid(amounts, demo=False), day=DAY)
    return {table.key: table for table in read.tables}, read


def test_cost_is_what_was_paid_for_each_company_and_closed_with_it():
    """Ten companies of the south, three of the north: both rows are closed for a stranger, the total is open."""
    facts = [Fact("request", f"s{one}", 1, DAY) for one in range(10)]
    facts += [Fact("request", f"n{one}", 2, DAY) for one in range(3)]
    found, _read = results(facts, 26_000)
    rows = values(found["hubs"])
    assert rows["Zuid-Holland"][:3] == [26_000, "closed", "closed"]
    assert rows["Nederland"][:3] == [26_000, 13, 2_000]
    own, _read = results(facts, 26_000, own=[1])
    assert values(own["hubs"])["Zuid-Holland"][:3] == [26_000, 10, 2_600]


def test_without_money_or_companies_there_is_no_cost_and_no_zero():
    found, read = results([])
    assert [cell.text for cell in found["hubs"].rows[0].cells[2:5:2]] == ["niets betaald", "niets betaald"]
    assert read.nothing
    found, read = results([], 500)
    assert found["hubs"].rows[0].cells[2].text == "niemand om door te delen"
    assert not read.nothing


def test_companies_of_the_year_lead_back_once_each():
    facts = [Fact("request", f"c{one}", 1, DAY) for one in range(18)]
    facts += [Fact("service", f"c{one}", 1, DAY, award="V-1") for one in range(6)]
    facts += [Fact("service", f"c{one}", 1, DAY) for one in range(4, 12)]
    facts += [Fact("step", f"c{one}", 1, DAY) for one in range(18)]
    found, _read = results(facts)
    assert [[cell.value for cell in row.cells] for row in found["back"].rows] == [[6, 6], [6, 6], [6, 6], [18, 18]]


@pytest.mark.django_db
def test_reached_and_steps_are_those_of_the_indicators(client_for, fenna, eva):
    served(eva, *range(8))
    client, year = client_for(fenna), clock.today().year
    indicators = client.get("/indicatoren/", {"periode": year}).context["board"].tables[0]
    found = tables(client.get(RESULTS, {"periode": year}))["hubs"]
    shown = {row.name: (row.cells[1].text, row.cells[3].text) for row in found.rows}
    cell = {row.name: {one.indicator.key: one.text for one in row.cells} for row in indicators.rows}
    assert shown == {name: (own["reached"], own["steps"]) for name, own in cell.items()}


@pytest.mark.django_db
def test_period_in_which_nothing_happened_says_so(client_for, fenna):
    page = client_for(fenna).get(RESULTS, {"periode": "2018-1"})
    assert "In kwartaal 1 van 2018 is niets betaald en geen bedrijf bereikt" in page.content.decode()
    assert "<table" not in page.content.decode()
    file = client_for(fenna).get(f"{RESULTS}opbrengst.csv", {"periode": "2018-1"}).content.decode("utf-8-sig")
    assert list(csv.DictReader(io.StringIO(file))) == []


# --- Files -----------------------------------------------------------------------------------------------------------


def text(fragment):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", fragment)).split())


def screen(response):
    """{title of the table: rows of texts}."""
    return {
        text(re.search(r"<caption.*?</caption>", table, re.S)[0]): [
            [text(cell) for cell in re.findall(r"<t[hd] ?(?:scope=\"row\"|class).*?</t[hd]>", row, re.S)]
            for row in re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", table, re.S)
        ]
        for table in re.findall(r'<table class="utrecht-table si-budget">.*?</table>', response.content.decode(), re.S)
    }


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(("address", "name"), [(MONEY, "spoor"), (RESULTS, "opbrengst")])
def test_files_say_what_the_screen_says(client_for, cast, world, *, prefix, address, name):
    fenna, eva = cast["fenna"], cast["eva"]
    award = world.grant(300_000)
    world.pay(award, 100_000)
    served(eva, *range(6), award=award.number)
    client = client_for(fenna)
    asked = {"periode": str(clock.today().year)}
    shown = screen(client.get(f"{prefix}{address}", asked))
    file = client.get(f"{prefix}{address}{name}.csv", asked).content.decode("utf-8-sig")
    found: dict[str, dict[str, list[str]]] = {}
    for row in csv.DictReader(io.StringIO(file)):
        found.setdefault(row["table_name"], {}).setdefault(row["row"], [row["row_name"]]).append(row["shown"])
    spaces = {title: [[" ".join(one.split()) for one in row] for row in rows.values()] for title, rows in found.items()}
    assert spaces == shown
    sheets = cells(client.get(f"{prefix}{address}{name}.xlsx", asked).content)
    records = [["" if cell is None else str(cell) for cell in row[6:7]] for row in sheets["CSV"][1:]]
    assert records == [[row["shown"]] for row in csv.DictReader(io.StringIO(file))]
    said = json.loads(client.get(f"{prefix}{address}{name}.json", asked).content)
    as_json = {one["title"]: [[cell["text"] for cell in row] for row in one["rows"]] for one in said["tables"]}
    assert {title: [[" ".join(one.split()) for one in row] for row in rows] for title, rows in as_json.items()} == shown
    assert said["definitions"]
    assert all(one["source"] for one in [said, *said["tables"]])


@pytest.mark.django_db
@pytest.mark.parametrize("asked", [{}, {"op": "2018-12-31"}], ids=["today", "earlier"])
@pytest.mark.parametrize("address", [MONEY, RESULTS])
def test_charts_stand_beside_all_that_a_reader_must_know(client_for, cast, world, *, address, asked):
    award = world.grant(300_000)
    world.pay(award, 100_000)
    served(cast["eva"], *range(6), award=award.number)
    response = client_for(cast["fenna"]).get(address, asked | {"periode": str(clock.today().year)})
    figures = re.findall(r'<figure class="si-chart.*?</figure>', response.content.decode(), re.S)
    shown = {tuple(cell) for rows in screen(response).values() for row in rows for cell in [row]}
    assert len(figures) == (1 if address == RESULTS else 2)
    for figure in figures:
        assert "Bron:" in text(figure)
        assert "stand op" in text(figure)
        assert "Deze gegevens downloaden" in figure
        for row in re.findall(r"<tr>.*?</tr>", re.search(r"<tbody.*</tbody>", figure, re.S)[0], re.S):
            name, *texts = [text(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)]
            assert any(one[0] == name and set(texts) <= set(one) for one in shown), (name, texts)


@pytest.mark.django_db
def test_earlier_day_shows_the_money_as_it_was_and_tells_of_no_company(client_for, cast, world):
    first = world.grant(100_000, day=date(2018, 3, 1))
    world.grant(20_000, day=date(2018, 9, 1))
    served(cast["eva"], *range(6), award=first.number)
    client = client_for(cast["fenna"])
    page = client.get(MONEY, {"op": "2018-06-01"})
    found = {one.key: one for one in page.context["trace"].tables}
    assert list(found) == ["whole", "lines", "hubs", "awards"]
    assert [row.cells[0].value for row in found["whole"].rows][:2] == [100_000, 0]
    assert found["hubs"].columns == found["awards"].columns == ("Verplicht", "Betaald")
    assert [row.cells[0].value for row in found["hubs"].rows] == [100_000, 100_000]
    board = budget_data.board(budget.View(date(2018, 6, 1)))
    whole = board.table("lines_state").total
    assert found["lines"].rows[-1].cells[1].value == whole.cell("committed").amount.value
    assert "iets over één bedrijf" in page.content.decode()
    file = client.get(f"{MONEY}spoor.csv", {"op": "2018-06-01"}).content.decode("utf-8-sig")
    assert {row["table"] for row in csv.DictReader(io.StringIO(file))} == set(found)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["op", "bekend"])
@pytest.mark.parametrize("day", ["1999-01-01", "2099-01-01", "9999-12-31", "gisteren", "x" * 5000], ids=range(5))
def test_day_that_cannot_be_gets_a_sentence_and_its_files_lead_to_it(client_for, fenna, day, name):
    client = client_for(fenna)
    page = client.get(MONEY, {name: day})
    assert page.status_code == 422
    assert 'si-budget"' not in page.content.decode()
    for suffix in ("csv", "xlsx", "json"):
        response = client.get(f"{MONEY}spoor.{suffix}", {name: day})
        assert (response.status_code, response.url.split("?")[0]) == (302, MONEY)
