"""The budget is open to everyone: the same cells on the page, in its files, in the API and in the open files."""

import csv
import json
import re
from io import BytesIO, StringIO

import pytest
from django.core.cache import caches
from django.test import Client
from openpyxl import load_workbook

from funding.measures import BOOK_MEASURES
from funding.models import Entry, Pledge
from reports.datasets import BY_NAME
from reports.datasets.books import TABLES
from tests.reports.books import screen
from tests.reports.spreadsheets import cells as sheets
from tests.reports.test_api import read, refused
from tests.reports.test_as_known import FIRST, LAST, MIDDLE, eventful  # noqa: F401 -- a fixture
from tests.reports.test_budget_export import from_csv, from_json, from_xlsx, on_screen

BUDGET = BY_NAME["budget"]
QUESTIONS = {
    "today": {},
    "1 March 2018 as known today": {"validOn": "2018-03-01"},
    "1 June 2018 as known on 1 August": {"validOn": "2018-06-01", "knownOn": "2018-08-01"},
    "one year, without a demonstration": {"validOn": "2018-09-01", "budgetYear": "2018", "withDemo": "false"},
}
ON_THE_PAGE = {"validOn": "op", "knownOn": "bekend", "budgetYear": "jaar", "withDemo": "demonstratie"}


@pytest.fixture(autouse=True)
def plenty(settings):
    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    caches["counts"].clear()


def on_page(asked: dict[str, str]) -> dict[str, str]:
    return {ON_THE_PAGE[name]: {"false": "zonder"}.get(value, value) for name, value in asked.items()}


def of_page(name: str, asked: dict[str, str]) -> bytes:
    answer = Client().get(f"/dashboard/{name}", on_page(asked))
    assert answer.status_code == 200
    return answer.content


def of_file(suffix: str, asked: dict[str, str]) -> bytes:
    answer = Client().get(f"/gegevens/budget.{suffix}", asked)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("asked", QUESTIONS.values(), ids=QUESTIONS)
def test_page_files_and_api_say_the_same(eventful, asked):  # noqa: F811
    shown = on_screen(of_page("", asked).decode())
    filed = of_page("begroting.csv", asked)
    assert list(from_csv(filed, "nl").values()) == list(shown.values())
    assert from_json(of_page("begroting.json", asked), "nl") == from_csv(filed, "nl")
    assert from_xlsx(of_page("begroting.xlsx", asked), "nl") == shown
    api = read("budget", pageSize=1000, **asked)["items"]
    of_csv = {(one["table"], one["row"], one["measure"]): one for one in csv.DictReader(
        StringIO(filed.decode("utf-8-sig"))) if one["table"] != "months"}  # fmt: skip
    assert {(one["table"], one["row"], one["measure"]) for one in api} == of_csv.keys()
    for one in api:
        own = of_csv[one["table"], one["row"], one["measure"]]
        assert (one["rowNameNl"], one["shownNl"], one["status"]) == (own["row_name"], own["shown"], own["status"])
        for name in ("value", "lower", "upper"):
            assert one[name] == (float(own[name]) if own[name] else None)
        assert (one["validOn"], one["budgetYear"] or "") == (own["valid_on"], int(own["budget_year"] or 0) or "")
        assert own["known_on"] == one["knownOn"]
    known = api[0]["knownOn"]
    assert json.loads(of_page("begroting.json", asked))["knownOn"] == known
    book = sheets(of_page("begroting.xlsx", asked))
    assert dict(row for row in book["Definities en bronnen"] if len(row) == 2)["Bekend op"] == known


@pytest.mark.parametrize("asked", QUESTIONS.values(), ids=QUESTIONS)
def test_open_files_have_the_rows_of_the_api(eventful, asked):  # noqa: F811
    api = read("budget", pageSize=1000, **asked)["items"]
    assert [json.loads(line) for line in of_file("jsonl", asked).splitlines()] == api
    texts = list(csv.DictReader(StringIO(of_file("csv", asked).decode(), newline="")))
    assert [(one["id"], one["shownEn"]) for one in texts] == [(one["id"], one["shownEn"]) for one in api]
    book = load_workbook(BytesIO(of_file("xlsx", asked)), read_only=True)
    heads, *lines = book["rows"].iter_rows(values_only=True)
    place = {name: number for number, name in enumerate(heads)}
    assert [one[place["id"]] for one in lines] == [one["id"] for one in api]
    # A spreadsheet keeps sixteen digits.
    assert [one[place["value"]] for one in lines] == [one["value"] and pytest.approx(one["value"]) for one in api]


