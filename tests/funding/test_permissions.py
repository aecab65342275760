"""Who may do what with money: every role × thing × outcome, and the reason that who may not is told.

Each table names who is let in; every other person of `PEOPLE` is refused, with a reason.
"""

import re
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.actions import add_person
from accounts.models import Organisation, Role, RoleHolding, User
from accounts.roles import ROLES_OF_KIND
from funding import permissions, plan_state
from funding.models import Award, Delivery, Duty, Letter, Payment, Plan, PlanStep, PlanVersion, Pledge, Proposal
from regions.models import Region
from tests.funding import papers
from tests.funding import world as worlds

pytestmark = pytest.mark.django_db

ORGANISATIONS = {
    "hub": "hub",
    "other_hub": "hub",
    "expertise": "expertise",
    "research": "research",
    "education": "education",
    "fieldlab": "fieldlab",
    "company": "company",
    "funder": "cofunder",
    "other_funder": "cofunder",
    "steering": "steering",
    "ministry": "ministry",
    "auditing": "auditor",
    "portal": "portal",
}
PEOPLE = {
    "coordinator": ("hub", Role.HUB_COORDINATOR),
    "editor": ("hub", Role.HUB_EDITOR),
    "hub reader": ("hub", Role.HUB_READER),
    "other coordinator": ("other_hub", Role.HUB_COORDINATOR),
    "adviser": ("expertise", Role.ADVISER),
    "research adviser": ("research", Role.ADVISER),
    "research contact": ("research", Role.FIELDLAB_CONTACT),
    "education contact": ("education", Role.FIELDLAB_CONTACT),
    "contact": ("fieldlab", Role.FIELDLAB_CONTACT),
    "company": ("company", Role.COMPANY),
    "giver": ("funder", Role.COFUNDER),
    "other giver": ("other_funder", Role.COFUNDER),
    "steering": ("steering", Role.STEERING),
    "reader": ("ministry", Role.MINISTRY_READER),
    "preparer": ("ministry", Role.MINISTRY_PREPARER),
    "decider": ("ministry", Role.MINISTRY_DECIDER),
    "payer": ("ministry", Role.MINISTRY_PAYER),
    "controller": ("ministry", Role.MINISTRY_CONTROLLER),
    "auditor": ("auditing", Role.AUDITOR),
    "administrator": ("portal", Role.ADMINISTRATOR),
    "without a role": ("ministry", None),
}
MINISTRY_READS = {"reader", "preparer", "decider", "payer", "controller", "auditor", "administrator"}
HUB_WRITES, HUB_READS = {"coordinator", "editor"}, {"coordinator", "editor", "hub reader"}


class Cast:
    """Everyone of `PEOPLE` by name, and every organisation by key."""

    def __init__(self):
        region = Region.objects.get(slug="zuid-holland")
        self.organisations = {
            key: Organisation.objects.create(name=key, kind=kind, region=region if kind == "hub" else None)
            for key, kind in ORGANISATIONS.items()
        }
        self.people = {
            name: worlds.person(f"mens{number}", role, self.organisations[where])
            for number, (name, (where, role)) in enumerate(PEOPLE.items())
        }

    def allowed(self, ask, **about) -> set[str]:
        """Who `ask(person, …)` lets in; everybody else hears why not, and nobody who may hears a reason."""
        answers = {name: ask(person, **about) for name, person in self.people.items()}
        assert [name for name, (yes, reason) in answers.items() if yes == bool(reason)] == []
        return {name for name, (yes, _reason) in answers.items() if yes}

    def also(self, name: str, role: str, where: str) -> User:
        """This person, who holds a second role elsewhere."""
        person = self.people[name]
        about = {"person": person, "organisation": self.organisations[where], "role": role}
        RoleHolding.objects.create(starts_on=date(2018, 1, 1), **about)
        return User.objects.get(pk=person.pk)


@pytest.fixture
def cast(db):
    return Cast()


def test_every_role_is_tried():
    assert {role for _where, role in PEOPLE.values() if role} == set(Role)
    assert [
        name for name, (where, role) in PEOPLE.items() if role and role not in ROLES_OF_KIND[ORGANISATIONS[where]]
    ] == []


def test_every_permission_is_tried():
    """Those of files in test_files.py: they depend on what the file hangs on."""
    tried = Path(__file__).read_text() + Path(__file__).with_name("test_files.py").read_text()
    named = {name for name in vars(permissions) if name.startswith(("can_", "reads_"))}
    assert {name for name in named if name not in re.findall(r"\w+", tried)} == set()


