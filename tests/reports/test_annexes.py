"""Annexes: numbered without gaps, kept with their bytes, equal to the screen, and made again from the books."""

import csv
import hashlib
import io
import re
import uuid
from datetime import date, timedelta
from html import unescape

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone, translation

from accounts.rules import RuleBroken
from jobs import queue
from jobs.models import Job
from reports import actions, annex_check, annex_files, annex_register, frozen, moment
from reports.models import Annex, AnnexFile, AnnexRelease
from reports.reading import Moment, tables_of
from reports.tables import Plain, Shown, as_data, of_data
from smartindustry.cast import CAST
from tests import pdf
from tests.funding import connections
from tests.funding import world as worlds
from tests.refusals import refusal, refused
from tests.reports.spreadsheets import cells
from tests.rows import statement

DAY = date(2018, 6, 1)
VIEWS = sorted(frozen.FREEZABLE)


ALLOTTED = {"groep": "lines", "rij": "regional", "maat": "allotted", "op": "2018-06-01"}
ASKED = {"difference": {"van": "2018-01-01"}, "figure": ALLOTTED, "entries": ALLOTTED}
"""Of a view that says nothing until something is asked."""


def freeze(by, view="budget", query=None, **changes):
    at = Moment(moment.known(), DAY)
    reading = frozen.read(view, query or ASKED.get(view, {}), at)
    fields = {"title": "Stand van het geld", "question": "Waar staat de € 2,8 miljoen?", "key": uuid.uuid4()}
    return actions.freeze(by=by, view=view, view_title="Beeld", reading=reading, moment=at, **{**fields, **changes})


def rows_of(content):
    """Without the quote that keeps a program from running a text (ui/spreadsheet.py)."""
    rows = csv.DictReader(io.StringIO(bytes(content).decode("utf-8-sig"), newline=""))
    return [{name: value.removeprefix("'") for name, value in row.items()} for row in rows]


def text(fragment):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", fragment)).split())


@pytest.fixture
def world():
    return worlds.build()


@pytest.fixture
def annex(db, fenna):
    return freeze(fenna)


# --- What the database holds -----------------------------------------------------------------------------------------


def values(person, **changes):
    content = b"a,b\r\n"
    fields = {"title": "x", "question": "y", "view": "budget", "made_on": DAY, "valid_on": DAY, "csv": content}
    fields |= {"content": {}, "known_at": timezone.now(), "sha256": hashlib.sha256(content).hexdigest()}
    return {**fields, "recorded_by_id": person.pk, "recorded_at": timezone.now(), **changes}


def inserting(person, **changes):
    sql, parameters = statement(Annex, **values(person, **changes))
    return (sql, *parameters)


def file_of(annex, content=b"abc", **changes):
    fields = {"annex_id": annex.pk, "format": "pdf", "content": content, "size": len(content)}
    fields |= {"sha256": hashlib.sha256(content).hexdigest(), "recorded_at": timezone.now()}
    sql, parameters = statement(AnnexFile, **{**fields, "recorded_by_id": annex.recorded_by_id, **changes})
    return (sql, *parameters)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("reports_annex_says_what_it_answers", {"question": " "}),
        ("reports_annex_says_what_it_answers", {"title": ""}),
        ("reports_annex_digest_is_of_its_bytes", {"csv": b"a,c\r\n"}),
        ("reports_annex_digest_is_of_its_bytes", {"sha256": "0" * 64}),
        ("reports_annex_says_why_it_replaces", {"replaces_because": "a reason without an annex"}),
    ],
)
def test_database_refuses_an_annex(fenna, rule, changes):
    assert refused(*inserting(fenna, **changes)) == rule


def test_database_refuses_a_replacement_without_a_reason(annex, fenna):
    assert refused(*inserting(fenna, replaces_id=annex.pk)) == "reports_annex_says_why_it_replaces"


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("reports_annexfile_digest_is_of_its_bytes", {"sha256": "0" * 64}),
        ("reports_annexfile_size_is_of_its_bytes", {"size": 4}),
        (
            "reports_annexfile_size_is_of_its_bytes",
            {"content": b"", "sha256": hashlib.sha256(b"").hexdigest(), "size": 0},
        ),
    ],
)
def test_database_refuses_a_file(annex, rule, changes):
    assert refused(*file_of(annex, **changes)) == rule


def test_file_is_made_once(annex):
    assert refusal(*file_of(annex)) == ""
    assert refused(*file_of(annex, content=b"other")) == "reports_annexfile_is_made_once"


