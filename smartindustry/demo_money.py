"""The money of the demo, by the portal's own actions."""

from datetime import date

from accounts.models import User
from funding import actions
from funding.models import Mandate

MANDATES = {
    "femke": [Mandate.Kind.DECIDE, Mandate.Kind.APPROVE],
    "sanne": [Mandate.Kind.DECIDE, Mandate.Kind.APPROVE],
    "hilde": [Mandate.Kind.RELEASE],
}
REGISTER = {"document": "Demonstratie: mandaatregister", "document_date": date(2018, 1, 1)}
LAST_DAY = date(2099, 12, 31)


def give_mandates(cast: dict[str, User]) -> None:
    """What the ministry's people may do with money, given by its controller; `cast` by key. Twice changes nothing."""
    for key, kinds in MANDATES.items():
        held = set(cast[key].mandates.values_list("kind", flat=True))
        for kind in kinds:
            if kind not in held:
                actions.give_mandate(
                    by=cast["wim"],
                    person=cast[key],
                    kind=kind,
                    starts_on=REGISTER["document_date"],
                    ends_on=LAST_DAY,
                    **REGISTER,
                )


def enter_letter(cast: dict[str, User]) -> None:
    """What is known from before the portal: no demonstration, so it carries no mark of one. Twice changes nothing."""
    actions.enter_letter(by=cast["femke"], waived_by=cast["wim"])
