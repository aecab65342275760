"""What applicants do with plans, and what that does to the books."""

from datetime import date
from decimal import Decimal

import pytest
from django.core import mail

from accounts.models import Organisation, Role
from funding import actions, files, plan_check, plan_letters, pools
from funding.actions import Content, NewerSection, plan_pledges
from funding.models import (
    BudgetLine,
    Entry,
    MatchPool,
    Plan,
    PlannedPledge,
    PlanVersion,
)
from funding.plan_content import digest, rows
from jobs.models import Job
from tests.funding import world
from tests.funding.plan_history import held, refused
from tests.funding.planned import coordinator
from tests.funding.written import METROPOLE, WHOLE, fresh, save, started, submitted, written
from tests.ui.uploads import PDF

DAY = date(2018, 6, 1)


def missing(version: PlanVersion) -> list[plan_check.Missing]:
    """What is missing on DAY."""
    return plan_check.missing(version, pools.rules_for(version.plan, DAY))


@pytest.fixture
def made(db):
    return world.build()


@pytest.fixture
def noa(made):
    return coordinator(made)


# --- starting ---------------------------------------------------------------------------------------------------------


def test_plan_starts_with_an_empty_version(made):
    version = started(made)
    assert (version.number, version.title, version.revision, version.submitted_at) == (1, "", 0, None)
    assert (version.plan.kind, version.plan.recorded_by) == ("regional", made.editor)


def test_untouched_draft_is_given_back(made):
    assert started(made) == started(made)
    assert started(made, kind="business", region=None) != started(made)


def test_written_draft_is_no_longer_given_back(made):
    first = written(made)
    assert started(made).plan != first.plan


def test_plan_is_started_by_who_writes_for_the_organisation(made):
    assert refused(lambda: started(made, by=made.preparer)).code == "not_allowed"
    assert refused(lambda: started(made, kind="support")).code == "not_allowed"


def test_regional_plan_without_a_region_is_refused(made):
    assert refused(lambda: started(made, region=None)).code == "funding_plan_regional_has_region"


# --- writing ----------------------------------------------------------------------------------------------------------


def test_section_is_saved_with_its_rows(made):
    version = save(started(made), "activities", WHOLE["activities"], by=made.editor)
    assert rows(version, "activities") == WHOLE["activities"].rows
    assert (version.revision, version.saved_by) == (1, made.editor)
    assert version.saved_at is not None


def test_rows_are_replaced_in_their_order(made):
    two = [WHOLE["activities"].rows[0], {**WHOLE["activities"].rows[0], "name": "Tweede"}]
    version = save(started(made), "activities", Content(rows=two), by=made.editor)
    version = save(version, "activities", Content(rows=reversed(two)), by=made.editor)
    assert [row["name"] for row in rows(version, "activities")] == ["Tweede", "Advies"]


def test_files_are_kept_with_their_row(made):
    kept = files.keep("brief.pdf", PDF, "application/pdf", by=made.editor)
    version = save(started(made), "attachments", Content(rows=[{"title": "Brief", "file": kept.pk}]), by=made.editor)
    assert rows(version, "attachments") == [{"title": "Brief", "file": {"id": kept.pk, "name": "brief.pdf"}}]


def test_second_editor_of_a_section_is_told_and_loses_nothing(made, noa):
    version = started(made)
    base = digest(version, "about")
    first = save(version, "about", WHOLE["about"], by=made.editor, base=base)
    other = Content({**WHOLE["about"].values, "title": "Anders"})
    with pytest.raises(NewerSection) as newer:
        save(version, "about", other, by=noa, base=base)
    assert (newer.value.version.title, newer.value.version.saved_by) == ("Slimme fabrieken", made.editor)
    assert fresh(version).title == "Slimme fabrieken"
    assert save(version, "about", other, by=noa, base=digest(first, "about")).title == "Anders"


def test_editors_of_different_sections_do_not_meet(made, noa):
    version = started(made)
    bases = {section: digest(version, section) for section in ("about", "activities")}
    save(version, "about", WHOLE["about"], by=made.editor, base=bases["about"])
    both = save(version, "activities", WHOLE["activities"], by=noa, base=bases["activities"])
    assert (both.title, both.revision, len(rows(both, "activities"))) == ("Slimme fabrieken", 2, 1)