# --- By role alone ----------------------------------------------------------------------------------------------------

BY_ROLE = {
    "can_set_budget": {"decider"},
    "can_prepare": {"preparer", "decider"},
    "can_decide": {"decider"},
    "can_release": {"payer"},
    "can_see_account_numbers": {"payer"},
    "can_reconcile": {"controller"},
    "can_keep_books": {"controller"},
    "can_waive": {"decider", "controller"},
    "can_set_rules": {"controller"},
}


@pytest.mark.parametrize("name", BY_ROLE)
def test_role_opens(cast, name):
    assert cast.allowed(getattr(permissions, name)) == BY_ROLE[name]


def test_who_reads_all_that_was_submitted(cast):
    assert {name for name, person in cast.people.items() if permissions.reads_money(person)} == MINISTRY_READS


def test_somebody_who_did_not_sign_in_reads_nothing(cast):
    stranger, hub = AnonymousUser(), cast.organisations["hub"]
    assert permissions.reads_money(stranger) is False
    assert permissions.organisations_of(stranger, permissions.FOLLOWERS) == []
    assert permissions.can_follow(stranger, hub) == (False, "Dit mag u niet zien.")


def test_role_that_ended_or_did_not_begin_opens_nothing(cast):
    ministry = cast.organisations["ministry"]
    past = add_person(email="was@test.example", name="Was", password=None)
    future = add_person(email="wordt@test.example", name="Wordt", password=None)
    about = {"organisation": ministry, "role": Role.MINISTRY_DECIDER}
    RoleHolding.objects.create(person=past, starts_on=date(2018, 1, 1), ends_on=date(2018, 1, 31), **about)
    RoleHolding.objects.create(person=future, starts_on=date(2090, 1, 1), **about)
    assert [permissions.can_decide(one)[0] for one in (past, future)] == [False, False]


# --- About an organisation --------------------------------------------------------------------------------------------

WRITE = {
    "hub": HUB_WRITES,
    "expertise": {"adviser"},
    "research": {"research adviser"},
    "fieldlab": {"contact"},
    "education": set(),
    "company": set(),
}
SIGN = {**WRITE, "hub": {"coordinator"}}
FOLLOW = {**WRITE, "hub": HUB_READS}
ABOUT_ORGANISATION = {
    "can_see_payments": {key: who | MINISTRY_READS for key, who in FOLLOW.items()},
    "can_follow": {key: who | MINISTRY_READS for key, who in FOLLOW.items()},
    "can_enter_account": {key: who | {"preparer"} for key, who in SIGN.items()},
    "can_hand_in": WRITE,
    "can_object": SIGN,
    "can_claim": {key: who | {"preparer", "decider"} for key, who in WRITE.items()},
}


@pytest.mark.parametrize("name", ABOUT_ORGANISATION)
def test_organisation_is_acted_for_by(cast, name):
    ask = getattr(permissions, name)
    table = ABOUT_ORGANISATION[name]
    assert {key: cast.allowed(lambda who, key=key: ask(who, cast.organisations[key])) for key in table} == table


def test_person_with_two_roles_in_one_organisation_counts_it_once(cast):
    person = cast.also("editor", Role.HUB_COORDINATOR, "hub")
    assert permissions.organisations_of(person, permissions.FOLLOWERS) == [cast.organisations["hub"]]


# --- Plans ------------------------------------------------------------------------------------------------------------

STARTS = {
    ("hub", "regional"): HUB_WRITES,
    ("hub", "business"): HUB_WRITES,
    ("hub", "support"): set(),
    ("expertise", "regional"): set(),
    ("expertise", "business"): {"adviser"},
    ("expertise", "support"): {"adviser"},
    ("research", "regional"): set(),
    ("research", "business"): {"research adviser"},
    ("research", "support"): {"research adviser"},
    ("fieldlab", "regional"): set(),
    ("fieldlab", "business"): {"contact"},
    ("fieldlab", "support"): set(),
    ("company", "business"): set(),
}


def test_plan_is_started_by_who_writes_for_an_organisation_that_makes_such_plans(cast):
    def ask(key, kind):
        return lambda who: permissions.can_start_plan(who, cast.organisations[key], kind)

    assert {case: cast.allowed(ask(*case)) for case in STARTS} == STARTS


OPEN = {"draft", "return", "grant", "amend", "keep"}
"""States in which the applicant writes."""


