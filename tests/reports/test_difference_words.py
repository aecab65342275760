"""What the difference between two days says where it is no plain number."""

import csv
import io
import json
import re
from datetime import date

import openpyxl
import pytest

from funding import actions
from reports import budget_data, budget_difference, difference_tables
from reports.budget import View
from reports.tables import as_data
from tests.funding.world import basis, euros
from tests.reports.books import text

pytestmark = pytest.mark.django_db
ASKED = {"van": "2018-05-31", "op": "2018-06-01"}
BOUNDS = "geen bedrag geboekt; alleen de grenzen zijn anders"
SEE = "zie de boekingen van “Beschikbaar”"


def set_apart(world):
    """Something of unknown size, before the days that are compared."""
    about = {"line": world.line, "year": 2018, "purpose_nl": "doel", "purpose_en": "purpose", "size": None}
    actions.reserve(by=world.decider, basis=basis(date(2018, 3, 1)), **about)


@pytest.fixture
def half_way(world):
    world.allot(700_000, 400_000)
    world.match(500_000)
    set_apart(world)
    world.grant(450_000, kept=euros(0))
    return world


def found():
    views = [View(date.fromisoformat(ASKED["van"])), View(date.fromisoformat(ASKED["op"]))]
    return budget_difference.compare(*budget_data.boards(views, budget_data.places()))


def change(measure, row="smitzh"):
    return next(
        one for one in found().figures if (one.table.group, one.row.key, one.now.measure.key) == ("lines", row, measure)
    )


def test_bounds_that_changed_without_an_entry_are_no_zero(half_way):
    one = change("reserved")
    shown = [one.then.shown.replace("\xa0", " "), one.now.shown.replace("\xa0", " ")]
    assert shown == ["onbekend (hoogstens € 700.000)", "onbekend (hoogstens € 250.000)"]
    assert (one.amount, one.exact, one.shown, one.words) == (0, None, BOUNDS, f"{BOUNDS}; {SEE}")


def test_page_leads_to_the_entries_that_moved_the_bounds(half_way, get, client_for, fenna):
    html = get(name="budget_difference", **ASKED).content.decode()
    row = next(one for one in re.findall(r"<tr>.*?</tr>", html, re.S) if "Gereserveerd" in one and "SMITZH" in one)
    assert text(row).endswith(f"{BOUNDS} {SEE}")
    (url,) = re.findall(r'href="([^"]+)"', row)
    entries = client_for(fenna).get(url.replace("&amp;", "&"))
    assert entries.context["total"] == change("available").shown == "−€ 450.000"


def test_file_and_annex_say_it_in_the_same_words_and_without_a_number(half_way, get):
    file = get(name="budget_difference_export", **ASKED).content.decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(file)) if row["table"] == "lines_state"]
    (row,) = [row for row in rows if (row["row"], row["measure"]) == ("smitzh", "reserved")]
    assert (row["difference"], row["difference_shown"]) == ("", f"{BOUNDS}; {SEE}")
    cell = difference_tables.row(change("reserved"))[-1]
    assert (cell.text, cell.value, cell.status) == (f"{BOUNDS}; {SEE}", None, "not_available")


def test_workbook_and_data_hold_the_tables_of_the_page(half_way, get):
    page = get(name="budget_difference", **ASKED).context["difference"]
    tables = [as_data(one) for one in difference_tables.tables(page)]
    assert json.loads(get(name="budget_difference_data", **ASKED).content)["tables"] == tables
    book = openpyxl.load_workbook(io.BytesIO(get(name="budget_difference_workbook", **ASKED).content))
    assert [sheet["A1"].value for sheet in book.worksheets[1:-1]] == [one["title"] for one in tables]
    assert sum(len(one["rows"]) for one in tables) == len(page.changes)


def test_something_of_unknown_size_moves_no_amount(world):
    world.allot(700_000, 400_000)
    about = {"line": world.line, "year": 2018, "purpose_nl": "doel", "purpose_en": "purpose", "size": None}
    actions.reserve(by=world.decider, basis=basis(), **about)
    assert [change(one).words for one in ("available", "reserved")] == [BOUNDS, BOUNDS]


def test_where_nothing_was_granted_all_of_it_is_new(half_way):
    needed, ratio = change("match_needed"), change("match_ratio")
    assert needed.then.text == ratio.then.text == "niets verleend"
    assert (needed.amount, needed.shown) == (needed.now.amount.value, f"+{needed.now.text}")
    assert (ratio.amount, ratio.shown) == (None, "helemaal nieuw")


def test_difference_that_cannot_be_calculated_has_no_part_of_a_demonstration(world):
    world.allot(700_000, 400_000)
    world.match(500_000)
    invented = world.pool_for(demo=True)
    world.match(100_000, pool=invented)
    world.grant(50_000, pool=invented)
    for one in found().figures:
        if one.exact is None:
            assert (one.demo, one.mark) == (None, "")
    assert change("match_needed").words == "+€ 50.000; waarvan demonstratie +€ 50.000"
