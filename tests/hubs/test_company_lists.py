"""A list of companies on its way in: read, mended, written once, all of it or nothing."""

import io
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from hubs import actions, clean_up, identity
from hubs.actions import lists
from hubs.models import Company, CompanyImport, Moment
from jobs import clock, queue
from jobs.models import Job
from smartindustry import demo
from smartindustry.cast import CAST
from tests.hubs.asking import hub_of
from tests.hubs.racing import race
from tests.hubs.test_desk import main_of
from tests.refusals import refused

HEAD = "Bedrijfsnaam;KvK-nummer;E-mail;Plaats;Provincie;Aantal medewerkers;SBI;Telefoon"
GOOD = [
    "Demo Frees BV;12.34.56.78;info@demo-frees.nl;Rotterdam;;12;25.62;010 1234567",
    "Demo Lak BV;87654321;;Delft;;300;Vervaardiging van overige machines en apparaten;",
    "Demo Zaag;;Zaag@Demo.NL;;;;;",
]
MESSY = [
    "Demo Kort;1234567;a@demo.nl;;;;;",
    "Demo Ver;11112222;geen adres;Nergenshuizen;;veel;99x;",
    ";33334444;;;;;;",
    "Demo Zonder;;;;;;;",
    "Demo Formule;55556666;;=A1;;;;",
]


def text_of(rows, head=HEAD):
    return "\n".join([head, *rows]).encode()


def sent(rows=GOOD, name="open-dag.csv"):
    return SimpleUploadedFile(name, text_of(rows))


def brought(by, rows=GOOD, hub="own", matched=True):
    at = hub_of() if hub == "own" else hub
    run = lists.bring_in(hub=at, upload=sent(rows), basis="Open dag, zij stemden in", key=uuid.uuid4(), by=by)
    return lists.match_columns(run=run, sheet=run.sheet, mapping=run.mapping, by=by) if matched else run


def written(run, by):
    run = lists.confirm_list(run=run, seen={}, by=by)
    queue.run(str(run.job_id))
    run.refresh_from_db()
    return run


def codes(run):
    return {line["n"]: sorted(problem["code"] for problem in line["problems"]) for line in run.rows}


@pytest.mark.django_db
def test_list_is_recognised_checked_and_written_once(eva):
    run = brought(eva)
    assert set(run.mapping) == {"name", "kvk_number", "email", "place", "province", "size", "sector", "telephone"}
    assert (run.state, run.counts["create"]) == ("checked", 3)
    assert not Company.objects.exists()

    run = written(run, eva)
    assert (run.state, run.rows, run.content, run.basis) == ("done", [], None, "Open dag, zij stemden in")
    frees = Company.objects.get(kvk_number="12345678")
    assert (frees.name, frees.email, frees.place.name, frees.region.slug) == (
        "Demo Frees BV", "info@demo-frees.nl", "Rotterdam", "zuid-holland",
    )  # fmt: skip
    assert (frees.size.slug, frees.sector_id, frees.source, frees.hub) == ("small", "25", "list", hub_of())
    assert frees.identity == identity.of("12345678")
    assert "Open dag, zij stemden in" in Moment.objects.get(company=frees).text

    again = brought(eva)
    assert again.counts == {"create": 0, "adds": 0, "same": 3, "faulty": 0, "left_out": 0}
    with pytest.raises(actions.RuleBroken) as broken:
        lists.confirm_list(run=again, seen={}, by=eva)
    assert broken.value.code == "nothing_to_write"


@pytest.mark.django_db
def test_job_that_runs_twice_writes_once(eva):
    run = lists.confirm_list(run=brought(eva), seen={}, by=eva)
    for _time in range(2):
        lists.write_list(run.pk, Job.objects.get(pk=run.job_id))
    assert Company.objects.count() == 3


@pytest.mark.django_db
def test_every_fault_is_told_by_row_and_column_and_mended(eva):
    run = brought(eva, GOOD + MESSY)
    assert codes(run) == {
        2: [], 3: [], 4: [], 5: ["no_kvk"], 6: ["no_email", "no_place", "no_sector", "no_size"],
        7: ["missing"], 8: ["no_identity"], 9: ["formula"],
    }  # fmt: skip
    with pytest.raises(actions.RuleBroken) as broken:
        lists.confirm_list(run=run, seen={}, by=eva)
    assert broken.value.code == "rows_are_faulty"

    line = lists.mend_row(run=run, number=5, values={"kvk_number": "01234567"}, by=eva)
    assert (line["outcome"], line["parsed"]["kvk_number"]) == ("create", "01234567")
    assert lists.leave_faulty_out(run=run, by=eva) == 4
    run = written(run, eva)
    assert (Company.objects.count(), run.counts["left_out"]) == (4, 4)


