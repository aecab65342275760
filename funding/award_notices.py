"""Mails about what follows an award: evidence, its dates, and objections."""

from collections.abc import Iterable

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from accounts.models import Role, User
from funding import award_state
from funding.decision_notices import applicants
from funding.models import Delivery, Duty, Judgement, Letter, Objection, Ruling
from funding.notices import message, notice, people_with

FOLDER = "funding/mail/"


def _preparers(letter: Letter | None) -> list[User]:
    """Who prepared the decision; everybody who prepares where that person no longer does."""
    people = people_with(Role.MINISTRY_PREPARER)
    own = [one for one in people if letter and letter.proposal and one.pk == letter.proposal.recorded_by_id]
    return own or people


@notice("evidence_handed_in")
def evidence_handed_in(delivery_id: int) -> Iterable[EmailMessage]:
    """To who prepared the award: it waits to be judged."""
    related = "duty__award__recipient", "duty__letter__proposal"
    delivery = Delivery.objects.select_related(*related).get(pk=delivery_id)
    if delivery.judgements.exists():
        return
    duty = delivery.duty
    link = ("funding:judgement_create", {"number": duty.award.number, "delivery": delivery.pk})
    for person in _preparers(duty.letter):
        yield message(
            person,
            lambda: _("Evidence handed in for %(award)s") % {"award": duty.award},
            FOLDER + "evidence_handed_in.txt",
            link,
            duty=duty,
        )


@notice("evidence_judged")
def evidence_judged(judgement_id: int) -> Iterable[EmailMessage]:
    """To the recipient: accepted, or what must be mended."""
    related = "delivery__duty__award__recipient", "delivery__duty__award__plan_version"
    judgement = Judgement.objects.select_related(*related).get(pk=judgement_id)
    duty = judgement.delivery.duty
    for person in applicants(duty.award.recipient):
        yield message(
            person,
            lambda: _accepted_or_not(judgement) % {"award": duty.award},
            FOLDER + "evidence_judged.txt",
            page_link(duty),
            duty=duty,
            judgement=judgement,
        )


def _accepted_or_not(judgement: Judgement) -> str:
    if judgement.accepted:
        return _("Your evidence for %(award)s is accepted")
    return _("Your evidence for %(award)s must be mended")


def page_link(duty: Duty) -> tuple[str, dict]:
    return ("funding:award_follow", {"number": duty.award.number})


@notice("evidence_due")
def evidence_due(duty_id: int) -> Iterable[EmailMessage]:
    """To the recipient: within two weeks, or late. Nothing once it was handed in or the award was settled."""
    duty = award_state.open_duties().select_related("award__recipient").filter(pk=duty_id).first()
    if duty is None:
        return
    late = award_state.is_late(duty)
    for person in applicants(duty.award.recipient):
        yield message(
            person,
            lambda: (
                (_("Late: evidence for %(award)s") if late else _("Evidence due for %(award)s")) % {"award": duty.award}
            ),
            FOLDER + "evidence_due.txt",
            ("funding:delivery_create", {"number": duty.award.number, "duty": duty.pk}),
            duty=duty,
            late=late,
        )


@notice("objection_received")
def objection_received(objection_id: int) -> Iterable[EmailMessage]:
    """To who prepared the contested decision, and, as a receipt (Awb 6:14), to who objects."""
    objection = Objection.objects.select_related("letter__proposal", "letter__recipient", "letter__plan").get(
        pk=objection_id
    )
    letter, late = objection.letter, objection.received_on > objection.letter.objection_until
    for person in [*_preparers(letter), *applicants(letter.recipient)]:
        yield message(
            person,
            lambda: _("Objection against %(number)s") % {"number": letter.number},
            FOLDER + "objection_received.txt",
            ("funding:objection_detail", {"objection": objection.pk}),
            objection=objection,
            letter=letter,
            late=late,
        )


@notice("ruling_recorded")
def ruling_recorded(ruling_id: int) -> Iterable[EmailMessage]:
    """To who prepared the decision that it goes back to, and to the recipient, who can read the ruling here."""
    related = "letter__recipient", "about__proposal"
    ruling = Ruling.objects.select_related(*related).get(pk=ruling_id)
    for person in [*_preparers(ruling.about), *applicants(ruling.letter.recipient)]:
        yield message(
            person,
            lambda: _("Ruling of the court on %(number)s") % {"number": ruling.letter.number},
            FOLDER + "ruling_recorded.txt",
            ("funding:ruling_detail", {"ruling": ruling.pk}),
            ruling=ruling,
        )


@notice("objection_period_ended")
def objection_period_ended(letter_id: int) -> Iterable[EmailMessage]:
    """To who prepared it: nobody objected, so that the decision stands."""
    letter = Letter.objects.select_related("proposal", "plan").get(pk=letter_id)
    if letter.objections.exists():
        return
    for person in _preparers(letter):
        yield message(
            person,
            lambda: _("The time to object to %(number)s has passed") % {"number": letter.number},
            FOLDER + "objection_period_ended.txt",
            ("funding:letter_file", {"letter": letter.pk}),
            letter=letter,
        )
