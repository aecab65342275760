"""Who may move money. Each answer comes with its reason; the database checks persons and mandates once more."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Organisation, Role, User
from accounts.refusals import NotNow, NotYou
from funding import plan_state
from funding.models import (
    Award,
    Delivery,
    EntryFile,
    Letter,
    LetterFile,
    Objection,
    Payment,
    Plan,
    PlanAttachment,
    PlannedPledge,
    PlanStep,
    Pledge,
    Proposal,
    Reconciliation,
    Ruling,
    StoredFile,
)
from funding.rules import sentence

Answer = tuple[bool, str]
Kind = Organisation.Kind

READERS = (
    Role.MINISTRY_READER,
    Role.MINISTRY_PREPARER,
    Role.MINISTRY_DECIDER,
    Role.MINISTRY_PAYER,
    Role.MINISTRY_CONTROLLER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
"""They read everything that was submitted."""
WRITERS = {
    Kind.HUB: (Role.HUB_COORDINATOR, Role.HUB_EDITOR),
    Kind.EXPERTISE: (Role.ADVISER,),
    Kind.RESEARCH: (Role.ADVISER,),
    Kind.FIELDLAB: (Role.FIELDLAB_CONTACT,),
}
"""By kind of organisation: who writes its plans."""
SIGNERS = {**WRITERS, Kind.HUB: (Role.HUB_COORDINATOR,)}
"""Who submits and withdraws them."""
FOLLOWERS = {**WRITERS, Kind.HUB: (Role.HUB_COORDINATOR, Role.HUB_EDITOR, Role.HUB_READER)}
"""Who reads them."""
APPLICANTS = (Role.HUB_COORDINATOR, Role.HUB_EDITOR, Role.HUB_READER, Role.ADVISER, Role.FIELDLAB_CONTACT)
PLANS_OF = {
    Kind.HUB: (Plan.Kind.REGIONAL, Plan.Kind.BUSINESS),
    Kind.EXPERTISE: (Plan.Kind.SUPPORT, Plan.Kind.BUSINESS),
    Kind.RESEARCH: (Plan.Kind.BUSINESS, Plan.Kind.SUPPORT),
    Kind.FIELDLAB: (Plan.Kind.BUSINESS,),
}
"""By kind of organisation: which plans it makes. A regional plan is a hub's."""


def _needs(user: User, *roles: str) -> Answer:
    if user.roles.intersection(roles):
        return True, ""
    return False, _("Your role does not allow this.")


def organisations_of(user: User, roles: dict[str, tuple[str, ...]]) -> list[Organisation]:
    """The organisations in which this person holds a role that `roles` names for their kind."""
    holdings = user.holdings if user.is_authenticated else []
    held = [one.organisation for one in holdings if one.role in roles.get(one.organisation.kind, ())]
    return list({one.pk: one for one in held}.values())


def reads_money(user: User) -> bool:
    """Whether this person reads all that was submitted, whoever's it is."""
    return user.is_authenticated and bool(user.roles.intersection(READERS))


def can_set_budget(user: User) -> Answer:
    """Allot, shift, reserve, release."""
    return _needs(user, Role.MINISTRY_DECIDER)


def can_prepare(user: User) -> Answer:
    return _needs(user, Role.MINISTRY_PREPARER, Role.MINISTRY_DECIDER)


def can_decide(user: User) -> Answer:
    """Grant, lower, settle, approve a payment."""
    return _needs(user, Role.MINISTRY_DECIDER)


def _not_own(user: User, organisation: int, answer: Answer) -> Answer:
    """The answer, unless this person holds any role in the organisation that it is about."""
    if answer[0] and organisation in {one.organisation_id for one in user.holdings}:
        return False, NotYou(_("You work for the organisation that this is about. Somebody else must do it."))
    return answer


def can_prepare_on(user: User, organisation: int) -> Answer:
    """Review, prepare or propose what is about this organisation (its id), which is not one's own."""
    return _not_own(user, organisation, can_prepare(user))


def can_decide_on(user: User, proposal: Proposal, *, waived: bool = False) -> Answer:
    """Not what somebody prepared or submitted themselves, nor what is about an organisation of theirs, whatever their
    roles; `waived`: a waiver says otherwise.
    """
    allowed, reason = can_decide(user)
    version = proposal.version
    if allowed and not waived and user.pk in (proposal.recorded_by_id, version and version.submitted_by_id):
        return False, NotYou(_("Somebody else must decide: you prepared or submitted this."))
    if allowed and user.pk in _took_part_before(proposal):
        rule = "ruling_is_carried_out" if proposal.ruling else "objection_is_decided"
        return False, NotYou(sentence(f"funding_{rule}_by_another", {}))
    return (allowed, reason) if waived else _not_own(user, proposal.plan.organisation_id, (allowed, reason))


