"""The downloads of the dashboard say what the screen says, cell by cell, and nothing that a spreadsheet would run."""

import csv
import io
import json
import re
from decimal import Decimal

import pytest

from funding.measures import BOOK_MEASURES
from funding.models import BudgetLine
from reports.budget import RATIO
from tests.funding import world as worlds
from tests.reports import spreadsheets
from tests.reports.books import half_way_in, screen
from ui import formats

pytestmark = pytest.mark.django_db
OF_WHICH = {"nl": ", demonstratie", "en": ", demonstration"}


def from_csv(content, language):
    """As the screen has it: {table: {row: [texts]}}, with what of it is a demonstration after each text."""
    found = {}
    for record in csv.DictReader(io.StringIO(content.decode("utf-8-sig"))):
        shown = plain(record["shown"])
        if part := record["of_which_demonstration"]:
            shown += f" {plain(part)}"
        found.setdefault(record["table"], {}).setdefault(record["row_name"], []).append(shown)
    return found


def from_xlsx(content, language):
    found = {}
    for rows in list(spreadsheets.cells(content).values())[:-1]:
        heads, table = rows[3], {}
        for name, *cells in rows[4:]:
            texts = []
            for head, cell in zip(heads[1:], cells, strict=True):
                if head.endswith(OF_WHICH[language]):
                    texts[-1] += f" {plain(cell)}" if cell else ""
                else:
                    texts.append(in_words(head, cell))
            table[name] = texts
        found[rows[0][0]] = table
    return found


def from_json(content, language):
    """As from_csv."""
    found, said = {}, json.loads(content)
    for one in said["rows"]:
        shown = plain(one["shown"])
        if part := one["ofWhichDemonstration"]:
            shown += f" {plain(part)}"
        found.setdefault(one["table"], {}).setdefault(one["rowName"], []).append(shown)
    return found


def in_words(head, cell):
    """A number as the screen writes it: euros, or the ratio."""
    if isinstance(cell, str):
        return plain(cell)
    ratio = str(next(one for one in BOOK_MEASURES if one.key == RATIO).label)
    return formats.number(cell.quantize(Decimal("0.01")).normalize()) if head == ratio else formats.euro(cell)


def plain(text):
    """As a person reads it: a space that keeps an amount on one line is a space."""
    return re.sub(r"[()]", "", text).replace("\xa0", " ")


def on_screen(html):
    """Without the word that a row is the total."""
    return {
        title: {re.sub(r"^(Totaal|Total): ", "", name): [plain(cell) for cell in cells] for name, cells in rows.items()}
        for title, rows in screen(html).items()
    }


@pytest.fixture(params=["", "half_way", "demonstration"], ids=["nothing", "half_way", "demonstration"])
def filled(request, db):
    """What the books hold; "" is nothing."""
    if request.param:
        half_way_in(worlds.build(demo=request.param == "demonstration"))
    return request.param


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    "asked",
    [{}, {"op": "2018-06-01", "jaar": "2018"}, {"demonstratie": "zonder"}, {"bekend": "2018-06-01"}]
    + [{"hub": "zuid-holland"}],
    ids=str,
)
def test_screen_and_all_downloads_are_equal(filled, get, language, asked):  # noqa: F811
    from django.utils import translation

    with translation.override(language):
        shown = on_screen(get(language, **asked).content.decode())
        as_csv = from_csv(get(language, "budget_export", **asked).content, language)
        as_json = from_json(get(language, "budget_data", **asked).content, language)
        as_xlsx = from_xlsx(get(language, "budget_workbook", **asked).content, language)
    # What was recorded today was not known in 2018, and of a demonstration nothing is left without it.
    over_time = filled and not asked.get("bekend") and not (filled == "demonstration" and "demonstratie" in asked)
    assert len(shown) == (5 if over_time else 4)
    assert list(as_csv.values()) == list(shown.values())
    assert as_json == as_csv
    assert as_xlsx == shown


def test_numbers_of_the_csv_are_those_of_the_measures(half_way, get):  # noqa: F811
    content = get(name="budget_export").content.decode("utf-8-sig")
    records = {(one["table"], one["row"], one["measure"]): one for one in csv.DictReader(io.StringIO(content))}
    paid = records["lines_state", "smitzh", "paid"]
    assert (paid["status"], paid["value"], paid["lower"], paid["unit"]) == ("exact", "300000.00", "", "EUR")
    rest = records["lines_state", "regional_rest", "available"]
    assert (rest["status"], rest["value"], rest["lower"], rest["upper"]) == ("range", "", "0.00", "2100000.00")
    pledged = records["lines_match", "smitzh", "match_intended"]
    assert (pledged["status"], pledged["value"], pledged["lower"], pledged["upper"]) == ("unknown", "", "0.00", "")
    missing = records["lines_state", "sme_support", "paid"]
    assert (missing["status"], missing["value"], missing["shown"]) == ("not_available", "", "niet vastgelegd")
    assert {bool(one["source"] and one["valid_on"]) for one in records.values()} == {True}


def test_statuses_and_numbers_agree_on_every_row(half_way, get):  # noqa: F811
    for record in csv.DictReader(io.StringIO(get(name="budget_export").content.decode("utf-8-sig"))):
        assert (record["value"] != "") == (record["status"] == "exact")
        assert (record["upper"] != "") == (record["status"] == "range")


def test_workbook_explains_each_measure_and_names_its_source(half_way, get):  # noqa: F811
    sheets = spreadsheets.cells(get(name="budget_workbook", op="2018-06-01").content)
    assert list(sheets) == [
        "Rijk per post", "Cofinanciering per post", "Rijk per hub", "Cofinanciering per hub", "Verloop",
        "Definities en bronnen",
    ]  # fmt: skip
    explained = dict(row for row in sheets["Definities en bronnen"] if len(row) == 2)
    assert {str(one.label): str(one.meaning) for one in BOOK_MEASURES}.items() <= explained.items()
    assert explained["Bron"] == "De boeken van dit portaal, stand op 1 juni 2018"


def test_files_are_named_by_what_is_in_them(get, settings):  # noqa: F811
    def name(**asked):
        return get(**asked).headers["Content-Disposition"]

    assert 'filename="smart-industry-2018-06-01.csv"' in name(name="budget_export", op="2018-06-01")
    assert 'filename="smart-industry-2018-06-01-2018.xlsx"' in name(
        name="budget_workbook", op="2018-06-01", jaar="2018"
    )
    settings.DEMO = True
    response = get(name="budget_workbook", op="2018-06-01")
    assert 'filename="demo-smart-industry-2018-06-01.xlsx"' in response.headers["Content-Disposition"]
    assert "Demonstratie: niet voor gebruik" in spreadsheets.cells(response.content)["Rijk per post"][1][0]


def test_no_text_is_a_formula_in_either_file(half_way, get):  # noqa: F811
    BudgetLine.objects.filter(key="smitzh").update(name_nl="=1+1", name_en="@SUM(A1)")
    content = get(name="budget_export").content.decode("utf-8-sig")
    assert {one["row_name"] for one in csv.DictReader(io.StringIO(content)) if one["row"] == "smitzh"} == {"'=1+1"}
    rows = spreadsheets.cells(get(name="budget_workbook").content)["Rijk per post"]
    assert "=1+1" in [row[0] for row in rows if row]
