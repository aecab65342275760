"""Open data as files and pages: the same rows as the API, and a description of each for people and programs."""

import csv
import html
import json
import shlex
from io import BytesIO, StringIO

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client
from openpyxl import load_workbook

from fieldlabs.models import Fieldlab
from funding.pool_books import of_pools
from reports import bulk, catalogue
from reports.datasets import BY_NAME, DATASETS, rows
from tests import frictionless
from tests.funding import world as worlds

pytestmark = pytest.mark.django_db
NAMES = [one.name for one in DATASETS]


@pytest.fixture(autouse=True)
def plenty(settings):
    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    caches["counts"].clear()


def file(name: str, suffix: str) -> bytes:
    answer = Client().get(f"/gegevens/{name}.{suffix}")
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content)
    assert int(answer["Content-Length"]) == len(content)
    return content


def of_api(name: str) -> list[dict]:
    found, path = [], f"/api/v1/{name}?pageSize=1000"
    while path:
        answer = Client().get(path).json()
        found, path = found + answer["items"], answer["links"]["next"]
    return found


# --- Files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_json_lines_are_the_rows_of_the_api(name):
    assert [json.loads(line) for line in file(name, "jsonl").splitlines()] == of_api(name)


@pytest.mark.parametrize("name", NAMES)
def test_csv_has_the_rows_of_the_api(name):
    dataset = BY_NAME[name]
    found = list(csv.reader(StringIO(file(name, "csv").decode(), newline="")))
    assert found[0] == [one.name for one in dataset.columns]
    wanted = of_api(name)
    assert len(found) == len(wanted) + 1
    for line, row in zip(found[1:], wanted, strict=True):
        for column, text in zip(dataset.columns, line, strict=True):
            same_cell(column, text, row[column.name])


def same_cell(column, text: str, value: object) -> None:
    if column.type in ("decimal", "position", "integer") and value is not None:
        assert float(text) == pytest.approx(float(value))
    else:
        flat = bulk.flat(column, value)
        assert text == ("" if flat is None else str(flat))


@pytest.mark.parametrize("name", NAMES)
def test_xlsx_has_the_rows_of_the_api(name):
    book = load_workbook(BytesIO(file(name, "xlsx")), read_only=True)
    found = list(book["rows"].iter_rows(values_only=True))
    wanted = of_api(name)
    assert list(found[0]) == [one.name for one in BY_NAME[name].columns]
    assert [str(line[0]) for line in found[1:]] == [row["id"] for row in wanted]
    assert len(list(book["columns"].iter_rows())) == len(BY_NAME[name].columns) + 3


@pytest.fixture
def granted():
    """An award of 450,000 euros of which 300,000 is paid, under a scheme that is invented."""
    world = worlds.build()
    world.allot(700_000, 400_000)
    world.match(500_000, realised=100_000)
    award = world.grant(450_000)
    world.pay(award, 300_000)
    return award


@pytest.mark.parametrize("name", ["awards", "match-pools", "budget-lines"])
def test_money_is_the_same_in_every_form(name, granted):
    wanted = of_api(name)
    assert wanted
    test_json_lines_are_the_rows_of_the_api(name)
    test_csv_has_the_rows_of_the_api(name)
    test_xlsx_has_the_rows_of_the_api(name)


def test_award_has_the_amounts_of_its_page(granted):
    row = Client().get(f"/api/v1/awards/{granted.number}").json()
    assert (row["granted"], row["committed"], row["paid"], row["settled"]) == (450_000, 450_000, 300_000, None)
    page = Client().get(row["page"].removeprefix(settings.SITE_URL))
    assert page.status_code == 200
    assert page.context["award"].granted == row["committed"]
    match = Client().get("/api/v1/match-pools", {"awards": granted.number, "measure": "match_needed"}).json()["items"]
    shown = of_pools([granted.pool_id])[granted.pool_id].value("match_needed")
    assert [one["value"] for one in match] == [shown.value]


def test_text_that_would_be_a_formula_is_harmless():
    Fieldlab.objects.public().update(note_nl="=1+1")
    found = csv.DictReader(StringIO(file("fieldlabs", "csv").decode(), newline=""))
    assert {one["noteNl"] for one in found} == {"'=1+1"}


def test_text_with_quotes_and_lines_comes_out_whole():
    text = 'Zij zei: "ja, \\ nee"\nen éven later; 𝛑'
    Fieldlab.objects.public().update(note_nl=text)
    assert {one["noteNl"] for one in csv.DictReader(StringIO(file("fieldlabs", "csv").decode(), newline=""))} == {text}
    assert {json.loads(line)["noteNl"] for line in file("fieldlabs", "jsonl").splitlines()} == {text}


