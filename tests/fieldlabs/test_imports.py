"""A list of Fieldlabs from the file to the register."""

from datetime import date

import pytest

from fieldlabs.actions import imports
from fieldlabs.models import Fieldlab, ImportRun
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