@pytest.mark.parametrize("state", plan_state.STATES)
def test_plan_is_written_and_submitted_while_it_is_with_the_applicant(cast, state):
    plan = Plan(pk=1, organisation=cast.organisations["hub"])
    written = cast.allowed(permissions.can_write_plan, plan=plan, state=state)
    submitted = cast.allowed(permissions.can_submit_plan, plan=plan, state=state)
    assert (written, submitted) == ((HUB_WRITES, {"coordinator"}) if state in OPEN else (set(), set()))


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("submit", "Het plan ligt bij het ministerie. U kunt het veranderen als het terugkomt."),
        ("settle", "De stand van dit plan is: Vastgesteld. Het verandert niet meer. U kunt een nieuw plan beginnen."),
    ],
)
def test_writer_hears_why_a_plan_cannot_change(cast, state, reason):
    plan = Plan(pk=1, organisation=cast.organisations["hub"])
    assert permissions.can_write_plan(cast.people["editor"], plan, state) == (False, reason)


@pytest.mark.parametrize("state", plan_state.STATES)
def test_plan_is_withdrawn_until_the_ministry_decided(cast, state):
    about = {"kind": "regional", "organisation": cast.organisations["hub"], "line": worlds.BudgetLine.objects.first()}
    plan = Plan.objects.create(region=cast.organisations["hub"].region, recorded_by=cast.people["editor"], **about)
    withdrawn = cast.allowed(permissions.can_withdraw_plan, plan=plan, state=state)
    assert withdrawn == ({"coordinator"} if state in {"draft", "submit", "take_up", "return"} else set())


def test_plan_that_was_granted_is_not_withdrawn_while_its_change_is_reviewed():
    """A change of a granted plan goes through the same states as a first plan."""
    world = worlds.build()
    coordinator = worlds.person("coordinator", Role.HUB_COORDINATOR, world.hub)
    world.allot(1000, 1000)
    world.match(1000)
    plan = papers.granted(world).plan
    assert permissions.can_withdraw_plan(coordinator, plan, PlanStep.Kind.TAKE_UP) == (
        False,
        "Het ministerie heeft geld verleend voor dit plan. U kunt het alleen nog laten wijzigen.",
    )


def test_pool_of_a_plan_is_opened_by_who_signs_it_too(cast):
    plan = Plan(pk=1, organisation=cast.organisations["hub"])
    assert cast.allowed(permissions.can_open_pool, plan=plan) == {"coordinator", "controller"}
    assert cast.allowed(permissions.can_open_pool, plan=None) == {"controller"}


# --- Decisions --------------------------------------------------------------------------------------------------------


def proposal_of(cast, *, by="preparer", submitted_by="coordinator") -> Proposal:
    version = PlanVersion(submitted_by=cast.people[submitted_by]) if submitted_by else None
    plan = Plan(pk=1, organisation=cast.organisations["hub"])
    return Proposal(plan=plan, version=version, recorded_by=cast.people[by])


def test_proposal_is_decided_by_a_decider_who_took_no_part(cast):
    decides = permissions.can_decide_on
    assert cast.allowed(decides, proposal=proposal_of(cast)) == {"decider"}
    assert cast.allowed(decides, proposal=proposal_of(cast, submitted_by=None)) == {"decider"}
    assert cast.allowed(decides, proposal=proposal_of(cast, by="decider")) == set()
    assert cast.allowed(decides, proposal=proposal_of(cast, submitted_by="decider")) == set()


def test_waiver_lets_a_decider_decide_what_they_prepared_and_nobody_else(cast):
    for proposal in (proposal_of(cast), proposal_of(cast, by="decider"), proposal_of(cast, submitted_by="decider")):
        assert cast.allowed(permissions.can_decide_on, proposal=proposal, waived=True) == {"decider"}


def test_nobody_decides_on_their_own_plan_through_a_second_role(cast):
    person, proposal = cast.also("coordinator", Role.MINISTRY_DECIDER, "ministry"), proposal_of(cast)
    own = "Iemand anders moet beslissen: u hebt dit voorbereid of ingediend."
    assert permissions.can_decide_on(person, proposal) == (False, own)
    assert permissions.can_decide_on(person, proposal, waived=True) == (True, "")


