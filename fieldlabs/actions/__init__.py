"""What is done with a Fieldlab, one module per subject. `from fieldlabs import actions; actions.submit(…)`."""

from fieldlabs.actions.life import change, recognise, register, send_back, submit
from fieldlabs.actions.rules import NewerVersion, RuleBroken

__all__ = ["NewerVersion", "RuleBroken", "change", "recognise", "register", "send_back", "submit"]
