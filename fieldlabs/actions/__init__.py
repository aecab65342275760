"""What is done with a Fieldlab, one module per subject. `from fieldlabs import actions; actions.submit(…)`."""

from fieldlabs.actions.confirmation import ask_to_confirm, confirm, confirm_by_link
from fieldlabs.actions.life import change, recognise, register, send_back, submit
from fieldlabs.actions.photos import add_photo, describe_photo, remove_photo
from fieldlabs.actions.proposals import accept, decline, propose
from fieldlabs.actions.rules import NewerVersion, RuleBroken
from fieldlabs.actions.standing import close, publish, reopen, take_off
from fieldlabs.actions.writing import drop_draft, keep_draft, save_section

__all__ = [
    "NewerVersion",
    "RuleBroken",
    "accept",
    "add_photo",
    "ask_to_confirm",
    "change",
    "close",
    "confirm",
    "confirm_by_link",
    "decline",
    "describe_photo",
    "drop_draft",
    "keep_draft",
    "propose",
    "publish",
    "recognise",
    "register",
    "remove_photo",
    "reopen",
    "save_section",
    "send_back",
    "submit",
    "take_off",
]
