"""The pages of the budget, for tests: their addresses, lines and balances."""

from decimal import Decimal

from funding import actions
from funding.models import BudgetLine
from tests.funding.world import basis

DECIDE = "/begroting/besluit/"
HISTORY = "/begroting/besluiten/"
RESTS_ON = {
    "valid_on": "2018-06-01",
    "document": "Besluit 12",
    "document_date": "2018-05-28",
    "reason": "eerste begroting",
}


def line(key):
    return BudgetLine.objects.get(key=key)


def unknown(world, on, *, at_least=None, year=2018):
    """A reservation of unknown size."""
    about = {"purpose_nl": "Datacentrum", "purpose_en": "Data center", "size": None, "at_least": at_least}
    return actions.reserve(by=world.decider, basis=basis(), line=on, year=year, **about)


def balance(on, ledger="commitments", kind="available", year=2018) -> Decimal:
    account = on.accounts.filter(ledger=ledger, kind=kind, year=year).first()
    return account.balance if account else Decimal(0)
