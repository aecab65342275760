"""What happens at a desk: one verb, one function."""

from hubs.actions.asking import ERASED, Sender, ask_for_help, withdraw
from hubs.actions.common import RuleBroken
from hubs.actions.companies import Profile, company_for
from hubs.actions.moments import record

__all__ = ["ERASED", "Profile", "RuleBroken", "Sender", "ask_for_help", "company_for", "record", "withdraw"]
