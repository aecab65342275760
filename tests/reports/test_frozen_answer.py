"""One annex that answers the whole question: how much on both days, for whom, with what match, and what changed."""

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from reports import annex_files, frozen, frozen_figure, frozen_whom, frozen_words, moment
from reports.reading import Moment
from tests.funding import world as worlds
from tests.funding.attempts import reservation
from tests.reports.annexes import asked, freeze

DAY = date(2018, 6, 1)
ASKED = {"van": "2018-05-31", "op": "2018-06-01"}
OF_WHOM = {"reserved", "committed", "match_intended", "match_committed"}


@pytest.fixture
def world(db):
    world = worlds.build()
    world.allot(500_000, 300_000)
    world.match(300_000)
    world.grant(100_000)
    world.grant(50_000)
    return world


def read(query=ASKED, view="difference"):
    return frozen.read(view, query, Moment(moment.known(), DAY))


def table(reading, key):
    return next(one for one in reading.tables if one.key == key)


def texts(tables):
    return [[[cell.text for cell in row] for row in one.rows] for one in tables]


def test_answer_comes_first_and_the_entries_last(world):
    keys = [one.key.split("_")[0] for one in read().tables]
    assert list(dict.fromkeys(keys)) == ["short", "whom", "changed", "then", "now", "entries", "papers"]


@pytest.mark.parametrize(("side", "day"), [("then", "2018-05-31"), ("now", "2018-06-01")])
def test_both_days_are_whole_as_on_the_dashboard(world, side, day):
    own = [one for one in read().tables if one.key.startswith(f"{side}_")]
    board = [one for one in read({"op": day}, "budget").tables if one.key not in ("months", "papers")]
    assert [one.key.removeprefix(f"{side}_") for one in own] == [one.key for one in board]
    assert texts(own) == texts(board)


def test_answer_in_short_is_that_of_the_dashboards(world):
    rows = {(row[0].text, row[1].text): [cell.value for cell in row[2:]] for row in table(read(), "short").rows}
    line = table(read({"op": "2018-06-01"}, "budget"), "lines_state").rows[-1][0].text.removeprefix("Totaal: ")
    assert rows[line, "Verplicht"] == [0, 150_000, 150_000]


@pytest.mark.parametrize("measure", ["committed", "match_committed"])
def test_what_is_listed_adds_up_to_the_figure(world, measure):
    *rows, total = table(read(), f"whom_{measure}").rows
    for place in (3, 4, 5):
        assert sum(row[place].value or 0 for row in rows) == (total[place].value or 0)
    assert total[4].value == {"committed": 150_000, "match_committed": 300_000}[measure]


def test_what_was_not_there_yet_is_no_zero(world):
    first = table(read(), "whom_committed").rows[0]
    assert (first[3].text, first[3].value, first[3].status) == ("–", None, "not_available")
    assert (first[4].value, first[5].text) == (100_000, "+€ 100.000")


def test_long_list_ends_with_the_others_and_the_same_total(world, monkeypatch):
    whole = table(read(), "whom_committed").rows[-1]
    monkeypatch.setattr(frozen_whom, "MOST_ROWS", 1)
    short = table(read(), "whom_committed")
    assert (len(short.rows), short.rows[-1]) == (3, whole)
    assert [short.rows[1][place].value for place in (3, 4, 5)] == [0, 50_000, 50_000]
    assert f"ten hoogste {frozen_figure.MOST_ROWS}".replace("1000", "1.000") in short.note


def test_too_many_accounts_are_not_listed_and_it_says_so(world, monkeypatch):
    monkeypatch.setattr(frozen_whom, "MOST_READ", 1)
    found = read()
    assert not [one for one in found.tables if one.key.startswith("whom_")]
    assert "niet voor wie het is" in found.empty


def test_what_of_unknown_size_is_set_apart_is_listed_without_a_number(world):
    reservation(world, size=None)
    *rows, total = table(read(), "whom_reserved").rows
    assert [cell.text for cell in rows[0][3:]] == ["–", "onbekend", "kan niet worden berekend"]
    assert {cell.value for cell in rows[0]} == {None}
    assert total[4].value is None


def test_budget_year_that_is_asked_counts_for_whom_too(world):
    found = read({**ASKED, "jaar": "2019"})
    assert not [one for one in found.tables if one.key in ("whom_reserved", "whom_committed")]


