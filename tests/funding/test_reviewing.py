"""What the ministry does with a submitted plan until it is decided."""

from datetime import date
from decimal import Decimal

import pytest

from funding import actions, proposals, room
from funding.actions.deciding import decide, send_back
from funding.actions.reviewing import Prepared, propose, remark, return_plan, take_up
from funding.models import PlanStep, Proposal, Remark
from funding.rules import RuleBroken
from jobs import clock
from jobs.models import Job
from tests.funding import planned
from tests.funding.world import basis, build, euros

pytestmark = pytest.mark.django_db
YEAR = clock.today().year
DATES = {"starts_on": date(YEAR, 1, 1), "ends_on": date(YEAR + 1, 12, 31)}


@pytest.fixture
def world():
    return build()


def prepared(world, plan, **changes) -> Prepared:
    fields = {"kind": "grant", "plan": plan, "version": plan.versions.last(), "pool": world.pool, **DATES}
    return Prepared(**{**fields, "amount": euros(100_000), "ground": "Het plan past.", **changes})


def code_of(act) -> str:
    with pytest.raises(RuleBroken) as refused:
        act()
    assert refused.value.message
    return refused.value.code


def test_taking_up_begins_the_review(world):
    plan = planned.submitted(world)
    take_up(by=world.preparer, version=plan.versions.get())
    assert list(plan.steps.values_list("kind", flat=True)) == ["submit", "take_up"]


def test_taking_up_twice_is_refused(world):
    version = planned.in_review(world).versions.get()
    assert code_of(lambda: take_up(by=world.preparer, version=version)) == "funding_planstep_follows_the_last"


def test_a_draft_is_not_taken_up(world):
    version = planned.drafted(world)
    assert code_of(lambda: take_up(by=world.preparer, version=version)) == "funding_planstep_follows_the_last"


@pytest.mark.parametrize("role", ["editor", "payer", "controller", "giver"])
def test_others_than_preparers_do_nothing_with_a_plan(world, role):
    plan, by = planned.submitted(world), getattr(world, role)
    version = plan.versions.get()
    acts = [
        lambda: take_up(by=by, version=version),
        lambda: remark(by=by, version=version, section="match", text="x"),
        lambda: return_plan(by=by, version=version, reason="x"),
        lambda: propose(by=by, prepared=prepared(world, plan)),
    ]
    assert [code_of(act) for act in acts] == ["not_allowed"] * 4
    assert plan.steps.count() == 1


def test_remarks_are_made_in_review(world):
    plan = planned.in_review(world)
    remark(by=world.preparer, version=plan.versions.get(), section="match", text="Welk besluit?")
    assert list(Remark.objects.values_list("section", "text")) == [("match", "Welk besluit?")]


def test_no_remark_before_or_after_the_review(world):
    plan = planned.submitted(world)
    version = plan.versions.get()
    act = {"by": world.preparer, "version": version, "section": "match", "text": "x"}
    assert code_of(lambda: remark(**act)) == "remark_is_made_in_review"
    take_up(by=world.preparer, version=version)
    return_plan(by=world.preparer, version=version, reason="Vul aan.")
    assert code_of(lambda: remark(**act)) == "remark_is_made_in_review"


def test_an_empty_remark_is_refused(world):
    version = planned.in_review(world).versions.get()
    act = {"by": world.preparer, "version": version, "section": "match", "text": "  "}
    assert code_of(lambda: remark(**act)) == "funding_remark_has_text"


def test_returning_says_why_and_tells_the_applicant(world):
    version = planned.in_review(world).versions.get()
    assert code_of(lambda: return_plan(by=world.preparer, version=version, reason=" ")) == (
        "funding_planstep_return_says_why"
    )
    remark(by=world.preparer, version=version, section="match", text="Welk besluit?")
    step = return_plan(by=world.preparer, version=version, reason="De dekking is onduidelijk.")
    assert (step.kind, step.note) == ("return", "De dekking is onduidelijk.")
    job = Job.objects.get(payload__notice="plan_returned")
    assert job.payload == {"notice": "plan_returned", "about": step.pk}


