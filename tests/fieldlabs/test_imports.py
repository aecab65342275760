"""A list of Fieldlabs from the file to the register."""

from datetime import date

import pytest
from django.db import connection

from accounts.models import Organisation
from fieldlabs.actions import RuleBroken, imports
from fieldlabs.imports import fields
from fieldlabs.imports.problems import sentence
from fieldlabs.models import Fieldlab, ImportRow, ImportRun, Partner
from jobs import queue
from tests.fieldlabs import lists

pytestmark = pytest.mark.django_db
State = ImportRun.State


def shown(run) -> dict[str, int]:
    return {name: number for name, number in run.counts.items() if number}


def test_messy_list_is_understood(eva):
    run = lists.checked(eva, lists.messy(), name="fieldlabs.xlsx")
    assert (run.sheet, run.state) == ("Fieldlabs 2018", State.CHECKED)
    assert shown(run) == {"create": 57, "faulty": 3, "warned": 18}
    faults = {
        row.number: [one["field"] for one in row.problems if not one.get("warning")]
        for row in run.rows.filter(outcome="faulty")
    }
    assert faults == {row: [name] for row, name in lists.FAULTS.items()}
    first = run.rows.get(number=4)
    wanted = ("name", "city", "postal_code", "trl_min", "trl_max", "technologies")
    assert {name: first.parsed.get(name) for name in wanted} == {
        "name": "Demo Fieldlab 3D-metaalprinten 1",
        "city": "Rotterdam",
        "postal_code": "2611 AB",
        "trl_min": 5,
        "trl_max": 8,
        "technologies": ["3D-metaalprinten", "sensoren"],
    }  # fmt: skip


def test_mended_list_is_written_and_a_second_time_changes_nothing(eva):
    run = lists.checked(eva, lists.messy(), name="fieldlabs.xlsx")
    for number, cells in {
        14: {"city": "Rotterdam"},
        27: {"started_on": "1-5-2018"},
        45: {"province_id": "Zuid-Holland"},
    }.items():
        row = run.rows.get(number=number)
        imports.mend(by=eva, run=run, row=row, values={**row.values, **cells})
    run.refresh_from_db()
    assert shown(run) == {"create": 60, "warned": 20}
    before = Fieldlab.objects.count()
    done = lists.confirmed(eva, run)
    assert (done.state, done.failure, Fieldlab.objects.count() - before) == (State.DONE, "", 60)
    made = run.rows.get(number=27).fieldlab
    assert (made.started_on, made.recognition, made.registered_by, made.region.slug) == (
        date(2018, 5, 1), "draft", eva, "zuid-holland",
    )  # fmt: skip
    event = made.events.last()
    assert (event.pgh_context["reason"], event.pgh_context["user"]) == ("import fieldlabs.xlsx", eva.pk)
    again = lists.checked(eva, lists.messy(), name="fieldlabs.xlsx")
    assert shown(again) == {"same": 57, "faulty": 3, "warned": 18}


def lab(name="Demo Lasrobotlab", **cells) -> str:
    return ";".join([name, cells.get("topic", "Lasrobots"), cells.get("city", "Delft")])


def test_change_shows_field_by_field_and_writes_only_that(eva):
    lists.written(eva, lists.table(lab(), lab("Demo Printlab")))
    run = lists.checked(eva, lists.table(lab(topic="Lasrobots en cobots"), lab("Demo Printlab", city="")))
    assert shown(run) == {"change": 1, "same": 1}
    row = run.rows.get(outcome="change")
    assert row.changes == [{"field": "topic_nl", "old": "Lasrobots", "new": "Lasrobots en cobots"}]
    done = lists.confirmed(eva, run)
    kept = Fieldlab.objects.get(name="Demo Lasrobotlab")
    other = Fieldlab.objects.get(name="Demo Printlab")
    assert (done.state, kept.topic_nl, kept.version, other.version, other.city) == (
        State.DONE, "Lasrobots en cobots", 2, 1, "Delft",
    )  # fmt: skip
    event = kept.events.order_by("-pgh_id").first()
    assert (event.pgh_context["reason"], event.topic_nl) == ("import lijst.csv", "Lasrobots en cobots")