@pytest.mark.django_db
def test_companies_that_the_desk_knows_are_recognised_and_only_added_to(eva):
    profile = actions.Profile(name="Eigen naam", email="info@demo-frees.nl")
    known, _new = actions.add_company(hub=hub_of(), profile=profile, by=eva)
    run = brought(eva)
    assert run.counts == {"create": 2, "adds": 1, "same": 0, "faulty": 0, "left_out": 0}

    written(run, eva)
    known.refresh_from_db()
    assert (known.name, known.kvk_number, known.telephone) == ("Eigen naam", "12345678", "")
    assert (known.identity, known.region.slug) == (identity.of("12345678"), "zuid-holland")
    assert Company.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "double"),
    [
        (["A;12345678;;;;;;", "B;1234 5678;;;;;;"], True),
        (["A;;a@demo.nl;;;;;", "B;;A@demo.nl;;;;;"], True),
        (["A;12345678;a@demo.nl;;;;;", "B;;a@demo.nl;;;;;"], True),
        (["A;;a@demo.nl;;;;;", "B;12345678;a@demo.nl;;;;;"], True),
        (["A;12345678;a@demo.nl;;;;;", "B;87654321;a@demo.nl;;;;;"], False),
    ],
)
def test_second_row_about_one_company_is_told(eva, rows, double):
    assert codes(brought(eva, rows))[3] == (["double"] if double else [])


@pytest.mark.django_db
def test_what_was_removed_does_not_come_back_by_a_list(eva):
    profile = actions.Profile(name="Weg BV", kvk_number="12345678")
    company, _new = actions.add_company(hub=hub_of(), profile=profile, by=eva)
    actions.erase_company(company=company, by=eva)

    assert codes(brought(eva))[2] == ["removed"]


@pytest.mark.django_db
def test_what_changed_after_the_check_is_shown_before_it_is_written(eva):
    run = lists.confirm_list(run=brought(eva), seen={"create": 3}, by=eva)
    actions.add_company(hub=hub_of(), profile=actions.Profile(name="Net gebeld", kvk_number="87654321"), by=eva)
    queue.run(str(run.job_id))

    run.refresh_from_db()
    assert (run.state, bool(run.failure), run.confirmed_by) == ("checked", True, None)
    assert (Company.objects.count(), run.counts["create"]) == (1, 2)
    with pytest.raises(actions.RuleBroken) as broken:
        lists.confirm_list(run=run, seen={"create": 3}, by=eva)
    assert broken.value.code == "rows_moved"


def test_two_lists_at_once_make_each_company_once(fresh_database):
    eva = demo.person(next(one for one in CAST if one.key == "eva"))
    runs = [brought(eva) for _time in range(2)]

    # Without a queue the job runs where it is wanted.
    race([lambda run=run: lists.confirm_list(run=run, seen={}, by=eva) for run in runs])
    assert Company.objects.count() == 3
    assert sorted(CompanyImport.objects.values_list("state", flat=True)) == ["checked", "done"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "leeg.csv", "file_is_empty"),
        (b"MZ\x00\x01 program", "x.csv", "file_type_is_unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 password", "x.xlsx", "file_is_locked_or_old"),
        (b"PK\x03\x04 broken", "x.xlsx", "file_is_damaged"),
        (b"a" * 5_000_001, "groot.csv", "file_is_too_large"),
        (text_of(GOOD), "x.pdf", "file_type_is_unknown"),
        (HEAD.encode(), "kop.csv", "sheet_is_refused"),
    ],
    ids=["empty", "program", "locked", "damaged", "large", "named", "header"],
)
def test_hostile_files_are_refused(eva, content, name, code):
    with pytest.raises(actions.RuleBroken) as broken:
        lists.bring_in(hub=hub_of(), upload=SimpleUploadedFile(name, content), basis="Demo", key=uuid.uuid4(), by=eva)
    assert broken.value.code == code
    assert not CompanyImport.objects.exists()


@pytest.mark.django_db
def test_too_many_rows_and_other_encodings(eva):
    rows = [f"Demo {number};{10_000_000 + number};;;;;;" for number in range(5_001)]
    run = brought(eva, rows, matched=False)
    with pytest.raises(actions.RuleBroken) as broken:
        lists.match_columns(run=run, sheet=run.sheet, mapping=run.mapping, by=eva)
    assert broken.value.code == "too_many"

    latin = SimpleUploadedFile("l.csv", "\n".join([HEAD, "Café Één;12345678;;;;;;"]).encode("latin-1"))
    run = lists.bring_in(hub=hub_of(), upload=latin, basis="Demo", key=uuid.uuid4(), by=eva)
    run = lists.match_columns(run=run, sheet=run.sheet, mapping=run.mapping, by=eva)
    assert run.rows[0]["values"]["name"] == "Café Één"