def _took_part_before(proposal: Proposal) -> set[int]:
    """Who took the decision that an objection or a ruling goes back to, in person or as whom a deputy stood in for
    (Awb 10:3, third paragraph), and who recorded the ruling. No waiver goes round it.
    """
    if not (proposal.objection or proposal.ruling):
        return set()
    first = proposal.objection.letter if proposal.objection else proposal.ruling.about
    found = {first.recorded_by_id, first.mandate.stands_in_for_id}
    return found | {proposal.ruling.recorded_by_id} if proposal.ruling else found


def can_send_back(user: User, proposal: Proposal) -> Answer:
    """To who prepared it, also one's own; not what is about an organisation of one's own."""
    return _not_own(user, proposal.plan.organisation_id, can_decide(user))


def can_approve(user: User, payment: Payment, *, waived: bool = False) -> Answer:
    """A payment; not to an organisation of one's own, unless a waiver says otherwise."""
    answer = can_decide(user)
    return answer if waived else _not_own(user, payment.award.recipient_id, answer)


def can_release_payment(user: User, payment: Payment, *, waived: bool = False) -> Answer:
    """The same, for who releases it."""
    answer = can_release(user)
    return answer if waived else _not_own(user, payment.award.recipient_id, answer)


def can_release(user: User) -> Answer:
    """Pay, and book what was paid back."""
    return _needs(user, Role.MINISTRY_PAYER)


def can_refund(user: User, award: Award) -> Answer:
    """Book what was paid back on an award; not of an organisation of one's own."""
    return _not_own(user, award.recipient_id, can_release(user))


def can_confirm_account(user: User, organisation: int) -> Answer:
    """Confirm an account number of an organisation (its id); not of one's own."""
    return _not_own(user, organisation, can_release(user))


def can_see_payments(user: User, organisation: Organisation) -> Answer:
    """Payments to, and account numbers of, this organisation: its own people, and who reads all."""
    return (True, "") if organisation in organisations_of(user, FOLLOWERS) else _needs(user, *READERS)


def can_see_account_numbers(user: User) -> Answer:
    """In full: who pays, and needs them for it."""
    return _needs(user, Role.MINISTRY_PAYER)


def can_enter_account(user: User, organisation: Organisation) -> Answer:
    """An account number: who signs for the organisation, or who prepares payments."""
    own = organisations_of(user, SIGNERS)
    return (True, "") if organisation in own else _needs(user, Role.MINISTRY_PREPARER)


def can_stop_payment(user: User, prepared_by: int) -> Answer:
    """Withdraw what one prepared, or refuse what another did. `prepared_by`: id of who did."""
    if user.pk == prepared_by and can_prepare(user)[0]:
        return True, ""
    return _needs(user, Role.MINISTRY_DECIDER, Role.MINISTRY_PAYER)


def can_reconcile(user: User) -> Answer:
    """Import what the financial administration says, and explain differences."""
    return _needs(user, Role.MINISTRY_CONTROLLER)


def can_keep_books(user: User) -> Answer:
    """Correct, close a period."""
    return _needs(user, Role.MINISTRY_CONTROLLER)


def can_waive(user: User) -> Answer:
    return _needs(user, Role.MINISTRY_DECIDER, Role.MINISTRY_CONTROLLER)


def can_set_rules(user: User) -> Answer:
    """Add a scheme, publish its rules, open a pool: not by who decides under them."""
    return _needs(user, Role.MINISTRY_CONTROLLER)


def can_open_pool(user: User, plan: Plan | None) -> Answer:
    """A plan's own pool also by whoever may submit that plan: its shape follows from the rules."""
    if plan is not None and plan.organisation in organisations_of(user, SIGNERS):
        return True, ""
    return can_set_rules(user)


def can_hand_in(user: User, recipient: Organisation) -> Answer:
    """Evidence for an award: who writes the plans of the organisation that received it."""
    if recipient in organisations_of(user, WRITERS):
        return True, ""
    return False, _("Only the organisation that received the award hands in its evidence.")


def can_judge(user: User, delivery: Delivery) -> Answer:
    """Judge evidence: the ministry, by another than who handed it in."""
    if delivery.recorded_by_id == user.pk:
        return False, NotYou(_("Who handed it in does not judge it."))
    return can_prepare_on(user, delivery.duty.award.recipient_id)


def can_object(user: User, recipient: Organisation) -> Answer:
    """Object in one's own name: who submits plans of the organisation to which the letter was sent."""
    if recipient in organisations_of(user, SIGNERS):
        return True, ""
    return False, _("Only the coordinator of the organisation that got this letter objects to it.")


def can_follow(user: User, organisation: Organisation) -> Answer:
    """Read what an organisation was granted, handed in and objected to."""
    if reads_money(user) or organisation in organisations_of(user, FOLLOWERS):
        return True, ""
    return False, _("This is not for you to see.")


def can_claim(user: User, organisation: Organisation) -> Answer:
    """Bring in a pledge for an organisation: who writes its plans; the ministry for the historical record."""
    mine = organisations_of(user, WRITERS)
    return (True, "") if organisation in mine else can_prepare(user)


