"""A prepared decision as who decides sees it: the plan, the differences, the room, the remarks, who prepared it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from funding import award_state, permissions, proposals, room, settlement_check
from funding.letters import APPEALED, is_demo
from funding.models import (
    Award,
    LegalGround,
    Letter,
    Objection,
    Plan,
    PlanActivity,
    PlanVersion,
    Proposal,
    ProposalReturn,
    Remark,
    Ruling,
    Section,
    Waiver,
)
from funding.room import Room
from funding.rules import sentence
from jobs import clock
from ui import formats
from ui.language import local

Kind = Proposal.Kind
Facts = list[tuple[str, object]]
TITLES = {
    Kind.GRANT: gettext_lazy("Proposal to award"),
    Kind.REFUSE: gettext_lazy("Proposal to refuse"),
    Kind.AMEND: gettext_lazy("Proposal to change the award"),
    Kind.KEEP: gettext_lazy("Proposal to refuse a change"),
    Kind.SETTLE: gettext_lazy("Proposal to settle"),
    Kind.REVOKE: gettext_lazy("Proposal to withdraw the award"),
    Kind.RECOVER: gettext_lazy("Proposal to recover"),
    Kind.OBJECTION: gettext_lazy("Proposal for a decision on an objection"),
    Kind.RULING: gettext_lazy("Proposal to carry out a ruling of the court"),
}
BUTTONS = {
    Kind.GRANT: gettext_lazy("Decide: award"),
    Kind.REFUSE: gettext_lazy("Decide: refuse"),
    Kind.AMEND: gettext_lazy("Decide: change the award"),
    Kind.KEEP: gettext_lazy("Decide: refuse the change"),
    Kind.SETTLE: gettext_lazy("Decide: settle"),
    Kind.REVOKE: gettext_lazy("Decide: withdraw the award"),
    Kind.RECOVER: gettext_lazy("Decide: recover"),
    Kind.OBJECTION: gettext_lazy("Decide on the objection"),
    Kind.RULING: gettext_lazy("Decide: carry out the ruling"),
}
MAY_MOVE = (Kind.AMEND, Kind.SETTLE, Kind.REVOKE, Kind.OBJECTION, Kind.RULING)
NUMBERS = {Kind.GRANT: "must", **dict.fromkeys(MAY_MOVE, "may")}
MORE: dict[str, Callable[[Proposal], Facts]] = {}
"""By kind: what its own page adds to the facts. Filled by the modules of those kinds."""


def with_all() -> QuerySet[Proposal]:
    """Proposals with everything that the page names, and their ends."""
    related = (
        "plan__organisation", "plan__line", "plan__region", "version__submitted_by", "award__plan_version",
        "award__pool__version__scheme", "pool__version__scheme",
        "pool__region", "pool__line", "recorded_by", "reservation", "objection__letter__mandate",
        "ruling__letter", "ruling__about__mandate", "ruling__file",
    )  # fmt: skip
    return proposals.with_ends(Proposal.objects.select_related(*related))


def button_of(proposal: Proposal) -> str:
    return str(BUTTONS[proposal.kind])


def number_of(proposal: Proposal) -> str:
    """Whether the commitment's number in the financial administration is asked: "", "may" or "must"."""
    return NUMBERS.get(proposal.kind, "")


def waivers_for(user: User) -> list[Waiver]:
    """Exceptions that somebody else made, so that one may decide on one's own work; not used yet."""
    unused = dict.fromkeys(("awards", "settlements", "approvals", "entries", "letters"))
    given = Waiver.objects.filter(kind=Waiver.Kind.OWN_PREPARATION, **unused).exclude(recorded_by=user)
    return list(given.order_by("pk"))


