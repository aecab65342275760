"""Mails about plans and decisions: to applicants when something came of their plan, to who decides when it waits."""

from collections.abc import Iterable

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from accounts.models import Organisation, Role, User
from funding.letter_document import SUBJECTS
from funding.models import Letter, PlanStep, ProposalReturn
from funding.notices import message, notice, people_with
from funding.permissions import SIGNERS, WRITERS
from funding.proposals import awaiting

FOLDER = "funding/mail/"


def applicants(organisation: Organisation) -> list[User]:
    """Who signs for an organisation; who writes for it where there is nobody."""
    for roles in (SIGNERS, WRITERS):
        people = people_with(*roles.get(organisation.kind, ()), organisation=organisation)
        if people:
            return people
    return []


@notice("plan_decided")
def plan_decided(letter_id: int) -> Iterable[EmailMessage]:
    """To the recipient of a letter of any kind, once its document is there."""
    letter = Letter.objects.select_related("recipient", "plan").get(pk=letter_id)
    link = ("funding:letter_file", {"letter": letter.pk})
    for person in applicants(letter.recipient):
        yield message(
            person,
            lambda: _("%(subject)s (%(number)s)") % {"subject": SUBJECTS[letter.kind], "number": letter.number},
            FOLDER + "plan_decided.txt",
            link,
            letter=letter,
            about=SUBJECTS[letter.kind],
        )


@notice("proposal_returned")
def proposal_returned(return_id: int) -> Iterable[EmailMessage]:
    """To who prepared it: the one who decides wants it better."""
    returned = ProposalReturn.objects.select_related("proposal__recorded_by", "proposal__plan").get(pk=return_id)
    person = returned.proposal.recorded_by
    if person.is_active:
        link = ("funding:proposal_detail", {"proposal": returned.proposal_id})
        yield message(
            person,
            lambda: _("Your prepared decision came back"),
            FOLDER + "proposal_returned.txt",
            link,
            returned=returned,
        )


@notice("proposal_waiting")
def proposal_waiting(proposal_id: int) -> Iterable[EmailMessage]:
    """To everybody who may decide on it; nobody when it was decided, sent back or replaced meanwhile."""
    proposal = awaiting().filter(pk=proposal_id).select_related("plan__organisation", "recorded_by").first()
    if proposal is None:
        return
    link = ("funding:proposal_detail", {"proposal": proposal.pk})
    for person in people_with(Role.MINISTRY_DECIDER):
        if person.pk != proposal.recorded_by_id:
            template = FOLDER + "proposal_waiting.txt"
            yield message(person, lambda: _("A decision waits for you"), template, link, proposal=proposal)


@notice("plan_returned")
def plan_returned(step_id: int) -> Iterable[EmailMessage]:
    """To the applicant: what must be mended. The remarks themselves are read in the portal."""
    step = PlanStep.objects.select_related("plan__organisation", "version").get(pk=step_id)
    link = ("funding:plan_detail", {"plan": step.plan_id})
    remarks = step.version.remarks.count()
    for person in applicants(step.plan.organisation):
        template = FOLDER + "plan_returned.txt"
        yield message(person, lambda: _("Your plan came back"), template, link, step=step, remarks=remarks)