def test_lists_of_a_fieldlab_are_replaced_by_what_the_cell_says(eva):
    headers = "naam;thema;transformaties;sectoren;werkgebied"
    lists.written(eva, lists.table("Demo Lab;x;1, 2;25, 28;Noord-Nederland", headers=headers))
    run = lists.written(eva, lists.table("Demo Lab;x;2, 3;28;", headers=headers))
    lab = Fieldlab.objects.get(name="Demo Lab")
    assert (run.state, list(lab.sectors.values_list("code", flat=True)), lab.version) == (State.DONE, ["28"], 2)
    assert lab.transformation_slugs == list(lab.transformations.order_by("number").values_list("slug", flat=True))
    assert [one.number for one in lab.transformations.order_by("number")] == [2, 3]
    assert [one.slug for one in lab.regions_served.all()] == ["noord-nederland"]


def test_doubles_in_the_file_are_told_until_one_is_left_out(eva):
    run = lists.checked(eva, lists.table(lab(), lab("DEMO  lasrobotlab"), lab("Demo Printlab")))
    double = run.rows.get(number=3)
    assert (shown(run), double.problems) == (
        {"create": 2, "faulty": 1}, [{"field": "name", "code": "double", "facts": {"row": 2}}],
    )  # fmt: skip
    imports.leave_out(by=eva, run=run, row=run.rows.get(number=2))
    run.refresh_from_db()
    assert shown(run) == {"create": 2, "left_out": 1}
    imports.take_back(by=eva, run=run, row=run.rows.get(number=2))
    run.refresh_from_db()
    assert shown(run) == {"create": 2, "faulty": 1}


def test_submitted_or_closed_fieldlab_is_not_changed(eva):
    lists.written(eva, lists.table(lab(), lab("Demo Printlab")))
    moment = Fieldlab.objects.get(name="Demo Lasrobotlab").registered_at
    Fieldlab.objects.filter(name="Demo Lasrobotlab").update(
        recognition="submitted", submitted_at=moment, submitted_by=eva
    )
    Fieldlab.objects.filter(name="Demo Printlab").update(
        closed_on=moment.date(), closed_at=moment, closed_by=eva, closing_reason="x"
    )
    same = lists.checked(eva, lists.table(lab(), lab("Demo Printlab")))
    other = lists.checked(eva, lists.table(lab(topic="a"), lab("Demo Printlab", topic="b")))
    assert (shown(same), shown(other)) == ({"same": 2}, {"faulty": 2})
    assert [row.problems[-1]["code"] for row in other.rows.all()] == ["submitted", "closed"]
    with pytest.raises(RuleBroken) as refused:
        imports.confirm(by=eva, run=other, counts={})
    assert refused.value.code == "rows_are_faulty"


def test_change_between_preview_and_confirmation_is_shown_first(eva):
    lists.written(eva, lists.table(lab()))
    run = lists.checked(eva, lists.table(lab(topic="Nieuw thema"), lab("Demo Printlab")))
    Fieldlab.objects.filter(name="Demo Lasrobotlab").update(topic_nl="Door een ander", version=9)
    back = lists.confirmed(eva, run)
    assert (back.state, back.confirmed_by, Fieldlab.objects.filter(name="Demo Printlab").count()) == (
        State.CHECKED, None, 0,
    )  # fmt: skip
    assert "1 rij betekent intussen iets anders" in back.failure
    assert back.rows.get(number=2).changes[0]["old"] == "Door een ander"
    done = lists.confirmed(eva, back)
    assert (done.state, Fieldlab.objects.get(name="Demo Lasrobotlab").topic_nl) == (State.DONE, "Nieuw thema")


