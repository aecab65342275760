"""What happens at a desk: one verb, one function."""

from hubs.actions.asking import ERASED, Sender, ask_for_help, note_call, withdraw, withdraw_for_caller
from hubs.actions.away import cancel_absence, note_absence
from hubs.actions.book import NewerVersion, add_company, change_company, erase_company, note_contact
from hubs.actions.common import RuleBroken
from hubs.actions.companies import Profile, company_for
from hubs.actions.ending import Result, close, merge, reopen
from hubs.actions.handover import accept, give_back, hand_over, return_overdue, take_back
from hubs.actions.letter_templates import Letter, archive_letter, change_letter, restore_letter, write_letter
from hubs.actions.mailing import Mail, mail_about_request, mail_company, send_again
from hubs.actions.moments import record
from hubs.actions.receiving import take_in
from hubs.actions.referring import refer
from hubs.actions.services import Delivered, record_service, withdraw_service
from hubs.actions.waiting import (
    ask_from_mail,
    can_restore,
    discard_mail,
    forget_mail,
    keep_waiting,
    place_mail,
    restore_mail,
)
from hubs.actions.working import answer, assign, hand_on, in_contact, note, release, take, write_to_desk

__all__ = [
    "ask_from_mail",
    "can_restore",
    "discard_mail",
    "forget_mail",
    "keep_waiting",
    "place_mail",
    "restore_mail",
    "Delivered",
    "record_service",
    "withdraw_service",
    "note_contact",
    "erase_company",
    "cancel_absence",
    "change_company",
    "add_company",
    "NewerVersion",
    "Letter",
    "Mail",
    "mail_about_request",
    "mail_company",
    "send_again",
    "archive_letter",
    "change_letter",
    "restore_letter",
    "write_letter",
    "ERASED",
    "Profile",
    "Result",
    "RuleBroken",
    "Sender",
    "accept",
    "answer",
    "ask_for_help",
    "assign",
    "close",
    "company_for",
    "give_back",
    "hand_on",
    "hand_over",
    "in_contact",
    "merge",
    "note",
    "note_absence",
    "note_call",
    "record",
    "refer",
    "release",
    "reopen",
    "return_overdue",
    "take",
    "take_in",
    "take_back",
    "withdraw",
    "withdraw_for_caller",
    "write_to_desk",
]