@pytest.mark.parametrize("role", [Role.HUB_READER, Role.HUB_EDITOR, Role.HUB_COORDINATOR])
def test_nobody_decides_approves_releases_or_judges_for_an_organisation_of_theirs(cast, role):
    decider, payer = cast.also("decider", role, "hub"), cast.also("payer", role, "hub")
    award = Award(recipient=cast.organisations["hub"])
    payment = Payment(award=award)
    delivery = Delivery(duty=Duty(award=award), recorded_by=cast.people["editor"])
    own = (False, "U werkt voor de organisatie waar dit over gaat. Iemand anders moet dit doen.")
    assert permissions.can_prepare_on(decider, award.recipient_id) == own
    assert permissions.can_prepare_on(decider, cast.organisations["funder"].pk) == (True, "")
    assert permissions.can_decide_on(decider, proposal_of(cast)) == own
    assert permissions.can_approve(decider, payment) == own
    assert permissions.can_release_payment(payer, payment) == own
    assert permissions.can_judge(decider, delivery) == own
    assert permissions.can_send_back(decider, proposal_of(cast)) == own
    assert permissions.can_refund(payer, award) == own
    assert permissions.can_confirm_account(payer, award.recipient_id) == own
    assert permissions.can_approve(decider, payment, waived=True) == (True, "")
    assert permissions.can_release_payment(payer, payment, waived=True) == (True, "")


def test_refund_confirmation_and_sending_back(cast):
    hub = cast.organisations["hub"]
    assert cast.allowed(permissions.can_refund, award=Award(recipient=hub)) == {"payer"}
    assert cast.allowed(permissions.can_confirm_account, organisation=hub.pk) == {"payer"}
    assert cast.allowed(permissions.can_send_back, proposal=proposal_of(cast, by="decider")) == {"decider"}


# --- Payments, evidence -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("waived", [False, True])
def test_payment_is_approved_and_released_by(cast, waived):
    payment = Payment(award=Award(recipient=cast.organisations["hub"]))
    assert cast.allowed(permissions.can_approve, payment=payment, waived=waived) == {"decider"}
    assert cast.allowed(permissions.can_release_payment, payment=payment, waived=waived) == {"payer"}


def test_payment_is_stopped_by_who_prepared_it_and_by_who_comes_after(cast):
    for name, allowed in {"preparer": {"preparer", "decider", "payer"}, "decider": {"decider", "payer"}}.items():
        assert cast.allowed(permissions.can_stop_payment, prepared_by=cast.people[name].pk) == allowed
    # Who no longer prepares payments does not withdraw one either.
    assert cast.allowed(permissions.can_stop_payment, prepared_by=cast.people["reader"].pk) == {"decider", "payer"}


def test_evidence_is_judged_by_another_than_who_handed_it_in(cast):
    duty = Duty(award=Award(recipient=cast.organisations["hub"]))
    judges = {name: cast.allowed(permissions.can_judge, delivery=Delivery(duty=duty, recorded_by=cast.people[name]))
              for name in ("editor", "preparer", "decider")}  # fmt: skip
    assert judges == {"editor": {"preparer", "decider"}, "preparer": {"decider"}, "decider": {"preparer"}}


# --- Match ------------------------------------------------------------------------------------------------------------


def pledge_of(cast) -> Pledge:
    return Pledge(funder=cast.organisations["funder"], claimed_by=cast.organisations["hub"])


def test_pledge_is_confirmed_by_its_funder_and_the_controller_and_withdrawn_by_who_claims_it_too(cast):
    pledge = pledge_of(cast)
    assert cast.allowed(permissions.can_confirm, pledge=pledge) == {"giver", "controller"}
    assert cast.allowed(permissions.can_withdraw, pledge=pledge) == {"giver", "controller", *HUB_WRITES}


@pytest.mark.parametrize(
    ("name", "role", "where"),
    [
        ("giver", Role.HUB_READER, "hub"),
        ("controller", Role.HUB_READER, "hub"),
        ("coordinator", Role.COFUNDER, "funder"),
        ("editor", Role.MINISTRY_CONTROLLER, "ministry"),
    ],
)
def test_nobody_confirms_what_their_own_organisation_claims(cast, name, role, where):
    person = cast.also(name, role, where)
    assert permissions.can_confirm(person, pledge_of(cast)) == (
        False,
        "Wie een toezegging opvoert, bevestigt die niet zelf.",
    )


# --- Letters and files ------------------------------------------------------------------------------------------------


def test_letter_is_read_by_its_recipient_and_by_who_reads_all(cast):
    letters = {key: Letter(recipient=cast.organisations[key]) for key in FOLLOW}
    read = {key: cast.allowed(permissions.can_read_letter, letter=letter) for key, letter in letters.items()}
    assert read == {key: who | MINISTRY_READS for key, who in FOLLOW.items()}
