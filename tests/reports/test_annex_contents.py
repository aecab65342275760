"""What is frozen: equal to the screen, in its documents as in its CSV, and made again from the books."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.rules import RuleBroken
from jobs import queue
from jobs.models import Job
from reports import actions, annex_check, annex_files, frozen, moment
from reports.reading import Moment, tables_of
from reports.tables import Plain, Shown, as_data, of_data
from tests import pdf
from tests.funding import world as worlds
from tests.refusals import refusal
from tests.reports.annexes import DAY, VIEWS, freeze, inserting, rows_of, text
from tests.reports.spreadsheets import cells


@pytest.fixture
def world(db):
    """With an award, so that every view has something to say."""
    world = worlds.build()
    world.allot(500_000, 300_000)
    world.match(300_000)
    world.grant(100_000)
    return world


def test_table_comes_back_from_what_is_kept():
    table = Plain("t", "Titel", "", ("Naam", "Bedrag"), ((Shown("a"), Shown("€ 1", 1, status="exact")),), "bron", "EUR")
    assert of_data(as_data(table)) == table


@pytest.mark.django_db
@pytest.mark.parametrize("view", VIEWS)
def test_workbook_csv_and_page_say_the_same(world, client_for, fenna, view):
    annex = freeze(fenna, view)
    kept = rows_of(annex.csv)
    assert kept
    workbook = cells(bytes(annex_files.write(annex, "xlsx").content))
    head, *records = workbook["CSV"]
    assert head == list(kept[0])
    found = [
        ["" if value is None else str(value) for value in [*row, *[None] * (len(head) - len(row))]] for row in records
    ]
    numeric = {head.index(name) for name in ("row", "column", "value", "lower", "upper")}
    for row, one in zip(found, kept, strict=True):
        for place, (ours, theirs) in enumerate(zip(row, one.values(), strict=True)):
            assert ours == theirs or (place in numeric and float(ours) == float(theirs))
    page = client_for(fenna).get(reverse("reports:annex_detail", kwargs={"number": annex.number})).content.decode()
    shown = [text(one) for one in re.findall(r"<td[^>]*>(.*?)</td>", page.split('id="tabel-1"')[1], re.S)]
    assert shown == [" ".join(one["shown"].split()) for one in kept]


@pytest.mark.django_db
def test_frozen_dashboard_is_what_is_on_screen(world, client_for, fenna):
    page = client_for(fenna).get(reverse("reports:budget_dashboard")).content.decode()
    tables = "".join(re.findall(r'<table class="utrecht-table si-budget">.*?</table>', page, re.S))
    shown = [text(one) for one in re.findall(r'<td class="si-number[^>]*>(.*?)</td>', tables, re.S)]
    tables = frozen.read("budget", {}, Moment(moment.known(), DAY)).tables
    frozen_cells = [cell.text for table in tables if table.key != "papers" for row in table.rows for cell in row[1:]]
    assert [re.sub(r"[(); ]", "", one) for one in frozen_cells] == [re.sub(r"[(); ]", "", one) for one in shown]


@pytest.mark.django_db
def test_unknown_has_no_number(world, fenna):
    rows = rows_of(freeze(fenna, "letter").csv)
    unknown = [row for row in rows if row["status"] in ("unknown", "not_available")]
    assert unknown
    assert {row["value"] for row in unknown} == {""}
    assert {float(row["lower"] or 0) for row in unknown} == {0}


@pytest.mark.django_db
def test_indicators_are_frozen_as_strangers_to_every_desk_see_them(world, fenna):
    annex = freeze(fenna, "indicators", {"periode": "2018", "hub": "zuid-holland"})
    assert annex.query == "periode=2018"
    assert ["Plaats", "Nederland"] in annex.content["about"]


@pytest.mark.django_db
def test_view_that_selects_nothing_says_so(fenna):
    annex = freeze(fenna, query={"op": "2018-01-01"})
    assert annex.content["empty"] == "Er is niets vastgelegd dat geldt op 1 januari 2018."
    assert annex.content["empty"] in pdf.read(bytes(annex_files.write(annex, "pdf").content)).text
    assert "0.00" not in {row["value"] for row in rows_of(annex.csv)}


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2017-12-31", "2999-01-01", "morgen"])
def test_view_that_cannot_be_asked_is_not_frozen(client_for, fenna, day):
    with pytest.raises(RuleBroken):
        freeze(fenna, query={"op": day})
    url = reverse("reports:annex_create", kwargs={"view": "budget"})
    answer = client_for(fenna).get(url, {"op": day})
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('reports:budget_dashboard')}?op={day}")


# --- Its documents --------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("view", VIEWS)
def test_document_is_accessible_and_complete(world, fenna, view):
    annex = freeze(fenna, view)
    document = pdf.read(bytes(annex_files.write(annex, "pdf").content))
    assert (document.standard, document.language) == ("PDF/UA-1", "nl")
    assert document.title == f"Bijlage {annex.number}: Stand van het geld"
    for words in (annex.number, annex.question, annex.sha256, *(table.title for table in tables_of(annex.content))):
        assert re.sub(r"\s", "", words) in re.sub(r"\s", "", document.text)
    for term, meaning in annex.content["definitions"]:
        assert re.sub(r"\s", "", term + meaning) in re.sub(r"\s", "", document.text)


@pytest.mark.django_db
def test_demonstration_is_marked_on_every_page(world, fenna):
    annex = freeze(fenna)
    annex.demo = True
    pages = pdf.read(annex_files.pdf(annex)).pages
    assert len(pages) > 1
    assert all("Demonstratie" in page for page in pages)


@pytest.mark.django_db
def test_job_makes_both_documents_once(fenna):
    annex = freeze(fenna)
    job = Job.objects.get(kind=actions.WRITE)
    queue.run(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.steps_done, job.percent) == ("done", 2, 100)
    kept = list(annex.files.values_list("format", "sha256"))
    assert dict(kept) == job.result
    Job.objects.filter(pk=job.pk).update(state="waiting", finished_at=None)
    queue.run(str(job.pk))
    assert list(annex.files.values_list("format", "sha256")) == kept


# --- The check ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("view", VIEWS)
def test_csv_is_made_again_byte_for_byte(world, fenna, view):
    outcome = annex_check.compare(freeze(fenna, view))
    assert (outcome.intact, outcome.same, outcome.number) == (True, True, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("view", ["budget", "difference", "figure", "entries"])
def test_csv_stays_the_same_whatever_is_recorded_later(world, fenna, view):
    """Later entries that are valid earlier move the view of now, and not that of then."""
    annex = freeze(fenna, view)
    world.allot(100_000, 100_000)
    world.match(50_000)
    world.pledge()
    outcome = annex_check.compare(annex)
    assert (outcome.same, outcome.differences) == (True, ())
    assert bytes(freeze(fenna, view).csv) != bytes(annex.csv)


@pytest.mark.django_db
def test_days_between_which_nothing_changed_say_so(world, fenna):
    annex = freeze(fenna, "difference", {"van": "2018-01-01", "op": "2018-01-01"})
    assert annex.content["empty"] == "Van 1 januari 2018 tot 1 januari 2018 veranderde geen cijfer."
    assert annex_check.compare(annex).same


@pytest.mark.django_db
def test_check_names_what_differs(world, fenna):
    annex = freeze(fenna)
    annex.csv = bytes(annex.csv).replace(b"not_available", b"unknown", 1)
    outcome = annex_check.compare(annex)
    assert (outcome.intact, outcome.same, outcome.number) == (False, False, 1)
    assert outcome.differences[0].figures


@pytest.mark.django_db
def test_command_and_job_check_every_annex(world, fenna, capsys):
    freeze(fenna)
    call_command("check_annexes")
    assert capsys.readouterr().out == "1 annexes checked: all the same.\n"
    job = queue.add(annex_check.JOB, {})
    queue.run(str(job.pk))
    job.refresh_from_db()
    assert job.result == {"checked": 1, "broken": [], "differing": {}}


@pytest.mark.django_db
def test_command_ends_with_an_error_for_an_annex_of_a_view_that_is_gone(fenna):
    assert refusal(*inserting(fenna, view="gone")) == ""
    with pytest.raises(CommandError):
        call_command("check_annexes")
