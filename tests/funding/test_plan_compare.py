"""What differs between two versions, as it is read."""

from datetime import date
from decimal import Decimal

import pytest

from funding.actions import Content
from funding.plan_compare import CHANGED, compare
from tests.funding import world
from tests.funding.written import METROPOLE, PROVINCE, WHOLE, fresh, save, started, written
from ui.differences import ADDED, REMOVED, SAME


@pytest.mark.django_db
def test_rows_are_the_same_changed_added_or_removed():
    made = world.build()
    before = written(made)
    after = written(
        made,
        version=started(made),
        activities=Content(rows=[{**WHOLE["activities"].rows[0], "cost": Decimal(150_000), "description": "Meer"}]),
        indicators=Content(
            rows=[
                {
                    "name": "Geholpen",
                    "unit": "x",
                    "start": Decimal(3),
                    "target": Decimal(15),
                    "due_on": date(2019, 1, 1),
                }
            ]
        ),
        match=Content(rows=[{**METROPOLE, "without_vat": False}, {**PROVINCE, "funder": "Gemeente"}]),
    )
    found = {one.section: one for one in compare(before, after)}
    kinds = {section: [thing.kind for thing in one.things] for section, one in found.items()}
    assert kinds == {
        "about": [SAME],
        "activities": [CHANGED],
        "indicators": [CHANGED],
        "budget": [SAME, SAME, SAME],
        "match": [CHANGED, REMOVED, ADDED],
        "attachments": [],
    }
    lines = {line.label: line for line in found["activities"].things[0].lines}
    assert lines["Kosten"].difference == "\N{MINUS SIGN} € 50.000"
    assert [piece.kind for piece in lines["Wat er gebeurt"].pieces] == [REMOVED, ADDED]
    numbers = {line.label: line for line in found["indicators"].things[0].lines}
    assert (numbers["Doel"].difference, numbers["Nu"].before) == ("\N{MINUS SIGN} 5", None)
    vat = next(line for line in found["match"].things[0].lines if line.changed)
    assert (vat.before, vat.after) == ("ja", "nee")


@pytest.mark.django_db
def test_rows_with_one_name_go_with_one_another_in_their_order():
    made = world.build()
    row = WHOLE["activities"].rows[0]
    before = save(started(made), "activities", Content(rows=[row, {**row, "cost": Decimal(5)}]), by=made.editor)
    after = save(before, "activities", Content(rows=[row]), by=made.editor)
    assert [thing.kind for thing in compare(before, fresh(after))[1].things] == [SAME, REMOVED]