def test_stranger_does_not_write(made):
    assert refused(lambda: save(started(made), "about", WHOLE["about"], by=made.preparer)).code == "not_allowed"


def test_submitted_version_does_not_change(made, noa):
    version = submitted(made, noa)
    assert refused(lambda: save(version, "about", WHOLE["about"], by=noa)).code == "plan_is_submitted"


def test_pledge_of_another_plan_is_not_taken_over(made, noa):
    theirs = PlannedPledge.objects.filter(version=submitted(made, noa)).first().pledge_id
    version = save(started(made), "match", Content(rows=[{**METROPOLE, "pledge": theirs}]), by=made.editor)
    assert rows(version, "match")[0]["pledge"] is None


# --- what is missing --------------------------------------------------------------------------------------------------


def asked(version) -> list[str]:
    return [thing.section for thing in missing(fresh(version))]


def test_empty_plan_misses_everything(made):
    assert asked(started(made)) == ["about"] * 4 + ["activities", "indicators", "budget", "match"]


def test_whole_plan_misses_nothing(made):
    assert asked(written(made)) == []


@pytest.mark.parametrize(
    ("values", "years"),
    [
        ({"requested": Decimal(100_000)}, [(2018, 40_000)]),
        ({"requested": Decimal(100_000)}, [(2018, 140_000)]),
        ({"requested": Decimal(300_000)}, [(2018, 300_000)]),
        ({"requested": Decimal(100_000)}, [(2016, 100_000)]),
    ],
    ids=["too little", "too much", "above the cost", "outside the plan"],
)
def test_amount_that_does_not_fit_is_named(made, values, years):
    content = Content(values, [{"year": year, "amount": Decimal(amount)} for year, amount in years])
    assert asked(written(made, budget=content)) == ["budget"]


def test_pledge_without_its_document_is_named(made):
    assert asked(written(made, match=Content(rows=[{**METROPOLE, "evidence": " "}]))) == ["match"]


def test_plan_on_a_line_without_rules_is_told_so(made):
    other = BudgetLine.objects.get(key="other_hubs")
    version = written(made, version=started(made, line=other))
    assert [thing.text for thing in missing(fresh(version))] == [
        "Voor deze begrotingspost en regio geldt nog geen regeling. Vraag het ministerie om die bekend te maken."
    ]


def test_business_plan_needs_no_co_funder(made):
    line = BudgetLine.objects.get(key="data_value_center")
    version = started(made, kind="business", line=line, region=None)
    assert asked(written(made, version=version, match=Content())) == []


# --- submitting -------------------------------------------------------------------------------------------------------


def test_submission_freezes_the_version_and_books_its_pledges(made, noa):
    version = submitted(made, noa)
    version.refresh_from_db()
    assert (version.submitted_by, [one.kind for one in version.plan.steps.all()]) == (noa, ["submit"])
    metropole, province = [one.pledge for one in version.pledges.all()]
    assert (metropole.funder, metropole.pool, metropole.claimed_by) == (made.funder, made.pool, made.hub)
    assert held(metropole) == {"intended": Decimal(60_000)}
    assert (province.funder.name, province.funder.kind, held(province)) == ("Provincie", "cofunder", {})


def test_second_click_is_one_submission(made, noa):
    version = submitted(made, noa)
    entries = Entry.objects.count()
    assert actions.submit_plan(by=noa, version=version, revision=0) == version
    assert (version.plan.steps.count(), Entry.objects.count()) == (1, entries)
    assert Job.objects.filter(payload__notice="plan_submitted").count() == 1


def test_only_the_coordinator_submits(made):
    version = written(made)
    broken = refused(lambda: actions.submit_plan(by=made.editor, version=version, revision=version.revision))
    assert broken.message == "Alleen de coördinator dient een plan in."


def test_plan_that_changed_after_the_check_is_not_submitted(made, noa):
    version = written(made)
    save(version, "about", Content({**WHOLE["about"].values, "title": "Anders"}), by=made.editor)
    broken = refused(lambda: actions.submit_plan(by=noa, version=version, revision=version.revision))
    assert broken.code == "plan_was_changed"