def test_every_measure_of_the_dashboard_is_there(eventful):  # noqa: F811
    rows = read("budget", pageSize=1000)["items"]
    assert {one["measure"] for one in rows} == {one.key for one in BOOK_MEASURES}
    assert {one["table"] for one in rows} == dict(TABLES).keys()


def test_days_differ_and_a_row_says_of_which_it_is(eventful):  # noqa: F811
    row = "budget/lines_state.regional.committed"
    found = [
        read(row, validOn=str(valid), knownOn=str(known))
        for valid, known in ((FIRST, FIRST), (FIRST, LAST), (LAST, LAST))
    ]
    assert len({(one["status"], one["value"]) for one in found}) > 1
    assert [(one["validOn"], one["knownOn"]) for one in found] == [
        (str(valid), str(known)) for valid, known in ((FIRST, FIRST), (FIRST, LAST), (LAST, LAST))
    ]


def test_page_of_a_row_shows_the_row_to_a_stranger(eventful, settings):  # noqa: F811
    row = read("budget/lines_state.smitzh.committed", validOn=str(MIDDLE))
    address, anchor = row["page"].removeprefix(settings.SITE_URL).split("#")
    html = Client().get(address).content.decode()
    assert f'id="{anchor}"' in html
    assert row["shownNl"] in html.replace("\xa0", " ").replace("&nbsp;", " ") or row["shownNl"] in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "where", "sentence"),
    [
        ({"validOn": "2017-12-31"}, "validOn", "The budget of the programme begins on 1 January 2018."),
        ({"knownOn": "9999-12-31"}, "knownOn", "has not come yet"),
        ({"validOn": "2018-06-01", "knownOn": "2018-03-01"}, "validOn", "nobody knew yet"),
        ({"validOn": "1-3-2018"}, "validOn", "Give a date as 2018-02-05."),
        ({"validOn": "2018-02-30"}, "validOn", "This day does not exist."),
        ({"budgetYear": "1800"}, "budgetYear", "is not a budget year"),
        ({"budgetYear": "veel"}, "budgetYear", "Give a whole number."),
        ({"withDemo": "zonder"}, "withDemo", "Give true or false."),
        ({"op": "2018-03-01"}, "op", "This key is not known here."),
    ],
    ids=str,
)  # fmt: skip
def test_question_that_cannot_be_answered_is_refused_in_words(asked, where, sentence):
    for path in ("/api/v1/budget", "/api/v1/budget/lines_state.smitzh.committed"):
        (fault,) = refused(path, 400, **asked)["errors"]
        assert fault["location"]["name"] == where
        assert sentence in fault["detail"]
    for path, words in (("/gegevens", "Dit bestand kan niet gemaakt worden"), ("/en/gegevens", sentence)):
        answer = Client().get(f"{path}/budget.csv", asked)
        assert answer.status_code == 400
        assert words in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["region", "page", "pageSize", "sort", "validOn", "x"])
def test_file_refuses_keys_that_it_does_not_know(key):
    answer = Client().get("/gegevens/hubs.csv", {key: "2018-03-01"})
    assert answer.status_code == 400
    assert f"<code>{key}</code>: Dit adres heeft geen sleutels." in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/gegevens/hubs.csv", "/gegevens/budget.xlsx", "/en/gegevens/budget.jsonl"])
def test_file_can_only_be_read(path):
    assert Client(enforce_csrf_checks=True).post(path).status_code == 405


# --- The page for everyone --------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/dashboard/", "/en/dashboard/", "/dashboard/brief/", "/en/dashboard/brief/"])
def test_stranger_reads_amounts_and_finds_no_way_to_what_is_closed(half_way, path, settings):
    settings.API_REQUESTS_PER_MINUTE = 10_000
    html = Client().get(path).content.decode()
    assert "2,1" in html or "2.1" in html or "2.100.000" in html or "2,100,000" in html
    links = {part.split('"')[0] for part in html.split('href="')[1:]}
    for address in (one for one in links if one.startswith("/") and "/static/" not in one):
        assert Client().get(address.replace("&amp;", "&")).status_code == 200, address


@pytest.mark.django_db
def test_reader_of_the_books_follows_the_same_amounts(half_way, get):  # noqa: F811
    inside, outside = get().content.decode(), Client().get("/dashboard/").content.decode()
    assert screen(inside) == screen(outside)
    assert "/dashboard/cijfer/?" in inside
    assert "/bijlagen/nieuw/" in inside
    assert "/bijlagen/nieuw/" not in outside


