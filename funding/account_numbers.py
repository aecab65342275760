"""Account numbers as people read them: which one is paid to, which one waits for confirmation."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation, RoleHolding, User
from funding import permissions, readers
from funding.iban import masked, readable
from funding.models import BankAccount, BankAccountConfirmation

IN_USE, TO_CONFIRM, REPLACED = "in_use", "to_confirm", "replaced"
STATES = {IN_USE: gettext_lazy("Paid to"), TO_CONFIRM: gettext_lazy("To confirm"), REPLACED: gettext_lazy("Replaced")}
KINDS = {IN_USE: "success", TO_CONFIRM: "warning", REPLACED: "neutral"}


@dataclass(frozen=True)
class Row:
    """A number with its state. `number`: in full for who pays, masked for others; `by`, `checked_by`: who did it.

    Officials of the ministry are named to the ministry and the auditor alone.
    """

    account: BankAccount
    number: str
    confirmation: BankAccountConfirmation | None
    state: str
    mine: bool
    by: str
    checked_by: str

    @property
    def label(self) -> str:
        return str(STATES[self.state])

    @property
    def kind(self) -> str:
        return KINDS[self.state]


def rows(user: User) -> list[Row]:
    """The numbers that this person may know of, newest first within each organisation; in four statements."""
    accounts = BankAccount.objects.select_related("organisation", "recorded_by").prefetch_related(
        "confirmations__recorded_by"
    )
    if not permissions.reads_money(user):
        own = permissions.organisations_of(user, permissions.FOLLOWERS)
        accounts = accounts.filter(organisation__in=[one.pk for one in own])
    used, newest = _ends(accounts)
    show = readable if permissions.can_see_account_numbers(user)[0] else masked
    named = _namer(user)
    found = []
    for account in accounts.order_by("organisation__name", "organisation", "-pk"):
        confirmation = next(iter(account.confirmations.all()), None)
        state = IN_USE if account.pk in used else REPLACED
        if confirmation is None and account.pk in newest:
            state = TO_CONFIRM
        checked_by = named(confirmation.recorded_by) if confirmation else ""
        mine = account.recorded_by_id == user.pk
        found.append(
            Row(account, show(account.iban), confirmation, state, mine, named(account.recorded_by), checked_by)
        )
    return found


def _namer(user: User) -> Callable[[User], str]:
    """How this reader sees who did something: by name, or "the ministry" for who is not of their own organisation."""
    if readers.reads_names(user):
        return str
    own = {one.organisation_id for one in user.holdings}
    colleagues = set(RoleHolding.objects.filter(organisation__in=own).values_list("person", flat=True))
    return lambda person: str(person) if person.pk in colleagues else _("the ministry")


def _ends(accounts) -> tuple[set[int], set[int]]:
    """Ids of the numbers that are paid to (newest confirmed), and of the newest ones."""
    confirmed = Max("pk", filter=Q(confirmations__isnull=False))
    ends = accounts.order_by().values("organisation").annotate(used=confirmed, newest=Max("pk"))
    pairs = [(one["used"], one["newest"]) for one in ends]
    return {used for used, _newest in pairs}, {newest for _used, newest in pairs}


def to_confirm() -> list[BankAccount]:
    """The newest number of each organisation where nobody confirmed it."""
    newest = BankAccount.objects.order_by().values("organisation").annotate(newest=Max("pk")).values("newest")
    found = BankAccount.objects.filter(pk__in=newest, confirmations=None)
    return list(found.select_related("organisation").order_by("pk"))


def in_use(organisation: Organisation) -> BankAccount | None:
    confirmed = BankAccount.objects.filter(organisation=organisation, confirmations__isnull=False)
    return confirmed.order_by("-pk").first()