def test_more_rows_than_a_sheet_holds_go_to_a_further_sheet(monkeypatch):
    monkeypatch.setattr(bulk, "SHEET_ROWS", 4)
    book = load_workbook(BytesIO(file("projects", "xlsx")), read_only=True)
    assert book.sheetnames == ["rows", "rows 2", "rows 3", "columns"]


def test_download_that_breaks_off_leaves_nothing_open():
    made = bulk.as_csv(BY_NAME["fieldlabs"])
    parts = bulk.blocks(made)
    next(parts)
    parts.close()
    assert made.closed


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "xlsx"])
def test_who_has_the_file_already_gets_nothing(suffix):
    client, path = Client(), f"/gegevens/projects.{suffix}"
    first = client.get(path)
    assert b"".join(first.streaming_content)
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["Access-Control-Allow-Origin"]) == (304, b"", "*")
    changed = client.get(path, headers={"If-None-Match": '"other"'})
    assert changed.status_code == 200
    assert b"".join(changed.streaming_content)


def test_file_changes_its_mark_with_its_rows():
    marks = []
    for name in ("a", "b"):
        Fieldlab.objects.public().update(note_nl=name)
        answer = Client().get("/gegevens/fieldlabs.csv")
        assert b"".join(answer.streaming_content)
        marks.append(answer["ETag"])
    assert len(set(marks)) == 2


def test_long_file_goes_without_a_mark(monkeypatch):
    monkeypatch.setattr(bulk, "MOST_MARKED", 100)
    answer = Client().get("/gegevens/projects.csv", headers={"If-None-Match": "*"})
    assert (answer.status_code, answer.has_header("ETag")) == (200, False)
    assert b"".join(answer.streaming_content)


@pytest.mark.parametrize("path", ["/gegevens/catalogus.jsonld", "/gegevens/datapackage.json"])
def test_description_is_sent_once(path):
    client = Client()
    mark = client.get(path)["ETag"]
    assert client.get(path, headers={"If-None-Match": mark}).status_code == 304


def test_file_of_a_demonstration_says_so(settings):
    settings.DEMO = True
    assert 'filename="demo-hubs.csv"' in Client().get("/gegevens/hubs.csv")["Content-Disposition"]
    assert {one["demo"] for one in of_api("hubs")} == {True}


def test_in_a_demonstration_each_row_says_whether_it_is_invented(settings):
    """What comes from a source alone is real there too; what anybody may have typed is not."""
    settings.DEMO = True
    real = ("budget-lines", "stated-contributions", "projects", "figures", "promises", "project-contributions")
    assert {name: {one["demo"] for one in of_api(name)} for name in real} == dict.fromkeys(real, {False})
    touched = Fieldlab.objects.public().first()
    Fieldlab.objects.filter(pk=touched.pk).update(version=2)
    assert {one["id"] for one in of_api("fieldlabs") if one["demo"]} == {touched.slug}
    world = worlds.build()
    world.allot(1_000, 1_000)
    world.match(1_000)
    invented = world.pool_for(demo=True, instrument="contract")
    awards = {world.grant(100).number: False, world.grant(50, pool=invented).number: True}
    assert {one["id"]: one["demo"] for one in of_api("awards")} == awards
    assert {one["pool"]: one["demo"] for one in of_api("match-pools")} == {
        str(world.pool.pk): False, str(invented.pk): True,
    }  # fmt: skip
    rows = {one["measure"]: one for one in of_api("budget") if (one["table"], one["row"]) == ("lines_state", "smitzh")}
    marked = {measure: row["demoValue"] for measure, row in rows.items() if row["demo"]}
    assert marked == {"available": -50, "committed": 50, "open": 50}


def test_too_many_files_are_refused(settings):
    settings.API_REQUESTS_PER_MINUTE = 1
    last = [Client().get("/gegevens/hubs.csv") for _ in range(4)][-1]
    assert last.status_code == 429
    assert 0 < int(last["Retry-After"]) <= 60


@pytest.mark.parametrize("path", ["/gegevens/niets/", "/gegevens/niets.csv", "/gegevens/hubs.pdf"])
def test_what_is_not_there_is_404(path):
    assert Client().get(path).status_code == 404


# --- Pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("name", NAMES)
def test_page_explains_every_column(name, language):
    answer = Client().get(f"{language}/gegevens/{name}/")
    assert [one.column for one in answer.context["columns"]] == list(BY_NAME[name].columns)
    assert answer.context["number"] == rows.of(BY_NAME[name]).count()
    attribute = "meaning_en" if language else "meaning_nl"
    for one in BY_NAME[name].columns:
        assert getattr(one, attribute)


