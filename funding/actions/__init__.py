"""What moves money: one verb each. All of them end in the journal, whose gate is in the database (funding/sql/)."""

from funding.actions import after_award  # noqa: F401 -- takes decisions of its kinds (deciding.py)
from funding.actions.awards import (
    Decision,
    commit,
    decommit,
    end_mandate,
    give_mandate,
    grant,
    settle,
    use_match,
    waive,
)
from funding.actions.books import close_period, correct
from funding.actions.budget import allot, give_back, release, reserve, shift
from funding.actions.evidence import Cost, accept, extend, hand_in, send_back
from funding.actions.history import enter_letter
from funding.actions.objections import object_to, record_objection
from funding.actions.payment_desk import approve_advance, prepare_payment, stop_payment
from funding.actions.payments import (
    approve_payment,
    confirm_bank_account,
    enter_bank_account,
    pay,
    propose_payment,
    refund,
)
from funding.actions.plans import (
    Content,
    NewerSection,
    open_version,
    save_section,
    start_plan,
    submit_plan,
    withdraw_plan,
)
from funding.actions.pledges import claim, confirm_committed, confirm_realised, intend, withdraw
from funding.actions.posting import Basis
from funding.actions.reconciliation import explain_difference, import_month
from funding.actions.rulings import record_ruling
from funding.actions.schemes import Rules, add_scheme, open_pool, publish_scheme_version

__all__ = [
    "Basis",
    "Content",
    "Cost",
    "Decision",
    "NewerSection",
    "Rules",
    "accept",
    "add_scheme",
    "allot",
    "approve_advance",
    "approve_payment",
    "claim",
    "close_period",
    "commit",
    "confirm_bank_account",
    "confirm_committed",
    "confirm_realised",
    "correct",
    "decommit",
    "end_mandate",
    "enter_bank_account",
    "enter_letter",
    "explain_difference",
    "extend",
    "give_back",
    "give_mandate",
    "grant",
    "hand_in",
    "import_month",
    "intend",
    "object_to",
    "open_pool",
    "open_version",
    "pay",
    "prepare_payment",
    "propose_payment",
    "publish_scheme_version",
    "record_objection",
    "record_ruling",
    "refund",
    "release",
    "reserve",
    "save_section",
    "send_back",
    "settle",
    "shift",
    "start_plan",
    "stop_payment",
    "submit_plan",
    "use_match",
    "waive",
    "withdraw",
    "withdraw_plan",
]
