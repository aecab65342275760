"""Mails about plans and decisions: to applicants when something came of their plan, to who decides when it waits."""

from collections.abc import Iterable

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from funding.letter_document import SUBJECTS
from funding.models import Letter, ProposalReturn
from funding.notices import message, notice, people_with
from funding.permissions import SIGNERS, WRITERS

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