def context_of(proposal: Proposal, user: User) -> dict[str, object]:
    version = proposal.version
    letter = Letter.objects.filter(proposal=proposal).select_related("recorded_by", "award").first()
    allowed, reason = permissions.can_decide_on(user, proposal)
    pool = proposal.pool if proposal.kind == Kind.GRANT else None
    # What was decided has taken its room already.
    rooms = room.of([pool], clock.today().year) if pool and not letter else []
    return {
        "proposal": proposal,
        "title": str(TITLES[proposal.kind]),
        "demo": is_demo(proposal.plan, proposal.award.pool if proposal.award else proposal.pool),
        "state": state_of(proposal),
        "facts": _facts(proposal),
        "schedule": [(str(year), formats.euro(amount_of(amount))) for year, amount in proposal.instalments],
        "obligations": [line for line in proposal.conditions.splitlines() if line.strip()],
        "letter": letter,
        "appeal": letter is not None and letter.kind in APPEALED,
        "mend_url": _mend_url(proposal, user),
        "blocked": "" if allowed or not permissions.can_decide(user)[0] else reason,
        "rooms": [shown(one, proposal.amount) for one in rooms],
        "calculated": _settlement(proposal) if proposal.kind == Kind.SETTLE else _calculated(proposal, rooms),
        "version": version,
        "plan_facts": _plan_facts(version) if version else [],
        "ruling_facts": ruling_facts(proposal.ruling) if proposal.ruling else [],
        "changes": changes_of(version) if version else [],
        "remarks": remarks_of(version) if version else [],
        "returns": list(ProposalReturn.objects.filter(proposal__plan=proposal.plan).select_related("recorded_by")),
    }


def _prepares(user: User, proposal: Proposal) -> bool:
    return permissions.can_prepare_on(user, proposal.plan.organisation_id)[0]


def _mend_url(proposal: Proposal, user: User) -> str:
    """Where it is prepared anew, for who may, once it was sent back."""
    if not proposal.sent_back or proposal.replaced or not _prepares(user, proposal):
        return ""
    if proposal.ruling:
        return reverse("funding:ruling_answer", kwargs={"ruling": proposal.ruling.pk})
    return address_of(proposal.kind, plan=proposal.plan, award=proposal.award, objection=proposal.objection)


def address_of(kind: str, *, plan: Plan, award: Award | None = None, objection: Objection | None = None) -> str:
    """The page on which a decision of this kind is prepared; what follows an award has its own."""
    if objection is not None:
        return reverse("funding:objection_answer", kwargs={"objection": objection.pk})
    if kind in proposals.ON_REQUEST or award is None:
        return reverse("funding:proposal_create", kwargs={"plan": plan.pk, "kind": kind})
    return reverse("funding:award_propose", kwargs={"number": award.number, "kind": kind})


def state_of(proposal: Proposal) -> tuple[str, str]:
    """In words, with the kind of badge."""
    if proposal.decided:
        return _("Decided"), "success"
    if proposal.sent_back:
        return _("Sent back"), "warning"
    return (_("Replaced by a later one"), "neutral") if proposal.replaced else (_("To decide"), "info")


def amount_of(stored: object) -> Decimal:
    """An amount of a schedule, as JSON keeps it."""
    return Decimal(str(stored))


def _facts(proposal: Proposal) -> Facts:
    prepared = timezone.localtime(proposal.recorded_at)
    by = _("%(name)s, on %(date)s") % {"name": proposal.recorded_by, "date": formats.date_long(prepared)}
    facts: Facts = [(_("Organisation"), proposal.plan.organisation.name)]
    if proposal.kind == Kind.GRANT:
        facts += _grant_facts(proposal)
    elif proposal.amount is not None:
        facts.append((_("Amount"), formats.euro(proposal.amount)))
    if proposal.award:
        facts.append((_("Award"), f"{proposal.award.number} ({formats.euro(proposal.award.amount)})"))
    if proposal.legal_ground:
        facts.append((_("Legal ground"), str(LegalGround(proposal.legal_ground).label)))
    if proposal.objection:
        facts += _objection_facts(proposal, proposal.objection.letter)
    elif proposal.beyond_ceiling:
        facts.append(_beyond())
    more = MORE.get(proposal.kind)
    return [*facts, *(more(proposal) if more else []), (_("Prepared by"), by)]


