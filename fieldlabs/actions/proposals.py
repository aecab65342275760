"""What the contact of a Fieldlab would like to see changed. An editor of the hub takes it over, or says why not."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from fieldlabs import permissions, row_sections, section_values
from fieldlabs.actions.rules import RuleBroken, check, locked
from fieldlabs.actions.writing import LARGEST_DRAFT, save_section
from fieldlabs.models import ChangeProposal, Fieldlab
from jobs import clock, queue

State = ChangeProposal.State


@transaction.atomic
def propose(*, by: User, fieldlab: Fieldlab, section: str, data: dict[str, Any], note: str) -> ChangeProposal:
    """Propose how a section, or a row (fieldlabs/row_sections.py), should read. Proposing again replaces what waits.

    `data`: the fields of the form as they were typed. The editors of the hub get a letter, for the first.
    """
    current = locked(fieldlab)
    check(permissions.can_propose(by, current))
    if section not in section_values.PROPOSABLE and not row_sections.read(section):
        raise RuleBroken("not_proposable", _("This section is not changed by a proposal."))
    if sum(len(one) for typed in data.values() for one in typed) > LARGEST_DRAFT:
        raise RuleBroken("proposal_is_too_long", _("This text is too long. Make it shorter."))
    waiting = current.proposals.select_for_update().filter(section=section, proposed_by=by, state=State.OPEN).first()
    proposal = waiting or ChangeProposal(fieldlab=current, section=section, proposed_by=by)
    proposal.data, proposal.note, proposal.version, proposal.proposed_at = data, note, current.version, clock.now()
    with rules.held_by_database(RuleBroken):
        proposal.save()
    if not waiting:
        queue.add("fieldlabs.tell_hub_of_proposal", {"proposal_id": proposal.pk}, owner=by)
    return proposal


@transaction.atomic
def accept(
    *, by: User, proposal: ChangeProposal, values: section_values.Values, base: str, answer: str
) -> ChangeProposal:
    """Take it over: save the section as proposed. `base` as for save_section. The contact gets a letter."""
    current = _open(by, proposal)
    reason = _("Proposed by %(name)s.") % {"name": current.proposed_by}
    save_section(
        by=by, fieldlab=current.fieldlab, section=current.section, values=values, base=base,
        reason=f"{reason} {current.note}".strip(),
    )  # fmt: skip
    return _decide(by, current, State.ACCEPTED, answer)


@transaction.atomic
def accept_row(*, by: User, proposal: ChangeProposal, write: Callable[[str], object], answer: str) -> ChangeProposal:
    """Take over what is proposed for a row. `write`: adds, changes or removes it, with this reason in the history.

    Raises what the writing raises: NewerRow when the row was saved meanwhile. The contact gets a letter.
    """
    current = _open(by, proposal)
    reason = _("Proposed by %(name)s.") % {"name": current.proposed_by}
    write(f"{reason} {current.note}".strip())
    return _decide(by, current, State.ACCEPTED, answer)


@transaction.atomic
def decline(*, by: User, proposal: ChangeProposal, answer: str) -> ChangeProposal:
    """Not taken over, with the reason. The contact gets a letter."""
    current = _open(by, proposal)
    if not answer.strip():
        raise RuleBroken("answer_missing", _("Write why you do not take this over."))
    return _decide(by, current, State.DECLINED, answer)


def _open(by: User, proposal: ChangeProposal) -> ChangeProposal:
    fieldlab = locked(proposal.fieldlab)
    check(permissions.can_change(by, fieldlab))
    rows = ChangeProposal.objects.select_for_update(of=["self"]).select_related("fieldlab", "proposed_by")
    current = rows.get(pk=proposal.pk)
    if current.state != State.OPEN:
        raise RuleBroken("already_decided", _("Somebody decided on this proposal already."))
    return current


def _decide(by: User, proposal: ChangeProposal, state: str, answer: str) -> ChangeProposal:
    proposal.state, proposal.answer = state, answer.strip()
    proposal.decided_by, proposal.decided_at = by, clock.now()
    with rules.held_by_database(RuleBroken):
        proposal.save()
    queue.add("fieldlabs.tell_contact_of_answer", {"proposal_id": proposal.pk}, owner=by)
    return proposal
