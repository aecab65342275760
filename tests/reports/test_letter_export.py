"""The download says what the screen says, and nothing that a spreadsheet would run."""

import csv
import io
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.letter_export import FORMULA_STARTS, harmless
from tests.reports.test_letter_dashboard import address, table_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def download(client_for, fenna):
    def get(language="nl"):
        response = client_for(fenna).get(address("letter_export", language))
        return response, list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))

    return get


@pytest.mark.parametrize("language", ["nl", "en"])
def test_download_equals_the_screen(download, client_for, fenna, language):
    _response, records = download(language)
    shown = {}
    for record in records:
        if not record["measure"].startswith("contribution"):
            cells = shown.setdefault(record["line_name"], [])
            cells.append(re.sub(r"[()]", "", record["shown"]))
    screen = table_rows(client_for(fenna).get(address(language=language)).content.decode())
    # On screen a line also says that it is the total, or calculated.
    said = re.compile(r"^(Totaal|Total): | (uitgerekend|calculated)$")
    assert shown == {said.sub("", line): cells for line, cells in screen.items()}


def test_download_is_a_named_csv_file(download):
    response, _records = download()
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="smart-industry-2018-02-05.csv"'


def test_unknown_is_empty_beside_its_status(download):
    _response, records = download()
    by_measure = {(record["line"], record["measure"]): record for record in records}
    center = by_measure["data_value_center", "amount"]
    assert (center["status"], center["value"], center["lower"], center["upper"]) == ("range", "", "0", "2100000.00")
    match = by_measure["smitzh", "match_stated"]
    assert (match["status"], match["value"], match["lower"], match["upper"]) == ("at_least", "", "700000.00", "")
    missing = by_measure["sme_support", "match_required"]
    assert (missing["status"], missing["value"], missing["lower"]) == ("not_available", "", "")


def test_status_and_numbers_agree_on_every_row(download):
    _response, records = download()
    for record in records:
        assert (record["value"] != "") == (record["status"] == "exact")
        assert (record["upper"] != "") == (record["status"] == "range")


def test_every_row_has_its_source_and_date(download):
    _response, records = download()
    assert {bool(record["source_url"] and record["as_of"] and record["figure"]) for record in records} == {True}


def test_contributions_are_listed_with_their_phase(download):
    _response, records = download()
    contributions = [
        (record["measure"], record["name"], record["value"])
        for record in records
        if record["measure"].startswith("contribution")
    ]
    assert contributions == [
        ("contribution_committed", "Metropoolregio Rotterdam Den Haag (MRDH)", "700000.00"),
        ("contribution_planned", "Provincie Zuid-Holland", ""),
        ("contribution_committed", "Gemeente Den Haag", "1000000.00"),
    ]


def test_demonstration_is_marked_in_name_and_on_every_row(download, settings):
    settings.DEMO = True
    response, records = download()
    assert 'filename="demo-smart-industry-2018-02-05.csv"' in response.headers["Content-Disposition"]
    assert {record["demo"] for record in records} == {"Demonstratie: niet voor gebruik"}


@given(st.text())
def test_no_text_starts_a_formula(text):
    assert not harmless(text).startswith(FORMULA_STARTS)
    assert harmless(text).removeprefix("'") == text.removeprefix("'")


def test_numbers_are_left_alone():
    assert harmless(Decimal(-5)) == Decimal(-5)
    assert harmless(None) is None