def test_release_names_its_letter(annex, fenna):
    sql, parameters = statement(
        AnnexRelease, annex_id=annex.pk, document=" ", sent_on=DAY, recorded_by_id=fenna.pk, recorded_at=timezone.now()
    )
    assert refused(sql, *parameters) == "reports_annexrelease_names_its_letter"


@pytest.mark.parametrize(("days", "rule"), [(-1, "reports_annexrelease_is_sent_after_it_was_made"), (0, "")])
def test_annex_is_sent_after_it_was_made(annex, fenna, days, rule):
    sent_on = annex.made_on + timedelta(days=days)
    row = {"document": "brief", "sent_on": sent_on, "recorded_by_id": fenna.pk, "recorded_at": timezone.now()}
    sql, parameters = statement(AnnexRelease, annex_id=annex.pk, **row)
    assert refusal(sql, *parameters) == rule


CHANGES = ["UPDATE {table} SET id = id", "DELETE FROM {table}", "TRUNCATE {table} CASCADE"]
KEPT = ["reports_annex", "reports_annexfile", "reports_annexrelease"]


@pytest.mark.parametrize("table", KEPT)
@pytest.mark.parametrize("sql", CHANGES)
def test_application_has_no_right_to_change_an_annex(annex, table, sql):
    assert refusal(sql.format(table=table)) == "42501"


@pytest.mark.parametrize("table", KEPT)
@pytest.mark.parametrize("sql", CHANGES)
def test_owner_is_refused_too(fresh_database, table, sql):
    person = worlds.build().preparer
    annex = freeze(person)
    annex_files.write(annex, "pdf")
    actions.release(by=person, annex=annex, document="brief", sent_on=DAY)
    with connections.owner() as own, own.cursor() as cursor, pytest.raises(Exception) as caught:  # noqa: PT011
        cursor.execute(sql.format(table=table))
    assert caught.value.diag.constraint_name == "reports_annex_is_only_added_to"


def test_database_gives_the_number_whatever_is_asked(annex, fenna):
    assert annex.number == "2018-001"
    assert refusal(*inserting(fenna, number="2018-900", year=1900, sequence=900)) == ""
    assert list(Annex.objects.values_list("number", "year", "sequence")) == [
        ("2018-002", 2018, 2), ("2018-001", 2018, 1)
    ]  # fmt: skip


def test_number_begins_anew_each_year(annex, fenna):
    assert refusal(*inserting(fenna, made_on=date(2019, 1, 2))) == ""
    assert Annex.objects.first().number == "2019-001"


def test_number_that_was_refused_is_given_to_the_next(annex, fenna):
    assert refused(*inserting(fenna, question=""))
    assert freeze(fenna).number == "2018-002"


def test_two_with_one_number_are_refused(fresh_database):
    """Past the trigger, which only the owner can switch off."""
    person = worlds.build().preparer
    sql, parameters = statement(Annex, **values(person, number="2018-001", year=2018, sequence=1))
    again, others = statement(Annex, **values(person, number="2018-x", year=2018, sequence=1))
    with connections.owner() as own, own.cursor() as cursor:
        cursor.execute("ALTER TABLE reports_annex DISABLE TRIGGER reports_a_number")
        cursor.execute(sql, parameters)
        with pytest.raises(Exception) as caught:  # noqa: PT011
            cursor.execute(again, others)
        assert caught.value.diag.constraint_name == "reports_annex_number_is_given_once"
        own.rollback()


@pytest.mark.parametrize("writers", [2, 16])
def test_those_who_freeze_at_once_get_numbers_without_a_gap(fresh_database, writers):
    person = worlds.build().preparer
    assert connections.race(writers, lambda _number: freeze(person)) == ["admitted"] * writers
    assert sorted(Annex.objects.values_list("sequence", flat=True)) == list(range(1, writers + 1))


def test_double_click_makes_one_annex(fresh_database):
    person, key = worlds.build().preparer, uuid.uuid4()
    assert connections.race(4, lambda _number: freeze(person, key=key)) == ["admitted"] * 4
    assert Annex.objects.count() == Job.objects.filter(kind=actions.WRITE).count() == 1


def test_annex_is_replaced_once(annex, fenna):
    newer = freeze(fenna, replaces=annex, because="Een bedrag was fout.")
    assert newer.replaces == annex
    with pytest.raises(RuleBroken) as caught:
        freeze(fenna, replaces=annex, because="Nog eens.")
    assert caught.value.code == "reports_annex_is_replaced_once"


# --- What is frozen --------------------------------------------------------------------------------------------------


