"""What happens to a plan after it was submitted, for tests."""

from decimal import Decimal

import pytest

from funding import actions
from funding.actions import Content
from funding.models import (
    Account,
    Plan,
    PlanStep,
    PlanVersion,
    Section,
)
from funding.plan_content import rows
from funding.rules import RuleBroken
from tests.funding.written import fresh, save


def refused(act) -> RuleBroken:
    with pytest.raises(RuleBroken) as caught:
        act()
    return caught.value


def held(pledge) -> dict[str, Decimal]:
    return dict(Account.objects.filter(pledge=pledge, balance__gt=0).values_list("kind", "balance"))


def step(plan, kind, by, version=None, note="") -> PlanStep:
    return PlanStep.objects.create(plan=plan, version=version, kind=kind, note=note, recorded_by=by)


def returned(made, version) -> Plan:
    step(version.plan, "take_up", made.preparer, version)
    step(version.plan, "return", made.preparer, version, "Noem de bedrijven.")
    return version.plan


def again(made, version, noa, match) -> PlanVersion:
    """Returned, written anew with this co-funding, and submitted again."""
    plan = returned(made, version)
    new = actions.open_version(by=made.editor, plan=plan)
    carried = {row["funder"]: row["pledge"] for row in rows(fresh(new), Section.MATCH)}
    new = save(new, "match", Content(rows=[{**row, "pledge": carried.get(row["funder"])} for row in match]), by=noa)
    return actions.submit_plan(by=noa, version=new, revision=new.revision)