def test_two_lists_at_once_make_no_doubles(eva):
    first, second = (lists.checked(eva, lists.table(lab(), lab("Demo Printlab"))) for _one in range(2))
    assert lists.confirmed(eva, first).state == State.DONE
    late = lists.confirmed(eva, second)
    assert (late.state, shown(late), Fieldlab.objects.filter(name="Demo Lasrobotlab").count()) == (
        State.CHECKED, {"same": 2}, 1,
    )  # fmt: skip


def test_job_that_fails_half_way_leaves_nothing_and_starts_anew(eva, monkeypatch):
    run = lists.checked(eva, lists.table(lab(), lab("Demo Printlab")))
    imports.confirm(by=eva, run=run, counts={})
    run.refresh_from_db()
    before = Fieldlab.objects.count()
    with monkeypatch.context() as patch:
        patch.setattr(imports.writing, "link", lambda run, span: 1 / 0)
        queue.run(str(run.job_id))
    run.refresh_from_db()
    assert (run.state, Fieldlab.objects.count(), run.job.attempts) == (State.WRITING, before, 1)
    run.job.due_at = run.job.created_at
    run.job.save()
    done = lists.worked(run)
    assert (done.state, Fieldlab.objects.count()) == (State.DONE, before + 2)
    queue.run(str(done.job_id))
    assert Fieldlab.objects.count() == before + 2


def test_check_that_was_broken_off_starts_anew(eva):
    run = lists.sent(eva, lists.table(lab(), lab("Demo Printlab")))
    imports.match_columns(by=eva, run=run, sheet=run.sheet, mapping=run.mapping)
    ImportRow.objects.create(run=run, number=2, values={"name": "half"})
    assert shown(lists.worked(run)) == {"create": 2}


def test_rule_of_the_database_is_told_and_nothing_is_written(eva):
    headers = "naam;thema;start plan;einde plan"
    lists.written(eva, lists.table("Demo Lab;x;1-1-2018;1-1-2021", headers=headers))
    late = lists.written(eva, lists.table("Demo Lab;x;1-1-2022;", headers=headers))
    assert (late.state, late.failure) == (
        State.CHECKED, "Er is niets geschreven: De laatste dag van het plan komt na de eerste.",
    )  # fmt: skip


def test_another_region_and_roles_are_refused(eva, noor, stijn):
    run = lists.checked(eva, lists.table(lab()))
    row = run.rows.get()
    for person in (noor, stijn):
        for act in (
            lambda by: imports.confirm(by=by, run=run, counts={}),
            lambda by: imports.stop(by=by, run=run),
            lambda by: imports.leave_out(by=by, run=run, row=row),
            lambda by: imports.mend(by=by, run=run, row=row, values={}),
            lambda by: lists.sent(by, lists.table(lab())),
        ):
            with pytest.raises(RuleBroken) as refused:
                act(person)
            assert refused.value.code == "not_allowed"


def test_fieldlab_of_another_region_is_not_known_here(eva, noor):
    other = Fieldlab.objects.filter(region__slug="noord-nederland").first()
    headers = "adres op het portaal;naam;thema;regio"
    run = lists.checked(eva, lists.table(f"{other.slug};{other.name};x;Noord", headers=headers))
    assert [problem["code"] for problem in run.rows.get().problems] == ["other_region", "no_slug"]


CELLS = {
    "transformaties": ("Vliegen", "no_choice"),
    "sectoren": ("99", "no_choice"),
    "type": ("x", "no_choice"),
    "trl": ("10", "no_level"),
    "trl tot": ("4", "level_half"),
    "website": ("geen site", "no_website"),
    "postcode": ("0123 AB", "no_postal_code"),
    "startdatum": ("31-2-2018", "no_date"),
    "plan vanaf": ("1-1-1018", "year"),
    "provincie": ("Zuidland", "no_province"),
    "prov": ("Groningen", "other_region"),
    "stad": ("Groningen", "other_region"),
    "plaats": ("=A1", "formula"),
    "adres": ("#REF!", "error"),
    "contact": ("x" * 201, "too_long"),
    "technologie": (";".join(map(str, range(41))), "too_many"),
}


