"""Which mandates are held, which end soon, and on what exceptions were used. For pages, notices and queues."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from funding.models import Entry, Letter, Mandate, MandateEnd, PaymentApproval, Settlement, Waiver
from programme.papers import source_of

SOON = timedelta(days=14)
NOW, LATER, ENDED = "now", "later", "ended"


def with_last_day() -> QuerySet[Mandate]:
    """All mandates with `last_day`: earlier than `ends_on` where somebody withdrew it."""
    withdrawn = MandateEnd.objects.filter(mandate=OuterRef("pk")).values("ends_on")
    people = ("person", "stands_in_for", "recorded_by")
    return Mandate.objects.annotate(last_day=Coalesce(Subquery(withdrawn), "ends_on")).select_related(*people)


def listed(when: str, today: date) -> QuerySet[Mandate]:
    """Mandates in force, to come, or ended; the first to end comes first."""
    mandates = with_last_day()
    match when:
        case "later":
            found = mandates.filter(starts_on__gt=today, last_day__gte=F("starts_on"))
            return found.order_by("starts_on", "pk")
        case "ended":
            over = Q(last_day__lt=today) | Q(last_day__lt=F("starts_on"))
            return mandates.filter(over).order_by("-last_day", "-pk")
        case _:
            return mandates.filter(starts_on__lte=today, last_day__gte=today).order_by("last_day", "person__name", "pk")


def ending(today: date) -> QuerySet[Mandate]:
    """Mandates of today that end within 14 days and that no other of the same person and kind goes on after."""
    withdrawn = MandateEnd.objects.filter(mandate=OuterRef("pk")).values("ends_on")
    others = Mandate.objects.annotate(until=Coalesce(Subquery(withdrawn), "ends_on"))
    next_one = others.filter(
        Q(stands_in_for=OuterRef("stands_in_for")) | Q(stands_in_for__isnull=True),
        person=OuterRef("person"),
        kind=OuterRef("kind"),
        starts_on__lte=OuterRef("last_day") + timedelta(days=1),
        until__gt=OuterRef("last_day"),
    )
    soon = with_last_day().filter(starts_on__lte=today, last_day__gte=today, last_day__lte=today + SOON)
    return soon.filter(~Exists(next_one)).order_by("last_day", "pk")


@dataclass(frozen=True)
class WaiverShown:
    """`used_on`: what it was used for, in words without names; "" is not yet. `award`: its number, or ""."""

    waiver: Waiver
    used_on: str
    award: str


def waivers() -> QuerySet[Waiver]:
    """With what they were used for, in a constant number of statements; the newest first."""
    return (
        Waiver.objects.annotate(source_url=source_of())
        .order_by("-pk")
        .prefetch_related(
            "awards",
            Prefetch("settlements", Settlement.objects.select_related("award")),
            Prefetch("approvals", PaymentApproval.objects.select_related("payment__award")),
            Prefetch("entries", Entry.objects.select_related("payment__award")),
            Prefetch("letters", Letter.objects.select_related("award")),
        )
    )


def shown(waiver: Waiver) -> WaiverShown:
    """Each waiver covers one decision: its letter says it best, where the letter itself rests on the waiver."""
    for letter in waiver.letters.all():
        return WaiverShown(waiver, str(letter.get_kind_display()), letter.award.number if letter.award else "")
    for award in waiver.awards.all():
        return WaiverShown(waiver, _("decision to grant"), award.number)
    for settlement in waiver.settlements.all():
        return WaiverShown(waiver, _("settlement"), settlement.award.number)
    for approval in waiver.approvals.all():
        return WaiverShown(waiver, _("approval of a payment"), approval.payment.award.number)
    for entry in waiver.entries.all():
        award = entry.payment.award.number if entry.payment else ""
        return WaiverShown(waiver, str(entry.get_kind_display()), award)
    return WaiverShown(waiver, "", "")