@pytest.mark.django_db
def test_workbook_with_numbers_and_a_title_above(eva):
    book = Workbook()
    sheet = book.active
    for row in (
        ["Deelnemers"],
        [],
        ["Naam", "KvK", "Plaats"],
        ["Demo Één", 12345678, "Delft"],
        ["Demo Twee", "=1+1", ""],
    ):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    upload = SimpleUploadedFile("lijst.xlsx", out.getvalue())
    run = lists.bring_in(hub=hub_of(), upload=upload, basis="Demo", key=uuid.uuid4(), by=eva)
    run = lists.match_columns(run=run, sheet=run.sheet, mapping=run.mapping, by=eva)

    assert codes(run) == {4: [], 5: ["formula"]}
    assert run.rows[0]["parsed"]["kvk_number"] == "12345678"


# --- Pages -----------------------------------------------------------------------------------------------------------

START = "/bureau/bedrijven/inlezen/nieuw/"


@pytest.mark.django_db
def test_way_through_the_pages(client_for, eva):
    client = client_for(eva)
    key = str(uuid.uuid4())
    assert client.post(START, {"key": key, "file": sent()}).status_code == 422
    for _time in range(2):
        assert client.post(START, {"key": key, "file": sent(GOOD + MESSY[:1]), "basis": "Open dag"}).status_code == 302
    run = CompanyImport.objects.get()
    page = f"/bureau/bedrijven/inlezen/{key}/"
    matched = {name: str(number) for name, number in run.mapping.items()}
    assert client.post(f"{page}kolommen/", {"name": "0"}).status_code == 422
    assert client.post(f"{page}kolommen/", matched).status_code == 302
    assert "drops" not in main_of(client.get(page))
    assert "8 cijfers" in main_of(client.get(page))
    assert client.post(f"{page}rijen/5/", {"mend": "1", "name": "Demo", "kvk_number": "12"}).status_code == 422
    assert client.post(f"{page}rijen/5/", {"mend": "1", "name": "Demo", "kvk_number": "01234567"}).status_code == 302
    client.post(f"{page}bevestigen/", {"write": "1", "create": "4", "adds": "0"})
    queue.run(str(CompanyImport.objects.get().job_id))
    done = client.get(page)
    assert ("Nieuwe bedrijven: 4" in main_of(done), done["Cache-Control"]) == (True, "no-store, private")


@pytest.mark.django_db
def test_lists_of_another_desk_do_not_exist(client_for, eva, noor, karim, gijs):
    run = brought(eva)
    page = f"/bureau/bedrijven/inlezen/{run.key}/"
    for person in (noor, karim):
        for path in ("", "kolommen/", "rijen/2/"):
            assert client_for(person).get(page + path).status_code == 404
        assert client_for(person).post(f"{page}bevestigen/", {"write": "1"}).status_code == 404
        assert run.name not in main_of(client_for(person).get("/bureau/bedrijven/inlezen/"))
    assert client_for(gijs).get(page).status_code == 403


@pytest.mark.django_db
def test_reader_looks_and_writes_nothing(client_for, eva):
    run = brought(eva)
    eva.role_holdings.update(role="hub_reader")
    page = f"/bureau/bedrijven/inlezen/{run.key}/"
    assert client_for(eva).get(page).status_code == 200
    assert client_for(eva).post(f"{page}bevestigen/", {"write": "1"}).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 60])
def test_preview_costs_the_same_for_one_row_and_for_sixty(client_for, eva, number, django_assert_max_num_queries):
    run = brought(eva, [f"Demo {one};{10_000_000 + one};;Delft;;;;" for one in range(number)])
    client = client_for(eva)
    with django_assert_max_num_queries(8):
        assert client.get(f"/bureau/bedrijven/inlezen/{run.key}/").status_code == 200


# --- What is kept ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "state"), [(13, "checked"), (15, "cancelled")])
def test_unfinished_list_is_forgotten_after_its_term(eva, days, state):
    run = brought(eva)
    CompanyImport.objects.update(uploaded_at=clock.now() - timedelta(days=days))

    assert clean_up.run()["company_lists"] == (state == "cancelled")
    run.refresh_from_db()
    assert (run.state, bool(run.rows), run.content is None) == (state, state == "checked", state == "cancelled")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("state = 'done'", "hubs_companyimport_that_is_over_holds_nothing"),
        ("confirmed_at = now()", "hubs_companyimport_confirmed_has_person"),
        ("basis = ''", "hubs_companyimport_says_where_it_comes_from"),
    ],
)
def test_database_refuses_this_list(eva, change, rule):
    run = brought(eva)
    assert refused(f"UPDATE hubs_companyimport SET {change} WHERE id = %s", run.pk) == rule
