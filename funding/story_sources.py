"""Everything that happened to an award, from many tables, read in one statement: a union of rows of one shape.

Amounts in euros. Who did it comes as a name and as the roles that this person held on that day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    DateTimeField,
    DecimalField,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
)
from django.db.models.functions import Cast, TruncDate

from accounts.models import RoleHolding
from funding import models
from funding.ledger import CASH
from funding.models import MONEY, Award, Entry, Letter, Transfer, Waiver
from programme.papers import source_of

_TEXT, _NUMBER, _ROLES = TextField(), BigIntegerField(), ArrayField(CharField())
_TYPES = {
    "source": _TEXT,
    "row": _NUMBER,
    "at": DateTimeField(),
    "day": DateField(),
    "kind": _TEXT,
    "amount": DecimalField(**MONEY),
    "text": _TEXT,
    "ref": _TEXT,
    "person": _TEXT,
    "roles": _ROLES,
    "file": _NUMBER,
    "link": _NUMBER,
    "document": _TEXT,
    "paper": _TEXT,
}


@dataclass(frozen=True)
class Happening:
    """One row. `day`: when it took effect; `at`: when it was recorded. `link`: id of what belongs to it.

    `document`: of an entry what it rests on, of a decision its number; what a decision booked has the same.
    `paper`: address of the source that its document is, "" where it is none.
    """

    source: str
    row: int
    at: datetime
    day: date
    kind: str
    amount: Decimal | None
    text: str
    ref: str
    person: str
    roles: list[str]
    file: int | None
    link: int | None
    document: str
    paper: str


def _rows(rows: QuerySet, source: str, *, at: str = "recorded_at", by: str = "recorded_by", **columns) -> QuerySet:
    """These rows in the one shape; what is not given is empty."""
    given = {
        "source": Value(source),
        "row": F("pk"),
        "at": F(at),
        "day": TruncDate(at),
        "kind": Value(""),
        "amount": Value(None),
        "text": Value(""),
        "ref": Value(""),
        "person": F(f"{by}__name"),
        "roles": roles_on(by, at),
        "file": Value(None),
        "link": Value(None),
        "document": Value(""),
        "paper": Value(""),
        **columns,
    }
    shaped = {f"s_{name}": Cast(given[name], kind) for name, kind in _TYPES.items()}
    return rows.order_by().annotate(**shaped).values_list(*shaped)


def roles_on(by: str, at: str) -> Subquery:
    """The roles that the person in `by` held on the day of `at`."""
    day = Func(
        OuterRef(at), template="(%(expressions)s AT TIME ZONE 'Europe/Amsterdam')::date", output_field=DateField()
    )
    held = RoleHolding.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), person=OuterRef(by), starts_on__lte=day)
    return Subquery(held.order_by().values("person").annotate(names=ArrayAgg("role", distinct=True)).values("names"))


def of_award(award: Award, accounts: Iterable[int], *, papers: bool) -> list[Happening]:
    """The whole story; `accounts`: ids of the award's accounts and of the pledges in its pool.

    `papers`: with the ministry's own working papers. The recipient reads what was decided, not what is prepared, and
    remarks once the plan came back with them.
    """
    plan = award.plan_version.plan_id if award.plan_version else None
    told = [*_money(award, accounts), *_deciding(award, plan), *_evidence(award), *_of_plan(plan), _pledges(award)]
    return _read([*told, *_remarks(plan, papers), *(_preparing(award, plan) if papers else [])])


def for_everyone(award: Award, accounts: Iterable[int]) -> list[Happening]:
    """What the public page tells: decisions, money, and the exceptions; `accounts`: ids of the award's own accounts."""
    letters = Letter.objects.filter(award=award).exclude(kind="advance")
    return _read([_entries(award, accounts), _letters(letters), _settlements(award), _waivers(award)])


def _read(sources: list[QuerySet]) -> list[Happening]:
    first, *others = sources
    found = (Happening(*row) for row in first.union(*others, all=True))
    return sorted(found, key=lambda one: (one.day, one.at, one.source, one.row))


def _money(award: Award, accounts: Iterable[int]) -> list[QuerySet]:
    payments, approvals = award.payments.all(), models.PaymentApproval.objects.filter(payment__award=award)
    return [
        _entries(award, accounts),
        _rows(payments, "payment", amount=F("amount"), text=F("reason"), link=F("pk")),
        _rows(
            models.PaymentWithdrawal.objects.filter(payment__award=award),
            "payment_withdrawal",
            kind=F("kind"),
            amount=F("payment__amount"),
            text=F("reason"),
            link=F("payment"),
        ),
        _rows(approvals, "approval", amount=F("payment__amount"), link=F("payment")),
        _settlements(award),
        _waivers(award),
    ]


def _entries(award: Award, accounts: Iterable[int]) -> QuerySet:
    ids = list(accounts)
    moved = Transfer.objects.filter(Q(from_account__in=ids) | Q(to_account__in=ids))
    mine = moved.filter(entry=OuterRef("pk")).exclude(from_account__ledger=CASH).order_by()
    total = mine.values("entry").annotate(total=Sum("amount")).values("total")
    return _rows(
        Entry.objects.filter(pk__in=moved.values("entry")),
        "entry",
        day=F("valid_on"),
        kind=F("kind"),
        amount=Subquery(total),
        text=F("reason"),
        ref=F("reference"),
        link=F("payment"),
        document=F("document"),
        paper=source_of(),
    )