@pytest.mark.parametrize("name", NAMES)
def test_lines_to_copy_work_as_they_stand(name):
    answer = Client().get(f"/gegevens/{name}/")
    lines = [line for _text, line in answer.context["examples"]]
    assert len(lines) - bool(BY_NAME[name].parameters) in (2, 3)
    for line in lines:
        assert line in html.unescape(answer.content.decode())
        command, *options, address = shlex.split(line)
        assert (command, options) in [("curl", []), ("curl", ["--remote-name"])]
        found = Client().get(address.removeprefix(settings.SITE_URL))
        assert found.status_code == 200
        if "?" in address and "pageSize" not in address:
            assert found.json()["total"] > 0
        if found.streaming:
            assert b"".join(found.streaming_content)


def test_pages_stay_within_eight_statements(django_assert_max_num_queries):
    for path in ["/gegevens/", "/gegevens/api/", *(f"/gegevens/{name}/" for name in NAMES)]:
        with django_assert_max_num_queries(8):
            assert Client().get(path).status_code == 200


def test_meanings_are_in_two_languages():
    """A text that is the same in both is a name or was forgotten."""
    same = {one.meaning_nl for dataset in DATASETS for one in dataset.columns if one.meaning_en == one.meaning_nl}
    assert same == {"Website"}


# --- Catalogue --------------------------------------------------------------------------------------------------------

# What DCAT-AP-NL 3.0 asks of each kind, besides DCAT-AP.
ASKED = {
    "dcat:Catalog": ["dct:title", "dct:description", "dct:publisher", "dcat:contactPoint", "dcat:dataset"],
    "dcat:Dataset": [
        "dct:title", "dct:description", "dct:identifier", "dcat:contactPoint", "dct:creator", "dct:publisher",
        "dcat:theme", "dct:accessRights", "dcat:distribution",
    ],
    "dcat:DataService": [
        "dct:identifier", "dct:title", "dct:description", "dcat:endpointURL", "dcat:endpointDescription",
        "dcat:contactPoint", "dct:publisher", "dcat:theme", "dct:accessRights", "dct:license",
    ],
}  # fmt: skip


def test_catalogue_has_what_dcat_asks():
    answer = Client().get("/gegevens/catalogus.jsonld")
    assert (answer["Content-Type"], answer["Access-Control-Allow-Origin"]) == ("application/ld+json", "*")
    graph = answer.json()["@graph"]
    for node in graph:
        assert [name for name in ASKED[node["@type"]] if not node.get(name)] == []
        for part in node.get("dcat:distribution", ()):
            assert part["dcat:accessURL"]
            assert part["dct:license"]
    datasets = [node["@id"] for node in graph if node["@type"] == "dcat:Dataset"]
    assert [one["@id"] for one in graph[0]["dcat:dataset"]] == datasets
    assert len(datasets) == len(NAMES)


def test_every_file_of_the_catalogue_is_there():
    for node in catalogue.dcat()["@graph"]:
        for part in node.get("dcat:distribution", ()):
            path = part["dcat:downloadURL"]["@id"].removeprefix(settings.SITE_URL)
            assert Client().get(path).status_code == 200


def test_machines_have_one_address_whatever_the_language():
    assert Client().get("/en/gegevens/catalogus.jsonld").json() == Client().get("/gegevens/catalogus.jsonld").json()


def test_package_is_one_by_the_standard():
    package = Client().get("/gegevens/datapackage.json").json()
    assert frictionless.package_faults(package) == []
    assert [one["name"] for one in package["resources"]] == NAMES


def test_every_row_fits_the_schema_of_its_table(granted):
    for resource in Client().get("/gegevens/datapackage.json").json()["resources"]:
        text = file(resource["name"], "csv").decode()
        assert frictionless.table_faults(resource["schema"], text) == [], resource["name"]


SCHEMA = {
    "fields": [
        {"name": "id", "type": "string", "constraints": {"required": True, "unique": True}},
        {"name": "when", "type": "date"},
        {"name": "many", "type": "integer", "constraints": {"required": True}},
        {"name": "kind", "type": "string", "constraints": {"enum": ["a", "b"]}},
    ],
    "primaryKey": ["id"],
    "missingValues": [""],
}


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ("x,2018-02-05,1,a\ny,,2,\n", []),
        ("x,2018-02-30,1,a\n", ["when, row 1: '2018-02-30' is no date"]),
        ("x,,1.5,a\ny,,,a\n", ["many, row 1: '1.5' is no integer", "many, row 2: is missing"]),
        ("x,,1,c\n", ["kind, row 1: 'c' is none of those that are allowed"]),
        ("x,,1,a\nx,,1,a\n", ["key: two rows have the same", "id, row 0: two cells are the same"]),
    ],
)
def test_check_of_a_table_finds_what_is_wrong(rows, faults):
    assert frictionless.table_faults(SCHEMA, "id,when,many,kind\n" + rows) == faults


def test_check_of_a_package_finds_what_is_wrong():
    package = catalogue.datapackage()
    del package["resources"][0]["name"]
    assert len(frictionless.package_faults(package)) == 1
