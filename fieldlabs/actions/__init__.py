"""What is done with a Fieldlab, one module per subject. `from fieldlabs import actions; actions.submit(…)`."""

from fieldlabs.actions.confirmation import ask_to_confirm, confirm, confirm_by_link
from fieldlabs.actions.life import change, recognise, register, send_back, submit
from fieldlabs.actions.partners import Who, add_partner
from fieldlabs.actions.photos import add_photo, describe_photo, remove_photo
from fieldlabs.actions.proposals import accept, accept_row, decline, propose
from fieldlabs.actions.rows import NewerRow, add_row, change_row, move_row, put_back, remove_row
from fieldlabs.actions.rules import NewerVersion, RuleBroken
from fieldlabs.actions.standing import close, publish, reopen, take_off
from fieldlabs.actions.writing import drop_draft, keep_draft, save_section

__all__ = [
    "NewerRow",
    "NewerVersion",
    "RuleBroken",
    "Who",
    "accept",
    "accept_row",
    "add_partner",
    "add_photo",
    "add_row",
    "ask_to_confirm",
    "change",
    "change_row",
    "close",
    "confirm",
    "confirm_by_link",
    "decline",
    "describe_photo",
    "drop_draft",
    "keep_draft",
    "move_row",
    "propose",
    "publish",
    "put_back",
    "recognise",
    "register",
    "remove_photo",
    "remove_row",
    "reopen",
    "save_section",
    "send_back",
    "submit",
    "take_off",
]