def _settlements(award: Award) -> QuerySet:
    settled = award.settlements.all()
    return _rows(
        settled, "settlement", day=F("document_date"), amount=F("amount"), ref=F("document"), document=F("document")
    )


def _waivers(award: Award) -> QuerySet:
    used = Q(pk=award.waiver_id)
    for way in ("settlements", "approvals__payment", "letters"):
        used |= Q(pk__in=Waiver.objects.filter(**{f"{way}__award": award}).values("pk"))
    used |= Q(pk__in=Entry.objects.filter(payment__award=award, waiver__isnull=False).values("waiver"))
    return _rows(
        Waiver.objects.filter(used),
        "waiver",
        day=F("document_date"),
        kind=F("kind"),
        text=F("reason"),
        document=F("document"),
        paper=source_of(),
    )


def _deciding(award: Award, plan: int | None) -> list[QuerySet]:
    letters = Letter.objects.filter(_about(award, plan))
    objections = models.Objection.objects.filter(letter__in=letters.values("pk"))
    rulings = models.Ruling.objects.filter(letter__in=letters.values("pk"))
    return [
        _letters(letters),
        _rows(objections, "objection", day=F("received_on"), text=F("text"), ref=F("letter__number"), file=F("file")),
        _rows(
            rulings,
            "ruling",
            day=F("ruled_on"),
            kind=Cast(F("upheld"), _TEXT),
            text=F("text"),
            ref=F("letter__number"),
            file=F("file"),
        ),
    ]


def _about(award: Award, plan: int | None) -> Q:
    return Q(award=award) | Q(plan__isnull=False, plan=plan)


def _preparing(award: Award, plan: int | None) -> list[QuerySet]:
    proposals = models.Proposal.objects.filter(_about(award, plan))
    returned = models.ProposalReturn.objects.filter(proposal__in=proposals.values("pk"))
    return [
        _rows(
            proposals,
            "proposal",
            kind=F("kind"),
            amount=F("amount"),
            text=F("ground"),
            document=Subquery(Letter.objects.filter(proposal=OuterRef("pk")).values("number")[:1]),
        ),
        _rows(returned, "proposal_return", text=F("note"), link=F("proposal")),
    ]


def _letters(letters: QuerySet[Letter]) -> QuerySet:
    return _rows(
        letters,
        "letter",
        day=F("decided_on"),
        kind=F("kind"),
        amount=F("amount"),
        text=F("ground"),
        ref=F("number"),
        document=F("number"),
        file=F("files__file"),
        link=F("payment"),
    )


def _evidence(award: Award) -> list[QuerySet]:
    deliveries = models.Delivery.objects.filter(duty__award=award)
    judgements = models.Judgement.objects.filter(delivery__duty__award=award)
    reported = models.CostLine.objects.filter(delivery=OuterRef("pk")).order_by().values("delivery")
    accepted = models.AcceptedCost.objects.filter(judgement=OuterRef("pk")).order_by().values("judgement")
    due = Cast(F("due_on"), _TEXT)
    return [
        _rows(award.duties.all(), "duty", kind=F("kind"), text=F("about"), ref=due, link=F("instead_of")),
        _rows(
            deliveries,
            "delivery",
            kind=F("duty__kind"),
            amount=Subquery(reported.annotate(total=Sum("reported")).values("total")),
            text=F("note"),
            file=F("file"),
        ),
        _rows(
            judgements,
            "judgement",
            kind=F("delivery__duty__kind"),
            amount=Subquery(accepted.annotate(total=Sum("amount")).values("total")),
            text=F("note"),
            ref=Cast(F("accepted"), _TEXT),
            link=F("delivery"),
        ),
    ]


def _of_plan(plan: int | None) -> list[QuerySet]:
    if plan is None:
        return []
    versions = models.PlanVersion.objects.filter(plan=plan, submitted_at__isnull=False)
    # Submitting is told by the version, a decision by its letter.
    steps = models.PlanStep.objects.filter(plan=plan, kind__in=["take_up", "return", "withdraw"])
    return [
        _rows(
            versions,
            "version",
            at="submitted_at",
            by="submitted_by",
            amount=F("requested"),
            text=F("title"),
            ref=Cast(F("number"), _TEXT),
        ),
        _rows(steps, "step", day=F("valid_on"), kind=F("kind"), text=F("note")),
    ]


def _remarks(plan: int | None, papers: bool) -> list[QuerySet]:
    if plan is None:
        return []
    remarks = models.Remark.objects.filter(version__plan=plan)
    if not papers:
        returned = models.PlanStep.objects.filter(plan=plan, kind="return")
        remarks = remarks.filter(version__in=returned.values("version"))
    return [_rows(remarks, "remark", kind=F("section"), text=F("text"), link=F("version__number"))]


def _pledges(award: Award) -> QuerySet:
    pledges = models.Pledge.objects.filter(pool=award.pool_id)
    return _rows(
        pledges,
        "pledge",
        day=F("document_date"),
        kind=F("kind"),
        text=F("evidence"),
        ref=F("funder__name"),
        link=F("pk"),
        document=F("document"),
        paper=source_of(),
    )