@pytest.mark.parametrize("header", CELLS)
def test_cell_that_cannot_be_read_says_how_to_mend_it(eva, header):
    value, code = CELLS[header]
    run = lists.checked(eva, lists.table(f'Demo Lab;x;"{value}"', headers=f"naam;thema;{header}"))
    row = run.rows.get()
    assert (row.outcome, [problem["code"] for problem in row.problems]) == ("faulty", [code])
    assert sentence(code, row.problems[0]["facts"]).endswith((".", "?"))


@pytest.mark.parametrize(
    "written", ["3-4-2018", "03/04/18", "2018-04-03", "3 april 2018", "3 apr 2018", "April 3, 2018", "43193"]
)
def test_day_is_read_as_people_write_it(written):
    assert fields.day(written, None) == "2018-04-03"


def test_neutralised_text_is_taken_as_it_is_meant(eva):
    lists.written(eva, lists.table("Demo Lab;'=1+1;Delft"))
    assert Fieldlab.objects.get(name="Demo Lab").topic_nl == "=1+1"


def test_list_of_thousands_goes_by_thousands(eva, django_assert_max_num_queries):
    content = lists.table(*(lab(f"Demo Lab {number}") for number in range(5_000)))
    run = lists.sent(eva, content)
    imports.match_columns(by=eva, run=run, sheet=run.sheet, mapping=run.mapping)
    with django_assert_max_num_queries(45):
        run = lists.worked(run)
    assert shown(run) == {"create": 5_000}
    imports.confirm(by=eva, run=run, counts={"create": 5_000, "change": 0})
    with django_assert_max_num_queries(50):
        assert lists.worked(run).state == State.DONE


def test_writing_may_take_longer_than_a_page(eva):
    run = lists.checked(eva, lists.table(lab()))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '30s'")
        lists.confirmed(eva, run)
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("30min",)


def test_operator_is_one_of_the_partners_by_name_or_number(eva, client_for):
    lab = Fieldlab.objects.filter(region__slug="zuid-holland", closed_on=None, operator=None).first()
    first, second, third = (
        Organisation.objects.create(name=name, kind="company", kvk_number=number)
        for name, number in (("Demo Laswerk BV", ""), ("Demo Twee", "90000011"), ("Demo Twee", "90000022"))
    )
    Partner.objects.bulk_create(Partner(fieldlab=lab, organisation=one) for one in (first, second, third))
    headers = "adres op het portaal;naam;thema;penvoerder"
    rows = (
        f"{lab.slug};;;demo laswerk bv",
        ";Demo Lab;x;Demo Twee (90000022)",
        ";Demo Lab 2;x;Demo Twee",
        ";Demo Lab 3;x;Iemand Anders",
    )
    run = lists.checked(eva, lists.table(*rows, headers=headers))
    page = client_for(eva).get(f"/fieldlabs/import/{run.pk}/").content.decode()
    assert shown(run) == {"create": 1, "change": 1, "faulty": 2}
    assert "van “onbekend” naar “Demo Laswerk BV”" in page
    assert "Zet het KvK-nummer achter de naam." in page
    assert "We kennen geen organisatie “Iemand Anders” bij de partners." in page
    imports.leave_faulty_out(by=eva, run=run)
    assert lists.confirmed(eva, run).state == State.DONE
    lab.refresh_from_db()
    assert (lab.operator, Fieldlab.objects.get(name="Demo Lab").operator) == (first, third)
    again = lists.checked(eva, client_for(eva).get("/fieldlabs/export.csv").content)
    assert set(shown(again)) == {"same"}


def test_name_that_is_a_formula_gets_one_sentence(eva):
    row = lists.checked(eva, lists.table("=1+1;x;Delft")).rows.get()
    assert [(one["field"], one["code"]) for one in row.problems] == [("name", "formula")]


def test_one_level_alone_is_from_and_to_that_level(eva):
    run = lists.checked(eva, lists.table("Demo Lab;x;TRL 6", headers="naam;thema;trl"))
    row = run.rows.get()
    assert (row.outcome, row.parsed["trl_min"], row.parsed["trl_max"]) == ("create", 6, 6)
