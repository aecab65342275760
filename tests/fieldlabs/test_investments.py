"""The money in Fieldlabs: phases apart, unknown never 0, beside the letter, and files that equal the screen."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from fieldlabs import stated, totals
from fieldlabs.models import Fieldlab, Investment
from fieldlabs.totals import NONE

pytestmark = pytest.mark.django_db


def put(slug, phase, amount, **other):
    lab = Fieldlab.objects.get(slug=slug)
    plain = {"year": 2018, "source": "state", "kind": "grant"}
    return Investment.objects.create(fieldlab=lab, phase=phase, amount=amount, **(plain | other))


def shown(table) -> dict[str, list[str]]:
    return {line.name: [cell.shown.replace("\u00a0", " ") for cell in line.cells] for line in table.lines}


def test_years_stand_apart_and_phases_are_never_added():
    rows = [
        put("ramlab", "planned", 1000), put("ramlab", "committed", 400), put("ramlab", "realised", 300),
        put("ramlab", "planned", 500, year=2019), put("ramlab", "committed", 900, year=2019),
    ]  # fmt: skip
    assert shown(totals.by_year(totals.of_rows(rows))) == {
        "2018": ["€ 1.000", "€ 400", "€ 300", "€ 600", "0"],
        "2019": ["€ 500", "€ 900", NONE, "€ 0", "0"],
        "Alle jaren": ["€ 1.500", "€ 1.300", "€ 300", "€ 600", "0"],
    }


def test_unknown_amount_is_counted_and_never_zero():
    rows = [
        put("ramlab", "planned", 1000), put("ramlab", "planned", None, source="region"),
        put("ramlab", "committed", None),
    ]  # fmt: skip
    assert shown(totals.by_year(totals.of_rows(rows))) == {
        "2018": ["minstens € 1.000", "onbekend", NONE, "onbekend", "2"]
    }


def test_kinds_of_money_stand_apart():
    rows = [
        put("ramlab", "planned", 1000), put("ramlab", "planned", 200, kind="loan"),
        put("ramlab", "planned", 50, kind="in_kind", source="companies"),
    ]  # fmt: skip
    assert {name: cells[0] for name, cells in shown(totals.by_money(totals.of_rows(rows))).items()} == {
        "Subsidie": "€ 1.000", "Lening": "€ 200", "In natura": "€ 50",
    }  # fmt: skip
    assert list(shown(totals.by_source(totals.of_rows(rows)))) == [
        "Bedrijven, in natura", "Rijk, subsidie", "Rijk, lening",
    ]  # fmt: skip


def test_letter_stands_beside_what_is_registered():
    rows = [
        put("ramlab", "committed", 3_000_000), put("ramlab", "committed", 1_000_000, source="companies", kind="cash"),
    ]  # fmt: skip
    table = shown(stated.beside(totals.of_rows(rows), stated.figures()))
    assert table["Al het geld, toegezegd"] == ["€ 165 miljoen", "€ 4.000.000", "−€ 161.000.000"]
    assert table["Al het geld, gepland"] == ["€ 165 miljoen", NONE, NONE]
    assert table["Aandeel van bedrijven, toegezegd"] == ["40%", "25%", "−15 procentpunt"]
    assert table["Geld van het Rijk, toegezegd"] == ["circa € 42 miljoen", "€ 3.000.000", "−€ 39.000.000"]


def test_page_shows_the_public_fieldlabs_only(client):
    put("ramlab", "planned", 1000)
    hidden = Fieldlab.objects.filter(publication="draft").first()
    put(hidden.slug, "planned", 77_777)
    answer = client.get("/fieldlabs/investeringen/")
    text = answer.content.decode()
    assert (answer.status_code, "77.777" in text, hidden.name in text) == (200, False, False)
    assert [line.name for line in answer.context["own"].lines] == ["RAMLAB"]
    assert answer.context["sums"].with_money == 1


def test_page_of_one_region_leaves_the_letter_out(client):
    put("ramlab", "planned", 1000)
    here = client.get("/fieldlabs/investeringen/?regio=zuid-holland")
    there = client.get("/fieldlabs/investeringen/?regio=noord-nederland")
    assert [table.key for table in here.context["sums"].tables] == ["year", "kind", "source"]
    assert [len(one.context["own"].lines) for one in (here, there)] == [1, 0]
    assert client.get("/fieldlabs/investeringen/?regio=atlantis").status_code == 404


@pytest.mark.parametrize("language", ["", "/en"])
def test_page_says_why_the_amounts_differ(client, language):
    put("ramlab", "planned", None)
    answer = client.get(f"{language}/fieldlabs/investeringen/")
    assert (answer.status_code, len(answer.context["sums"].reasons)) == (200, 5)


def test_files_equal_the_screen(client):
    put("ramlab", "planned", Decimal("1000.50"))
    put("ramlab", "committed", None)
    page = client.get("/fieldlabs/investeringen/").context
    tables = [*page["sums"].tables, page["own"]]
    text = client.get("/fieldlabs/investeringen/csv/").content.decode().removeprefix("\ufeff")
    rows = list(csv.reader(StringIO(text)))[1:]
    screen = [
        [table.caption, line.name, column, cell.shown]
        for table in tables for line in table.lines for column, cell in zip(table.columns, line.cells, strict=True)
    ]  # fmt: skip
    assert [[cell.removeprefix("'") for cell in row[:4]] for row in rows] == screen
    book = load_workbook(BytesIO(client.get("/fieldlabs/investeringen/xlsx/").content))
    assert len(book.sheetnames) == len(tables)
    sheet = book.worksheets[1]
    assert [cell.value for cell in sheet[1]] == [tables[1].head, *tables[1].columns]
    assert [cell.value for cell in sheet[2]] == ["2018", 1000.5, "onbekend", NONE, "onbekend", 1]


@pytest.mark.parametrize("labs", [1, 3])
def test_page_takes_the_same_statements_for_more(client, django_assert_num_queries, labs):
    for lab in Fieldlab.objects.public()[:labs]:
        put(lab.slug, "planned", 1000)
    client.get("/fieldlabs/investeringen/")
    with django_assert_num_queries(7):
        client.get("/fieldlabs/investeringen/")


def test_staff_see_the_sums_above_the_list(eva, client_for):
    put("ramlab", "planned", 1000)
    panel = client_for(eva).get("/fieldlabs/ramlab/bewerken/investeringen/").context["panel"]
    assert [table.key for table in panel["tables"]] == ["year", "kind"]


def test_more_of_one_source_does_not_hide_the_shortfall_of_another():
    rows = [
        put("ramlab", "planned", 1000), put("ramlab", "committed", 1500),
        put("ramlab", "planned", 300, source="region"), put("ramlab", "committed", 100, source="region"),
    ]  # fmt: skip
    assert shown(totals.by_year(totals.of_rows(rows))) == {"2018": ["€ 1.300", "€ 1.600", NONE, "€ 200", "0"]}


def test_public_page_says_of_each_amount_where_it_is_written(client):
    put("ramlab", "planned", 1000, reference="Kamerstuk 29 826, nr. 94", source_name="Bedrijf X")
    put("ramlab", "committed", 400, reference="https://www.zuid-holland.nl/besluit/")
    put("ramlab", "realised", None, reference="jaarverslag 2018")
    put("ramlab", "realised", 5, source="region")
    page = client.get(Fieldlab.objects.get(slug="ramlab").get_absolute_url()).content.decode()
    part = page[page.index('id="investeringen"') :]
    assert (
        'href="https://zoek.officielebekendmakingen.nl/kst-29826-94.html" rel="external">Kamerstuk 29 826, nr. 94'
        in part
    )
    assert 'href="https://www.zuid-holland.nl/besluit/" rel="external">https://www.zuid-holland.nl/besluit/' in part
    assert [text in part for text in ("jaarverslag 2018", "geen bron vastgelegd", "onbekend")] == [True, True, True]
    assert "Bedrijf X" not in page
