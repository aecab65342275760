"""What changes a run and what belongs to it. Each verb is one function; a refusal is a RuleBroken with a sentence."""

from assessments.actions.depth import deepen
from assessments.actions.run import TOO_SHALLOW, RuleBroken, answer, complete, erase, set_context, set_location, start

__all__ = [
    "TOO_SHALLOW",
    "RuleBroken",
    "answer",
    "complete",
    "deepen",
    "erase",
    "set_context",
    "set_location",
    "start",
]
