"""The API: what it answers, refuses and promises. Its contract is compared with docs/api/openapi.json."""

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.test import Client

from fieldlabs.models import Fieldlab
from hubs.models import Hub
from programme.models import Figure, Project
from reports.api import asking, versions
from reports.api.schema import contract
from reports.datasets import BY_NAME, DATASETS

pytestmark = pytest.mark.django_db
CONTRACT = Path(settings.BASE_DIR) / "docs" / "api" / "openapi.json"
NAMES = [one.name for one in DATASETS]


@pytest.fixture(autouse=True)
def plenty(settings):
    """Tests call more often than a visitor may."""
    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    caches["counts"].clear()


def read(path: str, **query: object) -> dict:
    answer = Client().get(f"/api/v1/{path}", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def refused(path: str, status: int, **query: object) -> dict:
    answer = Client().get(path, query)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer["API-Version"] == versions.NOW
    problem = answer.json()
    assert {"type", "title", "status", "detail", "instance"} <= problem.keys()
    assert problem["status"] == status
    return problem


# --- Contract ---------------------------------------------------------------------------------------------------------


def test_committed_contract_is_the_one_that_is_served():
    committed = json.loads(CONTRACT.read_text(encoding="utf-8"))
    assert committed == contract(), (
        "Run `manage.py openapi`, look at what changed, and say so in reports/api/versions.py."
    )
    assert Client().get("/api/v1/openapi.json").json() == committed


@pytest.mark.parametrize("name", NAMES)
def test_rows_have_the_columns_of_the_contract(name):
    row = contract()["components"]["schemas"][BY_NAME[name].record]
    for item in read(name, pageSize=5)["items"]:
        assert list(item) == list(row["properties"])


# --- Rows -------------------------------------------------------------------------------------------------------------


def test_list_of_fieldlabs_is_the_public_one():
    found = read("fieldlabs", pageSize=1000)
    public = Fieldlab.objects.public().order_by("name", "slug").values_list("slug", flat=True)
    assert [one["id"] for one in found["items"]] == list(public)
    assert found["total"] == len(public)


def test_unknown_figure_is_null_and_never_zero():
    unknown = Figure.objects.filter(value=None).order_by("key").first()
    assert read(f"figures/{unknown.key}")["value"] is None


def test_amount_is_a_number_as_in_the_register():
    figure = Figure.objects.get(key="state_2018_letter")
    assert read(f"figures/{figure.key}")["value"] == figure.value


def test_one_row_is_the_row_of_the_list():
    (row,) = [one for one in read("projects")["items"] if one["number"] == 1]
    assert read(f"projects/{row['id']}") == row


def test_filter_leaves_what_fits():
    found = read("fieldlabs", region="zuid-holland", pageSize=1000)
    assert {one["region"] for one in found["items"]} == {"zuid-holland"}
    assert found["total"] == Fieldlab.objects.public().filter(region__slug="zuid-holland").count()


def test_filter_on_a_list_leaves_what_has_it():
    lab = next(one for one in read("fieldlabs", pageSize=1000)["items"] if one["transformations"])
    wanted = lab["transformations"][0]
    found = read("fieldlabs", transformations=wanted, pageSize=1000)["items"]
    assert lab["id"] in [one["id"] for one in found]
    assert all(wanted in one["transformations"] for one in found)


def test_filter_that_nothing_fits_gives_no_rows():
    found = read("fieldlabs", region="nergens")
    assert (found["items"], found["total"], found["pages"]) == ([], 0, 1)


def test_sorting_turns_round():
    forth = [one["number"] for one in read("projects", sort="number")["items"]]
    back = [one["number"] for one in read("projects", sort="-number")["items"]]
    assert back == forth[::-1] == sorted(forth, reverse=True)


def test_pages_follow_each_other_to_the_last():
    path, seen = "/api/v1/projects?pageSize=4", []
    while path:
        found = Client().get(path).json()
        seen += [one["number"] for one in found["items"]]
        path = found["links"]["next"]
    assert seen == list(Project.objects.order_by("number").values_list("number", flat=True))


def test_every_collection_takes_three_statements_at_most(django_assert_max_num_queries):
    for name in NAMES:
        with django_assert_max_num_queries(8):
            read(name, pageSize=1)
        with django_assert_max_num_queries(8):
            read(name, pageSize=1000)


# --- Refusals ---------------------------------------------------------------------------------------------------------


def test_page_beyond_the_last_names_the_last():
    assert refused("/api/v1/projects", 404, page=1_000_000_000)["detail"] == "There is no such page; the last one is 1."


@pytest.mark.parametrize(
    ("query", "name", "code"),
    [
        ({"kleur": "rood"}, "kleur", "unknown"),
        ({"format": "html"}, "format", "unknown"),
        ({"page": "0"}, "page", "invalid"),
        ({"page": "een"}, "page", "invalid"),
        ({"page": "1000000001"}, "page", "invalid"),
        ({"pageSize": "1001"}, "pageSize", "invalid"),
        ({"sort": "kleur"}, "sort", "invalid"),
        ({"national": "ja"}, "national", "invalid"),
        ({"evidence": "Z"}, "evidence", "invalid"),
        ({"region": ""}, "region", "invalid"),
        ({"region": ["a", "b"]}, "region", "repeated"),
    ],
)
def test_what_the_contract_does_not_have_is_refused(query, name, code):
    (error,) = refused("/api/v1/fieldlabs", 400, **query)["errors"]
    assert (error["location"]["name"], error["code"]) == (name, code)


def test_all_faults_are_named_at_once():
    errors = refused("/api/v1/fieldlabs", 400, page="0", kleur="rood")["errors"]
    assert {one["location"]["name"] for one in errors} == {"page", "kleur"}


def test_row_knows_no_keys():
    (error,) = refused("/api/v1/hubs/bestaat-niet", 400, page=1)["errors"]
    assert error["detail"] == "This address has no keys."


def test_what_can_be_asked_instead_is_named():
    (key,) = refused("/api/v1/hubs", 400, kleur="rood")["errors"]
    keys = "region, provinces, evidence, page, pageSize, sort"
    assert key["detail"] == f"This key is not known here. Known are: {keys}."
    (order,) = refused("/api/v1/hubs", 400, sort="sources")["errors"]
    columns = ", ".join(BY_NAME["hubs"].sortable)
    assert order["detail"] == f"Give one of {columns}, with a minus before it to turn the order round."
    (year,) = refused("/api/v1/budget", 400, budgetYear=2999)["errors"]
    assert "The years are 2018 up to and including 20" in year["detail"]


def test_last_day_before_the_first_is_refused():
    (error,) = refused("/api/v1/awards", 400, decidedOnFrom="2020-01-01", decidedOnUntil="2018-01-01")["errors"]
    assert (error["location"]["name"], error["code"]) == ("decidedOnUntil", "impossible")
    assert error["detail"].startswith("This day comes before 2020-01-01")
    read("awards", decidedOnFrom="2018-01-01", decidedOnUntil="2018-01-01")


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/v2", "/api/v1/", "/api/v1/hubs/", "/api/v1/niets", "/api/v1/hubs/bestaat-niet"]
)
def test_nothing_at_an_address_is_a_problem(path):
    refused(path, 404)


