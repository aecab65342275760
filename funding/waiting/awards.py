"""What waits after an award: evidence to hand in and to judge, objections to answer, awards to settle."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role, User
from funding import award_state, permissions, proposals
from funding.models import Award, Delivery, Letter, Objection, PlanVersion, Proposal, Ruling, Settlement
from funding.waiting import TITLES, Waiting
from jobs import clock
from ui.formats import date_long

AHEAD = timedelta(weeks=13)


def evidence_due(user: User) -> Iterator[Waiting]:
    """For who writes for a recipient: what came back, is late, or is due within a term."""
    mine = permissions.organisations_of(user, permissions.WRITERS)
    if not mine:
        return
    now = Q(due_on__lte=clock.today() + AHEAD) | Q(came_back=True)
    duties = award_state.open_duties().filter(now, award__recipient__in=mine)
    for duty in duties.select_related("award").order_by("due_on"):
        yield Waiting(
            kind="evidence_due",
            title=(_("Mend and hand in again: %(what)s") if duty.came_back else _("Hand in: %(what)s"))
            % {"what": f"{duty.get_kind_display()} {duty.about}".strip()},
            text=_("Award %(number)s") % {"number": duty.award.number},
            url=reverse("funding:delivery_create", kwargs={"number": duty.award.number, "duty": duty.pk}),
            since=duty.recorded_at.date(),
            due_on=duty.due_on,
        )


def to_prepare(user: User) -> Iterator[Waiting]:
    """For who prepares: evidence to judge, objections to answer, awards past their last day."""
    if Role.MINISTRY_PREPARER not in user.roles:
        return
    yield from _to_judge(user)
    yield from _of_letters()
    yield from _to_settle()


def _to_judge(user: User) -> Iterator[Waiting]:
    deliveries = Delivery.objects.filter(judgements=None).exclude(recorded_by=user)
    settled = Settlement.objects.filter(award=OuterRef("duty__award"), replaced_by=None)
    for one in deliveries.filter(~Exists(settled)).select_related("duty__award__recipient"):
        award = one.duty.award
        yield Waiting(
            kind="evidence_to_judge",
            title=_("Judge: %(what)s") % {"what": f"{one.duty.get_kind_display()} {one.duty.about}".strip()},
            text=f"{award.recipient.name}, {award.number}",
            url=reverse("funding:judgement_create", kwargs={"number": award.number, "delivery": one.pk}),
            since=one.recorded_at.date(),
        )


def _of_letters() -> Iterator[Waiting]:
    """Objections to answer and rulings of the court to carry out, in one statement."""
    prepared = proposals.live(Proposal.objects.filter(objection=OuterRef("pk")))
    objections = Objection.objects.filter(~Exists(prepared), answers=None).annotate(
        is_ruling=Value(False), since=F("received_on"), ecli=Value(""), court=Value(""), number=Value("")
    )
    prepared = proposals.live(Proposal.objects.filter(ruling=OuterRef("pk")))
    rulings = Ruling.objects.filter(~Exists(prepared), upheld=True, answers=None).annotate(
        is_ruling=Value(True), since=F("ruled_on")
    )
    columns = ("is_ruling", "since", "pk", "letter__number", "letter__recipient__name", "ecli", "court", "number")
    both = objections.order_by().values_list(*columns).union(rulings.order_by().values_list(*columns), all=True)
    for is_ruling, since, key, letter, recipient, ecli, court, number in both:
        if is_ruling:
            yield Waiting(
                kind="ruling_to_carry_out",
                title=_("Carry out the ruling on %(number)s") % {"number": letter},
                text=f"{recipient}, {Ruling(ecli=ecli, court=court, number=number)}",
                url=reverse("funding:ruling_answer", kwargs={"ruling": key}),
                since=since,
            )
        else:
            yield Waiting(
                kind="objection_to_answer",
                title=_("Answer the objection to %(number)s") % {"number": letter},
                text=recipient,
                url=reverse("funding:objection_answer", kwargs={"objection": key}),
                since=since,
            )


def _to_settle() -> Iterator[Waiting]:
    """Past the last day, as last decided, and neither settled nor prepared to be."""
    letters = Letter.objects.filter(award_state.CHANGING, award=OuterRef("pk"), proposal__ends_on__isnull=False)
    last = letters.order_by("-pk").values("proposal__ends_on")[:1]
    plan = PlanVersion.objects.filter(pk=OuterRef("plan_version")).values("ends_on")[:1]
    prepared = proposals.live(Proposal.objects.filter(plan=OuterRef("plan_version__plan"), kind=Proposal.Kind.SETTLE))
    awards = Award.objects.annotate(last_day=Coalesce(Subquery(last), Subquery(plan)))
    awards = awards.filter(~Exists(prepared), last_day__lt=clock.today(), settlements=None)
    for award in awards.annotate(name=F("recipient__name")):
        yield Waiting(
            kind="award_to_settle",
            title=_("Settle award %(number)s") % {"number": award.number},
            text=_("%(name)s, ended on %(day)s") % {"name": award.name, "day": date_long(award.last_day)},
            url=reverse("funding:award_propose", kwargs={"number": award.number, "kind": Proposal.Kind.SETTLE}),
            since=award.last_day,
        )


TITLES.update(
    {
        "evidence_due": gettext_lazy("What to hand in"),
        "evidence_to_judge": gettext_lazy("Evidence to judge"),
        "objection_to_answer": gettext_lazy("Objections to answer"),
        "ruling_to_carry_out": gettext_lazy("Rulings of the court to carry out"),
        "award_to_settle": gettext_lazy("Awards to settle"),
    }
)