def test_table_comes_back_from_what_is_kept():
    table = Plain("t", "Titel", "", ("Naam", "Bedrag"), ((Shown("a"), Shown("€ 1", 1, status="exact")),), "bron", "EUR")
    assert of_data(as_data(table)) == table


@pytest.mark.django_db
@pytest.mark.parametrize("view", VIEWS)
def test_workbook_csv_and_page_say_the_same(world, client_for, fenna, view):
    world.allot(300_000, 200_000)
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
    world.allot(700_000, 500_000)
    page = client_for(fenna).get(reverse("reports:budget_dashboard")).content.decode()
    tables = "".join(re.findall(r'<table class="utrecht-table si-budget">.*?</table>', page, re.S))
    shown = [text(one) for one in re.findall(r'<td class="si-number[^>]*>(.*?)</td>', tables, re.S)]
    tables = frozen.read("budget", {}, Moment(moment.known(), DAY)).tables
    frozen_cells = [cell.text for table in tables for row in table.rows for cell in row[1:]]
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


# --- Its documents ---------------------------------------------------------------------------------------------------


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
    world.allot(700_000, 500_000)
    annex = freeze(fenna)
    annex.demo = True
    pages = pdf.read(annex_files.pdf(annex)).pages
    assert len(pages) > 1
    assert all("Demonstratie" in page for page in pages)


@pytest.mark.django_db
def test_job_makes_both_documents_once(annex):
    job = Job.objects.get(kind=actions.WRITE)
    queue.run(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.steps_done, job.percent) == ("done", 2, 100)
    kept = list(annex.files.values_list("format", "sha256"))
    assert dict(kept) == job.result
    Job.objects.filter(pk=job.pk).update(state="waiting", finished_at=None)
    queue.run(str(job.pk))
    assert list(annex.files.values_list("format", "sha256")) == kept


# --- The check -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("view", VIEWS)
def test_csv_is_made_again_byte_for_byte(world, fenna, view):
    world.allot(700_000, 500_000)
    outcome = annex_check.compare(freeze(fenna, view))
    assert (outcome.intact, outcome.same, outcome.number) == (True, True, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("view", ["budget", "difference", "figure", "entries"])
def test_csv_stays_the_same_whatever_is_recorded_later(world, fenna, view):
    """Later entries that are valid earlier move the view of now, and not that of then."""
    world.allot(300_000, 200_000)
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


# --- Pages -----------------------------------------------------------------------------------------------------------


def url(name, **kwargs):
    return reverse(f"reports:{name}", kwargs=kwargs)


def sent(**changes):
    return {"key": uuid.uuid4().hex, "title": "Titel", "question": "Vraag 3", "replaces": "", "because": "", **changes}


@pytest.mark.django_db
def test_official_freezes_what_is_on_screen(client_for, fenna, world):
    client = client_for(fenna)
    page = client.get(reverse("reports:budget_dashboard"), {"op": "2018-03-01", "jaar": "2018"}).content.decode()
    (address,) = re.findall(r'href="([^"]*nieuw/budget/[^"]*)"', page)
    form = sent()
    answer = client.post(unescape(address), form)
    assert client.post(unescape(address), form)["Location"] == answer["Location"]
    annex = Annex.objects.get()
    assert answer["Location"] == url("annex_detail", number=annex.number)
    assert (annex.query, annex.valid_on) == ("op=2018-03-01&jaar=2018", date(2018, 3, 1))


@pytest.mark.django_db
def test_form_keeps_what_was_typed(client_for, fenna):
    answer = client_for(fenna).post(url("annex_create", view="letter"), sent(title="", question="Mijn vraag"))
    assert answer.status_code == 422
    assert "Mijn vraag" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field"),
    [({"replaces": "2018-999", "because": "fout"}, "replaces"), ({"because": "fout"}, "replaces")],
)
def test_replacing_needs_an_annex_and_a_reason(client_for, fenna, changes, field):
    answer = client_for(fenna).post(url("annex_create", view="letter"), sent(**changes))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


@pytest.mark.django_db
def test_correction_names_the_earlier_annex_and_is_named_by_it(client_for, annex, fenna):
    client = client_for(fenna)
    answer = client.post(
        url("annex_create", view="letter"), sent(replaces=annex.number, because="Een bedrag was fout.")
    )
    assert "Een bedrag was fout." in client.get(url("annex_detail", number=annex.number)).content.decode()
    assert annex.number in client.get(answer["Location"]).content.decode()


