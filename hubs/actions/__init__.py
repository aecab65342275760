"""What happens at a desk: one verb, one function."""

from hubs.actions.asking import ERASED, Sender, ask_for_help, withdraw
from hubs.actions.common import RuleBroken
from hubs.actions.moments import record

__all__ = ["ERASED", "RuleBroken", "Sender", "ask_for_help", "record", "withdraw"]
