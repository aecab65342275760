"""Which roles read the money across lines and hubs, and which have any work with it."""

from accounts.models import Role

MINISTRY = tuple(role for role in Role if role.value.startswith("ministry_"))
BUDGET_READERS = (*MINISTRY, Role.AUDITOR, Role.ADMINISTRATOR)
MONEY_ROLES = (Role.HUB_COORDINATOR, Role.HUB_EDITOR, Role.HUB_READER, Role.COFUNDER, *BUDGET_READERS)