def test_same_day_known_on_two_days_has_columns_that_can_be_told_apart(world):
    query = {"van": "2018-06-01", "op": "2018-06-01", "van_bekend": "2018-06-01"}
    columns = table(read(query), "short").columns
    assert len(set(columns)) == len(columns)


def test_form_names_every_table_that_is_frozen(world):
    whole, shown = read(), frozen.preview("difference", ASKED, Moment(moment.known(), DAY))
    named = {one.title for one in shown.tables} | set(shown.also)
    assert {one.title for one in whole.tables if not one.key.startswith("entries")} <= named
    assert shown.empty == whole.empty == ""


@pytest.mark.parametrize("view", sorted(frozen.FREEZABLE))
def test_form_takes_few_statements(world, client_for, fenna, django_assert_max_num_queries, view):
    query = ASKED if view == "difference" else asked(view)
    client = client_for(fenna)
    address = reverse("reports:annex_create", kwargs={"view": view})
    client.get(address, query)
    with django_assert_max_num_queries(8):
        assert client.get(address, query).status_code == 200


def test_form_in_english_shows_english_names(world, client_for, fenna):
    with translation.override("en"):
        address = reverse("reports:annex_create", kwargs={"view": "difference"})
    page = client_for(fenna).get(address, ASKED).content.decode()
    assert "The answer in short" in page
    assert "Het antwoord" not in page


def test_answer_is_said_first_in_the_words_of_its_tables(world):
    found = read()
    then, now, *whom = found.answer
    line = "“Voorstellen van de regio's (hubs)”"
    assert [one.split(":")[0] for one in (then, now)] == [f"{line} op 31 mei 2018", f"{line} op 1 juni 2018"]
    assert "verplicht € 0; betaald € 0" in then.replace("\xa0", " ")
    assert "verplicht € 150.000; betaald € 0" in now.replace("\xa0", " ")
    rows = table(found, "whom_committed").rows[:-1]
    names = "; ".join(f"{row[0].text} {row[4].text}" for row in rows)
    assert f"Verplicht: voor wie (1 juni 2018): {names}." in [one.replace("\xa0", " ") for one in whom]


def test_answer_says_unknown_in_words(world):
    reservation(world, size=None)
    _then, now, reserved, *_others = read().answer
    assert "gereserveerd onbekend (hoogstens" in now
    assert reserved == "Gereserveerd: voor wie (1 juni 2018): doel onbekend."


def test_answer_names_some_and_counts_the_others(world, monkeypatch):
    monkeypatch.setattr(frozen_words, "MOST_NAMES", 1)
    assert read().answer[2].endswith("; 1 andere.")


def test_answer_stands_in_the_document_before_its_contents(world, fenna):
    annex = freeze(fenna, "difference", ASKED)
    document = PdfReader(io.BytesIO(bytes(annex_files.write(annex, "pdf").content)))
    words = " ".join(" ".join(page.extract_text() for page in document.pages).split())
    assert words.index("Het antwoord") < words.index("Inhoud")
    with translation.override("nl"):
        assert annex_files.content_of(annex)["answer"] == {"title": "Het antwoord", "text": list(read().answer)}


def test_workbook_has_a_column_for_what_a_demonstration_made(fenna):
    invented = worlds.build(demo=True)
    invented.allot(500_000, 300_000)
    invented.match(300_000)
    invented.grant(100_000)
    annex = freeze(fenna, "difference", ASKED)
    book = openpyxl.load_workbook(io.BytesIO(annex_files.xlsx(annex)))
    heads, *rows = list(book.worksheets[1].iter_rows(min_row=4, values_only=True))
    at = heads.index("1 juni 2018")
    assert heads[at + 1] == "1 juni 2018, demonstratie"
    (row,) = [one for one in rows if one[:2] == ("Voorstellen van de regio's (hubs)", "Verplicht")]
    assert (row[at], row[at + 1].replace("\xa0", " ")) == (100_000, "waarvan demonstratie € 100.000")


def test_form_of_the_dashboard_leads_to_the_comparison(world, client_for, fenna):
    client = client_for(fenna)
    views = {"budget": {"op": "2018-06-01"}, "letter": {}}
    pages = [client.get(reverse("reports:annex_create", kwargs={"view": one}), said) for one, said in views.items()]
    assert [one.context["compare_url"] for one in pages] == ["/dashboard/verschil/?van=2018-06-01", ""]
    assert 'href="/dashboard/verschil/?van=2018-06-01"' in pages[0].text