@pytest.mark.django_db
def test_downloads_are_the_same_for_everyone(half_way, get):  # noqa: F811
    for name, file in (("budget_export", "begroting.csv"), ("budget_data", "begroting.json")):
        assert get(name=name).content == Client().get(f"/dashboard/{file}").content
    assert sheets(get(name="budget_workbook").content) == sheets(Client().get("/dashboard/begroting.xlsx").content)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/dashboard/", "/dashboard/begroting.csv"])
def test_stranger_who_asks_too_often_waits_and_a_reader_of_the_books_does_not(path, settings, client_for, fenna):
    settings.API_REQUESTS_PER_MINUTE = 2
    answers = [Client().get(path) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    seconds = answers[-1]["Retry-After"]
    assert f"Wacht {seconds} seconde" in answers[-1].content.decode()
    assert "formulier" not in answers[-1].content.decode()
    assert "opened very many pages and files with figures" in Client().get(f"/en{path}").content.decode()
    assert client_for(fenna).get(path).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", BY_NAME)
def test_page_of_a_dataset_shows_no_marks_of_a_program(name, language):
    html = Client().get(f"{'/en' * (language == 'en')}/gegevens/{name}/").content.decode()
    assert "`" not in html
    (page,) = re.findall(r'href="([^"]*)">(?:Hetzelfde voor mensen|The same for people)<', html)
    assert Client().get(page).status_code == 200


@pytest.mark.django_db
def test_award_says_what_it_is_for_in_the_language_in_which_it_was_written(half_way):  # noqa: F811
    (row,) = read("awards")["items"]
    assert (row["planTitle"], row["lineNameNl"], row["lineNameEn"]) == (
        None, "SMITZH, hub Zuid-Holland", "SMITZH, hub for South Holland"
    )  # fmt: skip


# --- What an amount rests on -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_stranger_finds_the_awards_in_an_amount_and_no_name_of_who_promised(half_way, get):
    asked = {"groep": "lines", "rij": "smitzh", "maat": "committed"}
    page = Client().get("/dashboard/cijfer/", asked)
    assert [held for _award, held in page.context["awards"]] == [450_000]
    assert page.context["total"] == get(name="budget_figure", **asked).context["total"]
    html = Client().get("/dashboard/cijfer/", asked | {"maat": "match_committed"}).content.decode()
    assert "€ 500.000" in html
    for pledge in Pledge.objects.select_related("funder"):
        assert pledge.funder.name not in html
        assert pledge.evidence not in html


@pytest.mark.django_db
def test_every_amount_of_a_stranger_opens_in_eight_statements(half_way, settings, django_assert_max_num_queries):
    settings.API_REQUESTS_PER_MINUTE = 10_000
    html = Client().get("/dashboard/").content.decode()
    addresses = {one.replace("&amp;", "&") for one in re.findall(r'href="(/dashboard/cijfer/\?[^"]+)"', html)}
    assert len(addresses) > 50
    for address in addresses:
        with django_assert_max_num_queries(8):
            page = Client().get(address)
        assert page.status_code == 200
        assert "/dashboard/boekingen/" not in page.content.decode()


@pytest.mark.django_db
def test_what_is_set_apart_of_unknown_size_leads_to_its_document(half_way):
    line = {"groep": "lines", "rij": "regional_rest", "maat": "reserved"}
    entry = Entry.objects.get(sets_apart__line__key="regional_rest", sets_apart__size=None)
    page = Client().get("/dashboard/cijfer/", line)
    assert entry.document in [one.name for one in page.context["papers"].known]


@pytest.mark.django_db
def test_what_changed_asks_a_stranger_to_sign_in(half_way):
    asked = {"groep": "lines", "rij": "smitzh", "maat": "committed", "van": "2018-03-01"}
    assert "/account/inloggen/" in Client().get("/dashboard/cijfer/", asked).url


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["cijfer/", "boekingen/", "boekingen/boekingen.csv"])
def test_day_that_cannot_be_leads_to_the_sentence(half_way, client_for, fenna, page):
    asked = {"groep": "lines", "rij": "smitzh", "maat": "committed", "op": "2017-12-31"}
    assert client_for(fenna).get(f"/dashboard/{page}", asked).url.startswith("/dashboard/?groep=lines")
