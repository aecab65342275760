"""Decisions as they are prepared, decided and sent; what they ask, and what comes in. All of it is only added to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from funding.models.decisions import Award, Mandate, Reservation, Settlement, Waiver
from funding.models.payments import Payment
from funding.models.plans import Plan, PlanActivity, PlanVersion, StoredFile
from funding.models.recorded import MONEY, Recorded
from funding.models.schemes import MatchPool


class LegalGround(models.TextChoices):
    """On what ground less is given than was asked or granted (Awb title 4.2)."""

    CEILING = "4:25", _("the ceiling would be passed (Awb 4:25, second paragraph)")
    NOT_MET = "4:35", _("the plan does not meet what is asked (Awb 4:35)")
    NOT_DONE = "4:46-a", _("activities did not or not wholly take place (Awb 4:46, second paragraph, a)")
    DUTIES = "4:46-b", _("obligations were not met (Awb 4:46, second paragraph, b)")
    WRONG_FACTS = "4:46-c", _("wrong or incomplete data were given (Awb 4:46, second paragraph, c)")
    SHOULD_HAVE_KNOWN = "4:46-d", _("the award was otherwise wrong and the recipient should have known (Awb 4:46, d)")
    BEFORE_SETTLEMENT = "4:48", _("withdrawn or changed before settlement (Awb 4:48)")
    AFTER_SETTLEMENT = "4:49", _("withdrawn or changed after settlement (Awb 4:49)")
    CHANGED_VIEW = "4:50", _("changed circumstances or views, with due notice (Awb 4:50)")
    RECOVERY = "4:57", _("paid without being due, so recovered (Awb 4:57)")


class Proposal(Recorded):
    """A decision that `recorded_by` prepared, for somebody else to take. The last one of its kind on a plan counts.

    `amount` in euros: what is granted, what the award becomes, what it is settled at, what is recovered.
    `instalments`: [[year, "amount"], …], the cash schedule. `conditions`: one per line. `ends_on`: of a recovery the
    last day to pay. `beyond_ceiling`: what an objection or a court adds does not come out of the line (Awb 4:25 (3)).
    """

    class Kind(models.TextChoices):
        GRANT = "grant", _("grant")
        REFUSE = "refuse", _("refuse")
        AMEND = "amend", _("change the award")
        KEEP = "keep", _("do not grant the change")
        SETTLE = "settle", _("settle")
        REVOKE = "revoke", _("withdraw the award")
        RECOVER = "recover", _("recover")
        OBJECTION = "objection", _("decide on the objection")
        RULING = "ruling", _("carry out the ruling of the court")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="proposals")
    version = models.ForeignKey(PlanVersion, models.PROTECT, null=True, blank=True, related_name="proposals")
    award = models.ForeignKey(Award, models.PROTECT, null=True, blank=True, related_name="proposals")
    objection = models.ForeignKey("Objection", models.PROTECT, null=True, blank=True, related_name="proposals")
    ruling = models.ForeignKey("Ruling", models.PROTECT, null=True, blank=True, related_name="proposals")
    pool = models.ForeignKey(MatchPool, models.PROTECT, null=True, blank=True, related_name="proposals")
    amount = models.DecimalField(_("amount"), **MONEY, null=True, blank=True)
    condition = models.CharField(_("condition"), max_length=20, choices=Award.Condition, default="none")
    legal_ground = models.CharField(_("legal ground"), max_length=10, choices=LegalGround, blank=True)
    ground = models.TextField(_("grounds"))
    conditions = models.TextField(_("obligations"), blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    instalments = models.JSONField(_("cash schedule"), default=list, blank=True)
    reservation = models.ForeignKey(Reservation, models.PROTECT, null=True, blank=True, related_name="proposals")
    kept = models.DecimalField(_("stays for reservations of unknown size"), **MONEY, null=True, blank=True)
    upheld = models.BooleanField(_("the objection is upheld"), null=True, blank=True)
    beyond_ceiling = models.BooleanField(_("beyond the ceiling"), default=False)

    class Meta:
        verbose_name = _("prepared decision")
        verbose_name_plural = _("prepared decisions")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="funding_proposal_has_grounds",
                condition=Q(ground__regex=r"\S"),
                violation_error_message=_("A decision says on what grounds it rests."),
            ),
            models.CheckConstraint(
                name="funding_proposal_grant_has_amount_and_pool",
                condition=~Q(kind="grant")
                | Q(amount__isnull=False, amount__gt=0, pool__isnull=False, version__isnull=False),
                violation_error_message=_("A grant has an amount above zero, and a place where the match is held."),
            ),
            models.CheckConstraint(
                name="funding_proposal_is_about_an_award",
                condition=Q(kind__in=["grant", "refuse", "objection", "ruling"]) | Q(award__isnull=False),
                violation_error_message=_("This decision is about an award."),
            ),
            models.CheckConstraint(
                name="funding_proposal_names_its_legal_ground",
                condition=~Q(kind__in=["refuse", "revoke", "recover"]) | ~Q(legal_ground=""),
                violation_error_message=_("Choose the legal ground."),
            ),
            models.CheckConstraint(
                name="funding_proposal_objection_has_an_outcome",
                condition=~Q(kind="objection") | Q(objection__isnull=False, upheld__isnull=False),
                violation_error_message=_("Say whether the objection is upheld."),
            ),
            models.CheckConstraint(
                name="funding_proposal_ruling_is_named",
                condition=Q(kind="ruling", ruling__isnull=False) | ~Q(kind="ruling") & Q(ruling=None),
                violation_error_message=_("Name the ruling that is carried out."),
            ),
            models.CheckConstraint(
                name="funding_proposal_only_an_order_passes_the_ceiling",
                condition=Q(beyond_ceiling=False)
                | Q(kind="objection", upheld__isnull=False, upheld=True, amount__isnull=False, amount__gt=0)
                | Q(kind="ruling", amount__isnull=False, amount__gt=0),
                violation_error_message=_(
                    "Only an objection that is upheld, or a ruling of the court, may pass the ceiling, by an amount."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.plan}"


class ProposalReturn(Recorded):
    """That the one who decides sends a prepared decision back, with what must be better."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="returns")
    note = models.TextField(_("what must be better"))

    class Meta:
        verbose_name = _("returned proposal")
        verbose_name_plural = _("returned proposals")
        constraints = [
            models.CheckConstraint(
                name="funding_proposalreturn_says_why",
                condition=Q(note__regex=r"\S"),
                violation_error_message=_("Say what must be better."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.proposal)


class Letter(Recorded):
    """A decision as it is sent: number, date, amounts in euros, grounds and objection period (6 weeks, Awb 6:7).

    `asked`, `amount`, `refused`: what was asked, what is given (or settled, paid, recovered), what is not given.
    `due_on`: the last day to pay back what is recovered. `recorded_by` took the decision.
    """

    class Kind(models.TextChoices):
        GRANT = "grant", _("decision to grant")
        REFUSE = "refuse", _("decision to refuse")
        AMEND = "amend", _("decision to change the award")
        KEEP = "keep", _("decision not to change the award")
        ADVANCE = "advance", _("decision on an advance")
        SETTLE = "settle", _("settlement")
        REVOKE = "revoke", _("withdrawal of the award")
        RECOVER = "recover", _("recovery")
        OBJECTION = "objection", _("decision on an objection")
        RULING = "ruling", _("decision after a ruling of the court")

    number = models.CharField(_("number"), max_length=40)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="letters")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="letters")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="letters")
    award = models.ForeignKey(Award, models.PROTECT, null=True, blank=True, related_name="letters")
    settlement = models.ForeignKey(Settlement, models.PROTECT, null=True, blank=True, related_name="letters")
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, blank=True, related_name="letters")
    objection = models.ForeignKey("Objection", models.PROTECT, null=True, blank=True, related_name="answers")
    ruling = models.ForeignKey("Ruling", models.PROTECT, null=True, blank=True, related_name="answers")
    asked = models.DecimalField(_("amount asked"), **MONEY, null=True, blank=True)
    amount = models.DecimalField(_("amount"), **MONEY, null=True, blank=True)
    refused = models.DecimalField(_("not given"), **MONEY, null=True, blank=True)
    legal_ground = models.CharField(_("legal ground"), max_length=10, choices=LegalGround, blank=True)
    ground = models.TextField(_("grounds"))
    conditions = models.TextField(_("obligations"), blank=True)
    decided_on = models.DateField(_("date"))
    objection_until = models.DateField(_("objection until and including"))
    due_on = models.DateField(_("to be paid back by"), null=True, blank=True)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="letters")
    waiver = models.ForeignKey(Waiver, models.PROTECT, null=True, blank=True, related_name="letters")

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="funding_letter_number_is_unique",
                fields=["number"],
                violation_error_message=_("A letter with this number already exists."),
            ),
            models.UniqueConstraint(
                name="funding_letter_objection_is_answered_once",
                fields=["objection"],
                violation_error_message=_("This objection was already decided on."),
            ),
            models.UniqueConstraint(
                name="funding_letter_ruling_is_carried_out_once",
                fields=["ruling"],
                violation_error_message=_("This ruling was already carried out."),
            ),
            models.UniqueConstraint(
                name="funding_letter_payment_has_one",
                fields=["payment"],
                violation_error_message=_("This payment already has its letter."),
            ),
            models.CheckConstraint(
                name="funding_letter_has_its_subject",
                condition=Q(kind="advance", payment__isnull=False, award__isnull=False)
                | Q(kind="settle", settlement__isnull=False, award__isnull=False, proposal__isnull=False)
                | Q(kind="objection", objection__isnull=False, proposal__isnull=False)
                | Q(kind="ruling", ruling__isnull=False, proposal__isnull=False)
                | Q(kind="refuse", proposal__isnull=False)
                | Q(kind__in=["grant", "amend", "keep", "revoke", "recover"], award__isnull=False)
                & Q(proposal__isnull=False),
                violation_error_message=_("A letter names what it decides on."),
            ),
            models.CheckConstraint(
                name="funding_letter_recovery_has_a_last_day",
                condition=~Q(kind="recover") | Q(amount__isnull=False, amount__gt=0, due_on__isnull=False),
                violation_error_message=_("A recovery has an amount and a last day."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class LetterFile(Recorded):
    """The letter itself, as PDF/UA in Dutch; made once by a job, never made anew."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("document of a letter")
        verbose_name_plural = _("documents of letters")
        constraints = [
            models.UniqueConstraint(
                name="funding_letterfile_is_made_once",
                fields=["letter"],
                violation_error_message=_("This letter is already written."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.letter)


class Duty(Recorded):
    """What the recipient of an award must hand in, and when. What is asked follows from the amount (scheme version)."""

    class Kind(models.TextChoices):
        MATCH_PROOF = "match_proof", _("proof of the match")
        YEARLY_REPORT = "yearly_report", _("yearly report")
        PERFORMANCE = "performance", _("account of what was done")
        COSTS = "costs", _("account of the costs")
        AUDITOR = "auditor", _("auditor's statement")

    award = models.ForeignKey(Award, models.PROTECT, related_name="duties")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="duties")
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    due_on = models.DateField(_("due on"))
    about = models.CharField(_("about"), max_length=200, blank=True)
    instead_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="extended_by")
    reason = models.TextField(_("reason for the later date"), blank=True)

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="funding_duty_is_extended_once",
                fields=["instead_of"],
                violation_error_message=_("This date was already changed."),
            ),
            models.CheckConstraint(
                name="funding_duty_extension_says_why",
                condition=Q(instead_of__isnull=True) | Q(reason__regex=r"\S"),
                violation_error_message=_("Say why the date moves."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award}: {self.get_kind_display()}"


class Delivery(Recorded):
    """What the recipient handed in for an obligation."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="deliveries")
    note = models.TextField(_("explanation"), blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="funding_delivery_holds_something",
                condition=Q(note__regex=r"\S") | Q(file__isnull=False),
                violation_error_message=_("Add an explanation or a file."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.duty)


class CostLine(Recorded):
    """Cost of an activity that a report claims, in euros. An advance is never a cost."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="costs")
    kind = models.CharField(_("kind of activity"), max_length=10, choices=PlanActivity.Kind)
    description = models.CharField(_("activity"), max_length=200)
    reported = models.DecimalField(_("reported"), **MONEY)

    class Meta:
        verbose_name = _("reported cost")
        verbose_name_plural = _("reported costs")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="funding_costline_reported_is_positive",
                condition=Q(reported__gt=0),
                violation_error_message=_("A reported cost is above zero."),
            ),
        ]

    def __str__(self) -> str:
        return self.description


class Judgement(Recorded):
    """What the ministry makes of evidence: accepted, or to be mended (then another delivery follows)."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="judgements")
    accepted = models.BooleanField(_("accepted"))
    note = models.TextField(_("explanation"), blank=True)

    class Meta:
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        constraints = [
            models.UniqueConstraint(
                name="funding_judgement_is_given_once",
                fields=["delivery"],
                violation_error_message=_("This evidence was already judged."),
            ),
            models.CheckConstraint(
                name="funding_judgement_return_says_why",
                condition=Q(accepted=True) | Q(note__regex=r"\S"),
                violation_error_message=_("Say what must be mended."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.delivery)


class AcceptedCost(Recorded):
    """How much of a reported cost the ministry accepts, in euros; never more than was reported."""

    judgement = models.ForeignKey(Judgement, models.PROTECT, related_name="costs")
    cost = models.ForeignKey(CostLine, models.PROTECT, related_name="accepted")
    amount = models.DecimalField(_("accepted"), **MONEY)

    class Meta:
        verbose_name = _("accepted cost")
        verbose_name_plural = _("accepted costs")
        constraints = [
            models.UniqueConstraint(
                name="funding_acceptedcost_is_given_once",
                fields=["cost"],
                violation_error_message=_("This cost was already judged."),
            ),
            models.CheckConstraint(
                name="funding_acceptedcost_amount_is_not_negative",
                condition=Q(amount__gte=0),
                violation_error_message=_("An accepted cost is not below zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cost}: {self.amount}"
