"""What changes a run and what belongs to it. Each verb is one function; a refusal is a RuleBroken with a sentence."""

from assessments.actions.depth import deepen
from assessments.actions.help import ask_for_help
from assessments.actions.people import Confirmed, ask_link, claim, confirm, give_contact
from assessments.actions.repeat import repeat
from assessments.actions.resume import restore
from assessments.actions.run import (
    TOO_SHALLOW,
    RuleBroken,
    answer,
    complete,
    erase,
    erase_all,
    set_context,
    set_location,
    start,
)

__all__ = [
    "TOO_SHALLOW",
    "Confirmed",
    "RuleBroken",
    "answer",
    "ask_for_help",
    "ask_link",
    "claim",
    "complete",
    "confirm",
    "deepen",
    "erase",
    "erase_all",
    "give_contact",
    "repeat",
    "restore",
    "set_context",
    "set_location",
    "start",
]