def test_a_prepared_decision_waits_for_somebody_else(world):
    plan = planned.in_review(world)
    proposal = propose(
        by=world.preparer,
        prepared=prepared(world, plan, instalments=[(YEAR, Decimal(40_000)), (YEAR + 1, Decimal(60_000))]),
    )
    assert (proposal.recorded_by, proposal.instalments) == (
        world.preparer,
        [[YEAR, "40000"], [YEAR + 1, "60000"]],
    )
    assert list(proposals.awaiting()) == [proposal]
    job = Job.objects.get(payload__notice="proposal_waiting")
    assert job.payload == {"notice": "proposal_waiting", "about": proposal.pk}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount": Decimal(100_001)}, "proposal_grants_what_was_asked"),
        ({"amount": Decimal(60_000)}, "proposal_says_why_less"),
        ({"amount": Decimal(0)}, "amount_is_not_positive"),
        ({"amount": Decimal(-5)}, "amount_is_not_positive"),
        ({"amount": Decimal("10.001")}, "amount_is_too_precise"),
        ({"amount": Decimal(10) ** 14}, "amount_is_too_large"),
        ({"starts_on": None}, "proposal_has_dates"),
        ({"ends_on": None}, "proposal_has_dates"),
        ({"ends_on": date(2000, 1, 1)}, "proposal_has_dates"),
        ({"instalments": [(YEAR, Decimal(99_999))]}, "proposal_schedule_adds_up"),
        ({"ground": "  "}, "funding_proposal_has_grounds"),
        ({"pool": None}, "funding_proposal_grant_has_amount_and_pool"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
def test_garbage_is_not_prepared(world, changes, code):
    plan = planned.in_review(world)
    assert code_of(lambda: propose(by=world.preparer, prepared=prepared(world, plan, **changes))) == code
    assert Proposal.objects.count() == 0


def test_nothing_is_prepared_before_the_review(world):
    plan = planned.submitted(world)
    assert code_of(lambda: propose(by=world.preparer, prepared=prepared(world, plan))) == "proposal_is_made_in_review"


def test_a_refusal_names_its_legal_ground(world):
    plan = planned.in_review(world)
    act = prepared(world, plan, kind="refuse", amount=None, pool=None)
    assert code_of(lambda: propose(by=world.preparer, prepared=act)) == "funding_proposal_names_its_legal_ground"


def test_a_refusal_replaces_the_grant_that_waited(world):
    plan = planned.in_review(world)
    first = propose(by=world.preparer, prepared=prepared(world, plan))
    about = {"kind": "refuse", "amount": None, "pool": None, "legal_ground": "4:35"}
    second = propose(by=world.preparer, prepared=prepared(world, plan, **about))
    assert list(proposals.awaiting()) == [second]
    assert code_of(lambda: decide(by=world.decider, proposal=first)) == "funding_proposal_is_live"


def test_what_was_sent_back_can_be_mended_until_it_is_prepared_anew(world):
    plan = planned.in_review(world)
    first = propose(by=world.preparer, prepared=prepared(world, plan))
    send_back(by=world.decider, proposal=first, note="Beter.")
    assert (list(proposals.awaiting()), list(proposals.mendable())) == ([], [first])
    second = propose(by=world.preparer, prepared=prepared(world, plan))
    assert (list(proposals.awaiting()), list(proposals.mendable())) == ([second], [])


def test_nothing_waits_when_the_plan_went_back(world):
    plan = planned.in_review(world)
    propose(by=world.preparer, prepared=prepared(world, plan))
    return_plan(by=world.preparer, version=plan.versions.get(), reason="Toch niet.")
    assert list(proposals.awaiting()) == []


def test_room_is_what_line_match_and_cash_leave(world):
    world.allot(80_000, 30_000, year=YEAR)
    world.match(50_000)
    plan = planned.submitted(world)
    (found,) = room.of(room.pools_of(plan), YEAR)
    assert (found.available, found.by_match, found.cash, found.most) == (
        euros(80_000),
        euros(50_000),
        euros(30_000),
        euros(50_000),
    )
    assert (found.beyond(euros(60_000)), found.beyond(euros(10))) == (euros(10_000), 0)


def test_room_shrinks_by_what_was_awarded(world):
    world.allot(80_000, 10_000, year=YEAR)
    world.match(50_000)
    world.grant(20_000, day=clock.today())
    (found,) = room.of([world.pool], YEAR)
    assert (found.available, found.state, found.by_match, found.cash) == (
        euros(60_000),
        euros(20_000),
        euros(30_000),
        euros(10_000),
    )


def test_an_award_on_proof_takes_no_match_until_it_is_paid(world):
    world.allot(80_000, 10_000, year=YEAR)
    world.grant(20_000, day=clock.today(), condition="proof_of_match")
    (found,) = room.of([world.pool], YEAR)
    assert (found.state, found.by_match) == (0, 0)


def test_a_year_without_a_cash_ceiling_is_unknown_not_nothing(world):
    world.allot(80_000, year=YEAR)
    (found,) = room.of([world.pool], YEAR)
    assert found.cash is None


def test_match_is_no_limit_where_the_law_allows_no_condition(world):
    world.allot(80_000, year=YEAR)
    pool = world.pool_for(instrument="contract")
    (found,) = room.of([pool], YEAR)
    assert (found.by_match, found.most) == (None, euros(80_000))


def test_room_names_reservations_of_unknown_size(world):
    world.allot(80_000, year=YEAR)
    actions.reserve(
        by=world.decider,
        basis=basis(date(YEAR, 1, 3)),
        line=world.line,
        year=YEAR,
        purpose_nl="hub",
        purpose_en="hub",
        size=None,
        at_least=euros(5_000),
        kept=euros(0),
    )
    (found,) = room.of([world.pool], YEAR)
    assert (found.is_open_ended, found.available, len(found.reservations)) == (True, euros(75_000), 1)


def test_pools_of_another_region_or_past_rules_do_not_fit(world):
    plan = planned.submitted(world)
    world.pool_for(starts_on=date(2018, 1, 1), ends_on=date(2018, 12, 31))
    assert room.pools_of(plan) == [world.pool]


def test_room_reads_the_same_number_of_statements_for_one_and_three_pools(world, django_assert_num_queries):
    world.allot(80_000, 10_000, year=YEAR)
    world.match(50_000)
    world.grant(20_000, day=clock.today())
    pools = [world.pool, world.pool_for(), world.pool_for()]
    for some in (pools[:1], pools):
        with django_assert_num_queries(6):
            room.of(some, YEAR)


def test_steps_of_a_review_follow_one_another(world):
    plan = planned.submitted(world)
    version = plan.versions.get()
    take_up(by=world.preparer, version=version)
    return_plan(by=world.preparer, version=version, reason="Vul aan.")
    assert list(PlanStep.objects.values_list("kind", flat=True)) == ["submit", "take_up", "return"]