def _objection_facts(proposal: Proposal, against: Letter) -> Facts:
    answer = _("The objection is upheld.") if proposal.upheld else _("The objection is dismissed: the decision stays.")
    facts: Facts = [(_("Against"), f"{against.get_kind_display()} {against.number}"), (_("The answer"), answer)]
    if proposal.beyond_ceiling:
        facts.append(_beyond())
    return facts


def _beyond() -> tuple[str, object]:
    return _("Ceiling"), _("What it adds goes beyond the ceiling (Awb 4:25, third paragraph).")


def ruling_facts(ruling: Ruling) -> Facts:
    """Court, case, day, and what the court made of the letter."""
    upheld = _("The appeal is upheld.") if ruling.upheld else _("The appeal is dismissed: the decision stays.")
    return [
        (_("About"), f"{ruling.letter.get_kind_display()} {ruling.letter.number}"),
        (_("Court"), ruling.court),
        (_("Case number at the court"), ruling.number),
        ("ECLI", ruling.ecli or _("not published")),
        (_("Date of the ruling"), formats.date_long(ruling.ruled_on)),
        (_("The ruling"), upheld),
    ]


def _grant_facts(proposal: Proposal) -> Facts:
    asked = proposal.version.requested
    facts: Facts = [
        (_("Asked"), formats.euro(asked)),
        (_("To award"), formats.euro(proposal.amount)),
        (_("To refuse"), formats.euro(asked - proposal.amount)),
        (_("Condition"), str(Award.Condition(proposal.condition).label)),
    ]
    if proposal.starts_on and proposal.ends_on:
        facts.append((_("Period"), f"{formats.date_long(proposal.starts_on)} – {formats.date_long(proposal.ends_on)}"))
    if proposal.reservation:
        facts.append((_("Resolves the reservation"), local(proposal.reservation, "purpose")))
    if proposal.kept is not None:
        facts.append((_("Stays for reservations of unknown size"), formats.euro(proposal.kept)))
    return facts


def _plan_facts(version: PlanVersion) -> Facts:
    facts: Facts = [
        (_("Plan"), version.title or None),
        (_("Version"), version.number),
        (_("Asked"), formats.euro(version.requested)),
        (_("Period"), _period(version)),
    ]
    costs = dict(version.activities.order_by().values_list("kind").annotate(Sum("cost")))
    for value, label in PlanActivity.Kind.choices:
        if value in costs:
            facts.append((_("Cost: %(kind)s") % {"kind": label}, formats.euro(costs[value])))
    return [*facts, *_indicators(version), *_pledges(version)]


def _indicators(version: PlanVersion) -> Facts:
    return [
        (one.name, _("%(target)s %(unit)s by %(date)s") % {
            "target": formats.number(one.target), "unit": one.unit, "date": formats.date_long(one.due_on)
        })
        for one in version.indicators.all()
    ]  # fmt: skip


def _pledges(version: PlanVersion) -> Facts:
    return [(_("Co-funder %(name)s") % {"name": one.funder}, formats.euro(one.amount)) for one in version.pledges.all()]


def _period(version: PlanVersion) -> str | None:
    if not version.starts_on or not version.ends_on:
        return None
    return f"{formats.date_long(version.starts_on)} – {formats.date_long(version.ends_on)}"


def changes_of(version: PlanVersion) -> list[list[str]]:
    """Rows of (what, in the version before, now) for what differs; empty for a first version."""
    earlier = PlanVersion.objects.filter(plan=version.plan_id, submitted_at__isnull=False, number__lt=version.number)
    before = earlier.order_by("-number").first()
    if before is None:
        return []
    old, new = defaultdict(str, _compared(before)), defaultdict(str, _compared(version))
    return [[name, old[name], new[name]] for name in dict.fromkeys([*old, *new]) if old[name] != new[name]]


def _compared(version: PlanVersion) -> Iterable[tuple[str, str]]:
    for term, value in _plan_facts(version):
        if term != _("Version"):
            yield term, formats.unknown() if value is None else str(value)
    yield _("What changes, for whom, and how"), " ".join(version.summary.split())