READ = ["annex_detail", "annex_csv"]


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("key", [None, "anna", "eva", "gijs", "fenna"])
def test_annex_is_closed_until_it_went_to_parliament(annex, client_for, cast, name, key):
    client = client_for(cast[key] if key else None)
    staff = key in ("gijs", "fenna")
    assert client.get(url(name, number=annex.number)).status_code == (200 if staff else 404)
    assert (annex.number in client.get(url("annex_list")).content.decode()) is staff
    actions.release(by=cast["fenna"], annex=annex, document="brief 12", sent_on=DAY)
    assert client.get(url(name, number=annex.number)).status_code == 200
    page = client.get(url("annex_list")).content.decode()
    assert annex.number in page
    assert (cast["fenna"].name in client.get(url("annex_detail", number=annex.number)).content.decode()) is staff


def test_files_are_the_kept_bytes(annex, client_for, fenna):
    for format, name in (("pdf", "annex_document"), ("xlsx", "annex_workbook")):
        assert client_for(fenna).get(url(name, number=annex.number)).status_code == 404
        kept = annex_files.write(annex, format)
        content = client_for(fenna).get(url(name, number=annex.number)).content
        assert hashlib.sha256(content).hexdigest() == kept.sha256
    content = client_for(fenna).get(url("annex_csv", number=annex.number)).content
    assert hashlib.sha256(content).hexdigest() == annex.sha256


def test_auditor_reads_and_makes_nothing(annex, client_for, gijs):
    client = client_for(gijs)
    assert client.get(url("annex_compare", number=annex.number)).status_code == 200
    assert client.post(url("annex_create", view="letter"), sent()).status_code == 403
    assert client.post(url("annex_release", number=annex.number), {}).status_code == 403
    assert client.post(url("annex_make", number=annex.number)).status_code == 403
    assert "nieuw/" not in client.get(url("annex_detail", number=annex.number)).content.decode()


def test_official_sends_an_annex_to_parliament(annex, client_for, fenna):
    client = client_for(fenna)
    assert client.post(url("annex_release", number=annex.number), {"document": "", "sent_on": ""}).status_code == 422
    form = {"document": "Kamerstuk 29 826, nr. 100", "sent_on": "2018-05-31"}
    early = client.post(url("annex_release", number=annex.number), form)
    assert (early.status_code, "verstuurd voordat" in early.content.decode()) == (422, True)
    form["sent_on"] = "2018-06-04"
    assert client.post(url("annex_release", number=annex.number), form).status_code == 302
    assert client.post(url("annex_release", number=annex.number), form).status_code == 302
    assert annex_register.badge(Annex.objects.get(), False)["text"] == "Openbaar"


def test_documents_can_be_asked_again_after_a_job_that_failed(annex, client_for, fenna):
    Job.objects.update(state="failed", finished_at=timezone.now(), attempts=5)
    client = client_for(fenna)
    assert (
        url("annex_make", number=annex.number) in client.get(url("annex_detail", number=annex.number)).content.decode()
    )
    client.post(url("annex_make", number=annex.number))
    client.post(url("annex_make", number=annex.number))
    assert Job.objects.filter(kind=actions.WRITE).count() == 2


def test_register_searches_sorts_and_goes_out_as_it_is(annex, client_for, fenna):
    freeze(fenna, title="Iets anders", question="Vraag over hubs")
    client = client_for(fenna)
    exported = csv.reader(io.StringIO(client.get(url("annex_export"), {"q": "hubs"}).content.decode("utf-8-sig")))
    assert [row[0] for row in exported][1:] == ["2018-002"]
    assert "Geen bijlage past" in client.get(url("annex_list"), {"q": "xyz"}).content.decode()
    page = client.get(url("annex_list"), {"sort": "number"}).content.decode()
    assert page.index("2018-001") < page.index("2018-002")
    assert "2018-001" not in client.get(url("annex_list"), {"stand": "vervangen"}).content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_pages_take_few_statements(annex, client_for, fenna, django_assert_max_num_queries, many):
    for _number in range(many):
        newest = freeze(fenna)
    client = client_for(fenna)
    client.get(url("annex_list"))
    for address in (
        url("annex_list"),
        url("annex_detail", number=newest.number),
        url("annex_compare", number=newest.number),
    ):
        with django_assert_max_num_queries(8, info=address):
            client.get(address)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("member", CAST, ids=lambda one: one.key)
def test_register_opens_for_everyone(cast, client_for, member, language):
    with translation.override(language):
        assert client_for(cast[member.key]).get(url("annex_list")).status_code == 200