def can_confirm(user: User, pledge: Pledge) -> Answer:
    """The co-funder itself, or the ministry's controller; never somebody of the organisation that claims it."""
    if pledge.claimed_by_id in {holding.organisation_id for holding in user.holdings}:
        return False, NotYou(_("Nobody who claims a pledge confirms it."))
    if pledge.funder in user.organisations_as(Role.COFUNDER):
        return True, ""
    return _needs(user, Role.MINISTRY_CONTROLLER)


def can_withdraw(user: User, pledge: Pledge) -> Answer:
    if pledge.funder in user.organisations_as(Role.COFUNDER):
        return True, ""
    if pledge.claimed_by in organisations_of(user, WRITERS):
        return True, ""
    return _needs(user, Role.MINISTRY_CONTROLLER)


def can_start_plan(user: User, organisation: Organisation, kind: str) -> Answer:
    if organisation not in organisations_of(user, WRITERS):
        return False, _("You do not write plans for this organisation.")
    if kind not in PLANS_OF[organisation.kind]:
        return False, _("This organisation cannot make a plan of this kind.")
    return True, ""


def _not_now(plan: Plan, sentence: str) -> Answer:
    return False, NotNow(sentence, reverse("funding:plan_detail", kwargs={"plan": plan.pk}))


def can_write_plan(user: User, plan: Plan, state: str) -> Answer:
    """`state`: of funding/plan_state.py. Who writes plans of its organisation, while it is not with the ministry."""
    if plan.organisation not in organisations_of(user, WRITERS):
        return False, _("Only those who write plans of this organisation can change it.")
    if state in plan_state.WITH_MINISTRY:
        return _not_now(plan, _("The plan is with the ministry. You can change it when it comes back."))
    if state not in plan_state.WRITABLE:
        reason = _("The state of this plan is: %(state)s. It does not change any more. You can start a new plan.")
        return _not_now(plan, reason % {"state": plan_state.STATES[state]})
    return True, ""


def can_submit_plan(user: User, plan: Plan, state: str) -> Answer:
    """The coordinator of a hub; elsewhere who writes the plan."""
    if plan.organisation not in organisations_of(user, SIGNERS):
        return False, _("Only the coordinator submits a plan.")
    return can_write_plan(user, plan, state)


def can_withdraw_plan(user: User, plan: Plan, state: str) -> Answer:
    """Who submits it, until the ministry has decided."""
    if plan.organisation not in organisations_of(user, SIGNERS):
        return False, _("Only the coordinator withdraws a plan.")
    if state not in (plan_state.DRAFT, PlanStep.Kind.RETURN, *plan_state.WITH_MINISTRY):
        reason = _(
            "The state of this plan is: %(state)s. A plan can be withdrawn until the ministry has decided on it."
        )
        return _not_now(plan, reason % {"state": plan_state.STATES[state]})
    if plan.steps.filter(kind=PlanStep.Kind.GRANT).exists():
        return _not_now(plan, _("The ministry has granted this plan. You can only ask to change it."))
    return True, ""


def can_read_file(user: User, file: StoredFile) -> Answer:
    """Who may see one of the things that the file hangs on; the ministry not what is in a draft."""
    mine = organisations_of(user, FOLLOWERS)
    gives = user.organisations_as(Role.COFUNDER)
    reads = reads_money(user)
    own_plan = Q(version__plan__organisation__in=mine)
    if reads:
        own_plan |= Q(version__submitted_at__isnull=False)
    hangs_on = (
        PlanAttachment.objects.filter(own_plan),
        PlannedPledge.objects.filter(own_plan | Q(pledge__funder__in=gives)),
        LetterFile.objects.filter(Q() if reads else Q(letter__recipient__in=mine)),
        Objection.objects.filter(Q() if reads else Q(letter__recipient__in=mine)),
        Ruling.objects.filter(Q() if reads else Q(letter__recipient__in=mine)),
        Delivery.objects.filter(Q() if reads else Q(duty__award__recipient__in=mine)),
        EntryFile.objects.filter(Q() if reads else _entries_of(mine, gives)),
        Reconciliation.objects.filter(Q() if reads else Q(pk=None)),
    )
    found = (
        hangs_on[0]
        .filter(file=file)
        .values("file")
        .union(*(one.filter(file=file).values("file") for one in hangs_on[1:]))
    )
    return (True, "") if found.exists() else (False, _("This file is not for you to see."))


def _entries_of(claims: list[Organisation], gives: list[Organisation]) -> Q:
    """Entries that move a pledge of one of these organisations."""
    to, origin = "entry__transfers__to_account__pledge", "entry__transfers__from_account__pledge"
    return (
        Q(**{f"{to}__claimed_by__in": claims})
        | Q(**{f"{to}__funder__in": gives})
        | Q(**{f"{origin}__claimed_by__in": claims})
        | Q(**{f"{origin}__funder__in": gives})
    )


def can_read_letter(user: User, letter: Letter) -> Answer:
    """The ministry and the auditor; the recipient's own people."""
    if letter.recipient in organisations_of(user, FOLLOWERS):
        return True, ""
    return _needs(user, *READERS)