def test_nul_byte_is_refused():
    refused("/api/v1/hubs?region=%00", 400)


@pytest.mark.parametrize("query", ["region=%ff%fe", "%ff=1", "sort=%ff"])
def test_address_that_is_no_utf8_is_refused(query):
    answer = Client().get(f"/api/v1/hubs?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_other_mark_than_asked_for_is_a_problem():
    answer = Client().get("/api/v1/hubs", headers={"If-Match": '"other"'})
    assert (answer.status_code, answer["Content-Type"]) == (412, "application/problem+json")


@pytest.mark.parametrize("host", ["evil.example", "a b"])
def test_foreign_host_is_a_problem(host):
    answer = Client().get("/api/v1/hubs", headers={"Host": host})
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_part_of_an_answer_is_not_given():
    answer = Client().get("/api/v1/hubs", headers={"Range": "bytes=0-10"})
    assert (answer.status_code, len(answer.json()["items"])) == (200, 5)


def test_query_of_a_megabyte_is_refused():
    refused("/api/v1/hubs?region=" + "a" * 1_000_000, 414)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(method):
    answer = getattr(Client(), method)("/api/v1/hubs")
    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_other_media_type_is_refused():
    answer = Client().get("/api/v1/hubs", headers={"Accept": "application/xml"})
    assert (answer.status_code, answer["Content-Type"]) == (406, "application/problem+json")
    assert answer.json()["detail"] == "The API answers in application/json. All rows as CSV are at /gegevens/hubs.csv."
    assert Client().get("/gegevens/hubs.csv").status_code == 200


def test_fault_of_our_own_is_a_problem(monkeypatch):
    def broken(*_arguments):
        raise RuntimeError("boom")

    monkeypatch.setattr(asking, "read", broken)
    client = Client(raise_request_exception=False)
    answer = client.get("/api/v1/hubs")
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert b"boom" not in answer.content


def test_too_many_requests_are_told_when_to_come_back(settings):
    settings.API_REQUESTS_PER_MINUTE = 2
    client = Client()
    # A minute may turn in between, so more than one window's worth.
    last = [client.get("/api/v1/hubs") for _ in range(5)][-1]
    assert (last.status_code, last["Content-Type"]) == (429, "application/problem+json")
    assert 0 < int(last["Retry-After"]) <= 60


# --- Headers ----------------------------------------------------------------------------------------------------------


def test_any_site_may_read():
    answer = Client().get("/api/v1/hubs")
    assert (answer["Access-Control-Allow-Origin"], answer["API-Version"]) == ("*", versions.NOW)
    assert answer.cookies == {}


def test_browser_that_asks_first_may_read():
    answer = Client().options("/api/v1/hubs")
    assert (answer.status_code, answer["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert (answer.content, answer.has_header("Content-Type")) == (b"", False)


def test_head_has_the_headers_of_get():
    answer = Client().head("/api/v1/hubs")
    assert (answer.status_code, answer.content, answer["API-Version"]) == (200, b"", versions.NOW)


def test_who_has_it_already_gets_nothing():
    client = Client()
    mark = client.get("/api/v1/hubs")["ETag"]
    assert client.get("/api/v1/hubs", headers={"If-None-Match": mark}).status_code == 304


def test_answer_is_compressed_for_who_can_read_that():
    answer = Client().get("/api/v1/fieldlabs", headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"


def test_answer_is_not_compressed_for_who_does_not_want_that():
    answer = Client().get("/api/v1/fieldlabs", headers={"Accept-Encoding": "gzip;q=0, identity"})
    assert not answer.has_header("Content-Encoding")


@pytest.mark.parametrize("path", ["/api/v1/hubs", "/gegevens/hubs.csv"])
def test_answer_is_the_same_whoever_asks(path):
    assert "Cookie" not in Client().get(path)["Vary"]


def test_moments_are_in_utc():
    for item in read("events")["items"]:
        assert item["startsAt"].endswith("Z")


def test_root_leads_to_every_collection():
    found = Client().get("/api/v1").json()
    assert [one["name"] for one in found["collections"]] == NAMES
    for one in found["collections"]:
        assert Client().get(one["href"]).status_code == 200


def test_command_writes_the_contract_and_tells_when_it_differs(tmp_path, monkeypatch):
    from reports.management.commands import openapi

    monkeypatch.setattr(openapi, "CONTRACT", tmp_path / "openapi.json")
    with pytest.raises(CommandError):
        call_command("openapi", "--check")
    assert not openapi.CONTRACT.exists()
    call_command("openapi", stdout=StringIO())
    assert openapi.CONTRACT.read_bytes() == CONTRACT.read_bytes()
    call_command("openapi", "--check", stdout=StringIO())


# --- The same figures as on the pages ---------------------------------------------------------------------------------


def test_letter_stands_in_the_budget_lines_as_in_its_own_file():
    from funding import envelope
    from reports import letter
    from reports.letter_export import letter_csv

    money = envelope.read()
    text = letter_csv(letter.rows(money), ()).decode("utf-8-sig")
    filed = {(row["line"], row["measure"]): row for row in csv.DictReader(text.splitlines())}
    found = read("budget-lines", pageSize=1000)["items"]
    assert len(found) == len(filed)
    for one in found:
        row = filed[one["line"], one["measure"]]
        assert (one["status"], one["unit"], one["source"]) == (row["status"], row["unit"], "letter")
        for name in ("value", "lower", "upper"):
            assert one[name] == (None if row[name] == "" else pytest.approx(float(row[name])))


def test_promises_are_those_of_the_monitor():
    shown = Client().get("/dashboard/monitor/").context["monitor"].promises
    found = {one["id"]: one for one in read("promises", pageSize=1000)["items"]}
    assert list(found) == sorted(one.promise.key for one in shown)
    for one in shown:
        row = found[one.promise.key]
        assert (row["whatNl"], row["state"], row["outcomeNl"]) == (one.promise.what, one.promise.state, one.sentence)
        assert row["figures"] == [figure.key for figure in one.figures]
        assert row["sourceUrl"] == one.origin.source.url
        assert row["stateSourceUrl"] == (one.proof.source.url if one.proof else None)


def test_contributions_to_projects_are_those_of_the_monitor():
    shown = Client().get("/dashboard/monitor/").context["monitor"].projects
    parts = [part for row in shown for cell in row.cells for part in cell]
    found = read("project-contributions", pageSize=1000)["items"]
    assert len(found) == len(parts)
    for part in parts:
        stated, figure = part.contribution, part.figure
        own = [one for one in found if (one["project"], one["kind"]) == (stated.project, stated.kind)]
        (row,) = [one for one in own if one["whatNl"] == stated.what]
        assert row["precision"] == (figure and figure.precision)
        for name in ("value", "lower", "upper"):
            assert row[name] == (figure and getattr(figure, name))


def test_amount_that_is_not_stated_is_unknown_and_never_zero():
    found = read("project-contributions", precision="unknown")["items"]
    assert found
    assert {one["value"] for one in found} == {None}
    stated = read("stated-contributions", status="unknown")["items"]
    assert [(one["id"], one["value"]) for one in stated] == [("province_zh_smitzh", None)]


def test_stated_contributions_are_those_of_the_letter_dashboard():
    from funding import envelope

    shown = {one.key: one for one in envelope.read().contributions}
    found = {one["id"]: one for one in read("stated-contributions")["items"]}
    assert found.keys() == shown.keys()
    for key, row in found.items():
        one = shown[key]
        assert (row["contributor"], row["value"], row["phase"]) == (one.contributor, one.amount, one.phase)
        assert (row["line"], row["figure"], row["source"]) == (one.line.key, one.figure.key, one.source.slug)


def test_levels_are_those_of_the_public_page():
    from assessments.participation import figures_csv, participation
    from assessments.questionnaire import QUICK, current

    text = figures_csv(participation(current(), QUICK)).removeprefix("\ufeff")
    found = read("assessment-averages", depth=QUICK, pageSize=1000)["items"]
    assert len(found) == len(list(csv.DictReader(text.splitlines())))


def test_indicators_are_of_years_that_are_over():
    from jobs import clock

    years = {one["year"] for one in read("indicators", pageSize=1000, sort="-year")["items"]}
    assert max(years, default=0) < clock.today().year


def test_closed_indicator_shows_nothing(monkeypatch):
    """One company at one desk: neither the desk nor the total says so."""
    from reports import facts
    from reports.facts import Fact

    hub = Hub.objects.first()
    monkeypatch.setattr(facts, "between", lambda *_days: [Fact("request", "a", hub.pk, date(2019, 5, 1))])
    found = read("indicators", year=2019, indicator="reached", pageSize=1000)["items"]
    assert {one["status"] for one in found if one["desk"] in (hub.region.slug, "nederland")} == {"closed"}
    assert {one["companies"] for one in found if one["status"] == "closed"} == {None}
