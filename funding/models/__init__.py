"""The money: the letter's envelope, the rules of each scheme, decisions and pledges, and the journal of all moves."""

from funding.models.decisions import Award, Mandate, Plan, PlanVersion, Reservation, Settlement, Waiver
from funding.models.envelope import MONEY, BudgetLine, StatedContribution
from funding.models.journal import Account, Closing, Entry, Transfer
from funding.models.payments import BankAccount, BankAccountConfirmation, Payment, PaymentApproval
from funding.models.schemes import MatchPool, Pledge, Scheme, SchemeVersion

__all__ = [
    "MONEY",
    "Account",
    "Award",
    "BankAccount",
    "BankAccountConfirmation",
    "BudgetLine",
    "Closing",
    "Entry",
    "Mandate",
    "MatchPool",
    "Payment",
    "PaymentApproval",
    "Plan",
    "PlanVersion",
    "Pledge",
    "Reservation",
    "Scheme",
    "SchemeVersion",
    "Settlement",
    "StatedContribution",
    "Transfer",
    "Waiver",
]