def remarks_of(version: PlanVersion) -> list[tuple[str, list[Remark]]]:
    """By section, in the order of the plan; sections without remarks are left out."""
    remarks = list(Remark.objects.filter(version=version).select_related("recorded_by"))
    by_section = [(str(label), [one for one in remarks if one.section == value]) for value, label in Section.choices]
    return [(label, some) for label, some in by_section if some]


# --- The room ---------------------------------------------------------------------------------------------------------


def shown(one: Room, amount: Decimal | None) -> dict[str, object]:
    """The room in a pool as rows for people, and what of `amount` passes the ceiling."""
    version = one.pool.version
    rows: Facts = [(_("Available on the budget line"), formats.euro(one.available))]
    for kept in one.reservations:
        size = formats.euro(kept.size) if kept.size is not None else _at_least(kept.at_least)
        rows.append((_("Reserved: %(purpose)s") % {"purpose": local(kept, "purpose")}, size))
    rows.append((_("Committed match"), formats.euro(one.match)))
    if version.ratio is not None:
        rows.append((_("Match per euro of the State"), formats.number(version.ratio)))
    rows.append((_("State money that already rests on it"), formats.euro(one.state)))
    rows.append((_("Room by the match"), _("no limit") if one.by_match is None else formats.euro(one.by_match)))
    rows.append((_("Cash of %(year)s") % {"year": one.year}, formats.euro(one.cash)))
    return {
        "pool": one.pool,
        "scheme": local(version.scheme, "name"),
        "demo": version.scheme.demo,
        "rows": rows,
        "most": one.most,
        "beyond": one.beyond(amount) if amount is not None else None,
        "open_ended": one.is_open_ended,
    }


def _at_least(bound: Decimal) -> str:
    return _("unknown, at least %(bound)s") % {"bound": formats.euro(bound)}


def _calculated(proposal: Proposal, rooms: list[Room]) -> list[str]:
    if not rooms:
        return []
    names = ("amount", "condition", "kept")
    typed = {name: getattr(proposal, name) for name in names}
    return calculated(rooms[0], typed, proposal.reservation)


def _settlement(proposal: Proposal) -> list[str]:
    """While it waits: what of it would be refused."""
    if proposal.decided or proposal.sent_back or proposal.replaced:
        return []
    standing = award_state.standing_of(proposal.award)
    return [] if standing.settled is not None else settlement_check.refused(standing, proposal.amount)


def calculated(one: Room, typed: dict[str, object], reservation=None) -> list[str]:
    """What would be refused of this award if it were decided now, in the sentences of the books; empty: it fits."""
    amount, kept = typed["amount"], typed.get("kept")
    from_line = max(amount - (reservation.at_least if reservation else 0), Decimal(0))
    on_proof = typed["condition"] == Award.Condition.PROOF_OF_MATCH
    others = [held for held in one.reservations if held.size is None and held != reservation]
    left = one.available - from_line
    found = []
    if one.unknown_rules:
        found.append(("funding_award_is_under_known_rules", {}))
    if on_proof and one.pool.version.instrument not in one.pool.version.CONDITIONAL:
        found.append(("funding_award_condition_is_allowed", {}))
    if one.cash is None:
        found.append(("funding_line_cash_ceiling_is_known", {}))
    if left < 0:
        found.append(("funding_line_available_covers", {"short": -left, "there": one.available}))
    elif others and from_line and kept is None:
        found.append(("funding_line_states_what_stays", {}))
    elif others and from_line and kept > left:
        found.append(("funding_line_keeps_what_stays", {"short": kept - left, "kept": kept}))
    if one.is_held and not on_proof:
        found += _match_short(one, amount)
    return [sentence(rule, facts) for rule, facts in found]


def _match_short(one: Room, amount: Decimal) -> list[tuple[str, dict[str, object]]]:
    state = one.state + amount
    short = one.pool.version.ratio * state - one.match
    facts = {"short": short, "state": state, "match": one.match}
    return [("funding_pool_committed_match_covers", facts)] if short > 0 else []