def test_incomplete_plan_is_not_submitted(made, noa):
    version = written(made, leave_out=["indicators"])
    broken = refused(lambda: actions.submit_plan(by=noa, version=version, revision=version.revision))
    assert (broken.code, version.plan.steps.count()) == ("plan_is_incomplete", 0)


def test_books_refuse_pledges_without_a_pool(made, noa):
    version = written(made, version=started(made, line=BudgetLine.objects.get(key="other_hubs")))
    assert refused(lambda: plan_pledges.book(by=noa, version=version)).code == "plan_has_no_pool"


def test_plan_without_pledges_touches_no_books(made, noa):
    line = BudgetLine.objects.get(key="data_value_center")
    version = written(made, version=started(made, kind="business", line=line, region=None), match=Content())
    entries = Entry.objects.count()
    actions.submit_plan(by=noa, version=version, revision=version.revision)
    assert Entry.objects.count() == entries


def test_funder_is_found_by_its_name(made):
    assert plan_pledges.funder_named("  METROPOOLREGIO ") == made.funder
    new = plan_pledges.funder_named("Gemeente  Delft")
    assert (new.name, plan_pledges.funder_named("gemeente delft")) == ("Gemeente Delft", new)


def test_submission_tells_the_ministry_and_the_submitter(made, noa):
    version = submitted(made, noa)
    letters = list(plan_letters.submitted(version.pk))
    assert {letter.to[0]: letter.subject for letter in letters if letter.to[0].endswith("test.example")} == {
        made.preparer.email: "Plan ingediend: Slimme fabrieken",
        noa.email: "We hebben uw plan ontvangen: Slimme fabrieken",
    }
    assert f"/plannen/{version.plan_id}/" in letters[-1].body
    assert mail.outbox == []


def test_letter_of_what_is_not_submitted_is_not_written(made):
    version = written(made)
    assert list(plan_letters.submitted(version.pk)) == []
    assert list(plan_letters.withdrawn(version.plan_id)) == []


# --- pools ------------------------------------------------------------------------------------------------------------


def plan_on(made, **changes) -> Plan:
    fields = {"kind": "regional", "organisation": made.hub, "line": made.line, "region": made.pool.region}
    return Plan(**{**fields, **changes}, recorded_by=made.editor)


def test_pool_is_that_of_the_region(made):
    plan = started(made).plan
    assert pools.pool_for(plan, DAY) == made.pool
    assert pools.pool_for(plan, date(2017, 12, 31)) is None


def test_pool_of_another_line_or_region_does_not_count(made):
    other = world.Region.objects.exclude(pk=made.pool.region_id).first()
    assert pools.pool_for(started(made, line=BudgetLine.objects.get(key="other_hubs")).plan, DAY) is None
    assert pools.pool_for(started(made, region=other).plan, DAY) is None


def test_known_rules_go_before_unknown_ones_and_newer_before_older(made):
    made.pool_for(starts_on=date(2018, 5, 1), ratio=None, level=None)
    plan = started(made).plan
    assert pools.pool_for(plan, DAY) == made.pool
    newer = made.pool_for(region=False, level="line", starts_on=date(2018, 5, 2))
    assert pools.pool_for(plan, DAY) == newer


def test_plan_gets_its_own_pool_where_the_ratio_is_held_by_award(made, noa):
    first = written(made).plan
    rules = made.pool_for(region=False, plan=first, level="award", starts_on=date(2018, 5, 1)).version
    version = submitted(made, noa)
    own = MatchPool.objects.get(plan=version.plan)
    assert (own.version, own.recorded_by) == (rules, noa)
    assert {one.pledge.pool for one in version.pledges.all()} == {own}


def test_support_programme_belongs_to_a_line_without_region(made):
    centre = Organisation.objects.create(name="Centrum", kind="expertise")
    adviser = world.person("adviser", Role.ADVISER, centre)
    line = BudgetLine.objects.get(key="sme_support")
    version = started(made, by=adviser, organisation=centre, kind="support", line=line, region=None)
    pool = made.pool_for(line=line, region=False, level="line", ratio=Decimal(0))
    assert pools.pool_for(version.plan, DAY) == pool
    assert [thing.section for thing in missing(version)] == ["about"] * 4 + ["activities", "indicators", "budget"]
